"""The reading stage as one spaCy pipeline, and its face: `read`, `read_many`, `version`."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from spacy.language import Language
from spacy.tokens import Doc

from reportedly import language
from reportedly.reading import (
    attributions,
    candidates,
    claims,
    figures,
    mending,
    places,
    times,
    tolls,
)
from reportedly.records import Article, Reading, Span

_MODULES = (
    attributions,
    candidates,
    claims,
    figures,
    mending,
    places,
    times,
    tolls,
)  # their factories are ours to add
BATCH = 16
"""Articles that are parsed together: more gains no speed and costs memory."""


@cache
def pipeline() -> Language:
    """The pipeline of the reading stage; built on the first call of a process."""
    nlp = language.pipeline()
    nlp.add_pipe("mending", before="parsing")
    nlp.add_pipe("candidates", before="parsing")
    for name in ("figures", "attributions", "times", "places", "claims", "tolls"):
        nlp.add_pipe(name)
    return nlp


@cache
def version() -> str:
    """The version of the program that a reading carries."""
    try:
        return installed("reportedly")
    except PackageNotFoundError:
        return "0"


def read(article: Article) -> Reading:
    """All layers of one article."""
    return next(read_many([article]))


def read_many(articles: Iterable[Article]) -> Iterator[Reading]:
    """The readings of many articles, in their order; parsed in batches."""
    nlp = pipeline()
    for doc in nlp.pipe((_doc(nlp, article) for article in articles), batch_size=BATCH):
        yield _reading(doc)


def _doc(nlp: Language, article: Article) -> Doc:
    doc = nlp.make_doc(article.text)
    doc._.article = article
    doc._.boundaries = sorted(
        {edge for block in article.blocks for edge in (block.start, block.end)}
    )
    return doc


def _reading(doc: Doc) -> Reading:
    return Reading(
        version=version(),
        article=doc._.article,
        figures=tuple(doc._.figures),
        attributions=tuple(doc._.attributions),
        times=tuple(doc._.times),
        claims=tuple(doc._.claims),
        tolls=tuple(doc._.tolls),
        sentences=tuple(_sentences_of_claims(doc)),
    )


def _sentences_of_claims(doc: Doc) -> Iterator[Span]:
    """The sentences that claims stand in, in order, each once, without the white space around it."""
    starts = sorted(claim.start for claim in doc._.claims)
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if not words:
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        if bisect_left(starts, start) < bisect_left(starts, end):
            yield Span(start, end)
