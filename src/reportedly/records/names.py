"""Who and where are the same: identities of names with their evidence, and what people decided of them."""

from typing import Literal

from pydantic import Field

from reportedly.records.values import Moment, Record

NameSort = Literal["actor", "place", "group"]
"""What a name names: who speaks, where something happened, whom or what a figure counts."""

EvidenceKind = Literal[
    "spelling",
    "transliteration",
    "wording",
    "short form",
    "acronym",
    "office",
    "demonym",
    "decision",
]
"""Why one name is taken for another; `decision` is a person's word, all others are the program's."""

DecisionType = Literal["merge", "split", "undo"]

Standing = Literal["in force", "overruled", "undone"]
"""Whether a decision holds: a later one may say the opposite of it, or take it back."""


class Evidence(Record):
    """Why one name was taken for another."""

    kind: EvidenceKind = "spelling"
    form: str = Field(description="the name that was taken for another, as written")
    name: str = Field(description="the name that it was taken for")
    why: str
    pages: tuple[str, ...] = Field((), description="pages on which the form is used so, in order")


class Spelling(Record):
    """One way in which pages write a name."""

    words: str
    statements: int = Field(ge=0)
    pages: int = Field(ge=0)


class Identity(Record):
    """An actor, a place or a group of people, by whatever names pages give to it."""

    sort: NameSort
    name: str = Field(description="the spelling that stands for it")
    statements: int = Field(ge=0)
    pages: int = Field(ge=0)
    spellings: tuple[Spelling, ...] = Field((), description="the commonest first")
    within: tuple[str, ...] = Field((), description="places that a place lies in, narrowest first")
    evidence: tuple[Evidence, ...] = ()
    apart: tuple[Evidence, ...] = Field((), description="names that people said are not its own")


class NameDecision(Record):
    """A person's word that two names are one, or two; or that such a word is taken back.

    It speaks of names, never of pages read or rows stored, so it holds whatever is read again. A name
    is known by its `key`: its words without articles, accents and capitals.
    """

    id: str
    type: DecisionType
    sort: NameSort
    first: str = Field(description="a name as written")
    second: str = Field(description="the other name as written")
    first_key: str
    second_key: str
    first_page: str | None = Field(
        None, description="page that says so; null where the name means one everywhere"
    )
    second_page: str | None = None
    by: str
    at: Moment
    note: str | None = None
    undoes: str | None = Field(None, description="id of the decision that is taken back")


class JudgedDecision(NameDecision):
    """A decision with what became of it."""

    standing: Standing


class KnownAs(Record):
    """Whom or what a field of a claim names, where people decided that it is another name's."""

    field: Literal["source", "where", "who"]
    words: str = Field(description="the name as the page writes it")
    name: str = Field(description="the name that stands for it")
    why: str
