"""A ledger of the example pages, read once, and a way to call commands in this process."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly import cli
from reportedly.errors import ReportedlyError


@dataclass
class Called:
    status: int
    out: str
    err: str


def call(*arguments: str | Path, stdin: str | bytes | None = None) -> Called:
    """Call a command as the script does: our errors become a line and a status."""
    result = CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(
        cli.app, [str(argument) for argument in arguments], input=stdin
    )
    if isinstance(result.exception, ReportedlyError):
        return Called(cli.WRONG_USE, result.stdout, f"error: {result.exception}")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Called(result.exit_code, result.stdout, result.stderr)


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "examples.db"
    assert call("read", examples, "--ledger", path).status == cli.DONE
    return path
