"""Buckets: statements that can be of one series, and the series that are kept of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import (
    contexts,
    kept_series,
    placeless,
    series_links,
    series_outside,
    tellings,
)
from reportedly.reconciling.conflicts import conflicts_of
from reportedly.reconciling.links import (
    OPPOSITE,
    Built,
    Extent,
    Key,
    country_and_days,
    may_link,
    outside,
)
from reportedly.reconciling.origins import key_of
from reportedly.reconciling.packing import packed_conflicts, packed_series, unpacked_told
from reportedly.reconciling.series import built_of, groups_at, is_rejected, key_of_told
from reportedly.reconciling.spellings import OWN
from reportedly.reconciling.told import Told
from reportedly.reconciling.voices import agencies_of
from reportedly.records import LinkType

Touched = dict[int, int]
"""Numbers of buckets, each with that of its family."""


def numbers_of(told: Told) -> tuple[int, int]:
    """The numbers of a statement's family, and of its bucket."""
    key = key_of_told(told)
    return _family(key), _bucket(key)


def _family(key: Key) -> int:
    return number_of(repr(key[0]))


def _bucket(key: Key) -> int:
    return _number(_family(key), key[1], key[2])


def _number(family: int, place: str, story: str) -> int:
    return number_of(str(family), place, story)


def assemble(kept: Kept, touched: Touched) -> None:
    """Write the series of buckets in which something has changed."""
    buckets, targets = _settled(kept, touched)
    told: dict[int, list[Told]] = defaultdict(list)
    standing: dict[tuple[str, str], tuple[int, str | None]] = {}
    for row in kept.find(tellings.c.bucket, sorted(buckets)):
        one = unpacked_told(row["data"])
        told[row["bucket"]].append(one)
        standing[key_of(one.statement)] = row["id"], row["series_id"]
    same = _same_voices(kept, [one for group in told.values() for one in group])
    built: list[tuple[int, Built]] = []
    series_of: dict[tuple[str, str], str] = {}
    for bucket in sorted(told):
        if targets.get(bucket) is not None:
            continue  # its statements stand in the one bucket that they can belong to
        others = [one for at, to in targets.items() if to == bucket for one in told[at]]
        for group in groups_at(told[bucket], others):
            made = built_of(group, same)
            if not is_rejected(made.series):
                built.append((bucket, made))
            series_of |= {key_of(one.statement): made.series.id for one in group.told}
    kept.change(
        tellings.c.id,
        [
            {"id": number, "series_id": series_of[key]}
            for key, (number, series_id) in standing.items()
            if series_of[key] != series_id
        ],
    )
    _write(kept, buckets, built)


def _settled(kept: Kept, touched: Touched) -> tuple[set[int], dict[int, int | None]]:
    """Find where statements without a place belong in the families of buckets that are touched.

    Returns:
        All buckets whose series may change, and the bucket to which that of each family's statements
        without a place belongs, None where there is not just one.
    """
    buckets = set(touched)
    targets: dict[int, int | None] = {}
    homes = {_number(family, "", ""): family for family in sorted(set(touched.values()))}
    filled = {
        row.bucket for row in kept.chosen([tellings.c.bucket], tellings.c.bucket, sorted(homes))
    }
    before = {
        row["bucket"]: row["target"]
        for row in kept.find(placeless.c.family, sorted(homes.values()))
    }
    kept.remove(placeless.c.family, sorted(homes.values()))
    for home in sorted(filled):
        column = tellings.c.bucket
        least, greatest = kept.ends(column, tellings.c.family == homes[home], column != home)
        targets[home] = least if least is not None and least == greatest else None
    kept.add(
        placeless,
        [
            {"family": homes[home], "bucket": home, "target": target}
            for home, target in targets.items()
        ],
    )
    for home in {*before, *targets}:
        old, new = before.get(home), targets.get(home)
        if old != new or home in buckets or (new is not None and new in buckets):
            buckets |= {home, *(one for one in (old, new) if one is not None)}
    return buckets, targets


