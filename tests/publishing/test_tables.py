"""What a terminal shows: hedges as words, dates unambiguous, nothing that steers the terminal."""

import io

import pytest
from rich.console import Console, RenderableType

from reportedly.publishing import tables
from reportedly.records import Stretch
from tests.publishing.test_exports import recorded


def shown(renderable: RenderableType, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False, markup=False).print(renderable)
    return out.getvalue()


def test_the_claims_table_fits_80_columns() -> None:
    claim = recorded(
        published="2026-03-09T18:30+01:00",
        source="the National Disaster Response Agency of the Republic of Tarvonia",
        who="passengers of two buses on the mountain road",
    )
    lines = shown(tables.claims_table([claim])).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert "9 Mar 2026" in lines[1]
    assert "3f9a1c" in lines[1]


def test_one_claim_shows_its_sentence_with_the_figure_marked() -> None:
    view = shown(tables.claim_view(recorded(), None, ("the governor", "The Tarn Post")))
    assert "said [at least 40] people" in view
    assert "the governor → The Tarn Post" in view
    assert "40 or more" in view


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b31m", "\u202e", "\x07", "\r"])
def test_a_page_cannot_steer_the_terminal(hostile: str) -> None:
    claim = recorded(source=f"the{hostile}army", sentence="x" * 23 + "at least 40" + hostile)
    view = shown(tables.claim_view(claim, None, ()))
    assert hostile not in view
    assert "\N{REPLACEMENT CHARACTER}" in view


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ({"low": 3000, "high": None, "comparator": "more_than"}, "above 3,000"),
        ({"low": None, "high": 1, "comparator": "at_most"}, "at most 1"),
        ({"low": 40, "high": 50, "comparator": "between"}, "40 to 50"),
        ({"low": 12000, "high": 12000, "comparator": "about"}, "about 12,000"),
        ({"low": 2.5, "high": 2.5, "comparator": "exactly"}, "exactly 2.5"),
    ],
)
def test_intervals_in_words(interval: dict[str, object], words: str) -> None:
    assert tables.interval(recorded(**interval)) == words


def test_stretches_in_words() -> None:
    assert tables.stretch(Stretch.model_validate({"end": "2026-03-09"})) == "until 9 Mar 2026"
    both = {"start": "2026-03-08", "end": "2026-03-09"}
    assert tables.stretch(Stretch.model_validate(both)) == "8 Mar 2026 to 9 Mar 2026"
