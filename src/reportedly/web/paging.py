"""Which part of a list is shown."""

from dataclasses import dataclass

from reportedly.web.asked import NotThereError, Paged


@dataclass(frozen=True)
class Part:
    """A part of a list.

    Attributes:
        page: its number, the first is 1.
        pages: how many there are.
        first: number of its first row, `last` of its last.
        total: rows of the whole list.
    """

    page: int
    pages: int
    first: int
    last: int
    total: int


def part_of(asked: Paged, total: int) -> Part:
    """The part that is asked for.

    Raises:
        NotThereError: the list ends before it.
    """
    pages = max(1, -(-total // asked.rows))
    if asked.page > pages:
        raise NotThereError(f"the list ends with page {pages}; there is no page {asked.page}")
    last = min(total, asked.offset + asked.rows)
    return Part(asked.page, pages, min(asked.offset + 1, last), last, total)
