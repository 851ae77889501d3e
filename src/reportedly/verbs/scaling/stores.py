"""Archives in stores of objects: found by patterns, looked at by their ends, and fetched to be read.

The stores are those that speak S3, Amazon's and others. An archive is opened by a process with limits, which
has no network and goes back to places that are damaged: so it is fetched first, a piece at a time, into a
file without a name, which is gone when the worker is.
"""

import fnmatch
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from reportedly.errors import UsageError
from reportedly.pages.loading import printable, without_password
from reportedly.publishing import parquet

SCHEME = "s3://"
MOST_LISTED = 1_000_000
"""Names that are gone through for one pattern."""

_PIECE = 8_000_000
"""Bytes that are asked for at a time."""

_ATTEMPTS, _CONNECT_SECONDS = 5, 10.0

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://")
_WILD = re.compile(r"[*?\[]")

_HINTS = {
    "ACCESS_DENIED": "it may not be read: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
    "INVALID_ACCESS_KEY_ID": "the store does not know the key: see AWS_ACCESS_KEY_ID",
    "SIGNATURE_DOES_NOT_MATCH": "the key is refused: see AWS_SECRET_ACCESS_KEY",
    "NO_SUCH_BUCKET": "the store has no such bucket: see its name, and AWS_ENDPOINT_URL where it is not Amazon's",
    "NETWORK_CONNECTION": "the store cannot be reached: see the network, and AWS_ENDPOINT_URL",
}
"""What the library says of a failure, and what to do."""


@dataclass(frozen=True)
class Stored:
    """An archive in a store: its address, and how many bytes it has."""

    location: str
    size: int


def is_address(target: str) -> bool:
    """Whether a target is an address, of whatever kind."""
    return _ADDRESS.match(target) is not None


def listed(target: str) -> Iterator[Stored]:
    """The objects that an address stands for: one, all below a folder, or those that fit a pattern.

    Args:
        target: such as `s3://bucket/folder/*.warc.gz`; `*` stands for part of a name, `**` for any
            folders.

    Raises:
        UsageError: it is no address that is read, or the store refuses it or cannot be reached.
    """
    bucket, parts = _parts(target)
    with _refusing(target):
        store = _store(bucket)
        for info in _found(store, bucket, parts, _Bound(target)):
            yield Stored(f"{SCHEME}{info.path}", info.size)


def ends(location: str, size: int, length: int) -> bytes:
    """The first bytes of an object and its last ones, `length` of each at most.

    Raises:
        UsageError: they cannot be had.
    """
    with _refusing(location), _store(_bucket(location)).open_input_file(_key(location)) as file:
        first: bytes = file.read(length)
        file.seek(max(0, size - length))
        last: bytes = file.read(length)
        return first + last


@contextmanager
def fetched(location: str, size: int) -> Iterator[BinaryIO]:
    """An object as an open file, which lies in the folder for temporary files and has no name there.

    Raises:
        UsageError: it cannot be fetched, is not as long as it was, or there is no room for it.
    """
    with _room(location):
        file = tempfile.TemporaryFile()  # noqa: SIM115 - what goes wrong later is not for want of room
    with file:
        with _room(location):
            _fetch(location, size, file)
        yield file


def _fetch(location: str, size: int, file: BinaryIO) -> None:
    with _refusing(location):
        # It would unpack what is packed: the offsets of records are those of the packed file.
        stream = _store(_bucket(location)).open_input_stream(_key(location), compression=None)
    with stream:
        while file.tell() <= size and (piece := _next(stream, location)):
            file.write(piece)
    if file.tell() != size:
        raise UsageError(
            f"{printable(location)} had {size:,} bytes when it was found, and has others now: "
            "run it again when it is no longer written"
        )
    file.flush()
    file.seek(0)


def _next(stream: Any, location: str) -> bytes:
    with _refusing(location):
        piece: bytes = stream.read(_PIECE)
        return piece


