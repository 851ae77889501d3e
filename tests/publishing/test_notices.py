"""Changes as RSS: well-formed whatever pages say, written whole or not at all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportedly.errors import UsageError
from reportedly.pages.feeds.parsing import parse
from reportedly.publishing.notices import rss, write_rss
from reportedly.records import SeriesChange


def change(**fields: object) -> SeriesChange:
    plain = {"id": "1", "type": "new figure", "at": "2026-03-09T10:00:00Z", "series": "s"}
    more = {"title": "killed: people, Tarn", "kind": "killed", "before": "12", "figure": "15"}
    rest = {"page": "https://post.example/1", "statement": "a", "sentence": "Fifteen died in Tarn."}
    return SeriesChange.model_validate(plain | more | rest | fields)


def test_a_feed_reader_finds_the_changes() -> None:
    listing = parse(rss([change(), change(id="2", page="https://post.example/2")]), location="x")
    assert [entry.address for entry in listing.entries] == [
        "https://post.example/1",
        "https://post.example/2",
    ]
    assert {entry.at for entry in listing.entries} == {"2026-03-09T10:00:00Z"}
    root = etree.fromstring(rss([change(origin="Ada Brunn", new_origin=True)]))
    title = "killed: people, Tarn: 12 → 15, new origin: Ada Brunn (https://post.example/1)"
    assert root.findtext("channel/item/title") == title
    assert root.findtext("channel/item/description") == "“Fifteen died in Tarn.”"


def test_nothing_changed_yet() -> None:
    assert parse(rss([]), location="x").entries == ()


@given(st.text(max_size=40))
@settings(max_examples=50, deadline=None)
def test_no_words_of_a_page_break_the_feed(words: str) -> None:
    data = rss([change(sentence=words, origin=words, page=f"javascript:{words}")])
    root = etree.fromstring(data)
    assert root.find("channel/item/link") is None
    assert data == rss([change(sentence=words, origin=words, page=f"javascript:{words}")])


def test_a_file_that_cannot_be_written_keeps_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "changes.xml"
    write_rss(path, [change()])
    assert path.read_bytes() == rss([change()])
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(UsageError, match="cannot be written"):
        write_rss(tmp_path / "nowhere" / "changes.xml", [])
