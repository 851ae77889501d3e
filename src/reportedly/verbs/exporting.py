"""`export`: claims as files, as packages, and as rows of hand-kept tables."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Unpack

from reportedly.errors import UsageError
from reportedly.importing import Mapping, load_mapping
from reportedly.ledger import Ledger, Sheet
from reportedly.publishing import charts, exports, layouts, packages, parquet
from reportedly.publishing.carrying import carried
from reportedly.publishing.files import whole
from reportedly.publishing.layouts import Written
from reportedly.publishing.new_rows import Layout
from reportedly.publishing.packages import About
from reportedly.publishing.redacting import redacted_series
from reportedly.publishing.showing import one_line
from reportedly.records import RecordedClaim, Series
from reportedly.verbs.querying import Filters, each_claim, series

CHARTS = ("svg", "png")
"""Formats of `export` that are a chart of one series."""

NAMED = 10
"""Series that are named where several fit; the others are counted."""


def export(
    found: Iterable[RecordedClaim],
    form: str,
    output: str | Path,
    *,
    raw: bool = False,
    redact: bool = False,
    full_text: Ledger | None = None,
) -> int:
    """Write claims to a file (`-`: standard output) as `csv`, `jsonl`, `parquet` or `jsonld`.

    A file is written whole: what had its name before stays until it is.

    Args:
        found: the claims, those of a page one behind the other.
        form: of the file.
        output: a file, or `-` for standard output.
        raw: whether cells of a CSV that a spreadsheet would run are left as they are.
        redact: whether the names of private persons are covered.
        full_text: the ledger that has the pages, where their whole texts are to be written too.

    Returns:
        How many were written.

    Raises:
        UsageError: the format is unknown or not installed, or the file cannot be written.
    """
    exports.check_format(form)
    if form == "parquet":
        parquet.check_installed()
    given, whole_text = _carried(found, redact, full_text), full_text is not None
    if str(output) == "-":
        if form == "parquet":
            return exports.write_bytes(given, form, sys.stdout.buffer, full_text=whole_text)
        return exports.write(given, form, sys.stdout, raw=raw, full_text=whole_text)
    with whole(Path(output)) as file:
        return exports.write_bytes(given, form, file, raw=raw, full_text=whole_text)


def _carried(
    found: Iterable[RecordedClaim],
    redact: bool,
    full_text: Ledger | None,
) -> Iterable[RecordedClaim]:
    text_of = None if full_text is None else lambda of: full_text.article(of).text
    return carried(found, redact=redact, text_of=text_of)


def export_package(  # noqa: PLR0913 (each is an option of the command)
    found: Iterable[RecordedClaim],
    form: str,
    folder: str | Path,
    *,
    about: About | None = None,
    raw: bool = False,
    redact: bool = False,
    full_text: Ledger | None = None,
) -> int:
    """Write claims into a folder as a Data Package: `claims.csv` or `.parquet`, and `datapackage.json`.

    `raw`, `redact` and `full_text` are as in `export`.

    Returns:
        How many were written.

    Raises:
        UsageError: the format cannot be in a package or is not installed, or the folder cannot be written.
    """
    given = _carried(found, redact, full_text)
    return packages.write(
        given, Path(folder), form, about or About(), raw=raw, full_text=full_text is not None
    )


def export_chart(
    ledger: Ledger,
    form: str,
    output: str | Path,
    *,
    chosen: str | None = None,
    theme: charts.Theme | None = None,
    redact: bool = False,
    **filters: Unpack[Filters],
) -> Series | None:
    """Write the chart of one series to a file (`-`: standard output), as `svg` or `png`.

    Args:
        ledger: where the series is.
        form: of the file.
        output: a file, or `-` for standard output.
        chosen: the id of the series, or its beginning; not needed where the filters leave one.
        theme: `light` or `dark`; None is light, and follows the reader's preference where an SVG can.
        redact: whether the names of private persons are covered.
        filters: as in `series`.

    Returns:
        The series that was drawn; None where none fits.

    Raises:
        UsageError: the format is none, or not installed, several series fit, or the file cannot be written.
    """
    if form not in CHARTS:
        raise UsageError(f"{form!r} is not a format of charts; they are {', '.join(CHARTS)}")
    if form == "png":
        charts.check_installed()
    found = one_series(ledger, chosen, **filters)
    if found is None:
        return None
    if redact:
        found = redacted_series(found)
    data = f"{charts.standalone(found, theme=theme)}\n".encode()
    if form == "png":
        data = charts.picture(data.decode())
    if str(output) == "-":
        sys.stdout.buffer.write(data)
        return found
    with whole(Path(output)) as file:
        file.write(data)
    return found


def one_series(
    ledger: Ledger, chosen: str | None = None, **filters: Unpack[Filters]
) -> Series | None:
    """The one series that fits; None where none does.

    Args:
        ledger: where to look.
        chosen: the id of the series, or its beginning.
        filters: as in `series`.

    Raises:
        UsageError: several fit; names the first of them with their ids.
    """
    found = [one for one in series(ledger, **filters) if one.id.startswith(chosen or "")]
    if len(found) < 2:
        return found[0] if found else None
    named = "\n".join(
        f"  {one.id}  {one_line(one.title)} (statements: {len(one)})" for one in found[:NAMED]
    )
    more = f"\n  and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
    raise UsageError(f"{len(found):,} series fit; name one of them with --series:\n{named}{more}")


def export_table(
    ledger: Ledger,
    mapping: str | Path | Mapping,
    output: str | Path,
    *,
    table: str | None = None,
    add_claims: bool = False,
    raw: bool = False,
    **filters: Unpack[Filters],
) -> Written:
    """Write a hand-kept table: the rows of those that were imported by a mapping, as they came.

    One table, without filters, comes out byte for byte as it was imported. Where none was imported by
    the mapping, a new table is made of the ledger's claims.

    Args:
        ledger: where the rows and claims are.
        mapping: the name of a shipped mapping, a mapping file, or a mapping.
        output: a file, or `-` for standard output.
        table: path of the one imported table that is wanted.
        add_claims: whether claims from elsewhere are added as new rows.
        raw: whether cells of new rows that a spreadsheet would run are left as they are.
        filters: as in `claims`: rows and claims that fit.

    Raises:
        UsageError: there is no such mapping or table, or the file cannot be written.
    """
    mapping = mapping if isinstance(mapping, Mapping) else load_mapping(mapping)
    sheets = layouts.sheets_of(ledger, mapping, table)
    first = sheets[0] if sheets else None
    layout = Layout(
        mapping,
        first.header if first else None,
        first.delimiter if first else mapping.delimiter,
        raw=raw,
    )
    asked = any(value is not None for value in filters.values())
    chosen = None
    if sheets and asked:
        found = each_claim(ledger, **filters)
        chosen = frozenset(claim.text_hash for claim in found if _in_one(claim, sheets))
    others = each_claim(ledger, **filters) if add_claims or not sheets else iter(())
    outside = (claim for claim in others if not _in_one(claim, sheets))
    if str(output) == "-":
        return layouts.write(
            ledger, layout, sheets, sys.stdout.buffer, chosen=chosen, others=outside
        )
    with whole(Path(output)) as file:
        return layouts.write(ledger, layout, sheets, file, chosen=chosen, others=outside)


def _in_one(claim: RecordedClaim, sheets: Iterable[Sheet]) -> bool:
    return claim.role == "table" and any(
        claim.page.startswith(f"{sheet.location}#row=") for sheet in sheets
    )
