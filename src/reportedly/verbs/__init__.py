"""The library's face: one function a verb, joining the stages. Commands are thin copies of these.

What is exported here is loaded when it is first used: a question to a ledger must not wait for the
parsers of pages.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.importing import Mapping
    from reportedly.pages import ReadOptions
    from reportedly.publishing.frames import Claims
    from reportedly.publishing.layouts import Written
    from reportedly.publishing.packages import About
    from reportedly.records import Failure
    from reportedly.verbs.annotating import annotate, annotate_lines
    from reportedly.verbs.assigning import join_series, part_series
    from reportedly.verbs.estimating import estimate
    from reportedly.verbs.exporting import export, export_chart, export_package, export_table
    from reportedly.verbs.forgetting import forget, forgotten
    from reportedly.verbs.grouping import (
        join_story,
        name_story,
        part_story,
        story_decisions,
        undo_story,
    )
    from reportedly.verbs.importing import import_, mappings
    from reportedly.verbs.ingesting import PageReport, read, summary_line
    from reportedly.verbs.joining import export_gold, export_reviews, import_reviews, is_reviews
    from reportedly.verbs.judging import disagreements, orphaned_reviews, review, reviews
    from reportedly.verbs.measuring import Extent, measure
    from reportedly.verbs.naming import (
        merge_names,
        name_decisions,
        names,
        split_names,
        undo_names,
    )
    from reportedly.verbs.opening import open  # noqa: A004
    from reportedly.verbs.querying import (
        Filters,
        Shown,
        chain_of,
        claims,
        conflicts,
        each_claim,
        explain_series,
        series,
        show,
        sources,
    )
    from reportedly.verbs.reviewing import (
        accept_claim,
        add_claim,
        add_claim_by_hand,
        correct_claim,
        note_claim,
        reject_claim,
        undo_review,
    )
    from reportedly.verbs.scaling import scale
    from reportedly.verbs.scaling.importing import import_parts, is_parts
    from reportedly.verbs.scaling.querying import scale_query, scale_views
    from reportedly.verbs.schemas import schema, schema_names
    from reportedly.verbs.tolling import happenings, stories, tolls
    from reportedly.verbs.watching import Clock, WatchOptions, unwatch, watch, watched
    from reportedly.verbs.working import processes

__all__ = [
    "About",
    "Claims",
    "Clock",
    "Extent",
    "Failure",
    "Filters",
    "Mapping",
    "PageReport",
    "ReadOptions",
    "Shown",
    "WatchOptions",
    "Written",
    "accept_claim",
    "add_claim",
    "add_claim_by_hand",
    "annotate",
    "annotate_lines",
    "chain_of",
    "claims",
    "conflicts",
    "correct_claim",
    "disagreements",
    "each_claim",
    "estimate",
    "explain_series",
    "export",
    "export_chart",
    "export_gold",
    "export_package",
    "export_reviews",
    "export_table",
    "forget",
    "forgotten",
    "happenings",
    "import_",
    "import_parts",
    "import_reviews",
    "is_parts",
    "is_reviews",
    "join_series",
    "join_story",
    "mappings",
    "measure",
    "merge_names",
    "name_decisions",
    "name_story",
    "names",
    "note_claim",
    "open",
    "orphaned_reviews",
    "part_series",
    "part_story",
    "processes",
    "read",
    "reject_claim",
    "review",
    "reviews",
    "scale",
    "scale_query",
    "scale_views",
    "schema",
    "schema_names",
    "series",
    "show",
    "sources",
    "split_names",
    "stories",
    "story_decisions",
    "summary_line",
    "tolls",
    "undo_names",
    "undo_review",
    "undo_story",
    "unwatch",
    "watch",
    "watched",
]

_HOME = {
    "import_parts": "reportedly.verbs.scaling.importing",
    "is_parts": "reportedly.verbs.scaling.importing",
    "scale": "reportedly.verbs.scaling",
    "scale_query": "reportedly.verbs.scaling.querying",
    "scale_views": "reportedly.verbs.scaling.querying",
    "is_reviews": "reportedly.verbs.joining",
    "import_reviews": "reportedly.verbs.joining",
    "export_reviews": "reportedly.verbs.joining",
    "export_gold": "reportedly.verbs.joining",
    "part_series": "reportedly.verbs.assigning",
    "join_series": "reportedly.verbs.assigning",
    "reviews": "reportedly.verbs.judging",
    "review": "reportedly.verbs.judging",
    "orphaned_reviews": "reportedly.verbs.judging",
    "disagreements": "reportedly.verbs.judging",
    "undo_review": "reportedly.verbs.reviewing",
    "reject_claim": "reportedly.verbs.reviewing",
    "note_claim": "reportedly.verbs.reviewing",
    "correct_claim": "reportedly.verbs.reviewing",
    "add_claim_by_hand": "reportedly.verbs.reviewing",
    "add_claim": "reportedly.verbs.reviewing",
    "accept_claim": "reportedly.verbs.reviewing",
    "About": "reportedly.publishing.packages",
    "Claims": "reportedly.publishing.frames",
    "Extent": "reportedly.verbs.measuring",
    "Failure": "reportedly.records",
    "Filters": "reportedly.verbs.querying",
    "Mapping": "reportedly.importing",
    "PageReport": "reportedly.verbs.ingesting",
    "ReadOptions": "reportedly.pages",
    "Shown": "reportedly.verbs.querying",
    "Written": "reportedly.publishing.layouts",
    "annotate": "reportedly.verbs.annotating",
    "annotate_lines": "reportedly.verbs.annotating",
    "chain_of": "reportedly.verbs.querying",
    "claims": "reportedly.verbs.querying",
    "conflicts": "reportedly.verbs.querying",
    "each_claim": "reportedly.verbs.querying",
    "estimate": "reportedly.verbs.estimating",
    "explain_series": "reportedly.verbs.querying",
    "export": "reportedly.verbs.exporting",
    "export_chart": "reportedly.verbs.exporting",
    "export_package": "reportedly.verbs.exporting",
    "export_table": "reportedly.verbs.exporting",
    "forget": "reportedly.verbs.forgetting",
    "forgotten": "reportedly.verbs.forgetting",
    "import_": "reportedly.verbs.importing",
    "mappings": "reportedly.verbs.importing",
    "happenings": "reportedly.verbs.tolling",
    "join_story": "reportedly.verbs.grouping",
    "name_story": "reportedly.verbs.grouping",
    "measure": "reportedly.verbs.measuring",
    "merge_names": "reportedly.verbs.naming",
    "name_decisions": "reportedly.verbs.naming",
    "names": "reportedly.verbs.naming",
    "open": "reportedly.verbs.opening",
    "part_story": "reportedly.verbs.grouping",
    "processes": "reportedly.verbs.working",
    "read": "reportedly.verbs.ingesting",
    "schema": "reportedly.verbs.schemas",
    "schema_names": "reportedly.verbs.schemas",
    "series": "reportedly.verbs.querying",
    "show": "reportedly.verbs.querying",
    "sources": "reportedly.verbs.querying",
    "stories": "reportedly.verbs.tolling",
    "story_decisions": "reportedly.verbs.grouping",
    "summary_line": "reportedly.verbs.ingesting",
    "tolls": "reportedly.verbs.tolling",
    "split_names": "reportedly.verbs.naming",
    "undo_names": "reportedly.verbs.naming",
    "undo_story": "reportedly.verbs.grouping",
    "Clock": "reportedly.verbs.watching",
    "WatchOptions": "reportedly.verbs.watching",
    "unwatch": "reportedly.verbs.watching",
    "watch": "reportedly.verbs.watching",
    "watched": "reportedly.verbs.watching",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
