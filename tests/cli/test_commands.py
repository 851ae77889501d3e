"""Every command as a person would call it: what it prints, and the status it leaves with."""

import contextlib
import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly import cli
from tests.cli.conftest import call

PAGE = """Bridge collapse in Tarn kills four, governor says

TARN, March 9, 2026 (TarPress) -- A road bridge collapsed in the town of Tarn on Monday, killing four
people, governor Ada Orlen said.

Eleven others were injured, according to the hospital in Tarn.
"""


def test_read_prints_what_it_found_and_what_to_do_next(tmp_path: Path) -> None:
    page = tmp_path / "tarn.txt"
    page.write_text(PAGE)
    called = call("read", page, "--ledger", tmp_path / "a.db")
    assert called.status == cli.DONE
    assert "tarn.txt: " in called.out
    assert "1 read: " in called.out
    assert "Next: reportedly series" in called.out


def test_reading_the_same_bytes_again_changes_nothing(tmp_path: Path) -> None:
    page, ledger = tmp_path / "tarn.txt", tmp_path / "a.db"
    page.write_text(PAGE)
    call("read", page, "--ledger", ledger)
    before = call("claims", "--ledger", ledger, "--json").out
    called = call("read", page, "--ledger", ledger)
    assert "1 unchanged: 0 new claims" in called.out
    assert call("claims", "--ledger", ledger, "--json").out == before


def test_read_takes_standard_input(tmp_path: Path) -> None:
    called = call("read", "-", "--ledger", tmp_path / "a.db", "--json", stdin=PAGE)
    assert json.loads(called.out)["read"] == 1


def test_one_bad_page_costs_one_page(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PAGE)
    (tmp_path / "empty.txt").write_text("")
    missing = tmp_path / "missing.txt"
    called = call("read", tmp_path, missing, "--ledger", tmp_path / "a.db", "--json")
    assert called.status == cli.SOME_FAILED
    summary = json.loads(called.out)
    assert (summary["read"], summary["failed"]) == (1, 2)
    assert {failure["reason"] for failure in summary["failures"]} == {"empty", "missing"}


def test_a_page_that_is_no_article_is_skipped_and_that_is_no_failure(
    tmp_path: Path, examples: Path
) -> None:
    page = examples / "ferry" / "07-keshtal-herald-front.html"
    called = call("read", page, "--ledger", tmp_path / "a.db")
    assert called.status == cli.DONE
    assert "skipped" in called.out


def test_claims_show_figure_and_source(ledger: Path) -> None:
    called = call("claims", "--ledger", ledger, "--kind", "killed")
    assert called.status == cli.DONE
    assert max(len(line) for line in called.out.splitlines()) <= 80
    assert "reportedly show" in called.out


def test_claims_as_json_hold_the_words(ledger: Path) -> None:
    found = json.loads(call("claims", "--ledger", ledger, "--json").out)
    for claim in found:
        start = claim["start"] - claim["sentence_start"]
        assert claim["sentence"][start : start + len(claim["figure"])] == claim["figure"]


def test_nothing_found_is_said_and_is_status_1(ledger: Path) -> None:
    called = call("claims", "--ledger", ledger, "--who", "penguins")
    assert called.status == cli.NOTHING_FOUND
    assert "no claim" in called.out
    assert json.loads(call("claims", "--ledger", ledger, "--who", "penguins", "--json").out) == []


def test_a_misspelt_kind_is_put_right(ledger: Path) -> None:
    called = call("claims", "--ledger", ledger, "--kind", "kiled")
    assert called.status == cli.WRONG_USE
    assert "'kiled' is not a kind; nearest: killed" in called.err


def test_a_missing_ledger_is_named(tmp_path: Path) -> None:
    called = call("claims", "--ledger", tmp_path / "none.db")
    assert called.status == cli.WRONG_USE
    assert "none.db" in called.err
    assert not (tmp_path / "none.db").exists()


def test_series_tell_how_reports_stand_to_each_other(ledger: Path) -> None:
    called = call("series", "--ledger", ledger, "--kind", "killed")
    assert called.status == cli.DONE
    assert "in conflict" in called.out or "rising" in called.out


def test_show_gives_the_sentence_and_the_chain(ledger: Path) -> None:
    claim = json.loads(call("claims", "--ledger", ledger, "--json").out)[0]
    called = call("show", claim["id"][:8], "--ledger", ledger)
    assert called.status == cli.DONE
    assert f"[{claim['figure']}]" in " ".join(called.out.split())
    shown = json.loads(call("show", claim["id"], "--ledger", ledger, "--json").out)
    assert shown["chain"]
    assert shown["block"]["start"] <= claim["start"]


def test_show_of_an_unknown_id_says_so(ledger: Path) -> None:
    assert "no claim has the id" in call("show", "ffffffffffff", "--ledger", ledger).err


def test_export_writes_every_claim(ledger: Path, tmp_path: Path) -> None:
    found = json.loads(call("claims", "--ledger", ledger, "--json").out)
    rows = list(csv.DictReader(io.StringIO(call("export", "--ledger", ledger).out)))
    assert [row["id"] for row in rows] == [claim["id"] for claim in found]
    out = tmp_path / "claims.jsonl"
    called = call("export", "--ledger", ledger, "--format", "jsonl", "--output", out)
    assert called.out == f"{len(found)} claims written to {out}\n"
    assert [json.loads(line) for line in out.read_text().splitlines()] == found


