"""Several processes on one ledger, and processes that are killed in the middle."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import text

from reportedly import ledger
from reportedly.ledger import Ledger

ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from reportedly import ledger
from tests.ledger.invented import put, reading
location, name, first, last, version = sys.argv[1:]
with ledger.open(location) as store:
    print("open", flush=True)
    for number in range(int(first), int(last)):
        put(store, reading(title=f"Page {name} {number}", version=version), f"{name}/{number}",
            f"{name} {number}".encode())
        print(number, flush=True)
"""


def writer(
    location: str, name: str, first: int, last: int, version: str = "1.0"
) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, location, name, str(first), str(last), version]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


def finish(process: subprocess.Popen[str]) -> list[str]:
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return output.split()


def check_whole(store: Ledger) -> None:
    """Nothing is there by halves: every reading has its claims, every page its capture."""
    with store._reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        halves = connection.execute(
            text(
                "SELECT readings.id FROM readings LEFT JOIN claims ON claims.reading_id = readings.id "
                "GROUP BY readings.id, readings.claims HAVING COUNT(claims.id) <> readings.claims"
            )
        )
        assert halves.all() == []
        for table, needed in [
            ("pages", "SELECT 1 FROM captures WHERE captures.page_hash = pages.hash"),
            ("pages", "SELECT 1 FROM page_readings WHERE page_readings.page_id = pages.id"),
            (
                "readings",
                "SELECT 1 FROM page_readings WHERE page_readings.reading_id = readings.id",
            ),
            ("articles", "SELECT 1 FROM readings WHERE readings.article_id = articles.id"),
            ("texts", "SELECT 1 FROM articles WHERE articles.text_id = texts.id"),
            ("statements", "SELECT 1 FROM claims WHERE claims.statement_id = statements.id"),
        ]:
            alone = connection.execute(
                text(f"SELECT COUNT(*) FROM {table} WHERE NOT EXISTS ({needed})")  # noqa: S608
            )
            assert (table, alone.scalar()) == (table, 0)
    counts = store.counts()
    assert counts.claims == 4 * counts.readings == len(store.claims())
    assert counts.pages == counts.captures


def test_processes_that_make_and_fill_one_ledger_at_once(unmade: str) -> None:
    writers = [writer(unmade, name, 0, 15) for name in ("one", "two", "three")]
    for process in writers:
        assert finish(process) == ["open", *map(str, range(15))]
    with ledger.open(unmade, create=False) as store:
        check_whole(store)
        assert store.counts().readings == 45


def test_processes_that_read_the_same_pages_store_each_once(location: str) -> None:
    writers = [writer(location, "same", 0, 20) for _ in range(2)]
    for process in writers:
        finish(process)
    with ledger.open(location, create=False) as store:
        counts = store.counts()
        assert (counts.pages, counts.readings, counts.claims) == (20, 20, 80)
        assert counts.captures == 40


def test_a_process_that_is_killed_leaves_the_ledger_whole(location: str) -> None:
    # A killed client of PostgreSQL is one lost connection: the server does the rest.
    kills = 2 if "://" in location else 8
    chance = random.Random(kills)
    reached = 0
    for _ in range(kills):
        process = writer(location, "page", reached, 10_000)
        assert process.stdout is not None
        started = process.stdout.readline()
        assert started == "open\n"
        # Killed at any moment from its first page on, most often in the middle of one.
        stored = process.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        os.kill(process.pid, signal.SIGKILL)
        said = [int(line) for line in (stored + process.communicate()[0]).split()]
        with ledger.open(location, create=False) as store:
            check_whole(store)
            kept = store.counts().pages
        assert kept > said[-1]  # what was said to be stored is
        reached = kept
