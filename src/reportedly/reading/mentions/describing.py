"""The fields of a mention that figures show and claims do not need: unit's name, movement, concept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportedly.reading.kinds.rows import Row
from reportedly.reading.kinds.words import Words
from reportedly.reading.mentions.concepts import concept_of, noun_behind
from reportedly.reading.mentions.measured import number_of, unit_of
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.mentions.movements import change_of
from reportedly.reading.quantities import naming
from reportedly.reading.quantities.scanning import Quantity

_SAME_AGAIN = re.compile(r"[^\n().,;]{0,30}(?:\(|/|,? or )\s?")


def described(
    mention: Mention, row: Row, quantity: Quantity, counted: tuple[int, int] | None
) -> Mention:
    """The mention of a quantity with the name of its unit, its movement and its concept."""
    words = row.words
    first = bisect_right(words.ends, quantity.start)
    behind = bisect_left(words.starts, max(quantity.stop, quantity.end))
    if quantity.form == "unit" or first >= behind:
        return mention
    if counted is not None and words.lowers[counted[0] : counted[1]] in _NO_NOUNS:
        counted = None
    elif counted is None and quantity.sort == "count":
        counted = noun_behind(words, behind) or _as_verb(words, quantity, first, behind)
    if counted is not None and (quantity.value is None or quantity.value > 1):
        counted = _over_and(words, counted)
    name, rated = unit_of(row, quantity, range(first, behind), counted)
    if name is None and quantity.sort == "count":
        name = number_of(row, first)
    if words.lower(behind) == "-" and rated > behind:
        counted = None
    return mention._replace(
        measure=name,
        share=quantity.share,
        concept=concept_of(row, quantity, first, rated, counted),
        change=change_of(words, first, behind, quantity.sort, counting=counted is not None),
    )


_NO_NOUNS = frozenset((word,) for word in ("first", "last", "next", "previous", "past", "final"))


def _over_and(words: Words, counted: tuple[int, int]) -> tuple[int, int]:
    """The counted words with the noun that two share: "dozens of | bus and tram drivers"."""
    start, end = counted
    if words.lower(end) not in ("and", "or") or words.tag(end - 1) not in ("NN", "NNP"):
        return counted
    last = end + 1
    while words.tag(last) in ("NN", "NNP", "JJ") and last - end < _MOST_SHARED:
        last += 1
    return (start, last + 1) if last > end + 1 and words.tag(last) == "NNS" else counted


_MOST_SHARED = 3


def _as_verb(words: Words, quantity: Quantity, first: int, behind: int) -> tuple[int, int] | None:
    """The plural noun behind a number that was taken for a verb: no verb agrees with it ("18 | carries")."""
    several = quantity.value is None or quantity.value > 1
    if not several or words.tag(behind) != "VBZ" or not words.lower(behind).endswith("s"):
        return None
    return None if words.lower(first - 1) in ("of", "number") else (behind, behind + 1)


def named(text: str, mention: Mention) -> Mention:
    """The mention with what is known of it in a sentence without a tree: its unit, and whose age it is."""
    if mention.unit is None:
        return mention
    name = naming.unit_name(mention.unit, mention.sort)
    if mention.sort == "duration":
        following = text[mention.end : mention.end + _REACH].lower().split()
        rate = naming.per(following, 1)
        name = f"{name} per {rate[0]}" if rate else name
    concept: str | None = None
    if mention.sort == "age":
        behind = _OLD.match(text, mention.end)
        before = _WHOSE.search(text, max(0, mention.start - _REACH), mention.start)
        concept = behind[1] if behind else before[1] if before else None
    return mention._replace(measure=name, concept=concept)


_OLD = re.compile(
    r"[- ](?:years?|months?|weeks?|days?)[- ]old ((?!who\b|and\b|was\b|is\b|had\b|has\b)[a-z]{3,20})"
)
_WHOSE = re.compile(r"\b([A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20})?|[a-z]{3,20})(?:, | \()$")


def completed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a sentence, each with what it leaves out because one before it has said it.

    What says the same in another unit is about the same ("8 miles (13 km)"); a bare number is in the
    unit of the one that it is joined to ("40 shops, up from 30", "5 per cent in May and 6 in June").
    """
    given: list[Mention] = []
    for mention in mentions:
        before = given[-1] if given else None
        if before is not None and _again(text, before, mention):
            given.append(mention._replace(concept=before.concept, change=before.change))
        elif before is not None and _moves_too(text, before, mention):
            bare = mention.measure is None
            unit = before.measure if bare else mention.measure
            given.append(mention._replace(measure=unit, change=before.change))
        elif _elides(text, mention) or _of_them(text, mention):
            given.append(mention._replace(measure=_last_unit(text, mention, given)))
        else:
            given.append(mention)
    return _of_wholes(text, given)


