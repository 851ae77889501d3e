"""Buckets: statements that can be of one series, and the series that are kept of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import (
    kept_buckets,
    kept_conflicts,
    kept_series,
    placeless,
    publisher_names,
    series_links,
    series_outside,
    tellings,
)
from reportedly.reconciling.disputes import Same, changed_in, keep_conflicts
from reportedly.reconciling.links import (
    OPPOSITE,
    Built,
    Extent,
    Key,
    country_and_days,
    may_link,
    outside,
)
from reportedly.reconciling.listed import last_printed, line_of, packed_line
from reportedly.reconciling.occasions import (
    Known,
    Span,
    Touch,
    Touched,
    known_in,
    spans,
    told_within,
)
from reportedly.reconciling.origins import key_of
from reportedly.reconciling.packing import packed_series, unpacked_told
from reportedly.reconciling.series import built_of, groups_at, home_of, is_rejected, key_of_told
from reportedly.reconciling.spellings import OWN
from reportedly.reconciling.told import Told
from reportedly.reconciling.voices import agencies_of
from reportedly.records import LinkType


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


@dataclass
class _Loaded:
    """Statements of buckets as they are kept.

    Attributes:
        told: by bucket.
        rows: of each statement, by its id and page, its row and the series that it was in.
    """

    told: dict[int, list[Told]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[tuple[str, str], tuple[int, str | None]] = field(default_factory=dict)

    def series(self) -> set[str]:
        """The ids of the series that the statements were in."""
        return {series for _, series in self.rows.values() if series is not None}


def assemble(kept: Kept, touched: Touched, same: Same | None = None) -> set[str]:
    """Write the series of buckets in which something has changed; return their ids, now and before.

    Args:
        kept: with all statements.
        touched: what has changed.
        same: how voices are told, where people decided on names; None: by what is kept of pages.
    """
    targets = _settled(kept, touched)
    homes: dict[int, list[int]] = defaultdict(list)
    for home, target in targets.items():
        if target is not None:
            homes[target].append(home)
    known = known_in(kept, {*touched, *targets})
    places = _places(kept, touched, known)
    wanted: dict[int, list[Span] | None] = {}
    for bucket, touch in touched.items():
        parts = [bucket, *homes[bucket]]
        there = [known[part].occasions for part in parts if part in known]
        some = None if touch.occasions is None else spans(touch.occasions, set().union(*there))
        wanted |= dict.fromkeys(parts, some)
    loaded = _load(kept, wanted)
    if same is None:
        same = _same_voices(kept, [one for group in loaded.told.values() for one in group])
    built: list[tuple[int, Built]] = []
    series_of: dict[tuple[str, str], str] = {}
    for bucket in sorted(touched):
        others = [one for home in homes[bucket] for one in loaded.told[home]]
        home_at = places.settle(bucket, known.get(bucket), loaded.told[bucket])
        for group in groups_at(loaded.told[bucket], others, home_at):
            made = built_of(group, same)
            if not is_rejected(made.series):
                built.append((bucket, made))
            series_of |= dict.fromkeys(
                (key_of(one.statement) for one in group.told), made.series.id
            )
    places.write(kept)
    moved = _name_series(kept, loaded, series_of)
    gone = {one for touch in touched.values() for one in touch.series} | loaded.series()
    _write(kept, gone, built)
    numbers = {key: number for key, (number, _) in loaded.rows.items()}
    changed = [
        (one.series, changed_in(one.series, touched[bucket].changed, moved[one.series.id], same))
        for bucket, one in built
    ]
    now = sorted(one.series.id for _, one in built)
    keep_conflicts(kept, gone - set(now), changed, numbers)
    _count_conflicts(kept, now)
    return gone | set(series_of.values())


@dataclass
class _Places:
    """The places of buckets, as they are kept and as they are now."""

    kept: dict[int, tuple[str, str | None]]
    now: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    def settle(
        self, bucket: int, known: Known | None, told: Sequence[Told]
    ) -> tuple[str, str | None]:
        """The place of all statements of a bucket, of which some are loaded."""
        if known is None:
            self.gone.add(bucket)
            return home_of(())
        name = self.kept[bucket][0] if bucket in self.kept else home_of(told)[0]
        self.now[bucket] = name, known.country
        return self.now[bucket]

    def write(self, kept: Kept) -> None:
        """Keep what has changed."""
        new = {b: place for b, place in self.now.items() if self.kept.get(b) != place}
        old = (self.gone | new.keys()) & self.kept.keys()
        kept.remove(kept_buckets.c.bucket, sorted(old))
        kept.add(
            kept_buckets,
            [
                {"bucket": bucket, "place": name, "country": country}
                for bucket, (name, country) in sorted(new.items())
            ],
        )


def _places(kept: Kept, touched: Touched, known: Mapping[int, Known]) -> _Places:
    """Find the places of buckets; where a place's country has changed, all of the bucket is touched."""
    found = {
        row["bucket"]: (row["place"], row["country"])
        for row in kept.find(kept_buckets.c.bucket, sorted(touched))
    }
    for bucket, touch in touched.items():
        now = known[bucket].country if bucket in known else ""
        if bucket not in found or found[bucket][1] != now:
            touch.occasions = None
    return _Places(found)


