"""Who is affected: the counted noun where it says so, else the nearest that does."""

import re
from collections.abc import Sequence
from functools import cache

from reportedly import vocabulary
from reportedly.reading.kinds.lexicon import PEOPLE, PEOPLE_KINDS
from reportedly.reading.mentions.mention import Mention

NEIGHBOURS = 1
"""How many sentences back the people of a bare number are looked for."""


def who_of(text: str, mentions: Sequence[Mention], index: int) -> str | None:
    """The people or things affected by the mention at `index`, in words of the text."""
    mention = mentions[index]
    if mention.who is not None:
        return _forces_of(mention.who, text) or mention.who
    if mention.sort in ("money", "percent"):
        return None
    if mention.counted is not None and not mention.generic:
        return mention.counted.of(text)
    pointing = _points_back(text, mention)
    antecedent = _antecedent(mentions, index, pointing=pointing)
    if antecedent is not None and antecedent.counted is not None:
        return antecedent.counted.of(text)
    return "people" if mention.kind in PEOPLE_KINDS else None


def _points_back(text: str, mention: Mention) -> bool:
    """Whether the words behind the count point to people named before: "40 casualties among them"."""
    end = max(mention.end, mention.noun_span.end, mention.counted.end if mention.counted else 0)
    pointing = "|".join(vocabulary.load("affected")["pointing"])
    return (
        re.match(
            rf"(?:\s+(?:or|and)\s+\w+)?\s+(?:among|of|amongst|from)\s+(?:{pointing})\b",
            text[end : end + 40],
        )
        is not None
    )


def _forces_of(who: str, text: str) -> str | None:
    """The soldiers that the text speaks of where the one who has the loss is a state: None for others."""
    entry = _countries().get(re.sub(r"^the ", "", who.casefold()))
    if entry is None:
        return None
    forces = "|".join(vocabulary.load("affected")["forces"])
    for adjective in entry:
        found = re.search(rf"\b{re.escape(adjective)} (?:{forces})\b", text)
        if found:
            return found.group()
    return None


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Names of countries in lower case, to their adjectives."""
    table: dict[str, tuple[str, ...]] = {}
    for name, entry in vocabulary.load("countries")["country"].items():
        for spelling in (name, *entry.get("also", ())):
            table[spelling.casefold()] = tuple(entry.get("adjectives", ()))
    return table


def counted_of(text: str, mentions: Sequence[Mention], index: int) -> str | None:
    """What the mention at `index` counts: its own noun, else its antecedent's, else people."""
    mention = mentions[index]
    if mention.sort in ("money", "percent"):
        return mention.unit
    if mention.counted is not None:
        return mention.counted.of(text)
    antecedent = _antecedent(mentions, index)
    if antecedent is not None and antecedent.counted is not None:
        return antecedent.counted.of(text)
    return "people" if mention.kind in PEOPLE_KINDS else None


def _antecedent(
    mentions: Sequence[Mention], index: int, *, pointing: bool = False
) -> Mention | None:
    """The nearest mention before that names people (or after, in the sentence, for a first one)."""
    mention = mentions[index]
    for step in range(index - 1, -1, -1):
        other = mentions[step]
        if mention.sentence - other.sentence > NEIGHBOURS:
            break
        # Those who were sent are not those who were hurt, unless the words point back to them.
        if _names_people(other) and (pointing or other.kind != "deployed"):
            return other
    return None


def _names_people(mention: Mention) -> bool:
    named = mention.counted is not None and not mention.generic
    return named and mention.noun in PEOPLE - {"unit"} and mention.form != "name"
