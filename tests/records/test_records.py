"""Records: what they refuse, and that they survive JSON exactly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reportedly.records import (
    Article,
    Block,
    Claim,
    Comparator,
    Reading,
    Relation,
    Span,
    Stretch,
    check_interval,
)

TEXT = "Officials in Tarn said at least 40 people were hurt."


def a_claim(**changed: object) -> Claim:
    fields: dict[str, object] = {
        "start": 23,
        "end": 34,
        "figure": "at least 40",
        "low": 40,
        "high": None,
        "comparator": "at_least",
        "kind": "injured",
    }
    return Claim.model_validate(fields | changed)


def test_a_reading_shows_the_words_of_its_claims() -> None:
    reading = Reading(version="test", article=Article(text=TEXT), claims=(a_claim(),))
    assert reading.claims[0].span.of(reading.article.text) == "at least 40"


def test_a_claim_whose_words_are_not_in_the_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="the text has"):
        Reading(version="test", article=Article(text=TEXT), claims=(a_claim(figure="at least 50"),))


def test_a_span_past_the_end_of_the_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="runs past the text of 2 characters"):
        Reading(version="test", article=Article(text="40"), claims=(a_claim(),))


def test_blocks_are_in_order_and_inside_the_text() -> None:
    with pytest.raises(ValidationError, match="overlaps the one before"):
        Article(
            text=TEXT,
            blocks=(Block(start=0, end=9, role="body"), Block(start=4, end=12, role="body")),
        )
    with pytest.raises(ValidationError, match="a block ends at 99"):
        Article(text=TEXT, blocks=(Block(start=0, end=99, role="body"),))


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        ("exactly", 4, None),
        ("exactly", 4, 5),
        ("about", None, 4),
        ("at_least", None, 4),
        ("at_least", 4, 4),
        ("more_than", None, None),
        ("at_most", 4, None),
        ("less_than", 4, 5),
        ("between", 5, 4),
        ("between", 5, None),
        ("vague", None, 9),
    ],
)
def test_an_interval_has_the_open_ends_of_its_comparator(
    comparator: Comparator, low: int | None, high: int | None
) -> None:
    with pytest.raises(ValueError, match=r"takes|greater|floor"):
        check_interval(low, high, comparator)


def test_a_stretch_is_ordered_and_never_wholly_open() -> None:
    with pytest.raises(ValidationError, match="at least one end"):
        Stretch()
    with pytest.raises(ValidationError, match="before it ends"):
        Stretch(start=date(2025, 1, 5), end=date(2025, 1, 4))


@pytest.mark.parametrize("moment", ["2025-02-30", "01-02-2025", "2025-02-01T18:32 IST", "2025"])
def test_a_moment_is_an_iso_date_with_an_optional_time_and_zone(moment: str) -> None:
    with pytest.raises(ValidationError):
        Article(text="", published=moment)


numbers = st.one_of(
    st.integers(min_value=-(10**15), max_value=10**15),
    st.floats(allow_nan=False, allow_infinity=False),
)


@given(
    value=numbers,
    quoted=st.booleans(),
    words=st.text(max_size=20),
    when=st.one_of(st.none(), st.builds(Stretch, start=st.dates(), end=st.none())),
    of=st.tuples(st.integers(0, 50), st.integers(51, 99)),
)
def test_json_gives_back_the_same_claim(
    value: float, quoted: bool, words: str, when: Stretch | None, of: tuple[int, int]
) -> None:
    claim = a_claim(
        low=value,
        best=value,
        quoted=quoted,
        who=words,
        via=(words, "a wire"),
        when=when,
        relation=Relation(type="part", of=Span(*of)),
    )
    again = Claim.model_validate_json(claim.model_dump_json())
    assert again == claim
    assert type(again.low) is type(claim.low)


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        a_claim(kinds="injured")
