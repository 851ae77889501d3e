"""What a place of a text is."""

from dataclasses import dataclass

from reportedly.records import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text has it; `span` and `name` are without preposition and article.

    `tie` is how it stands: `in` (a happening is there), `event` (it names one: "the Oro bombing"), `of`, `from`,
    `to`, `bare` (only named), `here`, `dateline`. `known` says whether the gazetteer or a noun of places vouches for it.
    """

    span: Span
    name: str
    tie: str
    known: bool
    first: int
    last: int
