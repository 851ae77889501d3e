"""Claims as files: CSV for spreadsheets, JSON lines and Parquet for programs, JSON-LD for the web."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, TextIO

from reportedly.errors import UsageError
from reportedly.publishing import linked
from reportedly.publishing.carrying import WholeClaim, columns
from reportedly.publishing.columns import CLAIM, Column
from reportedly.records import RecordedClaim

FORMATS = ("csv", "jsonl", "parquet", "jsonld")

COLUMNS = tuple(column.name for column in CLAIM)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell as a formula (OWASP, CSV Injection)."""


def write(
    claims: Iterable[RecordedClaim],
    form: str,
    out: TextIO,
    *,
    raw: bool = False,
    full_text: bool = False,
) -> int:
    """Write claims to `out` as `csv`, `jsonl` or `jsonld`, and return how many were written.

    Cells of a CSV that a spreadsheet would run as a formula get a leading apostrophe, unless `raw`.
    With `full_text` the claims are `WholeClaim`s, and a table has a column for their text.

    Raises:
        UsageError: the format is not one of `FORMATS`, or is not text.
    """
    check_format(form)
    if form == "parquet":
        raise UsageError("Parquet is no text; name a file to write it to")
    if form == "csv":
        return _write_csv(claims, out, columns(full_text=full_text), raw=raw)
    return linked.write(claims, out) if form == "jsonld" else _write_jsonl(claims, out)


def write_bytes(
    claims: Iterable[RecordedClaim],
    form: str,
    out: BinaryIO,
    *,
    raw: bool = False,
    full_text: bool = False,
) -> int:
    """The same into a binary file, text in UTF-8; also `parquet`.

    Raises:
        UsageError: the format is not one of `FORMATS`, or needs a library that is not installed.
    """
    check_format(form)
    if form == "parquet":
        from reportedly.publishing import parquet  # noqa: PLC0415 (it uses this module)

        return parquet.write(claims, out, full_text=full_text)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        return write(claims, form, text, raw=raw, full_text=full_text)
    finally:
        text.detach()  # it flushes, and leaves the file open


def check_format(form: str) -> None:
    """Refuse a format that does not exist, before a file is opened for it.

    Raises:
        UsageError: it is not one of `FORMATS`.
    """
    if form not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(f"--format {form!r} is not a format of export; they are {known}")


def _write_jsonl(claims: Iterable[RecordedClaim], out: TextIO) -> int:
    written = 0
    for claim in claims:
        out.write(json.dumps(claim.model_dump(mode="json"), ensure_ascii=False) + "\n")
        written += 1
    return written


def _write_csv(
    claims: Iterable[RecordedClaim], out: TextIO, of: Sequence[Column], *, raw: bool
) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in of])
    written = 0
    for claim in claims:
        row = flat(claim)
        writer.writerow([_cell(row[column.name], raw=raw) for column in of])
        written += 1
    return written


def flat(claim: RecordedClaim) -> dict[str, Any]:
    """A claim as one flat row: stretches as two columns, chains joined by ` > `; `text` of a `WholeClaim`."""
    dumped = claim.model_dump(mode="json")
    for name in ("when", "stated"):
        stretch = dumped.pop(name) or {}
        dumped[f"{name}_start"], dumped[f"{name}_end"] = stretch.get("start"), stretch.get("end")
    dumped["via"] = " > ".join(dumped["via"])
    dumped["relation"] = claim.relation.type if claim.relation else None
    review = claim.review
    dumped["review"] = review.verdict if review else None
    dumped["reviewed_by"] = ", ".join(review.by) if review else None
    before = json.dumps(review.before, ensure_ascii=False) if review and review.before else None
    dumped["review_before"] = before
    return {
        column.name: dumped[column.name]
        for column in columns(full_text=isinstance(claim, WholeClaim))
    }


def _cell(value: Any, *, raw: bool) -> Any:
    return harmless(value) if isinstance(value, str) and not raw else value


def harmless(cell: str) -> str:
    """A cell with an apostrophe before it where a spreadsheet would run it as a formula."""
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
