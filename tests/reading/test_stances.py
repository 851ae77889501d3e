"""How firmly a figure is put forward."""

import pytest

from reportedly.reading.attributions.finding import attribution_of
from reportedly.records import Stance
from tests.reading.documents import document, span_of

STANCES: list[tuple[str, Stance]] = [
    ("Police said 12 people died.", "asserts"),
    ("Police confirmed that 12 people died.", "confirms"),
    ("Police estimate that 12 people died.", "estimates"),
    ("Police denied that 12 people died.", "denies"),
    ("Police doubt that 12 people died.", "doubts"),
    ("The army will send 12 tanks.", "expects"),
    ("The army expects to send 12 tanks.", "expects"),
    ("Some 12 people are believed to have died.", "estimates"),
    ("The blast reportedly killed 12 people.", "estimates"),
    ("Some 12 people are feared drowned.", "estimates"),
    ("The fire killed 12 people.", "asserts"),
    ("The union doubts that 12 people died.", "doubts"),
    ("The minister dismissed claims that 12 people died.", "denies"),
    ("The deaths of 12 soldiers were confirmed by the army.", "confirms"),
    ("An estimate by the commission that 12 people died was too high.", "estimates"),
    ("Some 12 people may be trapped in the wreck.", "estimates"),
    # the words of another clause say nothing of this one
    ("The army said it had sent 12 tanks and would send more.", "asserts"),
    ("The bridge, which fell in a raid that killed 12 people, would be rebuilt.", "asserts"),
    ("All were confirmed dead after rescuers found 12 bodies.", "asserts"),
    ("Suspected rebels shot 12 people.", "asserts"),
    # the month of May is no verb
    ("A bomb in Orven (14 May) killed 12 people.", "asserts"),
    ("A storm killed 12 people in Orven in May, police said.", "asserts"),
    ("Toll in Orven Storm May Rise to 12 people", "expects"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_how_firmly_a_figure_is_put_forward(text: str, stance: Stance) -> None:
    found = attribution_of(document(text), span_of(text, "12"))
    assert (found.stance if found else "asserts") == stance


def test_no_deaths_that_were_reported_are_none_that_are_known() -> None:
    text = "No deaths were reported."
    found = attribution_of(document(text), span_of(text, "No"))
    assert (found.stance if found else "asserts") == "asserts"
