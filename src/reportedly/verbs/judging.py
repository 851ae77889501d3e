"""`review` and `reviews`: which claims wait for a person, what people decided, where they disagree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Unpack

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.judging import disagreed
from reportedly.ledger.tables import LOW_CONFIDENCE
from reportedly.reconciling.names import plain
from reportedly.records import (
    JUDGING,
    Conflict,
    Disagreement,
    Doubtful,
    JudgedReview,
    RecordedClaim,
    figure_in_words,
)
from reportedly.verbs.querying import SHOWN_AT_ONCE, Filters, claim_filter, fits, fresh_conflicts

QUEUED = 20
"""So many claims are given where no limit is."""


def review(
    ledger: Ledger, *, limit: int | None = QUEUED, **filters: Unpack[Filters]
) -> list[Doubtful]:
    """The claims that wait for a person, the most doubtful first. Filters as in `claims`.

    First those that reviewers disagree on, then those in conflict with another figure, worst first, then
    all others that nobody reviewed, those that the reading is least sure of first.

    Args:
        ledger: where to look.
        limit: at most so many; None for all.
        filters: what the claims must be.

    Raises:
        UsageError: a kind or a day that is none.
    """
    seen: set[str] = set()
    found = []
    for one in _doubtful(ledger, limit, filters):
        if one.claim.id not in seen and fits(one.claim, filters):
            seen.add(one.claim.id)
            found.append(one)
            if len(found) == limit:
                break
    return found


def _doubtful(ledger: Ledger, limit: int | None, filters: Filters) -> Iterator[Doubtful]:
    yield from _disputed(ledger, filters)
    yield from _conflicting(ledger, filters)
    asked = claim_filter(filters)
    left = {filters.get("who"), filters.get("where")} == {None}
    wanted = ClaimFilter(**vars(asked) | {"limit": _more(limit) if left else None})
    for claim in ledger.doubtful(wanted):
        sure = claim.confidence
        if sure is not None and sure < LOW_CONFIDENCE:
            yield Doubtful(
                claim=claim, doubt="low confidence", why=f"read with a confidence of {sure:.2f}"
            )
        else:
            yield Doubtful(claim=claim, doubt="not reviewed", why="nobody has looked at it")


def _more(limit: int | None) -> int | None:
    # Those in conflict come again among all: more are asked for than are wanted.
    return None if limit is None else 2 * limit + 100


def _disputed(ledger: Ledger, filters: Filters) -> Iterator[Doubtful]:
    if not ledger.has_reviews():
        return
    of = {one.claim: one for one in disagreements(ledger)}
    asked = claim_filter(filters)
    for identity, one in of.items():
        for claim in ledger.claims(ClaimFilter(**vars(asked) | {"claim": identity})):
            names = ", ".join(dict.fromkeys(said.reviewer for said in one.reviews))
            yield Doubtful(
                claim=claim,
                doubt="disagreement",
                why=f"{names} disagree on {', '.join(one.on)}",
            )


def _conflicting(ledger: Ledger, filters: Filters) -> Iterator[Doubtful]:
    """The claims of statements that cannot both hold, as long as nobody reviewed them."""
    for part in _in_parts(fresh_conflicts(ledger, **filters)):
        sides = [
            (one, mine, other)
            for one in part
            for mine, other in ((one.a, one.b), (one.b, one.a))
            if mine.review is None
        ]
        claims = ledger.claims_of(mine.id for _, mine, _ in sides)
        for conflict, mine, other in sides:
            # Of the mentions of a statement the others say the same.
            for claim in islice(_unseen(claims.get(mine.id, ()), mine.page), 1):
                told = f"{figure_in_words(other)} ({other.origin or other.publisher or other.page})"
                yield Doubtful(claim=claim, doubt="conflict", why=f"{conflict.type} with {told}")


def _unseen(claims: Iterable[RecordedClaim], page: str) -> Iterator[RecordedClaim]:
    return (claim for claim in claims if claim.page == page and claim.review is None)


def _in_parts(found: Iterator[Conflict]) -> Iterator[list[Conflict]]:
    """Some conflicts at a time, whose claims are looked for together."""
    while part := list(islice(found, SHOWN_AT_ONCE)):
        yield part


def reviews(
    ledger: Ledger, claim: str | None = None, *, by: str | None = None
) -> list[JudgedReview]:
    """What people decided, in the order of deciding, and whether and where it holds.

    Args:
        ledger: where to look.
        claim: id of the claim, or a beginning of it; None: all.
        by: words of the reviewer's name.

    Raises:
        UsageError: no claim has the id, or several do.
    """
    known = ledger.reviews(claim=None if claim is None else ledger.claim(claim).id)
    return [one for one in known if by is None or plain(by) in plain(one.reviewer)]


def orphaned_reviews(ledger: Ledger) -> list[JudgedReview]:
    """The reviews that hold, and whose words stand on no page of the ledger as it is read today.

    They wait: for the page, or for a person.
    """
    return [
        one
        for one in ledger.reviews()
        if one.standing == "in force" and one.decision != "undo" and not one.attached
    ]


def disagreements(ledger: Ledger) -> list[Disagreement]:
    """The claims that reviewers judge differently, in the order of deciding.

    Of two reviews by one person the later one counts, so that nobody disagrees with themselves.
    """
    return list(disagreements_in(ledger.reviews()))


def disagreements_in(known: Iterable[JudgedReview]) -> Iterator[Disagreement]:
    """The disagreements among reviews."""
    of: dict[str, list[JudgedReview]] = defaultdict(list)
    for one in known:
        if one.standing == "in force" and one.decision in JUDGING:
            for claim in one.attached or tuple(anchor.claim for anchor in one.anchors):
                of[claim].append(one)
    for claim, held in of.items():
        on = disagreed(held)
        if on:
            anchor = held[0].anchors[0]
            yield Disagreement(
                claim=claim, page=anchor.page, figure=anchor.words, on=on, reviews=tuple(held)
            )
