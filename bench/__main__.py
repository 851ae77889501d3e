"""Run every benchmark: `make bench`, or `python -m bench reading pages` for some."""

import importlib
import sys

BENCHMARKS = ("reading", "pages", "ledger")


def main(names: list[str]) -> None:
    for name in names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
