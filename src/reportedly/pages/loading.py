"""One input and what it loads as: bytes under a cap, and what is known of where they came from."""

import hashlib
import os
import re
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import FetchError, InputError
from reportedly.pages.compression import (
    GZIP_MAGIC,
    DamagedError,
    TooLargeError,
    collected,
    decompressed,
)
from reportedly.pages.options import ReadOptions
from reportedly.records import Capture, Moment

if TYPE_CHECKING:
    from reportedly.pages.fetching import Fetcher

MEDIA_OF_ENDING = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
}
"""The endings of page files, and what they say the page is. Each may be followed by `.gz`."""

_STEP = 1 << 20


@dataclass(frozen=True)
class Loaded:
    """What an input gave.

    Attributes:
        data: the page's bytes, decompressed; for a text that was given as text, the text in UTF-8.
        capture: where and when they were had; `page_hash` is the SHA-256 of `data`.
        text: the text where the input is text already (a line of JSONL): it is kept exactly.
        media: media type without parameters, where the server or the file's ending says one.
        charset: encoding that the server named. What the page itself names is not looked at here.
        published: moment of publication given with the input; it wins over what the page says.
        url: address given with the input, or from which the page was fetched.
        updated: moment of its last change given with the input; it wins over what the page says.
    """

    data: bytes
    capture: Capture
    text: str | None = None
    media: str | None = None
    charset: str | None = None
    published: Moment | None = None
    url: str | None = None
    updated: Moment | None = None


class StatusError(FetchError):
    """The server answered, but with no page: `capture` keeps its status (404, 410, 503 ...)."""

    def __init__(self, message: str, reason: str, capture: Capture) -> None:
        super().__init__(message, reason)
        self.capture = capture


@dataclass(frozen=True)
class Input(ABC):
    """One page to read. `location` is its path, address, `file:line`, or `-`."""

    location: str

    @property
    def id(self) -> str | int:
        """The name that a line of JSONL gives its document; of all others, the location."""
        return self.location

    @property
    def where(self) -> str | None:
        """Where it stands in an archive, for messages; None for all that is a page by itself."""
        return None

    @property
    def in_archive(self) -> bool:
        """Whether it is one of many in a file, at a place that the file always has for it."""
        return False

    @property
    def size(self) -> int:
        """Bytes of the user's files that are gone through with this input: how far a batch has come."""
        return 0

    @abstractmethod
    def load(self) -> Loaded:
        """Get the bytes.

        Raises:
            InputError: they cannot be had; `reason` says why in a word. Of files: `missing`,
                `unreadable`, `special`, `no_pages`, `too_large`, `malformed`, `encoding`, `empty`.
                Of addresses, as a FetchError, those that `fetching.Fetcher.fetch` lists.
        """


@dataclass(frozen=True)
class OneOfMany(Input):
    """A page of a file that holds many; `consumed` bytes of the file are gone through with it."""

    consumed: int = field(default=0, kw_only=True)

    @property
    def in_archive(self) -> bool:
        """It is one of many in a file."""
        return True

    @property
    def size(self) -> int:
        """Bytes of the file that are gone through with this page."""
        return self.consumed


@dataclass(frozen=True)
class FailedInput(Input):
    """An input that is known to be no good: loading it says why."""

    message: str
    reason: str

    def load(self) -> Loaded:
        """Raise the InputError that this input stands for."""
        raise InputError(self.message, self.reason)


@dataclass(frozen=True)
class ArchivedFailure(FailedInput):
    """A place in an archive that gives no page; it is the same place whenever the archive is read."""


@dataclass(frozen=True)
class FileInput(Input):
    """A page in a file, plain or compressed with gzip."""

    path: Path
    options: ReadOptions

    @property
    def size(self) -> int:
        """Bytes of the file; 0 where the system does not tell."""
        try:
            return self.path.stat().st_size
        except (OSError, ValueError):
            return 0

    def load(self) -> Loaded:
        """Read the file, at most `options.max_bytes` of it after decompression."""
        with open_regular(self.path, self.location, self.options.max_bytes) as stream:
            data = bounded(pieces(stream), self.location, self.options.max_bytes)
        name = self.path.name.lower().removesuffix(".gz")
        media = MEDIA_OF_ENDING.get(Path(name).suffix)
        return Loaded(data, capture_of(self.location, data), media=media)


