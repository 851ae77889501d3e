"""Who speaks: the noun phrase that a cue belongs to, from word order and from the parse."""

from __future__ import annotations

from reportedly.reading.attributions.appositions import subject_at_comma
from reportedly.reading.attributions.cues import Cue
from reportedly.reading.attributions.following import phrase_after
from reportedly.reading.attributions.noun_phrases import (
    LONGEST_SOURCE,
    first_phrase,
    has_subject,
    parsed_subject,
    phrase_before,
)
from reportedly.reading.attributions.phrasal import quoted, toll
from reportedly.reading.attributions.unit import Order, Unit
from reportedly.reading.attributions.verb_groups import BE, HAVE, auxiliaries_before, is_passive
from reportedly.reading.tokens import CLOSING, DASHES, QUOTES, STOPS, Tokens, any_word, word_set


def unit_of(tokens: Tokens, cue: Cue, known: list[Unit], bounds: tuple[int, int]) -> Unit | None:
    """The cue with its source; None where the word turns out to be no cue.

    `bounds` are the tokens of its sentence, or of the part of it that a quotation holds; `known` are the
    units found before in the same bounds: a participle shares their source.
    """
    found, fixed = _phrasal(tokens, cue, bounds)
    if found is not None or fixed:
        return found
    if tokens.lower(cue.first - 1) == "to" and cue.form == "base":
        return _infinitive(tokens, cue, bounds, known)
    auxiliaries = auxiliaries_before(tokens, cue.first, bounds[0])
    participle = cue.form == "past" and not auxiliaries and tokens.lower(cue.last) == "by"
    if is_passive(cue, auxiliaries) or participle:
        return _passive(tokens, cue, bounds, auxiliaries)
    if cue.form == "ing" and not set(auxiliaries) & BE:
        return _participle(tokens, cue, bounds, known)
    return (
        _finite(tokens, cue, bounds, known)
        if _can_be_finite(tokens, cue, bounds, auxiliaries)
        else None
    )


