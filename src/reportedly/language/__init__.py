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

__all__ = ["Parsing", "Sentences", "pipeline"]


@Language.factory(
    "sentences", assigns=["token.is_sent_start", "doc.sents"], default_config={"model": None}
)
def _sentences(nlp: Language, name: str, model: str | None) -> Sentences:
    return Sentences(_model(model))


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
    default_config={"model": None},
)
def _parsing(nlp: Language, name: str, model: str | None) -> Parsing:
    return Parsing(_model(model))


def pipeline(model: Path | None = None) -> Language:
    """A new spaCy pipeline, "sentences" then "parsing", of the shipped model or that in a folder.

    A model is read on the first call of a process and shared by all its pipelines, which are cheap.
    Components of your own go in with ``add_pipe``, those that choose the sentences worth parsing
    between the two. The pipeline knows three attributes of a Doc:

    - ``doc._.boundaries``: character offsets into the text where a sentence starts for certain;
    - ``doc._.worth_parsing``: indices of the sentences to parse, or None for all;
    - ``doc._.parsed``: for each sentence, whether it was parsed.

    Raises `ModelError` where the files of the model are missing or damaged.
    """
    for name, default in (("boundaries", ()), ("worth_parsing", None), ("parsed", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    path = None if model is None else str(model)
    weights = _model(path)
    nlp = English(
        vocab=weights.trained.vocab,
        max_length=LONGEST_TEXT,
        create_tokenizer=lambda _: weights.tokenizer,
    )
    nlp.add_pipe("sentences", config={"model": path})
    nlp.add_pipe("parsing", config={"model": path})
    return nlp


def _model(path: str | None) -> Model:
    return read(SHIPPED if path is None else Path(path))
