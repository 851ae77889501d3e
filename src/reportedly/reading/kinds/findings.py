"""What was found of one noun phrase: its kind, and by which construction."""

from dataclasses import dataclass
from typing import Literal, cast

from reportedly.records import Kind

KindConstruction = Literal[
    "adjective behind",
    "agent",
    "among the group",
    "away from home",
    "body",
    "carried",
    "deed of",
    "event noun",
    "fighters",
    "gapped",
    "helped",
    "joined event nouns",
    "lives",
    "modifier",
    "money",
    "noun of people",
    "object",
    "part",
    "participle behind",
    "pronoun",
    "pronoun behind",
    "relative clause",
    "result of bring",
    "result of find",
    "result of leave",
    "saved lives",
    "searched for",
    "subject",
    "table",
    "toll",
    "tree",
]
"""What gives a kind; a later member of a list has that of the one before it, behind `LISTED`.

`vocabulary/constructions.toml` says of each what it is, by an example.
"""

LISTED = "list, "


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind of the noun phrase at `phrase`, by which construction, and the word that says it.

    `part_of` is the index of the phrase whose part this one is, `trigger` an index into `Words`.
    """

    phrase: int
    kind: Kind
    construction: KindConstruction
    trigger: int = -1
    part_of: int | None = None


def finding_of(
    index: int, kind: Kind | None, construction: KindConstruction, trigger: int
) -> Finding | None:
    """The finding of a kind; None where there is no kind."""
    if kind is None:
        return None
    return Finding(index, kind, construction, trigger)


def listed(construction: KindConstruction) -> KindConstruction:
    """The construction of a later member of a list: that of the one before it, marked as a list's."""
    return cast("KindConstruction", LISTED + construction.removeprefix(LISTED))
