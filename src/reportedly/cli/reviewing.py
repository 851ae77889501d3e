"""`review` and `reviews`: a person's word on claims and series, and what became of it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.deciding import At, ListFirst, Note, moment
from reportedly.cli.options import DEFAULT_LEDGER, AsJson, LedgerPath, Limit, filtered
from reportedly.cli.running import app, nothing, print_json, show_on_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportedly.ledger import Ledger
    from reportedly.records import JudgedReview
    from reportedly.verbs import Filters

ClaimId = Annotated[str, typer.Argument(metavar="ID", help="A claim's id, or its beginning.")]
By = Annotated[str, typer.Option("--by", help="Your name: a review is somebody's.")]
Settle = Annotated[
    bool, typer.Option("--settle", help="Answer for good what reviewers disagree on.")
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="FIELD=VALUE", help="A field of the claim; JSON, or plain words."
    ),
]

review_app = typer.Typer(cls=ListFirst, no_args_is_help=False, rich_markup_mode=None)
app.add_typer(
    review_app,
    name="review",
    help=(
        "List the claims that wait for a person, the most doubtful first; accept, correct, reject and "
        "add claims; join and part series.\n\nWithout a command it lists: `review --kind killed` is "
        "`review list --kind killed`."
    ),
    short_help="List doubtful claims; accept, correct, reject, add.",
    epilog="Example: reportedly review accept 3f9a1c --by 'Ines Tarv' --ledger war.db",
)


@review_app.command(
    "list",
    short_help="List the claims that wait for a person.",
    epilog="Example: reportedly review --kind killed --limit 5 --ledger war.db",
)
@filtered("text")
def list_doubtful(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    wanted: "Filters",
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """List the claims that wait for a person: those in dispute or conflict first, then the least sure."""
    from reportedly import verbs
    from reportedly.publishing import reviews as views

    with verbs.open(ledger, read_only=True) as opened:
        found = verbs.review(opened, limit=limit, **wanted)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    elif found:
        show_on_terminal(views.queue_view(found))
    if not found:
        nothing("no claim waits for a review", as_json=as_json)


@review_app.command(
    short_help="Say that a claim is right as it is shown.",
    epilog="Example: reportedly review accept 3f9a1c --by 'Ines Tarv' --ledger war.db",
)
def accept(
    claim: ClaimId,
    *,
    by: By,
    at: At = None,
    note: Note = None,
    settle: Settle = False,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Say that a claim is right as it is shown. It stays so, whatever is read later."""
    from reportedly import verbs

    said = _said(by, at, note, settle=settle)
    _decide(ledger, lambda opened: verbs.accept_claim(opened, claim, **said), as_json=as_json)


