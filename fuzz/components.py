"""The components that are tried: for each a check of one input, inputs to begin with, and more drawn.

An input is bytes; a check raises where the program does what it must not.
"""

import io
import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hypothesis.strategies import SearchStrategy
from spacy.language import Language
from spacy.tokens import Doc

from fuzz import checks, strategies, words
from reportedly import language, ledger, pages, reading, verbs
from reportedly.errors import InputError, ReportedlyError
from reportedly.ledger import Ledger
from reportedly.pages import documents as jsonl
from reportedly.pages.parsing import parse
from reportedly.publishing import exports
from reportedly.reading import attributions, claims, figures, places, times, tolls
from reportedly.reading.quantities.scanning import scan
from reportedly.records import Article, Capture, Reading, RecordedClaim, Span, ValidationError

PUBLISHED = "2024-05-17"

_FACTORIES = (attributions, claims, figures, places, times, tolls)


@dataclass(frozen=True)
class Component:
    """A part of the program that is tried by itself.

    `seeds` are what the coverage-guided fuzzer begins with, `drawn` what hypothesis draws from, `pace` the
    inputs that a laptop tries in a second, about, `longest` the bytes of the longest one.
    """

    name: str
    check: Callable[[bytes], None]
    seeds: Callable[[], tuple[bytes, ...]]
    drawn: Callable[[], SearchStrategy[bytes]]
    pace: int
    longest: int = 2_000


def text_of(data: bytes) -> str:
    """The text of an input, as the pages stage hands it on: what is no UTF-8 is U+FFFD."""
    return data.decode("utf-8", "replace")


def lines() -> tuple[bytes, ...]:
    """Lines of news as inputs."""
    return tuple(line.encode() for line in words.lines())


def whole_texts() -> tuple[bytes, ...]:
    """Pages of text as inputs, and their lines."""
    return (*(text.encode() for text in words.texts()), *lines())


def marked_up() -> tuple[bytes, ...]:
    """Pages of HTML as inputs, and scraps."""
    scraps = tuple(f"<p>{line}</p>".encode() for line in words.LINES)
    return (*words.pages(), *scraps)


def given_documents() -> tuple[bytes, ...]:
    """JSON lines as inputs."""
    given = ({"id": 1, "text": line, "published": PUBLISHED} for line in words.LINES)
    return (*(json.dumps(fields).encode() for fields in given), b'{"html": "<p>Nine</p>"}\n[]\n')


def check_text(data: bytes) -> None:
    """Text to an article, its furniture left in or all of it taken for the article's own."""
    text = data.decode("utf-8", "surrogateescape")
    for whole in (False, True):
        article = pages.from_text(text, whole=whole)
        assert len(article.text) == len(text)
        checks.article(article)


def check_html(data: bytes) -> None:
    """A page of HTML to an article."""
    _check_page(data, "text/html")


def check_bytes(data: bytes) -> None:
    """Bytes of unknown kind and encoding to an article."""
    _check_page(data, None)


def _check_page(data: bytes, media: str | None) -> None:
    try:
        article = parse(data, location="page", media=media)
    except InputError as error:
        checks.refusal(error)
        return
    except ReportedlyError:
        return
    checks.article(article)


def check_documents(data: bytes) -> None:
    """Lines of JSON to inputs, at most one a line, each an article's or an explained failure."""
    options = pages.ReadOptions()
    found = list(jsonl.in_stream(io.BytesIO(data), "page.jsonl", options))
    assert 1 <= len(found) <= data.count(b"\n") + 1
    for given in found:
        with suppress(InputError):
            loaded = given.load()
            assert loaded.data.decode("utf-8").strip()
            json.dumps(given.id, allow_nan=False)


@cache
def _pipeline(*components: str) -> Language:
    assert _FACTORIES, "their factories are registered when they are imported"
    nlp = language.pipeline()
    for name in components:
        nlp.add_pipe(name)
    return nlp


def _doc(data: bytes, *components: str) -> Doc:
    """A document all of whose sentences are parsed, read by some components of the reading stage."""
    text = text_of(data)
    nlp = _pipeline(*components)
    doc = nlp.make_doc(text)
    if components:
        doc._.article = Article(text=text, published=PUBLISHED)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def check_language(data: bytes) -> None:
    """Text to tokens, sentences and trees: nothing is lost, and no head lies in another sentence."""
    doc = _doc(data)
    text = text_of(data)
    assert doc.text == text, "the tokens are not the text"
    assert "".join(token.text_with_ws for token in doc) == text
    sentences = list(doc.sents)
    assert sum(map(len, sentences)) == len(doc), "a token in no sentence"
    for sentence in sentences:
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end, "a head in another sentence"
            assert token.is_space or (token.tag_ and token.lemma_ and token.dep_)
    assert len(doc._.parsed) == len(sentences)


