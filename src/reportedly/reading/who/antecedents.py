"""Whom a bare count takes up: people counted before, or named before in its sentence."""

from collections.abc import Sequence

from reportedly.reading.kinds.lexicon import PEOPLE, noun_class, noun_group
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tokens import Tokens, word_set
from reportedly.reading.who.phrases import phrase_before
from reportedly.reading.who.wordings import says_nobody

NEIGHBOURS = 1
"""How many sentences back the people of a bare number are looked for first."""
FURTHER = 12
"""How many sentences back those are looked for to whom the same kind of thing befell."""

MENTIONS = 60
"""So many mentions are looked at in each direction."""
HEADLINE_REACH = 4
"""How many sentences on the people of a headline's bare number are looked for."""

_HARM: frozenset[str] = frozenset(
    {"killed", "injured", "casualties", "missing", "captured", "affected", "rescued"}
)


def antecedent_of(
    text: str, mentions: Sequence[Mention], index: int, *, pointing: bool, further: int = FURTHER
) -> Mention | None:
    """The nearest mention before that names people, within reach; of a headline, the nearest after."""
    mention = mentions[index]
    for position in range(index - 1, max(-1, index - 1 - MENTIONS), -1):
        other = mentions[position]
        gap = mention.sentence - other.sentence
        if gap > max(NEIGHBOURS, further):
            break
        # Those who were sent are not those who were hurt, unless the words point back to them.
        if not _names_people(text, other) or (other.kind == "deployed" and not pointing):
            continue
        if other.relation == "part" and gap:
            continue  # the whole is what goes on
        if gap <= NEIGHBOURS or (
            other.kind in _HARM and mention.kind in _HARM and not mention.anew
        ):
            return other
    if not further or mention.sentence:
        return None
    for position in range(index + 1, min(len(mentions), index + 1 + MENTIONS)):
        other = mentions[position]
        if (
            other.kind == mention.kind
            and other.sentence <= HEADLINE_REACH
            and not (other.relation == "part" and other.part_of == mention.span)
            and _names_people(text, other)
        ):
            return other
    return None


def _names_people(text: str, mention: Mention) -> bool:
    named = mention.counted is not None and not says_nobody(text, mention)
    return named and mention.noun in PEOPLE - {"unit"} and mention.form != "name"


def group_before(tokens: Tokens, mention: Mention) -> str | None:
    """The people named in the sentence as those to whom something is done: "fired at looters, killing two"."""
    at = tokens.at(mention.start)
    first = tokens.bounds[tokens.sentence[at]][0]
    for index in range(at - 1, first, -1):
        word = tokens.lowers[index]
        if tokens.tags[index] not in {"NNS", "NNPS"} or word in noun_group("generic"):
            continue
        if noun_class(word.removesuffix("s"), word) in PEOPLE and _undergoing(tokens, index, first):
            return phrase_before(tokens, index + 1, first)
    return None


def _undergoing(tokens: Tokens, index: int, first: int) -> bool:
    """Whether a noun is an object: behind a verb or preposition, and no verb right behind it."""
    if index + 1 < len(tokens) and (
        tokens.finite(index + 1) or tokens.texts[index + 1][:1] in "'’"
    ):
        return False
    start = index
    while start > first and tokens.tags[start - 1].startswith(("JJ", "NN", "DT", "PRP$", "HYPH")):
        start -= 1
    if tokens.lower(start - 1) == "of" and tokens.lower(start - 2) in noun_group("groups"):
        start -= 2
        while start > first and tokens.tags[start - 1] in {"DT", "JJ"}:
            start -= 1
    before = tokens.lower(start - 1)
    if before in word_set("affected", "telling"):
        return False
    return before in _AIMED or tokens.verbal(max(start - 1, 0))


_AIMED = frozenset({"on", "at", "against", "into"})
