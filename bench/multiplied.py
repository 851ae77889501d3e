"""A large ledger in minutes: one that was worked out, several times over, each time of other places and people.

`python -m bench.multiplied SMALL.db LARGE.db --claims 1000000`. To work out a million claims takes hours. What a
question costs depends on how many rows there are and how many of them fit; so the rows of a ledger are
copied with other ids, other names and other series. No copy is linked with another, and no running
total is longer than in the small one: what grows with those is not seen here.
"""

import argparse
import shutil
import sqlite3
import sys
import time
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

_NUMBERS = frozenset(
    [
        "id",
        "text_id",
        "article_id",
        "reading_id",
        "page_id",
        "statement_id",
        "other_id",
        "phrase_id",
        "a_id",
        "b_id",
        "unit_id",
        "superseded_by",
        "reviewed_from",
        "counted_id",
        "who_id",
        "where_id",
        "source_id",
        "cites_id",
    ]
)
_ENDINGS = frozenset(["hash", "digest", "page_hash", "key", "series_id", "to_id", "a", "b"])
_KEYS = frozenset(
    [
        "family",
        "bucket",
        "target",
        "main",
        "voice_key",
        "name_key",
        "head_key",
        "area_key",
        "outer_key",
        "place",
        "country",
        "band",
        "name",
    ]
)
_WORDS = frozenset(
    ["words", "folded", "plain", "initials", "bin", "head", "form", "stands", "outer"]
)

# Columns of these names that mean something else in some tables.
_PLAIN = {
    ("tellings", "country"),
    ("kept_series", "country"),
    ("kept_series", "place"),
    ("kept_buckets", "country"),
    ("kept_buckets", "place"),
    ("sentences", "words"),
    ("captures", "location"),
    ("readings", "location"),
}
_STEP = 0x9E3779B97F4A7C15
_LEFT = {"kept_state", "stale_texts", "reportedly_schema", "tombstones", "failures"}


def main(arguments: Sequence[str] = ()) -> None:
    """Copy a ledger, and multiply it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    asked = parser.parse_args(arguments)
    started = time.perf_counter()
    with sqlite3.connect(asked.small) as small:
        small.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(asked.small, asked.large)
    large = sqlite3.connect(asked.large, isolation_level=None)
    large.create_function("shifted", 2, _shifted, deterministic=True)
    large.create_function("named_anew", 3, _named_anew, deterministic=True)
    large.execute("PRAGMA journal_mode = OFF")
    large.execute("PRAGMA synchronous = OFF")
    large.execute("PRAGMA cache_size = -400000")
    (there,) = large.execute("SELECT count(*) FROM claims").fetchone()
    times = -(-asked.claims // there)
    if times > 255:
        raise SystemExit(f"{asked.small} has {there:,} claims: too few to be multiplied")
    indices = large.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in indices:
        large.execute(f"DROP INDEX {name}")
    large.execute("BEGIN")
    for table in _tables(large):
        _multiply(large, table, times)
        print(f"{table}, {time.perf_counter() - started:,.0f} s", flush=True)
    large.execute("COMMIT")
    for _, sql in indices:
        large.execute(sql)
    (count,) = large.execute("SELECT count(*) FROM claims").fetchone()
    large.execute("PRAGMA journal_mode = WAL")
    large.close()
    print(f"{there:,} claims, {times} times: {count:,} in {time.perf_counter() - started:,.0f} s")


def _tables(ledger: sqlite3.Connection) -> list[str]:
    found = ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in found if name not in _LEFT and not name.startswith("sqlite_")]


def _multiply(ledger: sqlite3.Connection, table: str, times: int) -> None:
    columns = {row[1]: row[2] for row in ledger.execute(f"PRAGMA table_info({table})")}
    if not ledger.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608
        return
    ledger.execute("DROP TABLE IF EXISTS temp.was")
    ledger.execute(f"CREATE TEMP TABLE was AS SELECT * FROM {table}")  # noqa: S608
    for time_over in range(1, times):
        chosen = ", ".join(_anew(table, name, columns, time_over) for name in columns)
        named = ", ".join(f'"{name}"' for name in columns)
        ledger.execute(f"INSERT INTO {table} ({named}) SELECT {chosen} FROM temp.was")  # noqa: S608


def _anew(table: str, name: str, columns: Mapping[str, str], number: int) -> str:
    """What a column of a copy holds, as SQL."""
    given = f'"{name}"'
    if table == "kept_series" and name in ("id", "data", "line"):
        return f"shifted(id, {number})" if name == "id" else f"named_anew({name}, id, {number})"
    if (table, name) in _PLAIN:
        mark = f" || '?{number}'" if name == "location" else ""
        return given + mark
    whole = "INT" in columns[name].upper()
    if whole and name in _NUMBERS:
        return f"{given} + {number} * 100000000"
    if whole and name in _KEYS:
        return f"({given} + {number} * 1000003) & 9223372036854775807"
    if not whole and name in _ENDINGS:
        return f"shifted({given}, {number})"
    if not whole and name in _WORDS:
        return f"substr({given}, 1, 2) || '{number}' || substr({given}, 3)"
    return given


def _shifted(digits: str | None, number: int) -> str | None:
    """Other hexadecimal digits, of the same length."""
    if digits is None:
        return None
    length = len(digits)
    return f"{(int(digits, 16) + number * _STEP) % 16**length:0{length}x}"


def _named_anew(data: bytes, identity: str, number: int) -> bytes:
    """A kept series with the id of its copy."""
    words = zlib.decompress(data)
    new = f'"id":"{_shifted(identity, number)}"'.encode()
    return zlib.compress(words.replace(f'"id":"{identity}"'.encode(), new, 1), 1)


if __name__ == "__main__":
    main(sys.argv[1:])
