"""Who is heard in a ledger, and how the figures of one voice stand to those of others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.reconciling.comparing import agree, size
from reportedly.reconciling.timing import voice
from reportedly.reconciling.voices_found import Heard
from reportedly.records import Series, Statement

Standing = Literal["alone", "agrees", "lower", "higher"]


@dataclass(frozen=True)
class Stand:
    """How a voice's last figure of a series stands to the last figures of others.

    Attributes:
        own: its last statement that counts; None where none does.
        others: the last statement of each other voice.
        standing: of the two.
    """

    series: Series
    own: Statement | None
    every: tuple[Statement, ...]
    others: tuple[Statement, ...]
    standing: Standing


def heard_in(series: Iterable[Series]) -> list[Heard]:
    """The voices of some series, the one of most statements first."""
    statements: Counter[str] = Counter()
    pages: dict[str, set[str]] = defaultdict(set)
    heard: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for one in series:
        names = {voice(s) for s in (*one.statements, *one.apart)}
        for s in (*one.statements, *one.apart):
            statements[voice(s)] += 1
            pages[voice(s)].add(s.page)
        heard.update(names)
        if len(names) > 1:
            shared.update(names)
    found = [
        Heard(name, count, heard[name], shared[name], len(pages[name]))
        for name, count in statements.items()
    ]
    return sorted(found, key=lambda one: (-one.statements, one.name))


def stand_of(name: str, series: Series) -> Stand:
    """How a voice stands to others in a series that it is heard in."""
    every = tuple(s for s in (*series.statements, *series.apart) if voice(s) == name)
    last: dict[str, Statement] = {}
    for statement in series.statements:
        last[voice(statement)] = statement
    own = last.pop(name, None)
    others = tuple(last.values())
    return Stand(series, own, every, others, _standing(own, others))


def _standing(own: Statement | None, others: Sequence[Statement]) -> Standing:
    if own is None or not others:
        return "alone"
    if any(agree(own, other) for other in others):
        return "agrees"
    middle = sorted(size(other) for other in others)[len(others) // 2]
    return "higher" if size(own) > middle else "lower"
