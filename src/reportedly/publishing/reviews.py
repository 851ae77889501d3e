"""What people decided of claims and series, as a terminal shows it."""

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.publishing.tables import day, marked_sentence, reviewed, safe, voice, what
from reportedly.records import (
    Disagreement,
    Doubtful,
    JudgedReview,
    RecordedClaim,
    figure_in_words,
)

LONGEST_VALUE = 60
"""Characters of a field's value that are shown in a line."""

DID = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
    "note": "noted on",
    "join": "joined the series of",
    "part": "made a series of its own of",
    "undo": "took back",
}


def queue_view(found: Sequence[Doubtful]) -> RenderableType:
    """The claims that wait for a person: why, what, and the words."""
    shown: list[RenderableType] = []
    for one in found:
        claim = one.claim
        head = f"{claim.id[:6]}  {figure_in_words(claim)}  {what(claim)}"
        shown.append(Text.assemble((safe(head).plain, "bold")))
        shown.append(_line(f"{one.doubt}: {one.why}" if one.doubt != "not reviewed" else one.why))
        shown.append(Padding(marked_sentence(claim), (0, 0, 0, 2)))
        printed = ", ".join(part for part in (voice(claim), day(claim.published)) if part)
        shown += [_line(printed), Text("")]
    first = found[0].claim.id[:6]
    shown.append(
        safe(f"Next: reportedly review accept {first} --by NAME; or correct, reject, note")
    )
    return Group(*shown)


def _line(line: str) -> RenderableType:
    return Padding(safe(line), (0, 0, 0, 2))


def history_view(known: Sequence[JudgedReview]) -> RenderableType:
    """Every review, in the order of deciding, and whether it holds."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("review", no_wrap=True, min_width=8)
    table.add_column("on", no_wrap=True)
    table.add_column("by", ratio=2)
    table.add_column("said", ratio=7)
    table.add_column("holds", ratio=2)
    for one in known:
        said = said_by(one) + (f": {one.note}" if one.note else "")
        lost = one.standing == "in force" and one.decision != "undo" and not one.attached
        table.add_row(
            one.id[:8],
            day(one.at),
            safe(one.reviewer),
            safe(said),
            "orphan" if lost else one.standing,
        )
    return table


def said_by(review: JudgedReview) -> str:
    """What a review says, in a line: `corrected "40" (3f9a1c): where Ostrel → Ostrel valley`."""
    if review.decision == "undo":
        return f"took back {str(review.undoes)[:8]}"
    named = list(dict.fromkeys(anchor.words for anchor in review.anchors))
    words = ", ".join(f"“{one}”" for one in named[:3]) + (" …" if len(named) > 3 else "")
    ids = review.attached or tuple(anchor.claim for anchor in review.anchors)
    said = f"{DID[review.decision]} {words}"
    if review.decision not in ("join", "part"):
        said += f" ({ids[0][:6]})"
    if review.decision == "correct":
        changes = (
            f"{name} {_value(review.before.get(name))} → {_value(value)}"
            for name, value in review.after.items()
        )
        said += f": {'; '.join(changes)}"
    return f"{said}, which settles it" if review.settles else said


def _value(value: Any) -> str:
    if value is None or value == []:
        return "(none)"
    if isinstance(value, dict):
        value = " to ".join(str(part or "…") for part in value.values())
    shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{shown[:LONGEST_VALUE]}…" if len(shown) > LONGEST_VALUE else shown


def disagreements_view(found: Sequence[Disagreement]) -> RenderableType:
    """Claims that reviewers judge differently, with all that was said of each."""
    shown: list[RenderableType] = []
    for one in found:
        head = f"{one.claim[:6]}  “{one.figure}” in {one.page}: on {', '.join(one.on)}"
        shown.append(Text.assemble((safe(head).plain, "bold")))
        for said in one.reviews:
            note = f": {said.note}" if said.note else ""
            shown.append(_line(f"{said.reviewer}, {day(said.at)}: {said_by(said)}{note}"))
        shown.append(Text(""))
    first = found[0].claim[:6]
    shown.append(
        safe(
            f"To settle one: reportedly review accept {first} --settle --by NAME; or correct, reject"
        )
    )
    return Group(*shown)


def review_view(review: JudgedReview, after: Sequence[RecordedClaim]) -> RenderableType:
    """A review just made, and the claims that it holds for as they are now."""
    lines: list[RenderableType] = [safe(f"{said_by(review)} (review {review.id[:8]})")]
    for claim in after:
        lines.append(_line(f"{figure_in_words(claim)}: {what(claim)}, {voice(claim)}"))
        if claim.review is not None:
            lines.append(_line(f"{reviewed(claim)}"))
    if review.decision != "undo":
        lines.append(safe(f"To take it back: reportedly review undo {review.id[:8]} --by NAME"))
    return Group(*lines)
