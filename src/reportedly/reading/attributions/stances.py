"""How firmly a figure is put forward: from the words around it and from the cue that governs it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from reportedly import vocabulary
from reportedly.reading.phrases import Phrases, words_in
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


StanceConstruction = Literal["of the clause", "of the cue", "plain", "said by nobody"]
"""What says how firmly a figure is put forward; `vocabulary/constructions.toml` says of each what it is."""


def _without_month(words: str) -> str:
    return _MAY.sub("", words) if "May" in words else words


@cache
def _patterns() -> tuple[tuple[Stance, Phrases, Phrases], ...]:
    entries = vocabulary.load("stances")
    stances: tuple[Stance, ...] = ("denies", "doubts", "estimates", "expects", "confirms")
    return tuple(
        (stance, Phrases.of(entries[stance]["before"]), Phrases.of(entries[stance]["after"]))
        for stance in stances
        if stance in entries
    )


@cache
def _openers() -> tuple[frozenset[str], frozenset[str]]:
    """The first words of all phrases before a figure, and of all behind one."""
    ahead = [phrases.openers for _, phrases, _ in _patterns()]
    behind = [phrases.openers for _, _, phrases in _patterns()]
    return frozenset().union(*ahead), frozenset().union(*behind)


def stance_near(text: str, span: Span) -> Stance | None:
    """The stance that the words of the figure's own clause give it; None where they are plain."""
    before = text[max(0, span.start - REACH_BEFORE) : span.start]
    before = _without_month(_CLAUSE_START.split(before)[-1]).lower()
    after = _without_month(text[span.end : span.end + REACH_AFTER])
    match = _CLAUSE_END.search(after)
    after = (after[: match.start()] if match else after).lower()
    figure = span.of(text).lower()
    if figure.startswith(("an estimated", "estimated")):
        return "estimates"
    nothing = figure in {"no", "none", "nobody"}
    words_before, words_after = words_in(before), words_in(after)
    openers_ahead, openers_behind = _openers()
    if openers_ahead.isdisjoint(words_before) and openers_behind.isdisjoint(words_after):
        return None
    for stance, ahead, behind in _patterns():
        if nothing and stance == "estimates":
            continue  # "no deaths were reported" says that there are none known
        if ahead.found_in(before, words_before) or behind.found_in(after, words_after):
            return stance
    return None
