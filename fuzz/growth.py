"""How the time of reading grows with a page of one thing over and over: it must grow in proportion.

Each shape is read at a quarter of the length and at the whole, by processor time.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from fuzz import words
from fuzz.findings import OutOfTimeError, limited

MOST_GROWTH = 6.0
"""Times as long that four times the text may take: in proportion it is 4, in its square 16."""

FLOOR = 0.5
"""Seconds under which times say nothing of growth."""

SOON = 2.0
"""Seconds that no page is too slow for: a short one on a busy machine."""

SECONDS_A_MILLION = 5.0
"""Seconds for a million characters of a shape in which there is nothing to read."""

DENSEST = 400.0
"""The same for any shape at all: ten times what news takes of which every sentence is a claim."""

LIMIT = 120.0
"""Seconds after which a reading is given up."""


@dataclass(frozen=True)
class Shape:
    """A page that is one piece over and over; `told` where there are sentences or lines to be read."""

    name: str
    piece: str
    told: bool = False
    html: bool = False
    before: str = ""
    after: str = ""

    def page(self, length: int) -> str:
        """The page with so many characters, about; each `#` of the piece is another number each time."""
        times = length // len(self.piece)
        if "#" in self.piece:
            middle = "".join(self.piece.replace("#", str(number)) for number in range(times))
        else:
            middle = self.piece * times
        return self.before + middle + self.after


LEAD = f"\n\n{words.LINES[0]} The mayor of the town said that the bridge had been old and weak."
BYLINE = "Bridge falls in Harrow town\nBy Ann"

SHAPES = (
    Shape("digits", "7"),
    Shape("numbers", "12 "),
    Shape("number words", "hundred "),
    *(Shape(f"quotation marks {mark}", mark) for mark in ('"', "'", "“", "”", "‘", "’", "«", "„")),
    *(Shape(f"quotation marks {mark}", mark) for mark in ("“”", '" ', "' ", "“ ", "” ", "``", "`")),
    *(Shape(f"words: {word}", f"{word} ") for word in ("said", "and", "May", "Ann", "by", "of")),
    *(Shape(f"words: {word}", f"{word} ") for word in ("the", "half a", "from 3 to", "Mr.", "no")),
    *(Shape(f"words: {word}", f"{word} ") for word in ("according to", "between 3 and", "1 of")),
    *(Shape(f"words: {word}", f"{word} ", told=True) for word in ("killed", "12 killed", "a man")),
    *(Shape(f"marks {mark}", mark) for mark in (",", ".", "-", "–", "$", "/", "(", "()", "[", "…")),
    *(Shape(f"marks {mark}", mark) for mark in (", ", ". ", "- ", "$ ", "( ", ": ", "; ", "% ")),
    *(
        Shape(f"letters {letter}", letter)
        for letter in ("a", "A", "a.", "A.", "é", "中", "http://a.b/")
    ),
    *(Shape(f"long runs of {mark}", mark * 999 + " ") for mark in ("'", '"', "“", "(", "1,", ".")),
    Shape("combining characters", "e\u0301"),
    Shape("combining characters on one", "\u0301"),
    Shape("marks of direction", "\u200f"),
    Shape("marks of direction, words", "\u200f a"),
    Shape("spaces", " "),
    Shape("spaces in a line", " ", before="Nine killed", after="12"),
    Shape("spaces in a headline", " ", before="Bridge falls in Harrow", after="- Post" + LEAD),
    Shape("spaces in a byline", " ", before=BYLINE, after="Orl" + LEAD),
    Shape("tabs in a line", "\t", before="Nine killed", after="12"),
    Shape("marks before words", "* ", after="of all the papers"),
    Shape("line ends", "\n"),
    Shape("line ends \\r\\n", "\r\n"),
    Shape("lines of a letter", "a\n", told=True),
    Shape("lines of a word", "said\n", told=True),
    Shape("lines of a number", "12\n", told=True),
    Shape("lines of dates", "4 May 2024\n", told=True),
    Shape("lines of doubtful dates", "04/05/2024\n", told=True),
    Shape("lines of names", "By Ann Orl\nAnn Orl is a reporter.\n", told=True),
    Shape("lines before the lead", "Bridge # falls down\n", told=True, after=LEAD),
    Shape("headlines before the lead", "Bridge falls in Harrow | Post\n", told=True, after=LEAD),
    Shape("names", "Ann Orl-#, "),
    Shape("names in brackets", "Relief Office (RO#) "),
    Shape("lines that announce", "Three of us were there:\n", told=True),
    Shape("bullets", "- a\n", told=True),
    Shape("speech", "“Yes,” he said. ", told=True),
    Shape("sentences", "Twelve people were killed in Harrow, police said. ", told=True),
    Shape("paragraphs", "Twelve people were killed in Harrow, Renn said.\n\n", told=True),
    Shape("sources", "Ann Orl# said 12 people were killed. ", told=True),
    Shape("places", "Twelve were killed in Harrow#. ", told=True),
    Shape("rows", "Harrow | 9 | 12\n", told=True),
    Shape("entries", "14:05 Three people were killed, the army said.\n", told=True),
    Shape("HTML: <", "<", html=True),
    Shape("HTML: text", "said ", html=True, before="<p>"),
    Shape("HTML: nested", "<div>", html=True),
    Shape("HTML: paragraphs", "<p>said", told=True, html=True),
    Shape("HTML: inline", "<b>a</b>", told=True, html=True),
    Shape("HTML: links", '<a href="x">a</a> ', told=True, html=True),
    Shape("HTML: attributes", ' a="b"', html=True, before="<p"),
    Shape("HTML: entities", "&amp;", html=True, before="<p>"),
    Shape("HTML: comments", "<!--a-->", html=True, before="<p>said</p>"),
    Shape("HTML: comments open", "<!--", html=True, before="<p>said</p>"),
    Shape("HTML: cells", "<tr><td>9<td>12", told=True, html=True, before="<table>"),
    Shape("HTML: items", "<li>9", told=True, html=True, before="<ul>"),
    Shape("HTML: headings", "<h2>a</h2>", told=True, html=True),
    Shape("HTML: titles", "<title>a # | b</title>", html=True, before="<head>"),
    Shape("HTML: headings apart", "<h1>Bridge # falls | Post</h1>", told=True, html=True),
    Shape("HTML: meta", '<meta property="og:title" content="a">', html=True, before="<head>"),
    Shape("HTML: linked data", "[", html=True, before='<script type="application/ld+json">'),
)


def main(longest: int, seconds: float, seed: int) -> int:
    """Measure all shapes up to a length, then shapes of chance for some seconds; return how many fail."""
    from reportedly import pages, reading

    reading.read(pages.from_text(words.LINES[0]))
    print(f"\n{'shape':32} {longest // 4:>9,} {longest:>9,}  times as long")
    failing = sum(not _holds(shape, longest) for shape in SHAPES)
    print(f"shapes of chance for {seconds:g} s; those that do not hold:", flush=True)
    end = time.monotonic() + seconds
    tried = 0
    for shape in _by_chance(random.Random(seed)):
        if time.monotonic() > end:
            break
        tried += 1
        failing += not _holds(shape, min(longest, 20_000), quiet=True)
    print(f"{tried} tried")
    return failing


def _holds(shape: Shape, longest: int, *, quiet: bool = False) -> bool:
    """Whether a shape is read in time that is in proportion to it, and not too long; prints both.

    A fault must show each of three times: another program on the same core may make a reading slow.
    """
    for _ in range(3):
        first, second, faults = _measured(shape, longest)
        if not faults:
            break
    if faults or not quiet:
        name = repr(shape.piece) if quiet else shape.name
        growth = second / first if first else 1.0
        told = ", ".join(faults)
        print(f"{name:32} {first:9.2f} {second:9.2f} {growth:8.1f}  {told}".rstrip(), flush=True)
    return not faults


def _measured(shape: Shape, longest: int) -> tuple[float, float, list[str]]:
    """The seconds of a quarter and of the whole, and what is wrong with them."""
    first, second = (_seconds(shape, length) for length in (longest // 4, longest))
    allowed = (DENSEST if shape.told else SECONDS_A_MILLION) * longest / 1_000_000
    faults = []
    if second > FLOOR and second > MOST_GROWTH * first:
        faults.append("grows")
    if second > max(allowed, SOON):
        faults.append("slow")
    return first, second, faults


def _seconds(shape: Shape, length: int) -> float:
    page = shape.page(length)
    read = _html if shape.html else _text
    started = time.process_time()
    with suppress(OutOfTimeError), limited(LIMIT):
        read(page)
    return time.process_time() - started


def _text(page: str) -> None:
    from reportedly import pages, reading

    reading.read(pages.from_text(page))


def _html(page: str) -> None:
    from reportedly import reading
    from reportedly.errors import InputError
    from reportedly.pages import parsing

    with suppress(InputError):  # `read` takes any language, and what is no article
        reading.read(parsing.read(page.encode(), location="page", media="text/html"))


def _by_chance(chance: random.Random) -> Iterator[Shape]:
    pools: tuple[tuple[str, ...], ...] = (words.vocabulary(), words.NUMBERS, words.ODD)
    separators: tuple[str, ...] = (" ", " ", "", "\n", ", ")
    draw: Callable[[], str] = lambda: chance.choice(chance.choice(pools))  # noqa: E731
    while True:
        piece = "".join(draw() + chance.choice(separators) for _ in range(chance.randint(1, 4)))
        yield Shape("chance", piece, told=True)
