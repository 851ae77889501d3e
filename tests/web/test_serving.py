"""The command: where it listens, what it prints, how it ends."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from reportedly import cli, verbs
from reportedly.errors import UsageError
from reportedly.web.serving import serve
from reportedly.web.settings import Settings
from tests.cli.conftest import call

WAIT = 120
"""Seconds that a test waits for the server: machines are busy at times."""


def started(*arguments: str | Path) -> tuple[subprocess.Popen[str], str]:
    """The command running on a free port, and the address that it printed."""
    command = [sys.executable, "-m", "reportedly", "serve", "--port", "0", *map(str, arguments)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    )
    assert process.stdout is not None
    return process, process.stdout.readline().removeprefix("The ledger is at ").strip()


def test_the_command_serves_until_it_is_interrupted(ledger_path: Path) -> None:
    process, address = started("--ledger", ledger_path, "--token")
    try:
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(follow_redirects=True, timeout=WAIT, trust_env=False) as browser:
            bare = address.partition("?")[0]
            assert browser.get(bare).status_code == 403
            page = browser.get(address)
            assert page.status_code == 200
            assert "token" not in str(page.url)
            assert browser.get(f"{bare}about.json").json()["counts"]["pages"] == 13
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT) == cli.DONE


def test_a_ledger_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    called = call("serve", "--ledger", tmp_path / "none.db")
    assert called.status == cli.WRONG_USE
    assert "none.db" in called.err


def test_a_port_that_is_taken_is_said(ledger_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = Settings(port=taken.getsockname()[1])
        with (
            verbs.open(ledger_path, read_only=True) as ledger,
            pytest.raises(UsageError, match="give another --port"),
        ):
            serve(ledger, settings)


def test_a_host_that_is_none_is_said(ledger_path: Path) -> None:
    with (
        verbs.open(ledger_path, read_only=True) as ledger,
        pytest.raises(UsageError, match="not an address"),
    ):
        serve(ledger, Settings("no.such.host.invalid", token="t"))
