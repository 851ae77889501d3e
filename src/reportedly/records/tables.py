"""What an import of a hand-kept table returns."""

from typing import Literal

from pydantic import Field

from reportedly.records.claims import Claim
from reportedly.records.pages import Failure
from reportedly.records.values import Record

OddityType = Literal["repeated rows", "ranges in two rows", "multiples"]


class Oddity(Record):
    """Something in a table that its keeper should look at; it is imported as it stands."""

    type: OddityType
    count: int = Field(ge=1, description="how many rows it is about")
    rows: tuple[tuple[int, ...], ...] = Field(
        (), description="the first cases: rows that belong together, the header being row 1"
    )
    note: str


class ImportedTable(Record):
    """What one import of a table did. Rows are counted without the header."""

    table: str = Field(description="path as given; - for standard input")
    mapping: str
    encoding: str
    guessed: bool = Field(description="whether the encoding had to be guessed")
    delimiter: str
    rows: int
    claims: int = Field(description="claims newly stored, or to be stored")
    unchanged: int = Field(0, description="rows that were in the ledger already")
    gone: int = Field(
        0, description="rows of an earlier state of the table that are gone: marked withdrawn"
    )
    failed: int = Field(0, description="rows that no claim can be made of")
    stored: bool = Field(description="whether the ledger was written")
    oddities: tuple[Oddity, ...] = ()
    failures: tuple[Failure, ...] = Field((), description="the first rows that failed")
    first: tuple[Claim, ...] = Field(
        (), description="the first claims; offsets are into the row as it stands in the file"
    )