def _load(kept: Kept, wanted: Mapping[int, Sequence[Span] | None]) -> _Loaded:
    """Statements of buckets, those of some stretches only, or all where None."""
    loaded = _Loaded()
    for row in told_within(kept, wanted):
        one = unpacked_told(row["data"])
        loaded.told[row["bucket"]].append(one)
        loaded.rows[key_of(one.statement)] = row["id"], row["series_id"]
    return loaded


def _name_series(
    kept: Kept, loaded: _Loaded, series_of: Mapping[tuple[str, str], str]
) -> Mapping[str, list[Told]]:
    """Keep of each statement in which series it is; return those that each series has won or lost."""
    moved: dict[str, list[Told]] = defaultdict(list)
    named = []
    for one in (one for group in loaded.told.values() for one in group):
        key = key_of(one.statement)
        number, before = loaded.rows[key]
        if series_of[key] != before:
            named.append({"id": number, "series_id": series_of[key]})
            moved[series_of[key]].append(one)
            if before is not None:
                moved[before].append(one)
    kept.change(tellings.c.id, named)
    return moved


def _settled(kept: Kept, touched: Touched) -> dict[int, int | None]:
    """Find where statements without a place belong in the families of buckets that are touched.

    What is touched of them is touched of the bucket that they stand in; where that is another one than
    before, all of both is.

    Returns:
        The bucket to which that of each family's statements without a place belongs, None where there is
        not just one.
    """
    targets: dict[int, int | None] = {}
    homes = {_number(touch.family, "", ""): touch.family for touch in touched.values()}
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
    for home in sorted({*before, *targets}):
        old, new = before.get(home), targets.get(home)
        if old != new:
            for one in {home, old, new} - {None}:
                _touch(touched, one, Touch(homes[home], occasions=None))
        if new is not None and home in touched:
            _touch(touched, new, touched.pop(home))
    return targets


def _touch(touched: Touched, bucket: int, touch: Touch) -> None:
    if bucket in touched:
        touched[bucket].add(touch)
    else:
        touched[bucket] = touch


def _same_voices(kept: Kept, told: Iterable[Told]) -> Same:
    """The voices of agencies that pages credit by their initials, by their names."""
    own = {key[len(OWN) :] for one in told if (key := one.statement.origin or "").startswith(OWN)}
    column = publisher_names.c
    agencies = agencies_of(row.name for row in kept.chosen([column.name], column.initials, own))

    def same(key: str) -> str:
        return f"{OWN}{agencies.get(key[1:], key[1:])}" if key.startswith(OWN) else key

    return same


def _write(kept: Kept, gone: set[str], built: Sequence[tuple[int, Built]]) -> None:
    """Replace some series, and their links."""
    old = sorted(gone)
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
    place, country, first, last = country_and_days(one)
    return {
        "id": one.series.id,
        "bucket": bucket,
        "place": place,
        "country": country,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "title": one.series.title,
        "kind": one.series.kind,
        "statements": len(one.series.statements) + len(one.series.apart),
        "conflicts": 0,
        "line": packed_line(line_of(one.series)),
        "data": packed_series(one.series),
        "printed": last_printed(one.series),
    }


def _count_conflicts(kept: Kept, ids: Sequence[str]) -> None:
    """Keep with series that were just written how many conflicts each has."""
    found = kept.chosen([kept_conflicts.c.series_id], kept_conflicts.c.series_id, ids)
    counts = Counter(row.series_id for row in found)
    rows = [{"id": one, "conflicts": count} for one, count in sorted(counts.items())]
    kept.change(kept_series.c.id, rows)


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
