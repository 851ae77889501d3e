"""Archives into Parquet: each exactly once, with the same bytes whoever reads them and whoever dies."""

import contextlib
import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import reportedly
from bench import archived
from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.publishing.parts import ReadPage, claims_of, claims_table
from reportedly.records import Article, Capture, Claim, Reading, ScaleSummary
from reportedly.verbs.scaling import folder as folders
from reportedly.verbs.scaling import running
from reportedly.verbs.scaling.filtering import refuse_foreign
from reportedly.verbs.scaling.folder import Folder
from reportedly.verbs.scaling.planning import Archive, plan
from reportedly.verbs.scaling.running import Processes
from tests.verbs.dying import dying, kill_one
from tests.verbs.test_archives import GERMAN

parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")

IDLE = b"""<html><head><title>A quiet garden</title></head><body><article><h1>A quiet garden</h1>
<p>Lilies and roses were what they said that they liked, and with the rain gone the gardeners of the
old park would like visitors to see which paths they have swept and which benches they have painted.</p>
<p>From the gate the path leads to the pond, and from the pond to the hill.</p></article></body></html>"""


def written(folder: Path) -> dict[str, bytes]:
    """All files of a folder, those with hidden names too."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    parts = sorted((folder / table).glob("*.parquet"))
    return [row for part in parts for row in parquet.read_table(part).to_pylist()]


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three archives: a cut record, a German page, one that counts nobody, a report of two sites."""
    folder = tmp_path_factory.mktemp("news")
    invented = list(archived.pages(9))
    archived.write_warc(folder / "CC-NEWS-1.warc.gz", invented[:4])
    records = [archived.record(page.url, page.html, number=at) for at, page in enumerate(invented)]
    more = [
        archived.record("https://gazette.example/de", GERMAN.encode(), number=20),
        archived.record("https://gazette.example/idle", IDLE, number=21),
        archived.record(
            "https://herald.example/1",
            invented[0].html.replace(b"The Undal Gazette", b"The Pryde Herald"),
            number=22,
        ),
    ]
    cut = archived.packed(records[:1])[:150]
    (folder / "CC-NEWS-2.warc.gz").write_bytes(archived.packed([*records[4:6], *more]) + cut)
    (folder / "lines.jsonl").write_bytes(archived.lines(invented[6:]))
    return folder


@pytest.fixture(scope="module")
def unbroken(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ScaleSummary]:
    """What one process writes that nothing comes between."""
    out = tmp_path_factory.mktemp("scaled") / "parquet"
    return out, reportedly.scale(archives, out)


