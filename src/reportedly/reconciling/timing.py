"""When statements count from: the day of saying, the moment of printing, the hour by which they were known."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache

from reportedly import vocabulary
from reportedly.ledger.rows import order_of
from reportedly.records import Statement

ONE_TIME = timedelta(hours=1)
"""Two figures that came into print within so little time were given at one time: neither is news to the other."""

LONG_KNOWN = timedelta(hours=2)
"""A figure that was in print for so long is an older one, where a page gives it beside a new one."""


def printed_at(statement: Statement) -> str | None:
    """When a figure came into print, as its page says: with its update, else with the page."""
    return statement.updated or statement.published


def stated_on(statement: Statement) -> date | None:
    """The day that a statement counts from: when it was said, else when it was printed."""
    if statement.stated and (statement.stated.end or statement.stated.start):
        return statement.stated.end or statement.stated.start
    printed = printed_at(statement)
    return date.fromisoformat(printed[:10]) if printed else None


def voice(statement: Statement) -> str:
    """Who is heard: the origin; where the page states the figure itself, its agency or publisher."""
    agency = statement.via[-1] if statement.via else None
    return statement.origin or agency or statement.publisher or statement.page


class Hours:
    """By which hour of its day each figure was known, as far as pages tell.

    A report is no younger than the earliest page that prints it, whatever the others say; and what no
    page with an hour has by a voice was known when others, who have their numbers from one list, gave it.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_voice: dict[tuple[object, ...], datetime] = {}
        self._by_figure: dict[tuple[object, ...], datetime] = {}
        self._pages: dict[tuple[object, ...], set[str]] = defaultdict(set)
        self._sourced: set[tuple[object, ...]] = set()
        for statement in statements:
            said, moment = what_is_said(statement), _moment(statement)
            self._pages[said].add(statement.page)
            if statement.source is not None:
                self._sourced.add(said)
            if moment is not None:
                self._by_voice[said] = min(moment, self._by_voice.get(said, moment))
                figure = said[1:]
                self._by_figure[figure] = min(moment, self._by_figure.get(figure, moment))

    def in_order(self, earlier: Statement, later: Statement) -> bool:
        """Whether one figure of a day was known before another one of that day was first printed.

        A page that gives both side by side holds them against each other, unless the first of them was
        known for hours by then.
        """
        first, second = self._of(earlier), self._of(later)
        if first is None or second is None:
            return False
        apart = self._pages[what_is_said(earlier)].isdisjoint(self._pages[what_is_said(later)])
        if apart:
            return first < second
        return first + LONG_KNOWN <= second

    def at_one_time(self, a: Statement, b: Statement) -> bool:
        """Whether two figures of one day, on two pages, were first printed within the same hour or so."""
        if stated_on(a) != stated_on(b):
            return False
        first, second = self._of_voice(a), self._of_voice(b)
        if first is None or second is None:
            return False
        if not self._pages[what_is_said(a)].isdisjoint(self._pages[what_is_said(b)]):
            return False
        return abs(first - second) < ONE_TIME

    def tell_nothing(self, a: Statement, b: Statement) -> bool:
        """Whether no page tells which of two figures of a day was first, nor holds one against the other."""
        if self._of(a) is not None and self._of(b) is not None:
            return False
        return self._pages[what_is_said(a)].isdisjoint(self._pages[what_is_said(b)])

    def _of(self, statement: Statement) -> datetime | None:
        return self._of_voice(statement) or self._by_figure.get(what_is_said(statement)[1:])

    def _of_voice(self, statement: Statement) -> datetime | None:
        """By when a voice had given a figure; what a page has on nobody's word it has from others."""
        said = what_is_said(statement)
        if said not in self._sourced:
            return self._by_figure.get(said[1:])
        return self._by_voice.get(said)


def what_is_said(statement: Statement) -> tuple[object, ...]:
    """A figure of one voice on one day: what pages repeat, however many they are."""
    return voice(statement), statement.low, statement.high, stated_on(statement)


def _moment(statement: Statement) -> datetime | None:
    """The hour of printing, where it is known and on the day of saying: later ones tell nothing."""
    printed = printed_at(statement)
    if printed is None or len(printed) <= 10:
        return None
    day = stated_on(statement)
    if day is None or date.fromisoformat(printed[:10]) != day:
        return None
    return datetime.fromisoformat(order_of(printed))


def is_level(statement: Statement) -> bool:
    """Whether a figure is of what comes and goes: it may fall without anybody being wrong."""
    return statement.kind in _levels() or statement.window == "state"


@cache
def _levels() -> frozenset[str]:
    return frozenset(vocabulary.load("series")["levels"]["kinds"])
