"""Actors, places and groups by all their names, from what is kept: no statement is loaded for that.

Names are told apart as in `identities`, which looks at every statement. What that takes from statements is
left out here: the places that a place lies in, the pages of evidence; and why names of actors are one is told
of one actor at a time. An actor's statements are counted as those of a source are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import tellings
from reportedly.ledger.tables import claims, phrases, readings
from reportedly.reconciling.answering import merges_kept, names_decided, voices_kept
from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import Merge
from reportedly.reconciling.identities import Gathered, by_weight, identity_of
from reportedly.reconciling.names import people_of, plain
from reportedly.reconciling.packing import heard_in_told
from reportedly.reconciling.peoples import label, words_counted
from reportedly.reconciling.placenames import PlaceNames, bare_key
from reportedly.reconciling.voices_found import keys_of, names_heard
from reportedly.reconciling.wordings import bare, name_key
from reportedly.records import Identity, NameDecision, NameSort, Spelling

_TOLD, _SAID = tellings.c, claims.c
_Merges = Mapping[tuple[NameSort, str], Sequence[Merge]]

Written = tuple[str, str]
"""What tells an identity from others of its sort, and how a page writes its name."""


def names_kept(
    kept: Kept, places: PlaceNames, decisions: Sequence[NameDecision] = ()
) -> list[Identity]:
    """The actors, places and groups of a ledger, those that are spoken of most first.

    Args:
        kept: of the ledger.
        places: what places are called, as `places_kept` finds it.
        decisions: what people decided of names, in the order in which they were recorded.
    """
    merges, pages = _merges(kept, places), _same_pages(kept)
    of_sort: dict[NameSort, tuple[tuple[ColumnElement[Any], ...], Callable[..., Written | None]]]
    of_sort = {
        "actor": ((_TOLD.voice_key, _SAID.source_id), _actors(kept)),
        "place": ((_SAID.where_id,), _places(kept, places, merges)),
        "group": ((_SAID.who_id, _SAID.counted_id), _groups(kept, merges)),
    }
    found = [
        _identity(sort, identity, uses, merges, decided)
        for sort, (columns, read) in of_sort.items()
        for decided in (Decided(decisions, sort),)
        for identity, uses in _gathered(kept, columns, read, pages).items()
    ]
    return sorted(found, key=by_weight)


def why_kept(kept: Kept, actor: Identity) -> Identity:
    """An actor with why its names are one, as the pages on which it is heard say."""
    shown = names_heard(kept, keys_of(kept, actor.name))
    keys = [key for key, name in shown.items() if name == actor.name]
    units = {row.unit_id for row in kept.different([_TOLD.unit_id], _TOLD.voice_key, keys)}
    first = select(func.min(_TOLD.id)).where(_TOLD.voice_key.in_(keys)).group_by(_TOLD.voice_key)
    chosen = kept.chosen([_TOLD.data], _TOLD.id, [number for (number,) in kept.ask(first)])
    voices = voices_kept(kept, {heard_in_told(row.data)[0] for row in chosen} - {""})
    told = [one for one in merges_kept(kept, units, voices) if one.identity == actor.name]
    evidence = [*actor.evidence, *(one.as_record() for one in told)]
    return actor.model_copy(update={"evidence": tuple(dict.fromkeys(evidence))})


@dataclass
class _Uses:
    """How often a name is written: statements, and the pages that print one, by their numbers."""

    statements: int = 0
    pages: set[int] = field(default_factory=set)


def _gathered(
    kept: Kept,
    columns: Sequence[ColumnElement[Any]],
    read: Callable[..., Written | None],
    same_pages: Mapping[int, int],
) -> dict[str, dict[str, _Uses]]:
    """By identity, and by the words that pages write, how often that is.

    Args:
        kept: of the ledger.
        columns: what a claim has of a name.
        read: what the values of these columns mean; None: no name.
        same_pages: the numbers of pages by those of readings that are not the only ones of their page.
    """
    query = select(*columns, _SAID.reading_id, func.count(_SAID.statement_id.distinct()))
    query = query.select_from(claims).group_by(*columns, _SAID.reading_id)
    if _TOLD.voice_key in columns:
        same = and_(_TOLD.reading_id == _SAID.reading_id, _TOLD.statement_id == _SAID.statement_id)
        query = query.join(tellings, same)
    else:
        query = query.join(readings, readings.c.id == _SAID.reading_id)
        query = query.where(readings.c.superseded_by.is_(None))
    meant: dict[tuple[Any, ...], Written | None] = {}
    found: dict[str, dict[str, _Uses]] = defaultdict(lambda: defaultdict(_Uses))
    for *values, reading, statements in kept.ask(query):
        key = tuple(values)
        if key not in meant:
            meant[key] = read(*key)
        written = meant[key]
        if written is not None:
            identity, words = written
            uses = found[identity][words]
            uses.statements += statements
            uses.pages.add(same_pages.get(reading, reading))
    return found


def _same_pages(kept: Kept) -> dict[int, int]:
    """Readings of pages that have several: by the number of a reading that of the first one."""
    place = readings.c.location
    several = select(place).group_by(place).having(func.count() > 1)
    rows = kept.ask(select(readings.c.id, place).where(place.in_(several)).order_by(readings.c.id))
    first: dict[str, int] = {}
    return {number: first.setdefault(location, number) for number, location in rows}


def _actors(kept: Kept) -> Callable[..., Written | None]:
    """Who spoke: the source as written; in a page's own voice the name that it is shown by."""
    names, words = names_heard(kept), _phrases(kept, _SAID.source_id)

    def read(voice: int, source: int | None) -> Written | None:
        name = names.get(voice)
        if name is None:
            return None
        return name, name if source is None else bare(words[source])

    return read


