"""A statement with what it is about, folded, and whether it counts."""

import re
from dataclasses import dataclass
from functools import cache

from reportedly import vocabulary
from reportedly.reconciling.names import NOWHERE, People, Place
from reportedly.records import Counting, Statement

COUNTING_STANCES = frozenset({"asserts", "confirms", "estimates"})
NOT_COUNTED = {
    "denies": "denied",
    "doubts": "doubted",
    "expects": "expected",
    "added": "added to another figure",
    "part": "part of another figure",
    "previous": "former figure",
    "corrects": "corrected",
    "rate": "rate",
}

REJECTED = "rejected"
"""Why a statement is set apart whose claims people rejected."""


@dataclass(frozen=True)
class Told:
    """A statement with what it is about, folded.

    Attributes:
        statement: with `origin` filled in.
        people: whom or what it counts.
        unit: what one is, where it is not one of them: a battalion, a dollar.
        place: where, after weighing what its page says.
        counting: of one happening, of all until now, of a stretch.
        story: id of the story of its page; empty where the page is not known.
        wider: where, if what it says is of all that its happening reached.
        why_place: by what it was placed.
        why_counting: by what it was told what it counts over.
        joined: other mentions of the page that say the same.
        around: the places that its place lies in, the narrowest first.
        event: the kind of event that its page is about; empty where no word tells.
    """

    statement: Statement
    people: People
    unit: str
    place: Place
    counting: Counting
    story: str = ""
    wider: Place = NOWHERE
    why_place: str = "as its own words say"
    why_counting: str = ""
    joined: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    event: str = ""


def why_apart(statement: Statement) -> str | None:
    """Why a statement does not count in its series, or None where it does."""
    if statement.apart:
        return statement.apart
    if statement.stance not in COUNTING_STANCES:
        return NOT_COUNTED[statement.stance]
    if statement.relation is not None:
        return NOT_COUNTED[statement.relation.type]
    return NOT_COUNTED["part"] if _is_partitive(statement) else None


def _is_partitive(statement: Statement) -> bool:
    """Whether a figure is of some among others: "four of the wounded", "two of them"."""
    behind = (statement.sentence or "")[_end_in_sentence(statement) :]
    return statement.sentence is not None and _partitive().match(behind) is not None


def _end_in_sentence(statement: Statement) -> int:
    start = (statement.sentence or "").find(statement.figure)
    known = statement.sentence_start
    for span in statement.claims:
        if known is not None and 0 <= span.start - known < len(statement.sentence or ""):
            return span.end - known
    return start + len(statement.figure) if start >= 0 else len(statement.sentence or "")


@cache
def _partitive() -> re.Pattern[str]:
    words = "|".join(vocabulary.load("series")["partitive"]["words"])
    return re.compile(rf"\s+of (?:them|these|those|the (?:{words}))\b")
