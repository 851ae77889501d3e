"""Which pages must be looked at again when some have come, changed or gone, and what units they form.

A page's story depends on the pages of near days that name the same places. So those are looked up by
name and day; what is found are whole units, within which everything is then worked out as ever.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from reportedly.ledger.keeping import Kept, Said, number_of
from reportedly.ledger.kept import context_names, contexts
from reportedly.reconciling.contexts import Context, context_of
from reportedly.reconciling.counting import count_places, count_publishers
from reportedly.reconciling.events import Event, events_of
from reportedly.reconciling.packing import KeptContext, packed_context, unpacked_context
from reportedly.reconciling.placenames import PlaceNames, keys_in, under_names
from reportedly.reconciling.stories import (
    Story,
    is_near,
    main_of,
    nearby,
    own_places,
    places_in,
    stories_in,
)
from reportedly.reconciling.units import texts_together


@dataclass(frozen=True)
class Grown:
    """A unit of pages as it is now.

    Attributes:
        id: its number: that of its first text.
        texts: its texts.
        contexts: by text hash.
        stories: the story of each page, by text hash.
        alike: pairs of text hashes of pages that are near-duplicates.
    """

    id: int
    texts: tuple[int, ...]
    contexts: Mapping[str, Context]
    stories: Mapping[str, Story]
    alike: tuple[tuple[str, str], ...]


@dataclass
class Closed:
    """What a change reaches: units to be worked out, units that are no more, and the statements read."""

    units: list[Grown] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    publishers: set[str] = field(default_factory=set)
    """Initials of publishers that have come or gone."""
    places: PlaceNames = field(default_factory=PlaceNames)
    """What places are called."""


@dataclass
class _Pages:
    """Pages by text: what is kept of them, and in which unit they were."""

    kept: dict[int, KeptContext] = field(default_factory=dict)
    unit: dict[int, int] = field(default_factory=dict)

    def load(self, kept: Kept, texts: Iterable[int]) -> None:
        missing = sorted(set(texts) - self.kept.keys())
        for row in kept.find(contexts.c.text_id, missing):
            self.kept[row["text_id"]] = unpacked_context(row["data"])
            self.unit[row["text_id"]] = row["unit_id"]


def close(kept: Kept, stale: Sequence[int]) -> Closed:
    """Find all units that some texts change, and keep the texts' contexts.

    Args:
        kept: with the statements of the texts as they now are.
        stale: texts that have come, changed or gone.
    """
    closed = Closed(said=kept.statements(stale))
    pages, before = _Pages(), _Pages()
    before.load(kept, stale)
    read = _read(kept, closed.said)
    named = [keys_in(one.wheres, one.context) for one in read.values()]
    closed.places = count_places(kept, stale, before.kept.values(), named)
    for text_id, one in read.items():
        pages.kept[text_id] = _under(one, closed.places)
    closed.publishers = count_publishers(kept, before.kept.values(), pages.kept.values())
    changed = set(pages.kept)
    changed |= _renamed(kept, stale, before.kept, pages.kept, _written(read))
    pages.load(kept, changed)
    _place(kept, pages, changed)
    touched = {before.unit[text_id] for text_id in before.unit}
    touched |= {pages.unit[text_id] for text_id in changed if text_id in pages.unit}
    touched |= _neighbours(kept, pages, changed)
    members: dict[int, set[int]] = defaultdict(set)
    for row in kept.chosen([contexts.c.text_id, contexts.c.unit_id], contexts.c.unit_id, touched):
        members[row.unit_id].add(row.text_id)
    left = {text for texts in members.values() for text in texts} - set(stale)
    pages.load(kept, left)
    closed.units = _regrouped(kept, pages, sorted(left | changed), changed, members)
    staying = {unit.id for unit in closed.units}
    kept_as_they_are = _write(kept, pages, stale, changed, closed.units, members)
    closed.gone = (touched | staying) - kept_as_they_are
    return closed


class _Read(NamedTuple):
    """A text's context as it is written, the places that its claims are about, and its events."""

    context: Context
    wheres: frozenset[str]
    events: Mapping[Event, int]


def _read(kept: Kept, said: Iterable[Said]) -> dict[int, _Read]:
    """Contexts of texts with statements, read from their articles."""
    where: dict[int, set[str]] = defaultdict(set)
    for one in said:
        where[one.text_id] |= {one.statement.where} if one.statement.where else set()
    return {
        text_id: _Read(context_of(article), frozenset(where[text_id]), events_of(article))
        for text_id, article in kept.articles(where).items()
    }


