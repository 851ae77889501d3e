"""The columns of claims as a flat table: their names, types and meanings, the same in every format."""

from typing import Literal, NamedTuple


class Column(NamedTuple):
    """One column; types are those of the Table Schema of Data Packages."""

    name: str
    type: Literal["string", "number", "integer", "boolean", "date"]
    means: str


CLAIM = (
    Column("id", "string", "the claim: the same words of the same text keep it"),
    Column("figure", "string", "the number with its hedge, as the page has it"),
    Column("low", "number", "least value that the words allow; empty: no floor"),
    Column("high", "number", "greatest value that the words allow; empty: no ceiling"),
    Column("best", "number", "the number named"),
    Column(
        "comparator", "string", "how the number is meant: exactly, about, at_least, between ..."
    ),
    Column("hedge", "string", "the words of the hedge"),
    Column("kind", "string", "what happened to what is counted: killed, injured, destroyed ..."),
    Column("counted", "string", "the noun phrase that is counted, without the number"),
    Column("who", "string", "the people or things affected"),
    Column("where", "string", "the place, as written"),
    Column("when_start", "date", "first day of what is counted"),
    Column("when_end", "date", "last day of what is counted"),
    Column("window", "string", "event, period, cumulative (a running total) or state (a level)"),
    Column("source", "string", "who makes the claim; empty: the page in its own voice"),
    Column("cites", "string", "whom the source says it has it from"),
    Column("via", "string", "media between the source and the page, nearest the source first"),
    Column("stance", "string", "asserts, confirms, estimates, expects, doubts or denies"),
    Column("quoted", "boolean", "whether the number stands in quotation marks"),
    Column("stated_start", "date", "first day on which the source can have said it"),
    Column("stated_end", "date", "last day on which the source can have said it"),
    Column("relation", "string", "how it stands to another figure: added, part, previous ..."),
    Column("confidence", "number", "how sure the reading is, 0 to 1; empty where nobody knows"),
    Column("sentence", "string", "the sentence that it stands in, or the row of a table"),
    Column("page", "string", "path or URL of the page as it was read"),
    Column("url", "string", "the address that the page says it has"),
    Column("title", "string", "title of the page"),
    Column("publisher", "string", "who printed the page"),
    Column("agency", "string", "the wire agency that the page credits"),
    Column("published", "string", "when it was printed, ISO 8601, as precise as the page"),
    Column("start", "integer", "offset of the figure in the page's text, in characters"),
    Column("end", "integer", "offset behind the figure"),
    Column("text_hash", "string", "SHA-256 of the page's text in UTF-8"),
    Column("statement", "string", "what one page says by one source: its mentions share it"),
    Column("withdrawn", "string", "why the page is known to be withdrawn"),
    Column("review", "string", "what people made of it: accepted, corrected or added"),
    Column("reviewed_by", "string", "who, in the order of deciding"),
    Column("review_before", "string", "of fields that people changed: what was read, as JSON"),
)
