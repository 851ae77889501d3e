"""Lines and numbers of lines that no page has: read as they stand, by ways whose work is bounded."""

import re

from reportedly.pages import from_text
from reportedly.pages.roles import preamble
from reportedly.pages.roles.context import MOST_BYLINES
from reportedly.records import Article

LEAD = (
    "Nine people were killed in the town of Harrow on Monday when a bridge fell into the river, "
    "the police of the valley said."
)


def roles(article: Article) -> list[tuple[str, str]]:
    return [(b.role, " ".join(article.text[b.start : b.end].split())) for b in article.blocks]


def test_a_headline_with_a_hundred_thousand_spaces_before_its_dash() -> None:
    text = f"Bridge falls in Harrow{' ' * 100_000}- Post\n\n{LEAD}"
    assert roles(from_text(text)) == [("headline", "Bridge falls in Harrow - Post"), ("body", LEAD)]


def test_bars_cut_a_line_where_they_did() -> None:
    before = re.compile(r"\s*[|•]\s*|\s[–—-]\s|\s/\s|\s>\s")
    for line in ("a | b", "a|b", " | a", "a | | b", "a  |  • b |", "a - b / c > d", "|", "a |"):
        assert preamble.PARTS.split(line) == before.split(line), line


def test_the_headline_that_a_page_prints_twice_among_ten_thousand_lines() -> None:
    lines = [f"Bridge {number} falls down" for number in range(10_000)]
    page = "\n".join([*lines, "Ferry sinks off Essel", "News | Ferry sinks off Essel", "", LEAD])
    article = from_text(page)
    assert article.title == "Ferry sinks off Essel"


def test_a_line_that_holds_itself_between_bars_is_no_second_printing() -> None:
    page = f"Ferry sinks off Essel |\nBridge falls in Harrow\n\n{LEAD}"
    assert from_text(page).blocks


def test_a_line_of_marks_before_words_is_read() -> None:
    assert from_text("* " * 50_000 + "of all the papers").blocks


def test_biographies_are_looked_for_of_some_authors_only() -> None:
    bylines = [f"By Ann Orl{'abcdefghij'[n % 10] * (n + 1)}" for n in range(MOST_BYLINES + 20)]
    page = "\n".join(["Bridge falls in Harrow", *bylines, "", LEAD])
    assert ("body", LEAD) in roles(from_text(page))
