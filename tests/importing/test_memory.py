"""A long table takes no more memory than a short one."""

import tracemalloc
from pathlib import Path

from reportedly import verbs
from tests.importing.invented import ROWS, write_mapping, write_table


def peak_of(table: Path, by: Path) -> int:
    tracemalloc.start()
    done = verbs.import_(table, None, by)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert done.rows == done.claims
    return peak


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    by = write_mapping(tmp_path)
    rows = tuple(f"{ROWS[0]}{number}" for number in range(1000))
    short = write_table(tmp_path, rows[:100], name="short.csv")
    long = write_table(tmp_path, rows, name="long.csv")
    verbs.import_(short, None, by)  # what is loaded and kept on first use
    assert peak_of(long, by) < 1.5 * peak_of(short, by)