@contextmanager
def _room(location: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{printable(location)}: cannot be kept in {tempfile.gettempdir()} while it is read "
            f"({error.strerror or error}): make room, or name another folder by TMPDIR"
        ) from error


def _parts(target: str) -> tuple[str, list[str]]:
    """The bucket of an address, and the names of folders and file that follow it."""
    shown = printable(without_password(target))
    if not target.startswith(SCHEME):
        raise UsageError(
            f"{shown}: archives are read from disks and from {SCHEME} addresses: mount the store "
            "or copy them, then name the files"
        )
    bucket, *parts = target.removeprefix(SCHEME).split("/")
    if not bucket or _WILD.search(bucket) or "@" in bucket:
        raise UsageError(
            f"{shown}: behind {SCHEME} stands the name of one bucket, and keys are given by "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    return bucket, [part for part in parts if part]


def _bucket(location: str) -> str:
    return _key(location).partition("/")[0]


def _key(location: str) -> str:
    return location.removeprefix(SCHEME)


class _Bound:
    """Counts the names that are gone through, and refuses when they are too many."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.seen = 0

    def count(self, more: int) -> None:
        self.seen += more
        if self.seen > MOST_LISTED:
            raise UsageError(
                f"{printable(self.target)}: more than {MOST_LISTED:,} names would be gone through: "
                "name a folder further down"
            )


def _found(store: Any, base: str, parts: list[str], bound: _Bound) -> Iterator[Any]:
    """The files below a folder that fit the rest of a pattern, in no order that can be relied upon."""
    plain = 0
    while plain < len(parts) and not _WILD.search(parts[plain]):
        plain += 1
    base = "/".join((base, *parts[:plain]))
    if plain == len(parts):
        yield from _named(store, base, bound)
        return
    part, rest = parts[plain], parts[plain + 1 :]
    if part == "**":
        yield from _found(store, base, rest or ["*"], bound)
    for info in _within(store, base, bound):
        is_folder = not info.is_file
        if part == "**" and is_folder:
            yield from _found(store, info.path, parts[plain:], bound)
        elif part != "**" and fnmatch.fnmatchcase(info.base_name, part):
            if rest and is_folder:
                yield from _found(store, info.path, rest, bound)
            elif not rest and not is_folder:
                yield info


def _named(store: Any, path: str, bound: _Bound) -> Iterator[Any]:
    """The file of a name, or all below the folder of that name."""
    info = store.get_file_info(path)
    if info.is_file:
        yield info
    else:
        yield from _found(store, path, ["**"], bound)


def _within(store: Any, folder: str, bound: _Bound) -> list[Any]:
    """What stands in a folder; nothing where there is none."""
    selector = parquet.library("pyarrow.fs").FileSelector(folder, allow_not_found=True)
    found: list[Any] = store.get_file_info(selector)
    bound.count(len(found))
    return found


@cache
def _store(bucket: str) -> Any:
    """The store that has a bucket: the environment, files of keys and the machine itself give the keys.

    Without any the requests are not signed, as public buckets allow.
    """
    fs = parquet.library("pyarrow.fs")
    named: dict[str, str] = {}
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    if endpoint:
        parsed = urlsplit(endpoint if "//" in endpoint else f"https://{endpoint}")
        named |= {"endpoint_override": parsed.netloc, "scheme": parsed.scheme}
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    if region or not endpoint:
        named["region"] = region or fs.resolve_s3_region(bucket)
    return fs.S3FileSystem(
        **named,
        connect_timeout=_CONNECT_SECONDS,
        retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=_ATTEMPTS),
    )


@contextmanager
def _refusing(location: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        said = " ".join(str(error).split())
        hint = next((hint for mark, hint in _HINTS.items() if mark in said), None)
        if hint is None:
            hint = f"it cannot be had from the store ({said[:300]})"
        raise UsageError(f"{printable(location)}: {hint}; then run it again") from error
