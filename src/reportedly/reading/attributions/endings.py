"""Where what is said ends: before another speaker, a second verb, or what is only added to it."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.attributions.noun_phrases import joins
from reportedly.reading.attributions.unit import Unit
from reportedly.reading.tokens import (
    CLOSING,
    DASHES,
    OPENING,
    QUOTES,
    STOPS,
    Tokens,
    any_word,
    word_set,
)

_CONTRASTS = frozenset({"but", "while", "whereas", "though", "although"})
_BACKDROP = frozenset({"during", "since", "while", "amid", "because"})
_ADDING = frozenset(
    {"and", "but", "with", "who", "which", "while", "where", "when", "after", "before", "although"}
)
_RESUMING = frozenset({"of", "for", "as", "to", "that", "from"})


def content_end(tokens: Tokens, unit: Unit, start: int, last: int, units: Sequence[Unit]) -> int:
    """Where the content ends that begins at `start`: at the next unit beside it, or with the sentence.

    `last` is the end of the sentence, `units` are all units of it in order.
    """
    end = last
    clause = _is_clause(tokens, start, last)
    fronted = unit.cue.form == "ing" and unit.cue.first <= unit.sentence[0] + 1
    for other in units:
        if other.first < start or other is unit or _explains(other, units):
            continue
        if _beside(tokens, other, clause=clause) or (
            fronted and tokens.texts[other.first - 1] == ","
        ):
            cut = _before_link(tokens, start, other.first)
            if cut > start:
                end = min(end, cut)
                break
    if unit.cue.verb.base in {"cite", "quote"}:
        end = next((i for i in range(start + 1, end) if tokens.texts[i] == ","), end)
    if unit.order == "relative":
        end = min(end, _clause_closed(tokens, start, end))
    if _opens_sentence(tokens, unit):
        end = min(end, _main_clause(tokens, start, end))
    if unit.cue.verb.object and not unit.cue.verb.clause:
        end = _object_end(tokens, unit, start, end)
    return without_stop(tokens, start, end)


def _explains(unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether a cue only explains the source of another unit: "that Oro, citing doctors, said"."""
    return any(
        other.source is not None and other.source[0] <= unit.cue.first < other.source[1]
        for other in units
        if other is not unit
    )


def _clause_closed(tokens: Tokens, start: int, end: int) -> int:
    """The comma that closes a relative clause: behind it the verb of the main clause."""
    for index in range(start + 1, end - 1):
        if tokens.texts[index] == "," and tokens.finite(index + 1):
            return index
    return end


def _before_link(tokens: Tokens, start: int, cut: int) -> int:
    """Back over what links a further speaker to the content: ", and", ", while"."""
    while cut > start and (
        tokens.texts[cut - 1] in {",", ";"} | DASHES
        or tokens.lowers[cut - 1] in _CONTRASTS | {"and", "as"}
    ):
        cut -= 1
    return cut


def _is_clause(tokens: Tokens, start: int, last: int) -> bool:
    """Whether a content is a clause: "that", or a subject with a finite verb near its beginning."""
    if tokens.lowers[start] == "that":
        return True
    for index in range(start + 1, min(last, start + 8)):
        if tokens.texts[index] in STOPS | QUOTES | {",", ";", ":"}:
            return False
        if tokens.finite(index):
            return True
    return False


def _opens_sentence(tokens: Tokens, unit: Unit) -> bool:
    """Whether a unit stands in a clause before the main one: "While X has vowed to go, …"."""
    first = unit.sentence[0]
    if unit.cue.form == "according" or unit.order in {"nominal", "by", "mark"}:
        return False
    opener = tokens.lowers[first] in any_word("clauses.subordinators", "clauses.fronting")
    return opener and not any(tokens.texts[index] == "," for index in range(first, unit.cue.first))


def _main_clause(tokens: Tokens, start: int, end: int) -> int:
    """The comma at which the main clause begins: behind it a subject and soon its verb."""
    if tokens.texts[start] in OPENING:
        return end
    subjects = any_word("clauses.personal", "clauses.articles", "clauses.possessives")
    for index in range(start + 1, end - 2):
        if tokens.texts[index] != ",":
            continue
        following = index + 1
        if tokens.lowers[following] not in subjects and not tokens.capital(following):
            continue
        for position in range(following + 1, min(end, following + 10)):
            if tokens.texts[position] == ",":
                break
            if tokens.finite(position):
                return index
    return end


