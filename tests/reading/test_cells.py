"""Cells of tables: a bare number is what its column, or its row, says of it."""

import pytest

from reportedly import annotate
from reportedly.reading.mentions.cells import kind_of_header
from reportedly.records import Claim

PAGE = """Flood toll rises in Varsa

4 May 2025

The Civil Protection Agency of Varsa said on Sunday that the floods had hit three districts.

{table}

Rescue teams were still at work on Sunday night.
"""

BY_DISTRICT = """District | Killed | Injured | Houses destroyed
Orlenz | 12 | 40 | 210
Marny | 3 | - | 1,150
Tesk | 1 | 2 | 8
Total | 16 | 42 | 1,368"""

BY_FATE = """Fate | Orlenz | Marny
Dead | 12 | 3
Missing | 5 | 2
Displaced | 4,000 | 650"""


def cells(table: str) -> list[Claim]:
    """The claims that stand in a table between two paragraphs."""
    text = PAGE.format(table=table)
    start = text.index(table)
    return [c for c in annotate(text).claims if start <= c.start < start + len(table)]


def test_the_head_of_a_column_says_what_its_cells_count() -> None:
    assert [(claim.figure, claim.kind) for claim in cells(BY_DISTRICT)[:5]] == [
        ("12", "killed"),
        ("40", "injured"),
        ("210", "destroyed"),
        ("3", "killed"),
        ("1,150", "destroyed"),
    ]


def test_so_does_the_head_of_a_row() -> None:
    assert [(claim.figure, claim.kind) for claim in cells(BY_FATE)] == [
        ("12", "killed"),
        ("3", "killed"),
        ("5", "missing"),
        ("2", "missing"),
        ("4,000", "displaced"),
        ("650", "displaced"),
    ]


def test_a_row_that_sums_up_is_the_whole_of_the_others_and_no_place() -> None:
    claims = {claim.figure: claim for claim in cells(BY_DISTRICT)}
    assert claims["16"].relation is None
    assert claims["16"].where != "Total"
    relation = claims["12"].relation
    assert relation is not None
    assert relation.type == "part"
    assert relation.of == claims["16"].span


def test_a_figure_of_the_text_that_is_the_sum_of_a_column_is_its_whole() -> None:
    table = "\n".join(BY_DISTRICT.splitlines()[:-1])
    text = PAGE.format(table=table).replace("districts.", "districts and killed 16 people.")
    claims = {claim.figure: claim for claim in annotate(text).claims}
    relation = claims["12"].relation
    assert relation is not None
    assert relation.type == "part"
    assert relation.of == claims["16"].span


def test_the_toll_of_a_table_counts_nobody_twice() -> None:
    tolls = annotate(PAGE.format(table=BY_DISTRICT)).tolls
    assert {toll.kind: toll.best for toll in tolls} == {"killed": 16, "injured": 42}


def test_the_kind_is_marked_in_the_header() -> None:
    claim = cells(BY_DISTRICT)[2]
    text = PAGE.format(table=BY_DISTRICT)
    words = {mark.field: text[mark.start : mark.end] for mark in claim.marks}
    assert words["kind"] == "Houses destroyed"
    assert words["counted"] == "Houses"
    assert words["where"] == "Orlenz"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Killed", "killed"),
        ("Number of injured", "injured"),
        ("Confirmed deaths", "killed"),
        ("Soldiers captured", "captured"),
        ("Homes damaged", "damaged"),
        ("Missing", "missing"),
        ("Refugees", "displaced"),
        ("Dead and missing", None),
        ("Population", None),
        ("Year", None),
    ],
)
def test_kinds_of_headers(header: str, kind: str | None) -> None:
    assert kind_of_header(header) == kind
