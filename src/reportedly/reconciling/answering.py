"""Answers from what is kept of a ledger: series, their conflicts, who spoke, which pages are copies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import RowMapping

from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import (
    contexts,
    kept_conflicts,
    kept_series,
    place_names,
    publisher_names,
    scoped_voices,
    series_links,
    tellings,
    unit_merges,
    unit_names,
    voice_links,
    voice_names,
)
from reportedly.reconciling.conflicts import CASES, WHY, worst_first
from reportedly.reconciling.copies import groups_of
from reportedly.reconciling.events import Event
from reportedly.reconciling.evidence import Merge, Merging
from reportedly.reconciling.links import with_links
from reportedly.reconciling.naming import Names
from reportedly.reconciling.origins import Origins
from reportedly.reconciling.packing import (
    KeptContext,
    KeptNames,
    unpacked_context,
    unpacked_names,
    unpacked_series,
    unpacked_told,
)
from reportedly.reconciling.peoples import PeopleNames
from reportedly.reconciling.placenames import PlaceNames, names_standing
from reportedly.reconciling.series import longest_first, shown, shown_statement
from reportedly.reconciling.spellings import OWN, Voice
from reportedly.reconciling.statements import Account, printed
from reportedly.reconciling.stories import stories_in
from reportedly.reconciling.told import Told
from reportedly.reconciling.voices import Named, Voices, agencies_of, place_of_key, shown_of
from reportedly.records import Conflict, LinkType, Series


def series_kept(kept: Kept, ids: Iterable[str]) -> list[Series]:
    """Some series as they are kept, the longest first."""
    wanted = sorted(set(ids))
    links: dict[str, list[tuple[str, LinkType]]] = defaultdict(list)
    for row in kept.find(series_links.c.series_id, wanted):
        links[row["series_id"]].append((row["to_id"], row["type"]))
    found = [
        with_links(unpacked_series(row["data"]), links[row["id"]])
        for row in kept.find(kept_series.c.id, wanted)
    ]
    voices = voices_kept(kept, _keys(found))
    return sorted((shown(one, voices) for one in found), key=longest_first)


def _keys(series: Iterable[Series]) -> set[str]:
    return {s.origin for one in series for s in (*one.statements, *one.apart) if s.origin}


def conflicts_kept(
    kept: Kept, ids: Iterable[str] | None = None, at_most: int | None = None
) -> list[Conflict]:
    """The standing conflicts of some series, or of all, worst first; at most so many of them."""
    rows = kept.worst(None if ids is None else sorted(set(ids)), at_most)
    return _conflicts(kept, rows)[:at_most]


def conflicts_numbered(kept: Kept, numbers: Sequence[int]) -> list[Conflict]:
    """Some standing conflicts, by the numbers of their rows, worst first."""
    return _conflicts(kept, list(kept.find(kept_conflicts.c.id, numbers)))


def _conflicts(kept: Kept, rows: Sequence[RowMapping]) -> list[Conflict]:
    wanted = sorted({row["series_id"] for row in rows})
    columns = [kept_series.c.id, kept_series.c.title]
    titles = {row.id: row.title for row in kept.chosen(columns, kept_series.c.id, wanted)}
    sides = sorted({row[side] for row in rows for side in ("a_id", "b_id")})
    said = {
        row["id"]: unpacked_told(row["data"]).statement for row in kept.find(tellings.c.id, sides)
    }
    voices = voices_kept(kept, {one.origin for one in said.values() if one.origin})
    said = {number: shown_statement(one, voices) for number, one in said.items()}
    found = [
        Conflict(
            type=(case := CASES[row["severity"]]),
            series=row["series_id"],
            title=titles[row["series_id"]],
            why=WHY[case],
            a=said[row["a_id"]],
            b=said[row["b_id"]],
            repeated=row["repeated"],
        )
        for row in rows
    ]
    return sorted(found, key=worst_first)


def account_kept(kept: Kept, ids: Iterable[str], places: PlaceNames | None = None) -> Account:
    """The account of the units of pages on which the statements of some series stand.

    It holds all statements of each series that some statement of these units is in, so that every one of
    these series is whole.

    Args:
        kept: where to look.
        ids: of the series.
        places: what places are called, where that is known already; see `places_kept`.
    """
    column = tellings.c
    units = {
        row.unit_id for row in kept.chosen([column.unit_id], column.series_id, sorted(set(ids)))
    }
    pages = {
        row["text_id"]: unpacked_context(row["data"])
        for row in kept.find(contexts.c.unit_id, units)
    }
    around = kept.chosen([column.series_id], column.unit_id, sorted(units))
    inside = sorted({row.series_id for row in around if row.series_id})
    told = {
        row["id"]: unpacked_told(row["data"]) for row in kept.find(column.series_id, inside)
    } | {row["id"]: unpacked_told(row["data"]) for row in kept.find(column.unit_id, sorted(units))}
    every = [told[number] for number in sorted(told)]
    return _account(kept, units, pages, every, places)


@dataclass(frozen=True)
class Everything:
    """All that a ledger tells.

    Attributes:
        account: with the stories of its pages.
        series: of all its statements.
        events: the kinds of events that each page names, by text hash.
    """

    account: Account
    series: tuple[Series, ...]
    events: Mapping[str, Mapping[Event, int]]


def everything_kept(kept: Kept) -> Everything:
    """All that a ledger tells, as it is kept."""
    columns = [contexts.c.text_id, contexts.c.unit_id, contexts.c.data]
    rows = list(kept.every(columns))
    pages = {row.text_id: unpacked_context(row.data) for row in rows}
    told = {row.id: unpacked_told(row.data) for row in kept.every([tellings.c.id, tellings.c.data])}
    every = [told[number] for number in sorted(told)]
    account = _account(kept, {row.unit_id for row in rows}, pages, every)
    places = {page.context.text_hash: page.places for page in pages.values()}
    stories = stories_in((page.context for page in pages.values()), places)
    ids = [row.id for row in kept.every([kept_series.c.id])]
    return Everything(
        replace(account, names=replace(account.names, stories=stories)),
        tuple(series_kept(kept, ids)),
        {page.context.text_hash: page.events for page in pages.values()},
    )


def _account(
    kept: Kept,
    units: Iterable[int],
    pages: Mapping[int, KeptContext],
    told: Sequence[Told],
    places: PlaceNames | None = None,
) -> Account:
    voices = voices_kept(kept, {one.statement.origin for one in told if one.statement.origin})
    name = {text: page.context.text_hash for text, page in pages.items()}
    alike = sorted(
        (name[a], name[b]) for a, b in kept.alike(sorted(pages)) if {a, b} <= name.keys()
    )
    known = {page.context.text_hash: page.context for page in pages.values()}
    groups = groups_of(printed((one.statement for one in told), known), alike)
    decided = names_decided(kept)
    if decided is None:
        called = places_kept(kept) if places is None else places
        names = Names(Origins({}, merges_kept(kept, units, voices)), {}, known, called)
    else:
        called, peoples = PlaceNames(merges=decided.places), PeopleNames(merges=decided.peoples)
        names = Names(Origins({}, decided.speakers), {}, known, called, peoples)
    return Account(tuple(told), voices, names, groups)


def names_decided(kept: Kept) -> KeptNames | None:
    """What names come to where people decided on some; None where nobody did."""
    words = kept.state(DECIDED)
    return None if words is None else unpacked_names(words)


DECIDED = "names"
"""Under which name what is decided on names is kept."""


def merges_kept(kept: Kept, units: Iterable[int], voices: Voices) -> tuple[Merge, ...]:
    """Why names are taken for one another on the pages of some units."""
    given = sorted(units)
    merging = Merging()
    for row in kept.find(unit_merges.c.unit_id, given):
        identity = voices.shown(voices.key(Voice(row["voice"], row["scope"])))
        merging.say(Merge(row["form"], row["name"], row["why"], row["kind"], identity), row["page"])
    for merge in voices.spelled(kept_links(kept, given)):
        merging.say(merge)
    return merging.merges()


def places_kept(kept: Kept) -> PlaceNames:
    """What places are called, where nobody decided on names: all places of the ledger are compared."""
    rows = kept.every([place_names.c.name, place_names.c.texts])
    return names_standing({row.name: row.texts for row in rows})


def kept_links(kept: Kept, units: Iterable[int]) -> list[Merge]:
    """Names that some units give one office."""
    return [
        Merge(row["form"], row["name"], row["why"], "office")
        for row in kept.find(voice_links.c.unit_id, units)
    ]


def voices_kept(kept: Kept, keys: Iterable[str]) -> Voices:
    """The names of some voices, by all that the ledger knows of them."""
    decided = names_decided(kept)
    if decided is not None:
        return Voices(decided.named)
    given = sorted(set(keys))
    local = [key for key in given if place_of_key(key) is not None]
    own = [key[len(OWN) :] for key in given if key.startswith(OWN)]
    everywhere = [number_of(key) for key in given if key not in local and not key.startswith(OWN)]
    heads: dict[str, str] = {}
    names: dict[int, str] = {}
    for row in kept.find(voice_names.c.head_key, everywhere):
        heads[row["name"]] = row["head"]
        names[row["name_key"]] = row["name"]
    counts: dict[str, int] = defaultdict(int)
    columns = [unit_names.c.name, unit_names.c.uses]
    for row in kept.chosen(columns, unit_names.c.name_key, sorted(names)):
        counts[row.name] += row.uses
    by_number = {number_of(key): key for key in local}
    scoped: dict[str, set[str]] = defaultdict(set)
    for row in kept.find(scoped_voices.c.voice_key, sorted(by_number)):
        scoped[by_number[row["voice_key"]]].add(row["name"])
    column = publisher_names.c
    agencies = agencies_of(row.name for row in kept.chosen([column.name], column.initials, own))
    signing = frozenset(own)
    taken = _taken(kept, {shown_of(same) for same in scoped.values()})
    return Voices(Named(dict(counts), heads, scoped, agencies, signing, taken))


def _taken(kept: Kept, names: set[str]) -> frozenset[str]:
    """Names that several voices bear."""
    by_number = {number_of(name): name for name in names}
    column = scoped_voices.c
    bearing: dict[str, set[int]] = defaultdict(set)
    for row in kept.chosen([column.name_key, column.voice_key], column.name_key, sorted(by_number)):
        bearing[by_number[row.name_key]].add(row.voice_key)
    found = {name for name, voices in bearing.items() if len(voices) > 1}
    everywhere = kept.chosen([voice_names.c.name], voice_names.c.name_key, sorted(by_number))
    return frozenset(found | {row.name for row in everywhere})
