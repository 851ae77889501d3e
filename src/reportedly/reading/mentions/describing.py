"""The fields of a mention that figures show and claims do not need: unit's name, movement, concept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from reportedly.reading.kinds.predicates import Row
from reportedly.reading.mentions.concepts import concept_of
from reportedly.reading.mentions.measured import unit_of
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.mentions.movements import change_of
from reportedly.reading.quantities import naming
from reportedly.reading.quantities.scanning import Quantity

_SAME_AGAIN = re.compile(r"[^\n().,;]{0,30}(?:\(|/) ?")


def described(
    mention: Mention, row: Row, quantity: Quantity, counted: tuple[int, int] | None
) -> Mention:
    """The mention of a quantity with the name of its unit, its movement and its concept."""
    words = row.words
    first = bisect_right(words.ends, quantity.start)
    behind = bisect_left(words.starts, max(quantity.stop, quantity.end))
    if quantity.form == "unit" or first >= behind:
        return mention
    name, rated = unit_of(row, quantity, range(first, behind), counted)
    return replace(
        mention,
        measure=name,
        concept=concept_of(row, quantity, first, rated, counted),
        change=change_of(words, first, behind, quantity.sort, counting=counted is not None),
    )


def named(mention: Mention) -> Mention:
    """The mention with the name of its unit: all that is known of it in a sentence without a tree."""
    if mention.unit is None:
        return mention
    return replace(mention, measure=naming.unit_name(mention.unit, mention.sort))


def in_brackets(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; one that says the same in another unit ("8 miles (13 km)") is about the same."""
    given: list[Mention] = []
    for mention in mentions:
        before = given[-1] if given else None
        if before is not None and _again(text, before, mention):
            mention = replace(mention, concept=before.concept, change=before.change)
        given.append(mention)
    return given


def _again(text: str, first: Mention, second: Mention) -> bool:
    measured = second.sort not in ("count", "zero", "age") and first.sort not in ("count", "zero")
    return (
        measured
        and _SAME_AGAIN.fullmatch(text, first.end, max(first.end, second.start)) is not None
    )
