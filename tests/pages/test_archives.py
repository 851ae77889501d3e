"""Archives: each record an input, what is damaged a row with its place, and nothing held whole."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from bench.archived import InventedPage, packed, record, record_id
from fastwarc.stream_io import ZstdWriter

from bench import archived
from reportedly.errors import InputError
from reportedly.pages import Input, ReadOptions, expand, inputs
from reportedly.pages.archives import unpacking, warc
from reportedly.pages.archives.entries import Entry, Fault

OPTIONS = ReadOptions(max_bytes=100_000)
PAGES = list(archived.pages(4))
RECORDS = [record(page.url, page.html, number=at) for at, page in enumerate(PAGES)]


def outcome(page: Input) -> str:
    """The address of a page that can be read, else the reason."""
    try:
        return page.load().url or page.location
    except InputError as error:
        return error.reason


def read_here(data: bytes, path: Path) -> list[str]:
    """What a WARC file gives, opened in this process: the number of each record, or its fault."""
    path.write_bytes(data)
    numbers = {page.url: str(at) for at, page in enumerate(PAGES)}
    with path.open("rb") as stream:
        found = list(warc.entries(stream, 0, OPTIONS.max_bytes, lambda: None))
    return [
        numbers[item.head.url or ""]
        if isinstance(item, Entry)
        else f"{item.reason}@{item.offset}{' end' if item.rest else ''}"
        for item in found
    ]


def test_each_record_is_a_page_with_its_address_and_the_moment_of_its_capture(
    tmp_path: Path,
) -> None:
    archive = tmp_path / "CC-NEWS-20240501000000-00001.warc.gz"
    archived.write_warc(archive, PAGES)
    found = list(expand([archive], OPTIONS))
    assert [page.location for page in found] == [page.url for page in PAGES]
    loaded = found[1].load()
    assert loaded.data == PAGES[1].html
    assert loaded.capture.retrieved == PAGES[1].retrieved
    assert loaded.capture.status == 200
    assert (loaded.media, loaded.charset, loaded.url) == ("text/html", "utf-8", PAGES[1].url)
    headers = dict(loaded.capture.headers)
    assert headers["warc-file"] == archive.name
    assert headers["warc-record-id"] == record_id(2)
    offset = int(headers["warc-offset"])
    assert record_id(2).encode() in gzip.decompress(archive.read_bytes()[offset:])[:400]
    assert found[1].where == f"{archive}@{offset} {record_id(2)}"
    assert all(a.size >= 0 for a in found)
    assert sum(page.size for page in found) <= archive.stat().st_size


def test_texts_of_wet_files_are_pages(tmp_path: Path) -> None:
    archive = tmp_path / "CC-NEWS-20240501000000-00001.warc.wet.gz"
    archived.write_wet(archive, PAGES)
    loaded = [page.load() for page in expand([archive], OPTIONS)]
    assert [item.data.decode() for item in loaded] == [page.text for page in PAGES]
    assert {item.media for item in loaded} == {"text/plain"}


def test_only_answers_that_hold_a_page_are_read(tmp_path: Path) -> None:
    def of(http: str, kind: str = "response") -> bytes:
        return record("https://gazette.example/x", b"<html>x", kind=kind, http=http)

    data = [
        of("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"),
        of("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
        of("HTTP/1.1 301 Moved\r\nLocation: /y\r\n\r\n"),
        of("GET / HTTP/1.1\r\n\r\n", kind="request"),
        RECORDS[3],
    ]
    assert read_here(packed(data), tmp_path / "a.warc.gz") == ["3"]


@pytest.mark.parametrize(
    ("http", "body", "found"),
    [
        ("Content-Encoding: gzip", gzip.compress(b"<p>Orlenz</p>", mtime=0), b"<p>Orlenz</p>"),
        ("Content-Encoding: gzip", b"<p>decoded already</p>", b"<p>decoded already</p>"),
        ("Content-Encoding: br", b"<p>decoded already</p>", b"<p>decoded already</p>"),
        ("Transfer-Encoding: chunked", b"5\r\n<p>Or\r\n4\r\nlenz\r\n0\r\n\r\n", b"<p>Orlenz"),
        ("Transfer-Encoding: chunked", b"<p>decoded already</p>", b"<p>decoded already</p>"),
    ],
)
def test_bodies_are_taken_out_of_their_codings(
    tmp_path: Path, http: str, body: bytes, found: bytes
) -> None:
    path = tmp_path / "a.warc"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{http}\r\n\r\n"
    path.write_bytes(record("https://gazette.example/x", body, http=answer))
    with path.open("rb") as stream:
        (only,) = warc.entries(stream, 0, OPTIONS.max_bytes, lambda: None)
    assert isinstance(only, Entry)
    assert only.data == found


def start(number: int, whole: Callable[[bytes], bytes] = bytes) -> int:
    return sum(len(whole(one)) for one in RECORDS[:number])


def member(one: bytes) -> bytes:
    return packed([one])


WRONG_LONG = record(PAGES[1].url, PAGES[1].html, number=1, length=len(PAGES[1].html) + 400)
WRONG_ENDLESS = record(PAGES[1].url, PAGES[1].html, number=1, length=10**12)
WRONG_SHORT = record(PAGES[1].url, PAGES[1].html, number=1, length=300)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(packed(RECORDS)[:-40], ["0", "1", "2", f"malformed@{start(3, member)} end"],
                     id="the last member is cut"),
        pytest.param(b"".join(RECORDS)[:-40], ["0", "1", "2", f"malformed@{start(3)} end"],
                     id="the last record is cut"),
        pytest.param(packed(RECORDS)[: start(3, member) + 20],
                     ["0", "1", "2", f"malformed@{start(2, member)} end"],
                     id="the last member is cut in its header"),
        pytest.param(member(RECORDS[0]) + member(RECORDS[1])[:200] + packed(RECORDS[2:]),
                     ["0", "malformed@0", "2", "3"], id="a member is cut"),
        pytest.param(member(RECORDS[0]) + b"rubbish" * 9 + packed(RECORDS[1:]),
                     ["0", "malformed@0", "1", "2", "3"], id="rubbish between members"),
        pytest.param(RECORDS[0] + b"rubbish\n" * 9 + b"".join(RECORDS[1:]),
                     ["0", "malformed@0", "1", "2", "3"], id="rubbish between records"),
        *(
            pytest.param(join([RECORDS[0], wrong, *RECORDS[2:]]),
                         ["0", f"malformed@{len(join(RECORDS[:1]))}", "2", "3"],
                         id=f"{name} {form}")
            for name, wrong in (("too long", WRONG_LONG), ("too short", WRONG_SHORT))
            for form, join in (("plain", b"".join), ("gzip", packed))
        ),
        pytest.param(b"\0" * 500, ["malformed@0 end"], id="zeros"),
        pytest.param(packed([b"no record"]), ["malformed@0 end"], id="no WARC"),
    ],
)  # fmt: skip
def test_reading_goes_on_behind_damage(tmp_path: Path, data: bytes, found: list[str]) -> None:
    assert read_here(data, tmp_path / "a.warc") == found


@pytest.mark.parametrize("join", [b"".join, packed])
def test_a_record_longer_than_its_archive_is_too_large_and_damaged(
    tmp_path: Path, join: Callable[[list[bytes]], bytes]
) -> None:
    at = len(join(RECORDS[:1]))
    found = read_here(join([RECORDS[0], WRONG_ENDLESS, *RECORDS[2:]]), tmp_path / "a.warc")
    assert found == ["0", f"too_large@{at}", f"malformed@{at}", "2", "3"]


def test_a_file_of_one_member_is_read_too(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(RECORDS))
    assert read_here(whole, tmp_path / "a.warc.gz") == ["0", "1", "2", "3"]
    assert "malformed" in read_here(whole[:-200], tmp_path / "b.warc.gz")[-1]


def test_a_bomb_or_a_record_of_a_gigabyte_is_a_row_and_is_never_held(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    packed_body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    path = tmp_path / "a.warc"
    with path.open("wb") as file:  # most of it a hole, which takes no disk
        file.write(RECORDS[0] + record(PAGES[1].url, bomb, number=1, http=packed_body))
        huge = record(PAGES[2].url, b"", number=2, length=1_000_000_000)
        http = huge.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
        file.write(huge.removesuffix(b"\r\n\r\n"))
        file.seek(1_000_000_000 - len(http), 1)
        file.write(b"\r\n\r\n" + RECORDS[3])
    options = ReadOptions(max_bytes=OPTIONS.max_bytes, worker_bytes=60_000_000)
    found = list(expand([path], options))
    assert [outcome(page) for page in found][::3] == [PAGES[0].url, PAGES[3].url]
    assert [outcome(page) for page in found][1:3] == ["too_large", "too_large"]
    with pytest.raises(InputError, match=rf"a.warc@\d+ {record_id(2)}.*{PAGES[2].url}"):
        found[2].load()


def test_what_breaks_the_process_costs_what_stands_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(RECORDS))
    starts: list[int] = []

    def sent(_stream: object, _form: object, start: int, _options: object):  # type: ignore[no-untyped-def]
        starts.append(start)
        with path.open("rb") as stream:
            for item in warc.entries(stream, start, OPTIONS.max_bytes, lambda: None):
                yield item
                if isinstance(item, Entry) and item.head.url == PAGES[1].url and len(starts) == 1:
                    raise InputError("the process that opens it ended (status -9)", "crashed")

    monkeypatch.setattr(unpacking, "_sent", sent)
    found = [outcome(page) for page in expand([path], OPTIONS)]
    assert found == [PAGES[0].url, PAGES[1].url, "crashed", PAGES[2].url, PAGES[3].url]


def test_lines_of_zstd_are_read_and_a_cut_or_endless_file_says_so(tmp_path: Path) -> None:
    path, cut, bomb = (tmp_path / name for name in ("a.jsonl.zst", "b.jsonl.zst", "c.jsonl.zst"))
    for target, data in ((path, archived.lines(PAGES)), (bomb, b"a" * 40_000_000)):
        with target.open("wb") as file, ZstdWriter(file) as writer:
            writer.write(data)
    cut.write_bytes(path.read_bytes()[:-60])
    loaded = [page.load() for page in expand([path], OPTIONS)]
    assert [item.text for item in loaded] == [page.text for page in PAGES]
    assert [item.capture.retrieved for item in loaded] == [page.retrieved for page in PAGES]
    assert outcome(list(expand([cut], OPTIONS))[-1]) == "malformed"
    assert outcome(list(expand([bomb], OPTIONS))[-1]) == "too_large"


def test_broken_lines_are_counted_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = archived.lines(PAGES[:2]).splitlines()
    path.write_bytes(b"\n".join([good[0], b'{"text": ', b"[]", b'{"id": 1}', good[1]]))
    reasons = [outcome(page) for page in expand([path], OPTIONS)]
    assert reasons == [PAGES[0].url, "malformed", "malformed", "malformed", PAGES[1].url]


def write_parquet(path: Path, columns: dict[str, list[object]]) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow import parquet

    parquet.write_table(arrow.table(columns), path)


def columns_of(pages: list[InventedPage]) -> dict[str, list[object]]:
    rows = [archived.row(page) for page in pages]
    return {name: [one[name] for one in rows] for name in rows[0]}


def test_rows_of_parquet_are_pages(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    write_parquet(path, {**columns_of(PAGES), "views": [1, 2, 3, 4]})
    found = list(expand([path], OPTIONS))
    loaded = [page.load() for page in found]
    assert [item.text for item in loaded] == [page.text for page in PAGES]
    assert [item.published for item in loaded] == [page.published for page in PAGES]
    assert [item.capture.retrieved for item in loaded] == [page.retrieved for page in PAGES]
    assert [page.id for page in found] == [page.url for page in PAGES]


def test_parquet_without_the_columns_or_with_bad_rows_says_so(tmp_path: Path) -> None:
    other, odd, cut = (tmp_path / f"{name}.parquet" for name in ("other", "odd", "cut"))
    write_parquet(other, {"body": ["x"], "link": ["y"]})
    (only,) = expand([other], OPTIONS)
    with pytest.raises(InputError, match=r"no column `text` or `html`.*body, link"):
        only.load()
    texts = [PAGES[0].text, None, " ", "x" * 200_000, PAGES[1].text]
    dates = ["2024-05-01", None, None, None, "some day"]
    write_parquet(odd, {"text": [*texts], "published": [*dates]})
    reasons = [outcome(page) for page in expand([odd], OPTIONS)]
    assert reasons == [f"{odd}@0", "empty", "empty", "too_large", "malformed"]
    cut.write_bytes(odd.read_bytes()[:-30])
    assert [outcome(page) for page in expand([cut], OPTIONS)] == ["malformed"]


def test_nonsense_of_the_process_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(RECORDS[0])
    program = "import sys; sys.stdout.buffer.write(b'P' + b'\\xff' * 12)"

    def takes_over(*_: object, **__: object) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, bufsize=0)

    monkeypatch.setattr(unpacking, "started", takes_over)
    (only,) = expand([path], OPTIONS)
    assert outcome(only) == "crashed"


def test_a_directory_is_walked_in_order_holding_few_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(25):
        (tmp_path / f"{number:02}.txt").write_text("x", encoding="utf-8")
    (tmp_path / "07b").mkdir()
    (tmp_path / "07b" / "inside.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(inputs, "NAMES_AT_A_TIME", 4)
    found = [Path(page.location).name for page in expand([tmp_path], OPTIONS)]
    assert len(found) == 26
    assert found.index("inside.txt") == found.index("07.txt") + 1 or found[8] == "inside.txt"
    flat = [name for name in found if name != "inside.txt"]
    assert all(before < after for before, after in pairwise(flat))


def test_what_is_said_of_a_fault_is_bounded() -> None:
    head = json.loads(Fault(offset=1, reason="malformed", message="x").model_dump_json())
    assert set(head) == {"offset", "record", "url", "reached", "reason", "message", "rest"}
