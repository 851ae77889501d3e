"""Who is affected: the counted noun where it says so, else the nearest that does."""

from collections.abc import Sequence

from reportedly.reading.lexicon import PEOPLE, PEOPLE_KINDS
from reportedly.reading.mentions import Mention

NEIGHBOURS = 1
"""How many sentences back the people of a bare number are looked for."""


def who_of(text: str, mentions: Sequence[Mention], index: int) -> str | None:
    """The people or things affected by the mention at `index`, in words of the text."""
    mention = mentions[index]
    if mention.who is not None:
        return mention.who
    if mention.sort in ("money", "percent"):
        return None
    if mention.counted is not None and not mention.generic:
        return mention.counted.of(text)
    antecedent = _antecedent(mentions, index)
    if antecedent is not None and antecedent.counted is not None:
        return antecedent.counted.of(text)
    return "people" if mention.kind in PEOPLE_KINDS else None


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


def _antecedent(mentions: Sequence[Mention], index: int) -> Mention | None:
    """The nearest mention before that names people (or after, in the sentence, for a first one)."""
    mention = mentions[index]
    for step in range(index - 1, -1, -1):
        other = mentions[step]
        if mention.sentence - other.sentence > NEIGHBOURS:
            break
        if _names_people(other) and other.kind != "deployed":
            return other
    return None


def _names_people(mention: Mention) -> bool:
    named = mention.counted is not None and not mention.generic
    return named and mention.noun in PEOPLE and mention.form != "name"
