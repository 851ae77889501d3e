"""Voices by the names that they are shown by, in what is kept of a ledger."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, select

from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import scoped_voices, tellings, voice_names
from reportedly.ledger.tables import readings
from reportedly.reconciling.answering import voices_kept
from reportedly.reconciling.origins import initials
from reportedly.reconciling.packing import unpacked_told
from reportedly.reconciling.series import shown_statement
from reportedly.reconciling.spellings import OWN
from reportedly.reconciling.timing import voice


def series_of_voice(kept: Kept, name: str) -> list[str]:
    """The ids of series with a statement of a voice that may be shown by a name.

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
    found = kept.chosen([tellings.c.series_id], tellings.c.voice_key, sorted(keys))
    return sorted({row.series_id for row in found if row.series_id})


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
    """What a voice said, by numbers and ids alone."""

    statements: int = 0
    series: set[str] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)


def voices_heard(kept: Kept) -> list[Heard]:
    """All voices, the one of most statements first; no series is loaded for that."""
    column = tellings.c
    names = _names(kept)
    # A page is its address, however often it was read: numbers of addresses take little memory.
    page_of = {
        row.id: hash(row.location) for row in kept.every([readings.c.id, readings.c.location])
    }
    said: dict[str, _Said] = defaultdict(_Said)
    heard_in: dict[str, str | None] = {}
    columns = [column.voice_key, column.series_id, column.reading_id]
    for key, series, reading in kept.every(columns, column.series_id.is_not(None)):
        name = names[key]
        one = said[name]
        one.statements += 1
        one.series.add(series)
        one.pages.add(page_of[reading])
        if heard_in.setdefault(series, name) != name:
            heard_in[series] = None  # several are heard in it
    found = [
        Heard(
            name,
            one.statements,
            len(one.series),
            sum(heard_in[series] is None for series in one.series),
            len(one.pages),
        )
        for name, one in said.items()
    ]
    return sorted(found, key=lambda one: (-one.statements, one.name))


def _names(kept: Kept) -> dict[int, str]:
    """The name of each voice that is heard in a series, by the number of its key."""
    column = tellings.c
    first = select(func.min(column.id)).where(column.series_id.is_not(None))
    ids = [number for (number,) in kept.ask(first.group_by(column.voice_key))]
    chosen = kept.chosen([column.voice_key, column.data], column.id, ids)
    one_each = {row.voice_key: unpacked_told(row.data).statement for row in chosen}
    voices = voices_kept(kept, {one.origin for one in one_each.values() if one.origin})
    return {key: voice(shown_statement(one, voices)) for key, one in one_each.items()}
