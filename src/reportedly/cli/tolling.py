"""Commands on what reports tell of, and how many: happenings, stories, tolls."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.deciding import At
from reportedly.cli.options import (
    DEFAULT_LEDGER,
    AsJson,
    Kind,
    LedgerPath,
    Where,
    Who,
    filtered,
)
from reportedly.cli.running import app, nothing, print_json, show_on_terminal

if TYPE_CHECKING:
    from reportedly.records import Story
    from reportedly.verbs import Filters

By = Annotated[str, typer.Option("--by", help="Who decides: your name.")]
Note = Annotated[str | None, typer.Option("--note", help="Why; it is kept with the decision.")]
Chosen = Annotated[
    list[str],
    typer.Argument(metavar="HAPPENING...", help="Ids, their beginnings, or words of the title."),
]


@app.command(
    short_help="List what happened, where and when, by the reports.",
    epilog="Example: reportedly happenings --where Kursk --ledger war.db",
)
@filtered()
def happenings(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    wanted: "Filters",
    as_json: AsJson = False,
) -> None:
    """List what reports tell of: kinds of events at places in spans of days."""
    from reportedly import verbs
    from reportedly.publishing import tolling

    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.happenings(opened, **wanted)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    elif found:
        show_on_terminal(tolling.happenings_view(found))
    if not found:
        nothing("no happening in the ledger fits", as_json=as_json)


stories = typer.Typer(
    name="stories",
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@stories.callback(
    short_help="List stories, name them, join and part their happenings, take that back.",
    epilog=(
        "Example: reportedly stories --ledger war.db\n\n"
        "Yours: reportedly stories name 3f9a1c 'The flood in Oro' --by 'Ida Lunt' --ledger war.db"
    ),
)
@filtered()
def list_stories(
    context: typer.Context,
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    wanted: "Filters",
    as_json: AsJson = False,
) -> None:
    """List stories: happenings that belong together, by the program or by what people decided."""
    if context.invoked_subcommand is not None:
        return
    from reportedly import verbs
    from reportedly.publishing import tolling

    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.stories(opened, **wanted)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    elif found:
        show_on_terminal(tolling.stories_view(found))
    if not found:
        nothing("no story in the ledger fits", as_json=as_json)


@stories.command(
    short_help="Give a story a name of your own.",
    epilog="Example: reportedly stories name 3f9a1c 'The flood in Oro' --by 'Ida Lunt'",
)
def name(
    story: Annotated[
        str, typer.Argument(help="A story: its id, a beginning of it, words of its title.")
    ],
    new: Annotated[str, typer.Argument(metavar="NAME", help="The name that it gets.")],
    by: By,
    ledger: LedgerPath = DEFAULT_LEDGER,
    note: Note = None,
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """Give a story a name of your own; it stays when pages are read again."""
    from reportedly import verbs

    with verbs.open(ledger) as opened:
        _decided(verbs.name_story(opened, story, new, by=by, note=note, at=at), as_json=as_json)


@stories.command(
    epilog="Example: reportedly stories join 'The flood in Oro' 81bd0c 55e1f0 --by 'Ida Lunt'"
)
def join(
    story: Annotated[str, typer.Argument(metavar="NAME", help="Name of a story, or a new one.")],
    chosen: Chosen,
    by: By,
    ledger: LedgerPath = DEFAULT_LEDGER,
    note: Note = None,
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """Put happenings, or whole stories, into the story of a name."""
    from reportedly import verbs

    with verbs.open(ledger) as opened:
        _decided(verbs.join_story(opened, story, chosen, by=by, note=note, at=at), as_json=as_json)


@stories.command(
    short_help="Take happenings out of their story.",
    epilog="Example: reportedly stories part 81bd0c --by 'Ida Lunt'",
)
def part(
    chosen: Chosen,
    by: By,
    new: Annotated[str | None, typer.Option("--name", help="Name of the new story.")] = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    note: Note = None,
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """Take happenings out of their story: together they are a story of their own."""
    from reportedly import verbs

    with verbs.open(ledger) as opened:
        _decided(
            verbs.part_story(opened, chosen, by=by, name=new, note=note, at=at), as_json=as_json
        )


@stories.command(
    short_help="Take a decision back.",
    epilog="Example: reportedly stories undo 3f9a1c --by 'Ida Lunt' --ledger war.db",
)
def undo(
    decision: Annotated[
        str, typer.Argument(metavar="ID", help="A decision's id, or its beginning.")
    ],
    by: By,
    ledger: LedgerPath = DEFAULT_LEDGER,
    note: Note = None,
    at: At = None,
    as_json: AsJson = False,
) -> None:
    """Take a decision back: what held before it holds again. It stays in the list, marked as undone."""
    from reportedly import verbs

    with verbs.open(ledger) as opened:
        _decided(*verbs.undo_story(opened, decision, by=by, note=note, at=at), as_json=as_json)


@stories.command(
    short_help="List what people decided on stories.",
    epilog="Example: reportedly stories decisions --ledger war.db",
)
def decisions(ledger: LedgerPath = DEFAULT_LEDGER, as_json: AsJson = False) -> None:
    """List what people decided on stories, and what of it fits no happening any more."""
    from reportedly import verbs
    from reportedly.publishing import tolling

    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.story_decisions(opened)
    if as_json:
        print_json([one.model_dump(mode="json") | {"id": one.decision.id} for one in found])
    elif found:
        show_on_terminal(tolling.decisions_view(found))
    if not found:
        nothing("nobody has decided on stories of this ledger", as_json=as_json)


def _decided(*now: "Story", as_json: bool) -> None:
    from reportedly.publishing import tolling

    if as_json:
        shown = [story.model_dump(mode="json") for story in now]
        print_json(shown[0] if len(shown) == 1 else shown)
    elif now:
        show_on_terminal(tolling.stories_view(now))


app.add_typer(stories)


@app.command(
    short_help="Give the toll of a story as a range, both ends with their words.",
    epilog=(
        "Example: reportedly tolls 'Oro' --policy latest --ledger war.db\n\n"
        "A table: reportedly tolls --format csv --ledger war.db > tolls.csv"
    ),
)
def tolls(
    *,
    story: Annotated[
        str | None,
        typer.Argument(help="A story: its id, a beginning of it, words of its title; none: all."),
    ] = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    policy: Annotated[
        str, typer.Option(help="range, latest, majority, or trusted:FILE, a list of sources.")
    ] = "range",
    kind: Kind = None,
    who: Who = None,
    where: Where = None,
    assume: Annotated[
        bool,
        typer.Option("--assume", help="Give formations as people too, marked as assumed."),
    ] = False,
    form: Annotated[str, typer.Option("--format", help="text, json or csv.")] = "text",
    raw: Annotated[
        bool,
        typer.Option("--raw", help="CSV: leave cells that a spreadsheet would run as they are."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Give the toll of a story: of each quantity the least and the most that was said, with the words.

    Only figures that are asserted, confirmed or estimated count, each origin once, by its latest word.
    All others are listed as not counted, with why. Nothing here says which figure is right.
    """
    from reportedly import verbs
    from reportedly.errors import UsageError
    from reportedly.publishing import tolling

    form = "json" if as_json else form
    if form not in ("text", "json", "csv"):
        raise UsageError(f"--format {form!r} is not a format of tolls; they are text, json, csv")
    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.tolls(
            opened, story, policy=policy, assume=assume, kind=kind, who=who, where=where
        )
    if form == "json":
        print_json([one.model_dump(mode="json") for one in found])
    elif form == "csv" and found:
        tolling.write_csv(found, sys.stdout, raw=raw)
    elif found:
        show_on_terminal(tolling.tolls_view(found))
    if not found:
        nothing("no toll in the ledger fits", as_json=form != "text")
