"""Series and their verdicts, on statements made by hand."""

from itertools import permutations

import pytest

from reportedly.reconciling import build, lines
from reportedly.reconciling.comparing import agree
from reportedly.records import Comparator, Statement, Stretch
from tests.reconciling.invented import said


def verdict_of(*statements: Statement) -> str:
    (series,) = build(statements)
    return series.verdict


def test_one_statement_is_single() -> None:
    assert verdict_of(said(7, "the governor", "2026-03-09")) == "single"


def test_two_voices_that_rise_without_contradiction() -> None:
    found = verdict_of(
        said(3000, "Ada Orlen", "2026-01-05", "more_than", window="cumulative"),
        said(4000, "western officials", "2026-02-01", "about", window="cumulative"),
    )
    assert found == (
        "consistent, rising: more_than 3000 → about 4000; 2 voices with no known common origin"
    )


def test_a_later_higher_count_rises() -> None:
    assert verdict_of(
        said(7, "the governor", "2026-03-09"), said(19, "the agency", "2026-03-10")
    ).startswith("rising: ")


def test_one_voice_that_takes_a_number_back_is_revised() -> None:
    assert verdict_of(
        said(19, "the agency", "2026-03-10"), said(17, "the agency", "2026-03-11")
    ).startswith("revised: ")


def test_two_voices_of_one_day_that_cannot_both_hold_are_in_conflict() -> None:
    assert verdict_of(
        said(12, "the army", "2026-03-10"), said(40, "the rebels", "2026-03-10")
    ).startswith("in conflict: ")


def test_the_hour_of_printing_lets_a_toll_rise_within_a_day() -> None:
    assert verdict_of(
        said(7, "the governor", "2026-03-09T08:00"), said(19, "the agency", "2026-03-09T22:15")
    ).startswith("rising: ")


def test_a_denial_is_kept_apart_and_never_counted() -> None:
    (series,) = build(
        [said(12, "the army", "2026-03-10"), said(12, "the rebels", "2026-03-10", stance="denies")]
    )
    assert [s.source for s in series] == ["the army"]
    assert [(s.source, s.apart) for s in series.apart] == [("the rebels", "denied")]


@pytest.mark.parametrize(
    ("relation", "why"),
    [("part", "part of another figure"), ("previous", "former figure"), ("corrects", "corrected")],
)
def test_a_figure_that_leans_on_another_is_kept_apart(relation: str, why: str) -> None:
    whole = said(12, "the army", "2026-03-10")
    leaning = said(3, "the army", "2026-03-10", relation={"type": relation})
    (series,) = build([whole, leaning])
    assert [s.low for s in series] == [12]
    assert [s.apart for s in series.apart] == [why]


def test_a_headline_is_the_voice_of_the_source_that_the_page_names() -> None:
    headline = said(40, None, "2026-03-10", best=40, claims=({"start": 0, "end": 2},))
    text = said(
        40, "the governor", "2026-03-10", "at_least", best=40, claims=({"start": 50, "end": 61},)
    )
    (series,) = build([headline, text])
    (statement,) = series
    assert statement.source == "the governor"
    assert [span.start for span in statement.claims] == [0, 50]


def test_a_headline_that_drops_the_hedge_tells_what_the_text_tells() -> None:
    headline = said(
        30, None, "2026-03-10", best=30, role="headline", claims=({"start": 0, "end": 2},), who=None
    )
    text = said(
        30, "the governor", "2026-03-10", "more_than", best=30, claims=({"start": 50, "end": 62},)
    )
    (series,) = build([headline, text])
    (statement,) = series
    assert (statement.source, statement.comparator) == ("the governor", "more_than")
    assert [span.start for span in statement.claims] == [0, 50]


def test_a_line_of_the_text_without_the_hedge_is_another_figure() -> None:
    bare = said(30, None, "2026-03-10", best=30, claims=({"start": 90, "end": 92},))
    text = said(
        30, "the governor", "2026-03-10", "more_than", best=30, claims=({"start": 50, "end": 62},)
    )
    (series,) = build([bare, text])
    assert len(series) == 2


def test_an_agency_is_one_voice_on_all_its_pages() -> None:
    copies = [
        said(7, None, "2026-03-09", via=("TarPress",), publisher=name, id=name, page=name)
        for name in ("The Post", "The Standard")
    ]
    assert verdict_of(*copies) == "single: one voice on 2 pages"


def test_other_kinds_people_places_and_happenings_are_other_series() -> None:
    statements = [
        said(7, "a", "2026-03-09"),
        said(7, "b", "2026-03-09", kind="injured"),
        said(7, "c", "2026-03-09", who="children"),
        said(7, "d", "2026-03-09", where="Osk"),
        said(7, "e", "2026-05-09"),
    ]
    assert len(build(statements)) == 5


def test_a_battalion_is_never_a_number_of_soldiers() -> None:
    statements = [
        said(1, "a", "2026-03-09", who="soldiers", counted="battalion"),
        said(900, "b", "2026-03-09", who="soldiers", counted="soldiers"),
    ]
    assert len(build(statements)) == 2


def test_places_inside_one_another_are_linked_and_shown_on_one_line() -> None:
    statements = [
        said(
            3000,
            "a",
            "2026-03-09",
            "more_than",
            who="Kenyan troops",
            where="Kursk",
            window="cumulative",
        ),
        said(
            4000,
            "b",
            "2026-03-19",
            "about",
            who="Kenyan soldiers",
            where="Russia",
            window="cumulative",
        ),
    ]
    built = build(statements)
    assert {link.type for series in built for link in series.links} == {"contains", "contained"}
    (line,) = lines(built)
    assert [series.where for series in line.series] == ["Russia", "Kursk"]
    assert line.why == "Kursk: in Russia"
    assert line.verdict
    assert line.verdict.startswith("consistent, rising")


def test_the_order_of_pages_changes_nothing() -> None:
    statements = [
        said(7, "the governor", "2026-03-09"),
        said(19, "the agency", "2026-03-10", when=Stretch.model_validate({"end": "2026-03-10"})),
        said(19, "the Agency", "2026-03-10", where=None),
        said(17, "the agency", "2026-03-11"),
    ]
    first = build(statements)
    for order in permutations(statements):
        assert build(order) == first


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((3900, "about"), (4000, "about"), True),
        ((3900, "exactly"), (4000, "exactly"), False),
        ((3000, "more_than"), (3000, "exactly"), False),
        ((3000, "at_least"), (3000, "exactly"), True),
        ((3000, "more_than"), (4000, "about"), True),
        ((100, "at_most"), (200, "at_least"), False),
    ],
)
def test_figures_agree_within_their_hedges(
    a: tuple[int, Comparator], b: tuple[int, Comparator], expected: bool
) -> None:
    first, second = said(a[0], "x", "2026-03-09", a[1]), said(b[0], "y", "2026-03-09", b[1])
    assert agree(first, second) is expected
    assert agree(second, first) is expected