@review_app.command(
    short_help="Say that a claim is none.",
    epilog="Example: reportedly review reject 3f9a1c --by 'Ines Tarv' --note 'an age' --ledger war.db",
)
def reject(
    claim: ClaimId,
    *,
    by: By,
    at: At = None,
    note: Note = None,
    settle: Settle = False,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Say that a claim is none. It leaves series, tolls and conflicts, and is listed apart."""
    from reportedly import verbs

    said = _said(by, at, note, settle=settle)
    _decide(ledger, lambda opened: verbs.reject_claim(opened, claim, **said), as_json=as_json)


@review_app.command(
    short_help="Put fields of a claim right.",
    epilog="Example: reportedly review correct 3f9a1c --set where=Kursk --by 'Ines Tarv' --ledger war.db",
)
def correct(
    claim: ClaimId,
    *,
    fields: Fields = None,
    by: By,
    at: At = None,
    note: Note = None,
    settle: Settle = False,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Put fields of a claim right. An empty value takes a field away: --set where="""
    from reportedly import verbs

    said, given = _said(by, at, note, settle=settle), _fields(fields)
    _decide(
        ledger, lambda opened: verbs.correct_claim(opened, claim, given, **said), as_json=as_json
    )


@review_app.command(
    short_help="Add a claim that reading missed.",
    epilog=(
        "Example: reportedly review add pages/flood.html 'at least 12' --set kind=missing --by 'Ines Tarv'\n\n"
        "Without a page: reportedly review add --said 'The mayor told us of 12 dead.' 12 --set kind=killed "
        "--set source='the mayor' --by 'Ines Tarv'"
    ),
)
def add(
    place: Annotated[
        list[str],
        typer.Argument(metavar="[PAGE] WORDS", help="The page, and the figure's words in it."),
    ],
    *,
    fields: Fields = None,
    start: Annotated[
        int | None, typer.Option(help="Where the words begin, if the page has them several times.")
    ] = None,
    said: Annotated[
        str | None, typer.Option("--said", help="Without a page: what was said, in a sentence.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="With --said: the day, as 2025-01-31.")
    ] = None,
    by: By,
    at: At = None,
    note: Note = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Add a claim that reading missed, by its words in a page; or by hand, with its source."""
    from reportedly import verbs
    from reportedly.errors import UsageError

    if len(place) != (1 if said is not None else 2):
        raise UsageError("name a page and the figure's words in it; or --said, and the words")
    deciding, given = _said(by, at, note), _fields(fields)
    if said is None and published is not None:
        raise UsageError("--published is the day of a claim without a page; add --said")

    def added(opened: "Ledger") -> "JudgedReview":
        if said is not None:
            return verbs.add_claim_by_hand(
                opened, said, place[0], given, published=published, **deciding
            )
        return verbs.add_claim(opened, place[0], place[1], given, start=start, **deciding)

    _decide(ledger, added, as_json=as_json)


@review_app.command(
    short_help="Keep a remark on a claim.",
    epilog="Example: reportedly review note 3f9a1c 'ask the ministry' --by 'Ines Tarv' --ledger war.db",
)
def note(
    claim: ClaimId,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The remark.")],
    *,
    by: By,
    at: At = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Keep a remark on a claim. It changes nothing else."""
    from reportedly import verbs

    day = moment(at)
    _decide(
        ledger,
        lambda opened: verbs.note_claim(opened, claim, words, by=by, at=day),
        as_json=as_json,
    )


@review_app.command(
    short_help="Say that two series are one.",
    epilog="Example: reportedly review join 77aa11bb22 0c9d8e7f6a --by 'Ines Tarv' --ledger war.db",
)
def join(
    first: Annotated[str, typer.Argument(metavar="SERIES", help="Its id, or words of its title.")],
    second: Annotated[str, typer.Argument(metavar="SERIES", help="The other one's.")],
    *,
    by: By,
    at: At = None,
    note: Note = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Say that two series are one: the second becomes a part of the first."""
    from reportedly import verbs

    said = _said(by, at, note)
    _decide(
        ledger, lambda opened: verbs.join_series(opened, first, second, **said), as_json=as_json
    )


@review_app.command(
    short_help="Say that claims are a series of their own.",
    epilog="Example: reportedly review part 3f9a1c 77aa11 --by 'Ines Tarv' --ledger war.db",
)
def part(
    claims: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of claims.")],
    *,
    by: By,
    at: At = None,
    note: Note = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Say that the statements of some claims are a series of their own."""
    from reportedly import verbs

    said = _said(by, at, note)
    _decide(ledger, lambda opened: verbs.part_series(opened, claims, **said), as_json=as_json)


@review_app.command(
    short_help="Take a review back.",
    epilog="Example: reportedly review undo 976ab707 --by 'Ines Tarv' --ledger war.db",
)
def undo(
    identity: Annotated[str, typer.Argument(metavar="ID", help="A review's id, or its beginning.")],
    *,
    by: By,
    at: At = None,
    note: Note = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_json: AsJson = False,
) -> None:
    """Take a review back: what held before it holds again. Both stay in the history."""
    from reportedly import verbs

    day = moment(at)
    _decide(
        ledger,
        lambda opened: verbs.undo_review(opened, identity, by=by, at=day, note=note),
        as_json=as_json,
    )


@app.command(
    short_help="List what people decided, and whether it holds.",
    epilog="Example: reportedly reviews --disagreements --ledger war.db",
)
def reviews(
    claim: Annotated[
        str | None, typer.Argument(metavar="ID", help="Of this claim alone: its id's beginning.")
    ] = None,
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    by: Annotated[str | None, typer.Option("--by", help="Of this reviewer alone.")] = None,
    orphans: Annotated[
        bool, typer.Option("--orphans", help="Those whose words stand on no page any more.")
    ] = False,
    disputed: Annotated[
        bool, typer.Option("--disagreements", help="Claims that reviewers judge differently.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List what people decided of claims and series, in order, and whether it holds."""
    from reportedly import verbs
    from reportedly.errors import UsageError
    from reportedly.publishing import reviews as views

    if (orphans or disputed) and (claim or by or (orphans and disputed)):
        raise UsageError("--orphans and --disagreements list all there are; leave the rest out")
    with verbs.open(ledger, read_only=True) as opened:
        differing = verbs.disagreements(opened) if disputed else []
        lost = verbs.orphaned_reviews(opened) if orphans else []
        known = [] if disputed or orphans else verbs.reviews(opened, claim, by=by)
    if as_json:
        print_json([one.model_dump(mode="json") for one in differing or lost or known])
    elif differing:
        show_on_terminal(views.disagreements_view(differing))
    elif lost or known:
        show_on_terminal(views.history_view(lost or known))
    if not (differing or lost or known):
        what = "reviewers disagree on no claim" if disputed else "no review fits"
        nothing("every review has its words" if orphans else what, as_json=as_json)


def _said(by: str, at: str | None, note: str | None, *, settle: bool = False) -> Any:
    return {"by": by, "at": moment(at), "note": note, "settle": settle}


def _fields(given: list[str] | None) -> dict[str, object]:
    """Fields as they are written on a command line: JSON where it is some, else words."""
    import json

    from reportedly.errors import UsageError

    found: dict[str, object] = {}
    for one in given or ():
        name, equals, value = one.partition("=")
        if not equals:
            raise UsageError(f"--set {one!r} is no field: write it as where=Kursk")
        try:
            found[name.strip()] = json.loads(value) if value else None
        except ValueError:
            found[name.strip()] = value
    return found


def _decide(ledger: str, decided: "Callable[[Ledger], JudgedReview]", *, as_json: bool) -> None:
    """Keep a review in a ledger, and print it with the claims as they are from now on."""
    from reportedly import verbs
    from reportedly.publishing import reviews as views

    with verbs.open(ledger) as opened:
        review = decided(opened)
        after = [] if as_json else [opened.claim(claim) for claim in _standing(opened, review)]
    if as_json:
        print_json(review.model_dump(mode="json"))
    else:
        show_on_terminal(views.review_view(review, after))


def _standing(opened: "Ledger", review: "JudgedReview") -> list[str]:
    places = opened.places_of(review.attached)
    return [claim for claim in review.attached if claim in places][:5]
