"""Where sentences start: what the network says, and what is known for certain."""

import pytest
from spacy.language import Language

from reportedly.language import pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def sentences(nlp: Language, text: str, boundaries: tuple[int, ...] = ()) -> list[str]:
    doc = nlp.make_doc(text)
    doc._.boundaries = list(boundaries)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return [sentence.text.strip() for sentence in doc.sents]


def test_sentences_of_one_paragraph(nlp: Language) -> None:
    text = "The U.S. envoy left Orlenz on Jan. 5. He said 3,000 people had fled. No one was hurt."
    assert sentences(nlp, text) == [
        "The U.S. envoy left Orlenz on Jan. 5.",
        "He said 3,000 people had fled.",
        "No one was hurt.",
    ]


def test_a_line_break_ends_a_sentence(nlp: Language) -> None:
    assert sentences(nlp, "Flood in\nOrlenz\n\nkills 12") == ["Flood in", "Orlenz", "kills 12"]


def test_a_line_break_of_wrapped_text_ends_nothing(nlp: Language) -> None:
    doc = nlp.make_doc("More than three\nhundred people fled. Nobody\nwas hurt.")
    doc._.wrapped = True
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "More than three\nhundred people fled.",
        "Nobody\nwas hurt.",
    ]


def test_a_boundary_starts_a_sentence(nlp: Language) -> None:
    text = "Advertisement Officials in Orlenz counted 40 houses"
    assert sentences(nlp, text, (text.index("Officials"),)) == [
        "Advertisement",
        "Officials in Orlenz counted 40 houses",
    ]


def test_a_boundary_inside_a_token_starts_it(nlp: Language) -> None:
    text = "They counted 40,000 houses"
    assert sentences(nlp, text, (text.index(",000"),)) == ["They counted", "40,000 houses"]


def test_boundaries_outside_of_the_text_do_nothing(nlp: Language) -> None:
    text = "They counted 40,000 houses"
    assert sentences(nlp, text, (0, len(text), 10_000)) == [text]
