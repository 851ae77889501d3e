"""Who is heard in a ledger, and how the figures of one voice stand to those of others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportedly.reconciling.comparing import agree, size
from reportedly.reconciling.verdicts import voice
from reportedly.records import Series, Statement

Standing = Literal["alone", "agrees", "lower", "higher"]


@dataclass
class Heard:
    """A voice in a list: what it gave, and where.

    Attributes:
        name: by which it is shown.
        statements: that count or not; `pages` that print one, `series` that one stands in.
        shared: series in which others are heard too.
    """

    name: str
    statements: int = 0
    series: int = 0
    shared: int = 0
    pages: set[str] = field(default_factory=set)


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
    found: dict[str, Heard] = {}
    for one in series:
        names = {voice(s) for s in (*one.statements, *one.apart)}
        for s in (*one.statements, *one.apart):
            heard = found.setdefault(voice(s), Heard(voice(s)))
            heard.statements += 1
            heard.pages.add(s.page)
        for name in names:
            found[name].series += 1
            found[name].shared += len(names) > 1
    return sorted(found.values(), key=lambda one: (-one.statements, one.name))


def stands_of(name: str, series: Sequence[Series]) -> list[Stand]:
    """How a voice stands to others, in each series that it is heard in, those with others first."""
    found = [_stand(name, one) for one in series]
    order: dict[Standing, int] = {"higher": 0, "lower": 0, "agrees": 1, "alone": 2}
    return sorted(
        found,
        key=lambda one: (order[one.standing], -len(one.every), one.series.title, one.series.id),
    )


def _stand(name: str, series: Series) -> Stand:
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
