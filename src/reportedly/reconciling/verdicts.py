"""One line of verdict on a series: single, in agreement, rising, falling, revised, in conflict.

A verdict speaks of what the reports say to each other, never of what is true.
"""

from collections.abc import Sequence
from datetime import date

from reportedly import vocabulary
from reportedly.reconciling.comparing import agree, size
from reportedly.records import Statement

NO_COMMON_ORIGIN = "no known common origin"


def stated_on(statement: Statement) -> date | None:
    """The day that a statement counts from: when it was said, else when it was printed."""
    if statement.stated and (statement.stated.end or statement.stated.start):
        return statement.stated.end or statement.stated.start
    return date.fromisoformat(statement.published[:10]) if statement.published else None


def voice(statement: Statement) -> str:
    """Who is heard: the origin; where the page states the figure itself, its agency or publisher."""
    agency = statement.via[-1] if statement.via else None
    return statement.origin or agency or statement.publisher or statement.page


def contradictions(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Pairs of different voices that cannot both hold, of statements in order of time.

    A later figure may exceed an earlier one: tolls rise. It may not fall below it, and two voices may
    not differ on one day unless the hour of printing shows the figure rising.
    """
    found = []
    for index, earlier in enumerate(statements):
        for later in statements[index + 1 :]:
            if voice(earlier) == voice(later) or agree(earlier, later):
                continue
            if contradict(earlier, later):
                found.append((earlier, later))
    return found


def contradict(earlier: Statement, later: Statement) -> bool:
    """Whether two figures that do not agree cannot both have held, each when it was said.

    Tolls rise and never fall; the missing, the displaced and the deployed come and go, so that their
    figures contradict each other on one day only.
    """
    if is_level(earlier) and _other_days(earlier, later):
        return False
    return size(later) < size(earlier) or not _known_later(earlier, later)


def is_level(statement: Statement) -> bool:
    """Whether a figure is of what comes and goes: it may fall without anybody being wrong."""
    levels: list[str] = vocabulary.load("series")["levels"]["kinds"]
    return statement.kind in levels or statement.window == "state"


def _other_days(a: Statement, b: Statement) -> bool:
    first, second = stated_on(a), stated_on(b)
    return first is not None and second is not None and first != second


def _known_later(earlier: Statement, later: Statement) -> bool:
    first, second = stated_on(earlier), stated_on(later)
    if first is None or second is None:
        return False
    if first != second:
        return second > first
    if earlier.published is None or later.published is None:
        return False
    printed_at = (earlier.published[10:], later.published[10:])
    return all(printed_at) and earlier.published < later.published


def revisions(statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Pairs (former, later) of one voice in which the later figure replaces the former."""
    last: dict[str, Statement] = {}
    found = []
    for statement in statements:
        former = last.get(voice(statement))
        if former is not None and not _same_figure(former, statement):
            found.append((former, statement))
        last[voice(statement)] = statement
    return found


def _same_figure(a: Statement, b: Statement) -> bool:
    return (a.low, a.high) == (b.low, b.high)


def verdict(statements: Sequence[Statement]) -> str:
    """The line of verdict on the statements of one series, in order of time."""
    if not statements:
        return "nothing that counts"
    voices = sorted({voice(statement) for statement in statements})
    word = _word(statements)
    if word == "single":
        pages = len({statement.page for statement in statements})
        return "single" if pages == 1 else f"single: one voice on {pages} pages"
    return f"{word}: {_path(statements)}; {_count_of_voices(voices)}"


def _word(statements: Sequence[Statement]) -> str:
    if len({(s.low, s.high, voice(s)) for s in statements}) == 1:
        return "single"
    if contradictions(statements):
        return "in conflict"
    sizes = [size(statement) for statement in statements]
    steady = all(agree(a, b) for a in statements for b in statements)
    rising = sizes[-1] > sizes[0] and sizes == sorted(sizes)
    if steady:
        return "consistent, rising" if rising else "consistent"
    if rising:
        return "rising"
    if revisions(statements):
        return "revised"
    return "rising" if sizes[-1] > sizes[0] else "falling"


def _path(statements: Sequence[Statement]) -> str:
    """The figures in order, each once where it follows itself, the middle of long paths left out."""
    figures: list[str] = []
    for statement in statements:
        if not figures or figures[-1] != statement.figure.lower():
            figures.append(statement.figure.lower())
    if len(figures) > 4:
        figures = [figures[0], figures[1], "…", figures[-1]]
    return " → ".join(figures)


def _count_of_voices(voices: Sequence[str]) -> str:
    if len(voices) == 1:
        return "one voice"
    return f"{len(voices)} voices with {NO_COMMON_ORIGIN}"
