"""One explained field, made from the offsets of its words."""

from pydantic import JsonValue

from reportedly.reading.explaining.constructions import Construction
from reportedly.records import ExplainedField, Span, VocabularyEntry


def field(
    text: str,
    name: str,
    value: JsonValue,
    construction: Construction,
    span: Span | None = None,
    entry: VocabularyEntry | None = None,
) -> ExplainedField:
    """A field with its words, which stand at `span` in `text`."""
    return ExplainedField(
        field=name,
        value=value,
        words=span.of(text) if span else None,
        start=span.start if span else None,
        end=span.end if span else None,
        construction=construction,
        entry=entry,
    )
