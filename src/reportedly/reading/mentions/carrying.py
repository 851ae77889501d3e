"""Kinds that a figure has from one before it: "up from nine", "the four soldiers", "puts the number at 13".

What a sentence leaves out because the one before has said it. Only a figure without a kind of its own is given one.
"""

from collections.abc import Sequence

from reportedly.reading.kinds.lexicon import PEOPLE_KINDS
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.mentions.relations import NEIGHBOURS, relate
from reportedly.records import Kind

REACH = 2
"""How many sentences back a number may refer."""

FARTHEST = 400
"""How many figures back it may refer: a sentence may hold any number of them, and each would look at all."""

_TOTALLED: frozenset[Kind] = PEOPLE_KINDS - {"deployed", "affected"}


def carry(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those that point back with the kind of what they point to."""
    carried: list[Mention] = []
    for mention in mentions:
        found = None
        open_kind = mention.kind == "other" or mention.construction == "fighters"
        if open_kind and mention.sort == "count" and mention.form == "number":
            found = _pointed_to(text, mention, carried)
        if found is None and open_kind and mention.standing.identifies:
            carried.append(_identified(mention, carried))
            continue
        if found is None and mention.construction.endswith("among the group"):
            carried.append(_of_the_dead(mention, carried))
            continue
        carried.append(mention if found is None else _given(mention, found))
    return relate(text, carried)


def _of_the_dead(mention: Mention, before: Sequence[Mention]) -> Mention:
    """One of "the casualties" where those are the dead that were counted before."""
    if mention.kind != "casualties":
        return mention
    recent = before[-NEIGHBOURS:]
    told = [other for other in recent if other.sort == "count" and other.form == "number"]
    if any(other.kind == "casualties" for other in told):
        return mention
    near = [other for other in told if mention.sentence - other.sentence <= REACH]
    dead = [other for other in near if other.kind == "killed"]
    if not dead or any(other.kind == "injured" for other in near):
        return mention
    return mention._replace(
        kind="killed",
        kind_from=dead[-1].span,
        relation="part",
        related_by="one of the group",
        part_of=dead[-1].span,
    )


def _identified(mention: Mention, before: Sequence[Mention]) -> Mention:
    """A number that is only said to be people, with the kind of the count that it breaks down.

    "Eight people were killed, and six of the eight were civilians."
    """
    for other in reversed(before[-FARTHEST:]):
        if mention.sentence - other.sentence > REACH:
            break
        if other.kind not in _TOTALLED or other.sort != "count" or other.form != "number":
            continue
        if (other.value or 0) < (mention.value or 0):
            continue
        whole = other.part_of if other.relation == "part" and other.part_of else other.span
        return mention._replace(
            kind=other.kind,
            construction="carried",
            kind_from=other.span,
            relation="part",
            related_by="of the whole",
            part_of=whole,
        )
    return mention


def _given(mention: Mention, found: Mention) -> Mention:
    relation, related_by = mention.relation, mention.related_by
    if mention.points == "previous":
        relation, related_by = "previous", "up from"
    return mention._replace(
        kind=found.kind,
        construction="carried",
        kind_from=found.span,
        relation=relation,
        related_by=related_by,
        part_of=found.span if relation == "previous" else mention.part_of,
    )


def _pointed_to(text: str, mention: Mention, before: Sequence[Mention]) -> Mention | None:
    if mention.points is None:
        return None
    for other in reversed(before[-FARTHEST:]):
        if mention.sentence - other.sentence > (50 if mention.points == "definite" else REACH):
            return None
        if other.kind == "other" or other.sort != "count" or other.form != "number":
            continue
        if mention.points == "definite":
            if other.value == mention.value and _same_noun(text, mention, other):
                return other
        elif mention.points in ("previous", "total") and other.kind in _TOTALLED:
            return other
    return None


def _same_noun(text: str, mention: Mention, other: Mention) -> bool:
    """Whether two counts are of the same things: the same last word, or both of people."""
    if mention.counted is None or other.counted is None:
        return mention.noun == other.noun
    last = [item.of(text).lower().split()[-1] for item in (mention.counted, other.counted)]
    return last[0] == last[1] or (mention.noun == other.noun and mention.noun != "unknown")
