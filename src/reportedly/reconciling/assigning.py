"""What people decided of series: which are one, and which statements are a series of their own.

The program's grouping comes first; then each decision is followed, in the order of deciding, so that a
later one has the last word. A decision speaks of claims, by where they stand, never of series: series
change as pages come, and the statements that come later go with those that they belong to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from reportedly.reconciling.told import Told

if TYPE_CHECKING:
    from reportedly.reconciling.series import Grouped

Place = tuple[str, int, int]
"""Where a claim stands: hash of the text, start and end."""


@dataclass(frozen=True)
class Assignment:
    """A person's word on series.

    Attributes:
        type: `join`: the series of these claims are one; `part`: these claims are a series of their own.
        review: id of the review that says so.
        places: of the claims, in the order in which they were named.
    """

    type: Literal["join", "part"]
    review: str
    places: tuple[Place, ...]


def assigned(groups: Iterable["Grouped"], assignments: Sequence[Assignment]) -> list["Grouped"]:
    """Groups of statements after what people decided, in order of their quantities.

    Args:
        groups: as the program has them.
        assignments: in the order of deciding.
    """
    found = list(groups)
    for one in assignments:
        found = _joined(found, one) if one.type == "join" else _parted(found, one)
    return sorted(found, key=lambda group: group.quantity)


def _joined(groups: list["Grouped"], assignment: Assignment) -> list["Grouped"]:
    """The groups of some claims as one, which is the one that was named first."""
    of: dict[Place, int] = {
        place: number
        for number, group in enumerate(groups)
        for told in group.told
        for place in places_of(told)
    }
    named = list(dict.fromkeys(of[place] for place in assignment.places if place in of))
    if len(named) < 2:
        return groups
    first, *others = named
    whole = replace(
        groups[first],
        told=tuple(told for number in named for told in groups[number].told),
        reviews=_by(groups, named, assignment),
    )
    return [
        whole if number == first else group
        for number, group in enumerate(groups)
        if number not in others
    ]


def _by(groups: Sequence["Grouped"], named: Sequence[int], by: Assignment) -> tuple[str, ...]:
    earlier = (review for number in named for review in groups[number].reviews)
    return tuple(dict.fromkeys((*earlier, by.review)))


def _parted(groups: list["Grouped"], assignment: Assignment) -> list["Grouped"]:
    """Some claims as a group of their own, taken out of those that they are in."""
    named = set(assignment.places)
    found: list[Grouped] = []
    own: list[Told] = []
    home: Grouped | None = None
    for group in groups:
        inside = tuple(told for told in group.told if named & set(places_of(told)))
        left = tuple(told for told in group.told if told not in inside)
        if not inside:
            found.append(group)
            continue
        home = home or group
        own += inside
        if left:
            reviews = (*group.reviews, assignment.review)
            found.append(replace(group, told=left, reviews=reviews))
    if home is not None:
        made = replace(
            home, told=tuple(own), reviews=(assignment.review,), parted=assignment.review
        )
        found.append(made)
    return found


def places_of(told: Told) -> list[Place]:
    """Where the claims of a statement stand."""
    statement = told.statement
    return [(statement.text_hash or "", claim.start, claim.end) for claim in statement.claims]
