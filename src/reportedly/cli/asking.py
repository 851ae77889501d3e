"""Commands that ask a ledger: claims, series, conflicts, sources, show; and schema."""

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath, Limit, filtered
from reportedly.cli.running import app, nothing, print_json, show_on_terminal

if TYPE_CHECKING:
    from reportedly.verbs import Filters

SHOWN = 100
"""Conflicts that a terminal is shown, unless more are asked for."""


@app.command(
    short_help="List claims, each with its figure and its source.",
    epilog="Example: reportedly claims --kind casualties --who 'North Korean' --json",
)
@filtered("text")
def claims(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    wanted: "Filters",
    limit: Limit = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Also claims that reviewers rejected.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the claims of a ledger, each with its figure and its source."""
    from reportedly import verbs
    from reportedly.publishing import tables

    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.claims(opened, **wanted, limit=limit, rejected=rejected)
    if as_json:
        print_json([claim.model_dump(mode="json") for claim in found])
    elif found:
        show_on_terminal(tables.claims_table(found))
        typer.echo(f"{len(found)} claims. One with its words: reportedly show {found[0].id[:6]}")
    if not found:
        nothing("no claim in the ledger fits", as_json=as_json)


@app.command(
    short_help="Show the same quantity over many reports.",
    epilog="Example: reportedly series --kind casualties --ledger war.db",
)
@filtered()
def series(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    wanted: "Filters",
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Say of each figure why it is in, and of near ones why not."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the same quantity over many reports, with a verdict on how they stand to each other."""
    from reportedly import verbs
    from reportedly.publishing import accounts, tables
    from reportedly.reconciling import lines

    with verbs.open(ledger, read_only=True) as opened:
        explained = verbs.explain_series(opened, **wanted) if explain else []
        found = [] if explain else verbs.series(opened, **wanted)
    if as_json:
        print_json([one.model_dump(mode="json") for one in explained or found])
    elif explained:
        show_on_terminal(accounts.explanations_view(explained))
    elif found:
        show_on_terminal(tables.series_view(lines(found)))
    if not (explained or found):
        nothing("no series in the ledger fits", as_json=as_json)


@app.command(
    short_help="List figures that cannot both hold, worst first.",
    epilog="Example: reportedly conflicts --kind killed --ledger war.db",
)
@filtered()
def conflicts(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    wanted: "Filters",
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also differences that are explained: revisions, denials ..."),
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"At most so many, the worst; {SHOWN}, and all with --json."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the pairs of figures that cannot both hold, worst first, with the words of both.

    Where not all are listed, how many there are is told on standard error.
    """
    from reportedly import verbs
    from reportedly.publishing import accounts
    from reportedly.verbs.querying import count_conflicts

    most = limit or (None if as_json else SHOWN)
    with verbs.open(ledger, read_only=True) as opened:
        # One more than is shown tells whether there are more, which are then counted.
        asked = None if most is None else most + 1
        found = verbs.conflicts(opened, everything=everything, limit=asked, **wanted)
        total = len(found)
        if total == asked:
            total = count_conflicts(opened, everything=everything, **wanted)
    found = found[:most]
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    elif found:
        show_on_terminal(accounts.conflicts_view(found))
    if total > len(found):
        line = f"these are the worst {len(found):,} of {total:,}"
        typer.echo(f"{line}; --limit shows more, --json without it all of them", err=True)
    if not found:
        nothing("no figures in the ledger contradict each other", as_json=as_json)


@app.command(
    short_help="Show who stands behind the figures, and which pages are copies.",
    epilog="Example: reportedly sources --format svg --ledger war.db > sources.svg",
)
@filtered()
def sources(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    wanted: "Filters",
    form: Annotated[
        str, typer.Option("--format", help="text, json, svg, or dot: a graph for Graphviz.")
    ] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Show who stands behind the figures: origins, chains to the pages, copies of one report."""
    from reportedly import verbs
    from reportedly.errors import UsageError
    from reportedly.publishing import accounts, charts, graphs

    form = "json" if as_json else form
    if form not in ("text", "json", "svg", "dot"):
        raise UsageError(f"{form!r} is not a format of sources; they are text, json, svg, dot")
    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.sources(opened, **wanted)
    if form == "json":
        print_json(found.model_dump(mode="json"))
    elif form == "dot":
        typer.echo(graphs.dot(found), nl=False)
    elif form == "svg":
        typer.echo(charts.sources_drawing(found))
    elif found.origins:
        show_on_terminal(accounts.sources_view(found))
    if not found.origins:
        nothing("no source in the ledger fits", as_json=form != "text")


@app.command(
    short_help="Show one claim: its words, fields and chain.",
    epilog="Example: reportedly show 3f9a1c --ledger war.db",
)
def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="A claim's id, or its beginning.")],
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Show one claim: its words, its fields, and the chain from its origin to the page."""
    from reportedly import verbs
    from reportedly.publishing import reviews, tables

    with verbs.open(ledger, read_only=True) as opened:
        shown = verbs.show(opened, identity)
    if as_json:
        print_json(shown.as_json())
    else:
        view = tables.claim_view(shown.claim, shown.article, shown.chain, shown.known_as)
        show_on_terminal(view)
        if shown.reviews:
            typer.echo("")
            show_on_terminal(reviews.history_view(shown.reviews))


@app.command(epilog="Example: reportedly schema claim")
def schema(
    name: Annotated[
        str | None, typer.Argument(help="A record: claim, article, series ...; none: list them.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON too.")] = False,
) -> None:
    """Print the JSON schema of a record."""
    from reportedly import verbs

    if name is None and as_json:
        print_json(verbs.schema_names())
    elif name is None:
        typer.echo("\n".join(verbs.schema_names()))
    else:
        print_json(verbs.schema(name))
