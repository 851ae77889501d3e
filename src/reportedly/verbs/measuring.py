"""How much there is to read, told before it is read: for progress, and for the number of processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from reportedly.pages import ReadOptions, expand
from reportedly.pages.inputs import files_of

SMALL = 1_000_000
"""Bytes of archives that are opened to count what is in them; that of larger ones is not known."""

COUNTED = 200
"""Inputs of small archives that are counted: more are many."""


@dataclass(frozen=True)
class Extent:
    """What targets hold: how many inputs, or, where only reading would tell, how many bytes."""

    inputs: int | None
    size: int = 0

    @property
    def many(self) -> bool:
        """Whether there are, or may be, so many inputs that more processes are worth it."""
        return self.inputs is None or self.inputs >= COUNTED


def measure(targets: Sequence[str], options: ReadOptions) -> Extent:
    """How much there is to read. Files are looked at by name and size, small archives are opened.

    Args:
        targets: as `read` takes them.
        options: the limits of reading.
    """
    if "-" in targets:
        return Extent(1)  # standard input can be read once only
    inputs = archived = size = 0
    for found in files_of(targets):
        size += found.size
        if found.archive:
            archived += found.size
        else:
            inputs += 1
    if not archived:
        return Extent(inputs, size)
    if archived > SMALL:
        return Extent(None, size)
    counted = sum(1 for _ in islice(expand(list(targets), options), COUNTED))
    return Extent(max(inputs, counted), size) if counted < COUNTED else Extent(None, size)
