"""Tables as files: their encoding, their records as they stand in the file, where each cell stands."""

import codecs
import csv
import hashlib
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from reportedly.errors import InputError, UsageError
from reportedly.importing.mappings import Mapping
from reportedly.pages.decoding import decode_fully
from reportedly.records import Span

LONGEST_LINE = 1_000_000
"""Characters of the longest line; of the longest cell, Python's own limit of 131,072 holds."""

_CHUNK = 1 << 20
_SAMPLE = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


class Row(NamedTuple):
    """One record of a table as it stands in the file."""

    number: int
    """As a spreadsheet counts: the header is row 1."""
    text: str
    """The record, without the end of its line."""
    tail: str
    """The end of its line, and empty lines that follow it."""
    cells: tuple[str, ...]
    spans: tuple[Span, ...]
    """Where each cell stands in `text`, its quotation marks left out."""


@dataclass(frozen=True)
class Form:
    """How a table's file is written: enough to write it again."""

    encoding: str
    mark: bool
    """Whether it begins with a byte order mark."""
    guessed: bool
    """Whether the encoding was guessed: it is not UTF-8, and nobody has named it."""
    delimiter: str
    sha256: str
    size: int


class Table:
    """A table that is open: its header, and its rows as often as they are asked for."""

    def __init__(self, path: Path, location: str, form: Form) -> None:
        self.path = path
        self.location = location
        """The path as given; `-` for standard input."""
        self.form = form
        self.header = self._header()

    def rows(self) -> Iterator[Row]:
        """The rows behind the header, one at a time.

        Raises:
            InputError: the file is no table from some line on.
        """
        records = self._records()
        next(records)
        yield from records

    def is_unchanged(self) -> bool:
        """Whether the file still is what it was when it was opened."""
        return _digest(self.path) == (self.form.sha256, self.form.size)

    def _header(self) -> Row:
        first = next(self._records(), None)
        if first is None:
            raise InputError(f"{self.location} is empty: a table has a header", "empty")
        seen: set[str] = set()
        for cell in first.cells:
            if cell in seen:
                raise InputError(
                    f"{self.location} has two columns {cell!r}; give each a name of its own",
                    "table",
                )
            seen.add(cell)
        return first

    def _records(self) -> Iterator[Row]:
        with self.path.open("r", encoding=self.form.encoding, newline="") as file:
            if self.form.mark:
                file.read(1)
            yield from _records_in(file, self.form.delimiter, self.location)


def _records_in(file: IO[str], delimiter: str, location: str) -> Iterator[Row]:
    """The records of a file; empty lines belong to the record before them."""
    waiting: Row | None = None
    for number, (raw, cells) in enumerate(_parsed(file, delimiter, location), 1):
        if cells:
            if waiting is not None:
                yield waiting
            waiting = _row(number, raw, cells, delimiter)
        elif waiting is not None:
            waiting = waiting._replace(tail=waiting.tail + raw)
        else:
            raise InputError(
                f"{location} begins with an empty line; let the header be first", "table"
            )
    if waiting is not None:
        yield waiting


