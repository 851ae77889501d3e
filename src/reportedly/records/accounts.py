"""What the ledger and the stages after it return: stored claims, statements, series."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from reportedly.records.claims import Claim, Relation
from reportedly.records.names import Evidence
from reportedly.records.pages import Failure
from reportedly.records.reviews import ClaimReview, DoubtType
from reportedly.records.values import (
    Interval,
    Kind,
    Moment,
    NonEmptySpan,
    Record,
    Stance,
    Stretch,
    Window,
)


class RecordedClaim(Claim):
    """A claim as the ledger keeps it: with its page, its sentence and its place in the account."""

    id: str = Field(description="stable: the same words of the same text keep it")
    statement: str = Field(description="id of the statement that the claim is a mention of")
    page: str = Field(description="path or URL as read")
    url: str | None = None
    text_hash: str
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: Moment | None = None
    role: str = Field(description="role of the block that it stands in")
    sentence: str
    sentence_start: int = Field(ge=0, description="offset of the sentence in the page's text")
    withdrawn: str | None = None
    review: ClaimReview | None = Field(None, description="what people decided of it, if they did")


class Doubtful(Record):
    """A claim that waits for a person's review, and why."""

    claim: RecordedClaim
    doubt: DoubtType
    why: str = Field(description="in words")


class ClaimSpan(Record):
    """Where one mention of a statement stands in its page's text."""

    start: int = Field(ge=0)
    end: int


class Statement(Interval):
    """All claims of one page that give the same figure by the same source."""

    id: str
    page: str
    claims: tuple[ClaimSpan, ...]
    figure: str
    kind: Kind
    counted: str | None = None
    who: str | None = None
    where: str | None = None
    when: Stretch | None = None
    window: Window = "event"
    best: float | int | None = None
    hedge: str | None = None
    stated: Stretch | None = None
    source: str | None = None
    origin: str | None = Field(None, description="identity of the source: who spoke")
    via: tuple[str, ...] = ()
    cites: str | None = None
    stance: Stance = "asserts"
    relation: Relation | None = None
    publisher: str | None = None
    published: Moment | None = None
    updated: Moment | None = Field(
        None, description="when its page was updated, where the figure came with the update"
    )
    sentence: str | None = None
    sentence_start: int | None = Field(
        None, description="offset of the sentence in the page's text"
    )
    text_hash: str | None = None
    role: str | None = Field(None, description="role of the block that the first mention stands in")
    place: NonEmptySpan | None = Field(None, description="the words that `where` was read from")
    tied: bool = Field(False, description="whether those words stand in the figure's own sentence")
    named: bool = Field(False, description="whether its own sentence names the source")
    apart: str | None = Field(None, description="why it is not counted, if it is not")
    review: ClaimReview | None = Field(
        None, description="what people decided of the mention that leads, if they did"
    )


Counting = Literal["happening", "running", "stretch"]
"""What a series counts over: one happening, all until now, or a stretch of days."""

LinkType = Literal["contains", "contained", "sum", "part"]


class Link(Record):
    """A typed link from one series to another."""

    to: str
    type: LinkType


class Series(Record):
    """One quantity over many reports, its statements in order of `stated`."""

    id: str
    title: str
    kind: Kind
    who: str | None = None
    where: str | None = None
    window: Window
    counting: Counting = "happening"
    verdict: str
    links: tuple[Link, ...] = ()
    statements: tuple[Statement, ...] = ()
    apart: tuple[Statement, ...] = ()
    reviews: tuple[str, ...] = Field(
        (), description="ids of the reviews by which people joined or parted it"
    )

    def __len__(self) -> int:
        return len(self.statements)

    def __iter__(self) -> Iterator[Statement]:  # type: ignore[override]
        """The statements that count, in order of when they were made."""
        return iter(self.statements)


ConflictType = Literal[
    "contradiction",
    "falling total",
    "contested",
    "narrower scope",
    "different window",
    "recalled",
    "older state",
    "revision",
    "lower bound overtaken",
]


class Conflict(Record):
    """Two statements of a series that do not agree within their hedges, in order of time."""

    type: ConflictType
    series: str
    title: str = ""
    why: str = Field("", description="what the case means, in words")
    a: Statement
    b: Statement
    repeated: int = Field(
        0, ge=0, description="pairs of the same voices and figures on other pages"
    )


class Origin(Record):
    """A person or body that spoke: statements of one origin are one voice."""

    name: str
    statements: tuple[str, ...]
    pages: int = Field(ge=1, description="pages that print one of them")


class Chain(Record):
    """The way of one statement from its origin to a page."""

    statement: str
    page: str
    path: tuple[str, ...] = Field(description="from the one furthest back to the publisher")


class VoicesOfFigure(Record):
    """How many origins, and how many pages, stand behind one figure of a series."""

    series: str
    title: str
    figure: str
    low: float | int | None
    high: float | int | None
    origins: tuple[str, ...]
    pages: int


class Kinship(Record):
    """How two origins of one series stand to each other: one cites the other."""

    a: str
    b: str
    relation: Literal["known dependent"] = "known dependent"
    why: str


class Sources(Record):
    """Who stands behind the figures of a ledger."""

    origins: tuple[Origin, ...] = ()
    chains: tuple[Chain, ...] = ()
    copies: tuple[tuple[str, ...], ...] = Field(
        (), description="pages that print one report, its first publisher first"
    )
    versions: tuple[tuple[str, ...], ...] = Field(
        (), description="pages that are one page at several times, the earliest first"
    )
    figures: tuple[VoicesOfFigure, ...] = ()
    dependent: tuple[Kinship, ...] = Field(
        (),
        description="pairs of origins that are no two voices; of others no common origin is known",
    )
    identities: tuple[Evidence, ...] = ()


class Summary(Record):
    """What one call of `read` did. Counts are of inputs, `claims` of claims newly stored."""

    read: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    claims: int = 0
    interrupted: bool = False
    failures: tuple[Failure, ...] = ()

    @property
    def inputs(self) -> int:
        """All inputs that were looked at."""
        return self.read + self.unchanged + self.skipped + self.failed
