"""`names`: who and where are the same, and a person's word on it."""

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.deciding import LIST, At, ListFirst, Note, moment
from reportedly.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath
from reportedly.cli.running import app, nothing, print_json, show_on_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.ledger import Ledger
    from reportedly.records import NameDecision
    from reportedly.verbs.naming import Deciding

Names = Annotated[str, typer.Argument(metavar="NAME", help="A name, as a page writes it.")]
By = Annotated[str, typer.Option("--by", help="Your name: a decision is somebody's.")]
Sort = Annotated[str | None, typer.Option("--sort", help="actor, place or group.")]
Page = Annotated[
    str | None,
    typer.Option("--page", help="Page that says so, of a name such as 'the police'."),
]
Again = Annotated[
    bool, typer.Option("--again", help="Also against an earlier decision of somebody else.")
]


names_app = typer.Typer(cls=ListFirst, no_args_is_help=False, rich_markup_mode=None)
app.add_typer(
    names_app,
    name="names",
    help=(
        "List who and where are the same, with the evidence; say that two names are one, or two."
        "\n\nWithout a command it lists: `names TEXT --sort actor` is `names list TEXT --sort actor`."
    ),
    short_help="List who and where are the same; merge and split names.",
    epilog="Example: reportedly names merge 'Ada Orlen' 'Ada Orlenn' --by 'Ines Tarv' --ledger war.db",
)


@names_app.command(
    LIST,
    short_help="List identities, or decisions.",
    epilog="Example: reportedly names --sort actor Orlen --ledger war.db",
)
def list_names(
    *,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Words that one of the names must hold.")
    ] = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    sort: Sort = None,
    decisions: Annotated[
        bool, typer.Option("--decisions", help="What people decided, and whether it holds.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List actors, places and groups with their spellings and the evidence, or what people decided."""
    from reportedly import verbs
    from reportedly.publishing import names as views

    with verbs.open(ledger, read_only=True) as opened:
        decided = verbs.name_decisions(opened, text, sort=sort) if decisions else []
        found = [] if decisions else verbs.names(opened, text, sort=sort)
    if as_json:
        print_json([one.model_dump(mode="json") for one in decided or found])
    elif decided:
        show_on_terminal(views.decisions_view(decided))
    elif found:
        show_on_terminal(views.identities_view(found))
    if not (decided or found):
        message = "no decision on names fits" if decisions else "no name in the ledger fits"
        nothing(message, as_json=as_json)


@names_app.command(
    short_help="Say that two names are one.",
    epilog="Example: reportedly names merge 'Ada Orlen' 'Ada Orlenn' --by 'Ines Tarv' --ledger war.db",
)
def merge(
    first: Names,
    second: Names,
    *,
    by: By,
    at: At = None,
    note: Note = None,
    sort: Sort = None,
    page: Page = None,
    again: Again = False,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Say that two names are one. A description ("the police") is read as the other name."""
    from reportedly import verbs

    asked: Deciding = {"by": by, "at": moment(at), "note": note}
    asked |= {"sort": sort, "page": page, "again": again}
    _decide(
        ledger, lambda opened: verbs.merge_names(opened, first, second, **asked), as_json=as_json
    )


@names_app.command(
    short_help="Say that two names are never one.",
    epilog="Example: reportedly names split 'Ada Orlen' 'Ida Orlen' --by 'Ines Tarv' --ledger war.db",
)
def split(
    first: Names,
    second: Names,
    *,
    by: By,
    at: At = None,
    note: Note = None,
    sort: Sort = None,
    page: Page = None,
    again: Again = False,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Say that two names are never one, whatever the program takes them for."""
    from reportedly import verbs

    asked: Deciding = {"by": by, "at": moment(at), "note": note}
    asked |= {"sort": sort, "page": page, "again": again}
    _decide(
        ledger, lambda opened: verbs.split_names(opened, first, second, **asked), as_json=as_json
    )


@names_app.command(
    short_help="Take a decision back.",
    epilog="Example: reportedly names undo 3f9a1c --by 'Ines Tarv' --ledger war.db",
)
def undo(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="A decision's id, or its beginning.")
    ],
    *,
    by: By,
    at: At = None,
    note: Note = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Take a decision back: what held before it holds again. It stays in the list, marked as undone."""
    from reportedly import verbs

    day = moment(at)
    _decide(
        ledger,
        lambda opened: verbs.undo_names(opened, identity, by=by, at=day, note=note),
        as_json=as_json,
    )


def _decide(ledger: str, decided: "Callable[[Ledger], NameDecision]", *, as_json: bool) -> None:
    """Keep a decision in a ledger, and print it with what its two names are from now on."""
    from reportedly import verbs
    from reportedly.publishing import names as views

    with verbs.open(ledger) as opened:
        decision = decided(opened)
        after = [] if as_json else verbs.names(opened, sort=decision.sort)
    if as_json:
        print_json(decision.model_dump(mode="json"))
    else:
        show_on_terminal(views.decision_view(decision, after))
