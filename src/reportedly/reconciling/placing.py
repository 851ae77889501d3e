"""Which place a statement is about, in its page and its story.

The reading stage gives the place that stands nearest. Here it is weighed: a place of the figure's own
sentence is its place; one that was carried over from another paragraph only says where the story is.
"""

from functools import cache
from typing import NamedTuple

from reportedly import vocabulary
from reportedly.reconciling.contexts import Context, bound_to_happening
from reportedly.reconciling.geography import NAME, Toponym, toponym
from reportedly.reconciling.names import plain, words_of
from reportedly.reconciling.placenames import PlaceNames
from reportedly.reconciling.stories import Story
from reportedly.records import Statement

LEANING = frozenset({"added", "part", "previous", "corrects"})
PLACELESS = frozenset({"aid", "cost"})
"""Kinds of money: what is paid is nowhere, unless its own sentence says where."""


class Placed(NamedTuple):
    """The key of a place, and by what a statement was placed there."""

    name: str
    why: str


def place_in(
    statement: Statement, context: Context, story: Story, names: PlaceNames
) -> Placed | None:
    """Where a statement is about; None where its page gives no help."""
    main = story.mains.get(context.text_hash)
    if statement.where is None:
        if statement.kind in PLACELESS or main is None:
            return None
        return _wide(statement, main, context, story)
    if main is None:
        return None
    place = names.toponym(toponym(statement.where))
    if not (statement.tied or _carried(statement, context)):
        named = _named_in(statement.sentence or "", story, names)
        if named is not None:
            return Placed(named, "the only place of its sentence that the story is about")
        return _wide(statement, main, context, story)
    if place.level == "country" and place.name:
        return None
    return _of_its_own(statement, place, main, context, story)


def _of_its_own(
    statement: Statement, place: Toponym, main: str, context: Context, story: Story
) -> Placed:
    """The place that a statement's own sentence, or its paragraph, names."""
    if not place.name:
        return _pointed_to(statement, place, main, context, story)
    if place.feature:
        return _of_feature(statement, place, main, story)
    where = "its sentence" if statement.tied else "its paragraph"
    return Placed(place.name, f"{where} says {statement.where!r}")


def _carried(statement: Statement, context: Context) -> bool:
    """Whether a place of another sentence still holds: in one paragraph, without a new speaker."""
    if statement.place is None or not context.same_block(
        statement.place.start, statement.claims[0].start
    ):
        return False
    leaning = statement.relation is not None and statement.relation.type in LEANING
    return leaning or not statement.named or statement.role == "caption"


def _named_in(sentence: str, story: Story, places: PlaceNames) -> str | None:
    """The only place of a sentence that pages of the story are about."""
    names = {places.key(plain(found[0])) for found in NAME.finditer(sentence)}
    about = sorted(names & set(story.mains.values()))
    return about[0] if len(about) == 1 else None


def _wide(statement: Statement, main: str, context: Context, story: Story) -> Placed:
    """The place of what is said without one: as far as the word of its source reaches."""
    level = reach_of(statement.source)
    reached = level_place(level, context, story) if level else None
    if reached is not None and reached in story.mains.values():
        return Placed(reached, f"{statement.source} answers for the {level}")
    lifted = story.lifted(main)
    if lifted != main:
        return Placed(
            lifted, f"its page is about {main.title()}, which lies there, and its story about it"
        )
    return Placed(main, "its page is about it, and the figure's sentence names no other place")


def _pointed_to(
    statement: Statement, place: Toponym, main: str, context: Context, story: Story
) -> Placed:
    """What "the province" or "the river" means."""
    meant = level_place(place.level, context, story) if place.level else None
    if meant is not None:
        return Placed(meant, f"{statement.where!r} is the {place.level} that its page names")
    return _wide(statement, main, context, story)


def level_place(level: str, context: Context, story: Story) -> str | None:
    """The province, district … that a page means by the name of one who answers for one."""
    main = story.mains.get(context.text_hash)
    around = story.of_level(level, main) if main else None
    return around if around is not None else _only(level, context, story)


def _only(level: str, context: Context, story: Story) -> str | None:
    named = [name for name in sorted(context.names) if story.levels.get(name) == level]
    return named[0] if len(named) == 1 else None


def _of_feature(statement: Statement, place: Toponym, main: str, story: Story) -> Placed:
    """A river or bridge: the area that it is known to lie in, or is called after; else itself."""
    if place.name in story.mains.values():
        return Placed(place.name, f"{statement.where!r} is called after it")
    areas = [outer for outer in story.within(place.key) if outer in story.levels]
    if areas:
        return Placed(areas[0], f"{statement.where!r} lies there, as pages of the story say")
    if main != place.key and bound_to_happening(statement.sentence or "", statement.where or ""):
        return Placed(story.lifted(main), f"the happening is called after {statement.where!r}")
    return Placed(place.key, f"its sentence says {statement.where!r}")


@cache
def reach_of(source: str | None) -> str | None:
    """The level of the area that a source answers for, by its name: a province for a governor."""
    if not source:
        return None
    table = vocabulary.load("geography")["reach"]
    return next((table[word] for word in words_of(source) if word in table), None)
