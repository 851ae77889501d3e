"""The chain from an origin to a page, with what each step is to the claim."""

from collections.abc import Sequence

from reportedly.publishing import charts
from reportedly.records import RecordedClaim


def chain_drawing(chain: Sequence[str], claim: RecordedClaim) -> str:
    """The chain of a claim, from the one furthest back to the page, as an `<svg>`.

    Args:
        chain: names, the origin first.
        claim: whose chain it is: it tells what each name is.
    """
    last = len(chain) - 1
    roles = [_role(name, claim, last=at == last, first=at == 0) for at, name in enumerate(chain)]
    return charts.chain(chain, roles)


def _role(name: str, claim: RecordedClaim, *, last: bool, first: bool) -> str:
    if last:
        return "the page" if claim.source or not first else "the page, in its own voice"
    if name == claim.cites:
        return "cited by the source"
    if name in claim.via:
        return "printed or told it"
    return "the source"
