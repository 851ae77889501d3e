"""What holds of any input: blocks in order and inside the text, and no errors but our own."""

import os
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import ReportedlyError
from reportedly.pages.parsing import body_of, from_text, parse
from reportedly.records import Article

MOST = int(os.environ.get("REPORTEDLY_EXAMPLES", "60"))
RELAXED = settings(max_examples=MOST, deadline=None, suppress_health_check=[HealthCheck.too_slow])

LINES = st.sampled_from(
    [
        "HARROW POST | your valley, every day",
        "Home | News | Sport | Log in",
        "Bridge collapse kills nine in Harrow",
        "Bridge collapse kills nine in Harrow - Harrow Post",
        "By Ada Renn in Harrow",
        "Updated: 03-04-2026 18:32 IST | Created: 04/03/2026",
        "2 hours ago",
        "HARROW, Corvan, March 4 (Nordwire) -- Nine people were killed when a bridge fell on Monday.",
        "At least 12 people were killed and 40 injured in the north of the country, police said.",
        '"We are still counting," the mayor said. (Nordwire)',
        "READ ALSO: 14 dead in mine",
        "Most popular",
        "1. Ferry sinks with 80 aboard",
        "Advertisement",
        "Boots from 20 corons. Buy now >",
        "Photo: Soldiers on a bridge. (A. Renn / Harrow Post)",
        "Correction: an earlier version said ten.",
        "14:05 Rescuers reach the village, the army says.",
        "Town | Killed | Injured",
        "Harrow | 9 | 12",
        "Tags: bridges, Harrow",
        "© 2026 Harrow Post. All rights reserved.",
        "(With inputs from agencies.)",
        "",
        "   ",
        "\t\u00a0",
    ]
)
PAGES = st.lists(LINES, max_size=25).map("\n".join)
TAGS = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "h1",
        "h2",
        "li",
        "ul",
        "table",
        "tr",
        "td",
        "a",
        "blockquote",
        "figure",
        "figcaption",
        "article",
        "script",
        "style",
        "title",
        "head",
        "body",
        "br",
        "time",
        "meta",
        "link",
        "section",
        "aside",
        "nav",
        "footer",
        "form",
        "svg",
        "math",
        "template",
        "!doctype",
    ]
)


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Markup as no one should write it."""
    parts = []
    for _ in range(draw(st.integers(0, 30))):
        tag = draw(TAGS)
        attribute = draw(
            st.sampled_from(
                [
                    "",
                    ' class="article-body"',
                    ' property="og:title" content="A & B',
                    ' type="application/ld+json"',
                    ' datetime="2026-13-45"',
                    " <",
                    ' href="javascript:x()"',
                ]
            )
        )
        parts.append(
            draw(st.sampled_from([f"<{tag}{attribute}>", f"</{tag}>", f"<{tag}", "<!--", "]]>"]))
        )
        parts.append(
            draw(
                st.one_of(
                    st.text(max_size=20),
                    LINES,
                    st.just('{"@type": ["NewsArticle"], "author": [[]]}'),
                )
            )
        )
    return "".join(parts)


def check(article: Article, text: str | None = None) -> None:
    if text is not None:
        assert article.text == text
    reached = 0
    for block in article.blocks:
        assert reached <= block.start < block.end <= len(article.text)
        words = article.text[block.start : block.end]
        assert words.strip(), "a block without words"
        reached = block.end
    assert Article.model_validate_json(article.model_dump_json()) == article
    body_of(article)


@RELAXED
@given(st.text())
def test_any_text_is_an_article_of_some_blocks(text: str) -> None:
    check(from_text(text), text)


@RELAXED
@given(PAGES, st.booleans())
def test_any_order_of_a_pages_lines_is_read(text: str, whole: bool) -> None:
    article = from_text(text, whole=whole)
    check(article, text)
    covered = sum(len(text[block.start : block.end].split()) for block in article.blocks)
    assert covered == len(text.split()), "every word belongs to a block"
    if whole:
        assert all(block.role != "related" for block in article.blocks)


@RELAXED
@given(PAGES)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert from_text(text) == from_text(text)


def test_a_surrogate_without_its_other_half_becomes_one_other_character() -> None:
    article = from_text("Nine people were killed \ud83d near the town of Harrow on Monday.")
    assert article.text[24] == "\ufffd"
    check(article)


@RELAXED
@given(st.binary(max_size=400), st.sampled_from([None, "text/html", "text/plain", "image/png"]))
def test_random_bytes_raise_only_errors_of_ours(data: bytes, media: str | None) -> None:
    with suppress(ReportedlyError):
        check(parse(data, location="page", media=media))


@RELAXED
@given(soups())
def test_tag_soup_raises_only_errors_of_ours(soup: str) -> None:
    with suppress(ReportedlyError):
        check(parse(soup.encode("utf-8", "replace"), location="page", media="text/html"))
