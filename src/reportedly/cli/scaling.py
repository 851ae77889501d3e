"""Commands for archives by the thousand: scale read, scale views, scale query."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import AsJson
from reportedly.cli.running import (
    INTERRUPTED,
    NOTHING_FOUND,
    SOME_FAILED,
    app,
    fail,
    nothing,
    print_json,
    show_on_terminal,
)

if TYPE_CHECKING:
    from reportedly.records import ScaleSummary

scale = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Read archives by the thousand into Parquet, and query it in place.",
    short_help="Read archives by the thousand into Parquet; query it in place.",
    epilog="Example: reportedly scale read 'news/*.warc.gz' --out parquet/",
)
app.add_typer(scale, name="scale")

Parts = Annotated[str, typer.Argument(metavar="FOLDER", help="A folder that `scale read` wrote.")]


@scale.command(
    epilog=(
        "Example: reportedly scale read 'news/*.warc.gz' --out parquet/\n\n"
        "Then: reportedly import parquet/ --ledger war.db"
    )
)
def read(
    archives: Annotated[
        list[str],
        typer.Argument(
            metavar="ARCHIVE...",
            help="Archives, folders of them, or patterns in quotation marks; of stores too (s3://).",
        ),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", help="Folder to write; one begun earlier goes on.")
    ],
    jobs: Annotated[
        int | None,
        typer.Option(help="Workers, each an archive at a time; as many as there are cores."),
    ] = None,
    workers: Annotated[
        str, typer.Option(help="processes: of this machine; ray: of a cluster by Ray.")
    ] = "processes",
    as_json: AsJson = False,
) -> None:
    """Read archives into a folder of Parquet, each exactly once, whatever happens between."""
    from reportedly import verbs
    from reportedly.errors import UsageError

    if workers not in ("processes", "ray"):
        raise UsageError(f"--workers {workers!r} is unknown: they are processes and ray")
    try:
        with progress(quiet=as_json) as report:
            done = verbs.scale(
                archives,
                out,
                jobs=verbs.processes(verbs.Extent(None)) if jobs is None else jobs,
                workers="ray" if workers == "ray" else "processes",
                report=report,
            )
    except KeyboardInterrupt:
        fail("stopped; archives that are done stay done: run it again to go on", INTERRUPTED)
    if as_json:
        print_json(done.model_dump(mode="json"))
    else:
        for line in _lines(done):
            typer.echo(line)
        if done.claims:
            typer.echo(f"Next: reportedly import {out}")
    if done.failed or done.crashed:
        raise SystemExit(SOME_FAILED)
    if not done.pages and not done.unchanged:
        raise SystemExit(NOTHING_FOUND)


def _lines(done: "ScaleSummary") -> Iterator[str]:
    """What a run did, in lines."""
    from reportedly.publishing.tables import safe

    yield f"{done.done:,} archives read, {done.unchanged:,} were done already"
    passed = "".join(f", {number:,} {reason}" for reason, number in done.passed_over.items())
    if done.done:
        yield (
            f"{done.pages:,} pages: {done.read:,} read{passed}, {done.failed:,} failed; "
            f"{done.claims:,} claims"
        )
    yield f"reports and pages that are there several times: {done.copies:,}"
    for name in done.crashed:
        yield safe(
            f"not read: {name}: its workers ended, most likely for want of memory; run it again "
            "with fewer --jobs"
        ).plain


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[int, int, int], None]]:
    """Give a reporter of pages and bytes: a bar with rate and time left on a terminal."""
    if quiet:
        yield lambda _pages, _size, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    from reportedly.cli.progress import columns

    console = Console(stderr=True)
    with Progress(
        *columns(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("reading", total=None, pages=0, rate="")
        started, pages = bar.get_time(), 0

        def report(more: int, size: int, total: int) -> None:
            nonlocal pages
            pages += more
            rate = f"{pages / max(bar.get_time() - started, 0.1):,.1f} pages/s"
            bar.update(task, advance=size, total=total or None, pages=pages, rate=rate)

        yield report


@scale.command(
    epilog=(
        "Example: reportedly scale views parquet/ > views.sql && duckdb -init views.sql\n\n"
        "DuckDB has then the views claims, pages, failures and copies."
    )
)
def views(folder: Parts) -> None:
    """Print the SQL that makes views over a folder, for DuckDB."""
    from reportedly import verbs

    typer.echo(verbs.scale_views(folder), nl=False)


@scale.command(
    epilog=(
        "Example: reportedly scale query parquet/ "
        "'SELECT kind, count(*) FROM claims GROUP BY kind ORDER BY kind'"
    )
)
def query(
    folder: Parts,
    sql: Annotated[
        str, typer.Argument(help="A question to the views claims, pages, failures, copies.")
    ],
    as_json: AsJson = False,
) -> None:
    """Ask a folder a question in SQL, without a ledger; DuckDB answers."""
    from rich.table import Table

    from reportedly import verbs
    from reportedly.publishing.tables import safe

    answer = verbs.scale_query(folder, sql)
    if as_json:
        print_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
        return
    if not answer.rows:
        nothing("no row answers", as_json=False)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in answer.columns:
        table.add_column(safe(name))
    for row in answer.rows:
        table.add_row(*(safe("" if cell is None else str(cell)) for cell in row))
    show_on_terminal(table)
