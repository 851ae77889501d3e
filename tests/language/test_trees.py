"""Trees are worked out when they are asked for, and are those that would have been written."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.language import pipeline
from reportedly.language.trees import Tree, Trees

TEXT = (
    "  Divers in Orlenz brought 14 people ashore on Monday. The mayor, Ilva Brandt, said that more than\n"
    "3,000 residents had left.  Officials denied it! Go. Roads that the flood had cut, and a bridge  over "
    "the Sella, were shut by the guards, who turned cars back (all but 2)."
)


@pytest.fixture(scope="module")
def written() -> Doc:
    return pipeline()(TEXT)


def asked(worth: list[int] | None) -> Doc:
    nlp: Language = pipeline(trees_when_asked=True)
    doc = nlp.make_doc(TEXT)
    doc._.worth_parsing = worth
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def trees_of(doc: Doc) -> list[tuple[list[int], list[str]]]:
    trees = Trees.of(doc)
    found = [trees.of_sentence(first) for first, _ in trees.bounds]
    return [(tree.heads, tree.relations) for tree in found]


def test_a_tree_asked_for_is_the_one_that_is_written(written: Doc) -> None:
    late = asked(None)
    assert trees_of(late) == trees_of(written)
    for token, other in zip(late, written, strict=True):
        assert (token.tag_, token.pos_, token.lemma_) == (other.tag_, other.pos_, other.lemma_)
        assert token.is_sent_start == other.is_sent_start
        assert token.morph == other.morph


def test_the_order_of_asking_changes_nothing(written: Doc) -> None:
    late = asked(None)
    starts = [first for first, _ in Trees.of(late).bounds]
    for first in reversed(starts):
        Trees.of(late).of_sentence(first)
    assert trees_of(late) == trees_of(written)


def test_a_sentence_that_was_not_parsed_has_a_tree_without_grammar() -> None:
    late = asked([1])
    flat, read = (Trees.of(late).of_sentence(late[at].i) for at in (0, 14))
    assert set(flat.relations) == {"ROOT", "dep"}
    assert "nsubj" in read.relations


def test_a_span_is_the_first_and_last_word_of_what_hangs_on_a_word(written: Doc) -> None:
    for first, _ in Trees.of(written).bounds:
        tree = Trees.of(written).of_sentence(first)
        for word in range(len(tree.heads)):
            low, high = tree.span(word)
            token = written[first + word]
            assert (first + low, first + high) == (token.left_edge.i, token.right_edge.i)
            assert [first + child for child in tree.children(word)] == [
                child.i for child in token.children
            ]


def test_a_tree_by_hand() -> None:
    tree = Tree(7, [1, 1, 1, 2], ["nsubj", "ROOT", "obj", "amod"])
    assert tree.children(1) == [0, 2]
    assert [tree.span(word) for word in range(4)] == [(0, 0), (0, 3), (2, 3), (3, 3)]
