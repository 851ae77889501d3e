"""Rows as claims: the fields that a mapping gives, and the cells that they rest on."""

from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import InputError
from reportedly.importing import BadRowError, claim_of, claims_in, reading_of
from reportedly.records import Claim, Span
from tests.importing.invented import MAPPING, ROWS, mapping, opened, write_table


def claims_of(tmp_path: Path, *rows: str) -> list[Claim]:
    _, sheet, found = opened(write_table(tmp_path, rows), mapping(tmp_path))
    return [claim_of(sheet, row) for row in found]


def test_a_row_is_a_claim(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, ROWS[0])
    assert (claim.kind, claim.low, claim.high, claim.best) == ("killed", 9, 9, 9)
    assert (claim.comparator, claim.window, claim.stance) == ("exactly", "period", "asserts")
    assert (claim.who, claim.where) == ("Ilmerian soldiers", "Tavir")
    assert (claim.source, claim.via) == ("Ilmerian General Staff", ())
    assert claim.when is not None
    assert (claim.when.start, claim.when.end) == (date(2026, 2, 2), date(2026, 2, 2))
    assert claim.stated == claim.when
    assert claim.figure == ROWS[0][claim.start : claim.end] == "9"


def test_low_and_high_are_a_range_and_its_figure_holds_both_cells(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, ROWS[1])
    assert (claim.low, claim.high, claim.best, claim.comparator) == (30, 50, None, "between")
    assert claim.figure == "30,50"
    assert (claim.source, claim.via) == ("officers, unnamed", ("Meridian World",))
    assert claim.when is not None
    assert claim.when.start == date(2026, 2, 1)  # a running total, since the first day


def test_flags_and_single_ends_are_bounds(tmp_path: Path) -> None:
    floor, low = claims_of(tmp_path, ROWS[2], ROWS[3])
    assert (floor.low, floor.high, floor.best, floor.comparator) == (100, None, 100, "at_least")
    assert (low.low, low.high, low.best, low.comparator) == (1200, None, 1200, "at_least")
    (ceiling,) = claims_of(tmp_path, ROWS[2].replace("floor", "ceiling"))
    assert (ceiling.low, ceiling.high, ceiling.comparator) == (None, 100, "at_most")


def test_all_three_numbers_are_kept(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, ROWS[1].replace("30,50,", "30,50,40"))
    assert (claim.low, claim.high, claim.best, claim.figure) == (30, 50, 40, "40")


def test_every_field_points_at_its_cell(tmp_path: Path) -> None:
    (claim,) = claims_of(tmp_path, ROWS[1])
    cells = {(mark.field, ROWS[1][mark.start : mark.end]) for mark in claim.marks}
    assert {
        ("low", "30"),
        ("high", "50"),
        ("kind", "dead"),
        ("who", "I"),
        ("window", "yes"),
        ("source", "officers, unnamed"),
        ("via", "Meridian World"),
        ("when", "2026-02-03"),
        ("stated", "2026-02-03"),
        ("note", 'a ""range""'),
    } == cells


def test_the_page_of_a_row_is_its_table_header_and_row(tmp_path: Path) -> None:
    table, sheet, rows = opened(write_table(tmp_path), mapping(tmp_path))
    above = sheet.above()
    reading = reading_of(sheet, rows[0], claim_of(sheet, rows[0], len(above)), "1.0")
    article = reading.article
    assert article.text == f"losses.csv (river)\n{table.header.text}\n{ROWS[0]}"
    assert [block.role for block in article.blocks] == ["furniture", "table"]
    assert [block.span.of(article.text) for block in article.read_blocks()] == [ROWS[0]]
    assert reading.sentences == (Span(len(above), len(article.text)),)
    assert article.url == "https://example.org/1"
    assert reading.version == f"1.0+{sheet.mapping.digest}"
    again = reading_of(sheet, rows[0], None, "1.0", repeated=2)
    assert again.article.text.startswith("row repeated, 3 in all so far: losses.csv")


def test_an_address_that_is_none_is_left_out(tmp_path: Path) -> None:
    row = ROWS[0].replace("https://example.org/1", "javascript:alert(1)")
    _, sheet, rows = opened(write_table(tmp_path, (row,)), mapping(tmp_path))
    assert reading_of(sheet, rows[0], None, "1.0").article.url is None


def test_the_claims_of_a_table_without_a_ledger(tmp_path: Path) -> None:
    path, by = write_table(tmp_path), mapping(tmp_path)
    assert [(found.row, found.claim.best) for found in claims_in(path, by)] == [
        (2, 9),
        (3, None),
        (4, 100),
        (5, 1200),
    ]
    write_table(tmp_path, (ROWS[0], ROWS[1].replace("30", "60")))
    with pytest.raises(InputError, match="row 3: low 60 is greater than high 50"):
        list(claims_in(path, by))


def test_what_an_estimate_asks_beyond_the_claim(tmp_path: Path) -> None:
    more = """
[estimate]
side = { column = "whose", values = { I = "Ilmeria", Z = "Zorvath" } }
who = "soldiers"
source = { column = "said by" }
party = { column = "our note", when = ["x"] }
"""
    path = write_table(tmp_path, (ROWS[1], ROWS[0] + "x"))
    first, second = claims_in(path, mapping(tmp_path, MAPPING + more))
    assert (first.side, first.who, first.party) == ("Ilmeria", "soldiers", False)
    assert (first.source, first.claim.source) == (
        "officers, unnamed (via Meridian World)",
        "officers, unnamed",
    )
    assert second.party is True
    (plain, _) = claims_in(path, mapping(tmp_path))
    assert (plain.side, plain.who, plain.source, plain.party) == (None, None, None, None)


def test_a_bad_day_of_printing_is_found_with_the_others(tmp_path: Path) -> None:
    path = write_table(tmp_path, (ROWS[0],))
    by = mapping(tmp_path, MAPPING + '[published]\ncolumn = "our note"\nformat = "%Y-%m-%d"\n')
    assert next(claims_in(path, by)).claim.best == 9  # an empty cell is no day
    write_table(tmp_path, (ROWS[0] + "soon",))
    with pytest.raises(InputError, match="'our note': 'soon' is not a day"):
        list(claims_in(path, by))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("30,50", "50,30", "low 50 is greater than high 30"),
        ("30,50,", "30,50,60", "best 60 is greater than high 50"),
        ("30,50,", "30,50,20", "low 30 is greater than best 20"),
        ("30,50", "-3,50", "'least': '-3' is less than nothing"),
        ("30,50", "many,50", "'least': 'many' is not a number"),
        ("30,50", "nan,50", "'least': 'nan' is not a number"),
        ("30,50", "1e99,50", "'least': '1e99' is larger than any count"),
        ("30,50", "1e999999999,50", "'least': '1e999999999' is larger than any count"),
        ("30,50", "1e-999999999,50", "too small to count anything"),
        ("30,50", ",", "no number stands in 'least', 'most', 'number'"),
        ("2026-02-03", "2026-02-31", "'day': '2026-02-31' is not a day like 2025-01-31"),
        ("dead", "lost", "'what': 'lost' stands for no kind; add it to the mapping"),
        ("dead", "", "'what': nothing there says the kind"),
        ("dead,I", "dead,I,I", "12 cells where the header has 11"),
        ("dead,I", "dead", "10 cells where the header has 11"),
    ],
)
def test_a_row_that_cannot_be_says_why(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in ROWS[1]
    with pytest.raises(BadRowError) as error:
        claims_of(tmp_path, ROWS[1].replace(old, new))
    assert said in str(error.value)
