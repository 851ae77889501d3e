"""Which words are cues of attribution: verbs of saying in all their forms, "according to", colons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from reportedly import vocabulary
from reportedly.reading.attributions.noun_phrases import has_subject
from reportedly.reading.quantities.numbers import tables
from reportedly.reading.tokens import Tokens, any_word, word_set
from reportedly.records import Stance


@dataclass(frozen=True, slots=True)
class Verb:
    """What the vocabulary knows of a verb of saying.

    `told`: it takes the one who is told; `clause` and `object`: what its content may be; `speech`: its
    source answers for figures in the content; `weak`: it is another kind of word as often; `toll`: with a
    toll as its object its subject is who counts ("raised the toll to 40"); `giving`: the same with an
    account as its object ("gave these figures:").
    """

    base: str
    stance: Stance
    clause: bool = False
    told: bool = False
    object: bool = False
    speech: bool = False
    weak: bool = False
    toll: bool = False
    giving: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a document: tokens `first` to `last` (excluded), the verb, and the verb's form.

    `form` is `base`, `s`, `past` or `ing`; `according` for "according to" and its like, whose `verb` says
    that it asserts; `nominal` for a noun of counting; `mark` for a colon or dash.
    """

    first: int
    last: int
    verb: Verb
    form: str


@cache
def verbs() -> dict[str, Verb]:
    """All verbs of the vocabulary by their base form."""
    entries = vocabulary.load("cues")
    found: dict[str, Verb] = {}
    stances: tuple[Stance, ...] = (
        "asserts",
        "confirms",
        "estimates",
        "expects",
        "doubts",
        "denies",
    )
    for stance in stances:
        for base in entries["speech"][stance]["clause"]:
            found.setdefault(base, Verb(base, stance, clause=True, speech=True))
    for base in entries["told"]["words"]:
        known = found.get(base, Verb(base, "asserts", clause=True, speech=True))
        found[base] = replace(known, told=True)
    for base in entries["object"]["speech"]:
        found[base] = replace(found.get(base, Verb(base, "asserts", speech=True)), object=True)
    for base in entries["object"]["attitude"]:
        found[base] = replace(found.get(base, Verb(base, "asserts")), object=True)
    for base in entries["tolls"]["verbs"]:
        found[base] = replace(found.get(base, Verb(base, "asserts", weak=True)), toll=True)
    for base in entries["tolls"]["giving"]:
        found[base] = replace(found.get(base, Verb(base, "asserts", weak=True)), giving=True)
    for base in entries["weak"]["words"]:
        if base in found:
            found[base] = replace(found[base], weak=True)
    return found


@cache
def alike() -> frozenset[str]:
    """Verbs whose past is their base: "put", "set"."""
    irregular = vocabulary.load("cues")["irregular"]
    return frozenset(base for base, forms in irregular.items() if forms[1] == base)


@cache
def _forms() -> dict[str, tuple[tuple[Verb, str, tuple[str, ...]], ...]]:
    """Each form of a verb's first word, with the verb, the form's name, and the particles to follow."""
    irregular = vocabulary.load("cues")["irregular"]
    table: dict[str, list[tuple[Verb, str, tuple[str, ...]]]] = {}
    for base, verb in verbs().items():
        head, *particles = base.split()
        for form, name in inflected(head, irregular.get(head)):
            table.setdefault(form, []).append((verb, name, tuple(particles)))
    # The longest phrase first: "call for" before "call".
    return {
        form: tuple(sorted(entries, key=lambda entry: -len(entry[2])))
        for form, entries in table.items()
    }


def inflected(base: str, irregular: list[str] | None = None) -> list[tuple[str, str]]:
    """The forms of an English verb with their names, by the rules of spelling or as listed."""
    if irregular:
        third, past, participle, participles = (
            irregular[0],
            irregular[1],
            irregular[2],
            irregular[3:],
        )
        forms = [(base, "base"), (third, "s"), (past, "past"), (participle, "ing")]
        forms += [(form, "ing" if form.endswith("ing") else "past") for form in participles]
        return list(dict.fromkeys(forms))
    if base.endswith("e"):
        return [(base, "base"), (base + "s", "s"), (base + "d", "past"), (base[:-1] + "ing", "ing")]
    if re.search(r"[^aeiou]y$", base):
        stem = base[:-1]
        return [(base, "base"), (stem + "ies", "s"), (stem + "ied", "past"), (base + "ing", "ing")]
    third = base + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", base) else "s")
    return [(base, "base"), (third, "s"), (base + "ed", "past"), (base + "ing", "ing")]


_ACCORDING = Verb("according to", "asserts", clause=True, speech=True)


@cache
def _according() -> tuple[tuple[str, ...], ...]:
    phrases = vocabulary.load("cues")["according"]["phrases"]
    return tuple(tuple(phrase.split()) for phrase in phrases)


def cues(tokens: Tokens) -> Iterator[Cue]:
    """All words of a document that may be cues, in order."""
    table = _forms()
    starts = {phrase[0] for phrase in _according()}
    for index, lower in enumerate(tokens.lowers):
        if lower in starts:
            phrase = _phrase_at(tokens, index)
            if phrase:
                yield Cue(index, index + len(phrase), _ACCORDING, "according")
                continue
        if lower in table:
            cue = _verb_at(tokens, index, table[lower])
            if cue:
                yield cue


