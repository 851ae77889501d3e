"""Reading with several processes: the same ledger, in the same order, and a page that kills one costs one page."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

import reportedly
from reportedly.errors import UsageError
from reportedly.pages import ReadOptions, expand
from reportedly.records import Failure, Reading
from reportedly.verbs.turns import Turns
from reportedly.verbs.working import Readers


def account(ledger: Path, pages: Path, jobs: int) -> tuple[list[str], list[dict[str, Any]]]:
    told: list[str] = []
    with reportedly.open(ledger) as opened:
        reportedly.read(pages, opened, jobs=jobs, report=lambda page: told.append(page.line()))
        return told, [claim.model_dump(mode="json") for claim in reportedly.claims(opened)]


def test_two_processes_make_the_ledger_of_one(tmp_path: Path, examples: Path) -> None:
    alone, together = tmp_path / "one.db", tmp_path / "two.db"
    first = account(alone, examples / "ferry", 1)
    assert first == account(together, examples / "ferry", 2)
    assert any(line.startswith("read") for line in first[0])


def test_the_same_bytes_twice_in_one_batch_are_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        text = "Storm kills four in Orlenz\n\nFour people died in Orlenz on Monday, police said.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    told, claims = account(tmp_path / "new.db", tmp_path, 1)
    assert [line.split()[0] for line in told] == ["read", "unchanged"]
    assert len(claims) == len({claim["start"] for claim in claims})


def test_there_has_to_be_a_process() -> None:
    with pytest.raises(UsageError, match="--jobs 0"):
        Readers(ReadOptions(), 0)


class Fragile:
    """A pool whose processes die of every page that has the word "poison"."""

    def submit(self, task: Callable[..., Any], pages: Any, options: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        if any(b"poison" in page.data for page in pages):
            future.set_exception(BrokenProcessPool("a process died"))
        else:
            future.set_result(task(pages, options))
        return future

    def shutdown(self, **_: bool) -> None:
        """Nothing to end."""


def test_a_page_that_kills_its_process_costs_that_page_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "Three people were hurt in Orlenz on Monday when a wall fell, police said.\n"
    for name in ("a", "poison", "z"):
        (tmp_path / f"{name}.txt").write_text(f"{name} in Orlenz\n\n{body}", encoding="utf-8")
    monkeypatch.setattr("reportedly.verbs.working.ProcessPoolExecutor", lambda *_: Fragile())
    with reportedly.open(tmp_path / "new.db") as ledger:
        turns = list(Turns(ledger, again=False).of(expand([str(tmp_path)], ReadOptions())))
        with Readers(ReadOptions(), 2) as readers:
            found = [outcome for _, outcome in readers.outcomes(turns)]
    assert [type(outcome) for outcome in found] == [Reading, Failure, Reading]
    assert isinstance(found[1], Failure)
    assert found[1].reason == "crashed"
    assert "poison.txt" in found[1].message
