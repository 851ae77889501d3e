"""The claims that wait for a person, in the order of doubt, kept while a reviewer goes through them."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from reportedly import verbs
from reportedly.records import JUDGING, JudgedReview
from reportedly.verbs import Filters
from reportedly.verbs.judging import disagreements_in
from reportedly.web.desk import Desk

MOST = 500
"""Claims of a queue that are worked out at once."""

MOST_QUEUES = 20

SMALL = 5_000
"""In a ledger of so many claims the order is worked out again after each decision."""


@dataclass(frozen=True)
class Waiting:
    """A claim that waits, and why."""

    claim: str
    doubt: str
    why: str


class Queues:
    """The queues of one ledger, one for each set of filters.

    To make one takes longer than to show its next claim, the more so the more was decided already. So the
    order is kept: claims that were decided since leave it, until it is empty or somebody looks anew.
    That of a small ledger is worked out again behind the pages.

    Args:
        desk: whose ledger it is.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._large = False
        self._known: OrderedDict[tuple[Any, ...], list[Waiting]] = OrderedDict()

    def waiting(self, filters: Filters, *, anew: bool = False) -> list[Waiting]:
        """The claims that fit and wait, the most doubtful first.

        Args:
            filters: what they must be.
            anew: whether the order is worked out again.

        Raises:
            UsageError: a filter is none.
        """
        key = tuple(sorted((name, value) for name, value in filters.items() if value))
        with self._lock:
            kept = None if anew else self._known.get(key)
        if kept is not None and self._is_small():
            # What is known so far is shown rather than that a reviewer waits.
            kept = self._desk.soon(("waiting", key), lambda: self._looked_for(filters)) or kept
        left = self._left(kept or []) or self._looked_for(filters)
        with self._lock:
            self._known[key] = left
            self._known.move_to_end(key)
            if len(self._known) > MOST_QUEUES:
                self._known.popitem(last=False)
        return left

    def reviews(self) -> list[JudgedReview]:
        """What people decided, in the order of deciding."""
        return self._desk.remembered("reviews", self._desk.ledger.reviews)

    def _is_small(self) -> bool:
        # A ledger grows, and what was large once stays so for whoever goes through its queue.
        if not self._large:
            self._large = self._desk.ledger.has_more_claims(SMALL)
        return not self._large

    def _looked_for(self, filters: Filters) -> list[Waiting]:
        found = verbs.review(self._desk.ledger, limit=MOST, **filters)
        return [Waiting(one.claim.id, one.doubt, one.why) for one in found]

    def _left(self, kept: list[Waiting]) -> list[Waiting]:
        if not kept:
            return []
        known = self.reviews()
        disputed = {one.claim for one in disagreements_in(known)}
        held = (one for one in known if one.standing == "in force" and one.decision in JUDGING)
        decided = {claim for one in held for claim in one.attached} - disputed
        return [one for one in kept if one.claim not in decided]
