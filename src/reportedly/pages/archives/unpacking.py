"""Archives to inputs: starts the process that opens an archive, and believes little of what it sends.

A record that breaks that process, or takes too long, costs itself: the archive is opened again behind
it. Never more than one page is here at a time, and the process waits until that is taken.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from reportedly.errors import InputError, UsageError
from reportedly.pages.archives.entries import FRAME, LARGEST_HEAD, Entry, Fault, Head
from reportedly.pages.archives.formats import Form
from reportedly.pages.loading import (
    ArchivedFailure,
    FailedInput,
    Input,
    Loaded,
    OneOfMany,
    capture_of,
    open_regular,
    without_password,
)
from reportedly.pages.options import ReadOptions
from reportedly.pages.piping import DeadError, LateError, end_process, pipe, read_exactly, started
from reportedly.records import Capture, Moment

MOST_STARTS = 50
"""How often an archive is opened again behind a record that broke the process."""

_START_SECONDS = 120.0


@dataclass(frozen=True)
class RecordInput(OneOfMany):
    """A page out of an archive; `location` is its address, or its place where it has none."""

    place: str
    head: Head
    data: bytes

    @property
    def id(self) -> str | int:
        """The id that a row gives its document, else the location."""
        return self.head.id or self.location

    @property
    def where(self) -> str | None:
        """The archive, the offset in it, and the record's id."""
        return self.place

    def load(self) -> Loaded:
        """The record's bytes, captured when the archive says that they were."""
        head = self.head
        found = capture_of(self.location, self.data)
        capture = Capture(
            location=self.location,
            retrieved=_moment(head.retrieved) or None,
            status=head.status,
            headers=(*head.headers, *self._provenance()),
            page_hash=found.page_hash,
        )
        text = None
        if head.is_text:
            try:
                text = self.data.decode("utf-8")
            except UnicodeDecodeError as error:
                message = f"{self.location}: its text is not valid UTF-8"
                raise InputError(message, "encoding") from error
        return Loaded(
            self.data,
            capture,
            text=text,
            media=head.media,
            charset=head.charset,
            published=_moment(head.published),
            url=head.url,
        )

    def _provenance(self) -> tuple[tuple[str, str], ...]:
        """Where the capture was taken from, kept among its headers; WARC's names where it has them."""
        archive, _, offset = self.place.partition(" ")[0].rpartition("@")
        found = [("warc-file", Path(archive).name[:1000]), ("warc-offset", offset)]
        if self.head.record:
            found.append(("warc-record-id", self.head.record))
        return tuple(found)


def in_file(path: Path, location: str, form: Form, options: ReadOptions) -> Iterator[Input]:
    """The pages of an archive, one in memory at a time; what cannot be read is an input too.

    Raises:
        UsageError: processes with limits cannot be had on this system.
    """
    try:
        with open_regular(path, location) as stream:
            yield from in_stream(stream, location, form, options)
    except InputError as error:
        yield FailedInput(location, str(error), error.reason)


def in_stream(stream: BinaryIO, location: str, form: Form, options: ReadOptions) -> Iterator[Input]:
    """The pages of an archive that is open: a file, which `location` is what messages call."""
    start, reached, found = 0, 0, False
    for attempt in range(MOST_STARTS + 1):
        try:
            for item in _sent(stream, form, start, options):
                where = item.head if isinstance(item, Entry) else item
                consumed, reached = max(0, where.reached - reached), max(reached, where.reached)
                yield _input(item, location, consumed)
                start, found = where.offset + 1, True
            break
        except InputError as error:
            last = attempt == MOST_STARTS or not found
            rest = "the rest is not read" if last else "reading goes on behind it"
            place = f"{location}@{max(start - 1, 0)}"
            message = f"{place}: behind this record {error}; {rest}"
            yield ArchivedFailure(place, message, error.reason)
            if last:
                return
            found = False
    if not start and not found:
        yield FailedInput(location, f"{location} is empty: it has no pages", "empty")


def _input(item: Entry | Fault, location: str, consumed: int) -> Input:
    where = item.head if isinstance(item, Entry) else item
    place = f"{location}@{where.offset}"
    named = f"{place} {where.record}" if where.record else place
    if isinstance(item, Fault):
        of = f" ({where.url})" if where.url else ""
        return ArchivedFailure(place, f"{named}{of}: {item.message}", item.reason)
    url = where.url if where.url and where.url.startswith(("http://", "https://")) else None
    return RecordInput(
        without_password(url) if url else place, named, item.head, item.data, consumed=consumed
    )


def _sent(
    stream: BinaryIO, form: Form, start: int, options: ReadOptions
) -> Iterator[Entry | Fault]:
    """What one process sends of an archive from an offset on.

    Raises:
        InputError: it ended, took too long, or sent what is no entry.
    """
    process = _started(stream, form, start, options)
    try:
        replies = pipe(process.stdout)
        seconds = _START_SECONDS
        while True:
            try:
                letter, head, data = _frame(replies, seconds, options)
            except LateError:
                message = f"it was given up after {seconds:g} seconds"
                raise InputError(message, "timeout") from None
            except DeadError:
                end_process(process)
                message = f"the process that opens it ended (status {process.returncode})"
                raise InputError(message, "crashed") from None
            seconds = options.worker_seconds
            if letter == b"E":
                return
            if letter == b"F":
                raise InputError("it takes too much memory to open", "memory")
            if letter != b"R":
                yield _believed(letter, head, data)
    finally:
        end_process(process)


def _frame(replies: BinaryIO, seconds: float, options: ReadOptions) -> tuple[bytes, bytes, bytes]:
    end = time.monotonic() + seconds
    letter, of_head, of_data = FRAME.unpack(read_exactly(replies, FRAME.size, end))
    if of_head > LARGEST_HEAD or of_data > options.max_bytes:
        raise InputError("the process that opens it sends nonsense", "crashed")
    return letter, read_exactly(replies, of_head, end), read_exactly(replies, of_data, end)


def _believed(letter: bytes, head: bytes, data: bytes) -> Entry | Fault:
    try:
        if letter == b"P":
            return Entry(Head.model_validate_json(head), data)
        return Fault.model_validate_json(head)
    except ValidationError as error:
        raise InputError("the process that opens it sends nonsense", "crashed") from error


def _started(
    stream: BinaryIO, form: Form, start: int, options: ReadOptions
) -> "subprocess.Popen[bytes]":
    if os.name != "posix" or not sys.executable:
        raise UsageError("archives are opened in processes with limits: use Linux or macOS")
    os.lseek(stream.fileno(), 0, os.SEEK_SET)
    given = {
        "form": form,
        "start": start,
        "max_bytes": options.max_bytes,
        "memory_bytes": options.worker_bytes,
        "cpu_seconds": options.worker_cpu_seconds,
    }
    refused = "no process can be started to open archives"
    return started("reportedly.pages.archives.unpacker", given, refused=refused, stdin=stream)


_MOMENT: TypeAdapter[str] = TypeAdapter(Moment)


def _moment(given: str | None) -> Moment | None:
    """A moment that an archive names, if it is one: 2025-02-30 is none."""
    try:
        return _MOMENT.validate_python(given) if given else None
    except ValidationError:
        return None
