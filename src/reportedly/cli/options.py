"""The options that several commands share, and the filter that is made of most of them."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

Targets = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH|URL...", help="Files, folders, URLs, archives (WARC, .jsonl, Parquet), or -."
    ),
]
LedgerPath = Annotated[
    str,
    typer.Option(
        "--ledger", "-l", envvar="REPORTEDLY_LEDGER", help="SQLite file, or postgresql:// address."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Kind = Annotated[str | None, typer.Option(help="Kind of figure: killed, injured, deployed ...")]
Who = Annotated[str | None, typer.Option(help="People or things affected: 'North Korean'.")]
Where = Annotated[str | None, typer.Option(help="Place: Kursk.")]
Source = Annotated[str | None, typer.Option(help="Who made the claim.")]
Publisher = Annotated[str | None, typer.Option(help="Who printed it.")]
Since = Annotated[str | None, typer.Option(help="First day, as 2025-01-31.")]
Until = Annotated[str | None, typer.Option(help="Last day, as 2025-01-31.")]
Words = Annotated[str | None, typer.Option("--text", help="Words that the sentence must hold.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many.")]
Jobs = Annotated[
    int | None,
    typer.Option(help="Processes that read; all cores where there are many inputs, else one."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
]
DEFAULT_LEDGER = "reportedly.db"

FILTERS: dict[str, Any] = {
    "kind": Kind,
    "who": Who,
    "where": Where,
    "source": Source,
    "publisher": Publisher,
    "since": Since,
    "until": Until,
}
"""What narrows a list of claims, as `verbs.Filters` names it, with its option."""


def filtered(*more: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose parameter ``wanted`` the user gives as the options of `FILTERS`.

    ``more`` are further filters, of `MORE`: "text".
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**given: Any) -> None:
            wanted = {name: given.pop(name) for name in (*FILTERS, *more)}
            command(wanted=wanted, **given)

        parameters: list[inspect.Parameter] = []
        for parameter in inspect.signature(command).parameters.values():
            if parameter.name != "wanted":
                parameters.append(parameter)
                continue
            parameters += [_option(name, of) for name, of in FILTERS.items()]
            parameters += [_option(name, MORE[name]) for name in more]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        del run.__wrapped__
        return run

    return decorate


MORE: dict[str, Any] = {"text": Words}


def _option(name: str, of: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=of)
