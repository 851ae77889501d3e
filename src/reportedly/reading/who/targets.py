"""Whom attacks and weapons are for: what they are aimed at, else those whom they harm."""

from bisect import bisect_left
from collections.abc import Sequence

from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tokens import Tokens, word_set
from reportedly.reading.who.affected import Affected
from reportedly.reading.who.phrases import phrase_from
from reportedly.records import Span

REACH = 14
"""Tokens behind a count of attacks within which their target stands."""
NEAR = 12
"""So many mentions, before and behind, are asked for the target of attacks that name none."""

_HARMED: frozenset[str] = frozenset({"killed", "injured", "casualties"})


def target_of(tokens: Tokens, mentions: Sequence[Mention], index: int) -> Affected | None:
    """The target of the attacks at `index`: in their own clause, else whom the article's are against, else who was hurt."""
    own = _aimed(tokens, mentions[index])
    if own is not None:
        return Affected(own, "aimed at")
    enemy = _enemy(tokens, tokens.at(mentions[index].start))
    if enemy is not None:
        return Affected(enemy, "campaign against")
    harmed = _harmed(mentions, index)
    if harmed is not None:
        return Affected(harmed.of(tokens.text), "those harmed", harmed)
    earlier = _earlier(tokens, mentions, index)
    return Affected(earlier, "target of others") if earlier is not None else None


def _aimed(tokens: Tokens, mention: Mention) -> str | None:
    """What stands behind "at" or "against", or behind "hit" and "landed near"."""
    number = tokens.sentence[tokens.at(mention.start)]
    last = tokens.bounds[number][1]
    start = tokens.at(max(mention.noun_span.end, mention.end) - 1) + 1
    aims, hits = word_set("affected", "aims"), word_set("affected", "hits")
    for index in range(start, min(last, start + REACH)):
        lower = tokens.lowers[index]
        if lower in {";", ".", ":"}:
            return None
        if lower in {"at", "near", "on"} and index > start:
            continue  # "went off near the market" is where
        if lower in aims or lower in hits:
            first = index + 1
            while first < last and tokens.lowers[first] in aims | {"in"}:
                first += 1
            if tokens.tags[first : first + 1] == ["CD"] or tokens.texts[first][:1].isdigit():
                return None  # "destroyed two trucks" is a count of its own
            return phrase_from(tokens, first, last)
    return None


def _harmed(mentions: Sequence[Mention], index: int) -> Span | None:
    """The people whom the same sentence, or the next, says to be killed or hurt."""
    sentence = mentions[index].sentence
    for position in range(max(0, index - NEAR), min(len(mentions), index + NEAR)):
        other = mentions[position]
        near = 0 <= other.sentence - sentence <= 1 and other.form != "name"
        if near and other.kind in _HARMED and other.counted is not None:
            return other.counted
    return None


def _enemy(tokens: Tokens, at: int) -> str | None:
    """Whom the article's attacks are against: "strikes against the KLA", the nearest before, else the first after."""
    found = _campaigns(tokens)
    place = bisect_left(found, at)
    for index in (*reversed(found[max(0, place - NEAR) : place]), *found[place : place + NEAR]):
        enemy = phrase_from(tokens, index + 1, tokens.bounds[tokens.sentence[index]][1])
        if enemy is not None:
            return enemy
    return None


def _campaigns(tokens: Tokens) -> list[int]:
    """Where the document says "against" behind a noun of attacks; looked for once."""
    kept: list[int] | None = tokens.doc.user_data.get(_KEY)
    if kept is None:
        campaigns = word_set("affected", "campaigns")
        kept = [
            index
            for index, lower in enumerate(tokens.lowers)
            if lower == "against" and index and tokens.lowers[index - 1] in campaigns
        ]
        tokens.doc.user_data[_KEY] = kept
    return kept


_KEY = "reportedly.campaigns"


def _earlier(tokens: Tokens, mentions: Sequence[Mention], index: int) -> str | None:
    """The target of other attacks near by, those before first."""
    before = range(index - 1, max(-1, index - 1 - NEAR), -1)
    for position in (*before, *range(index + 1, min(len(mentions), index + 1 + NEAR))):
        if mentions[position].kind == "attacks":
            found = _aimed(tokens, mentions[position])
            if found is not None:
                return found
    return None
