"""Small documents for tests: parsed by the shipped pipeline, with an article around the text."""

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from reportedly import language
from reportedly.reading import attributions, places, times
from reportedly.records import Article, Span


@cache
def _pipeline() -> Language:
    nlp = language.pipeline()
    for module, name in ((attributions, "attributions"), (times, "times"), (places, "places")):
        assert module.__doc__
        nlp.add_pipe(name)
    return nlp


def document(text: str, published: str | None = "2024-05-17", agency: str | None = None) -> Doc:
    """A text read with attributions, times and places; written, if nothing else is said, on a Friday."""
    nlp = _pipeline()
    doc = nlp.make_doc(text)
    doc._.article = Article(text=text, published=published, agency=agency)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def span_of(text: str, words: str) -> Span:
    """Where some words stand in a text, for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))
