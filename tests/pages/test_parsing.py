"""What kind of page some bytes are, and which pages are not for us."""

import pytest

from reportedly.errors import InputError, SkippedInputError
from reportedly.pages.parsing import LARGEST, is_html, parse
from reportedly.pages.text import from_text

TEXT = (
    "Bridge collapse kills nine in Harrow\n\n"
    "Nine people were killed when a bridge fell into the river at Harrow on Monday, the police said.\n"
)


def reason(data: bytes, media: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        parse(data, location="page", media=media)
    assert str(caught.value).startswith("page")
    return caught.value.reason


def test_plain_text_is_kept_exactly() -> None:
    assert parse(TEXT.encode(), location="page").text == TEXT


@pytest.mark.parametrize(
    ("page", "media", "html"),
    [
        ("<!DOCTYPE html><html>", None, True),
        ("\n <!-- saved --> <html lang=en>", "text/plain", True),
        ("<?xml version='1.0'?>\n<html xmlns='x'>", None, True),
        ("<p>Nine</p> people", "text/html; charset=utf-8", True),
        ("Nine people were killed.", "text/html", False),
        ("Nine people were killed.", None, False),
        ("<b>Nine</b> people; 3 < 4", None, False),
        ("<div><p>Nine</p></div>", None, True),
    ],
)
def test_html_is_told_by_its_look_first(page: str, media: str | None, html: bool) -> None:
    assert is_html(page, media) is html


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\xef\xbb\xbf \n"])
def test_nothing_but_blanks_is_empty(data: bytes) -> None:
    assert reason(data) == "empty"


def test_binary_data_is_refused() -> None:
    assert reason(b"\x89PNG\r\n\x1a\n" + bytes(range(256))) == "binary"


def test_a_page_of_monstrous_size_is_refused_before_it_is_decoded() -> None:
    assert reason(b"a" * (LARGEST + 1)) == "too_large"


def test_a_line_of_ten_megabytes_is_read() -> None:
    article = parse(("Nine people were killed. " * 400_000).encode(), location="page")
    assert len(article.blocks) == 1


def test_nuls_are_no_reason_to_fail() -> None:
    assert parse(TEXT.replace("Harrow", "Har\0row").encode(), location="page").published is None


@pytest.mark.parametrize(
    "page",
    [
        "Home | News | Sport\nLog in\nMost read\nFerry sinks with 80 aboard\nOil up 2%\n© 2026 Harrow Post",
        "Menu\nSubscribe\nWe use cookies. Accept all | Manage choices",
        "Top stories\nBridge closed\nDam breaks\nTags: Harrow\nShare (12)",
    ],
)
def test_a_sites_lines_without_running_text_are_no_article(page: str) -> None:
    with pytest.raises(SkippedInputError) as caught:
        parse(page.encode(), location="page")
    assert caught.value.reason == "not_article"
    assert from_text(page).text == page, "text that is at hand is never refused"


@pytest.mark.parametrize(
    "text", ["Nine killed in Harrow", "Nine killed in Harrow, police say\n", TEXT]
)
def test_a_short_text_is_an_article(text: str) -> None:
    assert parse(text.encode(), location="page").blocks
