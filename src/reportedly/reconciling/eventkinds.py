"""What tells two happenings at one place in the same days apart: what kind of event their pages are about.

A flood is no fire. But a storm brings a flood, and an explosion sets fire to a house: kinds that can be of one
happening are taken for one, and so are any two that one page of the story names together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
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


def _of_story(pages: Mapping[str, Context]) -> dict[str, str]:
    one: Partition[str] = Partition()
    weights: Counter[str] = Counter()
    for page in pages.values():
        about = page.about or page.kinds
        weights.update(about)
        for kind in page.kinds:
            one.join(about[0], kind)
    for same in _together():
        for kind in same[1:]:
            one.join(same[0], kind)
    return {
        name: min(one.with_it(kind), key=lambda k: (-weights[k], k))
        for name, page in pages.items()
        for kind in [(page.about or page.kinds)[0]]
    }


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


def event_called(told: Iterable[Told]) -> str:
    """The kind of event by which statements of one event are called: the one that most pages are about."""
    counts = Counter(one.event for one in told if one.event)
    return min(counts, key=lambda kind: (-counts[kind], kind), default="")


def head_of(kind: str) -> str:
    """What stands for all kinds that are taken for one, in whatever story; other kinds stand for themselves."""
    return _heads().get(kind, kind)


@cache
def _heads() -> dict[str, str]:
    one: Partition[str] = Partition()
    for same in _together():
        one.join_all(same)
    return {kind: min(one.with_it(kind)) for same in _together() for kind in same}