def _moves_too(text: str, before: Mention, mention: Mention) -> bool:
    """Whether the verb before another number moves this one, too: "rose 2% in May and 3% in June"."""
    if before.change is None or mention.change is not None or mention.start < before.end:
        return False
    bare = mention.sort == "count" and mention.measure is None and not mention.counted
    alike = mention.sort == before.sort and mention.measure == before.measure
    return (alike or bare) and _AND_ALSO.fullmatch(text, before.end, mention.start) is not None


_AND_ALSO = re.compile(r"[^.;:()\n0-9]{0,40} and (?:by )?")


def _last_unit(text: str, mention: Mention, given: Sequence[Mention]) -> str | None:
    """The unit of the number before, unless that is a time, or an amount whose level this one is ("rose 5% to 12")."""
    level = text[max(0, mention.start - 3) : mention.start] == "to "
    for item in reversed(given):
        if item.measure and item.sort not in ("age", "duration", "frequency"):
            return None if level and item.sort in ("percent", "money") else item.measure
    return None


def _elides(text: str, mention: Mention) -> bool:
    """Whether a bare number is joined to another by a word of comparison or "and"."""
    bare = mention.sort == "count" and mention.form == "number" and mention.measure is None
    return bare and bool(_JOINT.search(text, max(0, mention.start - _REACH), mention.start))


def _of_them(text: str, mention: Mention) -> bool:
    """Whether a number is a part of what was counted before: "seven novels, three of them prized"."""
    bare = mention.sort == "count" and mention.form == "number" and mention.measure is None
    return bare and bool(_THEM.match(text, mention.end))


_THEM = re.compile(r" (?:of (?:them|which|whom|these|those)|more|others)\b", re.IGNORECASE)
_REACH = 36
_JOINT = re.compile(
    r"\b(?:and|or|but|up from|down from|versus|vs\.?|against|than|compared (?:with|to)|double|half|instead of|to)"
    r" (?:(?:another|a further|an additional|the|only|just|about|some) )?$",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r" (?:out )?of (?:(?:the|its|their|his|her|all|some|about|only|just|these|those"
    r"|first|last|next|past|previous|final|opening|top) ){0,2}"
)


_LISTED = re.compile(r", | and | or |, and ")
_BESIDE = re.compile(r",? (?:and|or|to|x|by) |×| × |x")
_SHARED = ("percent", "measure", "amount", "duration", "money")


def _of_wholes(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give a part its whole's unit ("400 of the 900 workers"), and numbers in a list the last one's ("8 and 12 rafts")."""
    given = list(mentions)
    for index in range(len(given) - 2, -1, -1):
        part, whole = given[index], given[index + 1]
        bare = part.sort == "count" and part.measure is None and part.form == "number"
        if not bare:
            continue
        listed = whole.sort == "count" and _LISTED.fullmatch(text, part.end, whole.start)
        if listed or _beside(text, part, whole):
            given[index] = part._replace(measure=whole.measure)
        if whole.start > part.end and _OF_WHOLE.fullmatch(text, part.end, whole.start):
            given[index] = part._replace(measure=whole.measure, concept=whole.concept)
    return given


def _beside(text: str, part: Mention, whole: Mention) -> bool:
    """Whether a bare number shares the unit that is said once, behind both: "5 and 6 per cent", "20 x 30 cm"."""
    written = whole.sort in _SHARED and text[whole.start : whole.start + 1].isalnum()
    return written and _BESIDE.fullmatch(text, part.end, max(part.end, whole.start)) is not None


def _again(text: str, first: Mention, second: Mention) -> bool:
    measured = second.sort not in ("count", "zero", "age") and first.sort not in ("count", "zero")
    unsigned = first.sort == "count" and first.measure is None and second.sort == "money"
    if unsigned and text.startswith("(", second.start - 1):
        return text[first.end : second.start - 1].isspace()
    return (
        measured
        and _SAME_AGAIN.fullmatch(text, first.end, max(first.end, second.start)) is not None
    )
