"""Reads a hand-kept table of reports by a layout that says which column means what."""

import csv
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from reportedly import vocabulary
from reportedly.errors import InputError, UsageError
from reportedly.estimating.data import Report
from reportedly.records import Kind

MOST_ROWS = 1_000_000
LARGEST = 1e12
LARGEST_CELL = 100_000

Row = Mapping[str, str]


@dataclass(frozen=True)
class Layout:
    """Which column of a table means what; the keys are those of `estimate_tables.toml`."""

    name: str
    columns: Mapping[str, Any]

    def column(self, key: str) -> str | None:
        """The name of the column that says something, or None where no column does."""
        found = self.columns.get(key)
        return str(found) if found is not None else None

    @property
    def named(self) -> tuple[str, ...]:
        """All columns that a table must have."""
        keys = ("day", "figure", "low", "high", "side", "source", "window", "minimum", "maximum")
        found = [self.column(key) for key in (*keys, "category", "party")]
        return tuple(name for name in found if name)


def layout_of(name: str | Path | None, header: tuple[str, ...] = ()) -> Layout:
    """A shipped layout by its name, one of a TOML file, or (None) the shipped one that a header fits.

    Raises:
        UsageError: there is none.
    """
    shipped = {key: Layout(key, of) for key, of in vocabulary.load("estimate_tables").items()}
    if name is None:
        fitting = [layout for layout in shipped.values() if set(layout.named) <= set(header)]
        if fitting:
            return fitting[0]
        raise UsageError(
            f"the columns {', '.join(header[:12])} fit none of the layouts {', '.join(shipped)}; "
            "give a TOML file that names them with --mapping"
        )
    if str(name) in shipped:
        return shipped[str(name)]
    try:
        return Layout(str(name), _checked(str(name), tomllib.loads(Path(name).read_text("utf-8"))))
    except OSError as error:
        raise UsageError(
            f"{name}: no layout of that name ({', '.join(shipped)}), and no file: {error.strerror}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{name}: not valid TOML: {error}; mend it") from error


def _checked(name: str, columns: dict[str, Any]) -> dict[str, Any]:
    needed = ("start", "day", "figure", "side", "source", "category", "categories")
    missing = [key for key in needed if key not in columns]
    if missing:
        raise UsageError(f"{name}: the layout lacks {', '.join(missing)}; see docs/estimate.md")
    kinds: tuple[str, ...] = get_args(Kind)
    for category, of in columns["categories"].items():
        if not isinstance(of, dict) or of.get("kind") not in kinds or "who" not in of:
            raise UsageError(
                f"{name}: category {category!r} needs a kind ({', '.join(kinds)}) and a who"
            )
    return columns


def read_table(path: str | Path, layout: str | Path | None = None) -> list[Report]:
    """The reports of a CSV table, in the order of its rows.

    Args:
        path: a CSV file in UTF-8.
        layout: the name of a shipped layout or a TOML file; None: the shipped one that fits.

    Raises:
        InputError: the file cannot be read, or a cell is no number or no day; names row and column.
        UsageError: no layout, or one that names a column that the table lacks.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            header = tuple(rows.fieldnames or ())
            chosen = layout_of(layout, header)
            missing = [name for name in chosen.named if name not in header]
            if missing:
                raise UsageError(
                    f"{path}: layout {chosen.name} names columns that the table lacks: "
                    f"{', '.join(missing)}; it has {', '.join(header[:12])}"
                )
            return list(_reports(str(path), rows, chosen))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}", "missing") from error
    except UnicodeDecodeError as error:
        message = f"{path}: not in UTF-8 (byte {error.start}); save it as UTF-8 and read it again"
        raise InputError(message, "encoding") from error
    except csv.Error as error:
        raise InputError(f"{path}: not a CSV table: {error}", "malformed") from error


def _reports(path: str, rows: "csv.DictReader[str]", layout: Layout) -> Iterator[Report]:
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            raise InputError(f"{path}: more than {MOST_ROWS:,} rows; split the table", "too_large")
        cells = _Cells(f"{path}, row {number}", row)
        report = _report(f"row {number}", cells, layout)
        if report is not None:
            yield report


class _Cells:
    """The cells of one row, with errors that say where they stand."""

    def __init__(self, where: str, row: Row) -> None:
        self._where, self._row = where, row

    def text(self, column: str | None) -> str:
        return (self._row.get(column) or "").strip() if column else ""

    def number(self, column: str | None) -> float | None:
        text = self.text(column).replace(",", "")
        if not text or text == "NA":
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not 0 <= number <= LARGEST:
            self.fail(column, "is no number of losses")
        return number

    def flag(self, column: str | None) -> bool:
        return self.text(column).casefold() in ("1", "1.0", "true", "yes")

    def fail(self, column: str | None, what: str) -> None:
        text = self.text(column)[:40]
        raise InputError(f"{self._where}, column {column}: {text!r} {what}; mend it", "malformed")


def _report(reference: str, cells: _Cells, layout: Layout) -> Report | None:
    """One row as a report; None where it gives no number, or one of a category that is not mapped."""
    low, high = _interval(cells, layout)
    category = _category(cells.text(layout.column("category")), layout)
    if category is None or (low is None and high is None):
        return None
    if low is not None and high is not None and low > high:
        cells.fail(layout.column("low") or layout.column("figure"), "is above its upper end")
    source = cells.text(layout.column("source"))
    return Report(
        reference=reference,
        day=_day(cells, layout),
        side=cells.text(layout.column("side")).title(),
        kind=category[0],
        who=category[1],
        source=layout.columns.get("sources", {}).get(source, source),
        party=source in layout.columns.get("parties", ()) or cells.flag(layout.column("party")),
        low=low,
        high=high,
        days=_days(cells, layout),
    )


def _category(text: str, layout: Layout) -> tuple[str, str] | None:
    found = layout.columns["categories"].get(text)
    if found:
        return str(found["kind"]), str(found["who"])
    others = layout.column("others")
    return (others, text) if others else None


def _interval(cells: _Cells, layout: Layout) -> tuple[float | None, float | None]:
    figure = cells.number(layout.column("figure"))
    low, high = cells.number(layout.column("low")), cells.number(layout.column("high"))
    if low is not None and high is not None:
        return low, high
    if figure is None:
        return low, high
    if cells.flag(layout.column("minimum")):
        return figure, None
    if cells.flag(layout.column("maximum")):
        return None, figure
    return figure, figure


def _day(cells: _Cells, layout: Layout) -> date:
    column = layout.column("day")
    text = cells.text(column)
    try:
        if "date_format" in layout.columns:
            return datetime.strptime(text, layout.columns["date_format"]).date()  # noqa: DTZ007
        return _start(layout) + timedelta(days=float(text))
    except (ValueError, OverflowError):
        cells.fail(column, "is no day")
        raise


def _start(layout: Layout) -> date:
    start = layout.columns["start"]
    return start if isinstance(start, date) else date.fromisoformat(str(start))


def _days(cells: _Cells, layout: Layout) -> int:
    """Length of the stretch that a row counts: 0 for a running total."""
    column = layout.column("window")
    if column is None:
        return 0
    windows = layout.columns.get("windows", {})
    text = cells.text(column)
    if text not in windows:
        cells.fail(column, f"is no window of layout {layout.name} ({', '.join(windows)})")
    return int(windows[text])


def start_of(layout: Layout) -> date:
    """The day before the first on which something was lost: the running total is 0 then."""
    return _start(layout)
