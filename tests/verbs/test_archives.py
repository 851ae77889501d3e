"""Archives read into a ledger: once, whatever happens between, and the same by any number of processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

import reportedly
from bench import archived
from reportedly import verbs
from reportedly.ledger import Counts, Ledger
from reportedly.pages import ReadOptions
from reportedly.publishing import tables
from reportedly.verbs.measuring import Extent, measure
from tests.pages.reports import pdf

GERMAN = """<html lang="de"><body><article><h1>Sturm in Orlenz</h1><p>Bei einem Sturm in der Stadt Orlenz
sind am Montag nach Angaben der Polizei mindestens zwölf Menschen ums Leben gekommen, und viele
weitere wurden verletzt. Die Feuerwehr sucht noch immer nach den Vermissten.</p></article></body></html>"""


def counts(ledger: Ledger) -> Counts:
    return ledger.counts()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three pages of an archive, one in another language, and a record that is cut short."""
    path = tmp_path / "CC-NEWS-20240501000000-00001.warc.gz"
    records = [
        archived.record(page.url, page.html, number=at) for at, page in enumerate(archived.pages(3))
    ]
    german = archived.record("https://gazette.example/de", GERMAN.encode(), number=7)
    whole = archived.packed([records[0], german, *records[1:]])
    path.write_bytes(whole + archived.packed(records[:1])[:150])
    return path


def test_reading_the_same_archive_again_adds_nothing(tmp_path: Path, archive: Path) -> None:
    with reportedly.open(tmp_path / "a.db") as ledger:
        first = reportedly.read(archive, ledger)
        assert (first.read, first.skipped, first.failed) == (3, 1, 1)
        before = ledger.counts()
        told: list[str] = []
        again = reportedly.read(archive, ledger, report=lambda page: told.append(page.outcome))
        assert told == ["unchanged", "unchanged", "unchanged", "unchanged", "failed"]
        assert again.claims == 0
        assert ledger.counts() == before
        rows = {failure.reason: failure for failure in ledger.failures()}
    assert rows["language"].location == "https://gazette.example/de"
    assert f"{archive}@" in rows["language"].message
    assert archived.record_id(7) in rows["language"].message
    assert rows["malformed"].location.startswith(f"{archive}@")


def test_what_was_read_before_a_kill_stands_and_the_rest_follows(tmp_path: Path) -> None:
    archive, ledger_path = tmp_path / "a.warc.gz", tmp_path / "a.db"
    archived.write_warc(archive, archived.pages(40))
    command = [sys.executable, "-m", "reportedly", "read", str(archive), "--ledger"]
    process = subprocess.Popen(
        [*command, str(ledger_path), "--jobs", "1", "--json"],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and _captures(ledger_path) < 1:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    with reportedly.open(ledger_path) as ledger:
        stood = ledger.counts().pages
        told: list[str] = []
        reportedly.read(archive, ledger, report=lambda page: told.append(page.outcome))
        assert told == ["unchanged"] * stood + ["read"] * (40 - stood)
        assert ledger.counts().captures == 40


def _captures(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with reportedly.open(path) as ledger:
            return ledger.counts().captures
    except reportedly.ReportedlyError:
        return 0


def test_two_processes_read_an_archive_as_one_does(tmp_path: Path, archive: Path) -> None:
    def account(jobs: int) -> tuple[list[str], list[object]]:
        told: list[str] = []
        with reportedly.open(tmp_path / f"{jobs}.db") as ledger:
            reportedly.read(
                archive, ledger, jobs=jobs, report=lambda page: told.append(page.line())
            )
            claims = [claim.model_dump(mode="json") for claim in verbs.claims(ledger)]
            return told, [claims, [row.model_dump() for row in ledger.failures()]]

    assert account(1) == account(2)


def test_layers_of_the_pages_of_an_archive(archive: Path) -> None:
    found = list(verbs.annotate_lines([str(archive)], layers=["claims"]))
    lines = [line for line in found if isinstance(line, str)]
    assert len(lines) == 3
    assert '"id": "https://gazette.example/' in lines[0]
    assert sorted(item.reason for item in found if not isinstance(item, str)) == [
        "language",
        "malformed",
    ]


def test_how_much_there_is_to_read_is_told_beforehand(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ReadOptions()
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert measure(["https://gazette.example/1", "none.txt"], options) == Extent(2)
    assert measure([str(tmp_path / "a.txt")], options) == Extent(1, 1)
    assert measure([str(archive)], options).inputs == 5
    monkeypatch.setattr("reportedly.verbs.measuring.SMALL", 1)
    size = archive.stat().st_size
    assert measure([str(tmp_path)], options) == Extent(None, size + 1)
    assert measure([str(tmp_path)], options).many


def test_a_claim_of_a_report_says_on_which_of_its_pages_it_stands(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="the extra `pdf` is not installed")
    pytest.importorskip("pdfplumber", reason="the extra `pdf` is not installed")
    path = tmp_path / "report.pdf"
    text = ["At least 17 people were killed by the flood in Orlenz, the interior ministry said."]
    later = ["On Friday 41 people were injured in Undal, the local police said on Monday."]
    path.write_bytes(pdf([["Flood in the Tollen valley", "", *text], later]))
    with reportedly.open(tmp_path / "a.db") as ledger:
        assert reportedly.read(path, ledger).read == 1
        shown = [verbs.show(ledger, claim.id).as_json() for claim in verbs.claims(ledger)]
        found = {one["kind"]: one["page_number"] for one in shown}
        assert found == {"killed": 1, "injured": 2}
        view = Console(width=100, record=True)
        claim = next(one for one in verbs.claims(ledger) if one.kind == "injured")
        view.print(tables.claim_view(claim, verbs.show(ledger, claim.id).article, ()))
        assert "report.pdf, page 2" in " ".join(view.export_text().split())
