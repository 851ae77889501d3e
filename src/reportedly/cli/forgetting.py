"""The command that takes a page out of a ledger: forget."""

from typing import Annotated

import typer

from reportedly.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath
from reportedly.cli.running import app, nothing, print_json


@app.command(
    short_help="Delete a page and its words on purpose; a tombstone stays.",
    epilog="Example: reportedly forget pages/3.html --reason 'asked by a family' --ledger war.db",
)
def forget(
    page: Annotated[
        str | None,
        typer.Argument(
            metavar="PAGE",
            help="Path or URL as it was read, or a SHA-256; none: list what was forgotten.",
        ),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why: it is all that will be left.")] = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Delete a page's bytes, its text, its claims and the decisions on them; a tombstone stays."""
    from reportedly import verbs
    from reportedly.publishing.showing import one_line

    if page is None:
        _list(ledger, as_json=as_json)
        return
    with verbs.open(ledger) as opened:
        gone = verbs.forget(opened, page, reason=reason or "")
    if as_json:
        print_json(gone.model_dump(mode="json"))
        return
    claims = "1 claim" if gone.claims == 1 else f"{gone.claims:,} claims"
    texts = "1 text" if gone.texts == 1 else f"{gone.texts:,} texts"
    typer.echo(f"forgotten: {one_line(gone.page)}: {claims} in {texts}")
    for other in gone.pages:
        if other != gone.page:
            typer.echo(f"and with it {one_line(other)}: the same page, or the same text")
    for other in gone.alike:
        typer.echo(f"nearly the same, and still there: {one_line(other)}")


def _list(ledger: str, *, as_json: bool) -> None:
    from reportedly import verbs
    from reportedly.publishing.showing import one_line
    from reportedly.publishing.tables import day

    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.forgotten(opened)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    else:
        for one in found:
            typer.echo(f"{day(one.at):>11}  {one_line(one.page)}: {one_line(one.reason)}")
    if not found:
        nothing("nothing was forgotten", as_json=as_json)
