"""Commands that read pages: read, into a ledger, and annotate, storing nothing."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import DEFAULT_LEDGER, AllowPrivate, AsJson, Jobs, LedgerPath, Targets
from reportedly.cli.progress import page_printer
from reportedly.cli.running import (
    INTERRUPTED,
    NOTHING_FOUND,
    SOME_FAILED,
    app,
    nothing,
    print_json,
)

if TYPE_CHECKING:
    from reportedly.records import Summary


@app.command(epilog="Example: reportedly read pages/ https://example.org/news/1 --ledger war.db")
def read(
    targets: Targets,
    ledger: LedgerPath = DEFAULT_LEDGER,
    jobs: Jobs = None,
    as_json: AsJson = False,
    allow_private: AllowPrivate = False,
    again: Annotated[
        bool, typer.Option("--again", help="Read pages too that were forgotten on purpose.")
    ] = False,
) -> None:
    """Read pages into a ledger, and print what was found."""
    from reportedly import verbs

    options = verbs.ReadOptions(allow_private=allow_private)
    extent = verbs.measure(targets, options)
    with (
        verbs.open(ledger) as opened,
        stoppable() as stopped,
        page_printer(extent, quiet=as_json) as report,
    ):
        summary = verbs.read(
            targets,
            opened,
            options=options,
            jobs=verbs.processes(extent) if jobs is None else jobs,
            again=again,
            report=report,
            stopped=stopped,
        )
    finish(summary, ledger, as_json=as_json)


def finish(summary: "Summary", ledger: str, *, as_json: bool) -> None:
    """Say what came of pages that went into a ledger, and end with the status that fits it."""
    from reportedly import verbs

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