def _beside(tokens: Tokens, unit: Unit, *, clause: bool) -> bool:
    """Whether a unit in the same sentence stands beside the content before it, not within.

    `clause` says whether that content is a clause, whose own verbs may be linked by "and".
    """
    before = tokens.lower(unit.first - 1)
    if unit.order == "shared":
        return _shared_beside(tokens, unit, before, clause=clause)
    if before == "," and _says_on(tokens, unit):
        return True
    if before in _CONTRASTS - {"but"} or tokens.texts[unit.first - 1] == ";":
        return True
    if tokens.texts[unit.first - 1] in CLOSING - {"'", "’"}:
        return unit.source is not None
    if before in {"and", "but"}:
        plain = unit.cue.verb.speech and not unit.cue.verb.weak
        return plain and tokens.lower(unit.first - 2) in {",", *DASHES}
    if tokens.texts[unit.first - 1] in DASHES and not joins(tokens, unit.first - 1):
        return unit.cue.verb.speech and not unit.cue.verb.weak
    if unit.cue.form == "according":
        return before == ","
    return False


def _says_on(tokens: Tokens, unit: Unit) -> bool:
    """Whether a unit behind a comma says something of its own: "…, Oro said that", "…, Oro said, “…”."""
    if unit.cue.verb.base not in word_set("cues", "plain", "words") or unit.order != "before":
        return False
    following = unit.last
    if tokens.lower(following) == ",":
        following += 1
        return following < len(tokens) and tokens.texts[following] in OPENING - {"'"}
    return tokens.lower(following) == "that" or (
        following < len(tokens) and tokens.texts[following] in OPENING - {"'"}
    )


def _shared_beside(tokens: Tokens, unit: Unit, before: str, *, clause: bool) -> bool:
    """Whether a verb without a subject of its own is the speaker's: ", adding that", "and vowed to"."""
    if before not in {",", "and", "but", "then"} and before not in CLOSING - {"'", "’"}:
        return False
    verb = unit.cue.verb
    if verb.base in word_set("cues", "plain", "words"):
        return True
    if before == "," or tokens.lower(unit.first - 2) == "," or not clause:
        return verb.speech or not verb.weak
    # "Said that she was glad and hoped to come": the verb after "and" is hers.
    opens = tokens.lower(unit.last) == "that" or tokens.texts[unit.last : unit.last + 1] == [":"]
    return opens or verb.base in word_set("cues", "carrying", "words")


def _object_end(tokens: Tokens, unit: Unit, start: int, end: int) -> int:
    """Where the object of "condemned", "vowed to" ends: before a second verb, or what only adds to it."""
    adds = not unit.cue.verb.speech
    for index in range(start + 1, end - 1):
        text, lower = tokens.texts[index], tokens.lowers[index]
        following = index + 1
        if lower in {"and", "but"} and tokens.finite(following):
            return index
        if text == "," and tokens.lowers[following] == "but":
            return index
        if not adds:
            continue
        if _is_backdrop(tokens, index):
            return index
        if text == "," and _adds(tokens, following) and not _resumes(tokens, following, end):
            return index
        if text in DASHES - {"_"} and not joins(tokens, index):
            return index
    return end


def _adds(tokens: Tokens, index: int) -> bool:
    """Whether what follows a comma only adds to an object: a clause, a participle, an apposition."""
    lower = tokens.lowers[index]
    return lower in _ADDING or tokens.tags[index] == "VBG" or lower in word_set("clauses", "adding")


def _resumes(tokens: Tokens, index: int, end: int) -> bool:
    """Whether an object goes on behind an insertion: "accused Oro, who was born there, of lying"."""
    for position in range(index + 1, min(end - 1, index + 20)):
        if tokens.texts[position] == ",":
            return tokens.lowers[position + 1] in _RESUMING
    return False


def _is_backdrop(tokens: Tokens, index: int) -> bool:
    """Whether a phrase begins that says when or where a stand was taken: "during", "on Monday", "in a speech"."""
    lower = tokens.lowers[index]
    if lower in _BACKDROP:
        return True
    if lower == "on":
        return tokens.lowers[index + 1] in word_set("times", "weekdays")
    if lower in {"in", "at"} and tokens.lowers[index + 1] in {"a", "an"}:
        nouns = any_word("cues.nouns.words", "cues.nouns.events")
        return any(tokens.lower(position) in nouns for position in range(index + 2, index + 5))
    return False


def without_stop(tokens: Tokens, start: int, end: int) -> int:
    """Without the sentence's full stop, which stays only inside of a quotation's marks."""
    while end > start and tokens.texts[end - 1] in {".", ";", ","}:
        end -= 1
    return end