def _under(read: _Read, places: PlaceNames) -> KeptContext:
    """A context with places under the names that stand for them."""
    renamed = under_names(read.context, places)
    own = own_places(renamed, {places.words(where) for where in read.wheres})
    return KeptContext(renamed, own, {}, frozenset(keys_in(read.wheres, read.context)), read.events)


def _written(read: Mapping[int, _Read]) -> dict[int, set[int]]:
    """All names of texts as they are written, by which texts are found if other names stand for them."""
    return {
        text_id: {number_of(name) for name in {*context.names, *keys_in(wheres, context)}}
        for text_id, (context, wheres, _) in read.items()
    }


def _renamed(
    kept: Kept,
    stale: Sequence[int],
    before: Mapping[int, KeptContext],
    after: Mapping[int, KeptContext],
    written: Mapping[int, Iterable[int]],
) -> set[int]:
    """Keep the names of texts; return the other texts in which a name is now that of a place, or no more."""
    kept.remove(context_names.c.text_id, stale)
    kept.add(
        context_names,
        [
            {"name": key, "day": str(page.context.published), "text_id": text_id, "own": own}
            for text_id, page in sorted(after.items())
            if page.context.published
            for key, own in sorted((dict.fromkeys(written[text_id], False) | _names(page)).items())
        ],
    )
    changed = {
        (number_of(name), page.context.published)
        for text_id in stale
        for one, other in ((before, after), (after, before))
        if (page := one.get(text_id)) is not None and page.context.published
        for name in page.own
        if (there := other.get(text_id)) is None
        or name not in there.own
        or there.context.published != page.context.published
    }
    return _affected(kept, changed, set(stale))


def _names(page: KeptContext) -> dict[int, bool]:
    found = {number_of(name): False for name in page.context.names}
    return found | {number_of(name): True for name in page.own}


def _affected(kept: Kept, changed: set[tuple[int, date]], stale: set[int]) -> set[int]:
    """Texts near which a name has got its first, or lost its last, page that knows it as a place."""
    days: dict[int, list[date]] = defaultdict(list)
    for key, day in sorted(changed):
        days[key].append(day)
    naming: dict[int, list[tuple[date, int]]] = defaultdict(list)
    owning: dict[int, list[date]] = defaultdict(list)
    every = [day for some in days.values() for day in some]
    for row in kept.find(context_names.c.name, sorted(days), *_within(every, 2)):
        day = date.fromisoformat(row["day"])
        if not row["own"]:
            naming[row["name"]].append((day, row["text_id"]))
        elif row["text_id"] not in stale:
            owning[row["name"]].append(day)
    found = set()
    for key, pages in naming.items():
        others = sorted(owning[key])
        found |= {
            text_id
            for day, text_id in pages
            if text_id not in stale and is_near(day, days[key]) and not is_near(day, others)
        }
    return found


def _within(days: Sequence[date], times: int = 1) -> tuple[Any, ...]:
    """The condition that a row's day is near one of some days, or between them."""
    if not days:
        return ()
    reach = nearby().days * times
    first = max(date.min.toordinal(), min(days).toordinal() - reach)
    last = min(date.max.toordinal(), max(days).toordinal() + reach)
    column = context_names.c.day
    return (
        column >= date.fromordinal(first).isoformat(),
        column <= date.fromordinal(last).isoformat(),
    )


def _place(kept: Kept, pages: _Pages, changed: set[int]) -> None:
    """Work out which names of changed pages are those of places."""
    dated = [pages.kept[text] for text in changed if pages.kept[text].context.published]
    keys = {number_of(name): name for page in dated for name in page.context.names}
    days = _within([page.context.published for page in dated if page.context.published])
    known: dict[str, list[date]] = defaultdict(list)
    columns = [context_names.c.name, context_names.c.day]
    for row in kept.chosen(columns, context_names.c.name, sorted(keys), context_names.c.own, *days):
        known[keys[row.name]].append(date.fromisoformat(row.day))
    for some in known.values():
        some.sort()
    for text_id in changed:
        page = pages.kept[text_id]
        places = places_in(page.context, page.own, known)
        pages.kept[text_id] = replace(page, places=places)


