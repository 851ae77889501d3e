"""Components in processes of their own, and what came of each.

The program is loaded once, traced for coverage, which takes its time; each component is tried in a copy
of that process.
"""

import atexit
import importlib.util
import io
import json
import multiprocessing
import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, redirect_stderr
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from fuzz.findings import Finding, Trial

ENDING = 1_200.0
"""Seconds beyond those of trying after which a process is ended: one slow input may be under way."""

ORDINARY = b"At least 12 people were killed in Harrow on Monday, the mayor said."

_COVERED = re.compile(r"\bcov: (\d+)")


@dataclass(frozen=True)
class Outcome:
    """What came of one component: inputs tried, branches that they reached, findings."""

    component: str
    tried: int
    covered: int | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Run:
    """How components are tried: for how many seconds each, with what seed, and where files go.

    Where inputs are `counted`, each component tries as many as a laptop does in those seconds, however
    long that takes: the same run on any machine.
    """

    seconds: int
    seed: int
    folder: Path
    counted: bool = False

    def outcomes(self, names: Sequence[str], jobs: int) -> Iterator[Outcome]:
        """Try components of the loaded program, several at a time; each outcome when it is there."""
        waiting = list(reversed(names))
        running: dict[str, tuple[ForkProcess, float]] = {}
        while waiting or running:
            while waiting and len(running) < jobs:
                name = waiting.pop()
                running[name] = (self._started(name), time.monotonic() + self.seconds + ENDING)
            wait([process.sentinel for process, _ in running.values()], timeout=1)
            for name, (process, end) in list(running.items()):
                late = time.monotonic() > end
                if late:
                    process.kill()
                    process.join()
                if not process.is_alive():
                    del running[name]
                    yield self._outcome(name, None if late else process.exitcode)

    def _started(self, name: str) -> ForkProcess:
        own = self.folder / name
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True)
        process = multiprocessing.get_context("fork").Process(target=self._attempt, args=(name,))
        process.start()
        return process

    def _attempt(self, name: str) -> None:
        """Try one component, in the process of its own: both engines, one after the other."""
        from fuzz import drawn
        from fuzz.components import COMPONENTS

        own = self.folder / name
        log = os.open(own / "log", os.O_WRONLY | os.O_CREAT)
        for stream in (1, 2):
            os.dup2(log, stream)
        component = COMPONENTS[name]
        # What is loaded on first use is loaded now, and is no input's fault.
        component.check(ORDINARY)
        component.check(component.seeds()[0])
        trial = Trial(component.check, own)
        atexit.register(trial.tell)
        share = self.seconds // 2 if has_guided() else self.seconds
        most = component.pace * share if self.counted else None
        drawn.fuzz(component.drawn(), trial, share, self.seed, most)
        trial.tell()
        if has_guided():
            from fuzz import guided

            guided.fuzz(component, trial, self.seconds - share, self.seed, own, most)

    def _outcome(self, name: str, code: int | None) -> Outcome:
        own = self.folder / name
        progress = own / "progress.json"
        told: dict[str, Any] = {"tried": 0, "findings": []}
        if progress.exists():
            told = json.loads(progress.read_text(encoding="utf-8"))
        found = [Finding(*finding) for finding in told["findings"]]
        if code != 0:
            how = "does not end" if code is None else f"ended the process with status {code}"
            kept = own / "ended.input"
            if (own / "current").exists():
                shutil.copy(own / "current", kept)
            found.append(Finding(f"{how}; see {own / 'log'}", str(kept)))
        log = (own / "log").read_text(encoding="utf-8", errors="replace")
        covered = _COVERED.findall(log)
        return Outcome(name, told["tried"], int(covered[-1]) if covered else None, tuple(found))


def has_guided() -> bool:
    """Whether the coverage-guided engine is installed, which there is for Linux only."""
    return importlib.util.find_spec("atheris") is not None


def load() -> None:
    """Load the components, their code traced for coverage."""
    with ExitStack() as traced:
        if has_guided():
            import atheris

            print("Loading the program, traced ...", flush=True)
            # It names every module that it traces.
            traced.enter_context(redirect_stderr(io.StringIO()))
            traced.enter_context(atheris.instrument_imports(include=["reportedly"]))
        from fuzz.components import COMPONENTS

        COMPONENTS["claims"].check(ORDINARY)
        COMPONENTS["ledger"].check(ORDINARY)
        COMPONENTS["pages-html"].check(b"<p>" + ORDINARY)
