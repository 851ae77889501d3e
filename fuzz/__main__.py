"""Try components with hostile inputs: `make fuzz`, or `python -m fuzz times places --seconds 60`."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from fuzz import growth, running

NAMES = (
    *("pages-text", "pages-html", "pages-bytes", "documents", "language", "quantities"),
    *("attributions", "times", "places", "claims", "ledger", "records"),
)
GROWTH = "growth"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 where anything was found, else 0."""
    given = _arguments(arguments)
    if given.input is not None:
        return _again(given.names, given.input)
    names = given.names or [*NAMES, GROWTH]
    chosen = [name for name in names if name != GROWTH]
    found = _components(chosen, given) if chosen else 0
    if GROWTH in names:
        longest = given.longest or _longest(given.seconds)
        found += growth.main(longest, given.seconds, given.seed, given.jobs, counted=given.counted)
    return int(found > 0)


def _longest(seconds: int) -> int:
    """Characters of the longest page of the shapes: those of a million take some minutes in all."""
    return 1_000_000 if seconds >= 60 else 20_000


def _components(names: Sequence[str], given: argparse.Namespace) -> int:
    if not running.has_guided():
        print("atheris is not installed: hypothesis alone draws inputs")
        if os.environ.get("REPORTEDLY_REQUIRE_ALL"):
            return 1
    run = running.Run(given.seconds, given.seed, given.folder, given.counted)
    running.load()
    print(f"{'component':14} {'inputs':>8} {'branches':>9} {'findings':>9}", flush=True)
    found = 0
    for outcome in run.outcomes(names, given.jobs):
        covered = "-" if outcome.covered is None else str(outcome.covered)
        findings = len(outcome.findings)
        print(f"{outcome.component:14} {outcome.tried:8} {covered:>9} {findings:9}", flush=True)
        for finding in outcome.findings:
            again = f"python -m fuzz {outcome.component} --input {finding.path}"
            print(f"    {finding.what}\n        {again}", flush=True)
        found += findings
    return found


def _again(names: Sequence[str], path: Path) -> int:
    """Try one kept input in the open: what it raises is shown."""
    from fuzz.components import COMPONENTS

    for name in names:
        started = time.process_time()
        COMPONENTS[name].check(path.read_bytes())
        print(f"{name}: holds, in {time.process_time() - started:.2f} s")
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m fuzz",
        description="Try components with hostile inputs, by hypothesis and by coverage; keep what breaks.",
        epilog="Example: python -m fuzz times places --seconds 60",
    )
    parser.add_argument(
        "names", nargs="*", choices=[*NAMES, GROWTH, []], metavar="COMPONENT", help="else all"
    )
    parser.add_argument("--seconds", type=int, default=600, help="for each component (600)")
    parser.add_argument("--jobs", type=int, default=1, help="components at a time (1)")
    parser.add_argument(
        "--counted",
        action="store_true",
        help="as many inputs as a laptop tries in those seconds: one seed gives the same run anywhere",
    )
    parser.add_argument("--seed", type=int, default=int(time.time()) % 2**31, help="of chance")
    parser.add_argument(
        "--folder", type=Path, default=Path("build/fuzz"), help="for findings (build/fuzz)"
    )
    parser.add_argument("--input", type=Path, help="try this one input, and show what it raises")
    parser.add_argument(
        "--longest",
        type=int,
        help="characters of the pages of growth (1000000, or 20000 where there is under a minute)",
    )
    given = parser.parse_args(arguments)
    if given.seconds < 2 or given.jobs < 1:
        parser.error("--seconds is at least 2, --jobs at least 1")
    return given


if __name__ == "__main__":
    sys.exit(main())
