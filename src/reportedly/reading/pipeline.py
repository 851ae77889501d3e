"""The reading stage as one spaCy pipeline, and its face: `read`, `read_many`, `version`."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

from spacy.language import Language
from spacy.tokens import Doc

from reportedly import language
from reportedly.reading import attributions, candidates, claims, figures, mending, times, tolls
from reportedly.records import Article, Reading

_MODULES = (
    attributions,
    candidates,
    claims,
    figures,
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
    for name in ("figures", "attributions", "times", "claims", "tolls"):
        nlp.add_pipe(name)
    return nlp


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
    )
