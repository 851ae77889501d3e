"""Who is affected, or what is counted, with what says so."""

from typing import Literal, NamedTuple

from reportedly.reading.mentions.mention import AffectedConstruction
from reportedly.records import Span

WhoConstruction = Literal[
    AffectedConstruction,
    "aimed at",
    "amount before",
    "campaign against",
    "column header",
    "counted before",
    "counted later",
    "forces of a state",
    "name behind",
    "object before",
    "own noun",
    "payee",
    "people",
    "priced thing",
    "said of them",
    "target of others",
    "those harmed",
]
"""What says who is affected; `vocabulary/constructions.toml` says of each what it is."""

CountedConstruction = Literal["currency", "counted before", "own noun", "people"]
"""What says what is counted."""


class Affected(NamedTuple):
    """Who is affected, in words of the text; `span` is where they stand, where the rule knows it."""

    who: str | None = None
    construction: WhoConstruction | None = None
    span: Span | None = None


class Counted(NamedTuple):
    """What is counted, in words of the text; `span` is where they stand, where the rule knows it."""

    words: str | None = None
    construction: CountedConstruction | None = None
    span: Span | None = None


NOBODY = Affected()
"""Where nothing says who is affected."""
