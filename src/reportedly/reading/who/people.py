"""Who is affected: the counted noun where it says so, else the words around it, else the nearest that does."""

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from reportedly import vocabulary
from reportedly.reading.kinds.lexicon import PEOPLE_KINDS
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tokens import Tokens, word_set
from reportedly.reading.who.affected import NOBODY, Affected, Counted
from reportedly.reading.who.antecedents import antecedent_of, group_before
from reportedly.reading.who.payments import paid_for
from reportedly.reading.who.targets import target_of
from reportedly.reading.who.wordings import headed_people, named_behind, own_people, says_nobody
from reportedly.records import Span
from reportedly.vocabulary.countries import countries


def who_of(doc: Doc, mentions: Sequence[Mention], index: int) -> Affected:
    """The people or things affected by the mention at `index`, in words of the text."""
    mention, tokens = mentions[index], Tokens.of(doc)
    if mention.sort == "money":
        return paid_for(tokens, mentions, index)
    if mention.sort == "percent":
        return NOBODY
    if mention.kind == "attacks":
        target = target_of(tokens, mentions, index)
        if target is not None:
            return target
    if mention.who is not None and mention.who.lower() not in word_set("clauses", "pronouns"):
        forces = _forces_of(mention.who, tokens.text)
        return forces or Affected(mention.who, mention.who_by)
    return _people(tokens, mentions, index)


def _people(tokens: Tokens, mentions: Sequence[Mention], index: int) -> Affected:
    """Who is counted: told by the count's own phrase, by what stands behind it, or by who was named before."""
    mention, text = mentions[index], tokens.text
    headed = headed_people(tokens, mention)
    if headed is not None:
        return Affected(headed, "column header")
    named = named_behind(tokens, mention)
    if named is not None:
        return named
    if mention.counted is not None and not says_nobody(text, mention):
        return Affected(own_people(text, mention), "own noun", mention.counted)
    group = group_before(tokens, mention)
    if group is not None:
        return Affected(group, "object before")
    antecedent = antecedent_of(text, mentions, index, pointing=_points_back(text, mention))
    if antecedent is not None and antecedent.counted is not None:
        people = own_people(text, antecedent, several=mention.value != 1)
        later = antecedent.start > mention.start
        return Affected(people, "counted later" if later else "counted before", antecedent.counted)
    return Affected("people", "people") if mention.kind in PEOPLE_KINDS else NOBODY


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


def _forces_of(who: str, text: str) -> Affected | None:
    """The soldiers that the text speaks of where the one who has the loss is a state: None for others."""
    forces = "|".join(vocabulary.load("affected")["forces"])
    for adjective in _adjectives().get(re.sub(r"^the ", "", who.casefold()), ()):
        found = re.search(rf"\b{re.escape(adjective)} (?:{forces})\b", text)
        if found:
            return Affected(found.group(), "forces of a state", Span(*found.span()))
    return None


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    """Names of countries in lower case, to their adjectives."""
    return {
        name.casefold(): country.adjectives for country in countries() for name in country.names
    }


def counted_of(text: str, mentions: Sequence[Mention], index: int) -> Counted:
    """What the mention at `index` counts: its own noun, else its antecedent's, else people."""
    mention = mentions[index]
    if mention.sort in ("money", "percent"):
        return Counted(mention.unit, "currency")
    if mention.counted is not None:
        return Counted(mention.counted.of(text), "own noun", mention.counted)
    antecedent = antecedent_of(text, mentions, index, pointing=False, further=0)
    if antecedent is not None and antecedent.counted is not None:
        named = antecedent.counted
        return Counted(named.of(text), "counted before", named)
    return Counted("people", "people") if mention.kind in PEOPLE_KINDS else Counted()
