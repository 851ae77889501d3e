"""JSONL: one document a line, each an input of its own; a line that is wrong is one failure."""

import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from pydantic import TypeAdapter, ValidationError

from reportedly.errors import InputError
from reportedly.pages.loading import (
    FailedInput,
    Input,
    Loaded,
    OneOfMany,
    capture_of,
    open_regular,
    too_large,
    unreadable,
)
from reportedly.pages.options import ReadOptions
from reportedly.records import Moment

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ENDINGS = (".jsonl", ".ndjson")
"""The endings of files of documents. Each may be followed by `.gz` or `.zst`."""

# A line holds the text with its escapes (six bytes for one, at worst) and other fields beside it.
_LINE_CAP_IN_PAGES = 3
_BUFFER = 1 << 16
# How much of an overlong line is passed over to find the next: a compressed one may never end.
_SKIP_CAP_IN_PAGES = 100


@dataclass(frozen=True)
class LineInput(OneOfMany):
    """A document that stood in a line of JSONL."""

    given_id: str | int
    content: str
    html: bool = False
    published: Moment | None = None
    url: str | None = None
    retrieved: Moment | None = None

    @property
    def id(self) -> str | int:
        """The document's `id` as given, or `file:line` where it has none."""
        return self.given_id

    def load(self) -> Loaded:
        """The document's text or HTML, as it stood in the line."""
        data = self.content.encode("utf-8")
        capture = capture_of(self.location, data)
        if self.retrieved is not None:
            capture = capture.model_copy(update={"retrieved": self.retrieved})
        return Loaded(
            data,
            capture,
            text=None if self.html else self.content,
            media="text/html" if self.html else "text/plain",
            charset="utf-8",
            published=self.published,
            url=self.url,
        )


def in_file(path: Path, location: str, options: ReadOptions) -> Iterator[Input]:
    """The documents of a JSONL file, one line in memory at a time; plain, or packed by gzip or zstd."""
    try:
        with open_regular(path, location) as plain:
            yield from in_packed(plain, path.name, location, options)
    except InputError as error:
        yield FailedInput(location, str(error), error.reason)


def in_packed(plain: BinaryIO, name: str, location: str, options: ReadOptions) -> Iterator[Input]:
    """The documents of an open file, which is packed as the ending of its name says."""
    name = name.lower()
    if name.endswith(".gz"):
        with gzip.open(plain) as unpacked:
            stream = cast("BinaryIO", unpacked)
            yield from in_stream(stream, location, options, position=plain.tell)
    elif name.endswith(".zst"):
        stream = io.BufferedReader(_Unpacked(plain), _BUFFER)
        yield from in_stream(stream, location, options, position=plain.tell)
    else:
        yield from in_stream(plain, location, options, position=plain.tell)


class _Unpacked(io.RawIOBase):
    """A stream of zstd as one of plain bytes."""

    def __init__(self, packed: BinaryIO) -> None:
        from fastwarc.stream_io import ZstdReader  # noqa: PLC0415  (slow to import, seldom needed)

        self._reader = ZstdReader(packed)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            piece = self._reader.read(len(view))
        except OSError as error:  # which is how the library says that the data are broken
            raise zlib.error(str(error)) from error
        view[: len(piece)] = piece
        return len(piece)


def in_stream(
    stream: BinaryIO,
    location: str,
    options: ReadOptions,
    *,
    first_line: int = 1,
    position: Callable[[], int] = lambda: 0,
) -> Iterator[Input]:
    """The documents of an open stream of JSONL; `location` is what the stream is called.

    `position` tells how far its file is gone through, in bytes.
    """
    reached = 0
    number = first_line - 1
    found = first_line > 1
    try:
        for line in _lines(stream, options.max_bytes):
            number += 1
            place = f"{location}:{number}"
            if line is None:
                error = too_large(place, options.max_bytes, "an overlong line")
                yield FailedInput(place, str(error), error.reason)
                found = True
            elif line.strip():
                before, reached = reached, position()
                yield document(line, place, options, consumed=reached - before)
                found = True
        if not found:
            yield FailedInput(location, f"{location} is empty: it has no documents", "empty")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        place = f"{location}:{number + 1}"
        yield FailedInput(place, f"{place} and the rest cannot be unpacked: {error}", "malformed")
    except TooManyBytesError:
        place = f"{location}:{number + 1}"
        message = f"{place} goes on without an end: the rest of the file is not read"
        yield FailedInput(place, message, "too_large")
    except OSError as error:
        refused = unreadable(location, error)
        yield FailedInput(location, str(refused), refused.reason)


class TooManyBytesError(Exception):
    """A line is so long that its end is not looked for."""


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long to be kept."""
    cap = _LINE_CAP_IN_PAGES * max_bytes + 65_536
    while line := stream.readline(cap):
        if line.endswith(b"\n") or len(line) < cap:
            yield line
            continue
        skipped = 0
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
            skipped += len(line)
            if skipped > _SKIP_CAP_IN_PAGES * max_bytes:
                raise TooManyBytesError
        yield None


def document(line: bytes, location: str, options: ReadOptions, consumed: int = 0) -> Input:
    """The input that one line of JSONL stands for; one that fails to load if the line is wrong.

    `consumed` is how many bytes of its file are gone through with it.
    """
    try:
        return replace(_document(line, location, options), consumed=consumed)
    except InputError as error:
        return FailedInput(location, str(error), error.reason)


def _document(line: bytes, location: str, options: ReadOptions) -> LineInput:
    fields = parsed_object(line)
    if fields is None:
        raise _malformed(location, 'is not a JSON object: write {"id": …, "text": …} in one line')
    field = "text" if fields.get("text") is not None else "html"
    content, identity, url = fields.get(field), fields.get("id"), fields.get("url")
    if not isinstance(content, str):
        raise _malformed(location, 'has no "text" and no "html" with a string')
    if identity is not None and (isinstance(identity, bool) or not isinstance(identity, str | int)):
        raise _malformed(location, 'has an "id" that is neither a string nor a whole number')
    if url is not None and not isinstance(url, str):
        raise _malformed(location, 'has a "url" that is not a string')
    try:
        size = len(content.encode("utf-8"))
        json.dumps([identity, url], ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"{location} has half of a surrogate pair (such as \\ud83d alone): no character"
        raise InputError(message, "encoding") from error
    if size > options.max_bytes:
        raise too_large(location, options.max_bytes, f"{size:,} bytes")
    if not content.strip():
        raise InputError(f"{location} is empty: its {field!r} has nothing to read", "empty")
    return LineInput(
        location,
        identity if identity is not None else location,
        content,
        html=field == "html",
        published=_moment(fields, "published", location),
        url=url,
        retrieved=_moment(fields, "retrieved", location),
    )


def parsed_object(line: bytes) -> dict[str, object] | None:
    """The JSON object of a line, or None if it is anything else."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        return None
    return value if isinstance(value, dict) else None


def _malformed(location: str, problem: str) -> InputError:
    return InputError(f"{location} {problem}", "malformed")


def _moment(fields: dict[str, object], name: str, location: str) -> Moment | None:
    """Check a given moment; other spellings of ISO 8601 are brought into ours."""
    given = fields.get(name)
    if given is None:
        return None
    if isinstance(given, str):
        try:
            return TypeAdapter(Moment).validate_python(given)
        except ValidationError:
            pass
        try:
            return datetime.fromisoformat(given).replace(microsecond=0).isoformat()
        except ValueError:
            pass
    raise _malformed(location, f'has "{name}": {given!r}: write it as 2025-01-31 or with a time')
