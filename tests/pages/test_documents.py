"""JSONL: a line is a document, a wrong line is one failure that names file and line."""

import gzip
import json
from pathlib import Path

import pytest

from reportedly.errors import InputError
from reportedly.pages import Loaded, ReadOptions, expand

OPTIONS = ReadOptions(max_bytes=10_000)
GOOD = b'{"id": "good", "text": "Forty people are missing."}'


def outcomes(path: Path) -> list[str]:
    """What became of each line: the id of what loaded, the reason of what did not."""
    found = []
    for item in expand([path], OPTIONS):
        try:
            item.load()
            found.append(str(item.id))
        except InputError as error:
            named = str(error).startswith(item.location)
            found.append(error.reason if named else str(error))
    return found


def only(path: Path, **fields: object) -> Loaded:
    path.write_text(json.dumps(fields), encoding="utf-8")
    (item,) = expand([path], OPTIONS)
    return item.load()


def test_a_line_is_a_document_with_what_is_known_about_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "Forty people\r\nare missing.\u2028\x00 "
    loaded = only(
        path, id="a-1", text=text, published="2025-01-05", url="https://ordal.example/1", more=[1]
    )
    assert loaded.text == text
    assert loaded.data == text.encode("utf-8")
    assert loaded.published == "2025-01-05"
    assert loaded.url == "https://ordal.example/1"
    assert loaded.capture.location == f"{path}:1"


def test_html_in_a_line_is_bytes_to_parse(tmp_path: Path) -> None:
    loaded = only(tmp_path / "a.jsonl", id="a-1", html="<p>Forty – at least.")
    assert loaded.text is None
    assert loaded.data == "<p>Forty – at least.".encode()
    assert (loaded.media, loaded.charset) == ("text/html", "utf-8")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2025-01-05", "2025-01-05"),
        ("2025-01-05T15:48", "2025-01-05T15:48"),
        ("2025-02-01T18:32:05+05:30", "2025-02-01T18:32:05+05:30"),
        ("2025-02-01T18:32:05Z", "2025-02-01T18:32:05Z"),
        ("2025-02-01 18:32:05.25", "2025-02-01T18:32:05"),
        (None, None),
    ],
)
def test_the_moment_of_publication_is_kept_as_precise_as_given(
    tmp_path: Path, given: str | None, kept: str | None
) -> None:
    assert only(tmp_path / "a.jsonl", text="x", published=given).published == kept


@pytest.mark.parametrize("identity", ["wad-0", 17, "", "ünïcode", 10**30])
def test_an_id_stays_what_it_was(tmp_path: Path, identity: str | int) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": identity, "text": "x"}), encoding="utf-8")
    (item,) = expand([path], OPTIONS)
    assert item.id == identity
    assert type(item.id) is type(identity)


def test_a_document_without_an_id_is_called_by_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('\n{"text": "x"}', encoding="utf-8")
    (item,) = expand([path], OPTIONS)
    assert item.id == f"{path}:2"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "malformed"),
        (b'{"id": "cut", "text": "For', "malformed"),
        (b'["text"]', "malformed"),
        (b'"text"', "malformed"),
        (b"[" * 3_000, "malformed"),
        (b'{"id": ' + b"9" * 5_000 + b', "text": "x"}', "malformed"),
        (b'{"id": "no text"}', "malformed"),
        (b'{"text": 40}', "malformed"),
        (b'{"text": null, "html": null}', "malformed"),
        (b'{"text": "x", "id": ["list"]}', "malformed"),
        (b'{"text": "x", "id": true}', "malformed"),
        (b'{"text": "x", "url": 1}', "malformed"),
        (b'{"text": "x", "published": "yesterday"}', "malformed"),
        (b'{"text": "x", "published": "2025-02-30"}', "malformed"),
        (b'{"text": "x", "published": 20250105}', "malformed"),
        (b'{"text": "half a pair: \\ud83d"}', "encoding"),
        (b'{"text": "x", "id": "\\udc00"}', "encoding"),
        (b'{"text": "caf\xe9"}', "malformed"),
        (b'{"text": " \\n"}', "empty"),
        (b'{"html": ""}', "empty"),
        (b'{"text": "' + b"x" * 10_001 + b'"}', "too_large"),
        (b'{"text": "' + b"x" * 300_000 + b'"}', "too_large"),
    ],
)
def test_a_wrong_line_is_one_failure_and_the_rest_goes_on(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([GOOD, line, GOOD, b""]))
    assert outcomes(path) == ["good", reason, "good"]


def test_a_failure_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n\n" + GOOD + b"\nwrong\n")
    inputs = list(expand([path], OPTIONS))
    with pytest.raises(InputError, match=rf"{path}:4 is not a JSON object"):
        inputs[1].load()


def test_a_mark_at_the_start_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD + b"\r\n" + GOOD + b"\r\n\r\n")
    assert outcomes(path) == ["good", "good"]


def test_compressed_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD + b"\n" + GOOD))
    assert outcomes(path) == ["good", "good"]


def test_damage_in_the_middle_of_compressed_documents_keeps_what_came_before(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD + b"\n") + gzip.compress(GOOD * 99)[:-9])
    assert outcomes(path) == ["good", "malformed"]
    path.write_bytes(b"no gzip at all")
    assert outcomes(path) == ["malformed"]


def test_a_line_without_an_end_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD + b"\n" + bytes(20_000_000)))
    assert outcomes(path) == ["good", "too_large"]


def test_an_empty_file_has_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n\n")
    assert outcomes(path) == ["empty"]
