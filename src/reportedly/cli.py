"""The command line: each command parses, calls the verb of its name, and prints.

Heavy modules are imported inside the commands, so that `--help` answers at once.
"""

import errno
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from rich.console import RenderableType

    from reportedly.verbs import PageReport

DONE, NOTHING_FOUND, WRONG_USE, SOME_FAILED = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 128 + signal.SIGINT, 141  # as shells count what a signal ended
BAR_FROM = 20  # inputs; fewer are printed line by line

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Commands(TyperGroup):
    """The commands, each with an end that a person can read where the system gets in its way."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for; what it printed is out when this returns."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here, where a full disk or a reader that left can be told of
        except BrokenPipeError:
            discard_output()
            raise SystemExit(READER_GONE) from None
        except KeyboardInterrupt:
            fail("stopped at once; what was done before is kept", INTERRUPTED)
        except OSError as error:
            discard_output()
            if error.errno in _NO_ROOM:
                fail(
                    f"the output cannot be written: {error.strerror}; make room, then run it again"
                )
            fail(f"the system refuses: {error}; check permissions and disks, then run it again")


def discard_output() -> None:
    """Send what is left of standard output nowhere, so that leaving does not fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


app = typer.Typer(
    cls=Commands,
    name="reportedly",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Reads news pages and keeps a sourced ledger of reported figures: who claimed how many of "
        "what, where and when, on whose word, in which exact words.\n\n"
        "Exit status: 0 done, 1 nothing found, 2 wrong use, 3 some inputs failed and the rest is done, "
        "130 stopped by Ctrl-C."
    ),
    epilog="Example: reportedly read pages/ --ledger war.db && reportedly series --ledger war.db",
)

