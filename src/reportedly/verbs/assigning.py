"""`join_series` and `part_series`: a person's word on which figures are of one series."""

import re
from collections.abc import Sequence
from typing import Unpack

from reportedly.errors import UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.anchoring import anchor_of
from reportedly.reconciling.names import plain
from reportedly.records import Anchor, JudgedReview, RecordedClaim, Series
from reportedly.verbs.browsing import Browsed
from reportedly.verbs.querying import series as all_series
from reportedly.verbs.reviewing import Deciding, keep, made

MOST = 20
"""So many claims of a series are named in a review: any of them finds it again."""


def join_series(
    ledger: Ledger, first: str, second: str, **deciding: Unpack[Deciding]
) -> JudgedReview:
    """Record that two series are one: the second becomes part of the first.

    Args:
        ledger: that has the series.
        first: its id, a beginning of it, or words of its title.
        second: of the other one.
        deciding: who, when, why; see `Deciding`.

    Raises:
        UsageError: no series fits, or several do; they are one; they are of different kinds.
        LedgerError: the ledger cannot be written.
    """
    one, other = _series(ledger, first), _series(ledger, second)
    if one.id == other.id:
        raise UsageError(f"{first!r} and {second!r} are one series: {one.title}")
    if one.kind != other.kind:
        raise UsageError(
            f"{one.title!r} counts {one.kind} and {other.title!r} {other.kind}: "
            "series of two kinds are not one; correct the kind of the claims first"
        )
    anchors = (*_anchors(ledger, one), *_anchors(ledger, other))
    return keep(ledger, made("join", anchors, deciding))


def part_series(
    ledger: Ledger, claims: Sequence[str], **deciding: Unpack[Deciding]
) -> JudgedReview:
    """Record that the statements of some claims are a series of their own.

    Args:
        ledger: that has the claims.
        claims: their ids, or beginnings of them.
        deciding: who, when, why; see `Deciding`.

    Raises:
        UsageError: no claim has an id, or several do; they are not all of one kind; they are the whole of
            their series.
        LedgerError: the ledger cannot be written.
    """
    found = [ledger.claim(identity) for identity in claims]
    if not found:
        raise UsageError("name the claims that are a series of their own")
    kinds = sorted({claim.kind for claim in found})
    if len(kinds) > 1:
        raise UsageError(f"claims of two kinds, {' and '.join(kinds)}, are not one series")
    named = {(claim.statement, claim.page) for claim in found}
    browsed = Browsed(ledger)
    for one in browsed.series(set(browsed.series_of({key for key, _ in named}).values())):
        members = {(s.id, s.page) for s in (*one.statements, *one.apart)}
        if named and members and members <= named:
            raise UsageError(f"these claims are the whole of the series {one.title!r} already")
    return keep(ledger, made("part", tuple(_anchor(ledger, one) for one in found), deciding))


def _series(ledger: Ledger, wanted: str) -> Series:
    """The one series of an id, without looking at all others, or of other words."""
    if re.fullmatch("[0-9a-f]{10}", wanted):
        known = Browsed(ledger).series([wanted])
        if known:
            return known[0]
    return find_series(all_series(ledger), wanted)


def find_series(known: Sequence[Series], wanted: str) -> Series:
    """The one series of an id, a beginning of it, or words of its title.

    Raises:
        UsageError: there is none, or there are several; the message names them.
    """
    words = plain(wanted.strip())
    found: list[Series] = []
    if words:
        found = [one for one in known if len(words) >= 4 and one.id.startswith(words)]
        found = found or [one for one in known if plain(one.title) == words]
        found = found or [one for one in known if words in plain(one.title)]
    if not found:
        raise UsageError(f"there is no series {wanted!r}; `reportedly series --json` lists them")
    if len(found) > 1:
        shown = ", ".join(f"{one.id} ({one.title})" for one in found[:5])
        raise UsageError(f"several series fit {wanted!r}: {shown}; give an id")
    return found[0]


def _anchors(ledger: Ledger, series: Series) -> list[Anchor]:
    return [_anchor(ledger, claim) for claim in leading_claims(ledger, series)[:MOST]]


def leading_claims(ledger: Ledger, series: Series) -> list[RecordedClaim]:
    """A claim of each statement of a series, those that count first."""
    found = []
    for statement in (*series.statements, *series.apart):
        claims = ledger.claims(ClaimFilter(statement=statement.id))
        found += [claim for claim in claims if claim.page == statement.page][:1]
    return found


def _anchor(ledger: Ledger, claim: RecordedClaim) -> Anchor:
    return anchor_of(claim, ledger.article(claim.text_hash).text)
