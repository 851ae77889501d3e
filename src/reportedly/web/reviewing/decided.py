"""Decisions of people as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.publishing.reviews import DID
from reportedly.records import JudgedReview

COLUMNS = (
    *("review", "at", "reviewer", "decision", "figure", "field", "before", "after", "note"),
    *("standing", "claim", "page", "undoes"),
)
LONGEST_VALUE = 120


@dataclass(frozen=True)
class Change:
    """A field that a decision changes: what stood there, and what stands there now."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Decision:
    """A decision as a row.

    Attributes:
        day: when, as people write it; `at` to the second.
        did: what was done, in a word.
        claim: id of the claim that it holds for; empty where its words are on no page.
        orphan: whether it holds, and its words stand on no page.
        can_be_undone: whether it holds, or is an undo that holds.
    """

    id: str
    at: str
    reviewer: str
    did: str
    words: str
    claim: str
    page: str
    changes: tuple[Change, ...]
    note: str | None
    standing: str
    orphan: bool
    settles: bool
    undoes: str | None

    @property
    def can_be_undone(self) -> bool:
        """Whether taking it back would change anything."""
        return self.standing != "undone"

    @property
    def moment(self) -> str:
        """The time of day, where the moment has one: `09:00 UTC`."""
        time = self.at[11:16]
        return f"{time} UTC" if time and self.at.endswith("Z") else time


def decisions_of(known: Iterable[JudgedReview]) -> list[Decision]:
    """Reviews as rows, in the order in which they are given."""
    return [decision_of(one) for one in known]


def decision_of(one: JudgedReview) -> Decision:
    """One review as a row."""
    words = list(dict.fromkeys(anchor.words for anchor in one.anchors))
    return Decision(
        id=one.id,
        at=one.at,
        reviewer=one.reviewer,
        did=DID[one.decision],
        words="”, “".join(words[:3]),
        claim=one.attached[0] if one.attached else "",
        page=one.anchors[0].page if one.anchors else "",
        changes=changes_of(one),
        note=one.note,
        standing=one.standing,
        orphan=is_orphan(one),
        settles=bool(one.settles),
        undoes=one.undoes,
    )


def is_orphan(one: JudgedReview) -> bool:
    """Whether a review holds, and its words stand on no page."""
    return one.standing == "in force" and one.decision != "undo" and not one.attached


def changes_of(one: JudgedReview) -> tuple[Change, ...]:
    """The fields that a correction or an added claim gives."""
    if one.decision not in ("correct", "add"):
        return ()
    return tuple(
        Change(field, in_words(one.before.get(field)), in_words(value))
        for field, value in one.after.items()
        if one.decision == "correct" or value not in (None, [], False)
    )


def in_words(value: Any) -> str:
    """The value of a field in a line."""
    if value in (None, [], ""):
        return "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        ends = list(dict.fromkeys(str(part or "…") for part in value.values()))
        value = " to ".join(ends)
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{words[:LONGEST_VALUE]} …" if len(words) > LONGEST_VALUE else words


def last_of(known: Sequence[JudgedReview], reviewer: str) -> list[JudgedReview]:
    """The decisions of one reviewer that can be taken back, the last one first."""
    mine = (
        one
        for one in reversed(known)
        if one.reviewer == reviewer and one.decision != "undo" and one.standing == "in force"
    )
    return list(mine)[:5]


def rows_of(known: Iterable[JudgedReview]) -> Iterable[dict[str, Any]]:
    """Reviews as rows of a CSV: one for each field that is changed, at least one for each review."""
    for one in known:
        shown = decision_of(one)
        row = {
            "review": one.id,
            "at": one.at,
            "reviewer": one.reviewer,
            "decision": one.decision,
            "figure": "; ".join(dict.fromkeys(anchor.words for anchor in one.anchors)),
            "note": one.note,
            "standing": "orphan" if shown.orphan else one.standing,
            "claim": shown.claim or None,
            "page": shown.page or None,
            "undoes": one.undoes,
        }
        for change in shown.changes or (None,):
            yield row | (vars(change) if change else {})
