"""Parquet files of documents as entries, a row each. Runs in the process that opens archives."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from reportedly.errors import InputError
from reportedly.pages.archives.entries import LONGEST_URL, Entry, Fault, Head

CONTENT, BESIDE = ("text", "html"), ("id", "url", "published", "retrieved")
"""The columns that are read; one of the first two has to be there. All others are left unread."""

_ROWS = 16
_BUFFER = 1 << 16


def entries(
    stream: BinaryIO, start: int, cap: int, begun: Callable[[], None]
) -> Iterator[Entry | Fault]:
    """The rows of a Parquet file, from a row number on, and what could not be read; see `warc`."""
    try:
        import pyarrow as arrow  # noqa: PLC0415  (an extra)
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        message = "Parquet files are read with the extra: pip install 'reportedly[parquet]'"
        yield Fault(offset=0, reason="unsupported", message=message, rest=True)
        return
    number = 0
    try:
        file = parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
        names = [name for name in (*CONTENT, *BESIDE) if name in file.schema_arrow.names]
        if not set(names) & set(CONTENT):
            yield _without_columns(file.schema_arrow.names)
            return
        total = max(file.metadata.num_rows, 1)
        size = stream.seek(0, 2)
        for batch in file.iter_batches(batch_size=_ROWS, columns=names, use_threads=False):
            begun()
            for row in batch.to_pylist():
                if number >= start:
                    yield _entry(row, number, number * size // total, cap)
                number += 1
    except (arrow.ArrowException, OSError, ValueError) as error:
        message = f"damaged from row {number} on ({error})"[:500]
        yield Fault(offset=number, reason="malformed", message=message, rest=True)


def _without_columns(names: list[str]) -> Fault:
    shown = ", ".join(name[:40] for name in names[:12])
    message = f"it has no column `text` or `html`: rename one of its columns ({shown})"
    return Fault(offset=0, reason="malformed", message=message[:500], rest=True)


def _entry(row: Mapping[str, Any], number: int, reached: int, cap: int) -> Entry | Fault:
    where = {"offset": number, "reached": reached, "url": _words(row.get("url"), LONGEST_URL)}
    try:
        return _page(row, where, cap)
    except InputError as error:
        return Fault(**where, reason=error.reason, message=str(error)[:500])


def _page(row: Mapping[str, Any], where: dict[str, Any], cap: int) -> Entry:
    field = "text" if row.get("text") is not None else "html"
    content = row.get(field)
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    if not isinstance(content, bytes):
        raise InputError("it has no text and no HTML", "empty")
    if not content.strip():
        raise InputError(f"it is empty: its {field!r} has nothing to read", "empty")
    if len(content) > cap:
        message = f"{len(content):,} bytes: pages may have {cap:,}"
        raise InputError(message, "too_large")
    is_text = field == "text" and isinstance(row["text"], str)
    head = Head(
        **where,
        id=_words(row.get("id"), LONGEST_URL),
        published=_moment(row.get("published"), "published"),
        retrieved=_moment(row.get("retrieved"), "retrieved"),
        media="text/plain" if field == "text" else "text/html",
        charset="utf-8" if is_text or isinstance(row.get(field), str) else None,
        is_text=is_text,
    )
    return Entry(head, content)


def _words(value: Any, longest: int) -> str | None:
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return text[:longest] or None


def _moment(value: Any, name: str) -> str | None:
    """A column of moments may hold ISO 8601 words, or a date or timestamp of Parquet's own."""
    if value is None:
        return None
    try:
        if isinstance(value, str):
            value = (datetime if "T" in value else date).fromisoformat(value)
        if isinstance(value, datetime):
            return value.replace(microsecond=0).isoformat().replace("+00:00", "Z")
        if isinstance(value, date):
            return value.isoformat()
    except ValueError:
        pass
    raise InputError(f"its {name!r} is no date: write it as 2025-01-31 or with a time", "malformed")
