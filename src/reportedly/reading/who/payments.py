"""Whom money is for: who is paid, what is bought, built, lost or repaired."""

from collections.abc import Sequence

from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tokens import Tokens, word_set
from reportedly.reading.who.affected import NOBODY, Affected, WhoConstruction
from reportedly.reading.who.phrases import phrase_before, phrase_from

REACH = 24
"""Tokens on either side of an amount within which the words stand that say what it is for."""
AMOUNTS = 6
"""So many mentions back another amount may say what this one is for."""


def paid_for(tokens: Tokens, mentions: Sequence[Mention], index: int) -> Affected:
    """Who is paid, or what costs, the amount at `index`; as an amount just before, where its own words say nothing."""
    kind = mentions[index].kind
    for position in range(index, max(-1, index - AMOUNTS), -1):
        mention = mentions[position]
        if mentions[index].sentence - mention.sentence > 1:
            break
        if mention.sort != "money" or (mention.kind != kind and position < index - 1):
            continue
        before = position and mentions[position - 1].sort == "money"
        if before and _bracketed(tokens, mention):
            continue
        found = _payee(tokens, mention) if kind == "aid" else _thing(tokens, mention)
        if found is not None:
            own: WhoConstruction = "payee" if kind == "aid" else "priced thing"
            return Affected(found, own if position == index else "amount before")
    return NOBODY


def _bracketed(tokens: Tokens, mention: Mention) -> bool:
    return "(" in tokens.text[max(0, mention.start - 3) : mention.start]


def _around(tokens: Tokens, mention: Mention) -> tuple[int, int, int, int]:
    """The amount's first token, the one behind it, and the sentence's bounds, within reach."""
    at = tokens.at(mention.start)
    behind = tokens.at(max(mention.end, mention.noun_span.end) - 1) + 1
    first, last = tokens.bounds[tokens.sentence[at]]
    return at, behind, max(first, at - REACH), min(last, behind + REACH)


def _payee(tokens: Tokens, mention: Mention) -> str | None:
    """Who is given the money: by the verb before it, by "for" and "to" behind it, or by the help's own noun."""
    at, behind, first, last = _around(tokens, mention)
    giving, receiving = word_set("affected", "giving"), word_set("affected", "receiving")
    for index in range(at - 1, first - 1, -1):
        if tokens.lowers[index] in receiving:
            return phrase_before(tokens, _verb_group(tokens, index, first), first)
        if tokens.lowers[index] in giving:
            if any(tokens.lower(before) in _BE for before in range(index - 3, index)):
                return phrase_before(tokens, _verb_group(tokens, index, first), first)
            found = _uncounted(tokens, index + 1, at)
            if found is not None:
                return found
            break
    return _meant_for(tokens, behind, last) or _helped(tokens, first, at)


def _verb_group(tokens: Tokens, index: int, first: int) -> int:
    """The first token of the verb at an index: its auxiliaries and adverbs with it."""
    auxiliaries = word_set("clauses", "auxiliaries")
    while index > first and (
        tokens.lowers[index - 1] in auxiliaries or _adverbial(tokens, index - 1)
    ):
        index -= 1
    return index


def _meant_for(tokens: Tokens, behind: int, last: int) -> str | None:
    """What stands behind "to" or "for" after the amount."""
    for index in range(behind, last):
        if tokens.lowers[index] in {";", "."}:
            return None
        if tokens.lowers[index] in {"to", "for"} and tokens.tags[index + 1 : index + 2] != ["VB"]:
            found = _uncounted(tokens, index + 1, last)
            if found is not None:
                return found
    return None


def _helped(tokens: Tokens, first: int, at: int) -> str | None:
    """Whom help named before the amount is for: "relief for the villagers of 3 million dollars"."""
    help_nouns = word_set("affected", "helps")
    for index in range(at - 1, first, -1):
        if tokens.lowers[index] in {"for", "to"} and tokens.lowers[index - 1] in help_nouns:
            return _uncounted(tokens, index + 1, at)
    return None


_BE = frozenset({"be", "been", "being", "is", "are", "was", "were"})


def _adverbial(tokens: Tokens, index: int) -> bool:
    return tokens.tags[index].startswith("RB") or tokens.lowers[index] in {
        "each", "due", "to", ",", "meanwhile", "reportedly", "also", "all", "both", "expected", "estimated", "likely", "set",
    }  # fmt: skip


def _thing(tokens: Tokens, mention: Mention) -> str | None:
    """What has the price: "repairs cost N", "tents worth N", "damage of N to the bridge", "the budget of the dam"."""
    at, behind, first, last = _around(tokens, mention)
    pricing, harm = word_set("affected", "pricing"), word_set("affected", "harm")
    costing = word_set("affected", "costing")
    near = next((at - step for step in (1, 2, 3) if tokens.lower(at - step) in costing), None)
    if near is not None and near > first:
        return phrase_before(tokens, _verb_group(tokens, near, first), first)
    for index in range(behind, min(last, behind + 6)):
        lower, following = tokens.lowers[index], tokens.lower(index + 1)
        named = (lower == "worth" and following == "of") or (
            lower in harm and following in {"to", "of"}
        )
        if named:
            return phrase_from(tokens, index + 2, last)
        if lower in {"to", "for", "on"} and index == behind:
            return _uncounted(tokens, index + 1, last)
    for index in range(at - 1, first, -1):
        lower = tokens.lowers[index]
        if lower in {"for", "on", "of", "to"} and tokens.lower(index - 1) in pricing | harm:
            found = _uncounted(tokens, index + 1, at)
            if found is not None:
                return found
    return None


def _uncounted(tokens: Tokens, first: int, last: int) -> str | None:
    """The noun phrase at a token, unless it is another amount."""
    number = first < len(tokens) and (
        tokens.tags[first] == "CD" or not tokens.texts[first][:1].isalpha()
    )
    return None if number else phrase_from(tokens, first, last)
