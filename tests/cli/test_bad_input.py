"""Bad input, as a newcomer gives it: a clear line, the right status, a row, and the rest goes on."""

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reportedly import cli, verbs
from reportedly.ledger import open as open_ledger
from reportedly.ledger.tables import VERSION_TABLE
from reportedly.verbs.failing import LONGEST
from tests.cli.conftest import Called, call
from tests.pages.servers import LocalServer, Page, answer, redirect

GOOD = """Grain silo bursts in Orvel, killing three, mayor says

ORVEL, June 2, 2026 (OrvelPress) -- A grain silo burst in the town of Orvel on Tuesday, killing three
people, mayor Tilda Venn said.

Fourteen others were injured, according to the clinic in Orvel.
"""
PROSE = "\n\n".join(GOOD.splitlines()[2:])
HTML = "<!doctype html><html lang=en><head><title>Grain silo bursts in Orvel</title></head><body>\
<article><h1>Grain silo bursts in Orvel</h1>{}</article></body></html>".format(
    "".join(f"<p>{part}</p>" for part in GOOD.split("\n\n")[1:])
)
GERMAN = """Beim Bersten eines Getreidesilos in der Stadt Orvel sind am Dienstag drei Menschen gestorben.
Das teilte die Bürgermeisterin mit. Die Ursache des Unglücks ist noch nicht bekannt, sagte sie.
"""
LINKS = "".join(
    f"<h3><a href=/{n}>Mayor says {n} were hurt in the silo</a></h3>" for n in range(40)
)
FIGURES = f"""Silos in figures

The floods of the spring displaced 9,99,999 people, officials said. Release 1.2.3 of the plan killed
10^400 people, the mayor said. About {"9" * 400} soldiers were killed, the army said.
"""

