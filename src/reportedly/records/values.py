"""The small values that all records are made of: spans, stretches of time, moments, intervals."""

import re
from datetime import date
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


class Record(BaseModel):
    """A value that travels between stages: frozen, closed to unknown fields, exact in JSON."""

    # Validators are built on first use: a command that needs two records does not wait for twenty.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Span(NamedTuple):
    """Characters `start` to `end` (end excluded) of the text they were read from; `[s, e]` in JSON."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end


class Spanned(Record):
    """Something that stands at characters `start` to `end` (excluded) of its article's text."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _span_ordered(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"[{self.start}, {self.end}) is not a span: it is empty")
        return self

    @property
    def span(self) -> Span:
        """Where it stands, as one value."""
        return Span(self.start, self.end)


def _not_empty(span: Span) -> Span:
    if not 0 <= span.start < span.end:
        raise ValueError(f"[{span.start}, {span.end}) is not a span: 0 <= start < end must hold")
    return span


NonEmptySpan = Annotated[Span, AfterValidator(_not_empty)]

Role = Literal[
    "headline",
    "summary",
    "dateline",
    "body",
    "caption",
    "quote",
    "list",
    "table",
    "entry",
    "correction",
    "credit",
    "related",
    "furniture",
]
"""What a block is to its page; `related` and `furniture` are never read for claims."""

Comparator = Literal[
    "exactly", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague"
]

Kind = Literal[
    # people
    "killed",
    "injured",
    "casualties",
    "missing",
    "captured",
    "detained",
    "displaced",
    "rescued",
    "sick",
    "affected",
    "deployed",
    # things
    "destroyed",
    "damaged",
    "attacks",
    "intercepted",
    "supplied",
    "other",
    # money
    "cost",
    "aid",
]

Window = Literal["event", "period", "cumulative", "state"]
Stance = Literal["asserts", "confirms", "estimates", "expects", "doubts", "denies"]
RelationType = Literal["added", "part", "previous", "corrects", "rate"]
Change = Literal["up", "down"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

Number = int | float

MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?", re.ASCII
)


def _moment(text: str) -> str:
    if not MOMENT.fullmatch(text):
        raise ValueError(f"{text!r} is not YYYY-MM-DD, optionally with Thh:mm[:ss] and a zone")
    date.fromisoformat(text[:10])
    return text


Moment = Annotated[str, AfterValidator(_moment)]
"""An ISO 8601 date or date-time, no more precise than its source: no zone where none was given."""


def day_of(moment: str) -> date:
    """The calendar day that a `Moment` names, in its own zone."""
    return date.fromisoformat(moment[:10])


class Stretch(Record):
    """A stretch of days, both ends included; an open end is null. Never both null."""

    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start is None and self.end is None:
            raise ValueError(
                "a stretch has at least one end; where there is none, use null instead"
            )
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a stretch starts ({self.start}) before it ends ({self.end})")
        return self


class Interval(Record):
    """Mixin of everything that holds a number: what its words allow (table in `docs/figures.md`)."""

    low: Number | None = Field(description="least value that the words allow; null: no floor")
    high: Number | None = Field(description="greatest value that the words allow; null: no ceiling")
    comparator: Comparator

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        check_interval(self.low, self.high, self.comparator)
        return self


_ENDS: dict[str, tuple[bool, bool]] = {
    "exactly": (True, True),
    "about": (True, True),
    "between": (True, True),
    "at_least": (True, False),
    "more_than": (True, False),
    "at_most": (False, True),
    "less_than": (False, True),
}


def check_interval(low: Number | None, high: Number | None, comparator: Comparator) -> None:
    """Check that an interval is ordered and has the open ends that its comparator demands.

    Raises:
        ValueError: it has not.
    """
    if low is not None and high is not None and low > high:
        raise ValueError(f"low {low} is greater than high {high}")
    if comparator == "vague":
        if low is None:
            raise ValueError("a vague figure has a floor: low must be a number")
        return
    needs_low, needs_high = _ENDS[comparator]
    if (low is not None) != needs_low or (high is not None) != needs_high:
        wanted = f"{'a' if needs_low else 'no'} low and {'a' if needs_high else 'no'} high"
        raise ValueError(f"{comparator} takes {wanted}, not low={low}, high={high}")
    if comparator in ("exactly", "about") and low != high:
        raise ValueError(f"{comparator} takes one number, not low={low}, high={high}")


class Mark(Record):
    """The words of a text that a field of a claim was read from; offsets into that text."""

    start: int = Field(ge=0)
    end: int
    field: str

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _not_empty(Span(self.start, self.end))
        return self
