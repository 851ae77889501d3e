"""Quirks of hand-kept tables, found and told, never mended.

What has been seen is kept in a temporary database on disk, so that a table of a million rows takes no
more memory than one of a hundred.
"""

import hashlib
import sqlite3
from types import TracebackType
from typing import Self

from reportedly.importing.files import Row
from reportedly.records import Claim, Oddity

_SHOWN = 5
_FEWEST = 5
"""So many rows have to be the same multiple before that is said: one or two are chance."""

_TIMES = range(2, 11)

_SCHEMA = """
CREATE TABLE texts (print BLOB PRIMARY KEY, times INTEGER, first INTEGER, second INTEGER) WITHOUT ROWID;
CREATE TABLE figures (row INTEGER, kind TEXT, comparator TEXT, told BLOB, value REAL);
CREATE TABLE voices (told BLOB PRIMARY KEY, who TEXT, source TEXT, group_key BLOB) WITHOUT ROWID;
"""


class Repeats:
    """Counts equal rows; a context manager."""

    def __init__(self) -> None:
        # An empty name: a file that SQLite makes when memory gets short, and deletes by itself.
        self._kept = sqlite3.connect("", isolation_level=None)
        self._kept.execute("PRAGMA journal_mode = OFF")
        self._kept.executescript(_SCHEMA)
        self._kept.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._kept.close()

    def earlier(self, row: Row) -> int:
        """How many rows before this one are equal to it."""
        counted = self._kept.execute(
            "INSERT INTO texts VALUES (?, 1, ?, NULL) ON CONFLICT (print) DO UPDATE "
            "SET times = times + 1, second = coalesce(second, excluded.first) RETURNING times",
            (_print(row.text), row.number),
        )
        return int(counted.fetchone()[0]) - 1


class Oddities(Repeats):
    """Collects the rows of a table, and tells what is odd about them."""

    def add(self, row: Row, claim: Claim) -> None:
        """Take a row's claim into account."""
        if claim.best is None:
            return
        ends = claim.comparator in ("at_least", "at_most")
        if not ends and claim.kind not in ("killed", "injured"):
            return
        group = _print(repr((claim.source, claim.who, claim.window)))
        told = _print(repr((group, claim.counted if ends else None, claim.when, claim.stated)))
        comparator = claim.comparator if ends else "exactly"
        self._kept.execute(
            "INSERT INTO figures VALUES (?, ?, ?, ?, ?)",
            (row.number, claim.kind, comparator, told, float(claim.best)),
        )
        self._kept.execute(
            "INSERT OR IGNORE INTO voices VALUES (?, ?, ?, ?)",
            (told, claim.who, claim.source, group),
        )

    def told(self) -> tuple[Oddity, ...]:
        """What is odd about the rows that were counted and added."""
        self._kept.execute(
            "CREATE INDEX same ON figures (told, kind, comparator, value)",
        )
        return (*self._repeated(), *self._ranges(), *self._multiples())

    def _repeated(self) -> list[Oddity]:
        found = "FROM texts WHERE times > 1"
        (count,) = self._kept.execute(f"SELECT sum(times - 1) {found}").fetchone()
        if not count:
            return []
        first = self._kept.execute(
            f"SELECT first, second {found} ORDER BY first LIMIT {_SHOWN}"
        ).fetchall()
        rows = "row repeats" if count == 1 else "rows repeat"
        note = f"{count:,} {rows} an earlier row exactly: each stays a row, with a claim of its own"
        return [Oddity(type="repeated rows", count=count, rows=tuple(first), note=note)]

    def _ranges(self) -> list[Oddity]:
        ends = (
            "FROM figures AS least JOIN figures AS most ON most.rowid = (SELECT rowid FROM figures "
            "AS other WHERE other.told = least.told AND other.kind = least.kind AND "
            "other.comparator = 'at_most' AND other.value >= least.value ORDER BY other.value LIMIT 1) "
            "WHERE least.comparator = 'at_least'"
        )
        (count,) = self._kept.execute(f"SELECT count(*) {ends}").fetchone()
        if not count:
            return []
        first = self._kept.execute(
            f"SELECT least.row, most.row {ends} ORDER BY least.row LIMIT {_SHOWN}"
        ).fetchall()
        what = "range stands" if count == 1 else "ranges stand"
        note = (
            f"{count:,} {what} in two rows, a least and a most of the same source and day, which "
            "nothing joins: each end stays a claim of its own"
        )
        return [Oddity(type="ranges in two rows", count=count, rows=tuple(first), note=note)]

    def _multiples(self) -> list[Oddity]:
        found = []
        for times in _TIMES:
            rows = self._kept.execute(_MULTIPLES, {"times": times}).fetchall()
            for who, source, count, of in rows:
                if count < _FEWEST or count * 2 < of:
                    continue
                note = (
                    f"{count:,} of {of:,} figures of injured {who or 'people'} by {source or 'no source'} "
                    f"are exactly {times} times the killed of the same day: they look worked out, not counted"
                )
                found.append(Oddity(type="multiples", count=count, note=note))
        return found


_KILLED = (
    "SELECT 1 FROM figures AS killed WHERE killed.told = injured.told AND killed.kind = 'killed'"
)
_MULTIPLES = (
    f"SELECT who, source, sum(exact), count(*) FROM (SELECT voices.who, voices.source, group_key, "  # noqa: S608
    f"EXISTS ({_KILLED} AND killed.comparator = injured.comparator "
    "AND killed.value = injured.value / :times) AS exact "
    "FROM figures AS injured JOIN voices ON voices.told = injured.told "
    f"WHERE injured.kind = 'injured' AND injured.value > 0 AND EXISTS ({_KILLED})) "
    "GROUP BY group_key ORDER BY source, who"
)


def _print(words: str) -> bytes:
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