def _phrase_at(tokens: Tokens, index: int) -> tuple[str, ...] | None:
    for phrase in _according():
        if tuple(tokens.lowers[index : index + len(phrase)]) == phrase:
            return phrase
    return None


def _verb_at(
    tokens: Tokens, index: int, entries: tuple[tuple[Verb, str, tuple[str, ...]], ...]
) -> Cue | None:
    for verb, form, particles in entries:
        last = index + 1 + len(particles)
        if tuple(tokens.lowers[index + 1 : last]) != particles or _records_nothing(
            tokens, last, verb
        ):
            continue
        if _is_verb(tokens, index, verb, form):
            return Cue(index, last, verb, form)
    return None


def _records_nothing(tokens: Tokens, last: int, verb: Verb) -> bool:
    """Whether a verb that is a cue before a number of losses alone has none: "named a new envoy"."""
    if verb.clause or verb.toll or verb.giving:
        return False
    losses = word_set("cues", "recording", "losses")
    return verb.base in losses and not counts_losses(tokens, last, len(tokens))


# "At least 31 unarmed civilian dead": how far behind its verb a number of losses ends, in tokens.
_LOSSES_WITHIN = 7


def counts_losses(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a number of the dead, hurt, missing or held stands behind a verb, from one token to another."""
    words = tokens.lowers[first : min(first + _LOSSES_WITHIN, last)]
    openers = tables().openers
    number = next(
        (at for at, word in enumerate(words) if word[:1].isdigit() or word in openers), None
    )
    if number is None or not set(words[:number]) <= word_set("clauses", "hedging"):
        return False
    return not word_set("cues", "recording", "lost").isdisjoint(words[number:])


def _opens_content(tokens: Tokens, index: int) -> bool:
    """Whether a word opens what a verb says, and follows no noun: "that", a number."""
    lower = tokens.lower(index)
    return lower == "that" or lower[:1].isdigit()


def _is_subject(tokens: Tokens, index: int) -> bool:
    """Whether a word is a noun because the next one is its verb: "reports say"."""
    return tokens.lower(index + 1) in {"say", "said", "suggest", "suggested", "indicate", "show"}


def _closes_sentence(tokens: Tokens, index: int) -> bool:
    """Whether a word at a sentence's end is a cue: "…, Radio Keld reports." but not "…, in media reports."."""
    for position in range(index - 1, max(0, index - 12), -1):
        if tokens.texts[position] == ",":
            opener = tokens.lowers[position + 1]
            return opener not in any_word("clauses.prepositions") | {"according", "citing"}
    return False


def _plural_says(tokens: Tokens, index: int) -> bool:
    """Whether a base form that is tagged as a noun is a verb: "police estimate that"."""
    if index == 0 or tokens.lower(index + 1) != "that":
        return False
    plural = tokens.tags[index - 1] in {"NNS", "NNPS"}
    return plural or tokens.lowers[index - 1] in word_set("titles", "groups", "words")


@cache
def _plain_forms() -> frozenset[str]:
    irregular = vocabulary.load("cues")["irregular"]
    return frozenset(
        form
        for base in sorted(word_set("cues", "verbs_only", "words"))
        for form, name in inflected(base, irregular.get(base))
        if name in {"s", "past"}
    )


def _is_verb(tokens: Tokens, index: int, verb: Verb, form: str) -> bool:
    """Whether a word that has the form of a verb is one here: by its tag, else by the word before."""
    before = tokens.lower(index - 1)
    if form == "s" and verb.weak and (before in _plain_forms() or _is_subject(tokens, index)):
        return False  # "the army denies reports", "reports say"
    tag = tokens.tags[index]
    if tag and tag != "_SP":
        only = word_set("cues", "verbs_only", "words" if form in {"base", "s"} else "past")
        return (
            tag.startswith("V") or verb.base in only or _is_verb_as_noun(tokens, index, verb, form)
        )
    if form in {"base", "s", "ing"} or verb.weak:
        nominal = any_word("clauses.determiners", "clauses.prepositions")
        if (before in nominal and before != "to") or before in {"'s", "’s"}:
            return False
    return not (verb.weak and form in {"base", "s"} and tokens.capital(index))


def _is_verb_as_noun(tokens: Tokens, index: int, verb: Verb, form: str) -> bool:
    """Whether a word is a verb that the tagger took for a noun, as it often does in headlines."""
    if form == "base":
        return _plural_says(tokens, index)
    if form != "s":
        return False
    if tokens.lower(index + 1) == "to" and not tokens.lower(index - 1).endswith("'s"):
        return True  # "the office plans to send"
    if tokens.tags[index] != "NNS" or not verb.speech:
        return False
    named = index > 0 and tokens.tags[index - 1].startswith("N")
    closed = tokens.lower(index + 1) in {".", ""} or (
        tokens.lower(index + 1) == "," and tokens.lower(index + 2) in {"citing", "quoting"}
    )
    if named and closed and verb.base in {"report", "claim", "estimate"}:
        return _closes_sentence(tokens, index)
    return has_subject(tokens, index) or (named and _opens_content(tokens, index + 1))