@dataclass(frozen=True)
class DataInput(Input):
    """A page whose bytes are here already: from standard input."""

    data: bytes
    options: ReadOptions

    def load(self) -> Loaded:
        """Decompress the bytes, if they are compressed, under the cap."""
        data = bounded([self.data], self.location, self.options.max_bytes)
        return Loaded(data, capture_of(self.location, data))


@dataclass(frozen=True)
class AddressInput(Input):
    """A page on the web; `location` is its address without a password that may stand in it."""

    address: str
    fetcher: "Fetcher"

    def load(self) -> Loaded:
        """Fetch the page through the guard of addresses."""
        fetched = self.fetcher.fetch(self.address)
        return Loaded(
            fetched.data,
            fetched.capture,
            media=fetched.media,
            charset=fetched.charset,
            url=fetched.url,
        )


def now() -> Moment:
    """The present moment in UTC, to the second: the time of a capture, never part of a result."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def capture_of(location: str, data: bytes) -> Capture:
    """The capture of bytes that came from a file or from standard input."""
    page_hash = hashlib.sha256(data).hexdigest()
    return Capture(location=location, retrieved=now(), page_hash=page_hash)


def printable(path: Path | str) -> str:
    """A path as text that can be printed and stored: names need not be valid UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def without_password(address: str) -> str:
    """An address for messages and records: a user name and password in it are left out."""
    return re.sub(r"(?<=//)[^/?#]*@", "", address)


def open_regular(path: Path, location: str, cap: int | None = None) -> BinaryIO:
    """Open a file that is nothing but a file.

    Args:
        path: where it is.
        location: what messages call it.
        cap: size in bytes above which it is not opened; without one, any size is.

    Raises:
        InputError: it is missing, unreadable, too large, or a pipe, socket or device, which may
            never end or never answer.
    """
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise unreadable(location, error) from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        message = f"{location} is not a regular file but a {_file_type(status.st_mode)}: to read \
from another program, pipe it into `-`"
        raise InputError(message, "special")
    if cap is not None and status.st_size > cap:
        os.close(descriptor)
        raise too_large(location, cap, f"{status.st_size:,} bytes")
    return os.fdopen(descriptor, "rb")


def unreadable(location: str, error: OSError) -> InputError:
    """The InputError for what the system says about a path."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError(f"{location} does not exist: check the path", "missing")
    if isinstance(error, PermissionError):
        return InputError(f"{location} may not be read: check its permissions", "unreadable")
    return InputError(f"{location} cannot be read: {error.strerror or error}", "unreadable")


def too_large(location: str, cap: int, size: str) -> InputError:
    """The InputError for a page above the cap."""
    message = f"{location} is too large ({size}): pages may have {cap:,} bytes, decompressed"
    return InputError(message, "too_large")


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file, a megabyte at a time."""
    while piece := stream.read(_STEP):
        yield piece


def bounded(chunks: Iterator[bytes] | list[bytes], location: str, cap: int) -> bytes:
    """Join chunks under a cap, decompressing what begins as gzip does, whatever it is called.

    Raises:
        InputError: `too_large` or `malformed`.
    """
    try:
        data = collected(chunks, cap)
        if not data.startswith(GZIP_MAGIC):
            return data
        return collected(decompressed([data], "gzip"), cap)
    except TooLargeError as error:
        raise too_large(location, cap, "more than the limit") from error
    except DamagedError as error:
        raise InputError(f"{location} cannot be unpacked: {error}", "malformed") from error
    except OSError as error:
        raise unreadable(location, error) from error


def _file_type(mode: int) -> str:
    names = (
        (stat.S_ISFIFO, "pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISDIR, "directory"),
        (stat.S_ISCHR, "device"),
        (stat.S_ISBLK, "device"),
    )
    return next((name for test, name in names if test(mode)), "special file")
