"""The library's face: one function a verb, joining the stages. Commands are thin copies of these."""

from reportedly.pages import ReadOptions
from reportedly.publishing.frames import Claims
from reportedly.records import Failure
from reportedly.verbs.annotating import annotate, annotate_lines
from reportedly.verbs.ingesting import PageReport, count_inputs, open, read, summary_line  # noqa: A004
from reportedly.verbs.querying import Filters, Shown, chain_of, claims, export, series, show
from reportedly.verbs.schemas import schema, schema_names

__all__ = [
    "Claims",
    "Failure",
    "Filters",
    "PageReport",
    "ReadOptions",
    "Shown",
    "annotate",
    "annotate_lines",
    "chain_of",
    "claims",
    "count_inputs",
    "export",
    "open",
    "read",
    "schema",
    "schema_names",
    "series",
    "show",
    "summary_line",
]
