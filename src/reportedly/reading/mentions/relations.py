"""How a figure stands to another of the same text: on top of it, a part, what was said before, a rate.

`docs/figures.md` defines the relations; each is given the span of the other figure where the text has it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from reportedly.reading.kinds.lexicon import PEOPLE_KINDS
from reportedly.reading.mentions.mention import Mention, Related
from reportedly.records import RelationType, Span
from reportedly.vocabulary import load

REACH = 3
"""How many sentences away the other figure may stand."""

NEIGHBOURS = 40
"""How many mentions away the other figure may stand: a page of nothing but numbers is read in linear time."""

_NEAR = 60
"""How many characters around a figure can say what it is to another."""


def relate(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with their relations, and with the spans of the figures that they relate to."""
    related = list(mentions)
    for index, mention in enumerate(mentions):
        if mention.form == "name" or mention.sort != "count" or mention.kind == "other":
            continue
        relation, related_by = _relation(text, mentions, index)
        if relation is None and mention.relation is None:
            continue
        of = mention.part_of or _other(mentions, index, relation)
        if relation == "added" and not _on_top(text, mention) and not _others(mentions, index):
            relation, related_by, of = None, None, None
        related[index] = mention._replace(relation=relation, related_by=related_by, part_of=of)
    return related


def _relation(text: str, mentions: Sequence[Mention], index: int) -> Related:
    mention = mentions[index]
    so_far = cast("Related", (mention.relation, mention.related_by))  # they are set together
    before = text[max(0, mention.start - _NEAR) : mention.start].lower()
    if _withdrawn(text, mention):
        return "corrects", "earlier version"
    if before.endswith(" not ") and _told_before(mentions, index):
        return "corrects", "not"
    if mention.relation in ("part", "previous"):
        return so_far
    if index and _of_the_one_before(text, mentions[index - 1], mention):
        return "part", "of the one before"
    if _earlier().search(before):
        return "previous", "earlier toll"
    end = max(mention.noun_span.end, mention.end)
    if _rate().match(text[end : end + _NEAR].lower()):
        return "rate", "rate behind"
    if _every().search(before):
        return "rate", "rate before"
    return so_far


def _told_before(mentions: Sequence[Mention], index: int) -> bool:
    """Whether the sentence has told the same of another number: "killed 14 people, not 12"."""
    mention = mentions[index]
    return any(
        other.sentence == mention.sentence and _comparable(other, mention)
        for other in mentions[max(0, index - NEIGHBOURS) : index]
    )


def _of_the_one_before(text: str, before: Mention, mention: Mention) -> bool:
    """Whether a number is of the one that opens its sentence: "Of the 34 injured, six are ..."."""
    if before.sentence != mention.sentence or not _comparable(before, mention):
        return False
    opening = text[max(0, before.noun_span.start - 14) : before.start].lower()
    return bool(_OF_THE.search(opening)) and "," in text[before.end : mention.start]


_OF_THE = re.compile(r"(?:^|[.\n,;]\s*|\W)of (?:the |those |these |its )?$")


def _withdrawn(text: str, mention: Mention) -> bool:
    """Whether a figure is what "an earlier version of this report" said."""
    opening = text.rfind("\n", 0, mention.start) + 1
    sentence = text[max(opening, mention.start - 240) : mention.start].lower()
    found = list(_versions().finditer(sentence))
    if not found:
        return False
    between = sentence[found[-1].end() :]
    # The version's own words end with its sentence; behind it stands what is right.
    return not re.search(r"[.;!?]\s", between) and not _righted().search(between)


def _on_top(text: str, mention: Mention) -> bool:
    """Whether the words of a figure themselves say that it comes on top: "another 40", "12 more"."""
    end = mention.noun_span.end
    around = text[max(0, mention.start - 14) : end].lower()
    if mention.trigger and end < mention.trigger.start < end + _NEAR:
        around += " also" * (" also " in text[end : mention.trigger.start].lower())
    return any(re.search(rf"\b{word}\b", around) for word in load("relations")["on_top"])


def _others(mentions: Sequence[Mention], index: int) -> bool:
    """Whether "others" are other than people to whom the same befell: "two died, and three others died"."""
    mention = mentions[index]
    for other in reversed(mentions[max(0, index - NEIGHBOURS) : index]):
        if mention.sentence - other.sentence > REACH:
            return False
        if other.kind in PEOPLE_KINDS and other.sort == "count" and other.relation != "part":
            return other.kind == mention.kind
    return False


def _other(mentions: Sequence[Mention], index: int, relation: RelationType | None) -> Span | None:
    """The figure that one relates to: of the same kind, the nearest before, else the nearest behind."""
    if relation is None or relation == "rate":
        return None
    mention = mentions[index]
    earlier = mentions[max(0, index - NEIGHBOURS) : index]
    before = [item for item in reversed(earlier) if _comparable(item, mention)]
    if relation == "part":
        before = [item for item in before if (item.value or 0) >= (mention.value or 0)]
    later = mentions[index + 1 : index + 1 + NEIGHBOURS]
    behind = [item for item in later if _comparable(item, mention)]
    ordered = [*behind, *before] if relation in ("previous", "corrects") else before
    return ordered[0].span if ordered else None


def _comparable(other: Mention, mention: Mention) -> bool:
    if other.kind != mention.kind or other.sort != "count" or other.form == "name":
        return False
    return abs(other.sentence - mention.sentence) <= REACH and other.relation not in (
        "part",
        "previous",
    )


@cache
def _earlier() -> re.Pattern[str]:
    """Words right before a figure that was given before: "an initial toll of"."""
    words = load("relations")
    adjectives, nouns = "|".join(words["earlier"]), "|".join(words["tolls"])
    reported = "|".join(words["earlier_said"])
    return re.compile(
        rf"(?:(?:{adjectives}) (?:\w+ ){{0,2}}(?:{nouns}) (?:of|was|stood at) |(?:{reported}) )$"
    )


@cache
def _versions() -> re.Pattern[str]:
    adjectives = "|".join(load("relations")["earlier"])
    return re.compile(rf"\b(?:{adjectives}) (?:version|edition)s? of (?:this|the|our) \w+")


@cache
def _righted() -> re.Pattern[str]:
    """Words that bring what is right instead: "when it was in fact", "; it is"."""
    return re.compile(rf"\b(?:{'|'.join(load('relations')['righted'])})\b")


@cache
def _rate() -> re.Pattern[str]:
    """Words right behind a figure that make it a rate: "12 a day", "40 people die every week"."""
    words = load("relations")
    verbs, units = "|".join(words["rate_verbs"]), "|".join(words["rate_units"])
    elsewhere = "|".join(words["not_rates"])
    apart = "|".join(words["held"])
    return re.compile(
        rf"\s*(?:(?:{verbs})\s+){{0,3}}(?:a|an)\s+(?:{units})\b(?!\s+(?:{elsewhere})\b)"
        rf"|(?:(?!\b(?:{apart})\b)[^.,;:\n]){{0,40}}?\b(?:per|each|every)\s+(?:{units})\b"
    )


@cache
def _every() -> re.Pattern[str]:
    units = "|".join(load("relations")["rate_units"])
    return re.compile(
        rf"\b(?:every|each)\s+(?:{units}),?\s+(?:some\s+|about\s+)?$|\ban average of\s*$"
    )
