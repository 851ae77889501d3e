"""What `read` shows while it reads: lines for a few inputs, a bar with rate and time left for many."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.progress import ProgressColumn

    from reportedly.verbs import Extent, PageReport

BAR_FROM = 20  # inputs; fewer are printed line by line


@contextmanager
def page_printer(extent: "Extent", *, quiet: bool) -> Iterator[Callable[["PageReport"], None]]:
    """Give a reporter of pages: lines for a few inputs, a progress bar on a terminal for many.

    The bar goes by inputs where their number is known, else by bytes of the files that hold them.
    """
    if quiet:
        yield lambda _page: None
        return
    from reportedly.publishing.tables import safe

    if extent.inputs is not None and extent.inputs < BAR_FROM:
        yield lambda page: typer.echo(safe(page.line()).plain)
        return
    from rich.console import Console
    from rich.progress import Progress

    by_bytes = extent.inputs is None
    with Progress(*columns(), console=Console(stderr=True), transient=True) as bar:
        total = extent.size if by_bytes else extent.inputs
        task = bar.add_task("reading", total=total or None, pages=0, rate="")
        started = bar.get_time()
        pages = 0

        def report(page: "PageReport") -> None:
            nonlocal pages
            pages += 1
            rate = pages / max(bar.get_time() - started, 0.1)
            shown = f"{rate:,.1f} pages/s" if rate < 100 else f"{rate:,.0f} pages/s"
            step = page.size if by_bytes else 1
            bar.update(task, advance=step, pages=pages, rate=shown)
            if page.outcome == "failed" or (page.outcome == "skipped" and not by_bytes):
                line = safe(page.line())
                bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

        yield report


def columns() -> tuple["ProgressColumn", ...]:
    """The columns of a bar with pages, rate and time left."""
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[pages]} pages"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
