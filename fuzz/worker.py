"""One component in a process of its own: both engines, one after the other. Started by `running`."""

import argparse
import atexit
import sys
from contextlib import ExitStack
from pathlib import Path

from fuzz.findings import Trial

ORDINARY = b"At least 12 people were killed in Harrow on Monday, the mayor said."


def main() -> None:
    """Try the component named on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("component")
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--unguided", action="store_true")
    given = parser.parse_args()
    with ExitStack() as traced:
        if not given.unguided:
            import atheris

            traced.enter_context(atheris.instrument_imports(include=["reportedly"]))
        from fuzz import drawn
        from fuzz.components import COMPONENTS

        component = COMPONENTS[given.component]
        # What is loaded on first use is loaded now, and is no input's fault.
        component.check(ORDINARY)
        component.check(component.seeds()[0])
    trial = Trial(component.check, given.folder)
    atexit.register(trial.tell)
    share = given.seconds if given.unguided else given.seconds // 2
    drawn.fuzz(component.drawn(), trial, share, given.seed)
    trial.tell()
    if not given.unguided:
        from fuzz import guided

        guided.fuzz(component, trial, given.seconds - share, given.seed, given.folder)


if __name__ == "__main__":
    sys.exit(main())
