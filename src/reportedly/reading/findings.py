"""What was found of one noun phrase: its kind, and by which construction."""

from dataclasses import dataclass

from reportedly.reading.predicates import Row
from reportedly.records import Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind of the noun phrase at `phrase`, by which construction, and the word that says it.

    `part_of` is the index of the phrase whose part this one is, `trigger` an index into `Words`.
    """

    phrase: int
    kind: Kind
    construction: str
    trigger: int = -1
    part_of: int | None = None


def finding_of(
    row: Row, index: int, kind: Kind | None, construction: str, trigger: int
) -> Finding | None:
    if kind is None:
        return None
    return Finding(index, kind, construction, trigger)