def check_quantities(data: bytes) -> None:
    """Text to quantities, and a parsed document to figures."""
    text = text_of(data)
    found = scan(text)
    checks.spans((Span(item.start, item.end) for item in found), text, apart=True)
    doc = _doc(data, "figures")
    checks.spans((figure.span for figure in doc._.figures), text)
    for figure in doc._.figures:
        checks.numbers(figure.value, figure.low, figure.high)


def check_attributions(data: bytes) -> None:
    """A parsed document to attributions, and for any place in it the one that governs it."""
    doc = _doc(data, "attributions")
    text = text_of(data)
    checks.attributions(doc._.attributions, text)
    for at in range(0, len(text) - 1, 40):
        attributions.attribution_of(doc, Span(at, at + 1))
        attributions.quoted(doc, Span(at, at + 1))


def check_times(data: bytes) -> None:
    """A parsed document to time expressions."""
    doc = _doc(data, "times")
    checks.times(doc._.times, text_of(data))


def check_places(data: bytes) -> None:
    """A parsed document to places, and for any place in it where that is."""
    doc = _doc(data, "attributions", "times", "places")
    text = text_of(data)
    checks.spans((place.span for place in doc._.places), text)
    for at in range(0, len(text) - 1, 40):
        places.where_of(doc, Span(at, at + 1), "killed", None)


def check_claims(data: bytes) -> None:
    """A page of text to everything that is read in it, twice alike."""
    article = pages.from_text(text_of(data), published=PUBLISHED if len(data) % 2 else None)
    read = reading.read(article)
    checks.reading(read)
    assert next(reading.read_many([article])) == read, "read again, it is another reading"


@cache
def _empty_ledger() -> Path:
    memory = Path("/dev/shm")  # what is tried is no disk
    folder = tempfile.mkdtemp(prefix="reportedly-fuzz-", dir=memory if memory.exists() else None)
    path = Path(folder) / "empty.db"
    ledger.open(path).close()
    return path


def check_ledger(data: bytes) -> None:
    """A page into a ledger and out again; and its words as a question."""
    own = _empty_ledger().with_name("own.db")
    shutil.copy(_empty_ledger(), own)
    with ledger.open(own) as store:
        _check_ledger(store, text_of(data))


def _check_ledger(store: Ledger, text: str) -> None:
    article = pages.from_text(text)
    read = reading.read(article)
    done = store.ingest(Capture(location="page"), text.encode(), read, media="text/plain")
    assert store.article(done.text_hash).text == article.text
    with suppress(ReportedlyError):
        store.claim(text)
    stored = store.claims()
    assert [(c.start, c.end, c.figure) for c in stored] == [
        (c.start, c.end, c.figure) for c in sorted(read.claims, key=lambda c: (c.start, c.end))
    ]
    exports.write(stored, "csv", io.StringIO())
    word = text[:80]
    with suppress(ReportedlyError):
        verbs.claims(store, who=word, where=word, source=word, publisher=word, text=word, limit=5)
    with suppress(ReportedlyError):
        verbs.claims(store, kind=word, since=word)
    for series in verbs.series(store, text=word) if word.strip() else []:
        assert series.verdict


def check_records(data: bytes) -> None:
    """JSON to records: refused with a `ValidationError`, or a value that JSON gives back."""
    for record in (Reading, Article, RecordedClaim):
        with suppress(ValidationError):
            made = record.model_validate_json(data)
            assert record.model_validate_json(made.model_dump_json()) == made


COMPONENTS = {
    component.name: component
    for component in (
        Component("pages-text", check_text, whole_texts, strategies.encoded_texts, 160, 8_000),
        Component("pages-html", check_html, marked_up, strategies.pages, 90, 8_000),
        Component("pages-bytes", check_bytes, whole_texts, strategies.any_bytes, 200, 4_000),
        Component("documents", check_documents, given_documents, strategies.documents, 200, 4_000),
        Component("language", check_language, lines, strategies.encoded_texts, 70),
        Component("quantities", check_quantities, lines, strategies.encoded_texts, 65),
        Component("attributions", check_attributions, lines, strategies.encoded_texts, 60),
        Component("times", check_times, lines, strategies.encoded_texts, 70),
        Component("places", check_places, lines, strategies.encoded_texts, 50),
        Component("claims", check_claims, lines, strategies.encoded_texts, 20),
        Component("ledger", check_ledger, lines, strategies.encoded_texts, 13),
        Component("records", check_records, strategies.readings, strategies.records, 1_000, 20_000),
    )
}
"""All components, in the order of the way of a page."""
