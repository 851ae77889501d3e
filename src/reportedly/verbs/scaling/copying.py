"""Near-duplicates across all archives: the second pass, over the signatures that the first one wrote.

It finds what a ledger finds (`reconciling.copies`): pairs that share a band of their MinHash signatures,
are alike, and were printed within days. Signatures are gone through a stretch of days at a time, so that
memory grows with what is printed in two of them and not with the whole.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly import vocabulary
from reportedly.publishing import parquet
from reportedly.reconciling import copies
from reportedly.reconciling.copies import Groups, Printed
from reportedly.reconciling.statements import is_own
from reportedly.records import day_of
from reportedly.verbs.scaling.folder import COPIES, Folder, whole

MOST_TOGETHER = 200
"""Pages that share a band with a page, and that it is compared with: those next by the hash of their
texts. Larger bands are of phrases that many pages have, whose copies other bands show."""

_AT_ONCE = 100_000
"""Pairs that are compared at a time."""

_OF = b"reportedly.of"

Pair = tuple[str, str]


def find_copies(folder: Folder) -> int:
    """Write which pages print one report (`copies`) or are one page at several times (`versions`).

    Nothing is done where the table is there and of these very parts.

    Returns:
        how many groups there are.

    Raises:
        UsageError: the table cannot be written.
    """
    arrow = parquet.library("pyarrow")
    path, of = folder.path / COPIES, _digest(folder)
    if path.is_file():
        known = parquet.library("pyarrow.parquet").read_table(path)
        if (known.schema.metadata or {}).get(_OF) == of:
            return _counted(known)
    pages = _Pages(folder)
    pairs = sorted(_alike(pages))
    groups = copies.groups_of(pages.printed({one for pair in pairs for one in pair}), pairs)
    schema = _schema().with_metadata({_OF: of})
    table = arrow.Table.from_pylist(list(_rows(groups)), schema=schema)
    with whole(path) as out:
        parquet.library("pyarrow.parquet").write_table(table, out, compression="zstd")
    return _counted(table)


def _digest(folder: Folder) -> bytes:
    """What the parts of pages are, by their hashes."""
    parts = (f"{one.id} {one.parts['pages'].sha256}\n" for one in folder.checkpoints())
    return hashlib.sha256("".join(parts).encode()).hexdigest().encode()


def _counted(table: Any) -> int:
    return sum(1 for number in table.column("number").to_pylist() if number == 0)


def _schema() -> Any:
    arrow = parquet.library("pyarrow")
    names = ("page", "text_hash", "publisher", "published")
    return arrow.schema(
        [("sort", arrow.string()), ("group", arrow.string()), ("number", arrow.int64())]
        + [(name, arrow.string()) for name in names]
    )


def _rows(groups: Groups) -> Iterator[dict[str, Any]]:
    for sort, found in (("copies", groups.copies), ("versions", groups.versions)):
        for pages in found:
            for number, page in enumerate(pages):
                yield {
                    "sort": sort,
                    "group": pages[0].text_hash[:12],
                    "number": number,
                    "page": page.page,
                    "text_hash": page.text_hash,
                    "publisher": page.publisher,
                    "published": page.first or None,
                }


class _Signed(NamedTuple):
    """The texts of a stretch of days: hashes in order, and their signatures as rows of a matrix."""

    hashes: list[str]
    signatures: NDArray[np.uint32]


class _Pages:
    """The pages of a folder, looked through as often as a question needs it."""

    def __init__(self, folder: Folder) -> None:
        paths = [str(folder.part("pages", one.id)) for one in folder.checkpoints()]
        dataset = parquet.library("pyarrow.dataset")
        self._compute = parquet.library("pyarrow.compute")
        self._pages = dataset.dataset(paths, format="parquet") if paths else None

    def stretches(self) -> list[int | None]:
        """The stretches of days that pages were printed in, in order; None first: of unknown days."""
        if self._pages is None:
            return []
        moments = self._pages.to_table(columns=["published"]).column("published")
        found = {moment and moment[:10] for moment in moments.unique().to_pylist()}
        dated = {day_of(day).toordinal() // _days() for day in found if day}
        return [*([None] if None in found else []), *sorted(dated)]

    def signed(self, stretch: int | None) -> _Signed:
        """The texts of a stretch that have a signature, each once."""
        assert self._pages is not None  # noqa: S101 - there is a stretch
        field = self._compute.field
        if stretch is None:
            wanted = field("published").is_null()
        else:
            first, last = (_day(at * _days()) for at in (stretch, stretch + 1))
            wanted = (field("published") >= first) & (field("published") < last)
        wanted &= field("signature").is_valid()
        found = self._pages.to_table(columns=["text_hash", "signature"], filter=wanted)
        of = dict(
            zip(
                found.column("text_hash").to_pylist(),
                found.column("signature").to_pylist(),
                strict=True,
            )
        )
        hashes = sorted(of)
        joined = b"".join(of[one] for one in hashes)
        return _Signed(hashes, np.frombuffer(joined, dtype="<u4").reshape(-1, copies.PERMUTATIONS))

    def printed(self, hashes: set[str]) -> set[Printed]:
        """The pages of some texts, and of all texts that several pages have."""
        if self._pages is None:
            return set()
        columns = ["page", "text_hash", "published", "updated", "publisher", "agency"]
        table = self._pages.to_table(columns=columns)
        counted = self._compute.value_counts(table.column("text_hash"))
        often = counted.filter(self._compute.greater(counted.field("counts"), 1)).field("values")
        wanted = sorted(hashes | set(often.to_pylist()))
        values = parquet.library("pyarrow").array(wanted, parquet.library("pyarrow").string())
        rows = table.filter(self._compute.is_in(table.column("text_hash"), values)).to_pylist()
        return {
            Printed(
                first=row["published"] or "",
                page=row["page"],
                text_hash=row["text_hash"],
                publisher=row["publisher"],
                own=is_own(row["publisher"], row["agency"]),
                updated=row["updated"] or "",
            )
            for row in rows
        }


def _days() -> int:
    days: int = vocabulary.load("tolerances")["copies"]["days"]
    return days


def _day(ordinal: int) -> str:
    from datetime import date

    return date.fromordinal(max(1, ordinal)).isoformat()


def _alike(pages: _Pages) -> set[Pair]:
    """Pairs of text hashes that are alike, of one stretch of days or of two neighbouring ones."""
    pairs: set[Pair] = set()
    before: tuple[int, _Signed] | None = None
    for stretch in pages.stretches():
        here = pages.signed(stretch)
        near = before is not None and stretch is not None and before[0] == stretch - 1
        earlier = before[1] if before is not None and near else None
        pairs |= _pairs(here, earlier)
        before = None if stretch is None else (stretch, here)
    return pairs


def _pairs(here: _Signed, earlier: _Signed | None) -> set[Pair]:
    """The pairs among texts, and of these with earlier ones; those of earlier ones are known."""
    hashes, signatures, known = here.hashes, here.signatures, 0
    if earlier is not None:
        known = len(earlier.hashes)
        hashes = [*earlier.hashes, *hashes]
        signatures = np.concatenate([earlier.signatures, signatures])
    found: set[Pair] = set()
    one, other = _candidates(signatures)
    new = np.maximum(one, other) >= known
    one, other = one[new], other[new]
    least = copies.SAME_REPORT * copies.PERMUTATIONS
    for at in range(0, len(one), _AT_ONCE):
        a, b = one[at : at + _AT_ONCE], other[at : at + _AT_ONCE]
        same = np.count_nonzero(signatures[a] == signatures[b], axis=1) >= least
        for i, j in zip(a[same].tolist(), b[same].tolist(), strict=True):
            if hashes[i] != hashes[j]:
                found.add((min(hashes[i], hashes[j]), max(hashes[i], hashes[j])))
    return found


def _candidates(
    signatures: NDArray[np.uint32],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of rows that share a band: equal ones stand together when a band is sorted."""
    rows = len(signatures)
    codes = [np.empty(0, dtype=np.int64)]
    for band in copies.bands_of_all(signatures).T:
        order = np.argsort(band, kind="stable")
        ordered = band[order]
        for step in range(1, min(rows, MOST_TOGETHER + 1)):
            same = ordered[step:] == ordered[:-step]
            if not same.any():
                break
            one, other = order[:-step][same], order[step:][same]
            codes.append(np.minimum(one, other) * rows + np.maximum(one, other))
    pairs = np.unique(np.concatenate(codes))
    return pairs // max(rows, 1), pairs % max(rows, 1)
