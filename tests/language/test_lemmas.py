"""Lemmas from a table learned from examples."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.lemmas import Lemmas, learn

EXAMPLES = [
    ("killed", "VBD", "kill"),
    ("wounded", "VBD", "wound"),
    ("carried", "VBD", "carry"),
    ("buried", "VBD", "bury"),
    ("said", "VBD", "say"),
    ("Fled", "VBD", "flee"),
    ("houses", "NNS", "house"),
    ("bridges", "NNS", "bridge"),
    ("Orlenz", "NNP", "Orlenz"),
    ("Brandt", "NNP", "Brandt"),
]


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return learn(EXAMPLES)


def test_what_was_learned_is_known(lemmas: Lemmas) -> None:
    assert [lemmas.lemma(form, tag) for form, tag, _ in EXAMPLES] == [
        lemma for _, _, lemma in EXAMPLES
    ]


def test_new_words_go_by_their_endings(lemmas: Lemmas) -> None:
    assert lemmas.lemma("rounded", "VBD") == "round"
    assert lemmas.lemma("Hurried", "VBD") == "hurry"
    assert lemmas.lemma("hedges", "NNS") == "hedge"


def test_names_keep_their_letters(lemmas: Lemmas) -> None:
    assert lemmas.lemma("Ilva", "NNP") == "Ilva"


def test_the_table_is_stored_whole(lemmas: Lemmas, tmp_path: Path) -> None:
    lemmas.to_disk(tmp_path / "lemmas.json")
    assert Lemmas.from_disk(tmp_path / "lemmas.json") == lemmas


@given(st.text(min_size=1, max_size=20), st.sampled_from(["VBD", "NNS", "NNP", "CD"]))
def test_no_word_is_without_a_lemma(word: str, tag: str) -> None:
    assert learn(EXAMPLES).lemma(word, tag)
