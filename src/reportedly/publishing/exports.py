"""Claims as files: CSV for spreadsheets, JSON lines for programs."""

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from reportedly.errors import UsageError
from reportedly.records import RecordedClaim

FORMATS = ("csv", "jsonl")

COLUMNS = (
    *("id", "figure", "low", "high", "best", "comparator", "hedge", "kind", "counted", "who"),
    *("where", "when_start", "when_end", "window", "source", "cites", "via", "stance", "quoted"),
    *("stated_start", "stated_end", "relation", "confidence", "sentence", "page", "url", "title"),
    *("publisher", "agency", "published", "start", "end", "text_hash", "statement", "withdrawn"),
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell as a formula (OWASP, CSV Injection)."""


def write(claims: Iterable[RecordedClaim], form: str, out: TextIO, *, raw: bool = False) -> int:
    """Write claims to `out` as `csv` or `jsonl` and return how many were written.

    Cells of a CSV that a spreadsheet would run as a formula get a leading apostrophe, unless `raw`.

    Raises:
        UsageError: the format is not one of `FORMATS`.
    """
    check_format(form)
    return _write_jsonl(claims, out) if form == "jsonl" else _write_csv(claims, out, raw=raw)


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


def _write_csv(claims: Iterable[RecordedClaim], out: TextIO, *, raw: bool) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    for claim in claims:
        row = flat(claim)
        writer.writerow([_cell(row[column], raw=raw) for column in COLUMNS])
        written += 1
    return written


def flat(claim: RecordedClaim) -> dict[str, Any]:
    """A claim as one flat row: stretches as two columns, chains joined by ` > `."""
    dumped = claim.model_dump(mode="json")
    for name in ("when", "stated"):
        stretch = dumped.pop(name) or {}
        dumped[f"{name}_start"], dumped[f"{name}_end"] = stretch.get("start"), stretch.get("end")
    dumped["via"] = " > ".join(dumped["via"])
    dumped["relation"] = claim.relation.type if claim.relation else None
    return {column: dumped[column] for column in COLUMNS}


def _cell(value: Any, *, raw: bool) -> Any:
    if raw or not isinstance(value, str) or not value.startswith(FORMULA_STARTS):
        return value
    return "'" + value
