"""The chain from an origin to a page, as a small drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.records import RecordedClaim
from reportedly.web.words import plain

WIDTH, HEIGHT, GAP = 168, 44, 36
LONGEST_NAME = 24


@dataclass(frozen=True)
class Node:
    """A step of a chain, with where it is drawn.

    Attributes:
        name: in full, `short` as it fits.
        role: what it is to the claim.
        x, y: of its upper left corner.
    """

    name: str
    short: str
    role: str
    x: int
    y: int


@dataclass(frozen=True)
class ChainDrawing:
    """The steps of a chain, one under the other, with the size of the drawing."""

    nodes: tuple[Node, ...]
    width: int
    height: int
    node_width: int
    node_height: int


def chain_drawing(chain: Sequence[str], claim: RecordedClaim) -> ChainDrawing:
    """The chain of a claim, from the one furthest back to the page.

    Args:
        chain: names, the origin first.
        claim: whose chain it is: it tells what each name is.
    """
    nodes = []
    for at, name in enumerate(chain):
        shown = plain(name)
        short = shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 1]}…"
        role = _role(name, claim, last=at == len(chain) - 1, first=at == 0)
        nodes.append(Node(shown, short, role, 1, 1 + at * (HEIGHT + GAP)))
    height = len(nodes) * (HEIGHT + GAP) - GAP + 2
    return ChainDrawing(tuple(nodes), WIDTH + 2, max(height, 2), WIDTH, HEIGHT)


def _role(name: str, claim: RecordedClaim, *, last: bool, first: bool) -> str:
    if last:
        return "the page" if claim.source or not first else "the page, in its own voice"
    if name == claim.cites:
        return "cited by the source"
    if name in claim.via:
        return "printed or told it"
    return "the source"
