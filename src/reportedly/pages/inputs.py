"""From what the user names (paths, directories, addresses, `-`) to one input after the other.

Nothing is read before its turn, and what cannot be read is an input too: one that says why when it
is loaded. So a batch goes on, and its memory does not grow with it.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportedly.pages import archives, documents
from reportedly.pages.loading import (
    MEDIA_OF_ENDING,
    AddressInput,
    DataInput,
    FailedInput,
    FileInput,
    Input,
    Loaded,
    printable,
    unreadable,
    without_password,
)
from reportedly.pages.options import ReadOptions

if TYPE_CHECKING:
    from reportedly.pages.fetching import Fetcher

__all__ = ["ENDINGS", "Input", "Loaded", "expand"]

ENDINGS = (*MEDIA_OF_ENDING, *documents.ENDINGS, *archives.ENDINGS)
"""The endings of the files that are read from directories. Each may be followed by `.gz`."""

NAMES_AT_A_TIME = 100_000
"""Names of one directory that are held: one with more is looked through once more for every so many."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://")


def expand(
    targets: Iterable[str | Path], options: ReadOptions, *, standard_input: BinaryIO | None = None
) -> Iterator[Input]:
    """The inputs that the targets stand for, in order, each made when it is asked for.

    Args:
        targets: files, directories (read recursively in order of names, hidden files left out),
            http(s) addresses, JSONL files (one document a line), or `-` for standard input, which
            may be a page or JSONL. Archives (WARC, WET, Parquet) give an input a record.
        options: the limits of reading; robots.txt is asked once a site for all targets.
        standard_input: what `-` is read from instead of the process's own.

    Yields:
        Inputs. Errors of one of them are raised by its `load()`, never here.
    """
    fetcher: Fetcher | None = None
    for target in targets:
        name = printable(target)
        if name == "-":
            yield from _from_standard_input(standard_input, options)
        elif not name:
            yield FailedInput(name, "an empty name is no path and no address", "missing")
        elif re.match(r"https?://", name, re.IGNORECASE):
            fetcher = fetcher or _fetcher(options)
            yield AddressInput(without_password(name), name, fetcher)
        elif _SCHEME.match(name) and not os.path.lexists(target):
            message = f"{name} is not an address that can be fetched: only http:// and https:// are"
            yield FailedInput(name, message, "unsupported")
        else:
            yield from _from_path(Path(target), options)


@dataclass(frozen=True)
class Found:
    """A file or address that a target stands for, by its name and size alone."""

    size: int = 0
    archive: bool = False
    """Whether it holds many inputs: how many, only reading it tells."""


def files_of(targets: Iterable[str | Path]) -> Iterator[Found]:
    """What the targets stand for, without opening a file; what is no file is there with no size."""
    for target in targets:
        name = printable(target)
        path = Path(target)
        if not name or _SCHEME.match(name) or not path.exists():
            yield Found()
        elif path.is_dir():
            yield from (_found(item) for item in _walk(path))
        else:
            yield _found(path)


def _found(item: Path | FailedInput) -> Found:
    if isinstance(item, FailedInput):
        return Found()
    ending = archives.ending(item.name)
    try:
        size = item.stat().st_size
    except OSError:
        return Found()
    return Found(size, ending in documents.ENDINGS or ending in archives.ENDINGS)


def _fetcher(options: ReadOptions) -> "Fetcher":
    from reportedly.pages.fetching import Fetcher  # noqa: PLC0415  (httpx is slow to import)

    return Fetcher(options)


def _from_path(path: Path, options: ReadOptions) -> Iterator[Input]:
    location = printable(path)
    try:
        is_directory = path.is_dir()
    except OSError as error:  # a name that is too long, a directory that may not be looked into
        refused = unreadable(location, error)
        yield FailedInput(location, str(refused), refused.reason)
        return
    if is_directory:
        yield from _from_directory(path, options)
    elif not os.path.lexists(path):
        # "example.org" and "example.org/news" are addresses by their look, "report.txt" is a file.
        address = "." in path.parts[0].strip(".") and _ending(path.name) not in ENDINGS
        hint = f"for an address, write https://{location}" if address else "check the path"
        yield FailedInput(location, f"{location} does not exist: {hint}", "missing")
    else:
        yield from _from_file(path, options)


def _from_file(path: Path, options: ReadOptions) -> Iterator[Input]:
    location = printable(path)
    form = archives.form_of(path.name)
    if form is not None:
        from reportedly.pages.archives import unpacking  # noqa: PLC0415  (few inputs need it)

        yield from unpacking.in_file(path, location, form, options)
    elif archives.ending(path.name) in documents.ENDINGS:
        yield from documents.in_file(path, location, options)
    else:
        yield FileInput(location, path, options)


def _ending(name: str) -> str:
    """The ending of a name by which a file is known to be for us; "" for compressions that are not."""
    ending = archives.ending(name)
    packed = name.lower().endswith(".zst")
    return "" if packed and ending in MEDIA_OF_ENDING else ending


def _from_directory(path: Path, options: ReadOptions) -> Iterator[Input]:
    found = False
    for item in _walk(path):
        found = True
        if isinstance(item, Input):
            yield item
        else:
            yield from _from_file(item, options)
    if not found:
        location = printable(path)
        message = f"{location} has no pages: files are looked for that end in {', '.join(ENDINGS)} \
(each also with .gz)"
        yield FailedInput(location, message, "no_pages")


def _walk(top: Path) -> Iterator[Path | FailedInput]:
    """The page files under a directory in order of names; links to directories are not followed."""
    waiting = [_listed(top)]
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
        elif isinstance(found, FailedInput):
            yield found
        elif found.is_dir() and not found.is_symlink():
            waiting.append(_listed(found))
        else:
            yield found


def _listed(path: Path) -> Iterator[Path | FailedInput]:
    """What is wanted of a directory, in order of names, never holding more than some names of it."""
    last: str | None = None
    try:
        while True:
            with os.scandir(path) as entries:
                names = (
                    entry.name
                    for entry in entries
                    if (last is None or entry.name > last) and _is_wanted(entry)
                )
                some = nsmallest(NAMES_AT_A_TIME, names)
            yield from (path / name for name in some)
            if len(some) < NAMES_AT_A_TIME:
                return
            last = some[-1]
    except OSError as error:
        location = printable(path)
        refused = unreadable(location, error)
        yield FailedInput(location, str(refused), refused.reason)


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    return entry.is_dir(follow_symlinks=False) or (
        not entry.is_dir() and _ending(entry.name) in ENDINGS
    )


def _from_standard_input(given: BinaryIO | None, options: ReadOptions) -> Iterator[Input]:
    if given is None and sys.stdin is None:  # closed by whoever started the program
        yield FailedInput("-", "- cannot be read: there is no standard input", "missing")
        return
    try:
        yield from _from_stream(given or sys.stdin.buffer, options)
    except OSError as error:
        refused = unreadable("-", error)
        yield FailedInput("-", str(refused), refused.reason)


def _from_stream(stream: BinaryIO, options: ReadOptions) -> Iterator[Input]:
    """Standard input: JSONL if its first line is an object with text or HTML, else one page."""
    cap = options.max_bytes + 1
    first = stream.readline(cap)
    fields = (
        documents.parsed_object(first)
        if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{")
        else None
    )
    if fields is not None and ("text" in fields or "html" in fields):
        yield documents.document(first, "-:1", options)
        yield from documents.in_stream(stream, "-", options, first_line=2)
        return
    rest = b"" if len(first) >= cap else stream.read(cap - len(first))
    yield DataInput("-", first + rest, options)
