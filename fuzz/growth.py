"""How the time of reading grows with a page of one thing over and over: it must grow in proportion.

Each shape is read at a quarter of the length and at the whole, by processor time.
"""

import math
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.pool import Pool

from fuzz import pace, words
from fuzz.findings import OutOfTimeError, limited

MOST_GROWTH = 6.0
"""Times as long that four times the text may take: in proportion it is 4, in its square 16."""

FLOOR = 0.5
"""Seconds under which times say nothing of growth."""

SOON = 2.0
"""Seconds that no page is too slow for: a short one on a busy machine."""

TURNS = 5
"""Times that a shape is read that seems to take too long."""

ROUND = 2
"""Shapes of chance that a laptop reads in a second, about."""

SECONDS_A_MILLION = 5.0
"""Seconds for a million characters of a shape in which there is nothing to read, on a laptop."""

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


@dataclass(frozen=True)
class Measured:
    """A shape that was read at a quarter of the length and at the whole: seconds, and what is wrong."""

    shape: Shape
    quarter: float
    whole: float
    faults: tuple[str, ...]

    def line(self, name: str) -> str:
        """What is printed of it."""
        growth = self.whole / self.quarter if self.quarter else 1.0
        told = ", ".join(self.faults)
        return f"{name:32} {self.quarter:9.2f} {self.whole:9.2f} {growth:8.1f}  {told}".rstrip()


def main(longest: int, seconds: float, seed: int, jobs: int = 1, *, counted: bool = False) -> int:
    """Measure all shapes up to a length, then shapes of chance; return how many do not hold.

    Args:
        longest: characters of the longest page.
        seconds: how long shapes are drawn by chance.
        seed: of chance.
        jobs: how many pages are read at a time.
        counted: draw so many as a laptop reads in those seconds, however long that takes.
    """
    from reportedly import pages, reading

    reading.read(pages.from_text(words.LINES[0]))
    failing = 0
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        print(f"\n{'shape':32} {longest // 4:>9,} {longest:>9,}  times as long", flush=True)
        for measured in pool.imap(partial(measure, longest=longest), SHAPES):
            print(measured.line(measured.shape.name), flush=True)
            failing += bool(measured.faults)
        print(f"shapes of chance for {seconds:g} s; those that do not hold:", flush=True)
        end = None if counted else time.monotonic() + seconds
        tried = 0
        for measured in _of_chance(pool, min(longest, 20_000), int(seconds), seed, end):
            tried += 1
            if measured.faults:
                print(measured.line(repr(measured.shape.piece)), flush=True)
                failing += 1
    print(f"{tried} tried")
    return failing


def _of_chance(
    pool: Pool, longest: int, rounds: int, seed: int, end: float | None
) -> Iterator[Measured]:
    """Shapes of chance, some at a time, until the time is over, else for so many rounds."""
    shapes = _by_chance(random.Random(seed))
    while rounds > 0 if end is None else time.monotonic() < end:
        rounds -= 1
        yield from pool.imap(partial(measure, longest=longest), list(islice(shapes, ROUND)))


def measure(shape: Shape, longest: int) -> Measured:
    """Read a shape in two lengths, each again where it seems slow: the fastest turn of each counts.

    Another program on the same core makes a reading slow, and never fast.
    """
    quarter = whole = math.inf
    behind = 1.0
    faults: tuple[str, ...] = ()
    for _ in range(TURNS):
        quarter = min(quarter, _seconds(shape, longest // 4))
        whole = min(whole, _seconds(shape, longest))
        behind = max(behind, pace.behind())
        faults = tuple(_faults(shape, longest, quarter, whole, behind))
        if not faults or whole >= LIMIT:
            break
    return Measured(shape, quarter, whole, faults)


def _faults(
    shape: Shape, longest: int, quarter: float, whole: float, behind: float
) -> Iterator[str]:
    allowed = (DENSEST if shape.told else SECONDS_A_MILLION) * longest / 1_000_000
    if whole > FLOOR and whole > MOST_GROWTH * quarter:
        yield "grows"
    if whole > max(allowed, SOON) * behind:
        yield "slow"


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
