"""Why statements stand in a series, and why others do not."""

from pydantic import Field

from reportedly.records.values import Record


class Membership(Record):
    """Why one statement stands in a series."""

    statement: str
    page: str
    figure: str
    origin: str | None = None
    why: tuple[str, ...]


class NearMiss(Record):
    """A statement that differs from a series in one thing only, and in what."""

    statement: str
    page: str
    figure: str
    origin: str | None = None
    series: str = Field(description="title of the series where it stands")
    why_not: str


class SeriesExplanation(Record):
    """Why the statements of a series are in it, and why near misses are not."""

    id: str
    title: str
    inside: tuple[Membership, ...] = ()
    near: tuple[NearMiss, ...] = ()
