"""What the reading stage returns: figures, attributions, times, claims, tolls, and all of them."""

from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from reportedly.records.explanations import Explanation
from reportedly.records.pages import Article
from reportedly.records.values import (
    Change,
    Interval,
    Kind,
    Mark,
    NonEmptySpan,
    Number,
    Record,
    RelationType,
    Span,
    Spanned,
    Stance,
    Stretch,
    TimexType,
    Window,
)


class Figure(Spanned, Interval):
    """A quantity of a text, whether or not a claim is made of it; the span holds number and hedge."""

    value: Number | None = Field(description="the number named: 4000 in 'nearly 4,000'")
    counted: str | None = None
    counted_span: NonEmptySpan | None = None
    unit: str | None = Field(
        None,
        description="what it is measured in, by its normal name ('dollar', 'percentage', 'tonne per day'), "
        "or the counted noun in the singular",
    )
    kind: Kind = "other"
    hedge: str | None = Field(None, description="the hedge's words, as in the vocabulary")
    change: Change | None = Field(
        None, description="which way an amount of movement goes: 'rose 5%', 'fell by 3 to 4 points'"
    )
    concept: str | None = Field(
        None, description="what it is about, without function words: 'oil price', 'wind'"
    )
    levels: tuple[Number, Number] | None = Field(
        None, description="of 'from 9 to 7': the level it leaves and the level it reaches"
    )


class Attribution(Record):
    """Who says what by which words; offsets into the article's text. Cut roles have several spans."""

    source: tuple[NonEmptySpan, ...] = ()
    cue: tuple[NonEmptySpan, ...] = ()
    content: tuple[NonEmptySpan, ...] = ()
    name: str | None = Field(None, description="the source in its fullest form in the article")
    cites: str | None = Field(None, description="whom the source says it has it from")
    via: tuple[str, ...] = Field((), description="media between source and page, nearest first")
    stance: Stance = "asserts"
    stated: Stretch | None = None


class TimeExpression(Spanned):
    """A time expression with its TIMEX3 type and value (ISO-TimeML), resolved where it can be."""

    type: TimexType
    value: str
    stretch: Stretch | None = Field(None, description="the days meant, where known")


class Relation(Record):
    """How a claim stands to another figure of the same text; `of` is that figure's span."""

    type: RelationType
    of: NonEmptySpan | None = None


class Claim(Spanned, Interval):
    """One mention of one reported figure. `docs/figures.md` defines every field."""

    figure: str = Field(description="the words of the span")
    counted: str | None = None
    kind: Kind
    who: str | None = None
    where: str | None = None
    when: Stretch | None = None
    window: Window = "event"
    source: str | None = None
    cites: str | None = None
    via: tuple[str, ...] = ()
    stance: Stance = "asserts"
    quoted: bool = False
    best: Number | None = None
    hedge: str | None = None
    stated: Stretch | None = None
    relation: Relation | None = None
    confidence: float | None = Field(None, ge=0, le=1)
    marks: tuple[Mark, ...] = Field((), description="the words that each field was read from")


class Toll(Record):
    """What one article gives as its event's total of a kind; `evidence` are spans of its text."""

    kind: Kind
    low: Number | None
    high: Number | None
    best: Number | None
    who: str | None = Field(None, description="null: all; 'noncombatants': those alone")
    evidence: tuple[NonEmptySpan, ...] = ()

    @model_validator(mode="after")
    def _interval_ordered(self) -> Self:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is greater than high {self.high}")
        return self


Layer = Literal["figures", "attributions", "times", "claims", "tolls"]
"""A layer of what is read in an article."""

LAYERS: tuple[Layer, ...] = get_args(Layer)


class Reading(Record):
    """What one version of the program read in one article: all layers, or those that were asked for."""

    version: str
    article: Article
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    claims: tuple[Claim, ...] = ()
    tolls: tuple[Toll, ...] = ()
    sentences: tuple[NonEmptySpan, ...] = Field(
        (), description="the sentences that claims stand in"
    )
    explanations: tuple[Explanation, ...] = Field(
        (), description="why the layers say what they say, where that was asked for"
    )

    @model_validator(mode="after")
    def _spans_inside(self) -> Self:
        text = self.article.text
        for span in self._spans():
            if span.end > len(text):
                message = f"[{span.start}, {span.end}) runs past the text of {len(text)} characters"
                raise ValueError(message)
        for claim in self.claims:
            if claim.span.of(text) != claim.figure:
                found = claim.span.of(text)
                raise ValueError(f"claim {claim.figure!r} at {claim.start}: the text has {found!r}")
        return self

    def _spans(self) -> list[Span]:
        spans = [item.span for item in (*self.figures, *self.times, *self.claims)]
        spans += [figure.counted_span for figure in self.figures if figure.counted_span]
        spans += self.sentences
        for attribution in self.attributions:
            spans += [*attribution.source, *attribution.cue, *attribution.content]
        for toll in self.tolls:
            spans += toll.evidence
        for explanation in self.explanations:
            spans += [explanation.span, explanation.sentence]
            spans += [one.span for one in explanation.fields if one.span is not None]
        for claim in self.claims:
            spans += [Span(mark.start, mark.end) for mark in claim.marks]
            if claim.relation and claim.relation.of:
                spans.append(claim.relation.of)
        return spans