def _neighbours(kept: Kept, pages: _Pages, changed: set[int]) -> set[int]:
    """Units with a page that can be of one story with a changed one, or is a near-duplicate of one."""
    by_main: dict[int, list[date]] = defaultdict(list)
    by_place: dict[int, list[date]] = defaultdict(list)
    for text_id in changed:
        page = pages.kept[text_id]
        main = main_of(page.context, page.places)
        day = page.context.published
        if main is not None and day is not None:
            by_main[number_of(main)].append(day)
        if day is not None:
            for name in page.places:
                by_place[number_of(name)].append(day)
    every = [day for some in (*by_main.values(), *by_place.values()) for day in some]
    for some in (*by_main.values(), *by_place.values()):
        some.sort()
    near: set[int] = set()
    columns = [context_names.c.name, context_names.c.day, context_names.c.text_id]
    for row in kept.chosen(columns, context_names.c.name, sorted(by_main), *_within(every)):
        if is_near(date.fromisoformat(row.day), by_main[row.name]):
            near.add(row.text_id)
    about = [contexts.c.main, contexts.c.day, contexts.c.text_id]
    for row in kept.chosen(about, contexts.c.main, sorted(by_place), *_dated(every)):
        if is_near(date.fromisoformat(row.day), by_place[row.main]):
            near.add(row.text_id)
    near |= {text for pair in kept.alike(changed) for text in pair}
    found = kept.chosen([contexts.c.unit_id], contexts.c.text_id, sorted(near))
    return {row.unit_id for row in found}


def _dated(days: Sequence[date]) -> tuple[Any, ...]:
    if not days:
        return ()
    first = max(date.min.toordinal(), min(days).toordinal() - nearby().days)
    last = min(date.max.toordinal(), max(days).toordinal() + nearby().days)
    return (
        contexts.c.day >= date.fromordinal(first).isoformat(),
        contexts.c.day <= date.fromordinal(last).isoformat(),
    )


def _regrouped(
    kept: Kept,
    pages: _Pages,
    texts: Sequence[int],
    changed: set[int],
    members: Mapping[int, set[int]],
) -> list[Grown]:
    """The units that pages form, those left out in which nothing has changed."""
    hashes = {pages.kept[text].context.text_hash: text for text in texts}
    stories = stories_in(
        (pages.kept[text].context for text in texts),
        {pages.kept[text].context.text_hash: pages.kept[text].places for text in texts},
    )
    name = {text: text_hash for text_hash, text in hashes.items()}
    alike = sorted(
        (min(name[a], name[b]), max(name[a], name[b]))
        for a, b in kept.alike(texts)
        if a in name and b in name
    )
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in alike:
        pairs[pair[0]].append(pair)
    same = {frozenset(some) for some in members.values()}
    found = []
    for group in texts_together(stories, alike):
        ids = tuple(sorted(hashes[text_hash] for text_hash in group))
        if changed.isdisjoint(ids) and frozenset(ids) in same:
            continue
        found.append(
            Grown(
                min(ids),
                ids,
                {text_hash: pages.kept[hashes[text_hash]].context for text_hash in group},
                {text_hash: stories[text_hash] for text_hash in group},
                tuple(pair for text_hash in group for pair in pairs[text_hash]),
            )
        )
    return found


def _write(
    kept: Kept,
    pages: _Pages,
    stale: Sequence[int],
    changed: set[int],
    units: Sequence[Grown],
    members: Mapping[int, set[int]],
) -> set[int]:
    """Keep contexts and units; return the old units that stay just as they were."""
    unit_of = {text: unit.id for unit in units for text in unit.texts}
    kept.remove(contexts.c.text_id, sorted(set(stale) | changed))
    kept.add(
        contexts, [context_row(text, pages.kept[text], unit_of[text]) for text in sorted(changed)]
    )
    moved = [
        {"text_id": text, "unit_id": unit_of[text]}
        for text in sorted(unit_of.keys() - changed)
        if pages.unit[text] != unit_of[text]
    ]
    kept.change(contexts.c.text_id, moved)
    regrouped = set(unit_of) | set(stale)
    return {unit for unit, texts in members.items() if texts.isdisjoint(regrouped)}


def context_row(text_id: int, page: KeptContext, unit_id: int) -> dict[str, Any]:
    """The row in which a page's context is kept."""
    main = main_of(page.context, page.places)
    return {
        "text_id": text_id,
        "unit_id": unit_id,
        "day": str(page.context.published) if page.context.published else None,
        "main": number_of(main) if main is not None else None,
        "data": packed_context(page),
    }
