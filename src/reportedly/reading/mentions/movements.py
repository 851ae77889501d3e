"""Which way a number goes: the amounts of "rose 5%", "fell by 3 to 4 points", "up nearly a third", "2% lower"."""

import re
from functools import cache

from reportedly.reading.kinds.words import Words
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.quantities.measures import Sort
from reportedly.reading.quantities.moving import directions, moves
from reportedly.records import Change, Number
from reportedly.vocabulary import load


@cache
def _group(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(form.split()) for form in load("movements")[name])


def change_of(
    words: Words, first: int, behind: int, sort: Sort, *, counting: bool
) -> Change | None:
    """The direction of an amount of movement, by the words right before or behind it.

    Args:
        words: the sentence.
        first: index of the first word of hedge or number.
        behind: index of the first word behind number and unit.
        sort: what the number does; "lost 12 men" and "raised $5 million" are no movements.
        counting: whether a counted noun follows.
    """
    moving = sort in ("percent", "measure") or (sort == "count" and not counting)
    before = words.lower(first - 1)
    if before in ("up", "down"):
        made = words.lemmas[first - 2] if first >= 2 else ""
        if made in _group_words("made"):
            return None
        return ("up" if before == "up" else "down") if moving or sort == "money" else None
    if words.lower(first) in _group_words("levels"):
        return None
    moving = moving and not (sort == "count" and words.lower(behind) == "of")
    verb = _verb_before(words, first)
    if verb is not None:
        direction = directions()[verb]
        return None if verb in _group("doing") and not moving else direction
    verb = _verb_of_object(words, first)
    if verb is not None:
        return directions()[verb] if moving or not counting else None
    if before == "by" and words.lower(first - 2) in ("up", "down"):
        return "up" if words.lower(first - 2) == "up" else "down"
    return _said_behind(words, behind) if moving else None


def _said_behind(words: Words, behind: int) -> Change | None:
    """The direction that the word behind a number says: "2% lower", "ended 4 points up"."""
    after = words.lower(behind)
    if words.tag(behind + 1).startswith(("NN", "JJ")) or (
        after in ("up", "down")
        and (words.lower(behind + 1) == "from" or words.tag(behind + 1) in _AFTER_PREPOSITIONS)
    ):
        return None
    higher, lower = _group_words("higher"), _group_words("lower")
    return "up" if after in higher else "down" if after in lower else None


_AFTER_PREPOSITIONS = frozenset({"DT", "CD", "PRP$", "TO", "$"})
"""Before these "up" and "down" are prepositions, or lead to a level: "20 metres down the road"."""


@cache
def _group_words(name: str) -> frozenset[str]:
    return frozenset(load("movements")[name])


def _verb_of_object(words: Words, first: int) -> tuple[str, ...] | None:
    """The form of movement whose object stands between it and "by": "cut its forecast by 10 points"."""
    if words.lower(first - 1) != "by":
        return None
    for at in range(first - 2, max(-1, first - 8), -1):
        if not words.lowers[at].isalpha():
            return None
        if (words.lowers[at],) in directions():
            return (words.lowers[at],)
    return None


def _verb_before(words: Words, first: int) -> tuple[str, ...] | None:
    """The form of movement that stands before a number, over "by", "another", "a further"."""
    at = first
    for _ in range(3):
        for length in (2, 1):
            form = words.lowers[at - length : at] if at >= length else ()
            if form in directions():
                return form
        for length in (2, 1):
            if at >= length and words.lowers[at - length : at] in _group("between"):
                at -= length
                break
        else:
            return None
    return None


FARTHEST = 60
"""Characters between the level that is left and the one that is reached."""

_GAP = re.compile(r"(?P<between>[^;:()\n]*?)\bto\s+")


def leads_to(text: str, first: Mention, second: Mention) -> bool:
    """Whether two numbers are one movement: "from 9 points to 7", "1.3 bar to 0.8 bar".

    Numbers of what can be a claim stay apart: each of them is a claim of its own.
    """
    if second.start - first.end > FARTHEST or second.start < first.end:
        return False
    if not (_is_level(first) and _is_level(second)) or first.sentence != second.sentence:
        return False
    if first.sort != second.sort or first.unit != second.unit:
        return False
    gap = _GAP.fullmatch(text, first.end, second.start)
    if gap is None:
        return False
    if text[max(0, first.start - 8) : first.start].rstrip().lower().endswith("from"):
        return True
    unit = gap["between"].strip()
    same = bool(unit) and text[second.end : second.end + FARTHEST].lstrip(" -").startswith(unit)
    return same and first.change is None


def way(text: str, start: int, first: Number, second: Number) -> Change | None:
    """The direction from one level to another, where a verb of movement stands before "from" at `start`."""
    before = re.findall(r"[a-z]+", text[max(0, start - FARTHEST) : start].lower())[-5:]
    if first == second or not any(moves(word) for word in before):
        return None
    return "up" if second > first else "down"


def _is_level(mention: Mention) -> bool:
    if mention.form != "number" or mention.value is None or mention.kind != "other":
        return False
    return mention.comparator in ("exactly", "about")
