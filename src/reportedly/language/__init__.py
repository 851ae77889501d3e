"""English for figures: tokens, sentences, tags, lemmas and trees, from a model of our own."""

from __future__ import annotations

from pathlib import Path

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.language.model import SHIPPED, Model, read
from reportedly.language.parsing import Parsing
from reportedly.language.sentences import Sentences

# spaCy refuses longer texts because its parser would need gigabytes for them; ours reads sentence
# by sentence. The bound on the size of a page is set where pages are read.
LONGEST_TEXT = 100_000_000

__all__ = ["Parsing", "Sentences", "pipeline", "pipeline_of"]


@Language.factory("sentences", assigns=["token.is_sent_start", "doc.sents"])
def _sentences(nlp: Language, name: str) -> Sentences:  # noqa: ARG001 - spaCy passes it
    return Sentences(_model_of(nlp))


@Language.factory(
    "parsing",
    requires=["token.is_sent_start"],
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc._.parsed",
    ],
    default_config={"trees_when_asked": False},
)
def _parsing(nlp: Language, name: str, trees_when_asked: bool) -> Parsing:  # noqa: ARG001
    return Parsing(_model_of(nlp), trees_when_asked=trees_when_asked)


def pipeline(model: Path = SHIPPED, *, trees_when_asked: bool = False) -> Language:
    """A new spaCy pipeline, "sentences" then "parsing", of the shipped model or that in a folder.

    A model is read on the first call of a process and shared by all its pipelines, which are cheap.
    Components of your own go in with ``add_pipe``, those that choose the sentences worth parsing
    between the two. The pipeline knows four attributes of a Doc:

    - ``doc._.boundaries``: character offsets into the text where a sentence starts for certain;
    - ``doc._.wrapped``: whether line breaks mean nothing, since the boundaries say where lines end;
    - ``doc._.worth_parsing``: indices of the sentences to parse, or None for all;
    - ``doc._.parsed``: for each sentence, whether it was parsed.

    With ``trees_when_asked`` documents get tags, features and lemmas, and `trees.Trees.of` works out the
    tree of a sentence when it is asked for: parsing costs a quarter less where none is.

    Raises `ModelError` where the files of the model are missing or damaged.
    """
    return pipeline_of(read(model), trees_when_asked=trees_when_asked)


def pipeline_of(model: Model, *, trees_when_asked: bool = False) -> Language:
    """A new pipeline of a model that is in memory."""
    attributes = {"boundaries": (), "wrapped": False, "worth_parsing": None, "parsed": ()}
    for name, default in attributes.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    nlp = ModelEnglish(model)
    nlp.add_pipe("sentences")
    nlp.add_pipe("parsing", config={"trees_when_asked": trees_when_asked})
    return nlp


class ModelEnglish(English):  # type: ignore[no-untyped-call]
    """spaCy's English with the tokenizer and the vocabulary of a model, for its components."""

    def __init__(self, model: Model) -> None:
        super().__init__(
            vocab=model.vocab,
            max_length=LONGEST_TEXT,
            create_tokenizer=lambda _: model.tokenizer,
        )
        self.model = model


def _model_of(nlp: Language) -> Model:
    return nlp.model if isinstance(nlp, ModelEnglish) else read(SHIPPED)
