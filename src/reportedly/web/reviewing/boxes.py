"""The fields of a claim as boxes of a form, and what was written into them as fields again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from reportedly.errors import UsageError
from reportedly.ledger.applying import CORRIGIBLE, fields_of
from reportedly.records import Claim, RelationType
from reportedly.records.values import Comparator, Kind, Stance, Window
from reportedly.web.words import plain

LONGEST = 500
"""Characters of the longest value of a field."""

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "comparator": get_args(Comparator),
    "window": get_args(Window),
    "stance": get_args(Stance),
    "quoted": ("no", "yes"),
    "relation": ("", *get_args(RelationType)),
}
NUMBERS, DAYS, LISTS = ("low", "high", "best"), ("when", "stated"), ("via",)
FIRST = ("figure", "kind", "counted", "who", "where", "when", "source", "cites", "stance")
"""The fields that are put right most; the others are behind them."""

_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,9})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Box:
    """A box of a form.

    Attributes:
        name: of the box; `label` is what stands beside it.
        kind: `text`, `number`, `day`, `list`, or `choice` of `choices`.
        value: what is in it.
        read: what was read before somebody changed it; empty where nobody did.
        rare: whether it is behind the others.
        needed: whether something must be in it.
    """

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()
    read: str = ""
    rare: bool = False
    needed: bool = False


def boxes_of(claim: Claim, before: Mapping[str, Any], sent: Mapping[str, str]) -> list[Box]:
    """The boxes of a correction.

    Args:
        claim: as it is now.
        before: of fields that people changed, what was read.
        sent: what somebody wrote into the boxes before, where that could not be kept.
    """
    now = fields_of(claim)
    rest = tuple(name for name in CORRIGIBLE if name not in FIRST)
    found = []
    for field in (*FIRST, *rest):
        values, read = shown(field, now[field]), shown(field, before.get(field))
        for name, value in values.items():
            was = read[name] if field in before else ""
            if field in before and not was:
                was = "nothing"
            found.append(_box(field, name, sent.get(name, value), was))
    return found


def empty_boxes(sent: Mapping[str, str], *needed: str) -> list[Box]:
    """The boxes of a claim that is added; what stays empty is read from the words, or unknown.

    Args:
        sent: what somebody wrote into the boxes before, where that could not be kept.
        needed: names of the boxes in which something must be.
    """
    rest = tuple(name for name in CORRIGIBLE if name not in FIRST)
    return [
        replace(_box(field, name, sent.get(name, ""), "", given=False), needed=name in needed)
        for field in (*FIRST, *rest)
        if field not in ("figure", "relation")
        for name in shown(field, None)
    ]


def _box(field: str, name: str, value: str, read: str, *, given: bool = True) -> Box:
    label = name.replace("_start", ", first day").replace("_end", ", last day")
    kind = "text"
    if field in CHOICES:
        kind = "choice"
    elif field in (*NUMBERS, *DAYS, *LISTS):
        kind = "number" if field in NUMBERS else "day" if field in DAYS else "list"
    choices = CHOICES.get(field, ())
    if not given and choices and "" not in choices:
        choices = ("", *choices)
    return Box(name, label, kind, value, choices, read, field not in FIRST)


def shown(field: str, value: Any) -> dict[str, str]:
    """What the boxes of a field show of its value, by their names."""
    if field in DAYS:
        ends = value or {}
        return {f"{field}_{end}": str(ends.get(end) or "") for end in ("start", "end")}
    if field == "quoted":
        return {field: "" if value is None else "yes" if value else "no"}
    if field == "relation":
        return {field: str(value["type"]) if value else ""}
    if field in LISTS:
        return {field: "\n".join(plain(one, LONGEST) for one in value or ())}
    return {field: "" if value is None else plain(value, LONGEST)}


def changed_fields(claim: Claim, sent: Mapping[str, str]) -> dict[str, object]:
    """The fields of a claim into whose boxes somebody wrote something else.

    Raises:
        UsageError: what was written is no value of its field.
    """
    now = fields_of(claim)
    found: dict[str, object] = {}
    for field in CORRIGIBLE:
        values = shown(field, now[field])
        if any(
            name in sent and _normal(sent[name]) != _normal(value) for name, value in values.items()
        ):
            found[field] = _value(field, {name: _normal(sent.get(name, "")) for name in values})
    return found


def given_fields(sent: Mapping[str, str]) -> dict[str, object]:
    """The fields that somebody wrote something into.

    Raises:
        UsageError: what was written is no value of its field.
    """
    found: dict[str, object] = {}
    for field in CORRIGIBLE:
        values = {name: _normal(sent.get(name, "")) for name in shown(field, None)}
        if field != "figure" and any(values.values()):
            found[field] = _value(field, values)
    return found


def _normal(written: str) -> str:
    return written.replace("\r\n", "\n").replace("\r", "\n").strip()


def _value(field: str, written: Mapping[str, str]) -> object:
    if field in DAYS:
        ends = {end: _day(field, written[f"{field}_{end}"]) for end in ("start", "end")}
        return ends if any(ends.values()) else None
    (words,) = written.values()
    if field in LISTS:
        return [_line(field, one) for one in words.split("\n") if one.strip()][:20]
    if field in NUMBERS:
        return _number(field, words)
    if field == "quoted":
        return words == "yes"
    if field == "relation":
        return {"type": words} if words else None
    if field == "figure":
        return words  # it is looked for in the page, which may have any characters
    return _line(field, words) or None


def _line(field: str, words: str) -> str:
    words = words.strip()
    if len(words) > LONGEST or not all(one.isprintable() or one.isspace() for one in words):
        raise UsageError(
            f"{field}: write it in a line, without control characters, in {LONGEST} characters at most"
        )
    return " ".join(words.split())


def _number(field: str, words: str) -> int | float | None:
    if not words:
        return None
    if not _NUMBER.fullmatch(words):
        raise UsageError(f"{field}: {words[:40]!r} is not a number; write it as 3000 or 3,000")
    digits = words.replace(",", "")
    return float(digits) if "." in digits else int(digits)


def _day(field: str, words: str) -> str | None:
    if not words:
        return None
    if not _DAY.fullmatch(words):
        raise UsageError(f"{field}: {words[:40]!r} is not a day; write it as 2025-01-31")
    return words
