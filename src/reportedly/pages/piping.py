"""Starting a process for untrusted bytes, talking to it over pipes with a deadline, ending it with all it started."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, BinaryIO

from reportedly.errors import UsageError

_STEP = 1 << 20
# Nothing else of the environment: a page that takes a process over must not find secrets there.
_PASSED_ON = ("HOME", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "TMPDIR", "TZ")


class DeadError(Exception):
    """The process ended before it had answered."""


class LateError(Exception):
    """The process has not answered in time."""


def started(
    module: str,
    given: Mapping[str, object],
    *,
    refused: str,
    stdin: int | BinaryIO = subprocess.PIPE,
) -> "subprocess.Popen[bytes]":
    """A process that looks at untrusted bytes: it runs `main` of a module, in a group of its own.

    Args:
        module: its full name; found where this process finds its own.
        given: what `main` reads as JSON, the first argument of its command line.
        refused: what to say where no process can be started.
        stdin: what it reads from, else a pipe. Its output is a pipe.

    Raises:
        UsageError: no process can be started.
    """
    path = [str(Path(entry).absolute()) for entry in sys.path]
    program = f"{_FIND_MODULES}; from {module} import main; main()"
    try:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", program, json.dumps({"path": path, **given})],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            start_new_session=True,
            bufsize=0,
        )
    except OSError as error:
        raise UsageError(f"{refused}: {error}") from error


# The path is set by hand, since -I (no environment, no directory of the day) forgets that of the parent.
_FIND_MODULES = "import json,sys; sys.path[:]=json.loads(sys.argv[1])['path']"


def pipe(stream: IO[bytes] | None) -> BinaryIO:
    """One of a process's pipes, made not to block.

    Raises:
        UsageError: the process has none.
    """
    if stream is None:
        raise UsageError("the process that was started has no pipes")
    os.set_blocking(stream.fileno(), False)
    return stream  # type: ignore[return-value]


def wait_for(stream: IO[bytes], event: int, end: float) -> None:
    """Wait until a pipe can be read or written.

    Raises:
        LateError: the moment `end` of the monotonic clock comes first.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(stream, event)
        left = end - time.monotonic()
        if left <= 0 or not selector.select(left):
            raise LateError


def read_exactly(stream: IO[bytes], length: int, end: float) -> bytes:
    """The next bytes of a pipe.

    Raises:
        DeadError: the pipe is closed before so many came.
        LateError: they do not come until the moment `end` of the monotonic clock.
    """
    pieces: list[bytes] = []
    while length > 0:
        try:
            piece = os.read(stream.fileno(), min(length, _STEP))
        except BlockingIOError:
            wait_for(stream, selectors.EVENT_READ, end)
            continue
        if not piece:
            raise DeadError
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def end_process(process: "subprocess.Popen[bytes]") -> None:
    """End a process and everything that it may have started, and close its pipes."""
    # To the group before the process is reaped, while its number cannot be another's. One that has
    # ended keeps the status that it ended with.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
