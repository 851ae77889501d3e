"""Runs the examples of one documentation page, one after the other, in a folder of their own.

`reportedly` commands run in this process, through the very entry point of the script, so that the
language model is loaded once; other commands of a pipe run in a shell.
"""

import contextlib
import io
import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
import traceback
import types
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from tests.docs.blocks import ROOT, Block, Step

ENVIRONMENT = {"COLUMNS": "80", "LINES": "40", "NO_COLOR": "1", "TERM": "dumb", "TZ": "UTC"}
ASSIGNMENT = re.compile(r"[A-Z_]+=\S*")


class Session:
    """A folder with the example pages in it, in which a page's examples are run in order."""

    def __init__(self, folder: Path) -> None:
        """Make the session; the folder must be empty."""
        self.folder = folder
        self.status = 0
        self.names: dict[str, object] = {"__name__": "__main__"}
        shutil.copytree(ROOT / "examples", folder / "examples")

    def run(self, block: Block, step: Step) -> list[str]:
        """Run one step and return the lines that it printed, errors among them."""
        with _inside(self.folder):
            if block.language == "console":
                printed = self._command(step.source)
            else:
                printed = self._statement(step.source, "single" if block.prompted else "exec")
        return printed.splitlines()

    def _command(self, source: str) -> str:
        if source.startswith("make "):
            return "".join(self._command(line) for line in recipe(source.removeprefix("make ")))
        if source.strip() == "echo $?":
            return f"{self.status}\n"
        line, _, target = source.replace("\\\n", " ").partition(" > ")
        given = b""
        errors = ""
        for segment in line.split(" | "):
            given, error = self._segment(segment.strip(), given)
            errors += error
        if target:
            (self.folder / target.strip()).write_bytes(given)
            given = b""
        return given.decode() + errors

    def _segment(self, segment: str, given: bytes) -> tuple[bytes, str]:
        words = shlex.split(segment)
        variables: dict[str, str] = {}
        while words and ASSIGNMENT.fullmatch(words[0]):
            name, _, value = words.pop(0).partition("=")
            variables[name] = value
        if words[0] != "reportedly":
            ran = subprocess.run(
                ["bash", "-c", segment], input=given, capture_output=True, check=False
            )
            self.status = ran.returncode
            return ran.stdout, ran.stderr.decode()
        arguments = [name for word in words[1:] for name in _expanded(word)]
        run = separately if variables else reportedly
        with mock.patch.dict(os.environ, variables):
            self.status, printed, error = run(arguments, given)
        return printed, error

    def _statement(self, source: str, mode: str) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                code = compile(source + "\n", "<documentation>", mode)
                exec(code, self.names)  # noqa: S102 - running the documentation is the purpose
            except Exception as error:
                lines = traceback.format_exception_only(error)
                printed.write("Traceback (most recent call last):\n  ...\n" + lines[-1])
        return printed.getvalue()


def reportedly(arguments: list[str], given: bytes = b"") -> tuple[int, bytes, str]:
    """Run the command line in this process: its status, what it wrote, and its errors."""
    from reportedly import cli

    out, error = io.StringIO(), io.StringIO()
    status: object = 0
    with (
        mock.patch.object(sys, "argv", ["reportedly", *arguments]),
        _another_main_module(),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(error),
    ):
        try:
            cli.main()
        except SystemExit as left:
            status = left.code
    return (status if isinstance(status, int) else 0), out.getvalue().encode(), error.getvalue()


@contextlib.contextmanager
def _another_main_module() -> Iterator[None]:
    """Hide the main module: usage messages take the program's name from it, before `sys.argv`."""
    kept = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = kept


def recipe(target: str) -> list[str]:
    """The commands by which the Makefile makes a target, its environment being there."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{target}:"))
    after = itertools.takewhile(lambda line: line.startswith("\t"), lines[start + 1 :])
    # What is printed by the recipe itself still names the folder of the commands.
    commands = [
        line.strip().lstrip("@").replace("$(BIN)/reportedly", "reportedly") for line in after
    ]
    return [re.sub(r"(echo .*?)reportedly", r"\1.venv/bin/reportedly", line) for line in commands]


def separately(arguments: list[str], given: bytes = b"") -> tuple[int, bytes, str]:
    """Run the command line in a process of its own: what is read from the environment is read once."""
    start = "import sys; sys.argv[0] = 'reportedly'; from reportedly.cli import main; main()"
    command = [sys.executable, "-c", start, *arguments]
    ran = subprocess.run(command, input=given, capture_output=True, check=False)
    return ran.returncode, ran.stdout, ran.stderr.decode()


def _expanded(word: str) -> list[str]:
    if not re.search(r"[*?]", word):
        return [word]
    return sorted(str(path) for path in Path().glob(word)) or [word]


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    with contextlib.chdir(folder), mock.patch.dict(os.environ, ENVIRONMENT):
        yield
