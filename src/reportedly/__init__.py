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
        accept_claim,
        add_claim,
        add_claim_by_hand,
        annotate,
        claims,
        conflicts,
        correct_claim,
        disagreements,
        estimate,
        explain_series,
        export,
        export_chart,
        export_gold,
        export_package,
        export_reviews,
        export_table,
        forget,
        forgotten,
        happenings,
        import_,
        import_parts,
        import_reviews,
        join_series,
        join_story,
        mappings,
        merge_names,
        name_decisions,
        name_story,
        names,
        note_claim,
        open,  # noqa: A004
        orphaned_reviews,
        part_series,
        part_story,
        read,
        reject_claim,
        review,
        reviews,
        scale,
        scale_query,
        scale_views,
        schema,
        series,
        show,
        sources,
        split_names,
        stories,
        story_decisions,
        tolls,
        undo_names,
        undo_review,
        undo_story,
        unwatch,
        watch,
        watched,
    )
    from reportedly.web.serving import serve
    from reportedly.web.site import export_site

__all__ = [
    "ReportedlyError",
    "accept_claim",
    "add_claim",
    "add_claim_by_hand",
    "annotate",
    "claims",
    "conflicts",
    "correct_claim",
    "disagreements",
    "estimate",
    "explain_series",
    "export",
    "export_chart",
    "export_gold",
    "export_package",
    "export_reviews",
    "export_site",
    "export_table",
    "forget",
    "forgotten",
    "happenings",
    "import_",
    "import_parts",
    "import_reviews",
    "join_series",
    "join_story",
    "mappings",
    "merge_names",
    "name_decisions",
    "name_story",
    "names",
    "note_claim",
    "open",
    "orphaned_reviews",
    "part_series",
    "part_story",
    "read",
    "reject_claim",
    "review",
    "reviews",
    "scale",
    "scale_query",
    "scale_views",
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
    "undo_review",
    "undo_story",
    "unwatch",
    "watch",
    "watched",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use: importing the package must not load a database layer and a parser.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = {"ReportedlyError": "reportedly.errors", "serve": "reportedly.web"}
    homes["export_site"] = "reportedly.web.site"
    return getattr(import_module(homes.get(name, "reportedly.verbs")), name)
