"""`estimate`: a model over biased sources."""

from typing import Annotated

import typer

from reportedly.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath
from reportedly.cli.running import app, print_json, show_on_terminal


@app.command(
    short_help="Estimate a running total behind biased sources: a model's, no verdict.",
    epilog="Example: reportedly estimate --table losses.csv --kind killed --side Ilmeria --json",
)
def estimate(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    table: Annotated[
        str | None, typer.Option("--table", help="A hand-kept CSV table or -, instead of a ledger.")
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", help="What its columns mean: a file, or a name of `mappings`."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Of the table: utf-8, latin-1 ...; else it is found out.")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option(help="Between cells: ';' or tab; else what the mapping says.")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="Kind of figure.")] = "killed",
    side: Annotated[str | None, typer.Option("--side", help="Whose losses.")] = None,
    who: Annotated[
        str | None, typer.Option("--who", help="Of whom: soldiers, civilians ...")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", help="The day when nothing was lost yet, as 2025-01-31."),
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day, as 2025-01-31.")] = None,
    draws: Annotated[int, typer.Option("--draws", help="Draws of each of four chains.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="The same seed, the same estimate.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Estimate a running total from the claims of biased sources. It is a model's, no verdict."""
    from reportedly import verbs
    from reportedly.errors import UsageError
    from reportedly.publishing import estimates

    of_table = {"--mapping": mapping, "--encoding": encoding, "--delimiter": delimiter}
    for option, given in of_table.items():
        if given and not table:
            raise UsageError(f"{option} is for a table; name it with --table")
    between = {"tab": "\t", "\\t": "\t"}.get(delimiter or "", delimiter)
    asked = {"kind": kind, "side": side, "who": who, "start": start, "end": end}
    if table:
        read = {"mapping": mapping, "encoding": encoding, "delimiter": between}
        found = verbs.estimate(table, draws=draws, seed=seed, **read, **asked)  # type: ignore[arg-type]
    else:
        with verbs.open(ledger, read_only=True) as opened:
            found = verbs.estimate(opened, draws=draws, seed=seed, **asked)  # type: ignore[arg-type]
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    else:
        show_on_terminal(estimates.estimates_view(found))