def _places(kept: Kept, places: PlaceNames, merges: _Merges) -> Callable[..., Written | None]:
    """Where: by the name that stands for the place that the words name."""
    words, decided = _phrases(kept, _SAID.where_id), _decided("place", merges)

    def read(where: int | None) -> Written | None:
        said = "" if where is None else words[where]
        key = bare_key(said)
        stands = decided.get(key) or places.key(key) if key else ""
        identity = decided.get(name_key("place", said)) or stands
        return (identity, said) if identity else None

    return read


def _groups(kept: Kept, merges: _Merges) -> Callable[..., Written | None]:
    """Whom a figure counts: by what the words mean."""
    words = _phrases(kept, _SAID.who_id) | _phrases(kept, _SAID.counted_id)
    decided = _decided("group", merges)

    def read(who: int | None, counted: int | None) -> Written | None:
        said = words_counted(words.get(who or 0), words.get(counted or 0))
        if not said:
            return None
        identity = decided.get(name_key("group", said)) or label(people_of(said))
        return (identity, said) if identity else None

    return read


def _phrases(kept: Kept, column: ColumnElement[Any]) -> dict[int, str]:
    """The words of the phrases that a column of claims has, by their numbers."""
    used = select(column).where(column.is_not(None)).distinct()
    rows = kept.ask(select(phrases.c.id, phrases.c.words).where(phrases.c.id.in_(used)))
    return {number: words for number, words in rows}  # noqa: C416 - of rows


def _decided(sort: NameSort, merges: _Merges) -> dict[str, str]:
    """The identity that people said names are of, by the names' keys; of places by the bare ones too."""
    return {
        key: identity
        for (of, identity), some in merges.items()
        if of == sort
        for one in some
        if one.kind == "decision"
        for words in (one.name, one.form)
        for key in (name_key(sort, words), bare_key(words) if sort == "place" else "")
        if key
    }


def _merges(kept: Kept, places: PlaceNames) -> dict[tuple[NameSort, str], list[Merge]]:
    """Why names are one, as far as that is known of the whole ledger, by sort and identity."""
    decided = names_decided(kept)
    speakers, peoples = (decided.speakers, decided.peoples) if decided else ((), ())
    found: dict[tuple[NameSort, str], list[Merge]] = defaultdict(list)
    of_sorts: tuple[tuple[NameSort, Iterable[Merge]], ...] = (
        ("actor", speakers),
        ("place", decided.places if decided else places.merges),
        ("group", peoples),
    )
    for sort, merges in of_sorts:
        for merge in merges:
            found[sort, merge.identity].append(merge)
    return found


def _identity(
    sort: NameSort,
    identity: str,
    uses: Mapping[str, _Uses],
    merges: _Merges,
    decided: Decided,
) -> Identity:
    one = Gathered(sort, identity, meant=set(_meant(sort, identity, uses)))
    spellings = [
        Spelling(words=words, statements=use.statements, pages=len(use.pages))
        for words, use in uses.items()
    ]
    pages = set().union(*(use.pages for use in uses.values()))
    counts = sum(use.statements for use in uses.values()), len(pages)
    return identity_of(one, spellings, counts, merges, decided)


def _meant(sort: NameSort, identity: str, words: Iterable[str]) -> Iterator[Meant]:
    yield from (Meant(name_key(sort, one)) for one in words)
    yield Meant(name_key(sort, identity) if sort == "actor" else plain(identity))
