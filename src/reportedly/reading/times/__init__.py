"""Time: the expressions of an article, and when what a figure counts was."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import layers
from reportedly.reading.times.finding import day_of_writing, expressions, find, find_in
from reportedly.reading.times.moments import Timing, happening, timing_of, when_of, window_of
from reportedly.reading.times.statements import Statement, stated_of, statement_of


@Language.factory("times", requires=["doc._.article"], assigns=["doc._.times"])
def create_times(nlp: Language, name: str) -> Times:  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline."""
    return Times()


class Times:
    """Sets `doc._.times`."""

    def __init__(self) -> None:
        for extension in ("times", "article"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        doc._.times = expressions(doc) if layers.asked(doc, "times") else []
        return doc


__all__ = [
    "Statement",
    "Times",
    "Timing",
    "day_of_writing",
    "expressions",
    "find",
    "find_in",
    "happening",
    "stated_of",
    "statement_of",
    "timing_of",
    "when_of",
    "window_of",
]
