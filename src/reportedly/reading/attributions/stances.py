"""How firmly a figure is put forward: from the words around it and from the cue that governs it."""

from __future__ import annotations

import re
from functools import cache

from reportedly import vocabulary
from reportedly.records import Span, Stance

# So far around a figure its words are looked for, in characters; clauses are rarely longer.
REACH_BEFORE = 110
REACH_AFTER = 90

_CLAUSE_START = re.compile(
    r"[.!?;:\n“\"”]\s|\n|, (?:and|but|while|who|which|where|as) | (?:after|when|because) |—|–"
)
_CLAUSE_END = re.compile(
    r"[.!?;\n]\s|\n|[.!?]$|, (?:and|but|while|who|which|where|as|including) | (?:and|while) \d"
    r"| (?:and|but) (?:will|would|could|may|might|is|are|was|were|has|had|have|he|she|it|they) "
    r"|, (?:will|would|could|may|might|is|are|was|were|has|had|have) |—|–|[”\"]"
)


# The month, which is no verb: beside a number, or behind a word that months stand behind.
_MAY = re.compile(r"(?<=\d )May\b|\bMay(?=,? \d)|(?<= in )May\b|(?<= of )May\b|(?<= since )May\b")


@cache
def _patterns() -> tuple[tuple[Stance, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    entries = vocabulary.load("stances")
    stances: tuple[Stance, ...] = ("denies", "doubts", "estimates", "expects", "confirms")
    return tuple(
        (stance, _any(entries[stance]["before"]), _any(entries[stance]["after"]))
        for stance in stances
        if stance in entries
    )


def _any(phrases: list[str]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    words = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?:{words})(?!\w)")


def stance_near(text: str, span: Span) -> Stance | None:
    """The stance that the words of the figure's own clause give it; None where they are plain."""
    before = text[max(0, span.start - REACH_BEFORE) : span.start]
    before = _MAY.sub("", _CLAUSE_START.split(before)[-1]).lower()
    after = _MAY.sub("", text[span.end : span.end + REACH_AFTER])
    match = _CLAUSE_END.search(after)
    after = (after[: match.start()] if match else after).lower()
    figure = span.of(text).lower()
    if figure.startswith(("an estimated", "estimated")):
        return "estimates"
    nothing = figure in {"no", "none", "nobody"}
    for stance, ahead, behind in _patterns():
        if nothing and stance == "estimates":
            continue  # "no deaths were reported" says that there are none known
        if ahead is not None and ahead.search(before):
            return stance
        if behind is not None and behind.search(after):
            return stance
    return None
