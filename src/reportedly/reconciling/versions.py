"""One page at several times, one report on several pages.

What a later version of a page changed no longer counts in the earlier one; what a copy repeats is as old
as its report.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from reportedly.ledger.rows import order_of
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.copies import Printed
from reportedly.reconciling.timing import printed_at, stated_on
from reportedly.reconciling.told import Told, why_apart
from reportedly.records import Statement, Stretch, day_of

CHANGED = "changed in a later version of the page"
LATE = timedelta(days=2)
"""A page that is printed so long after the last day that it names tells of old news."""


def without_changed(
    told: Sequence[Told],
    versions: Sequence[Sequence[Printed]],
    contexts: Mapping[str, Context],
) -> list[Told]:
    """Set apart the statements of earlier versions of pages that later versions give another figure for.

    Args:
        told: the statements of all pages.
        versions: groups of pages that are one page at several times, the earliest first.
        contexts: what the pages' texts say beside figures, by text hash.
    """
    by_text: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_text[one.statement.text_hash or ""].append(one)
    changed: set[int] = set()
    for group in versions:
        for earlier, later in pairwise(group):
            if _one_page(contexts.get(earlier.text_hash), contexts.get(later.text_hash)):
                mine, theirs = by_text[earlier.text_hash], by_text[later.text_hash]
                changed |= {id(one) for one in mine if _is_changed(one, theirs)}
    return [_apart(one) if id(one) in changed else one for one in told]


def as_old_as_their_update(
    told: Sequence[Told],
    versions: Sequence[Sequence[Printed]],
    contexts: Mapping[str, Context],
) -> list[Told]:
    """Give what an updated page has anew the moment of its update.

    A page of Monday that was updated on Tuesday may tell Tuesday's toll. What its own earlier version had
    is as old as that, and what another page had before by the same voice is as old as there. Where the
    earlier version is known and does not have it, it is no older than its first printing elsewhere.

    Args:
        told: the statements of all pages.
        versions: groups of pages that are one page at several times, the earliest first.
        contexts: what the pages' texts say beside figures, by text hash.
    """
    updates = {
        name: context.updated
        for name, context in contexts.items()
        if context.updated and context.published and _is_update(context)
    }
    if not updates:
        return list(told)
    before: dict[str, set[str]] = defaultdict(set)
    for group in versions:
        for at, page in enumerate(group):
            before[page.text_hash] |= {earlier.text_hash for earlier in group[:at]}
    given: dict[tuple[object, ...], set[str]] = defaultdict(set)
    first: dict[tuple[object, ...], str] = {}
    for one in told:
        name, key = one.statement.text_hash or "", (one.story, *_same(one))
        given[key].add(name)
        if name not in updates and one.statement.published:
            first[key] = min(one.statement.published, first.get(key, "9"), key=order_of)
    return [_as_old(one, updates, before, given, first) for one in told]


def _as_old(
    one: Told,
    updates: Mapping[str, str],
    before: Mapping[str, set[str]],
    given: Mapping[tuple[object, ...], set[str]],
    first: Mapping[tuple[object, ...], str],
) -> Told:
    """Give a statement of an updated page the moment from which it counts."""
    name, key = one.statement.text_hash or "", (one.story, *_same(one))
    if name not in updates or not before[name].isdisjoint(given[key]):
        return one
    elsewhere = first.get(key)
    if elsewhere is None or order_of(elsewhere) >= order_of(updates[name]):
        return _updated(one, updates[name])
    return _updated(one, elsewhere) if before[name] else one


def _is_update(context: Context) -> bool:
    """Whether a page was updated while its news were new: later changes are seldom of figures."""
    if context.updated is None or context.published is None:
        return False
    return timedelta(0) <= day_of(context.updated) - context.published <= LATE


def _updated(one: Told, moment: str) -> Told:
    said = one.statement
    if said.published is None or order_of(said.published) >= order_of(moment):
        return one
    return replace(one, statement=said.model_copy(update={"updated": moment}))


def as_old_as_their_report(told: Sequence[Told], copies: Sequence[Sequence[Printed]]) -> list[Told]:
    """Give what copies repeat the day of the first page that prints their report.

    What a page says without a day was said on the day of the page. A copy that is printed past midnight
    makes nothing younger.

    Args:
        told: the statements of all pages.
        copies: groups of pages that print one report.
    """
    first: dict[tuple[object, ...], date] = {}
    group_of = {page.text_hash: number for number, group in enumerate(copies) for page in group}
    for one in told:
        said, number = one.statement, group_of.get(one.statement.text_hash or "")
        if number is not None and said.stated is None and (printed := printed_at(said)) is not None:
            day = day_of(printed)
            key = number, *_in_report(one)
            first[key] = min(day, first.get(key, day))
    return [
        _dated(one, first.get((group_of.get(one.statement.text_hash or ""), *_in_report(one))))
        for one in told
    ]


def as_old_as_their_page(told: Sequence[Told]) -> list[Told]:
    """Give what a page prints late, without its day, the day of which the page tells.

    A weekly of Thursday that says of its other figures that they were given on Monday repeats one of
    Monday, where other pages know that the same voice gave it then. Days later nobody says it anew.

    Args:
        told: the statements of all pages.
    """
    days: dict[tuple[str, str | None], set[date]] = defaultdict(set)
    given: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for one in told:
        said = one.statement
        days[_page(said)] |= {said.stated.end} if said.stated and said.stated.end else set()
        if (day := stated_on(said)) is not None:
            given[(day, one.story, *_same(one))].add(said.page)
    return [_dated(one, _day_of_page(one, days[_page(one.statement)], given)) for one in told]


def _page(statement: Statement) -> tuple[str, str | None]:
    return statement.page, statement.text_hash


def _day_of_page(
    one: Told, days: Iterable[date], given: Mapping[tuple[object, ...], set[str]]
) -> date | None:
    """The day of which a page tells, if that is long before its printing and others know the figure then."""
    said = one.statement
    last = max(days, default=None)
    printed = printed_at(said)
    if last is None or printed is None or day_of(printed) - last < LATE:
        return None
    others = given.get((last, one.story, *_same(one)), set()) - {said.page}
    return last if others else None


def _same(one: Told) -> tuple[object, ...]:
    return one.statement.kind, one.statement.origin, *_bounds(one.statement)


def _in_report(one: Told) -> tuple[object, ...]:
    """By what a figure of a report is known in its copies: what it says itself, each has in its own voice."""
    kind, origin, *bounds = _same(one)
    return (kind, origin if one.statement.source else "", *bounds)


def _dated(one: Told, day: date | None) -> Told:
    said = one.statement
    if (
        day is None
        or said.stated is not None
        or (printed := printed_at(said)) is None
        or day_of(printed) <= day
    ):
        return one
    stated = Stretch(start=day, end=day)
    return replace(one, statement=said.model_copy(update={"stated": stated}))


def _one_page(earlier: Context | None, later: Context | None) -> bool:
    """Whether two texts of a publisher are versions: printed at one time, one updated after the other."""
    if earlier is None or later is None or earlier.text_hash == later.text_hash:
        return False
    return earlier.published is not None and earlier.published == later.published


def _is_changed(one: Told, later: Sequence[Told]) -> bool:
    if why_apart(one.statement) is not None:
        return False
    same = [
        other
        for other in later
        if why_apart(other.statement) is None
        and (other.statement.kind, other.people, other.unit, other.place)
        == (one.statement.kind, one.people, one.unit, one.place)
        and other.statement.origin == one.statement.origin
    ]
    figures = {_bounds(other.statement) for other in same}
    return bool(figures) and _bounds(one.statement) not in figures


def _bounds(statement: Statement) -> tuple[float | int | None, float | int | None]:
    return statement.low, statement.high


def _apart(one: Told) -> Told:
    return replace(one, statement=one.statement.model_copy(update={"apart": CHANGED}))
