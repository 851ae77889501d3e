"""Commands for hand-kept tables: import, and mappings."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath
from reportedly.cli.progress import page_printer
from reportedly.cli.reading import finish
from reportedly.cli.running import NOTHING_FOUND, SOME_FAILED, app, print_json, show_on_terminal

if TYPE_CHECKING:
    from reportedly.records import ImportedTable

_FIRST = 5


@app.command(
    "import",
    short_help="Import a hand-kept table, what scale read, or another ledger's reviews.",
    epilog=(
        "Example: reportedly import losses.csv --mapping low-high-best --ledger war.db\n\n"
        "What people decided in another ledger: reportedly import reviews.jsonl --ledger war.db\n\n"
        "What `scale read` wrote: reportedly import parquet/ --ledger war.db"
    ),
)
def import_(
    table: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A CSV file, or -; a file of `export --reviews`; a folder of `scale read`.",
        ),
    ],
    *,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", "-m", help="What the columns mean: a file, or a name of `mappings`."
        ),
    ] = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    encoding: Annotated[
        str | None, typer.Option(help="Of the file: utf-8, latin-1 ...; else it is found out.")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option(help="Between cells: ';' or tab; else what the mapping says.")
    ] = None,
    skip_bad: Annotated[
        bool,
        typer.Option("--skip-bad", help="Record rows that cannot be as failures; import the rest."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be imported; store nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a hand-kept table, each row as a claim; what `scale` read; or another ledger's reviews."""
    from reportedly import verbs
    from reportedly.errors import UsageError

    if verbs.is_parts(table):
        if mapping or dry_run or skip_bad or encoding or delimiter:
            raise UsageError(
                "what `scale read` wrote is imported as it is; leave the options of tables out"
            )
        _parts(table, ledger, as_json=as_json)
        return
    if mapping is None:
        if not verbs.is_reviews(table):
            raise UsageError(
                f"{table} is no file of reviews; for a hand-kept table say what its columns mean: "
                "--mapping NAME (`reportedly mappings` lists them)"
            )
        if dry_run or skip_bad or encoding or delimiter:
            raise UsageError(
                "a file of reviews is imported as it is; leave the options of tables out"
            )
        _reviews(table, ledger, as_json=as_json)
        return
    between = {"tab": "\t", "\\t": "\t"}.get(delimiter or "", delimiter)
    with ExitStack() as stack:
        report = stack.enter_context(progress(quiet=as_json))
        opened = None if dry_run else stack.enter_context(verbs.open(ledger))
        done = verbs.import_(
            table,
            opened,
            mapping,
            encoding=encoding,
            delimiter=between,
            skip_bad=skip_bad,
            report=report,
        )
    if as_json:
        print_json(done.model_dump(mode="json"))
    else:
        _tell(done)
        if done.claims and done.stored:
            typer.echo(f"Next: reportedly claims --ledger {ledger}")
    if done.failed:
        raise SystemExit(SOME_FAILED)
    if not done.rows:
        raise SystemExit(NOTHING_FOUND)


def _reviews(file: str, ledger: str, *, as_json: bool) -> None:
    """Take in what people decided in another ledger."""
    from reportedly import verbs

    with verbs.open(ledger) as opened:
        done = verbs.import_reviews(opened, file)
    if as_json:
        print_json(done.model_dump(mode="json"))
        return
    typer.echo(
        f"{done.new} new of {done.reviews} reviews, {done.names} new decisions on names, "
        f"{done.stories} on stories"
    )
    if done.orphans:
        typer.echo(
            f"{done.orphans} wait for their pages: reportedly reviews --orphans --ledger {ledger}"
        )
    if done.disagreements:
        typer.echo(
            f"reviewers disagree on {done.disagreements} claims: "
            f"reportedly reviews --disagreements --ledger {ledger}"
        )


def _parts(folder: str, ledger: str, *, as_json: bool) -> None:
    """Take in what `scale` read."""
    from reportedly import verbs

    with (
        verbs.open(ledger) as opened,
        page_printer(verbs.Extent(None), quiet=as_json) as report,
    ):
        done = verbs.import_parts(folder, opened, report=report)
    finish(done, ledger, as_json=as_json)


def _tell(done: "ImportedTable") -> None:
    """Print what an import did, or would do, in lines."""
    from reportedly.publishing import imports
    from reportedly.publishing.tables import safe

    if not done.stored and done.first:
        show_on_terminal(imports.claims_table(done.first[:_FIRST]))
        typer.echo("")
    for line in imports.lines(done):
        typer.echo(safe(line).plain)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[int, int | None], None]]:
    """Give a reporter of rows: a progress bar where standard error is a terminal."""
    if quiet:
        yield lambda _done, _of: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        looking = bar.add_task("looking", total=None)
        storing = bar.add_task("storing", total=None, visible=False)

        def report(done: int, of: int | None) -> None:
            if of is None:
                bar.update(looking, completed=done)
            else:
                bar.update(looking, visible=False)
                bar.update(storing, completed=done, total=of, visible=True)

        yield report


@app.command(
    short_help="List the shipped mappings of hand-kept tables, or print one to copy.",
    epilog="Example: reportedly mappings --show low-high-best > mine.toml",
)
def mappings(
    shown: Annotated[
        str | None, typer.Option("--show", metavar="NAME", help="Print this one, to copy it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the shipped mappings of hand-kept tables, or print one to copy."""
    from reportedly import verbs
    from reportedly.errors import UsageError

    found = verbs.mappings()
    if shown is not None:
        chosen = next((one for one in found if one.name == shown), None)
        if chosen is None:
            names = ", ".join(one.name for one in found)
            raise UsageError(f"{shown!r} is not a shipped mapping; they are {names}")
        if as_json:
            print_json(chosen.model_dump(mode="json"))
        else:
            typer.echo(chosen.text, nl=False)
    elif as_json:
        wanted = {"name", "title", "description"}
        print_json(
            [one.model_dump(include=wanted) | {"columns": list(one.columns())} for one in found]
        )
    else:
        for one in found:
            typer.echo(f"{one.name}: {one.title}")
            typer.echo(f"  {one.description.strip()}")
            typer.echo(f"  columns: {', '.join(one.columns())}")
