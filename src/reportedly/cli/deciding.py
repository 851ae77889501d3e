"""What the commands share by which a person decides something: when, why, and how they are called."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

LIST = "list"

At = Annotated[
    str | None, typer.Option("--at", help="When it was decided, as 2025-11-01T09:00Z.  [now]")
]
Note = Annotated[str | None, typer.Option("--note", help="Why, in a few words.")]


class ListFirst(TyperGroup):
    """Commands of which the first one needs not be named: `names Orlen` is `names list Orlen`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the name of the first command before what is no command."""
        if not args or args[0] not in {*self.commands, "-h", "--help"}:
            args = [LIST, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as click calls it
        """Give the names of the commands in the order of work."""
        return list(self.commands)


def moment(at: str | None) -> str:
    """When something was decided: the moment that was given, else the present one."""
    from reportedly.pages.loading import now

    return at or now()
