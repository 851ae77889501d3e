"""The process that opens archives: told of one file on its standard input, it sends what is in it.

Archives come from anybody and are opened by native code, so that this is done under limits of memory
and of processor time for each record, and with no way to write a file. See `entries` for what is sent.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from reportedly.pages import limiting
from reportedly.pages.archives.entries import FRAME, Entry, Fault
from reportedly.pages.archives.formats import Form


class _Opens(Protocol):
    def __call__(
        self, stream: BinaryIO, start: int, cap: int, begun: Callable[[], None]
    ) -> Iterator[Entry | Fault]: ...


def send(
    stream: BinaryIO, replies: BinaryIO, opens: _Opens, given: dict[str, int | float | str]
) -> None:
    """Send all that an archive holds from an offset on.

    Args:
        stream: the archive.
        replies: where frames are written.
        opens: what makes entries of it.
        given: `start`, `max_bytes`, `memory_bytes` and `cpu_seconds`, as `unpacking` gives them.
    """
    limiting.limit(int(given["memory_bytes"]))
    seconds = float(given["cpu_seconds"])

    def begun() -> None:
        limiting.limit_time(seconds)

    _write(replies, b"R", b"{}")
    begun()
    try:
        for entry in opens(stream, int(given["start"]), int(given["max_bytes"]), begun):
            if isinstance(entry, Entry):
                _write(replies, b"P", _json(entry.head.model_dump_json()), entry.data)
            else:
                _write(replies, b"X", _json(entry.model_dump_json()))
    except MemoryError:
        _write(replies, b"F", _json(json.dumps({"message": "it takes too much memory to open"})))
    else:
        _write(replies, b"E", b"{}")


def _json(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _write(replies: BinaryIO, letter: bytes, head: bytes, data: bytes = b"") -> None:
    replies.write(FRAME.pack(letter, len(head), len(data)) + head)
    replies.write(data)
    replies.flush()


def opener(form: Form) -> _Opens:
    """What opens archives of a form; with it, the library that it needs is loaded."""
    if form == "parquet":
        from reportedly.pages.archives import parquet  # noqa: PLC0415

        return parquet.entries
    from reportedly.pages.archives import warc  # noqa: PLC0415

    return warc.entries


def main() -> None:
    """Start from the arguments that `unpacking` gives: one JSON object."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    given = json.loads(sys.argv[1])
    with os.fdopen(os.dup(0), "rb") as stream, os.fdopen(os.dup(1), "wb") as replies:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)  # what a library prints must not get among the frames
        send(stream, replies, opener(given["form"]), given)
