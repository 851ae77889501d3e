"""Components in processes of their own, and what came of each."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from fuzz.findings import Finding

STARTING = 240
"""Seconds beyond those of trying that a process may take: for its start, and for a last slow input."""

_COVERED = re.compile(r"\bcov: (\d+)")
_EXECUTED = re.compile(r"^Done (\d+) runs", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """What came of one component: inputs tried, branches that they reached, findings."""

    component: str
    tried: int
    covered: int | None
    findings: tuple[Finding, ...]


def has_guided() -> bool:
    """Whether the coverage-guided engine is installed, which there is for Linux only."""
    return importlib.util.find_spec("atheris") is not None


def run(component: str, seconds: int, seed: int, folder: Path) -> Outcome:
    """Try one component for so many seconds; its files go into a folder, emptied before."""
    own = folder / component
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    command = [sys.executable, "-m", "fuzz.worker", component]
    command += ["--seconds", str(seconds), "--seed", str(seed), "--folder", str(own)]
    command += [] if has_guided() else ["--unguided"]
    log = own / "log"
    with log.open("wb") as out:
        try:
            code = subprocess.run(
                command,
                stdout=out,
                stderr=out,
                timeout=seconds + STARTING,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            code = None
    return _outcome(component, own, log.read_text(encoding="utf-8", errors="replace"), code)


def _outcome(component: str, own: Path, log: str, code: int | None) -> Outcome:
    progress = own / "progress.json"
    told = json.loads(progress.read_text()) if progress.exists() else {"tried": 0, "findings": []}
    found = [Finding(*finding) for finding in told["findings"]]
    if code != 0:
        how = "does not end" if code is None else f"ended the process with status {code}"
        kept = own / "ended.input"
        current = own / "current"
        if current.exists():
            shutil.copy(current, kept)
        found.append(Finding(f"{how}; see {own / 'log'}", str(kept if current.exists() else own)))
    covered = _COVERED.findall(log)
    return Outcome(component, told["tried"], int(covered[-1]) if covered else None, tuple(found))
