"""Rows of a hand-kept table as reports: what a mapping makes of them, by the rules of a ledger."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportedly.errors import InputError
from reportedly.estimating.data import EXAMPLES, Report
from reportedly.importing import TableClaim, claims_in, fitting_mapping, load_mapping
from reportedly.reconciling.names import people_of
from reportedly.reconciling.told import COUNTING_STANCES, NOT_COUNTED
from reportedly.records import Claim, LeftOut

MOST_ROWS = 1_000_000

ALL = "all"
"""The side of rows that name none."""

NOBODY = "nobody named"
"""The source of rows that name none."""


def read_table(
    path: str | Path,
    mapping: str | Path | None = None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> tuple[list[Report], tuple[LeftOut, ...]]:
    """The reports of a CSV table, in the order of its rows, and why the other rows give none.

    Args:
        path: a CSV file, or `-` for standard input.
        mapping: the name of a shipped mapping or a TOML file; None: the shipped one that fits.
        encoding: of the file; None to find out.
        delimiter: what stands between cells; None for what the mapping says.

    Raises:
        InputError: the file cannot be read, lacks a column, or has a row that cannot be; names the row.
        UsageError: there is no such mapping, or none that fits.
    """
    chosen = (
        fitting_mapping(path, encoding=encoding, delimiter=delimiter)
        if mapping is None
        else load_mapping(mapping)
    )
    found: list[Report] = []
    reasons: dict[str, list[str]] = {}
    for row in claims_in(path, chosen, encoding=encoding, delimiter=delimiter):
        if row.row > MOST_ROWS + 1:
            raise InputError(f"{path}: more than {MOST_ROWS:,} rows; split the table", "too_large")
        reason = _why_not(row.claim)
        if reason is None:
            found.append(_report(row))
        else:
            reasons.setdefault(reason, []).append(_reference(row))
    if chosen.estimate.party is None:
        found = _with_parties(found)
    return found, _left_out(reasons.items())


def _left_out(reasons: Iterable[tuple[str, list[str]]]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(reason=why, reports=len(rows), examples=tuple(rows[:EXAMPLES]))
        for why, rows in sorted(reasons)
    )


def _why_not(claim: Claim) -> str | None:
    if claim.stance not in COUNTING_STANCES:
        return f"not counted: {NOT_COUNTED[claim.stance]}"
    if claim.window == "event":
        return "the toll of one happening, no running total"
    if _last(claim) is None:
        return "no day known"
    if claim.window == "period" and not (claim.when and claim.when.start and claim.when.end):
        return "a stretch of days without both ends"
    return None


def _report(row: TableClaim) -> Report:
    claim = row.claim
    day, days = _last(claim), 0
    if claim.window == "period" and claim.when and claim.when.start and claim.when.end:
        days = (claim.when.end - claim.when.start).days + 1
    if day is None:
        raise AssertionError("rows without a day were left out")
    return Report(
        reference=_reference(row),
        day=day,
        side=row.side or people_of(claim.who).nation or ALL,
        who=row.who or people_of(claim.who).group,
        kind=claim.kind,
        source=row.source or claim.source or NOBODY,
        party=bool(row.party),
        low=None if claim.low is None else float(claim.low),
        high=None if claim.high is None else float(claim.high),
        days=days,
    )


def _with_parties(reports: Iterable[Report]) -> list[Report]:
    """Mark the reports of sources whose name names a nation whose losses are counted."""
    found = list(reports)
    sides = {report.side for report in found} - {ALL}
    parties = {
        source
        for source in {report.source for report in found}
        if sides & set(people_of(source).nation.split(" + "))
    }
    return [replace(report, party=report.source in parties) for report in found]


def _last(claim: Claim) -> date | None:
    """The last day of what is counted: its own, else the day on which it was said."""
    for stretch in (claim.when, claim.stated):
        if stretch is not None and (stretch.end or stretch.start):
            return stretch.end or stretch.start
    return None


def _reference(row: TableClaim) -> str:
    return f"row {row.row}"
