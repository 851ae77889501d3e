"""Which archives are read, in which order, and by which names their parts go."""

import glob
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.pages import archives, documents
from reportedly.pages.loading import open_regular, printable

LOOKED_AT = 1 << 16
"""Bytes at the start and at the end of an archive that its id is made of."""

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://")


@dataclass(frozen=True)
class Archive:
    """One archive of a plan, the unit of work.

    Attributes:
        path: where it is.
        name: its file's name, by which what is read of it names it, wherever it lies.
        id: its name with 12 hexadecimal digits of a hash of name, size, first and last bytes: an archive
            that grew or was changed at its ends is another one.
        size: in bytes.
    """

    path: Path
    name: str
    id: str
    size: int


def plan(targets: Iterable[str | Path]) -> list[Archive]:
    """The archives that patterns, folders and files stand for, each once, in order of their ids.

    Args:
        targets: files, folders (gone through to their depths) or patterns such as `news/*.warc.gz`.

    Raises:
        UsageError: one of them stands for no archive.
        InputError: an archive cannot be opened.
    """
    found: dict[str, Archive] = {}
    for target in targets:
        paths = _paths(str(target))
        if not paths:
            raise UsageError(
                f"{printable(target)} stands for no archive: name files that end in "
                f"{', '.join((*archives.ENDINGS, *documents.ENDINGS))} (WARC, WET and JSONL also with "
                ".gz or .zst), a folder that has some, or a pattern in quotation marks"
            )
        for path in paths:
            archive = _archive(path)
            found.setdefault(archive.id, archive)
    return [found[name] for name in sorted(found)]


def _paths(target: str) -> list[Path]:
    if _ADDRESS.match(target):
        raise UsageError(
            f"{target}: archives are read from disks; mount the store or copy them, then name the files"
        )
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


def _archive(path: Path) -> Archive:
    name = printable(path.name)
    with open_regular(path, printable(path)) as stream:
        size = os.fstat(stream.fileno()).st_size
        seen = hashlib.sha256(f"{name}\n{size}\n".encode())
        seen.update(stream.read(LOOKED_AT))
        stream.seek(max(0, size - LOOKED_AT))
        seen.update(stream.read(LOOKED_AT))
    plain = _UNFIT.sub("_", name)[:_LONGEST_NAME]
    return Archive(path, name, f"{plain}-{seen.hexdigest()[:12]}", size)
