"""Every kind of bad page, from its file to its article or its reason, through the real parser."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import InputError
from reportedly.pages import Parser, ReadOptions, expand
from reportedly.records import Article

OPTIONS = ReadOptions()
SENTENCES = """The ferry sank off Ordal on Sunday evening, the harbour master said in the town hall.
At least 40 people are missing – “no fewer than that”, said the captain’s brother, who runs a café.
Divers of the Tarvonian coast guard went on searching for them through the night, in rough weather.
The company said that the ship had been inspected in March and had carried 212 people that evening.

"""
TEXT = "Ferry sinks off Ordal\n\n" + SENTENCES * 3
HTML = (
    "<!doctype html><html lang=en><head><title>Ferry sinks off Ordal</title></head><body><article>"
    "<h1>Ferry sinks off Ordal</h1>"
    + "".join(f"<p>{line}</p>" for line in (SENTENCES * 3).splitlines() if line)
    + "</article></body></html>"
)
FIGURE = "At least 40 people are missing – “no fewer than that”, said the captain’s brother"


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(OPTIONS) as parser:
        yield parser


def article(parser: Parser, path: Path) -> Article:
    (only,) = expand([path], OPTIONS)
    return parser.read(only.load())


def outcome(parser: Parser, path: Path) -> str:
    """`read`, or the reason why the page was not."""
    try:
        return "read" if article(parser, path).text else "nothing"
    except InputError as error:
        if str(path) not in str(error):
            raise
        return error.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(("name", "page"), [("a.txt", TEXT), ("a.html", HTML)])
def test_a_page_is_read_in_whatever_encoding_it_is(
    parser: Parser, tmp_path: Path, name: str, page: str, encoding: str
) -> None:
    path = tmp_path / name
    path.write_bytes(page.encode(encoding))
    assert FIGURE in article(parser, path).text


@pytest.mark.parametrize("charset", ["utf-8", "shift_jis", "utf-16", "nonsense"])
def test_a_page_that_declares_a_wrong_encoding_is_read_all_the_same(
    parser: Parser, tmp_path: Path, charset: str
) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(HTML.replace("<head>", f"<head><meta charset={charset}>").encode("cp1252"))
    assert FIGURE in article(parser, path).text


def test_a_text_is_kept_exactly_as_it_was(parser: Parser, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8"))
    assert article(parser, path).text == TEXT.replace("\n", "\r\n")


def test_a_few_nuls_do_not_spoil_a_text(parser: Parser, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.replace("Sunday", "Sun\0day").encode("utf-8"))
    assert "Sun\ufffdday" in article(parser, path).text


def test_invalid_utf_8_is_repaired_with_a_warning(parser: Parser, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("utf-8").replace("–".encode(), b"\xe2\x80", 1))
    read = article(parser, path)
    assert "missing \ufffd “no fewer" in read.text
    assert any("not valid UTF-8" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("empty.html", b" \r\n", "empty"),
        ("nuls.txt", bytes(5_000), "binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        ("noise.txt", bytes(range(256)) * 20, "binary"),
        ("report.txt", b"%PDF-1.7\n" + TEXT.encode(), "malformed"),
        ("twice.txt.gz", gzip.compress(gzip.compress(TEXT.encode(), mtime=0), mtime=0), "binary"),
        ("bomb.html.gz", gzip.compress(bytes(60_000_000), mtime=0), "too_large"),
    ],
)
def test_what_cannot_be_read_has_a_reason(
    parser: Parser, tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert outcome(parser, path) == reason


def _hostile() -> dict[str, bytes]:
    return {
        "deep.html": b"<html><body>" + b"<div>" * 100_000 + HTML.encode(),
        "deep-closed.html": b"<div>" * 100_000 + b"forty" + b"</div>" * 100_000,
        "deep-tables.html": b"<table><tr><td>" * 30_000 + b"forty",
        "open-tags.html": b"<html>" + b"<" * 100_000,
        "entities.html": b"<html><p>" + b"&lt;" * 50_000,
        "comment.html": b"<html><!--" + b"-" * 500_000,
        "json.html": b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
    }


@pytest.mark.parametrize("name", list(_hostile()))
def test_a_hostile_page_is_read_or_refused_and_the_next_page_is_read(
    parser: Parser, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(_hostile()[name])
    (tmp_path / "next.html").write_text(HTML, encoding="utf-8")
    known = {"read", "too_deep", "malformed", "empty", "not_article", "language"}
    assert outcome(parser, tmp_path / name) in known
    assert outcome(parser, tmp_path / "next.html") == "read"


def test_a_line_of_ten_megabytes_is_read_or_refused(parser: Parser, tmp_path: Path) -> None:
    line = " ".join(SENTENCES.split()) + " "
    path = tmp_path / "line.txt"
    path.write_bytes((line.encode() * (9_900_000 // len(line)))[:9_900_000])
    assert outcome(parser, path) in {"read", "too_large", "not_article", "language"}


def test_a_page_that_costs_the_square_of_its_size_is_given_up(tmp_path: Path) -> None:
    """The HTML parser compares each attribute of an element with all those before it."""
    attributes = b" ".join(b"a%d=1" % number for number in range(50_000))
    (tmp_path / "a.html").write_bytes(b"<!doctype html><html><p " + attributes + b">forty")
    (tmp_path / "b.html").write_text(HTML, encoding="utf-8")
    with Parser(ReadOptions(worker_cpu_seconds=2)) as parser:
        assert outcome(parser, tmp_path / "a.html") in {"timeout", "malformed", "too_large"}
        assert outcome(parser, tmp_path / "b.html") == "read"


def test_a_page_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<!doctype html><html>" + b"<p>a</p>" * 500_000)
    (tmp_path / "b.html").write_text(HTML, encoding="utf-8")
    with Parser(ReadOptions(worker_bytes=60_000_000)) as parser:
        assert outcome(parser, tmp_path / "a.html") == "memory"
        assert outcome(parser, tmp_path / "b.html") == "read"


def test_a_parser_made_ready_for_texts_loads_what_other_pages_need(tmp_path: Path) -> None:
    spanish = "Al menos nueve personas murieron y otras cuarenta resultaron heridas el lunes. " * 4
    pages = {"a.txt": TEXT, "b.html": HTML, "c.txt": spanish, "d.txt": TEXT, "e.txt": spanish}
    for name, page in pages.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
    with Parser(OPTIONS, html=False) as parser:
        found = [outcome(parser, tmp_path / name) for name in pages]
    assert found == ["read", "read", "language", "read", "language"]