def _phrasal(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> tuple[Unit | None, bool]:
    """What is read as a phrase before it is read as a verb, and whether it can be nothing else."""
    if cue.form == "according":
        return _according(tokens, cue, bounds), True
    if cue.verb.base in {"quote", "cite"}:
        return quoted(tokens, cue, bounds), False
    if cue.form == "ing" and tokens.lower(cue.first - 1) == "as":
        return None, True  # "quoted X as saying" was read at "quoted"
    if cue.verb.toll or cue.verb.giving:
        return toll(tokens, cue, bounds), not (cue.verb.clause or cue.verb.object)
    return None, False


def _takes_object(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> bool:
    """Whether an object follows, which a participle by itself cannot take: "the agency confirmed Oro's fall"."""
    if cue.first <= bounds[0] or cue.last >= bounds[1] or not cue.verb.speech:
        return False
    determined = tokens.lowers[cue.first - 1] in word_set("clauses", "determiners")
    following = tokens.lowers[cue.last]
    opens = following in any_word("clauses.determiners", "clauses.personal") or tokens.capital(
        cue.last
    )
    return opens and not determined


def _can_be_finite(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], auxiliaries: list[str]
) -> bool:
    """Whether a form can be a finite verb here: no participle of its own, no base after a singular."""
    participle = tokens.tags[cue.first] == "VBN" and not set(auxiliaries) & HAVE
    if (
        participle
        and cue.verb.base not in _PLAIN
        and not _takes_object(tokens, cue, bounds)
        and not has_subject(tokens, cue.first)
        and not _explained_before(tokens, cue, bounds)
    ):
        return False
    return bool(auxiliaries) or cue.form != "base" or _plural_subject(tokens, cue.first, bounds[0])


def _explained_before(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> bool:
    """Whether a comma closes what explains the subject: "Oro, who had come, confirmed that"."""
    comma = cue.first - 1
    if comma <= bounds[0] or tokens.texts[comma] != ",":
        return False
    return subject_at_comma(tokens, comma, bounds[0]) is not None


# Verbs of which a participle alone, even by a mistaken tag, is still the cue.
_PLAIN = frozenset({"say", "tell", "add", "announce"})


def _plural_subject(tokens: Tokens, index: int, first: int) -> bool:
    """Whether "say", "report" with nothing before it can be a finite verb: after a plural subject."""
    if index <= first:
        return False
    before = tokens.lowers[index - 1]
    if before in {"i", "we", "you", "they", "who", "which", "that"} or before in CLOSING:
        return True
    if before == ",":
        return bool(tokens.tags[index] in {"VBP", "VB"}) or before in QUOTES
    tag = tokens.tags[index - 1]
    if tag:
        return tag in {"NNS", "NNPS", "NN", "NNP", "PRP", "RB", "CD", ")"}
    return before.endswith("s") or before in {"police", "people", "media", "and", ")"}


# --- the four orders ------------------------------------------------------------------------------


def _finite(tokens: Tokens, cue: Cue, bounds: tuple[int, int], known: list[Unit]) -> Unit | None:
    if not _explained_before(tokens, cue, bounds) and _inverted(tokens, cue, bounds):
        source = phrase_after(tokens, cue.last, bounds[1])
        if source:
            return Unit(cue, source, "after", cue.first, source[1], bounds)
    source = phrase_before(tokens, cue.first, bounds[0])
    if source is None:
        if tokens.lower(cue.first - 1) in {"and", "but", "then", "also"}:
            shared = known[-1].source if known else first_phrase(tokens, bounds[0], cue.first)
            agrees = not known or not cue.verb.weak or cue.form == known[-1].cue.form
            if shared and agrees:
                return Unit(cue, shared, "shared", cue.first, cue.last, bounds)
        if cue.verb.weak or not cue.verb.speech:
            return None
        return Unit(cue, None, "before", cue.first, cue.last, bounds)
    order: Order = "before"
    if (
        source[1] - source[0] == 1 and tokens.lowers[source[0]] in {"who", "which", "that", "whose"}
    ) or tokens.lowers[source[0]] == "whose":
        order = "relative"
    return Unit(cue, source, order, source[0], cue.last, bounds)


def _inverted(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> bool:
    """ "…," said X: the verb follows a closed clause, and what follows the verb is a noun phrase."""
    if cue.verb.base in word_set("cues", "told", "always") or not cue.verb.speech:
        return False
    before = cue.first - 1
    if before < bounds[0]:
        return _starts_sentence_inverted(tokens, cue, bounds)
    mark = tokens.texts[before]
    if mark not in {","} | CLOSING | DASHES | {"?", "!"}:
        return False
    following = cue.last
    if following >= bounds[1]:
        return False
    if _no_name(tokens, following):
        return False
    if mark == "," and not _clause_before(tokens, bounds[0], before):
        return False
    end = phrase_after(tokens, following, bounds[1])
    if end is None:
        return False
    return not _clause_follows(tokens, end[1], bounds[1])


def _no_name(tokens: Tokens, index: int) -> bool:
    """Whether no name can begin here: a mark, a preposition, a number or its hedge."""
    lower = tokens.lowers[index]
    if lower[:1].isdigit() or lower in word_set("clauses", "hedging") - {"an"}:
        return True  # "…, said more than 12 people died"
    linking = lower in {"that", ",", ":", "to", "in", "on", "at", "by"}
    return linking or tokens.texts[index] in QUOTES | STOPS


def _starts_sentence_inverted(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> bool:
    """A sentence that begins with the verb: after a quotation cut from it, or "Said Ayo Oro: …"."""
    if tokens.capital(cue.first):
        source = phrase_after(tokens, cue.last, bounds[1])
        return source is not None and tokens.lower(source[1]) == ":"
    if cue.first == 0:
        return False
    previous = cue.first - 1
    while previous > 0 and tokens.texts[previous].isspace():
        previous -= 1
    return tokens.texts[previous] in CLOSING | {",", "?", "!"} and cue.last < bounds[1]


def _clause_before(tokens: Tokens, first: int, last: int) -> bool:
    """Whether there is a whole clause or a quotation between two tokens."""
    seen = False
    for index in range(last - 1, max(first, last - LONGEST_SOURCE) - 1, -1):
        if tokens.texts[index] in QUOTES and index > last - 3:
            return True
        if tokens.finite(index) or tokens.verbal(index):
            seen = True
            break
    return seen


def _clause_follows(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the phrase that ends here is the subject of a further verb, not a source after its cue."""
    for index in range(first, min(last, first + 3)):
        if tokens.texts[index] in QUOTES | STOPS | {",", ";", ":", "("} | DASHES:
            return False
        if tokens.lowers[index] in {
            "in",
            "on",
            "at",
            "during",
            "after",
            "as",
            "when",
            "who",
            "of",
            "to",
            "and",
            "from",
        }:
            return False
        if tokens.finite(index):
            return True
    return False


def _according(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> Unit | None:
    source = phrase_after(tokens, cue.last, bounds[1], prepositions=True)
    if source is None:
        return None
    return Unit(cue, source, "after", cue.first, source[1], bounds)


# "By saying", "while saying": the one who says so is the subject of the clause.
_WHILE = frozenset({"by", "without", "while", "after", "before", "when"})


def _participle(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], known: list[Unit]
) -> Unit | None:
    """ ", adding that …": the source is that of the clause it hangs on."""
    before = tokens.lower(cue.first - 1)
    if before in word_set("clauses", "focusing") and cue.first - 2 > bounds[0]:
        before = tokens.lower(cue.first - 2)  # ", even suggesting that"
    if not cue.verb.clause or not cue.verb.speech:
        if before not in {",", "and"}:
            return None
    elif before in word_set("clauses", "prepositions") - _WHILE or before in word_set(
        "clauses", "articles"
    ):
        return None
    if (
        cue.first > bounds[0]
        and before not in {",", "and"} | CLOSING | DASHES | _WHILE
        and cue.verb.base not in {"cite", "quote"}
    ):
        # "a statement saying": the noun before is the source.
        source = phrase_before(tokens, cue.first, bounds[0])
        if source:
            return Unit(cue, source, "before", source[0], cue.last, bounds)
    source = _shared_source(tokens, cue, bounds, known)
    return Unit(cue, source, "shared", cue.first, cue.last, bounds)


def _shared_source(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], known: list[Unit]
) -> tuple[int, int] | None:
    speaking = [unit for unit in known if unit.source and unit.sentence == bounds]
    if speaking:
        return speaking[-1].source
    subject = parsed_subject(tokens, cue.first, bounds, climb=True)
    if subject:
        return subject
    return first_phrase(tokens, bounds[0], cue.first)


def _infinitive(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], known: list[Unit]
) -> Unit | None:
    """ "went on to say", "declined to confirm": only where a verb before leads to it."""
    leading = cue.first - 2
    if leading > bounds[0] and tokens.lowers[leading] in {"on", "not", "now", "also", "only"}:
        leading -= 1
    if leading < bounds[0] or not tokens.verbal(leading):
        return None
    source = None
    if tokens.tags[leading] != "VBG" or set(auxiliaries_before(tokens, leading, bounds[0])) & BE:
        source = phrase_before(tokens, leading, bounds[0])
    source = source or _shared_source(tokens, cue, bounds, known)
    if source is None:
        return None
    return Unit(cue, source, "infinitive", source[0], cue.last, bounds)


def _agent_mark(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> int | None:
    """The "by" of a passive; None in "was reported killed by rebels", where it is of the other verb."""
    for index in range(cue.last, min(cue.last + 6, bounds[1])):
        if tokens.lowers[index] == "by":
            return index
        if tokens.verbal(index):
            return None
    return None


def _passive(
    tokens: Tokens, cue: Cue, bounds: tuple[int, int], auxiliaries: list[str]
) -> Unit | None:
    """ "was quoted as saying" is left to "saying"; "was told that" has the one told as its subject."""
    by = _agent_mark(tokens, cue, bounds)
    if by is not None:
        source = phrase_after(tokens, by + 1, bounds[1])
        if source:
            return Unit(cue, source, "agent", cue.first, source[1], bounds)
    if cue.verb.told and tokens.lower(cue.last) in {"that", "by", "of"}:
        source = phrase_before(tokens, cue.first - len(auxiliaries), bounds[0])
        if source:
            return Unit(cue, source, "passive", source[0], cue.last, bounds)
    if cue.verb.clause and cue.verb.speech:
        return Unit(cue, None, "passive", cue.first - len(auxiliaries), cue.last, bounds)
    return None


# --- noun phrases ---------------------------------------------------------------------------------
