"""What the user names becomes inputs, one after the other; what cannot be read says why."""

import gzip
import io
import os
import pickle
import socket
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from reportedly.errors import InputError
from reportedly.pages import Input, ReadOptions, expand

OPTIONS = ReadOptions(max_bytes=100_000)
PAGE = "<html><body><p>Forty people are missing in Ordal.</p></body></html>"


def reason(target: str | Path) -> tuple[str, str]:
    """The reason and the message with which the only input of a target fails."""
    (only,) = expand([target], OPTIONS)
    with pytest.raises(InputError) as caught:
        only.load()
    return caught.value.reason, str(caught.value)


def locations(target: Path) -> list[str]:
    return [
        Path(item.location).relative_to(target).as_posix() for item in expand([target], OPTIONS)
    ]


def test_a_file_is_one_input_with_its_bytes_and_its_capture(tmp_path: Path) -> None:
    path = tmp_path / "ordal.html"
    path.write_text(PAGE, encoding="utf-8")
    (only,) = expand([str(path)], OPTIONS)
    loaded = only.load()
    assert only.location == only.id == str(path)
    assert loaded.data == PAGE.encode()
    assert loaded.media == "text/html"
    assert loaded.text is None
    assert loaded.capture.location == str(path)
    assert loaded.capture.status is None
    assert loaded.capture.page_hash is not None
    assert len(loaded.capture.page_hash) == 64


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("a.htm", "text/html"),
        ("a.XHTML", "application/xhtml+xml"),
        ("a.txt", "text/plain"),
        ("a.php", None),
        ("a", None),
    ],
)
def test_the_ending_says_what_a_file_is_and_a_named_file_needs_none(
    tmp_path: Path, name: str, media: str | None
) -> None:
    (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (only,) = expand([tmp_path / name], OPTIONS)
    assert only.load().media == media


@pytest.mark.parametrize("name", ["a.html.gz", "saved-by-a-tool.html"])
def test_a_compressed_page_is_the_same_page_whatever_it_is_called(
    tmp_path: Path, name: str
) -> None:
    plain, packed = tmp_path / "a.html", tmp_path / name
    plain.write_text(PAGE, encoding="utf-8")
    packed.write_bytes(gzip.compress(PAGE.encode(), mtime=0))
    one, other = (item.load() for item in expand([plain, packed], OPTIONS))
    assert one.data == other.data
    assert one.capture.page_hash == other.capture.page_hash
    assert other.media == "text/html"


def test_a_directory_is_read_recursively_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ["b/2.txt", "b/10.html", "a.htm.gz", "c.jpg", ".hidden.txt", ".git/x.txt", "B.TXT"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("forty", encoding="utf-8")
    assert locations(tmp_path) == ["B.TXT", "a.htm.gz", "b/10.html", "b/2.txt"]


def test_a_directory_that_contains_itself_by_a_link_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("forty", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert locations(tmp_path) == ["a.txt", "link.txt"]


def test_documents_in_a_directory_are_inputs_beside_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("forty", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": 1, "text": "x"}\n{"id": 2, "text": "y"}\n')
    assert [item.id for item in expand([tmp_path], OPTIONS)] == [str(tmp_path / "a.txt"), 1, 2]


def test_a_missing_path(tmp_path: Path) -> None:
    assert reason(tmp_path / "nowhere")[0] == "missing"
    assert reason(tmp_path / "nowhere" / "deeper.txt")[0] == "missing"
    assert reason(tmp_path / ("n" * 300))[0] == "unreadable"
    assert reason("")[0] == "missing"
    assert reason("a\0b")[0] == "missing"


def test_an_address_without_its_scheme_is_told_so() -> None:
    code, message = reason("www.ordal-post.example/fire")
    assert code == "missing"
    assert "https://www.ordal-post.example/fire" in message


@pytest.mark.parametrize("address", ["ftp://ordal.example/a", "file:///etc/passwd", "gopher://x"])
def test_only_http_is_fetched(address: str) -> None:
    assert reason(address)[0] == "unsupported"


def test_a_password_in_an_address_is_refused_and_printed_nowhere() -> None:
    (only,) = expand(["https://reader:hunter2@ordal.example/fire"], OPTIONS)
    assert only.location == "https://ordal.example/fire"
    code, message = reason("https://reader:hunter2@ordal.example/fire")
    assert code == "unsupported"
    assert "hunter2" not in message


def test_a_directory_without_pages_says_what_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "fire.jpg").write_bytes(b"x")
    code, message = reason(tmp_path)
    assert code == "no_pages"
    for ending in (".html", ".htm", ".txt", ".jsonl", ".gz"):
        assert ending in message


def test_200_megabytes_are_refused_by_their_size(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    code, message = reason(path)
    assert code == "too_large"
    assert "200,000,000 bytes" in message


def test_a_file_without_a_size_is_read_up_to_the_cap() -> None:
    endless = Path("/proc/self/environ")
    if not endless.exists():
        pytest.skip("this system has no /proc")
    (only,) = expand([endless], ReadOptions(max_bytes=1))
    with pytest.raises(InputError) as caught:
        only.load()
    assert caught.value.reason == "too_large"


def test_a_gzip_bomb_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(gzip.compress(bytes(50_000_000), mtime=0))
    assert path.stat().st_size < OPTIONS.max_bytes
    assert reason(path)[0] == "too_large"


def test_damaged_gzip_is_malformed(tmp_path: Path) -> None:
    path = tmp_path / "cut.html.gz"
    path.write_bytes(gzip.compress(PAGE.encode(), mtime=0)[:-9])
    assert reason(path)[0] == "malformed"


def test_pipes_sockets_and_devices_are_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        assert reason(tmp_path / "pipe.txt")[0] == "special"
        assert reason(tmp_path / "socket.txt")[0] in ("special", "unreadable")
    assert reason("/dev/zero")[0] == "special"
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert reason(tmp_path / "pipe.jsonl")[0] == "special"


def test_what_may_not_be_read_says_so(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text("forty", encoding="utf-8")
    user = os.geteuid()
    closed.chmod(0)
    if user == 0:
        os.seteuid(65_534)  # the system refuses root nothing
    try:
        assert reason(closed / "a.txt")[0] == "unreadable"
        assert reason(closed)[0] == "unreadable"
    finally:
        os.seteuid(user)
        closed.chmod(0o700)


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("forty", encoding="utf-8")
    targets: list[str | Path] = ["/nowhere", tmp_path / "a.txt", "ftp://x", tmp_path]
    outcomes = []
    for item in expand(targets, OPTIONS):
        try:
            outcomes.append(item.load().data)
        except InputError as error:
            outcomes.append(error.reason.encode())
    assert outcomes == [b"missing", b"forty", b"unsupported", b"forty"]


def test_a_file_that_goes_away_before_its_turn_is_one_failure(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
    read = []
    for item in expand([tmp_path], OPTIONS):
        if item.location.endswith("a.txt"):
            (tmp_path / "b.txt").unlink()
        try:
            read.append(item.load().data)
        except InputError as error:
            read.append(error.reason.encode())
    assert read == [b"a", b"missing", b"c"]


def test_nothing_is_read_before_its_turn(tmp_path: Path) -> None:
    def targets() -> Iterator[str]:
        yield "/nowhere"
        raise AssertionError("the second target was asked for too early")

    assert len(list(islice(expand(targets(), OPTIONS), 1))) == 1


def test_a_name_that_is_not_unicode_can_be_read_printed_and_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(b"forty")
    except OSError:
        pytest.skip("this file system takes only names in Unicode")
    (only,) = expand([os.fsdecode(path)], OPTIONS)
    assert only.load().data == b"forty"
    assert only.location.endswith("caf\\xe9.txt")
    only.location.encode("utf-8")


def from_standard_input(data: bytes) -> list[Input]:
    return list(expand(["-"], OPTIONS, standard_input=io.BytesIO(data)))


@pytest.mark.parametrize(
    "data",
    [PAGE.encode(), b"{ a text with a brace }\nand more", b"", b"{}", gzip.compress(b"x", mtime=0)],
)
def test_standard_input_is_a_page(data: bytes) -> None:
    (only,) = from_standard_input(data)
    assert only.location == "-"
    assert only.load().data == (b"x" if data.startswith(b"\x1f") else data)


def test_standard_input_may_be_documents() -> None:
    first, second = from_standard_input(b'{"id": "one", "text": "x"}\n\n{"id": "two", "html": "y"}')
    assert (first.location, first.id) == ("-:1", "one")
    assert (second.location, second.id) == ("-:3", "two")


def test_without_a_standard_input_there_is_nothing_to_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert reason("-")[0] == "missing"


class Unreadable(io.RawIOBase):
    """A standard input that is a directory, as in `reportedly read - < folder`."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise IsADirectoryError(21, "Is a directory")


def test_a_standard_input_that_cannot_be_read_is_a_failure() -> None:
    (only,) = expand(["-"], OPTIONS, standard_input=io.BufferedReader(Unreadable()))
    with pytest.raises(InputError) as caught:
        only.load()
    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize("data", [b"x" * 100_001, b"x\n" * 60_000])
def test_standard_input_has_the_same_cap(data: bytes) -> None:
    (only,) = from_standard_input(data)
    with pytest.raises(InputError) as caught:
        only.load()
    assert caught.value.reason == "too_large"


def test_inputs_of_files_and_lines_can_be_sent_to_another_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("forty", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "x"}\nwrong\n', encoding="utf-8")
    inputs = list(expand([tmp_path], OPTIONS))
    assert pickle.loads(pickle.dumps(inputs)) == inputs  # noqa: S301  (our own bytes)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("missing.txt", "check the path"),
        ("folder/page.html.gz", "check the path"),
        ("example.org/news/1", "for an address, write https://example.org/news/1"),
        ("example.org", "for an address, write https://example.org"),
    ],
)
def test_what_is_not_there_is_told_what_it_looks_like(name: str, hint: str) -> None:
    (only,) = expand([name], ReadOptions())
    with pytest.raises(InputError, match=hint):
        only.load()
