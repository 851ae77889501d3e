"""Why what is counted has its kind: the words that say what happened, and the vocabulary's entry for them."""

from collections.abc import Sequence

from reportedly.reading.explaining.constructions import FigureKindConstruction
from reportedly.reading.explaining.entries import (
    entry_at,
    forms_at,
    holding,
    phrase_in,
)
from reportedly.reading.explaining.fields import field
from reportedly.reading.kinds.findings import LISTED
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tokens import Tokens
from reportedly.records import ExplainedField, Kind, Span, VocabularyEntry
from reportedly.vocabulary import load

RESULTS = ("result of bring", "result of find", "result of leave")
_VERBS = ("done", "undergone", "being", "suffered", "heads", "deeds")
_FRAMES: dict[str, tuple[str, ...]] = {
    "adjective behind": ("being", "done"),
    "among the group": ("heads", "being", "done"),
    "body": ("heads",),
    "deed of": ("deeds", "heads"),
    "event noun": ("heads",),
    "joined event nouns": ("heads",),
    "modifier": ("being", "done"),
    "noun of people": ("heads",),
    **dict.fromkeys(RESULTS, ("being", "done")),
    "saved lives": ("heads",),
}
"""The frames of `kinds.toml` that a construction goes by, where it is not by all of them."""

_NOUNS: dict[str, tuple[str, ...]] = {
    "agent": ("combatants",),
    "fighters": ("combatants",),
    "helped": ("help",),
    "searched for": ("searching",),
}
"""Constructions that go by words of `nouns.toml`."""

AHEAD = 10
"""Words behind the one that opens it among which the words of a kind stand: "are feared | dead"."""

_DEEDS: tuple[Kind, ...] = ("killed", "injured", "destroyed", "captured")
"""Kinds whose doers took part where nothing else is said of them."""

Spoken = tuple[Span, VocabularyEntry | None]


def kind(tokens: Tokens, mention: Mention) -> ExplainedField:
    """Why a figure has its kind."""
    text = tokens.text
    by: FigureKindConstruction = mention.construction or "no kind"
    if mention.kind_from is not None:
        found = None
        if by == "money":
            forms = forms_at(tokens, tokens.at(mention.kind_from.start))
            key = "neither" if mention.kind == "other" else mention.kind
            found = holding("money", [key], forms)
        return field(text, "kind", mention.kind, by, mention.kind_from, found)
    if mention.trigger is None:
        return field(text, "kind", mention.kind, by)
    span, found = _spoken(tokens, mention)
    return field(text, "kind", mention.kind, by, span, found)


def _spoken(tokens: Tokens, mention: Mention) -> Spoken:
    """The words that say the kind, from the one that the rule went by, and their entry."""
    trigger = mention.trigger or mention.span
    index = tokens.at(trigger.start)
    by = mention.construction.removeprefix(LISTED)
    if by in _NOUNS:
        return trigger, _of_nouns(tokens, mention, index, _NOUNS[by])
    if by == "toll":
        return _of_toll(tokens, index, mention.kind) or (trigger, None)
    frames = _FRAMES.get(by, _VERBS)
    start = tokens.at(mention.end) if by in RESULTS and mention.start > trigger.start else index
    found = _to_death(tokens, index) if mention.kind == "killed" and frames is _VERBS else None
    found = found or _of_kind(tokens, start, mention.kind, frames)
    if found is None and mention.kind == "deployed":
        found = _of_doers(tokens, index)
    if found is None and "heads" in frames:
        for name in load("kinds"):  # "victims", which are casualties, of those who died
            found = found or entry_at(tokens, index, "kinds", [f"{name}.heads"])
    if found is None:
        return trigger, None
    end = tokens.ends[max(found[1], index)]
    return Span(trigger.start, max(trigger.end, end)), found[0]


def _of_kind(
    tokens: Tokens, index: int, kind: Kind, frames: Sequence[str]
) -> tuple[VocabularyEntry, int] | None:
    """The entry of a kind that opens at a word, else at one of those behind it."""
    last = tokens.bounds[tokens.sentence[index]][1]
    keys = [f"{kind}.{frame}" for frame in frames]
    own = entry_at(tokens, index, "kinds", keys) or _of_two_words(tokens, index, keys)
    if own is not None:
        return own
    for at in range(index + 1, min(last, index + 1 + AHEAD)):
        found = entry_at(tokens, at, "kinds", keys)
        if found is not None:
            return found
    return None


def _of_two_words(
    tokens: Tokens, index: int, keys: Sequence[str]
) -> tuple[VocabularyEntry, int] | None:
    """The entry whose last word stands at an index: "prisoner of war", "asylum seeker"."""
    for first in (index - 1, index - 2):
        found = entry_at(tokens, first, "kinds", keys) if first >= 0 else None
        if found is not None and found[1] == index:
            return found
    return None


def _to_death(tokens: Tokens, index: int) -> tuple[VocabularyEntry, int] | None:
    """A verb of violence that ends in a death: "beaten to death", "shot dead", "fatally stabbed"."""
    found = holding("verbs", ["violent"], forms_at(tokens, index))
    if found is None:
        return None
    last = tokens.bounds[tokens.sentence[index]][1]
    for at in range(index + 1, min(last, index + 9)):
        lower = tokens.lowers[at]
        if lower in ("dead", "fatally") or (lower == "death" and tokens.lower(at - 1) == "to"):
            return found, at
        if lower in (",", "and", "when", "after", "while", "as", "who", "but", "including"):
            break
    fatal = "fatally" in tokens.lowers[max(0, index - 2) : index]
    return (found, index) if fatal else None


def _of_doers(tokens: Tokens, index: int) -> tuple[VocabularyEntry, int] | None:
    """A deed whose doers took part in it: "40 rebels shot ..."."""
    return entry_at(tokens, index, "kinds", [f"{deed}.done" for deed in _DEEDS])


def _of_toll(tokens: Tokens, index: int, kind: Kind) -> Spoken | None:
    """The words of a toll around its noun: "the death toll", "the number of missing"."""
    first, last = tokens.bounds[tokens.sentence[index]]
    low, high = max(first, index - 4), min(last, index + 6)
    stretch = Span(tokens.starts[low], tokens.ends[high - 1])
    found = phrase_in("kinds", [f"{kind}.tolls"], tokens.text, stretch)
    if found is not None:
        return found.span, found.entry
    named = _of_kind(tokens, index, kind, ("heads", "being", "done"))
    if named is None:
        return None
    return Span(tokens.starts[index], tokens.ends[max(index, named[1])]), named[0]


def _of_nouns(
    tokens: Tokens, mention: Mention, index: int, keys: Sequence[str]
) -> VocabularyEntry | None:
    """The noun that a construction goes by: of the count itself, else the nearest before it."""
    noun = tokens.at(mention.noun_span.end - 1)
    for at in (noun, *range(index, max(-1, index - 9), -1)):
        found = holding("nouns", keys, forms_at(tokens, at))
        if found is not None:
            return found
    return None
