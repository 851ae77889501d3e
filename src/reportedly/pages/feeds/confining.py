"""Parsing a feed in a process of its own, so that one that breaks the parser costs one turn of one feed.

What it sends back is not trusted, since the feed may have taken it over: it is JSON of bounded size, and
checked like any input.
"""

import os
import selectors
import signal
import subprocess
import time

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportedly.errors import InputError
from reportedly.pages.feeds.listings import Listing
from reportedly.pages.options import ReadOptions
from reportedly.pages.piping import LateError, end_process, pipe, started, wait_for

LARGEST_REPLY = 300_000_000
"""Bytes: as many entries as are kept, with the longest addresses, are fewer."""

_STEP = 1 << 20


class _Refusal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    message: str = Field(max_length=2_500)
    reason: str = Field(max_length=40, pattern="^[a-z_]+$")


def parse(data: bytes, *, location: str, options: ReadOptions) -> Listing:
    """`parsing.parse` under the limits of time and memory that a page has.

    Raises:
        InputError: as `parsing.parse`, and `timeout`, `memory` or `crashed` where it broke its process.
        UsageError: no process can be started.
    """
    process = _started(location, options)
    try:
        reply = _exchange(process, data, time.monotonic() + options.worker_seconds)
    except LateError:
        message = f"{location}: parsing it was given up after {options.worker_seconds:g} seconds"
        raise InputError(message, "timeout") from None
    finally:
        end_process(process)
    return _understood(reply, location, process.returncode)


def _started(location: str, options: ReadOptions) -> "subprocess.Popen[bytes]":
    given = {
        "location": location,
        "cpu_seconds": options.worker_cpu_seconds,
        "memory_bytes": options.worker_bytes,
    }
    refused = "no process can be started to parse feeds"
    return started("reportedly.pages.feeds.serving", given, refused=refused)


def _exchange(process: "subprocess.Popen[bytes]", data: bytes, end: float) -> bytes:
    """Give the process all of the feed, and take its reply until it closes its end."""
    requests, replies = pipe(process.stdin), pipe(process.stdout)
    rest = memoryview(data)
    while rest:
        wait_for(requests, selectors.EVENT_WRITE, end)
        try:
            rest = rest[os.write(requests.fileno(), rest[:_STEP]) :]
        except BlockingIOError:
            continue
        except BrokenPipeError:
            break  # it ended before it had read all: what it said, if anything, says why
    requests.close()
    pieces: list[bytes] = []
    size = 0
    while size <= LARGEST_REPLY:
        wait_for(replies, selectors.EVENT_READ, end)
        try:
            piece = os.read(replies.fileno(), _STEP)
        except BlockingIOError:
            continue
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _understood(reply: bytes, location: str, status: int | None) -> Listing:
    try:
        if reply.startswith(b"L"):
            return Listing.model_validate_json(reply[1:])
        refusal = _Refusal.model_validate_json(reply[1:]) if reply else None
    except ValidationError as error:
        message = f"{location}: the parser gave back what is no listing"
        raise InputError(message, "crashed") from error
    if refusal is None and status == -signal.SIGXCPU:
        raise InputError(f"{location}: parsing it took too much processor time", "timeout")
    if refusal is None:
        raise InputError(f"{location}: its parser died of it (status {status})", "crashed")
    message = "".join(filter(str.isprintable, refusal.message))
    raise InputError(message, refusal.reason)
