"""Voices by the names that they are shown by, in what is kept of a ledger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select

from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import kept_series, scoped_voices, tellings, voice_names
from reportedly.ledger.tables import readings
from reportedly.reconciling.answering import voices_kept
from reportedly.reconciling.origins import initials
from reportedly.reconciling.packing import heard_in_told
from reportedly.reconciling.spellings import OWN


@dataclass(frozen=True)
class HeardIn:
    """Where a voice is heard: the series in which others are heard too first, then by what it gave.

    Attributes:
        series: ids.
        shared: so many of these, the first ones, have statements of others too.
        statements: of the voice, that count or not; `pages` that print one.
    """

    series: tuple[str, ...]
    shared: int
    statements: int
    pages: int


def heard_in_order(own: Mapping[str, int], every: Mapping[str, int], pages: int) -> HeardIn:
    """Where a voice is heard, in order.

    Args:
        own: statements of the voice in each series, by its id.
        every: statements of anybody in it.
        pages: on which the voice is heard.
    """

    def order(one: str) -> tuple[bool, int, int, str]:
        return every[one] <= own[one], -own[one], -every[one], one

    series = tuple(sorted(own, key=order))
    shared = sum(every[one] > own[one] for one in series)
    return HeardIn(series, shared, sum(own.values()), pages)


def heard_of(kept: Kept, name: str) -> HeardIn:
    """Where the voice of a name is heard; no series is loaded for that.

    Args:
        kept: where to look.
        name: by which the voice is shown.
    """
    keys = {key for key, shown in names_heard(kept, keys_of(kept, name)).items() if shown == name}
    own: dict[str, int] = defaultdict(int)
    if not keys:
        return HeardIn((), 0, 0, 0)
    for _, series, count in kept.ask(_statements().where(_OF.voice_key.in_(sorted(keys)))):
        own[series] += count
    columns = [kept_series.c.id, kept_series.c.statements]
    every = {row.id: row.statements for row in kept.chosen(columns, kept_series.c.id, sorted(own))}
    pages = int(next(kept.ask(_pages(keys)))[0])
    return heard_in_order(own, every, pages)


def keys_of(kept: Kept, name: str) -> list[int]:
    """The keys of voices that may be shown by a name, by their numbers.

    A name with its place behind it, and the initials that an agency signs by, are looked for too, so
    that some voices are found that have another name in the end.
    """
    bare = name.rpartition(" (")[0] if name.endswith(")") else ""
    names = [number_of(one) for one in (name, bare) if one]
    keys = {number_of(f"{OWN}{name}"), number_of(f"{OWN}{initials(name)}")}
    keys |= {
        row.head_key for row in kept.chosen([voice_names.c.head_key], voice_names.c.name_key, names)
    }
    keys |= {
        row.voice_key
        for row in kept.chosen([scoped_voices.c.voice_key], scoped_voices.c.name_key, names)
    }
    return sorted(keys)


@dataclass(frozen=True)
class Heard:
    """A voice in a list: what it gave, and where.

    Attributes:
        name: by which it is shown.
        statements: that count or not; `pages` that print one, `series` that one stands in.
        shared: series in which others are heard too.
    """

    name: str
    statements: int
    series: int
    shared: int
    pages: int


@dataclass
class _Said:
    """What a voice said, by the ids of series."""

    statements: int = 0
    series: set[str] = field(default_factory=set)
    keys: set[int] = field(default_factory=set)


def voices_heard(kept: Kept) -> list[Heard]:
    """All voices, the one of most statements first; no series is loaded for that."""
    names = names_heard(kept)
    said: dict[str, _Said] = defaultdict(_Said)
    heard_in: dict[str, str | None] = {}
    for key, series, count in kept.ask(_statements()):
        name = names[key]
        one = said[name]
        one.statements += count
        one.series.add(series)
        one.keys.add(key)
        if heard_in.setdefault(series, name) != name:
            heard_in[series] = None  # several are heard in it
    pages: dict[int, int] = dict(kept.ask(_pages().group_by(_OF.voice_key)))
    found = [
        Heard(
            name,
            one.statements,
            len(one.series),
            sum(heard_in[series] is None for series in one.series),
            _pages_of(kept, one.keys, pages),
        )
        for name, one in said.items()
    ]
    return sorted(found, key=lambda one: (-one.statements, one.name))


_OF = tellings.c


def _statements() -> Select[tuple[int, str, int]]:
    """How many statements of each voice, by its key, each series has."""
    columns = _OF.voice_key, _OF.series_id
    return select(*columns, func.count()).where(_OF.series_id.is_not(None)).group_by(*columns)


def _pages(keys: Iterable[int] | None = None) -> Select[Any]:
    """On how many pages voices are heard: a page is its address, however often it was read."""
    count = func.count(readings.c.location.distinct())
    heard = _OF.series_id.is_not(None)
    query = select(_OF.voice_key, count).join(readings, readings.c.id == _OF.reading_id)
    if keys is None:
        return query.where(heard)
    return query.with_only_columns(count).where(heard, _OF.voice_key.in_(sorted(keys)))


def _pages_of(kept: Kept, keys: set[int], pages: Mapping[int, int]) -> int:
    """On how many pages a voice is heard that has some keys: nearly always one."""
    if len(keys) == 1:
        return pages[next(iter(keys))]
    return int(next(kept.ask(_pages(keys)))[0])


def names_heard(kept: Kept, keys: Sequence[int] | None = None) -> dict[int, str]:
    """The name of each voice that is heard in a series, by the number of its key; of some, or all."""
    column = tellings.c
    first = select(func.min(column.id)).where(column.series_id.is_not(None))
    if keys is not None:
        first = first.where(column.voice_key.in_(keys))
    ids = [number for (number,) in kept.ask(first.group_by(column.voice_key))]
    chosen = kept.chosen([column.voice_key, column.data], column.id, ids)
    one_each = {row.voice_key: heard_in_told(row.data) for row in chosen}
    voices = voices_kept(kept, {origin for origin, _ in one_each.values() if origin})
    return {key: voices.shown(origin) or other for key, (origin, other) in one_each.items()}
