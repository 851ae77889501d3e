"""Pages that are given in the browser: read as `read` reads them, however hostile they are."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given as for_all
from hypothesis import strategies as st

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.pages import ReadOptions
from reportedly.pages.given import LONGEST_LABEL, dropped, label, pasted
from reportedly.verbs.confining import ConfinedReader
from reportedly.web.reviewing import reading
from reportedly.web.reviewing.intake import MOST_WAITING, FullError, Intake
from tests.web.changing import sent
from tests.web.conftest import REVIEWED, client_of, entered

SUNK = (
    "Nine fishermen were killed on Monday when a boat sank off Tarn, the harbour master Ida Lunt "
    "said. Four others were rescued."
)
HOSTILE_NAMES = (
    "../../../etc/passwd.txt",
    "C:\\Windows\\win.txt",
    "<script>alert(1)</script>.txt",
    "\u202etxt.exe\x00\n.txt",
    "w" * 4_000 + ".txt",
    "https://evil.example/page.txt",
    "-",
    "'; DROP TABLE pages; --.txt",
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with verbs.open(tmp_path_factory.mktemp("adding") / "empty.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(ledger: Ledger) -> Iterator[TestClient]:
    with client_of(ledger, REVIEWED) as client:
        yield entered(client, "Ines Tarv")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 180.0)  # machines are busy at times


def became(desk: TestClient, files: Any = None, **said: Any) -> list[dict[str, Any]]:
    """What came of the pages of a form."""
    answer = sent(desk, "/read", files, **said)
    assert answer.status_code == 303, answer.text
    record = desk.get(f"{answer.headers['location']}.json").json()
    assert record["done"]
    assert desk.get(answer.headers["location"]).status_code == 200
    pages: list[dict[str, Any]] = record["pages"]
    return pages


def test_an_empty_ledger_takes_a_first_page_and_shows_its_claims(
    desk: TestClient, ledger: Ledger
) -> None:
    page = desk.get("/").text
    assert "Nothing has been read yet" in page
    assert 'type="file"' in page
    assert "<textarea" in page
    answer = sent(desk, "/read", text=SUNK, published="2025-03-05", url="https://tarn.example/1")
    shown = desk.get(answer.headers["location"]).text
    assert "Nine" in shown
    assert "Ida Lunt" in shown
    nine = ledger.claims()[0]
    assert (nine.figure, nine.published, nine.url) == (
        "Nine",
        "2025-03-05",
        "https://tarn.example/1",
    )
    assert nine.when is not None
    assert str(nine.when.start) == "2025-03-03"
    assert "Nothing has been read yet" not in desk.get("/").text
    (again,) = became(desk, text=SUNK)
    assert again["outcome"] == "unchanged"


def test_a_file_is_known_by_its_bytes_and_its_name_is_a_label(
    desk: TestClient, ledger: Ledger, examples: Path
) -> None:
    data = (examples / "ferry" / "02-essel-courier.html").read_bytes()
    (page,) = became(desk, [("file", ("page.html", data, "text/html"))])
    assert (page["outcome"], page["claims"] > 5) == ("read", True)
    assert page["location"].endswith(": page.html")
    (same,) = became(desk, [("file", ("other.html", data, "text/html"))])
    assert same["outcome"] == "unchanged"
    (packed,) = became(
        desk, [("file", ("page.html.gz", gzip.compress(data, mtime=0), "text/html"))]
    )
    assert packed["outcome"] == "unchanged"
    assert page["title"] in desk.get("/read").text


def test_hostile_names_are_shown_and_do_nothing(desk: TestClient) -> None:
    files = [
        ("file", (name, f"{at} people died in Tarn.".encode(), "text/html"))
        for at, name in enumerate(HOSTILE_NAMES)
    ]
    answer = sent(desk, "/read", files)
    shown = desk.get(answer.headers["location"]).text
    for wrong in ("<script>alert", "\u202e", "\x00", "etc/passwd", "C:\\Windows", "w" * 200):
        assert wrong not in shown
    for page in desk.get(f"{answer.headers['location']}.json").json()["pages"]:
        assert page["location"].startswith("dropped ")
        assert "/" not in page["location"]
        assert page["location"].isprintable()


@for_all(st.text(max_size=400))
def test_a_label_is_one_short_line_without_a_path(name: str) -> None:
    made = label(name)
    assert len(made) <= LONGEST_LABEL
    assert made.isprintable()
    assert not set(made) & {"/", "\\"}
    assert dropped(name, b"x", ReadOptions()).location.isprintable()
    assert "/" not in pasted(name, ReadOptions()).location.partition(": ")[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("noise.html", bytes(range(256)) * 40, "binary"),
        ("bomb.html.gz", gzip.compress(b"a" * 50_000_000, mtime=0), "too_large"),
        ("broken.gz", gzip.compress(b"a" * 500, mtime=0)[:20], "malformed"),
        ("empty.txt", b"", "empty"),
        ("many.jsonl", b'{"text": "x"}\n', "unsupported"),
        ("line.txt", b"w" * 9_900_000, "too_large"),
    ],
)
def test_what_cannot_be_read_is_a_row_with_its_reason(
    name: str, data: bytes, reason: str, desk: TestClient, ledger: Ledger
) -> None:
    (page,) = became(desk, [("file", (name, data, "text/html"))])
    assert page["outcome"] == "failed"
    failure = next(one for one in ledger.failures() if one.location == page["location"])
    assert failure.reason == reason
    assert page["message"] in desk.get("/failures.json").text


def test_a_line_of_ten_megabytes_and_scripts_can_be_pasted(desk: TestClient) -> None:
    (line,) = became(desk, text="w" * 10_000_000)
    assert (line["outcome"], "too long" in line["message"]) == ("failed", True)
    evil = f"<script>alert(1)</script><style>*{{}}</style>\n\n{SUNK.replace('Nine', 'Eleven')}"
    answer = sent(desk, "/read", text=evil)
    shown = desk.get(answer.headers["location"]).text
    assert "Eleven" in shown
    assert "<script>alert" not in shown
    assert "<style" not in shown


@pytest.mark.parametrize(
    ("said", "status", "message"),
    [
        ({}, 422, "choose a file"),
        ({"text": " \n "}, 422, "choose a file"),
        ({"text": SUNK, "published": "last week"}, 422, "is not a day"),
        ({"text": SUNK, "url": "javascript:alert(1)"}, 422, "not an address of the web"),
        ({"text": "w" * 17_000_000}, 413, "too large"),
    ],
)
def test_a_form_without_sense_is_refused(
    said: dict[str, str], status: int, message: str, desk: TestClient
) -> None:
    answer = sent(desk, "/read", **said)
    assert answer.status_code == status
    assert message in answer.text


def test_too_many_files_are_refused(desk: TestClient) -> None:
    files = [("file", (f"{at}.txt", b"x", "text/plain")) for at in range(30)]
    assert sent(desk, "/read", files).status_code == 400


def test_nobody_without_leave_gives_a_page(desk: TestClient, client: TestClient) -> None:
    assert client.get("/read").status_code == 404
    assert client.post("/read", data={"text": SUNK}).status_code == 403
    assert desk.post("/read", data={"text": SUNK}).status_code == 403
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert desk.post("/read", data={"text": SUNK}, headers=elsewhere).status_code == 403
    assert desk.get("/read/0123456789abcdef").status_code == 404


def test_so_many_wait_and_no_more(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    intake, go = Intake(ledger), Event()
    monkeypatch.setattr(Intake, "_read", lambda *_: go.wait(60))
    pages = [pasted(f"{at} died", ReadOptions()) for at in range(MOST_WAITING)]
    try:
        intake.take(pages)
        with pytest.raises(FullError, match="wait to be read"):
            intake.take(pages[:2])
    finally:
        go.set()
        intake.close()


def test_a_page_that_takes_too_long_or_too_much_is_given_up() -> None:
    page = pasted(SUNK, ReadOptions()).load()
    with ConfinedReader(ReadOptions(), seconds=0.05) as reader:
        late = reader.outcome(page)
    assert getattr(late, "reason", None) == "timeout"
    with ConfinedReader(ReadOptions(), memory=50_000_000) as reader:
        died = reader.outcome(page)
    assert getattr(died, "reason", None) == "crashed"
