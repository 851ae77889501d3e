"""Run every benchmark: `make bench`, or `python -m bench reading pages` for some.

What begins with a dash, and all behind it, is for the benchmark: `python -m bench synthetic --claims 5000`.
"""

import importlib
import sys
from itertools import takewhile

BENCHMARKS = ("starting", "reading", "pages", "archived", "scale", "ledger", "synthetic", "web")


def main(arguments: list[str]) -> None:
    names = list(takewhile(lambda word: not word.startswith("-"), arguments))
    rest = [arguments[len(names) :]] if arguments[len(names) :] else []
    for name in names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main(*rest)


if __name__ == "__main__":
    main(sys.argv[1:])