@pytest.fixture(scope="module")
def ledger(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The same archives, read into a ledger by the names that parts have for them."""
    with reportedly.open(tmp_path_factory.mktemp("ledger") / "a.db") as opened:
        with contextlib.chdir(archives):
            reportedly.read(sorted(path.name for path in archives.iterdir()), opened)
        yield opened


def test_every_page_is_accounted_for(unbroken: tuple[Path, ScaleSummary]) -> None:
    out, done = unbroken
    assert (done.archives, done.done, done.pages, done.read) == (3, 3, 13, 10)
    assert done.passed_over == {"language": 1, "no_candidates": 1}
    assert (done.failed, done.claims) == (1, len(rows(out, "claims")))
    (failure,) = rows(out, "failures")
    assert failure["archive"] == "CC-NEWS-2.warc.gz"
    assert failure["place"].startswith("CC-NEWS-2.warc.gz@")
    assert failure["reason"] == "malformed"
    assert not [name for name in written(out) if name.endswith(".part")]


def test_claims_are_those_of_a_ledger_with_the_columns_of_its_export(
    unbroken: tuple[Path, ScaleSummary],
    ledger: Any,
    tmp_path: Path,
) -> None:
    reportedly.export(reportedly.claims(ledger), "parquet", tmp_path / "claims.parquet")
    exported = parquet.read_table(tmp_path / "claims.parquet")
    found = rows(unbroken[0], "claims")
    for row in found:
        del row["role"], row["archive"]
    assert list(found[0]) == exported.schema.names
    assert sorted(map(repr, found)) == sorted(map(repr, exported.to_pylist()))


def test_a_second_run_finds_everything_done(
    archives: Path, unbroken: tuple[Path, ScaleSummary]
) -> None:
    out, _ = unbroken
    before = written(out)
    again = reportedly.scale(archives, out)
    assert (again.done, again.unchanged, again.pages) == (0, 3, 0)
    assert written(out) == before


def test_two_processes_of_which_one_is_killed_write_the_same_bytes(
    archives: Path, unbroken: tuple[Path, ScaleSummary], tmp_path: Path
) -> None:
    out = tmp_path / "parquet"
    killed: list[int] = []
    threading.Thread(target=kill_one, args=(out, killed), daemon=True).start()
    done = reportedly.scale(archives, out, jobs=2)
    assert killed
    assert done.crashed == ()
    assert written(out) == written(unbroken[0])


def test_a_run_that_is_killed_goes_on_where_it_was(
    archives: Path, unbroken: tuple[Path, ScaleSummary], tmp_path: Path
) -> None:
    out = tmp_path / "parquet"
    command = [sys.executable, "-m", "reportedly", "scale", "read", str(archives), "--jobs", "1"]
    process = subprocess.Popen(
        [*command, "--out", str(out), "--json"], stdout=subprocess.DEVNULL, start_new_session=True
    )
    while process.poll() is None and not list(out.glob("checkpoints/*.json")):
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = reportedly.scale(archives, out)
    assert done.done + done.unchanged == 3
    assert done.unchanged >= 1
    assert written(out) == written(unbroken[0])


def test_an_archive_that_kills_its_workers_again_and_again_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "ATTEMPTS", 2)
    archive = Archive(str(tmp_path / "a.warc"), "a.warc", "a.warc-1", 100)
    told: list[int] = []
    runner = Processes(1)
    done = list(runner.run(dying, [archive], lambda pages, _size: told.append(pages)))
    assert done == [(archive, None)]
    assert told == [1, -1] * 2


class TestWhatIsRefused:
    def test_a_pattern_that_stands_for_no_archive(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="stands for no archive"):
            reportedly.scale(str(tmp_path / "*.warc.gz"), tmp_path / "out")
        with pytest.raises(UsageError, match="mount the store"):
            plan(["gs://bucket/a.warc.gz"])

    def test_a_folder_that_holds_something_else(self, archives: Path, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("Dear Orla")
        with pytest.raises(UsageError, match="holds something else"):
            reportedly.scale(archives, tmp_path)

    def test_a_folder_of_another_version(self, archives: Path, tmp_path: Path) -> None:
        Folder(tmp_path).begin("0.0.1")
        with pytest.raises(UsageError, match=r"version 0\.0\.1 of reportedly"):
            reportedly.scale(archives, tmp_path)

    def test_a_folder_that_another_run_writes(self, archives: Path, tmp_path: Path) -> None:
        from reportedly import reading

        Folder(tmp_path).begin(reading.version())
        with Folder(tmp_path).alone(), pytest.raises(UsageError, match="another run"):
            reportedly.scale(archives, tmp_path)

    def test_no_pyarrow(
        self, archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(UsageError, match=r"reportedly\[parquet\]"):
            reportedly.scale(archives, tmp_path / "out")

    def test_a_disk_that_fills(
        self, archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        Folder(tmp_path).begin("1")
        monkeypatch.setattr(os, "fsync", full)
        with (
            pytest.raises(UsageError, match="No space left on device; make room"),
            folders.whole(tmp_path / "claims" / "a.parquet") as file,
        ):
            file.write(b"PAR1")
        assert not written(tmp_path / "claims")


def test_a_part_that_is_gone_is_read_again(
    archives: Path, unbroken: tuple[Path, ScaleSummary]
) -> None:
    out, _ = unbroken
    before = written(out)
    next((out / "claims").glob("lines*")).unlink()
    assert reportedly.scale(archives, out).done == 1
    assert written(out) == before


def test_a_number_of_more_digits_than_a_double_has_is_written_as_near_as_one_comes() -> None:
    text = "At least 9007199254740993 people were killed."
    claim = Claim(
        start=0,
        end=25,
        figure=text[:25],
        kind="killed",
        low=9007199254740993,
        high=None,
        comparator="at_least",
    )
    reading = Reading(version="1", article=Article(text=text), claims=(claim,))
    page = ReadPage(Capture(location="a"), "a", reading)
    table = claims_table([claims_of(page, "a", "0" * 64)])
    assert table.column("low").to_pylist() == [9007199254740992.0]


def test_an_archive_is_known_wherever_it_lies_and_once(archives: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lines.jsonl"
    copy.write_bytes((archives / "lines.jsonl").read_bytes())
    assert [one.name for one in plan([archives, copy, str(archives / "*.gz")])] == [
        "CC-NEWS-1.warc.gz",
        "CC-NEWS-2.warc.gz",
        "lines.jsonl",
    ]
    copy.write_bytes(copy.read_bytes() + b"\n")
    assert len(plan([archives, copy])) == 4


def test_no_english_page_of_the_examples_is_taken_for_foreign(examples: Path) -> None:
    from reportedly.pages import ReadOptions, expand

    for page in expand([examples], ReadOptions()):
        refuse_foreign(page.load())


def test_copies_across_archives_are_those_that_a_ledger_finds(
    unbroken: tuple[Path, ScaleSummary], ledger: Any
) -> None:
    table = parquet.read_table(unbroken[0] / "copies.parquet").to_pylist()
    groups: dict[tuple[str, str], list[str]] = {}
    for row in table:
        groups.setdefault((row["sort"], row["group"]), []).append(row["page"])
    found = sorted(sorted(pages) for (sort, _), pages in groups.items() if sort == "copies")
    kept = sorted(sorted(pages) for pages in reportedly.sources(ledger).copies)
    assert found == kept
    assert any("https://herald.example/1" in pages for pages in found)


class TestImport:
    def test_a_ledger_has_then_what_reading_the_archives_gives(
        self, unbroken: tuple[Path, ScaleSummary], ledger: Any, tmp_path: Path
    ) -> None:
        with reportedly.open(tmp_path / "b.db") as imported:
            done = reportedly.import_parts(unbroken[0], imported)
            assert (done.read, done.failed) == (10, 1)
            assert reportedly.claims(imported) == reportedly.claims(ledger)
            before = imported.counts()
            again = reportedly.import_parts(unbroken[0], imported)
            assert (again.read, again.unchanged, again.claims) == (0, 10, 0)
            assert imported.counts() == before

    def test_a_folder_of_something_else_is_refused(self, tmp_path: Path) -> None:
        with (
            reportedly.open(tmp_path / "c.db") as imported,
            pytest.raises(UsageError, match="no folder that `reportedly scale read` wrote"),
        ):
            reportedly.import_parts(tmp_path, imported)


class TestQuery:
    def test_views_answer_in_place(self, unbroken: tuple[Path, ScaleSummary]) -> None:
        pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
        out, done = unbroken
        answer = reportedly.scale_query(out, "SELECT count(*) AS claims FROM claims")
        assert (answer.columns, answer.rows) == (("claims",), ((done.claims,),))
        first = reportedly.scale_query(out, "SELECT count(*) FROM first_claims")
        assert first.rows[0][0] < done.claims

    def test_a_question_reads_nothing_else(
        self, unbroken: tuple[Path, ScaleSummary], tmp_path: Path
    ) -> None:
        pytest.importorskip("duckdb", reason="the extra `duckdb` is not installed")
        (tmp_path / "secret.csv").write_text("a\n1\n")
        for asked in (
            f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')",  # noqa: S608
            f"COPY claims TO '{tmp_path / 'out.csv'}'",
            "SELECT nothing FROM claims",
        ):
            with pytest.raises(UsageError, match="DuckDB cannot answer"):
                reportedly.scale_query(unbroken[0], asked)
