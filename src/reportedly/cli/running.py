"""How every command runs: its exit status, what ends it early, and how it prints."""

import errno
import json
import os
import signal
import sys
from importlib import import_module
from io import TextIOWrapper
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from rich.console import RenderableType

DONE, NOTHING_FOUND, WRONG_USE, SOME_FAILED = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 128 + signal.SIGINT, 141  # as shells count what a signal ended

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


ORDER = (
    *("read", "watch", "import", "claims", "series", "conflicts", "sources", "names"),
    *("happenings", "stories", "tolls", "estimate", "show", "review", "reviews", "serve"),
    *("annotate", "export", "scale", "forget", "mappings", "schema"),
)
"""The commands as help lists them: in the order of work."""


class Commands(TyperGroup):
    """The commands, each with an end that a person can read where the system gets in its way."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as click calls it
        """Give the names of the commands in their order."""
        return sorted(self.commands, key=ORDER.index)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for; what it printed is out when this returns."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here, where a full disk or a reader that left can be told of
        except BrokenPipeError:
            discard_output()
            raise SystemExit(READER_GONE) from None
        except KeyboardInterrupt:
            fail("stopped at once; what was done before is kept", INTERRUPTED)
        except OSError as error:
            discard_output()
            if error.errno in _NO_ROOM:
                fail(
                    f"the output cannot be written: {error.strerror}; make room, then run it again"
                )
            fail(f"the system refuses: {error}; check permissions and disks, then run it again")


def discard_output() -> None:
    """Send what is left of standard output nowhere, so that leaving does not fail on it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


app = typer.Typer(
    cls=Commands,
    name="reportedly",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Reads news pages and keeps a sourced ledger of reported figures: who claimed how many of "
        "what, where and when, on whose word, in which exact words.\n\n"
        "Exit status: 0 done, 1 nothing found, 2 wrong use, 3 some inputs failed and the rest is done, "
        "130 stopped by Ctrl-C."
    ),
    epilog="Example: reportedly read pages/ --ledger war.db && reportedly series --ledger war.db",
)


def main() -> NoReturn:
    """Run the command line; the entry point of the `reportedly` script."""
    # Sentences are small: several threads wait for one another longer than they reckon, and add up in
    # any order. The library of numpy reads this when it is loaded, which nothing has done yet.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from reportedly.errors import ReportedlyError

    leave_out_commands_of_spacy()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # no name or title ends a command on a poor terminal
            stream.reconfigure(errors="backslashreplace")
    try:
        app(standalone_mode=True)
    except ReportedlyError as error:
        fail(str(error))
    sys.exit(DONE)


def leave_out_commands_of_spacy() -> None:
    """Let spaCy be imported without its own command line, a third of the time that importing it takes.

    All that spaCy's package takes from there is its function `info`, which imports it here when it is
    called. Where spaCy does not ask for that module, nothing changes.
    """
    name = "spacy.cli.info"
    stand_in = ModuleType(name)

    def info(*arguments: Any, **options: Any) -> Any:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return import_module(name).info(*arguments, **options)

    vars(stand_in)["info"] = info
    sys.modules.setdefault(name, stand_in)


def fail(message: str, status: int = WRONG_USE) -> NoReturn:
    """Print one line of error and leave."""
    typer.echo(f"error: {message}", err=True)
    raise SystemExit(status)


def print_json(value: Any) -> None:
    """Print a value as JSON, as the commands' `--json` does."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def show_on_terminal(shown: "RenderableType") -> None:
    """Print a table or text: colour on a terminal only, 80 columns where the width is unknown."""
    from rich.console import Console

    Console(highlight=False, markup=False, emoji=False).print(shown)


def nothing(message: str, *, as_json: bool) -> NoReturn:
    """Say that nothing was found, on standard error where standard output is data, and leave with 1."""
    typer.echo(message, err=as_json)
    raise SystemExit(NOTHING_FOUND)


@app.callback(invoke_without_command=True)
def version_option(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.")
    ] = False,
) -> None:
    """Answer `--version`."""
    if version:
        from importlib.metadata import version as installed_version

        typer.echo(f"reportedly {installed_version('reportedly')}")
        raise SystemExit(DONE)
