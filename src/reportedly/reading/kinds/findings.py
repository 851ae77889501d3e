"""What was found of one noun phrase: its kind, and by which construction."""

from dataclasses import dataclass

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


def finding_of(index: int, kind: Kind | None, construction: str, trigger: int) -> Finding | None:
    """The finding of a kind; None where there is no kind."""
    if kind is None:
        return None
    return Finding(index, kind, construction, trigger)
