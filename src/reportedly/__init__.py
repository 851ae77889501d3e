"""Reads news pages and keeps a sourced ledger of reported figures.

The face of the library is one function a verb; each is also a command of the same name:

    import reportedly

    ledger = reportedly.open("war.db")
    summary = reportedly.read("pages/", ledger)
    for series in reportedly.series(ledger, kind="casualties"):
        print(series.title, series.verdict)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.errors import ReportedlyError
    from reportedly.verbs import (
        annotate,
        claims,
        conflicts,
        estimate,
        explain_series,
        export,
        export_chart,
        export_package,
        export_table,
        forget,
        forgotten,
        happenings,
        import_,
        join_story,
        mappings,
        merge_names,
        name_decisions,
        name_story,
        names,
        open,  # noqa: A004
        part_story,
        read,
        schema,
        series,
        show,
        sources,
        split_names,
        stories,
        story_decisions,
        tolls,
        undo_names,
    )
    from reportedly.web.serving import serve

__all__ = [
    "ReportedlyError",
    "annotate",
    "claims",
    "conflicts",
    "estimate",
    "explain_series",
    "export",
    "export_chart",
    "export_package",
    "export_table",
    "forget",
    "forgotten",
    "happenings",
    "import_",
    "join_story",
    "mappings",
    "merge_names",
    "name_decisions",
    "name_story",
    "names",
    "open",
    "part_story",
    "read",
    "schema",
    "series",
    "serve",
    "show",
    "sources",
    "split_names",
    "stories",
    "story_decisions",
    "tolls",
    "undo_names",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use: importing the package must not load a database layer and a parser.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = {"ReportedlyError": "reportedly.errors", "serve": "reportedly.web"}
    return getattr(import_module(homes.get(name, "reportedly.verbs")), name)
