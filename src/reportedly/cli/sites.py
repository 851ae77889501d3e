"""`export --format site`: the pages of a ledger as files."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from reportedly.cli.options import FILTERS

if TYPE_CHECKING:
    from reportedly.verbs import Filters
    from reportedly.web.site.writing import Progress


def refuse_others(wanted: "Filters", others: Mapping[str, object]) -> None:
    """Refuse options that a site has no use for.

    Raises:
        UsageError: a filter or another option is given.
    """
    from reportedly.errors import UsageError

    given = [name for name in FILTERS if wanted.get(name) is not None]
    given += [name for name, value in others.items() if value]
    if given:
        names = ", ".join(f"--{name}" for name in given)
        raise UsageError(f"a site shows a whole ledger: leave {names} out")


def export_site(
    ledger: str, output: str, *, full_text: bool, redact: bool, overwrite: bool
) -> None:
    """Write a ledger's pages into a folder, with a bar on a terminal.

    Raises:
        UsageError: the output is no folder, or has files of others in it.
    """
    from reportedly import verbs
    from reportedly.errors import UsageError
    from reportedly.web.site import export_site as write

    if output == "-":
        raise UsageError("a site is a folder: name one with --output FOLDER")
    with verbs.open(ledger, read_only=True) as opened, _progress() as progress:
        written = write(
            opened,
            output,
            full_text=full_text,
            redact=redact,
            overwrite=overwrite,
            progress=progress,
        )
    size = written.bytes / 1e6
    typer.echo(f"{written.files:,} files written to {output}, {size:,.1f} MB; open index.html")


@contextmanager
def _progress() -> "Iterator[Progress]":
    """A bar where somebody sees it."""
    if not sys.stderr.isatty():
        yield lambda _done, _known: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("writing files")
        yield lambda done, known: bar.update(task, completed=done, total=known)
