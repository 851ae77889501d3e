"""The library's face: one function a verb, joining the stages. Commands are thin copies of these.

What is exported here is loaded when it is first used: a question to a ledger must not wait for the
parsers of pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.pages import ReadOptions
    from reportedly.publishing.frames import Claims
    from reportedly.records import Failure
    from reportedly.verbs.annotating import annotate, annotate_lines
    from reportedly.verbs.estimating import estimate
    from reportedly.verbs.ingesting import PageReport, count_inputs, read, summary_line
    from reportedly.verbs.opening import open  # noqa: A004
    from reportedly.verbs.querying import (
        Filters,
        Shown,
        chain_of,
        claims,
        conflicts,
        explain_series,
        export,
        series,
        show,
        sources,
    )
    from reportedly.verbs.schemas import schema, schema_names
    from reportedly.verbs.working import processes

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
    "conflicts",
    "count_inputs",
    "estimate",
    "explain_series",
    "export",
    "open",
    "processes",
    "read",
    "schema",
    "schema_names",
    "series",
    "show",
    "sources",
    "summary_line",
]

_HOME = {
    "Claims": "reportedly.publishing.frames",
    "Failure": "reportedly.records",
    "Filters": "reportedly.verbs.querying",
    "PageReport": "reportedly.verbs.ingesting",
    "ReadOptions": "reportedly.pages",
    "Shown": "reportedly.verbs.querying",
    "annotate": "reportedly.verbs.annotating",
    "annotate_lines": "reportedly.verbs.annotating",
    "chain_of": "reportedly.verbs.querying",
    "claims": "reportedly.verbs.querying",
    "conflicts": "reportedly.verbs.querying",
    "count_inputs": "reportedly.verbs.ingesting",
    "estimate": "reportedly.verbs.estimating",
    "explain_series": "reportedly.verbs.querying",
    "export": "reportedly.verbs.querying",
    "open": "reportedly.verbs.opening",
    "processes": "reportedly.verbs.working",
    "read": "reportedly.verbs.ingesting",
    "schema": "reportedly.verbs.schemas",
    "schema_names": "reportedly.verbs.schemas",
    "series": "reportedly.verbs.querying",
    "show": "reportedly.verbs.querying",
    "sources": "reportedly.verbs.querying",
    "summary_line": "reportedly.verbs.ingesting",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
