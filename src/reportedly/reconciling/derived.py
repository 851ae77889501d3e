"""What the program works out of figures, and nobody said: shares as numbers, formations as people.

Everything here is marked as derived and never enters a range.
"""

from collections.abc import Sequence
from typing import cast

from reportedly import vocabulary
from reportedly.reconciling.members import Member
from reportedly.reconciling.standing import aside_of, voice_alone
from reportedly.reconciling.told import NOT_COUNTED
from reportedly.records import Aside, Assumption, Number, Share, Statement, TollEnd

WITHOUT_TOTAL = "a share of a total that its page does not give"

PERCENT = "percent"
"""What a share counts: `two-thirds of the dead` is 66.67 of these."""


def is_share(statement: Statement) -> bool:
    """Whether a figure is a share of another one, and no number of people or things."""
    return statement.counted == PERCENT


def shares_of(shares: Sequence[Member], members: Sequence[Member]) -> list[Share]:
    """The shares of a page as numbers, each of the total that its page states nearest before it.

    Args:
        shares: statements that are shares.
        members: all statements of the story of the same kind.
    """
    found = []
    for member in shares:
        said = member.statement
        total = _total(said, members) if said.apart in (None, NOT_COUNTED["part"]) else None
        if total is not None:
            found.append(_share(said, total))
    return found


def shares_alone(shares: Sequence[Member], derived: Sequence[Share]) -> list[Aside]:
    """The shares that make no number, with why."""
    taken = {one.words.claim for one in derived}
    alone = (aside_of(share, share.statement.apart or WITHOUT_TOTAL) for share in shares)
    return [one for one in alone if one.claim not in taken]


def _total(share: Statement, members: Sequence[Member]) -> Statement | None:
    """The number of the same kind on the share's page that stands nearest before it, else behind it."""
    at = share.claims[0].start
    rivals = [
        m.statement
        for m in members
        if m.statement.page == share.page
        and m.statement.kind == share.kind
        and m.statement.apart is None
        and not is_share(m.statement)
        and not m.quantity.unit
    ]
    if not rivals:
        return None
    if share.relation is not None and share.relation.of is not None:
        start = share.relation.of.start
        whole = [s for s in rivals if any(c.start <= start < c.end for c in s.claims)]
        if whole:
            return whole[0]
    return min(rivals, key=lambda s: _distance(s, at))


def _distance(statement: Statement, at: int) -> tuple[bool, int, str]:
    """Orders mentions before a place in the text before those behind it, the nearest first."""
    before = [at - mention.start for mention in statement.claims if mention.start < at]
    behind = [mention.start - at for mention in statement.claims if mention.start >= at]
    return (not before, min(before or behind), statement.id)


def _share(share: Statement, total: Statement) -> Share:
    return Share(
        words=voice_alone(share),
        percent_low=share.low,
        percent_high=share.high,
        total=voice_alone(total),
        low=_of(share.low, total.low),
        high=_of(share.high, total.high),
    )


def _of(percent: Number | None, total: Number | None) -> Number | None:
    """A share of a number, in whole ones: none of people is two-thirds of one."""
    return None if percent is None or total is None else round(total * percent / 100)


def assumed(
    unit: str | None, minimum: TollEnd | None, maximum: TollEnd | None
) -> Assumption | None:
    """The range of people that a range of formations comes to, by the vocabulary; None for no formation."""
    table = vocabulary.load("formations")
    size = table["size"].get(unit or "")
    if size is None:
        return None
    low, high = cast("list[Number]", size)
    return Assumption(
        unit=unit or "",
        low=minimum.value * low if minimum and not minimum.open else None,
        high=maximum.value * high if maximum and not maximum.open else None,
        each_low=low,
        each_high=high,
        basis=str(table["basis"]),
    )
