"""The command that writes claims as files: export."""

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import DEFAULT_LEDGER, LedgerPath, filtered
from reportedly.cli.running import app, nothing

if TYPE_CHECKING:
    from reportedly.ledger import Ledger
    from reportedly.verbs import Filters


@app.command(
    short_help="Write claims as a file, with every field.",
    epilog=(
        "Example: reportedly export --format csv --output claims.csv --ledger war.db\n\n"
        "A hand-kept table again: reportedly export --mapping low-high-best --output losses.csv"
    ),
)
@filtered()
def export(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="csv (the default), jsonl, parquet or jsonld; gold: reviewed pages."
        ),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", help="File to write, or -.")] = "-",
    wanted: "Filters",
    package: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Write a Data Package: table and datapackage.json."),
    ] = None,
    licence: Annotated[str | None, typer.Option(help="Licence of the package: CC-BY-4.0.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the package.")] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", "-m", help="Write a hand-kept table: a file, or a name."),
    ] = None,
    table: Annotated[
        str | None, typer.Option(help="With --mapping: this imported table alone.")
    ] = None,
    add_claims: Annotated[
        bool,
        typer.Option("--add-claims", help="With --mapping: add other claims as new rows."),
    ] = False,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="CSV: leave cells that a spreadsheet would run as they are."),
    ] = False,
    reviews: Annotated[
        str | None,
        typer.Option("--reviews", metavar="FILE", help="Write what people decided, to import it."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Write claims as a file, with every field and the sentence; or as a hand-kept table."""
    from reportedly import verbs

    if reviews is not None or form == "gold":
        if any(value is not None for value in (*wanted.values(), mapping, package)) or as_json:
            _refuse("--reviews and --format gold write all that people decided; leave the rest out")
        _decisions(ledger, reviews, output)
        return
    _check_together(mapping, form, package, as_json=as_json)
    if package is None and (licence or title):
        _refuse("--licence and --title describe a package; add --package DIR")
    if mapping is None and (table or add_claims):
        _refuse("--table and --add-claims are for hand-kept tables; add --mapping NAME")
    form = "jsonl" if as_json else form or "csv"
    with verbs.open(ledger, read_only=True) as opened:
        if mapping is not None:
            _as_table(opened, mapping, output, wanted, table, add_claims=add_claims, raw=raw)
            return
        found = verbs.each_claim(opened, **wanted)
        if package is not None:
            chosen = {name: str(value) for name, value in wanted.items() if value is not None}
            about = verbs.About(title or "Reported figures", licence, chosen)
            written = verbs.export_package(found, form, package, about=about, raw=raw)
            typer.echo(f"{written} claims written to {package}, with datapackage.json")
        else:
            written = verbs.export(found, form, output, raw=raw)
            if output != "-":
                typer.echo(f"{written} claims written to {output}")
    if not written:
        nothing("no claim in the ledger fits", as_json=True)


def _decisions(ledger: str, reviews: str | None, output: str) -> None:
    """Write what people decided: all of it, or reviewed pages as gold data."""
    from reportedly import verbs

    with verbs.open(ledger, read_only=True) as opened:
        if reviews is not None:
            written = verbs.export_reviews(opened, reviews)
            if reviews != "-":
                typer.echo(f"{written} decisions written to {reviews}")
                typer.echo(f"Next, in the other ledger: reportedly import {reviews} --ledger OTHER")
            if not written:
                nothing("nobody decided anything in the ledger yet", as_json=True)
            return
        gold = verbs.export_gold(opened, output)
    if gold.left_out:
        typer.echo(
            f"left out: {gold.left_out} pages of which not every claim is reviewed, or on which "
            "reviewers disagree",
            err=True,
        )
    if output != "-":
        typer.echo(f"{gold.claims} claims of {gold.pages} pages written to {output}")
    if not gold.pages:
        nothing("no page of the ledger is reviewed as a whole", as_json=True)


def _check_together(
    mapping: str | None, form: str | None, package: str | None, *, as_json: bool
) -> None:
    if mapping is not None and (as_json or form not in (None, "csv")):
        _refuse("--mapping writes CSV; leave --format and --json out")
    if mapping is not None and package is not None:
        _refuse("--package describes claims, not hand-kept tables; leave one of them out")


def _refuse(message: str) -> None:
    from reportedly.errors import UsageError

    raise UsageError(message)


def _as_table(
    opened: "Ledger",
    mapping: str,
    output: str,
    wanted: "Filters",
    table: str | None,
    *,
    add_claims: bool,
    raw: bool,
) -> None:
    from reportedly import verbs
    from reportedly.publishing.tables import safe

    done = verbs.export_table(
        opened, mapping, output, table=table, add_claims=add_claims, raw=raw, **wanted
    )
    if output != "-":
        typer.echo(f"{done.kept} rows as they came and {done.new} new ones written to {output}")
    for identity, why in done.unfit:
        typer.echo(safe(f"left out: claim {identity[:6]}: {why}").plain, err=True)
    if done.left_out > len(done.unfit):
        typer.echo(f"left out: {done.left_out - len(done.unfit):,} more", err=True)
    if not done.kept + done.new:
        nothing("no row or claim in the ledger fits", as_json=True)
