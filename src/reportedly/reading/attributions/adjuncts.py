"""What stands between a cue and its content: the time, the place, the occasion, the one who is told."""

from __future__ import annotations

from reportedly.reading.attributions.noun_phrases import joins
from reportedly.reading.attributions.unit import Unit
from reportedly.reading.tokens import DASHES, OPENING, QUOTES, STOPS, Tokens, any_word, word_set


def _occasions() -> frozenset[str]:
    return word_set("cues", "occasions", "words")


_CLOSES = OPENING | STOPS | DASHES | {",", ":", ";"}


def past_adjuncts(tokens: Tokens, unit: Unit, last: int) -> int:
    """Past the time, the place, the occasion and the one told, to where the content may begin."""
    index = unit.last
    steps = 0
    while index < last and steps < 6:
        nxt = _after_adjunct(tokens, unit, index, last)
        if nxt == index:
            break
        index = nxt
        steps += 1
    return index


_THEN = frozenset(
    {
        "yesterday",
        "today",
        "earlier",
        "later",
        "here",
        "too",
        "also",
        "again",
        "recently",
        "last",
        "this",
    }
)


def _after_adjunct(tokens: Tokens, unit: Unit, index: int, last: int) -> int:
    lower = tokens.lowers[index]
    if lower in _THEN or lower in word_set("times", "weekdays"):
        if lower in {"last", "this"}:
            nxt = tokens.lower(index + 1)
            return (
                index + 2
                if nxt in {"week", "month", "year", "morning", "night", "evening", "afternoon"}
                else index
            )
        nxt = tokens.lower(index + 1)
        if nxt in {"morning", "afternoon", "evening", "night"}:
            return index + 2
        return index + 1
    if lower.endswith("ly") and not tokens.capital(index) and len(lower) > 4:
        return index + 1
    if (
        unit.cue.verb.told
        and index == unit.last
        and unit.order in {"before", "relative", "shared", "infinitive"}
    ):
        return _after_listener(tokens, index, last)
    if _counts(tokens, index):
        return index
    infinitive = lower == "to" and tokens.tags[index + 1 : index + 2] == ["VB"]
    if (
        lower in _occasions()
        and unit.cue.verb.clause
        and unit.cue.form != "according"
        and not infinitive
    ):
        return _after_phrase(tokens, index + 1, last, index)
    return index


def _counts(tokens: Tokens, index: int) -> bool:
    """Whether a preposition belongs to a number: "said at least 25 died", "said about 40 fled"."""
    lower, following = tokens.lowers[index], tokens.lower(index + 1)
    if lower == "at":
        return following in {"least", "most"}
    if lower in {"about", "from", "by", "to", "of", "with"}:
        return following[:1].isdigit()
    return lower == "in" and following in {"all", "total"}


def _after_listener(tokens: Tokens, index: int, last: int) -> int:
    """Past "reporters", "the Daily Post", "her"; the same index where a clause begins right away."""
    lower = tokens.lowers[index]
    if lower in {"me", "us", "you", "him", "her", "them"} or lower in word_set(
        "media", "listeners"
    ):
        return index + 1
    if lower == "that" or tokens.texts[index] in QUOTES | {",", ":"}:
        return index
    behind = _after_phrase(tokens, index, last, index)
    if tokens.lower(behind) == "to" and tokens.tags[behind + 1 : behind + 2] == ["VB"]:
        return index  # "warned the rebels to leave": they are part of what is said
    return behind


def _after_phrase(tokens: Tokens, index: int, last: int, fallback: int) -> int:
    """Past a noun phrase, if it ends where a content can begin or the sentence ends."""
    position = index
    limit = min(last, index + 14)
    while position < limit:
        lower, text = tokens.lowers[position], tokens.texts[position]
        if text == "-" and joins(tokens, position):
            position += 1
            continue
        if (lower == "that" and position > index) or text in _CLOSES:
            return position
        if lower in _occasions() and position > index:
            return position
        if lower in word_set("times", "weekdays") and position > index:
            return position
        if tokens.finite(position) and position > index:
            return _noun_run_end(tokens, index, position, fallback)
        position += 1
    return position if position >= last else fallback


def _noun_run_end(tokens: Tokens, index: int, verb: int, fallback: int) -> int:
    """ "told CNN the strikes killed 20": the first noun phrase is the listener, the second a subject."""
    determiners = any_word("clauses.determiners", "clauses.personal")
    for position in range(index + 1, verb):
        if tokens.lowers[position] in determiners or tokens.texts[position][:1].isdigit():
            return position
        if tokens.capital(position) != tokens.capital(position - 1) and not tokens.capital(
            position - 1
        ):
            return position
        if tokens.capital(position - 1) and not tokens.capital(position):
            return position
    return fallback
