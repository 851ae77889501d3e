"""How long commands take that do little: processor time, user and system, of all processes, and the clock.

usage: python -m bench starting [--passes N]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.archived import InventedPage, pages


def main(arguments_given: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passes", type=int, default=5)
    arguments = parser.parse_args(arguments_given)
    with tempfile.TemporaryDirectory() as folder:
        first, *others = pages(arguments.passes + 1)
        known = _written(Path(folder), "known", first)
        _spent(folder, "read", known, "--ledger", "ledger.db")  # also so that all is compiled
        spent: dict[str, list[tuple[float, float]]] = {}
        for number, page in enumerate(others):
            one = _written(Path(folder), str(number), page)
            for name, command in (
                ("--help", ("--help",)),
                ("read, new ledger", ("read", known, "--ledger", f"{number}.db")),
                ("read, ledger that is there", ("read", one, "--ledger", "ledger.db")),
                ("read, page that is known", ("read", known, "--ledger", "ledger.db")),
            ):
                spent.setdefault(name, []).append(_spent(folder, *command))
    print(f"{'':28} {'CPU s':>7} {'least':>7} {'clock':>7} {'least':>7}")
    for name, pairs in spent.items():
        cpu, clock = zip(*pairs, strict=True)
        print(
            f"{name:28} {median(cpu):7.2f} {min(cpu):7.2f} {median(clock):7.2f} {min(clock):7.2f}"
        )


def _written(folder: Path, name: str, page: InventedPage) -> str:
    (folder / f"{name}.txt").write_text(page.text, encoding="utf-8")
    return f"{name}.txt"


def _spent(folder: str, *command: str) -> tuple[float, float]:
    """Seconds of processor and clock that a command takes, with all processes that it starts."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "reportedly", *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    clock = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, clock


if __name__ == "__main__":
    main(sys.argv[1:])
