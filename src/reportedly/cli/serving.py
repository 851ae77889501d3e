"""The command that shows a ledger in a browser: serve."""

from contextlib import suppress
from typing import Annotated

import typer

from reportedly.cli.options import DEFAULT_LEDGER, LedgerPath
from reportedly.cli.running import app


@app.command(
    short_help="Show a ledger in a browser.",
    epilog="Example: reportedly serve --ledger war.db",
)
def serve(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    host: Annotated[
        str,
        typer.Option(
            help="Address to listen on; beyond this machine it needs a token, which is then made."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0: any that is free.")] = 8321,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", help="A name by which the server may be called, beside its address."
        ),
    ] = None,
    token: Annotated[
        bool, typer.Option("--token", help="Ask for a token on this machine too.")
    ] = False,
    review: Annotated[
        bool,
        typer.Option(
            "--review", help="Let claims be accepted, corrected, rejected and added; with a token."
        ),
    ] = False,
) -> None:
    """Show a ledger in a browser, until Ctrl-C: series, claims, pages, sources, conflicts.

    Nothing can be changed there, unless --review is given, and no request leaves the machine.
    """
    from reportedly import verbs, web
    from reportedly.web.serving import new_token

    needs = token or review or not web.Settings.is_only_here(host)
    settings = web.Settings(
        host, port, new_token() if needs else None, tuple(name or ()), review=review
    )
    # Ctrl-C is how a server is meant to end.
    with verbs.open(ledger, read_only=not review) as opened, suppress(KeyboardInterrupt):
        web.serve(opened, settings, _tell)


def _tell(address: str) -> None:
    typer.echo(f"The ledger is at {address}")
    typer.echo("Stop it with Ctrl-C.")
