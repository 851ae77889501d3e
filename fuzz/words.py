"""What inputs are made of: words of the vocabulary, numbers, odd characters, lines of the examples."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
VOCABULARY = ROOT / "src" / "reportedly" / "vocabulary"

LONGEST_WORD = 40
"""Bytes of the longest entry of the fuzzer's dictionary, which refuses more than 64."""

NUMBERS = (
    *(
        "0",
        "00",
        "1",
        "7",
        "12",
        "1,200",
        "3.5",
        "1.2bn",
        "20k",
        "10-15",
        "5%",
        "$5",
        "€3m",
        "£1.5",
    ),
    *("1st", "2/3", "½", "1e9", "1e400", "9" * 19, "9" * 400, "0x10", "-4", "+4", "1,2,3", "1.2.3"),
    *(
        "2024",
        "2024-02-30",
        "31/12/2024",
        "14:05",
        "25:61",
        "7pm",
        "1990s",
        "'90s",
        "٣٤",
        "１２",
        "²",
    ),
    *("one", "a hundred and fifty", "half a million", "one in three", "dozens", "twenty-"),
)
ODD = (
    *("\x00", "\x1b[31m", "\u200b", "\u200e", "\u202e", "\ufeff", "\ufffd", "\ufffc", "\u0301"),
    *("e\u0301", "İ", "ß", "ﬁ", "ǅ", "\U0001f469\u200d\U0001f692", "\U00010400", "\u2028", "\x85"),
    *(
        "\r",
        "\r\n",
        "\t",
        "\u00a0",
        "\u3000",
        "\n\n",
        "\f",
        "\v",
        "\x1c",
        "…",
        "...",
        "—",
        "–",
        "-",
    ),
    *('"', "'", "“", "”", "‘", "’", "«", "»", "``", "''", "(", ")", "[", "]", "|", "/", ":", ";"),
    *("&", "<", ">", "%", "$", "#", "@", "*", "_", "~", "^", "\\", "{", "}", "=", "+", "!", "?"),
)
LINES = (
    "HARROW, Corvan, March 4 (Nordwire) -- Nine people were killed when a bridge fell on Monday.",
    "At least 12 people were killed and 40 others injured, including a child, police said.",
    "“We are still counting,” said Ada Renn, the mayor, citing the hospital. “There were 12.”",
    "The toll rose from 9 to 14 by Tuesday, according to the ministry, up from 39 a year earlier.",
    "Renn: 3,000 to 4,000 soldiers lost, of whom some 1,200 were killed – ministry of Ostrel",
    "Six were killed and 60 wounded, he said in a statement quoted by Nordwire as reporting.",
    "An earlier version said 12. No one was hurt. Half a million have fled since 2019.",
    "Juma Orreld, a councillor, his driver and two guards were shot dead in Brask last Friday.",
    "14:05 Rescuers reach the village, the army says: 30 missing, 15 of them miners.",
    "Town | Killed | Injured\nHarrow | 9 | 12\nBrask | 1,400 | –",
    "The ministry reported the following losses:\n- soldiers: 1,120 (+40)\n- tanks: 9 (+1)",
    "Prices rose 5% to $12.50 a barrel; aid worth €3.5 million (about £3m) was pledged.",
)
"""Sentences of invented news, one construction or two in each."""

TAGS = (
    *("p", "div", "span", "h1", "h2", "li", "ul", "table", "tr", "td", "th", "a", "blockquote"),
    *("figure", "figcaption", "article", "script", "style", "title", "head", "body", "br", "time"),
    *("meta", "link", "section", "aside", "nav", "footer", "form", "svg", "math", "template"),
    *("noscript", "iframe", "select", "option", "textarea", "!doctype html", "!--", "base", "main"),
)
ATTRIBUTES = (
    *("", ' class="article-body"', ' property="og:title" content="A & B"', ' rel="canonical"'),
    *(' property="article:published_time" content="2024-13-45"', ' href="javascript:x()"'),
    *(' type="application/ld+json"', ' datetime="2026-02-30T25:61"', " <", ' itemprop="author"'),
    *(' content="', ' name="author" content="Ada Renn"', ' charset="utf-7"', ' class="related"'),
)
LINKED_DATA = (
    '{"@type": "NewsArticle", "headline": "Bridge falls", "datePublished": "2024-03-04"}',
    '{"@type": ["NewsArticle"], "author": [[]], "publisher": {"name": 3}}',
    '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#a"}}, {"@id": "#a", "name": null}]}',
    '{"@type": {"@type": []}, "articleBody": 12, "datePublished": "0000-00-00"}',
)


@cache
def vocabulary() -> tuple[str, ...]:
    """All words and phrases of the vocabulary files, sorted."""
    found: set[str] = set()
    for path in VOCABULARY.glob("*.toml"):
        if path.stem != "gazetteer":
            found.update(_strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    return tuple(sorted(word for word in found if 0 < len(word.encode()) <= LONGEST_WORD))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from (key, *_strings(entry))
    elif isinstance(value, list):
        for entry in value:
            yield from _strings(entry)


@cache
def lines() -> tuple[str, ...]:
    """Lines of news: ours and those of the examples."""
    read = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.txt"))]
    return (*LINES, *(line for text in read for line in text.splitlines() if line.strip()))


@cache
def texts() -> tuple[str, ...]:
    """Whole pages of text."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.txt")))


@cache
def pages() -> tuple[bytes, ...]:
    """Whole pages of HTML."""
    return tuple(path.read_bytes() for path in sorted(EXAMPLES.rglob("*.html")))
