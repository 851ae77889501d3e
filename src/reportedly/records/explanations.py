"""Why a layer says what it says: of each field the words, the construction, the vocabulary's entry."""

from typing import Literal, get_args

from pydantic import Field, JsonValue

from reportedly.records.values import NonEmptySpan, Record, Span, Spanned

ExplainedLayer = Literal["figures", "attributions", "times", "claims"]
"""The layers of `annotate` whose fields are explained."""

EXPLAINED_LAYERS: tuple[ExplainedLayer, ...] = get_args(ExplainedLayer)


class VocabularyEntry(Record):
    """Where the vocabulary has what a field was read by."""

    file: str = Field(description="a file of the vocabulary: 'kinds.toml'")
    key: str = Field(description="the list or table in it, with dots: 'killed.done'")
    entry: str = Field(description="the entry as the file has it: 'kill'")


class ExplainedField(Record):
    """Why one field has its value; `start` and `end` are characters of the article's text."""

    field: str
    value: JsonValue = Field(description="as the layer gives it")
    words: str | None = Field(description="the words it was read from; null where no words say it")
    start: int | None = Field(ge=0)
    end: int | None
    construction: str = Field(description="by its name in `vocabulary/constructions.toml`")
    entry: VocabularyEntry | None = None

    @property
    def span(self) -> Span | None:
        """Where the words stand."""
        return Span(self.start, self.end) if self.start is not None and self.end else None


class Explanation(Spanned):
    """Why one claim, figure, attribution or time expression says what it says.

    It stands where the thing explained stands, of an attribution where its cue does.
    """

    layer: ExplainedLayer
    sentence: NonEmptySpan
    fields: tuple[ExplainedField, ...]