def _same_voices(kept: Kept, told: Iterable[Told]) -> Callable[[str], str]:
    """The voices of agencies that pages credit by their initials, by their names."""
    own = {key[len(OWN) :] for one in told if (key := one.statement.origin or "").startswith(OWN)}
    columns = [contexts.c.publisher]
    found = kept.chosen(columns, contexts.c.initials, sorted(own))
    agencies = agencies_of({row.publisher for row in found})

    def same(key: str) -> str:
        return f"{OWN}{agencies.get(key[1:], key[1:])}" if key.startswith(OWN) else key

    return same


def _write(kept: Kept, buckets: set[int], built: Sequence[tuple[int, Built]]) -> None:
    """Replace the series of some buckets, and their links."""
    columns = [kept_series.c.id]
    old = [row.id for row in kept.chosen(columns, kept_series.c.bucket, sorted(buckets))]
    for column in (
        series_outside.c.series_id,
        series_links.c.series_id,
        series_links.c.to_id,
        kept_series.c.id,
    ):
        kept.remove(column, old)
    kept.add(kept_series, [_row(bucket, one) for bucket, one in built])
    wanted = [(one, _bucket(key), kind) for _, one in built for key, kind in outside(one)]
    kept.add(
        series_outside,
        [
            {"bucket": bucket, "series_id": one.series.id, "type": kind}
            for one, bucket, kind in wanted
        ],
    )
    _link(kept, built)


def _row(bucket: int, one: Built) -> dict[str, Any]:
    conflicts = conflicts_of([one.series])
    place, country, first, last = country_and_days(one)
    return {
        "id": one.series.id,
        "bucket": bucket,
        "place": place,
        "country": country,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "conflicts": len(conflicts),
        "data": packed_series(one.series),
        "conflict_data": packed_conflicts(conflicts) if conflicts else None,
    }


def _link(kept: Kept, built: Sequence[tuple[int, Built]]) -> None:
    """Link new series with each other, with those that contain them and those that they contain."""
    new = {one.series.id for _, one in built}
    extents = {one.series.id: country_and_days(one) for _, one in built}
    pairs: set[tuple[str, str, LinkType]] = set()
    out: dict[int, list[tuple[str, LinkType]]] = defaultdict(list)
    for row in kept.find(series_outside.c.series_id, sorted(new)):
        out[row["bucket"]].append((row["series_id"], row["type"]))
    columns = kept_series.c
    wide = [
        columns.id,
        columns.bucket,
        columns.place,
        columns.country,
        columns.first_day,
        columns.last_day,
    ]
    for row in kept.chosen(wide, columns.bucket, sorted(out)):
        extents.setdefault(row.id, _extent(row))
        pairs |= {(inner, row.id, kind) for inner, kind in out[row.bucket]}
    at: dict[int, list[str]] = defaultdict(list)
    for bucket, one in built:
        at[bucket].append(one.series.id)
    inside = list(kept.find(series_outside.c.bucket, sorted(at)))
    for row in kept.chosen(wide, columns.id, sorted({row["series_id"] for row in inside})):
        extents.setdefault(row.id, _extent(row))
    pairs |= {
        (row["series_id"], outer, row["type"]) for row in inside for outer in at[row["bucket"]]
    }
    rows = [
        line
        for inner, outer, kind in sorted(pairs)
        if inner != outer and may_link(extents[inner], extents[outer])
        for line in (
            {"series_id": inner, "to_id": outer, "type": kind},
            {"series_id": outer, "to_id": inner, "type": OPPOSITE[kind]},
        )
    ]
    kept.add(series_links, rows)


def _extent(row: Any) -> Extent:
    first, last = date.fromisoformat(row.first_day), date.fromisoformat(row.last_day)
    return row.place, row.country, first, last
