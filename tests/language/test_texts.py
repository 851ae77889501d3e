"""Whatever text comes in comes out again, character for character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.language import pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


PIECES = st.sampled_from(
    ["Mayor", "Ilva", "said", "3,000", "$1.2bn", "40-50", "N.", "U.S.", "don't", "“", "(", "...",
     ".", "\n", "\n\n", " ", "  ", "\t", "\x00", "\u00a0", "é", "東", "🙂", "--", "can't!?", "10^400"]
)  # fmt: skip


def check(doc: Doc, text: str) -> None:
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    sentences = list(doc.sents) if len(doc) else []
    assert "".join(sentence.text_with_ws for sentence in sentences) == text
    for sentence in sentences:
        assert sentence.root.head == sentence.root
        assert all(token.head in sentence for token in sentence)
        assert sum(token.head == token for token in sentence) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_text_of_news_like_pieces_is_kept(text: str) -> None:
    check(pipeline()(text), text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_kept(text: str) -> None:
    check(pipeline()(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\x00",
        "\n\n a",
        "a \n",
        "\x00\x00 \n\x00",
        "(" * 20_000,
        "a" * 20_000,
        "\u200b",
    ],
    ids=[
        "empty",
        "space",
        "break",
        "NUL",
        "leading",
        "trailing",
        "NULs",
        "brackets",
        "run",
        "zero",
    ],
)
def test_odd_texts(nlp: Language, text: str) -> None:
    check(nlp(text), text)


def test_ten_thousand_words_without_punctuation_are_cut_into_sentences(nlp: Language) -> None:
    text = "river " * 10_000
    doc = nlp(text)
    check(doc, text)
    assert max(len(sentence) for sentence in doc.sents) <= 200


def test_the_same_text_gives_the_same_reading(nlp: Language) -> None:
    text = "The Orlenz bridge fell on Tuesday. At least 12 people died, the mayor said."
    first, second = nlp(text), pipeline()(text)
    attributes: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START"]
    assert (first.to_array(attributes) == second.to_array(attributes)).all()


@pytest.mark.parametrize("mark", ["'", '"', "“", "(", ",", "7", "a"])
def test_a_run_without_spaces_that_is_longer_than_any_word_is_cut_and_not_read(
    nlp: Language, mark: str
) -> None:
    text = f"Nine men fled. {mark * 20_500} Twelve, he said."
    doc = nlp(text)
    check(doc, text)
    run = [token for token in doc if token.text.strip(mark) == "" and len(token) > 2]
    assert [len(token) for token in run] == [1000] * 20 + [500]
    assert [token.text for token in doc][-5:] == ["Twelve", ",", "he", "said", "."]
