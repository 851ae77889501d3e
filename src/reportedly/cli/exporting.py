"""The command that writes claims as files: export."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.options import DEFAULT_LEDGER, LedgerPath, filtered
from reportedly.cli.running import app, nothing
from reportedly.cli.sites import export_site, refuse_others

if TYPE_CHECKING:
    from reportedly.ledger import Ledger
    from reportedly.verbs import Filters


@app.command(
    short_help="Write claims as a file, with every field.",
    epilog=(
        "Example: reportedly export --format csv --output claims.csv --ledger war.db\n\n"
        "A hand-kept table again: reportedly export --mapping low-high-best --output losses.csv\n\n"
        "A chart: reportedly export --format svg --kind killed --series 5e81e5 --output killed.svg\n\n"
        "A site: reportedly export --format site --output site --ledger war.db"
    ),
)
@filtered()
def export(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="csv (the default), jsonl, parquet or jsonld; svg or png: a chart; site: a folder of pages; gold: reviewed pages.",
        ),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File to write, or -; of a site a folder.")
    ] = "-",
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
    redact: Annotated[
        str | None, typer.Option(metavar="names", help="Cover the names of private persons.")
    ] = None,
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Write the whole text of each page too.")
    ] = False,
    series: Annotated[
        str | None, typer.Option(metavar="ID", help="With svg or png: the series, by its id.")
    ] = None,
    theme: Annotated[
        str | None, typer.Option(help="With svg or png: light or dark; both where left out.")
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="With site: write into a folder that has other files."),
    ] = False,
    reviews: Annotated[
        str | None,
        typer.Option("--reviews", metavar="FILE", help="Write what people decided, to import it."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Write claims as a file, with every field and the sentence; as a chart, a site or a hand-kept table."""
    from reportedly import verbs

    _check_redact(redact)
    if form == "site":
        others = {
            "mapping": mapping,
            "table": table,
            "package": package,
            "raw": raw,
            "json": as_json,
        }
        others |= {"series": series, "theme": theme, "reviews": reviews, "licence": licence}
        refuse_others(wanted, others)
        export_site(
            ledger, output, full_text=full_text, redact=redact is not None, overwrite=overwrite
        )
        return

    _check_of_site(overwrite=overwrite)
    if reviews is not None or form == "gold":
        narrowing = (*wanted.values(), mapping, package, as_json or None)
        narrowed = any(given is not None for given in narrowing)
        _decisions(ledger, reviews, output, narrowed=narrowed)
        return
    _check_together(mapping, form, package, as_json=as_json)
    _check_mapping(mapping, table=table, add_claims=add_claims, carried=bool(redact or full_text))
    if package is None and (licence or title):
        _refuse("--licence and --title describe a package; add --package DIR")
    form = "jsonl" if as_json else form or "csv"
    if form in ("svg", "png"):
        if package is not None or full_text or raw:
            _refuse("--package, --full-text and --raw are for claims, not for charts")
        _as_chart(ledger, form, output, wanted, series, theme, covered=redact is not None)
        return
    if series or theme:
        _refuse("--series and --theme are for charts; add --format svg or --format png")
    with verbs.open(ledger, read_only=True) as opened:
        if mapping is not None:
            _as_table(opened, mapping, output, wanted, table, add_claims=add_claims, raw=raw)
            return
        how: dict[str, Any] = {"raw": raw, "redact": redact is not None}
        how["full_text"] = opened if full_text else None
        about = (title, licence) if package is not None else None
        _as_claims(opened, form, package or output, wanted, about, how)


def _as_claims(
    opened: "Ledger",
    form: str,
    output: str,
    wanted: "Filters",
    about: tuple[str | None, str | None] | None,
    how: dict[str, Any],
) -> None:
    """Write claims to a file; as a package where its title and licence are given."""
    from reportedly import verbs

    found = verbs.each_claim(opened, **wanted)
    if about is not None:
        chosen = {name: str(value) for name, value in wanted.items() if value is not None}
        of = verbs.About(about[0] or "Reported figures", about[1], chosen)
        written = verbs.export_package(found, form, output, about=of, **how)
        typer.echo(f"{written} claims written to {output}, with datapackage.json")
    else:
        written = verbs.export(found, form, output, **how)
        if output != "-":
            typer.echo(f"{written} claims written to {output}")
    if not written:
        nothing("no claim in the ledger fits", as_json=True)


def _check_of_site(*, overwrite: bool) -> None:
    if overwrite:
        _refuse("--overwrite is for sites; add --format site")


def _check_redact(redact: str | None) -> None:
    if redact not in (None, "names"):
        _refuse(f"--redact {redact!r}: what can be covered is names")


def _check_mapping(
    mapping: str | None, *, table: str | None, add_claims: bool, carried: bool
) -> None:
    if mapping is not None and carried:
        _refuse(
            "--redact and --full-text are not for hand-kept tables, whose rows stay as they came"
        )
    if mapping is None and (table or add_claims):
        _refuse("--table and --add-claims are for hand-kept tables; add --mapping NAME")


def _decisions(ledger: str, reviews: str | None, output: str, *, narrowed: bool) -> None:
    """Write what people decided: all of it, or reviewed pages as gold data."""
    from reportedly import verbs

    if narrowed:
        _refuse("--reviews and --format gold write all that people decided; leave the rest out")
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


def _as_chart(
    ledger: str,
    form: str,
    output: str,
    wanted: "Filters",
    series: str | None,
    theme: str | None,
    *,
    covered: bool,
) -> None:
    from typing import cast

    from reportedly import verbs
    from reportedly.publishing.charts import Theme
    from reportedly.publishing.showing import one_line

    if theme not in (None, "light", "dark"):
        _refuse(f"--theme {theme!r} is none; they are light, dark")
    if form == "png" and output == "-" and sys.stdout.isatty():
        _refuse("a PNG is no text for a terminal; name a file with --output")
    with verbs.open(ledger, read_only=True) as opened:
        drawn = verbs.export_chart(
            opened,
            form,
            output,
            chosen=series,
            theme=cast("Theme | None", theme),
            redact=covered,
            **wanted,
        )
    if drawn is None:
        nothing("no series in the ledger fits", as_json=True)
    if output != "-":
        typer.echo(f"chart of {one_line(drawn.title)} written to {output}")


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
