"""Over what time a figure is counted: one happening, a stretch, a running total, or a level now."""

import re
from functools import cache
from typing import Literal

from spacy.tokens import Doc

from reportedly import vocabulary
from reportedly.reading.phrases import Phrases, words_in
from reportedly.reading.times.nearby import in_sentence, records, running_since
from reportedly.reading.tokens import Tokens
from reportedly.records import Kind, Span, TimeExpression, Window

_CLAUSE_REACH = 160


def clause_around(tokens: Tokens, span: Span) -> tuple[str, str]:
    """The words of the figure's sentence before and after it, in lower case."""
    number = tokens.sentence[tokens.at(span.start)]
    first, last = tokens.bounds[number]
    start = max(tokens.starts[first], span.start - _CLAUSE_REACH)
    end = min(tokens.ends[last - 1], span.end + _CLAUSE_REACH)
    return tokens.text[start : span.start].lower(), tokens.text[span.end : end].lower()


@cache
def _patterns() -> dict[str, tuple[Phrases, Phrases]]:
    entries = vocabulary.load("windows")
    return {
        name: (Phrases.of(entries[name]["before"]), Phrases.of(entries[name]["after"]))
        for name in ("cumulative", "period", "state", "rate")
    }


def _says(name: str, clause: tuple[str, str], words: tuple[set[str], set[str]]) -> bool:
    """Whether phrases of a window stand in a clause; `words` are those of the clause, at least."""
    before, after = _patterns()[name]
    return before.found_in(clause[0], words[0]) or after.found_in(clause[1], words[1])


def _words(clause: tuple[str, str]) -> tuple[set[str], set[str]]:
    return words_in(clause[0]), words_in(clause[1])


WindowConstruction = Literal[
    "level words",
    "one happening",
    "period words",
    "present perfect",
    "rate words",
    "running words",
    "sent forces",
    "series of happenings",
    "short length",
    "since",
    "stretch of time",
]
"""What says over what time is counted; `vocabulary/constructions.toml` says of each what it is."""


def window_in(
    doc: Doc, tokens: Tokens, span: Span, own: TimeExpression | None, kind: Kind | None
) -> tuple[Window, WindowConstruction]:
    """The window of a figure, by the words of its sentence and its own time expression; and which of them."""
    whole = _without_records(clause_around(tokens, span))
    clause = _narrow(whole)
    words = _words(whole)
    if _says("rate", (clause[0][-60:], clause[1][:60]), words):
        return "period", "rate words"
    if own is not None and running_since(tokens.text, own):
        return "cumulative", "since"
    if own is not None and own.type == "DURATION":
        return "period", "stretch of time"
    if _says("cumulative", whole, words):
        return "cumulative", "running words"
    period = _period(doc, tokens, span, own, (whole, words))
    if period is not None:
        return "period", period
    if _level(clause, words, kind):
        return "state", "level words"
    undated = own is None and kind not in _ONCE
    if undated and (running := _running(clause, kind)) is not None:
        return "cumulative", running
    return "event", "one happening"


def _running(clause: tuple[str, str], kind: Kind | None) -> WindowConstruction | None:
    """What makes a running total of a figure that nobody dates."""
    if _perfect(clause):
        return "present perfect"
    return "sent forces" if _sent(clause, kind) else None


def _period(
    doc: Doc,
    tokens: Tokens,
    span: Span,
    own: TimeExpression | None,
    said: tuple[tuple[str, str], tuple[set[str], set[str]]],
) -> WindowConstruction | None:
    """What says that a stretch of time is counted over, where the figure has no such expression of its own."""
    if own is None and brief(doc, tokens, span) is not None:
        return "short length"
    if _says("period", *said):
        return "period words"
    return "series of happenings" if _serial(said[0]) else None


def _without_records(clause: tuple[str, str]) -> tuple[str, str]:
    """A clause without what counts nothing since then: "the worst disaster since 1998"."""
    before, after = (records().sub(" ", part) if "since" in part else part for part in clause)
    return before, after


_ONCE: frozenset[str] = frozenset(
    {
        "killed",
        "injured",
        "missing",
        "rescued",
        "captured",
        "affected",
        "casualties",
        "other",
        "aid",
        "detained",
    }
)


_DONE: frozenset[str] = frozenset(
    {
        "killed",
        "injured",
        "destroyed",
        "damaged",
        "intercepted",
        "attacks",
        "casualties",
        "cost",
        "aid",
    }
)


def _narrow(clause: tuple[str, str]) -> tuple[str, str]:
    """The words of the figure's own clause: up to a comma or a word that starts another."""
    # A later member of a list shares the verb of the first: "has sent four ships and [two] boats".
    before = _CLAUSE_CUT.split(_LISTED.sub(" ", clause[0]))[-1]
    after = _CLAUSE_CUT.split(clause[1])[0]
    return before, after


_LISTED = re.compile(r"(?:,| and|, and) $")
_CLAUSE_CUT = re.compile(
    r"[,;:“”\"]| (?:and|but|while|who|which|after|when|that|where|because|since) "
)


def _level(clause: tuple[str, str], words: tuple[set[str], set[str]], kind: Kind | None) -> bool:
    """Whether the clause tells how many there are now, not how many it happened to."""
    if kind in _DONE:
        return False
    if kind == "missing":
        return bool(re.search(r"\bstill\b", clause[0][-40:] + " " + clause[1][:40]))
    return _says("state", clause, words)


_SERIES = re.compile(r"\b(?:series|string|spate|wave|rash) of\b|\bserial\b")


def _serial(clause: tuple[str, str]) -> bool:
    """Whether several happenings are told of over days: "a series of strikes this week"."""
    words = clause[0] + clause[1]
    return bool(_SERIES.search(words) and _DAYS_LONG.search(words))


_DAYS_LONG = re.compile(r"\b(?:this|last|past|recent) (?:week|month|year)s?\b")


_LENGTH = re.compile(r"P\d+[DWMY]|PT\d+H")
_WITHIN = re.compile(r"\b(?:in|over|within|during)(?: the)?(?: just| only)? $", re.IGNORECASE)


def brief(doc: Doc, tokens: Tokens, span: Span) -> TimeExpression | None:
    """The length of days, not dated, over which the sentence counts: "lost 40 in two days"."""
    number = tokens.sentence[tokens.at(span.start)]
    for item in in_sentence(doc, tokens, number):
        measured = item.type == "DURATION" and _LENGTH.fullmatch(item.value)
        before = tokens.text[max(0, item.start - 20) : item.start]
        if measured and item.stretch is None and _WITHIN.search(before):
            return item
    return None


def _sent(clause: tuple[str, str], kind: Kind | None) -> bool:
    """Whether forces were sent at a time that nobody tells: "some 300 soldiers were sent to Torva"."""
    return kind == "deployed" and bool(_passive().search(clause[1][:80]))


@cache
def _passive() -> re.Pattern[str]:
    forces = "|".join(vocabulary.load("affected")["forces"])
    return re.compile(rf"\b(?:{forces}) (?:were|was) (?:sent|dispatched|deployed|flown|shipped)\b")


def _perfect(clause: tuple[str, str]) -> bool:
    """Whether the clause is in the present perfect: "150 cases have been registered"."""
    return any(_PERFECT.search(part) for part in clause)


_PERFECT = re.compile(r"(?<!to )(?<!may )(?<!might )(?<!could )\b(?:has|have)\b(?! to\b)")
