"""Sources that a reader missed: the figure's own sentence names them, beside a verb of saying."""

import pytest

from reportedly.reconciling.missed import as_their_words_say
from reportedly.records import Statement
from tests.reconciling.invented import article, statement

HEARD = "The rescue service said that three people had died."
NAMED = "Governor Ada Orlen said that nine people had been hurt."


def source(words: str, figure: str = "12", **others: object) -> str | None:
    """The source of a sentence of which none was read, on a page that has two others."""
    page = article(HEARD, NAMED, words)
    figures: list[Statement] = [
        statement(page, HEARD, "three", source="rescue service"),
        statement(page, NAMED, "nine", source="Ada Orlen"),
        statement(page, words, figure, **others),
    ]
    return as_their_words_say(figures)[-1].source


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The rescue service said that 12 people had died.", "rescue service"),
        ("12 people were killed, the rescue service said on Monday.", "rescue service"),
        ("12 people were killed, the rescue service said, down from 14.", "rescue service"),
        ("The toll stands at 12, according to the rescue service.", "rescue service"),
        ("The rescue service (ORS) put the number of dead at 12.", "rescue service"),
        ("Orlen said that 12 people had died.", "Ada Orlen"),
        ("The governor of Oro, Ada Orlen, said that 12 people had died.", "Ada Orlen"),
    ],
)
def test_a_sentence_tells_who_spoke(words: str, name: str) -> None:
    assert source(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "12 people were killed.",
        "The coast guard said that 12 people had died.",
        "12 people were killed a day after the rescue service said that all was well.",
        "12 died and the rescue service said nothing.",
        "The rescue service, 12 of whose men were hurt, said nothing.",
        "The rescue service freed 12 people, the coast guard said.",
    ],
)
def test_others_in_a_sentence_are_no_sources(words: str) -> None:
    assert source(words) is None


def test_what_was_read_stays() -> None:
    assert source("The rescue service said that 12 had died.", source="a boy") == "a boy"


def test_a_surname_is_known_on_its_own_page_alone() -> None:
    page, other = article(NAMED), article("Orlen said that 12 people had died.")
    figures = [
        statement(page, NAMED, "nine", source="Ada Orlen"),
        statement(other, "Orlen said that 12 people had died.", "12"),
    ]
    assert [one.source for one in as_their_words_say(figures)] == ["Ada Orlen", None]
