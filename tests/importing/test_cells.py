"""What single cells say, and cells that say it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.importing import written_day, written_number
from reportedly.importing.cells import CellError, day_of, number_of
from reportedly.importing.mappings import DayColumn, Numbers

PLAIN = Numbers(best="n")
EUROPEAN = Numbers(best="n", thousands=".", decimal=",")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0),
        (" 1200 ", 1200),
        ("1,200", 1200),
        ("1,200,000", 1_200_000),
        ("9,99,999", 999_999),
        ("1e+05", 100_000),
        ("2.0", 2),
        ("0.5", 0.5),
        ("1,200.5", 1200.5),
        ("+7", 7),
    ],
)
def test_numbers(cell: str, number: float) -> None:
    found = number_of(cell, PLAIN)
    assert found == number
    assert type(found) is type(number)


def test_numbers_as_most_of_europe_writes_them() -> None:
    assert number_of("1.200,5", EUROPEAN) == 1200.5
    assert number_of("3,5", EUROPEAN) == 3.5


@pytest.mark.parametrize(
    "cell", ["3,5", "12,34", "1,2345", ",5", "1_000", "0x10", "١٢", "1e", "--1", "", "5 dead", "∞"]
)
def test_what_is_no_number(cell: str) -> None:
    with pytest.raises(CellError, match="is not a number"):
        number_of(cell, PLAIN)


@given(st.integers(0, 10**15 - 1))
def test_a_number_is_written_as_it_is_read(number: int) -> None:
    assert number_of(written_number(number), PLAIN) == number
    assert number_of(f"{number:,}", PLAIN) == number


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_a_day_is_written_as_it_is_read(day: date, form: str) -> None:
    column = DayColumn(column="day", format=form)
    assert day_of(written_day(day, column), column) == day
    counted = DayColumn(column="day", days_after=date(2022, 2, 24))
    assert day_of(written_day(day, counted), counted) == day


def test_days_need_no_leading_zeros() -> None:
    assert day_of("1/2/2026", DayColumn(column="day", format="%d/%m/%Y")) == date(2026, 2, 1)


@pytest.mark.parametrize("cell", ["31/02/2026", "2026-02-01", "soon", "1/2/26"])
def test_what_is_no_day(cell: str) -> None:
    with pytest.raises(CellError, match="is not a day like 31/01/2025"):
        day_of(cell, DayColumn(column="day", format="%d/%m/%Y"))


@pytest.mark.parametrize("cell", ["x", "9" * 7, "9" * 99, "-9999999", "1.5"])
def test_what_is_no_count_of_days(cell: str) -> None:
    with pytest.raises(CellError, match="is not a number of days"):
        day_of(cell, DayColumn(column="day", days_after=date(2022, 2, 24)))
