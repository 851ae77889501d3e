"""What single cells say: numbers, days, words; and cells that say it."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from reportedly.importing.mappings import DayColumn, Numbers
from reportedly.records import Number

LARGEST = 10**15
"""No count of people, things or whole units of money reaches this: a cell that does is a slip."""

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:_\d{2,3})*_\d{3}", re.ASCII)  # also 9,99,999, as in India
_LONGEST = 40
_LAST = (date.max - date.min).days


class CellError(ValueError):
    """What is wrong with a cell, in words that follow its column's name."""


def number_of(cell: str, how: Numbers) -> Number:
    """The number in a cell: `1200`, `1,200`, `1.5`, `1e+05`; whole numbers as `int`.

    Raises:
        CellError: it is none, is negative, or larger than any count.
    """
    plain = cell.strip()
    if how.thousands and how.thousands in plain:
        whole, point, rest = plain.partition(how.decimal)
        # "3,5" is no 35: a separator of thousands has three digits behind the last one.
        if not _GROUPED.fullmatch(whole.replace(how.thousands, "_")):
            raise CellError(
                f"{_shown(cell)} is not a number: {how.thousands!r} separates thousands"
            )
        plain = whole.replace(how.thousands, "") + point + rest
    plain = plain.replace(how.decimal, ".")
    # Digits alone: Decimal takes "NaN", "Infinity" and "1_000" as well.
    if len(plain) > _LONGEST or not set(plain) <= set("0123456789.+-eE"):
        raise CellError(f"{_shown(cell)} is not a number")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise CellError(f"{_shown(cell)} is not a number") from None
    if value < 0:
        raise CellError(f"{_shown(cell)} is less than nothing")
    if value and (value.adjusted() > 15 or value >= LARGEST):
        raise CellError(f"{_shown(cell)} is larger than any count")
    if value and value.adjusted() < -15:
        raise CellError(f"{_shown(cell)} is too small to count anything")
    integral = value.to_integral_value()
    return int(integral) if integral == value else float(value)


def day_of(cell: str, how: DayColumn) -> date:
    """The day that a cell names.

    Raises:
        CellError: it names none.
    """
    plain = cell.strip()
    if how.days_after is not None:
        try:
            days = int(plain) if len(plain) <= 7 else _LAST
            return how.days_after + timedelta(days=days)
        except (ValueError, OverflowError):
            raise CellError(f"{_shown(cell)} is not a number of days") from None
    try:
        return datetime.strptime(plain, how.format or "").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        example = date(2025, 1, 31).strftime(how.format or "")
        raise CellError(f"{_shown(cell)} is not a day like {example}") from None


def written_number(value: Number | None) -> str:
    """A number as a cell."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value)


def written_day(day: date | None, how: DayColumn) -> str:
    """A day as a cell."""
    if day is None:
        return ""
    if how.days_after is not None:
        return str((day - how.days_after).days)
    return day.strftime(how.format or "")


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…")