def _parsed(file: IO[str], delimiter: str, location: str) -> Iterator[tuple[str, list[str]]]:
    """The records of a file, empty lines too: as they stand there, and their cells."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        while line := file.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise InputError(
                    f"{location}: line {reader.line_num + 1} has more than {LONGEST_LINE:,} "
                    "characters; is it a table?",
                    "table",
                )
            taken.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield "".join(taken), cells
            taken.clear()
    except csv.Error as error:
        raise InputError(
            f"{location}: line {reader.line_num} is not what a table has ({error}); look at its "
            "quotation marks, or name another delimiter",
            "table",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{location} is not in {error.encoding} throughout ({error.reason}); name the right "
            "encoding",
            "encoding",
        ) from error


def parsed_row(record: str, delimiter: str) -> Row:
    """One record as a row.

    Raises:
        InputError: it is none.
    """
    return next(_records_in(io.StringIO(record, newline=""), delimiter, "the row"))


def _row(number: int, raw: str, cells: list[str], delimiter: str) -> Row:
    text = raw.rstrip("\r\n")
    return Row(number, text, raw[len(text) :], tuple(cells), _spans(text, len(cells), delimiter))


def _spans(text: str, count: int, delimiter: str) -> tuple[Span, ...]:
    """Where the cells of a record stand; the record has been parsed, so its quotes are in order."""
    spans = []
    start = 0
    for _ in range(count):
        if text.startswith('"', start):
            end = start + 1
            while (end := text.index('"', end)) + 1 < len(text) and text[end + 1] == '"':
                end += 2
            spans.append(Span(start + 1, end))
            start = end + 2
        else:
            end = text.find(delimiter, start)
            end = len(text) if end < 0 else end
            spans.append(Span(start, end))
            start = end + 1
    return tuple(spans)


@contextmanager
def open_table(
    target: str | Path,
    mapping: Mapping,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Iterator[Table]:
    """Open a table, and see whether it has the columns that a mapping names.

    Args:
        target: a path, or `-` for standard input.
        mapping: what the columns mean.
        encoding: how its characters are written; None to find out: a byte order mark, then UTF-8,
            then the most likely one.
        delimiter: what stands between cells; None for what the mapping says.

    Raises:
        InputError: there is no such table, it is none, or it has not the columns.
        UsageError: the encoding or the delimiter is none.
    """
    location = str(target)
    delimiter = mapping.delimiter if delimiter is None else delimiter
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise UsageError(
            f"{delimiter!r} cannot stand between cells; give one character, such as ';'"
        )
    with _file(location) as path:
        form = _form(path, location, encoding, delimiter)
        table = Table(path, location, form)
        _check_columns(table, mapping)
        yield table


def columns_of(
    target: str | Path, *, encoding: str | None = None, delimiter: str = ","
) -> tuple[str, ...]:
    """The heads of a table's columns.

    Args:
        target: the path of a file.
        encoding: how its characters are written; None to find out.
        delimiter: what stands between cells.

    Raises:
        InputError: there is no such table, or it is none.
        UsageError: the encoding is none.
    """
    location = str(target)
    with _file(location) as path:
        return Table(path, location, _form(path, location, encoding, delimiter)).header.cells


@contextmanager
def _file(location: str) -> Iterator[Path]:
    """The file to read; what comes by standard input is put into one, since it is read twice."""
    if location == "-":
        with tempfile.NamedTemporaryFile(prefix="reportedly-", suffix=".csv") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            copy.flush()
            yield Path(copy.name)
        return
    path = Path(location)
    if not path.exists():
        raise InputError(f"{location} does not exist: check the path", "missing")
    if not path.is_file():
        raise InputError(f"{location} is not a file: give the file of a table, or -", "special")
    yield path


def _form(path: Path, location: str, encoding: str | None, delimiter: str) -> Form:
    try:
        sha256, size = _digest(path)
        mark, found, guessed = _encoding(path, location, encoding)
    except OSError as error:
        raise InputError(
            f"{location} cannot be read: {error.strerror}; change its permissions", "unreadable"
        ) from error
    return Form(found, mark, guessed, delimiter, sha256, size)


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()


def _encoding(path: Path, location: str, named: str | None) -> tuple[bool, str, bool]:
    """Whether there is a byte order mark, the encoding, and whether it was guessed."""
    with path.open("rb") as file:
        first = file.read(_SAMPLE)
    if not first.strip():
        raise InputError(f"{location} is empty: there is nothing to read", "empty")
    marked = next(((mark, name) for mark, name in _BOMS if first.startswith(mark)), None)
    if named is not None:
        known = _known(named, location)
        if marked is not None and marked[1].startswith(known):  # "utf-16" says less than its mark
            return True, marked[1], False
        return False, known, False
    if marked is not None:
        return True, marked[1], False
    likely = decode_fully(
        first, location=location
    ).encoding  # refuses pictures, spreadsheets, archives
    if likely.startswith("utf-16"):
        return False, likely, True
    sample = _not_utf8(path)
    if sample is None:
        return False, "utf-8", False
    return False, decode_fully(sample, location=location).encoding, True


def _known(name: str, location: str) -> str:
    """An encoding's name as Python has it.

    Raises:
        UsageError: there is none of that name for text.
    """
    try:
        "".encode(name)  # there are codecs that are not for text
        return codecs.lookup(name.lower().removesuffix("-sig")).name
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"{location}: {name!r} is not an encoding; some are utf-8, latin-1, windows-1252"
        ) from error


def _not_utf8(path: Path) -> bytes | None:
    """Lines that are not ASCII, of a file that is not in UTF-8; None where it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample = bytearray()
    broken = False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if len(sample) < _SAMPLE and not chunk.isascii():
                found = re.findall(rb"[^\r\n]*[\x80-\xff][^\r\n]*", chunk)
                sample += b"\n".join(found)[: _SAMPLE - len(sample)]
            if not broken:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    broken = True
        if not broken:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                broken = True
    return bytes(sample) if broken else None


def _check_columns(table: Table, mapping: Mapping) -> None:
    missing = [name for name in mapping.columns() if name not in table.header.cells]
    if not missing:
        return
    other = _other_delimiter(table, mapping)
    if other is not None:
        raise InputError(
            f"{table.location}: its cells are separated by {_DELIMITERS[other]}, not by "
            f"{_DELIMITERS.get(table.form.delimiter, repr(table.form.delimiter))}; "
            f"add --delimiter {other!r}",
            "table",
        )
    found = ", ".join(repr(cell) for cell in table.header.cells[:30])
    lacking = ", ".join(repr(name) for name in missing)
    raise InputError(
        f"{table.location} has no column {lacking}, which the mapping {mapping.name} names; its "
        f"columns are {found}; mend the mapping (`reportedly mappings --show NAME` prints one to copy)",
        "table",
    )


def _other_delimiter(table: Table, mapping: Mapping) -> str | None:
    """The delimiter by which the header has the mapping's columns."""
    wanted = set(mapping.columns())
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader(io.StringIO(table.header.text), delimiter=delimiter), [])
        except csv.Error:
            continue
        if wanted <= set(cells):
            return delimiter
    return None
