"""Each sentence is read by itself, and only where it is worth it."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from reportedly.language import Parsing, pipeline

TEXT = (
    "Rescuers in Orlenz pulled 14 people from the river on Monday. The mayor, Ilva Brandt, said "
    "that more than 3,000 residents had left.\nOfficials denied it. It rained, and 40-50 roads "
    "were closed by police  near the old U.S. base!"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def marks(span: Doc | Span) -> list[tuple[str, ...]]:
    """All that was found for the words of a sentence, independent of where it stands."""
    start = span[0].i
    return [
        (
            token.text,
            token.tag_,
            token.pos_,
            str(token.morph),
            token.lemma_,
            token.dep_,
            str(token.head.i - start),
        )
        for token in span
        if not token.is_space
    ]


def select(nlp: Language, worth: list[int] | None) -> Doc:
    doc = nlp.make_doc(TEXT)
    doc._.worth_parsing = worth
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def test_a_clause_of_the_news(nlp: Language) -> None:
    doc = nlp("The mayor said that 3,000 residents had left.")
    words = {token.text: token for token in doc}
    assert words["mayor"].dep_ == "nsubj"
    assert words["mayor"].head.text == "said"
    assert words["3,000"].head.text == "residents"
    assert words["residents"].head.text == "left"
    assert words["left"].lemma_ == "leave"
    assert (words["said"].tag_, words["said"].pos_) == ("VBD", "VERB")
    assert str(words["said"].morph) == "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"


def test_a_sentence_alone_is_read_as_inside_of_its_document(nlp: Language) -> None:
    doc = nlp(TEXT)
    parsing = nlp.get_pipe("parsing")
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        alone = Doc(
            nlp.vocab,
            words=[token.text for token in words],
            sent_starts=[place == 0 for place in range(len(words))],
        )
        parsing(alone)
        without_spaces = [mark[:-1] for mark in marks(sentence)]
        assert [mark[:-1] for mark in marks(alone)] == without_spaces
        heads = [words.index(token.head) for token in words]
        assert [token.head.i for token in alone] == heads


def test_what_is_not_worth_it_is_left_flat_and_changes_nothing_else(nlp: Language) -> None:
    whole, part = select(nlp, None), select(nlp, [1, 3])
    sentences = list(part.sents)
    assert [(own.start, own.end) for own in whole.sents] == [
        (own.start, own.end) for own in sentences
    ]
    assert list(whole._.parsed) == [True] * len(sentences)
    assert list(part._.parsed) == [index in (1, 3) for index in range(len(sentences))]
    for index, (read, other) in enumerate(zip(whole.sents, sentences, strict=True)):
        if index in (1, 3):
            assert marks(other) == marks(read)
        else:
            assert {token.dep_ for token in other} <= {"ROOT", "dep"}
            assert {token.tag_ for token in other} == {""}


def test_nothing_worth_parsing(nlp: Language) -> None:
    assert not any(select(nlp, [])._.parsed)


def test_documents_in_a_stream_are_read_as_alone(nlp: Language) -> None:
    texts = [TEXT, "", "Ten died.", "\n", TEXT[60:], "No."] * 3
    together = list(nlp.pipe(texts, batch_size=5))
    for text, doc in zip(texts, together, strict=True):
        assert doc.text == text
        if len(doc):
            assert marks(doc) == marks(nlp(text))


def test_white_space_hangs_on_a_neighbour(nlp: Language) -> None:
    spaces = [token for token in nlp(TEXT) if token.is_space]
    assert spaces
    assert all(token.head.i == token.i - 1 and token.pos_ == "SPACE" for token in spaces)


def test_pipelines_share_one_model(nlp: Language) -> None:
    parsing, other = nlp.get_pipe("parsing"), pipeline().get_pipe("parsing")
    assert isinstance(parsing, Parsing)
    assert isinstance(other, Parsing)
    assert parsing.model is other.model


def test_what_components_need_is_declared(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"] == {"sentences": [], "parsing": []}
