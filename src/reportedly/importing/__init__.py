"""Hand-kept tables: a mapping says what their columns mean, and each row becomes a claim.

    mapping = load_mapping("low-high-best")                     # shipped, or a file of one's own
    with open_table("losses.csv", mapping) as table:
        sheet = Sheet.of(table, mapping)
        for row in table.rows():
            claim = claim_of(sheet, row, len(sheet.above()))    # with the cells as its evidence
            reading = reading_of(sheet, row, claim, "1.0")

The text of a row's page is the table's name, its header and the row as they stand in the file, so that
every field points at the cell that it was read from, and the file can be written again as it was.
"""

from reportedly.importing.cells import written_day, written_number
from reportedly.importing.claims import (
    BadRowError,
    TableClaim,
    claim_of,
    claims_in,
    parts_of,
    reading_of,
)
from reportedly.importing.files import Form, Row, Table, open_table, parsed_row
from reportedly.importing.fitting import fitting_mapping
from reportedly.importing.mappings import CLOSED, Mapping, Part, load_mapping, shipped_mappings
from reportedly.importing.oddities import Oddities, Repeats
from reportedly.importing.rows import Sheet, head_of

__all__ = [
    "CLOSED",
    "BadRowError",
    "Form",
    "Mapping",
    "Oddities",
    "Part",
    "Repeats",
    "Row",
    "Sheet",
    "Table",
    "TableClaim",
    "claim_of",
    "claims_in",
    "fitting_mapping",
    "head_of",
    "load_mapping",
    "open_table",
    "parsed_row",
    "parts_of",
    "reading_of",
    "shipped_mappings",
    "written_day",
    "written_number",
]