def test_annotate_gives_offsets_into_the_text_as_given() -> None:
    called = call("annotate", "-", stdin=json.dumps({"id": "tarn", "text": PAGE}))
    line = json.loads(called.out)
    assert line["id"] == "tarn"
    assert {PAGE[c["start"] : c["end"]] for c in line["claims"]} >= {"four", "Eleven"}
    for layer in ("figures", "claims", "times", "blocks"):
        assert all(0 <= item["start"] < item["end"] <= len(PAGE) for item in line[layer])


def test_annotate_refuses_a_layer_that_does_not_exist() -> None:
    assert "not a layer" in call("annotate", "-", "--layers", "claim", stdin=PAGE).err


@pytest.mark.parametrize("name", ["claim", "article", "series", "toll", "reading"])
def test_schema_is_json_schema(name: str) -> None:
    assert json.loads(call("schema", name).out)["type"] == "object"


def test_schema_of_an_unknown_record_lists_them() -> None:
    assert "claim" in call("schema", "clam").err


@pytest.mark.parametrize("command", ["", "read", "claims", "series", "show", "annotate", "export"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    called = call(*([command] if command else []), "--help")
    assert called.status == cli.DONE
    assert "Example: reportedly" in called.out


def has_a_reading(ledger: Path) -> bool:
    if not ledger.exists():
        return False
    with contextlib.closing(sqlite3.connect(ledger)) as connection:
        try:
            return bool(connection.execute("SELECT count(*) FROM readings").fetchone()[0])
        except sqlite3.OperationalError:  # its tables are being made
            return False


def test_interrupting_stops_between_pages_and_says_what_was_done(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(2000):
        (pages / f"{number:04}.txt").write_text(PAGE.replace("four", str(number + 2)))
    ledger = tmp_path / "a.db"
    command = [sys.executable, "-m", "reportedly", "read", str(pages), "--ledger", str(ledger)]
    environment = os.environ | {"NO_COLOR": "1"}
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True, env=environment) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not has_a_reading(ledger):
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert "stopping after this page" in err
    assert "stopped before the end" in out
    read = int(out.split(" read")[0].split()[-1])
    found = json.loads(call("claims", "--ledger", ledger, "--json").out) if read else []
    assert len({claim["page"] for claim in found}) == read


class TestExplain:
    def test_a_claim_is_a_block_with_a_line_a_field(self) -> None:
        called = call("annotate", "-", "--explain", stdin=PAGE)
        assert called.status == cli.DONE
        assert called.out.startswith("-\n\nclaim ")
        assert '"killing": object (kinds.toml, killed.done: "kill")' in called.out
        assert "the object of an active verb" in called.out.split("constructions\n")[1]

    def test_json_has_a_layer_more(self) -> None:
        plain = json.loads(call("annotate", "-", stdin=PAGE).out)
        for asked in (["--explain", "--json"], ["--explain", "--format", "jsonl"]):
            full = json.loads(call("annotate", "-", *asked, stdin=PAGE).out)
            explanations = full.pop("explanations")
            assert full == plain
            assert [[one["start"], one["end"]] for one in explanations] == [
                [claim["start"], claim["end"]] for claim in plain["claims"]
            ]

    def test_the_layer_may_be_named_by_itself(self) -> None:
        line = json.loads(call("annotate", "-", "--layers", "explanations", stdin=PAGE).out)
        assert {one["layer"] for one in line["explanations"]} == {"claims"}
        assert "claims" not in line

    def test_only_the_layers_that_are_named_are_explained(self) -> None:
        called = call("annotate", "-", "--explain", "--layers", "times", stdin=PAGE)
        assert 'time expression "Monday"' in called.out
        assert "claim " not in called.out

    @pytest.mark.parametrize(("layers", "said"), [("claims", "no claims"), ("times", "no times")])
    def test_a_page_without_any_says_so(self, layers: str, said: str) -> None:
        called = call(
            "annotate", "-", "--explain", "--layers", layers, stdin="It rained in Tarn.\n"
        )
        assert (called.status, called.out.strip()) == (cli.DONE, f"-: {said}")

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (["--explain", "--layers", "tolls"], "'tolls' cannot be explained: name one of"),
            (["--explain", "--format", "bodies"], "leave --explain out"),
            (["--format", "text"], "add --explain"),
            (["--explain", "--layers", "clams"], "'clams' is not a layer"),
        ],
    )
    def test_what_cannot_be_explained_is_an_error_that_says_what_can(
        self, asked: list[str], said: str
    ) -> None:
        called = call("annotate", "-", *asked, stdin=PAGE)
        assert called.status == cli.WRONG_USE
        assert said in called.err

    def test_a_hostile_page_does_not_steer_the_terminal(self) -> None:
        page = "The blast killed 12 \x1b[2J\u202epeople\x07 in Tarn, officials said.\n"
        called = call("annotate", "-", "--explain", stdin=page)
        assert not set("\x1b\u202e\x07") & set(called.out)

    def test_help_has_an_example(self) -> None:
        assert "reportedly annotate --explain page.html" in call("annotate", "--help").out
