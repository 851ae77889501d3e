"""Units of pages: what must be looked at together to know what a page's statements are about.

Pages of one story, and pages that print one report, are of one unit. Nothing that is worked out within
a unit depends on pages outside of it, so that a new page touches its own unit alone.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportedly.reconciling.contexts import Context
from reportedly.reconciling.missed import Alike, with_missed_sources
from reportedly.reconciling.stories import Story
from reportedly.records import Statement

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Unit:
    """Statements with the pages that they stand on, and all that these pages have to do with.

    Attributes:
        statements: of its pages.
        contexts: what the pages' texts say beside their figures, by text hash.
        stories: the story of each page, by text hash.
        alike: pairs of its pages that are near-duplicates.
    """

    statements: tuple[Statement, ...]
    contexts: Mapping[str, Context]
    stories: Mapping[str, Story]
    alike: tuple[Alike, ...] = ()


def connected(items: Iterable[Item], pairs: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """The groups of items that pairs connect, each in the order of the items; others stand alone."""
    head = {item: item for item in items}
    order = {item: number for number, item in enumerate(head)}

    def top(item: Item) -> Item:
        while head[item] != item:
            head[item] = head[head[item]]
            item = head[item]
        return item

    for a, b in pairs:
        if a in head and b in head:
            first, second = sorted((top(a), top(b)), key=order.__getitem__)
            head[second] = first
    groups: dict[Item, list[Item]] = defaultdict(list)
    for item in head:
        groups[top(item)].append(item)
    return list(groups.values())


def texts_together(stories: Mapping[str, Story], alike: Iterable[Alike]) -> list[list[str]]:
    """The text hashes of each unit."""
    return connected(
        sorted(stories), [*((name, story.id) for name, story in stories.items()), *alike]
    )


def units_of(
    statements: Sequence[Statement],
    contexts: Mapping[str, Context],
    stories: Mapping[str, Story],
    alike: Iterable[Alike] = (),
) -> list[Unit]:
    """Sort statements into units; those without a page that is known are of one unit together."""
    pairs = list(alike)
    together = texts_together(stories, pairs)
    unit_of = {name: number for number, names in enumerate(together) for name in names}
    said: dict[int | None, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[unit_of.get(statement.text_hash or "")].append(statement)
    inside: dict[int | None, list[Alike]] = defaultdict(list)
    for pair in pairs:
        if pair[0] in unit_of and pair[1] in unit_of:
            inside[unit_of[pair[0]]].append(pair)
    units = [
        Unit(
            with_missed_sources(said[number], inside[number]),
            {name: contexts[name] for name in names},
            {name: stories[name] for name in names},
            tuple(inside[number]),
        )
        for number, names in enumerate(together)
    ]
    return [*units, Unit(tuple(said[None]), {}, {})] if said[None] else units
