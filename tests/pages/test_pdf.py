"""PDF reports: text page by page, tables as rows, and what is no report says why."""

import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.errors import InputError
from reportedly.pages import Parser, expand, parse
from reportedly.pages.loading import Loaded
from reportedly.records import Article
from tests.pages.reports import pdf as written

pytest.importorskip("pypdfium2", reason="the extra `pdf` is not installed")
pytest.importorskip("pdfplumber", reason="the extra `pdf` is not installed")

TABLE = [
    ("District", "Killed", "Injured"),
    ("Orlenz", "14", "32"),
    ("Vardo Bay", "3", "9"),
]
FRAME = "Harbour Relief - Situation report"
REPORT = written(
    [
        [FRAME, "", "Flood in the Tollen valley", "",
         "At least 17 people were killed and 41 were injured by the flood, the interior",
         "ministry said on Tuesday. The water has begun to fall in the lower valley.", "", "Page 1"],
        [FRAME, "", "The districts gave these numbers on Monday evening to the ministry.", "", TABLE, "",
         "The ministry said that another 8 people are missing near the mill at Undal.", "", "Page 2"],
        [FRAME, "", "About 2,300 people left their homes, local police said on Wednesday.", "", "Page 3"],
    ],
    info="/Title (Flood in the Tollen valley) /Author (Harbour Relief) /CreationDate (D:20240502093000Z)",
)  # fmt: skip


def test_a_report_is_read_page_by_page_with_its_tables() -> None:
    article = parse(REPORT, location="report.pdf")
    assert article.title == "Flood in the Tollen valley"
    assert article.published == "2024-05-02"
    tables = [article.text[b.start : b.end] for b in article.blocks if b.role == "table"]
    assert "\n".join(tables) == "District | Killed | Injured\nOrlenz | 14 | 32\nVardo Bay | 3 | 9"
    assert FRAME not in article.text
    assert "Page 2" not in article.text
    for words, page in (("At least 17", 1), ("Vardo Bay | 3", 2), ("another 8", 2), ("2,300", 3)):
        assert article.page_at(article.text.index(words)) == page
    joined = "by the flood, the interior ministry said on Tuesday"
    assert joined in article.text


def test_a_text_without_pages_has_no_page() -> None:
    assert Article(text="Four people died in Orlenz.").page_at(5) is None


def test_a_report_is_parsed_in_the_process_with_limits(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    (only,) = expand([path], Parser().options)
    loaded: Loaded = only.load()
    assert loaded.media == "application/pdf"
    with Parser() as parser:
        assert "At least 17 people" in parser.read(loaded).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nnothing more", "malformed"),
        (REPORT[:300], "malformed"),
        (written([[""]]), "empty"),
        (written([[[("", ""), ("", "")]]]), "empty"),
    ],
)
def test_what_is_no_report_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=r"broken\.pdf") as caught:
        parse(data, location="broken.pdf")
    assert caught.value.reason == reason


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r"pip install 'reportedly\[pdf\]'") as caught:
        parse(REPORT, location="report.pdf")
    assert caught.value.reason == "unsupported"


def test_reading_text_loads_no_reader_of_reports() -> None:
    program = (
        "import sys; from reportedly.pages import parse; "
        "parse(b'Four people died in Orlenz on Monday, police said.', location='x'); "
        "sys.exit('pypdfium2' in sys.modules or 'pdfplumber' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
