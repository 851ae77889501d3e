"""The reading stage as one spaCy pipeline, and its face: `read`, `read_many`, `version`."""

import gc
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from reportedly import language
from reportedly.errors import InputError
from reportedly.reading import (
    attributions,
    candidates,
    claims,
    explaining,
    figures,
    mending,
    places,
    times,
    tolls,
)
from reportedly.reading.layers import ask, asked
from reportedly.reading.tokens import Tokens, sentences_of
from reportedly.records import LAYERS, Article, ExplainedLayer, Layer, Reading, Span

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
BATCH = 32
"""Articles that are parsed together: more gains no speed and costs memory."""


@cache
def pipeline() -> Language:
    """The pipeline of the reading stage; built on the first call of a process."""
    nlp = language.pipeline(trees_when_asked=True)
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


def read(
    article: Article,
    *,
    layers: Collection[Layer] = LAYERS,
    explain: Collection[ExplainedLayer] = (),
) -> Reading:
    """The layers of one article.

    Args:
        article: what to read.
        layers: which to give; the others stay empty, and what they alone need is not done.
        explain: the layers of which the reading says why they say what they say.

    Raises:
        InputError: the reader failed on it, which is a fault of ours; the message names it.
    """
    try:
        return next(_read_together([article], layers, explain))
    except Exception as error:  # a fault of ours must cost one page, not the batch that it came in
        raise _fault(error) from error


def read_many(
    articles: Iterable[Article],
    failed: Callable[[Article, InputError], None] | None = None,
    *,
    layers: Collection[Layer] = LAYERS,
    explain: Collection[ExplainedLayer] = (),
) -> Iterator[Reading]:
    """The readings of many articles, in their order; parsed in batches.

    Args:
        articles: what to read.
        failed: called, in its turn, for an article that the reader fails on; without it the error is
            raised.
        layers, explain: as of `read`.

    Raises:
        InputError: as `read`, where there is no `failed`.
    """
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        try:
            with _without_collecting():
                readings = list(_read_together(batch, layers, explain))
        except Exception:
            yield from _one_by_one(batch, failed, layers, explain)
        else:
            yield from readings


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for garbage in circles during one batch, whose size is bounded.

    A batch makes many small objects that all live until it is read; Python would look through all of
    them, and through the vocabulary, again and again: a fifth of the time of reading.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _one_by_one(
    batch: Sequence[Article],
    failed: Callable[[Article, InputError], None] | None,
    layers: Collection[Layer],
    explain: Collection[ExplainedLayer],
) -> Iterator[Reading]:
    for article in batch:
        try:
            reading = read(article, layers=layers, explain=explain)
        except InputError as error:
            if failed is None:
                raise
            failed(article, error)
        else:
            yield reading


def _fault(error: Exception) -> InputError:
    what = f"{type(error).__name__}: {error}"
    message = f"the reader failed on this text ({what}): the page is left out; please report it"
    return InputError(message, "reader")


def _read_together(
    articles: Iterable[Article], layers: Collection[Layer], explain: Collection[ExplainedLayer]
) -> Iterator[Reading]:
    """The readings of one batch. Each component goes over all documents before the next begins.

    `Language.pipe` takes each document through all components in turn, which is a few hundredths slower:
    the code of one stays in the processor's cache no longer than one document.
    """
    nlp = pipeline()
    wanted = {*layers, *explain}
    docs = [_doc(nlp, article, wanted) for article in articles]
    for _, component in nlp.pipeline:
        piped = getattr(component, "pipe", None)
        docs = list(piped(docs, batch_size=BATCH)) if piped else list(map(component, docs))
    for doc in docs:
        yield _reading(doc, explain)
        # What components keep with a document points back to it: emptied, it needs no search for circles.
        doc.user_data.clear()


def _doc(nlp: Language, article: Article, layers: Collection[Layer] = LAYERS) -> Doc:
    doc = nlp.make_doc(article.text)
    ask(doc, layers)
    doc._.article = article
    doc._.boundaries = sorted(set(_boundaries(article)))
    doc._.wrapped = bool(article.blocks)
    return doc


def _boundaries(article: Article) -> Iterator[int]:
    """Where sentences start for certain: at the edges of blocks, and at the lines of lists and tables.

    A line break in a paragraph comes of a width that it was printed for.
    """
    for block in article.blocks:
        yield block.start
        yield block.end
        if block.role in ("list", "table"):
            yield from (
                block.start + match.end()
                for match in _LINE_BREAK.finditer(article.text[block.start : block.end])
            )


_LINE_BREAK = re.compile(r"[\r\n]\s*")


def _reading(doc: Doc, explain: Collection[ExplainedLayer]) -> Reading:
    return Reading(
        version=version(),
        article=doc._.article,
        figures=tuple(doc._.figures),
        attributions=tuple(doc._.attributions),
        times=tuple(doc._.times),
        claims=tuple(doc._.claims) if asked(doc, "claims") else (),
        tolls=tuple(doc._.tolls),
        sentences=tuple(_sentences_of_claims(doc)),
        explanations=tuple(explaining.explain(doc, explain)) if explain else (),
    )


def _sentences_of_claims(doc: Doc) -> Iterator[Span]:
    """The sentences that claims stand in, in order, each once, without the white space around it."""
    starts = sorted(claim.start for claim in doc._.claims)
    if not starts:
        return
    tokens = Tokens.of(doc)
    for first, last in sentences_of(doc):
        words = [index for index in range(first, last) if not tokens.texts[index].isspace()]
        if not words:
            continue
        start, end = tokens.starts[words[0]], tokens.ends[words[-1]]
        if bisect_left(starts, start) < bisect_left(starts, end):
            yield Span(start, end)
