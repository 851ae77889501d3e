"""Which archives are read, in which order, and by which names their parts go."""

import glob
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import UsageError
from reportedly.pages import archives, documents
from reportedly.pages.loading import open_regular, printable
from reportedly.verbs.scaling import stores

LOOKED_AT = 1 << 16
"""Bytes at the start and at the end of an archive that its id is made of."""

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80
_ASKED_AT_ONCE = 16
"""Archives of a store whose ends are asked for at a time."""


@dataclass(frozen=True)
class Archive:
    """One archive of a plan, the unit of work.

    Attributes:
        location: where it is: a path, or an address of a store.
        name: its file's name, by which what is read of it names it, wherever it lies.
        id: its name with 12 hexadecimal digits of a hash of name, size, first and last bytes: an archive
            that grew or was changed at its ends is another one.
        size: in bytes.
    """

    location: str
    name: str
    id: str
    size: int


def plan(targets: Iterable[str | Path]) -> list[Archive]:
    """The archives that patterns, folders and files stand for, each once, in order of their ids.

    Args:
        targets: files, folders (gone through to their depths) or patterns such as `news/*.warc.gz`;
            of stores, such as `s3://bucket/news/*.warc.gz`.

    Raises:
        UsageError: one of them stands for no archive, or a store refuses it or cannot be reached.
        InputError: an archive cannot be opened.
    """
    found: dict[str, Archive] = {}
    for target in map(str, targets):
        archives_of = _in_store(target) if stores.is_address(target) else _on_disk(target)
        if not archives_of:
            raise UsageError(
                f"{printable(target)} stands for no archive: name files that end in "
                f"{', '.join((*archives.ENDINGS, *documents.ENDINGS))} (WARC, WET and JSONL also with "
                ".gz or .zst), a folder that has some, or a pattern in quotation marks"
            )
        for archive in archives_of:
            found.setdefault(archive.id, archive)
    return [found[name] for name in sorted(found)]


@contextmanager
def opened(archive: Archive) -> Iterator[BinaryIO]:
    """The file of an archive; one of a store is fetched.

    Raises:
        InputError: it is on a disk, and cannot be opened.
        UsageError: it is in a store, and cannot be fetched.
    """
    if stores.is_address(archive.location):
        with stores.fetched(archive.location, archive.size) as file:
            yield file
    else:
        with open_regular(Path(archive.location), archive.name) as file:
            yield file


def _in_store(target: str) -> list[Archive]:
    """The archives that an address stands for."""
    found = sorted(
        (one for one in stores.listed(target) if is_archive(_name(one.location))),
        key=lambda one: one.location,
    )
    with ThreadPoolExecutor(_ASKED_AT_ONCE) as pool:
        return list(pool.map(_stored, found))


def _stored(one: stores.Stored) -> Archive:
    ends = stores.ends(one.location, one.size, LOOKED_AT)
    return _archive(one.location, _name(one.location), one.size, ends)


def _name(location: str) -> str:
    return location.rpartition("/")[2]


def _on_disk(target: str) -> list[Archive]:
    """The archives that a path or a pattern stands for."""
    return [_of_file(path) for path in _paths(target)]


def _paths(target: str) -> list[Path]:
    path = Path(target)
    if path.is_dir():
        return sorted(one for one in path.rglob("*") if one.is_file() and is_archive(one.name))
    # Path.glob takes no pattern that begins at the root.
    named = [target] if path.exists() else glob.glob(target, recursive=True)  # noqa: PTH207
    return sorted(one for one in map(Path, named) if is_archive(one.name))


def is_archive(name: str) -> bool:
    """Whether a file of this name holds many pages."""
    return not name.startswith(".") and (
        archives.form_of(name) is not None or archives.ending(name) in documents.ENDINGS
    )


def _of_file(path: Path) -> Archive:
    with open_regular(path, printable(path)) as stream:
        size = os.fstat(stream.fileno()).st_size
        first = stream.read(LOOKED_AT)
        stream.seek(max(0, size - LOOKED_AT))
        return _archive(str(path), path.name, size, first + stream.read(LOOKED_AT))


def _archive(location: str, name: str, size: int, ends: bytes) -> Archive:
    name = printable(name)
    seen = hashlib.sha256(f"{name}\n{size}\n".encode() + ends)
    plain = _UNFIT.sub("_", name)[:_LONGEST_NAME]
    return Archive(location, name, f"{plain}-{seen.hexdigest()[:12]}", size)
