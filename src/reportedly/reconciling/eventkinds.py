"""What tells two happenings at one place in the same days apart: what kind of event their pages are about.

A flood is no fire. But a storm brings a flood, and an explosion sets fire to a house: kinds that can be of one
happening are taken for one, and so are any two that one page of the story names together. Where days went by in
which nothing was said, and all pages then speak of another kind alone, it is another happening after all.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from reportedly import vocabulary
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.partitions import Partition
from reportedly.reconciling.stories import Story
from reportedly.reconciling.told import Told


def with_events(
    told: Iterable[Told], contexts: Mapping[str, Context], stories: Mapping[str, Story]
) -> list[Told]:
    """Statements with the event that their page is about, as far as words tell it.

    Args:
        told: the statements of a unit.
        contexts: of its pages, by text hash.
        stories: the story of each page, by text hash.
    """
    events = events_by_page(contexts, stories)
    return [replace(one, event=events.get(one.statement.text_hash or "", "")) for one in told]


def events_by_page(contexts: Mapping[str, Context], stories: Mapping[str, Story]) -> dict[str, str]:
    """The event of each page, by text hash: the kind that its story names most, of those that are one.

    A page whose headline and first paragraph name no kind of event is about that which its text names.
    """
    pages: dict[str, list[str]] = defaultdict(list)
    for name in sorted(contexts):
        if name in stories and contexts[name].kinds:
            pages[stories[name].id].append(name)
    found: dict[str, str] = {}
    for same in pages.values():
        found |= _of_story({name: contexts[name] for name in same})
    return found


_ANEW = "#"
"""Stands between a kind and the number of the happening, where one that it is taken for was told of before."""


def _of_story(pages: Mapping[str, Context]) -> dict[str, str]:
    one: Partition[str] = Partition()
    weights: Counter[str] = Counter()
    for page in pages.values():
        about = page.about or page.kinds
        weights.update(about)
        for kind in page.kinds:
            one.join(about[0], kind)
    anew = _join_those_of_the_same_days(one, pages.values())
    return {
        name: min(one.with_it(kind), key=lambda k: (-weights[k], k))
        + (f"{_ANEW}{anew[kind]}" if kind in anew else "")
        for name, page in pages.items()
        for kind in [(page.about or page.kinds)[0]]
    }


def _join_those_of_the_same_days(one: Partition[str], pages: Iterable[Context]) -> dict[str, int]:
    """Join kinds that can be of one happening, but for those between whose pages lie silent days.

    Args:
        one: the kinds of a story that its pages name together; the others of the same days are joined to them.
        pages: of the story.

    Returns:
        For the kinds of happenings that came after others they could be taken for, which in number they are.
    """
    days: dict[str, set[date]] = defaultdict(set)
    for page in pages:
        for kind in page.kinds:
            days[kind] |= {page.published} if page.published else set()
    for same in _together():
        told: list[str] = []
        for _, _, kind in _in_order(one, same, days):
            # Pages without a day leave none silent.
            if told and _is_near(one, told, kind, days):
                one.join(told[-1], kind)
            told.append(kind)
    anew: dict[str, int] = {}
    for same in _together():
        heads: list[str] = []
        for _, _, kind in _in_order(one, same, days):
            if not any(one.one(kind, head) for head in heads):
                heads.append(kind)
        for number, head in enumerate(heads[1:], 2):
            anew |= {kind: max(number, anew.get(kind, 0)) for kind in one.with_it(head)}
    return anew


Days = Mapping[str, Collection[date]]
"""The days of the pages that name each kind."""


def _in_order(
    one: Partition[str], kinds: Iterable[str], days: Days
) -> list[tuple[date, date, str]]:
    """Some kinds with the first and the last day of what they are one with, in order."""
    found = []
    for kind in kinds:
        if kind in days:
            told = [day for other in one.with_it(kind) for day in days.get(other, ())]
            found.append((min(told, default=date.min), max(told, default=date.min), kind))
    return sorted(found)


def _is_near(one: Partition[str], told: Iterable[str], kind: str, days: Days) -> bool:
    """Whether a kind is told of before some days of silence after others have passed, or nobody knows when."""
    first, _, _ = _in_order(one, [kind], days)[0]
    last = max(end for _, end, _ in _in_order(one, told, days))
    return date.min in (first, last) or first - last <= _silent()


@cache
def _silent() -> timedelta:
    """So long nothing is said before pages of another kind are of another happening."""
    return timedelta(days=vocabulary.load("tolerances")["happening"]["silent"])


@cache
def _together() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(kinds) for kinds in vocabulary.load("events")["together"])


def parted_by_event(told: Sequence[Told]) -> dict[str, list[Told]]:
    """The statements of one quantity and place, in some days without silence, by the event they are of.

    Two stories may call one event by two of the kinds that are taken for one.

    What no word tells goes with the event that others were telling of last, else with the first one.

    Args:
        told: in order of time.
    """
    groups: dict[str, list[Told]] = {}
    last = next((one.event for one in told if one.event), "")
    for one in told:
        last = one.event or last
        groups.setdefault(head_of(last), []).append(one)
    return groups


def event_of(told: Iterable[Told]) -> str:
    """The event that most of some statements are of."""
    counts = Counter(one.event for one in told if one.event)
    return min(counts, key=lambda kind: (-counts[kind], kind), default="")


def event_called(told: Iterable[Told]) -> str:
    """The kind of event by which statements of one event are called: the one that most pages are about."""
    return event_of(told).partition(_ANEW)[0]


def head_of(kind: str) -> str:
    """What stands for all kinds that are taken for one, in whatever story; other kinds stand for themselves."""
    return _heads().get(kind, kind)


@cache
def _heads() -> dict[str, str]:
    one: Partition[str] = Partition()
    for same in _together():
        one.join_all(same)
    return {kind: min(one.with_it(kind)) for same in _together() for kind in same}
