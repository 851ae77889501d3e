"""Running a check on one input after the other, and keeping the inputs that break it."""

import hashlib
import json
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from fuzz import pace

LIMIT = 10.0
"""Seconds of processor time for one input of a few kilobytes, in code that is traced for coverage."""

SHRINKING = 10.0
"""Seconds that making one finding smaller may take."""

MOST = 20
"""Findings of one component; what comes after that is most likely the same in other words."""

OURS = "reportedly"


class OutOfTimeError(BaseException):
    """An input took too long. No `Exception`, so that no handler of the program takes it."""


@dataclass(frozen=True)
class Finding:
    """An input that breaks a check: what it raised and where, and the file that keeps it."""

    what: str
    path: str


class Trial:
    """One component's check, run on many inputs. Nothing that an input does ends the run.

    Args:
        check: raises where an input breaks the program.
        folder: for the files of the findings, `progress.json`, and `current`, the input that is being
            tried, which is all that is left where one ends the process.
    """

    def __init__(self, check: Callable[[bytes], None], folder: Path) -> None:
        self.check = check
        self.folder = folder
        self.tried = 0
        self.findings: dict[str, Finding] = {}
        self._told = 0.0
        folder.mkdir(parents=True, exist_ok=True)
        self._current = (folder / "current").open("wb", buffering=0)

    def __call__(self, data: bytes) -> None:
        """Try one input; what breaks is kept once for each kind of error and place in the code."""
        self.tried += 1
        self._current.seek(0)
        self._current.write(data)
        self._current.truncate()
        error = self._error_of(data)
        if error is not None and len(self.findings) < MOST:
            what = described(error)
            if what not in self.findings:
                smallest = data if isinstance(error, OutOfTimeError) else self._shrunk(data, what)
                self._keep(smallest, what, self._error_of(smallest) or error)
        if time.monotonic() - self._told > 1:
            self.tell()

    def tell(self) -> None:
        """Write down how far the run is."""
        self._told = time.monotonic()
        told = {
            "tried": self.tried,
            "findings": [[found.what, found.path] for found in self.findings.values()],
        }
        (self.folder / "progress.json").write_text(json.dumps(told), encoding="utf-8")

    def _error_of(self, data: bytes) -> BaseException | None:
        """What an input raises. What takes too long must do so each of three times.

        Another program on the same core may make it slow.
        """
        error: BaseException | None = None
        for _ in range(3):
            try:
                with limited(LIMIT * pace.behind() if error else LIMIT):
                    self.check(data)
            except OutOfTimeError as late:
                error = late
            except Exception as broken:
                return broken
            else:
                return None
        return error

    def _shrunk(self, data: bytes, what: str) -> bytes:
        """A small input that breaks the check in the same way: whatever can be left out is."""
        end = time.monotonic() + SHRINKING
        size = len(data) // 2
        while size:
            at = 0
            while at < len(data):
                if time.monotonic() > end:
                    return data
                shorter = data[:at] + data[at + size :]
                error = self._error_of(shorter)
                if error is not None and described(error) == what:
                    data = shorter
                else:
                    at += size
            size //= 2
        return data

    def _keep(self, data: bytes, what: str, error: BaseException) -> None:
        name = hashlib.sha256(what.encode("utf-8", "replace")).hexdigest()[:8]
        path = self.folder / f"{name}.input"
        path.write_bytes(data)
        told = "".join(traceback.format_exception(error))
        path.with_suffix(".txt").write_text(told, encoding="utf-8", errors="replace")
        self.findings[what] = Finding(what, str(path))
        self.tell()


def described(error: BaseException) -> str:
    """What went wrong, alike for all inputs that break the same thing: the error and its place."""
    while error.__cause__ is not None:
        error = error.__cause__
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"/{OURS}/" in frame.filename]
    place = ""
    if ours:
        path = ours[-1].filename.rsplit(f"/{OURS}/", 1)[-1]
        # Where a slow input is stopped is chance; the module that it was in less so.
        function = "" if isinstance(error, OutOfTimeError) else f" {ours[-1].name}"
        place = f" in {path}{function}"
    message = "" if ours and not isinstance(error, AssertionError) else f": {error}"
    return f"{type(error).__name__}{place}{message}"[:300]


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """End what runs inside with `OutOfTimeError` once it has taken so much processor time."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