Targets = Annotated[
    list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders, URLs, .jsonl, or -.")
]
LedgerPath = Annotated[
    str,
    typer.Option(
        "--ledger", "-l", envvar="REPORTEDLY_LEDGER", help="SQLite file, or postgresql:// address."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Kind = Annotated[str | None, typer.Option(help="Kind of figure: killed, injured, deployed ...")]
Who = Annotated[str | None, typer.Option(help="People or things affected: 'North Korean'.")]
Where = Annotated[str | None, typer.Option(help="Place: Kursk.")]
Source = Annotated[str | None, typer.Option(help="Who made the claim.")]
Publisher = Annotated[str | None, typer.Option(help="Who printed it.")]
Since = Annotated[str | None, typer.Option(help="First day, as 2025-01-31.")]
Until = Annotated[str | None, typer.Option(help="Last day, as 2025-01-31.")]
Words = Annotated[str | None, typer.Option("--text", help="Words that the sentence must hold.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many.")]
Jobs = Annotated[
    int | None,
    typer.Option(help="Processes that read; all cores where there are many inputs, else one."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
]
DEFAULT_LEDGER = "reportedly.db"


def main() -> NoReturn:
    """Run the command line; the entry point of the `reportedly` script."""
    # Sentences are small: several threads wait for one another longer than they reckon, and add up in
    # any order. The library of numpy reads this when it is loaded, which nothing has done yet.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from reportedly.errors import ReportedlyError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # no name or title ends a command on a poor terminal
            stream.reconfigure(errors="backslashreplace")
    try:
        app(standalone_mode=True)
    except ReportedlyError as error:
        fail(str(error))
    sys.exit(DONE)


def fail(message: str, status: int = WRONG_USE) -> NoReturn:
    """Print one line of error and leave."""
    typer.echo(f"error: {message}", err=True)
    raise SystemExit(status)


def print_json(value: Any) -> None:
    """Print a value as JSON, as the commands' `--json` does."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def show_on_terminal(shown: "RenderableType") -> None:
    """Print a table or text: colour on a terminal only, 80 columns where the width is unknown."""
    from rich.console import Console

    Console(highlight=False, markup=False, emoji=False).print(shown)


@app.command(epilog="Example: reportedly read pages/ https://example.org/news/1 --ledger war.db")
def read(
    targets: Targets,
    ledger: LedgerPath = DEFAULT_LEDGER,
    jobs: Jobs = None,
    as_json: AsJson = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Read pages into a ledger, and print what was found."""
    from reportedly import verbs

    options = verbs.ReadOptions(allow_private=allow_private)
    count = verbs.count_inputs(targets, options, up_to=1_000_000)
    with (
        verbs.open(ledger) as opened,
        stoppable() as stopped,
        page_printer(count, quiet=as_json) as report,
    ):
        summary = verbs.read(
            targets,
            opened,
            options=options,
            jobs=verbs.processes(count) if jobs is None else jobs,
            report=report,
            stopped=stopped,
        )
    if as_json:
        print_json(summary.model_dump(mode="json"))
    else:
        typer.echo(verbs.summary_line(summary))
        if summary.claims:
            typer.echo(f"Next: reportedly series --ledger {ledger}")
    if summary.interrupted:
        raise SystemExit(INTERRUPTED)
    if summary.failed:
        raise SystemExit(SOME_FAILED)
    if not summary.inputs:
        raise SystemExit(NOTHING_FOUND)


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C into a request to stop after the present page; a second one ends at once."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        typer.echo("stopping after this page; Ctrl-C again to stop at once", err=True)

    former = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, former)


@contextmanager
def page_printer(count: int, *, quiet: bool) -> Iterator[Callable[["PageReport"], None]]:
    """Give a reporter of pages: lines for a few inputs, a progress bar on a terminal for many."""
    if quiet:
        yield lambda _page: None
        return
    from reportedly.publishing.tables import safe

    if count < BAR_FROM:
        yield lambda page: typer.echo(safe(page.line()).plain)
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=count)

        def report(page: "PageReport") -> None:
            bar.advance(task)
            if page.outcome in ("failed", "skipped"):
                line = safe(page.line())
                bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

        yield report


@app.command(
    short_help="List claims, each with its figure and its source.",
    epilog="Example: reportedly claims --kind casualties --who 'North Korean' --json",
)
def claims(
    ledger: LedgerPath = DEFAULT_LEDGER,
    kind: Kind = None,
    who: Who = None,
    where: Where = None,
    source: Source = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List the claims of a ledger, each with its figure and its source."""
    from reportedly import verbs
    from reportedly.publishing import tables

    wanted = verbs.Filters(
        kind=kind,
        who=who,
        where=where,
        source=source,
        publisher=publisher,
        since=since,
        until=until,
        text=text,
    )
    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.claims(opened, **wanted, limit=limit)
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
def series(
    ledger: LedgerPath = DEFAULT_LEDGER,
    kind: Kind = None,
    who: Who = None,
    where: Where = None,
    source: Source = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
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

    wanted = verbs.Filters(
        kind=kind,
        who=who,
        where=where,
        source=source,
        publisher=publisher,
        since=since,
        until=until,
    )
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
def conflicts(
    ledger: LedgerPath = DEFAULT_LEDGER,
    kind: Kind = None,
    who: Who = None,
    where: Where = None,
    source: Source = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also differences that are explained: revisions, denials ..."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the pairs of figures that cannot both hold, worst first, with the words of both."""
    from reportedly import verbs
    from reportedly.publishing import accounts

    wanted = verbs.Filters(
        kind=kind,
        who=who,
        where=where,
        source=source,
        publisher=publisher,
        since=since,
        until=until,
    )
    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.conflicts(opened, everything=everything, **wanted)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    elif found:
        show_on_terminal(accounts.conflicts_view(found))
    if not found:
        nothing("no figures in the ledger contradict each other", as_json=as_json)


@app.command(
    short_help="Show who stands behind the figures, and which pages are copies.",
    epilog="Example: reportedly sources --format dot --ledger war.db | dot -Tsvg > sources.svg",
)
def sources(
    ledger: LedgerPath = DEFAULT_LEDGER,
    kind: Kind = None,
    who: Who = None,
    where: Where = None,
    source: Source = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    form: Annotated[
        str, typer.Option("--format", help="text, json, or dot: a graph for Graphviz.")
    ] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Show who stands behind the figures: origins, chains to the pages, copies of one report."""
    from reportedly import verbs
    from reportedly.errors import UsageError
    from reportedly.publishing import accounts, graphs

    form = "json" if as_json else form
    if form not in ("text", "json", "dot"):
        raise UsageError(f"{form!r} is not a format of sources; they are text, json, dot")
    wanted = verbs.Filters(
        kind=kind,
        who=who,
        where=where,
        source=source,
        publisher=publisher,
        since=since,
        until=until,
    )
    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.sources(opened, **wanted)
    if form == "json":
        print_json(found.model_dump(mode="json"))
    elif form == "dot":
        typer.echo(graphs.dot(found), nl=False)
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
    from reportedly.publishing import tables

    with verbs.open(ledger, read_only=True) as opened:
        shown = verbs.show(opened, identity)
    if as_json:
        print_json(shown.as_json())
    else:
        show_on_terminal(tables.claim_view(shown.claim, shown.article, shown.chain))


@app.command(
    short_help="Print the layers of documents as JSON lines.",
    epilog=(
        "Example: reportedly annotate --format jsonl documents.jsonl > layers.jsonl\n\n"
        "Why a claim says what it says: reportedly annotate --explain page.html"
    ),
)
def annotate(
    targets: Targets,
    form: Annotated[
        str | None, typer.Option("--format", help="jsonl: a line a document; bodies: main texts.")
    ] = None,
    layers: Annotated[
        str | None, typer.Option(help="Layers to give, comma-separated: claims,times ...")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Print why each field has its value: its words, the construction by which it was read, "
            "the entry of the vocabulary; of claims, or of the --layers named.",
        ),
    ] = False,
    allow_private: AllowPrivate = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON, as without --explain: it adds a layer then.")
    ] = False,
) -> None:
    """Print the layers of documents as JSON lines, storing nothing."""
    from reportedly import verbs

    options = verbs.ReadOptions(allow_private=allow_private)
    chosen = tuple(layers.split(",")) if layers else None
    form = form or ("text" if explain and not as_json else "jsonl")
    failed = read_any = False
    for printed in verbs.annotate_lines(
        targets, form=form, layers=chosen, explain=explain, options=options
    ):
        if isinstance(printed, verbs.Failure):
            typer.echo(f"{printed.outcome}: {printed.message}", err=True)
            failed |= printed.outcome == "failed"
        else:
            sys.stdout.write(printed + "\n")
            read_any = True
    if failed:
        raise SystemExit(SOME_FAILED)
    if not read_any:
        nothing("no document was annotated", as_json=True)


@app.command(
    short_help="Write claims as a file, with every field.",
    epilog="Example: reportedly export --format csv --output claims.csv --ledger war.db",
)
def export(
    ledger: LedgerPath = DEFAULT_LEDGER,
    form: Annotated[str, typer.Option("--format", help="csv or jsonl.")] = "csv",
    output: Annotated[str, typer.Option("--output", "-o", help="File to write, or -.")] = "-",
    kind: Kind = None,
    who: Who = None,
    where: Where = None,
    source: Source = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="CSV: leave cells that a spreadsheet would run as they are."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Write claims as a file, with every field and the sentence."""
    from reportedly import verbs

    form = "jsonl" if as_json else form
    wanted = verbs.Filters(
        kind=kind,
        who=who,
        where=where,
        source=source,
        publisher=publisher,
        since=since,
        until=until,
    )
    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.claims(opened, **wanted)
    written = verbs.export(found, form, output, raw=raw)
    if output != "-":
        typer.echo(f"{written} claims written to {output}")
    if not found:
        nothing("no claim in the ledger fits", as_json=True)


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


def nothing(message: str, *, as_json: bool) -> NoReturn:
    """Say that nothing was found, on standard error where standard output is data, and leave with 1."""
    typer.echo(message, err=as_json)
    raise SystemExit(NOTHING_FOUND)


@app.callback(invoke_without_command=True)
def version_option(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.")
    ] = False,
) -> None:
    """Answer `--version`."""
    if version:
        from importlib.metadata import version as installed_version

        typer.echo(f"reportedly {installed_version('reportedly')}")
        raise SystemExit(DONE)
