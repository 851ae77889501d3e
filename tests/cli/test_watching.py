"""The command `watch`: what it prints, and how it ends."""

import json
from pathlib import Path

from reportedly import cli
from tests.cli.conftest import call
from tests.pages.feeds import rss
from tests.pages.servers import LocalServer, answer


def test_help_has_an_example() -> None:
    assert "Example: reportedly watch https://" in call("watch", "--help").out


def test_without_feeds_it_says_what_to_do(tmp_path: Path) -> None:
    for more in ((), ("--once",), ("--list",)):
        called = call("watch", *more, "--ledger", tmp_path / "new.db")
        assert called.status == cli.NOTHING_FOUND
        assert "give the address of one" in called.out


def test_one_turn_a_list_and_a_drop(tmp_path: Path) -> None:
    ledger = tmp_path / "new.db"
    bad = rss(("file:///etc/passwd\x1b[2J", ""), ("/gone", ""))
    with LocalServer({"/feed": answer(bad), "/gone": answer(status="404 Not Found")}) as server:
        feed = server.url("/feed")
        options = ("--once", "--allow-private", "--pause", "0", "--ledger", ledger)
        called = call("watch", feed, "--every", "30", *options)
        assert called.status == cli.SOME_FAILED
        assert "failed    " in called.out
        assert f"listed    {feed}: 1 new; 1 " in called.out
        assert "1 turn, 0 pages read, 1 failed, 0 changes" in called.out
        assert "\x1b" not in called.out
        printed = call("watch", feed, "--json", *options)
        lines = [json.loads(line) for line in printed.out.splitlines()]
        assert [line["event"] for line in lines] == ["feed", "watched"]
        assert printed.status == cli.DONE
    (kept,) = json.loads(call("watch", "--list", "--json", "--ledger", ledger).out)
    assert (kept["feed"], kept["every"]) == (feed, 1800)
    assert f"{feed}: every 30 min, next " in call("watch", "--list", "--ledger", ledger).out
    assert call("watch", "--drop", feed, "--ledger", ledger).status == cli.NOTHING_FOUND
    assert call("watch", "--drop", feed, "--ledger", ledger).status == cli.WRONG_USE


def test_an_address_that_is_none(tmp_path: Path) -> None:
    called = call("watch", "feed.xml", "--once", "--ledger", tmp_path / "new.db")
    assert called.status == cli.WRONG_USE
    assert "http(s) address" in called.err