GONE_WRONG: dict[str, tuple[str | bytes, str]] = {
    "empty.txt": ("", "empty"),
    "noise.txt": (bytes(range(256)) * 20, "binary"),
    "bomb.html.gz": (gzip.compress(bytes(40_000_000)), "too_large"),
    "deep.html": ("<html><body>" + "<div>" * 100_000 + HTML, "too_deep"),
    "line.txt": ((" ".join(PROSE.split()) + " ") * (LONGEST // 100), "too_large"),
}
NOT_FOR_US: dict[str, tuple[str | bytes, str]] = {
    "german.txt": (GERMAN * 3, "language"),
    "links.html": (f"<html><body>{LINKS}</body></html>", "not_article"),
    "form.html": ("<html><body><form><button>Search</button></form></body></html>", "not_article"),
}
READ: dict[str, str | bytes] = {
    "good.txt": GOOD,
    "utf-16.txt": GOOD.replace("three", "four").encode("utf-16"),
    "broken-utf-8.txt": GOOD.replace("three", "five").encode() + b"\n\xe2\x80 - end\n",
    "wrong-charset.html": HTML.replace("<head>", "<head><meta charset=shift_jis>")
    .replace("Tilda Venn", "“Tilda Venné”")
    .encode("cp1252"),
    "nul.txt": GOOD.replace("three", "six").replace("town", "to\0wn"),
    "undated.txt": "Nobody knows the day.\n\nA storm killed seven people, the governor said.\n",
    "figures.txt": FIGURES,
}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "reportedly", *map(str, arguments)]


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `reportedly` is the command."""
    reportedly = f'reportedly() {{ {sys.executable} -m reportedly "$@"; }}; '
    return subprocess.run(
        ["/bin/bash", "-c", reportedly + script],
        capture_output=True,
        text=True,
        env=os.environ | {"NO_COLOR": "1"} | environment,
        timeout=120,
        check=False,
    )


def one_clear_line(message: str) -> bool:
    return len(message.strip().splitlines()) == 1 and "Traceback" not in message


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Called]:
    """A ledger into which everything of above was read at once, and what the command said."""
    folder = tmp_path_factory.mktemp("bad")
    pages = folder / "pages"
    pages.mkdir()
    content: Mapping[str, str | bytes] = {
        name: data for name, (data, _) in (GONE_WRONG | NOT_FOR_US).items()
    } | READ
    for name, data in content.items():
        (pages / name).write_bytes(data.encode() if isinstance(data, str) else data)
    with (pages / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)  # sparse: it takes no room
    (folder / "none").mkdir()
    given = sorted(pages.iterdir())
    targets = [folder / "missing.txt", folder / "none", *given]
    return folder / "bad.db", call("read", *targets, "--ledger", folder / "bad.db", "--json")


def test_all_that_can_be_read_is_read(bad: tuple[Path, Called]) -> None:
    ledger, called = bad
    summary = json.loads(called.out)
    assert called.status == cli.SOME_FAILED
    assert summary["read"] == len(READ)
    with verbs.open(ledger, read_only=True) as opened:
        pages = {Path(claim.page).name for claim in verbs.claims(opened)}
    assert pages == set(READ)


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("missing.txt", "failed", "missing"),
        ("none", "failed", "no_pages"),
        ("huge.txt", "failed", "too_large"),
        *((name, "failed", reason) for name, (_, reason) in GONE_WRONG.items()),
        *((name, "skipped", reason) for name, (_, reason) in NOT_FOR_US.items()),
    ],
)
def test_each_bad_page_is_a_row_with_its_reason(
    bad: tuple[Path, Called], name: str, outcome: str, reason: str
) -> None:
    ledger, called = bad
    with open_ledger(ledger, read_only=True) as opened:
        rows = {Path(row.location).name: row for row in opened.failures()}
    row = rows[name]
    assert (row.outcome, row.reason) == (outcome, reason)
    assert name in row.message
    assert one_clear_line(row.message)
    told = {Path(f["location"]).name: f for f in json.loads(called.out)["failures"]}
    assert told[name]["message"] == row.message


def test_a_skipped_page_names_its_language(bad: tuple[Path, Called]) -> None:
    messages = [failure["message"] for failure in json.loads(bad[1].out)["failures"]]
    assert any("is written in German" in message for message in messages)


def test_claims_of_an_undated_page_stand_without_a_day(bad: tuple[Path, Called]) -> None:
    found = json.loads(call("claims", "--ledger", bad[0], "--text", "storm", "--json").out)
    assert [(claim["figure"], claim["when"]) for claim in found] == [("seven", None)]


def test_figures_that_are_none_are_left_alone(bad: tuple[Path, Called]) -> None:
    found = json.loads(call("claims", "--ledger", bad[0], "--json").out)
    of_page = [claim for claim in found if claim["page"].endswith("figures.txt")]
    assert [(claim["figure"], claim["low"]) for claim in of_page] == [("9,99,999", 999_999)]


def test_skipped_pages_alone_are_no_failure(tmp_path: Path) -> None:
    page = tmp_path / "german.txt"
    page.write_text(GERMAN * 3, encoding="utf-8")
    assert call("read", page, "--ledger", tmp_path / "a.db").status == cli.DONE


def test_the_same_text_in_two_files_counts_its_claims_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_bytes(GOOD.encode("utf-16"))
    summary = json.loads(call("read", tmp_path, "--ledger", tmp_path / "a.db", "--json").out)
    kept = json.loads(call("claims", "--ledger", tmp_path / "a.db", "--json").out)
    assert (summary["read"], summary["claims"]) == (2, len(kept))


def test_a_title_cannot_steer_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(HTML.replace("<h1>Grain", "<h1>\x9b2J\u202eGrain"), encoding="utf-8")
    called = call("read", page, "--ledger", tmp_path / "a.db")
    assert not {"\x9b", "\u202e"} & set(called.out)


def test_annotate_goes_on_after_a_bad_document(tmp_path: Path) -> None:
    documents = tmp_path / "documents.jsonl"
    documents.write_text('{"id": 1}\nno json\n' + json.dumps({"id": 2, "text": GOOD}) + "\n")
    called = call("annotate", documents, tmp_path / "missing.txt", "--json")
    assert called.status == cli.SOME_FAILED
    assert [json.loads(line)["id"] for line in called.out.splitlines()] == ["2"]
    assert len(called.err.splitlines()) == 3


# Addresses


@pytest.fixture(scope="module")
def server() -> Any:
    def endless(connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"<p>more and more of it</p>" * 10_000)

    pages: dict[str, Page] = {
        "/robots.txt": answer(status="404 Not Found"),
        "/article": answer(HTML.encode()),
        "/elsewhere": redirect("ftp://127.0.0.1/article"),
        "/endless": endless,
        "/short": answer(HTML.encode(), content_length=str(len(HTML) + 500)),
        "/lying": answer(HTML.encode(), content_length="99999999999"),
    }
    with LocalServer(pages) as running:
        yield running


def test_private_addresses_are_refused_unless_allowed(server: LocalServer, tmp_path: Path) -> None:
    called = call("read", server.url("/article"), "--ledger", tmp_path / "a.db")
    assert called.status == cli.SOME_FAILED
    assert "only public addresses are fetched from" in called.out


def test_hostile_servers_cost_a_page_each(server: LocalServer, tmp_path: Path) -> None:
    places = [
        server.url(path) for path in ("/endless", "/short", "/lying", "/elsewhere", "/article")
    ]
    called = call("read", *places, "--ledger", tmp_path / "a.db", "--allow-private", "--json")
    summary = json.loads(called.out)
    assert called.status == cli.SOME_FAILED
    assert [failure["reason"] for failure in summary["failures"]] == [
        "too_large",
        "incomplete",
        "too_large",
        "unsupported",
    ]
    assert summary["read"] == 1


def test_what_is_taken_down_is_marked_and_kept(server: LocalServer, tmp_path: Path) -> None:
    ledger, place = tmp_path / "a.db", server.url("/withdrawn")
    outcomes = []
    for page in (
        answer(HTML.encode()),
        answer(status="404 Not Found"),
        answer(status="410 Gone"),
    ):
        server.pages["/withdrawn"] = page
        outcomes.append(call("read", place, "--ledger", ledger, "--allow-private").status)
    assert outcomes == [cli.DONE, cli.SOME_FAILED, cli.SOME_FAILED]
    found = json.loads(call("claims", "--ledger", ledger, "--json").out)
    assert found
    assert all(claim["withdrawn"].startswith("gone: HTTP status 4") for claim in found)


# Ledgers


def test_ledgers_that_are_none(bad: tuple[Path, Called], tmp_path: Path) -> None:
    page, noise, newer = tmp_path / "a.txt", tmp_path / "noise.db", tmp_path / "newer.db"
    page.write_text(GOOD)
    noise.write_bytes(bytes(range(256)) * 20)
    with sqlite3.connect(bad[0]) as old, sqlite3.connect(newer) as copy:
        old.backup(copy)
        copy.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608
    for ledger, words in (
        (tmp_path, "is a folder"),
        (noise, "not a ledger"),
        (newer, "newer than this program's"),
        (tmp_path / "no" / "a.db", "there is no folder"),
    ):
        for arguments in (("read", page), ("claims",), ("export", "--json")):
            called = call(*arguments, "--ledger", ledger)
            assert called.status == cli.WRONG_USE
            assert one_clear_line(called.err)
            assert str(ledger) in called.err
            assert words in called.err or "does not exist" in called.err


def test_a_locked_ledger_is_waited_for_and_then_named(
    bad: tuple[Path, Called], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, ledger = tmp_path / "a.txt", tmp_path / "a.db"
    page.write_text(GOOD.replace("three", "eight"))
    assert call("read", page, "--ledger", ledger).status == cli.DONE
    monkeypatch.setattr(
        open_ledger, "__kwdefaults__", dict(open_ledger.__kwdefaults__ or {}, wait=0.3)
    )
    page.write_text(GOOD.replace("three", "nine"))
    with sqlite3.connect(ledger, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        called = call("read", page, "--ledger", ledger)
        other.execute("ROLLBACK")
    assert called.status == cli.WRONG_USE
    assert "locked: another program has been writing" in called.err
    assert call("read", page, "--ledger", ledger).status == cli.DONE


def test_nothing_found_is_valid_json(tmp_path: Path, ledger: Path) -> None:
    for name in ("claims", "series"):
        called = call(name, "--ledger", ledger, "--who", "penguins", "--json")
        assert (called.status, json.loads(called.out)) == (cli.NOTHING_FOUND, [])
    exported = call("export", "--ledger", ledger, "--who", "penguins", "--json")
    assert (exported.status, exported.out) == (cli.NOTHING_FOUND, "")
    assert "claim" in json.loads(call("schema", "--json").out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["claim"], "No such command 'claim'"),
        (["claims", "--whom", "x"], "No such option: --whom"),
        (["read"], "Missing argument"),
        (["claims", "--since", "yesterday"], "write it as 2025-01-31"),
        (["export", "--format", "xml"], "they are csv, jsonl"),
        (["show", "zebra"], "is not an id of a claim"),
    ],
)
def test_wrong_use_says_what_would_do(ledger: Path, arguments: list[str], words: str) -> None:
    called = call(*arguments, *(["--ledger", str(ledger)] if "--" in str(arguments) else []))
    if arguments[0] == "show":
        called = call(*arguments, "--ledger", ledger)
    assert called.status == cli.WRONG_USE
    assert words in called.err


# The system in the way


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_disk_is_told_in_a_line(ledger: Path) -> None:
    for script in ("--output /dev/full", "> /dev/full"):
        done = shell(f"reportedly export --ledger '{ledger}' {script}")
        assert done.returncode == cli.WRONG_USE
        assert "No space left on device" in done.stderr
        assert one_clear_line(done.stderr)


def test_a_reader_that_leaves_ends_the_command_quietly(ledger: Path) -> None:
    script = f"reportedly export --ledger '{ledger}' | true; echo ${{PIPESTATUS[0]}}"
    done = shell(script)
    assert (done.stdout.strip(), done.stderr) == (str(cli.READER_GONE), "")


def test_a_poor_terminal_ends_nothing(ledger: Path) -> None:
    done = shell(f"reportedly series --ledger '{ledger}'", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (cli.DONE, "")


def test_questions_do_not_wait_for_parsers_or_the_language_model(ledger: Path) -> None:
    script = "import sys; from reportedly import verbs; verbs.claims(verbs.open(sys.argv[1])); \
print(*{'spacy', 'trafilatura', 'httpx', 'alembic'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(ledger)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_two_processes_read_into_one_ledger_and_ctrl_c_leaves_it_whole(tmp_path: Path) -> None:
    ledger = tmp_path / "a.db"
    running = []
    for side in ("left", "right"):
        folder = tmp_path / side
        folder.mkdir()
        for number in range(400):
            text = GOOD.replace("three", str(number + 2)).replace("Orvel", f"Orvel {side}")
            (folder / f"{number:03}.txt").write_text(text)
        arguments = ("read", folder, "--ledger", ledger, "--json")
        running.append(subprocess.Popen(command(*arguments), stdout=-1, stderr=-1, text=True))
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and len(_sides(ledger)) < 2:
        time.sleep(0.2)
    for process in running:
        process.send_signal(signal.SIGINT)
    read = 0
    for process in running:
        out, err = process.communicate(timeout=90)
        assert process.returncode == cli.INTERRUPTED, err
        assert "stopping after this page" in err
        summary = json.loads(out)
        assert summary["interrupted"]
        assert summary["failed"] == 0
        read += summary["read"]
    with sqlite3.connect(ledger) as whole:
        assert whole.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert whole.execute("SELECT count(*) FROM pages").fetchone() == (read,)


def _sides(ledger: Path) -> set[str]:
    """The folders of which a page is in the ledger."""
    if not ledger.exists():
        return set()
    with sqlite3.connect(ledger) as opened:
        try:
            found = opened.execute("SELECT location FROM captures").fetchall()
        except sqlite3.OperationalError:  # it is being made
            return set()
    return {Path(location).parent.name for (location,) in found}
