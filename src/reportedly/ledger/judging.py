"""What reviews come to: which hold, what a claim is by them, on what reviewers disagree.

Nothing here depends on the order in which reviews came into a ledger: they are ordered by the moment of
deciding, then by their steps and ids, so that two ledgers with the same reviews say the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportedly.ledger.rows import order_of
from reportedly.records import JUDGING, ClaimReview, Review, ReviewStanding, Verdict

VERDICT = "verdict"
"""What reviewers disagree on who say that a claim stands, and that it does not."""


def in_order(reviews: Iterable[Review]) -> list[Review]:
    """Reviews in the order of deciding; those of one moment as they came into the ledger of their maker."""
    return sorted(reviews, key=lambda one: (order_of(one.at), one.step, one.id))


def standings(reviews: Iterable[Review]) -> dict[str, ReviewStanding]:
    """Of each review, by its id, whether it holds.

    A review is undone where some review that holds takes it back, and settled where one answers it for
    good. A review that takes back another can be taken back too.
    """
    known = {one.id: one for one in reviews}
    undoing: dict[str, list[str]] = defaultdict(list)
    settling: dict[str, list[str]] = defaultdict(list)
    waiting: dict[str, int] = dict.fromkeys(known, 0)
    for one in known.values():
        for target, answering in ((one.undoes, undoing), *((s, settling) for s in one.settles)):
            if target in known:
                answering[target].append(one.id)
                waiting[target] += 1
    standing: dict[str, ReviewStanding] = {}
    ready = [identity for identity, count in waiting.items() if not count]
    while ready:
        identity = ready.pop()
        standing[identity] = _standing(standing, undoing[identity], settling[identity])
        one = known[identity]
        for target in (one.undoes, *one.settles):
            if target in known:
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
    # An id is made of what a review says, so that it can only speak of one that was there before it:
    # reviews that answer each other in a ring were made by hand, and are taken as they stand.
    return {identity: standing.get(identity, "in force") for identity in known}


def _standing(
    known: Mapping[str, ReviewStanding], undoing: Iterable[str], settling: Iterable[str]
) -> ReviewStanding:
    if any(known[one] == "in force" for one in undoing):
        return "undone"
    return "settled" if any(known[one] != "undone" for one in settling) else "in force"


@dataclass
class Judgement:
    """What a claim is by the reviews of it that hold.

    Attributes:
        stands: whether it is a claim.
        added: whether somebody added it.
        values: fields as they are by the reviews; those of an accepted claim are those that were accepted.
        given: names of the fields that people gave.
        by: the reviewers, in the order of deciding.
        at: when the last of them decided.
        on: what they disagree on: names of fields, and `verdict`.
        reviews: the reviews that hold, in the order of deciding.
    """

    stands: bool = True
    added: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    by: tuple[str, ...] = ()
    at: str = ""
    on: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()

    def told(self, verdict: Verdict, before: Mapping[str, Any]) -> ClaimReview:
        """What is kept of it beside the claim."""
        return ClaimReview(
            verdict=verdict,
            by=self.by,
            at=self.at,
            before=dict(before),
            disputed=bool(self.on),
            reviews=tuple(one.id for one in self.reviews),
        )


def judged(reviews: Iterable[Review], standing: Mapping[str, ReviewStanding]) -> Judgement:
    """Weigh the reviews of one claim: the later one wins, field by field."""
    held = [
        one
        for one in in_order(reviews)
        if one.decision in JUDGING and standing.get(one.id) == "in force"
    ]
    seen: dict[str, Any] = {}
    given: dict[str, Any] = {}
    for one in held:
        if one.decision == "accept":
            seen, given = dict(one.before), {}
        else:
            seen = {**one.before, **seen}
            given |= one.after
    return Judgement(
        stands=not held or held[-1].decision != "reject",
        added=any(one.decision == "add" for one in held),
        values={**seen, **given},
        given=frozenset(name for one in held if one.decision == "correct" for name in one.after),
        by=tuple(dict.fromkeys(one.reviewer for one in held)),
        at=held[-1].at if held else "",
        on=disagreed(held),
        reviews=tuple(held),
    )


def disagreed(held: Sequence[Review]) -> tuple[str, ...]:
    """What the reviewers of one claim disagree on.

    Whoever corrects a field speaks of that field alone; whoever accepts a claim, of all of its fields
    as they were then shown.

    Args:
        held: the reviews of the claim that hold, in the order of deciding.
    """
    about = {name for one in held for name in one.after}
    positions: dict[str, dict[str, Any]] = defaultdict(dict)
    for one in held:
        mine = positions[one.reviewer]
        mine[VERDICT] = one.decision != "reject"
        if one.decision == "accept":
            mine |= {name: one.before[name] for name in about if name in one.before}
        else:
            mine |= one.after
    names = sorted({name for mine in positions.values() for name in mine})
    return tuple(
        name
        for name in names
        if _differ([mine[name] for mine in positions.values() if name in mine])
    )


def _differ(values: Sequence[Any]) -> bool:
    return any(value != values[0] for value in values)
