"""One report on several pages: near-duplicates by MinHash, in bands.

The words of an article's own blocks, and its pairs of neighbouring words, are a set; two sets are as
alike as the share of their union that is in both (A. Broder, On the resemblance and containment of
documents, 1997). MinHash estimates that share from short signatures, and cutting the signatures into
bands finds those that are alike without comparing each page with each.

Single words are in the set because light rewrites of agency copy keep the words and turn the
sentences: runs of three and more words lose them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from reportedly import vocabulary
from reportedly.ledger import Ledger
from reportedly.ledger.signing import Sketch
from reportedly.reconciling.events import SILENT
from reportedly.records import Article, day_of

METHOD = "rensa-0.5/words+pairs/192x3/weeks/1"
"""Which way of signing a signature was made by: others cannot be compared with it."""

PERMUTATIONS, ROWS = 192, 3
"""Numbers of a signature, and of a band. A pair that is 0.35 alike shares a band in 94 of 100 cases, a
pair of 0.12 (other reports of the same event) in 10, one of 0.02 in less than one of 1,000."""

SAME_REPORT = 0.30
"""From here on two pages print one report. In the example and development stories, light rewrites are
0.4 alike, other reports of the same event at most 0.15."""

FEWEST = 40  # words and pairs; a shorter text is like many others
_WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*")
_SEED = 20_011

Signature = NDArray[np.uint32]


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(vocabulary.load("series")["stop"]["words"])


def tokens_of(article: Article) -> frozenset[str]:
    """The words and pairs of neighbouring words of an article's own blocks, function words left out."""
    found: set[str] = set()
    for block in article.blocks:
        if block.role in SILENT or block.role == "correction":
            continue
        words = [word.casefold() for word in _WORD.findall(block.span.of(article.text))]
        words = [word for word in words if word not in _stop_words()]
        found.update(words)
        found.update(" ".join(pair) for pair in pairwise(words))
    return frozenset(found)


def signature_of(article: Article) -> Signature | None:
    """The MinHash signature of an article; None for one that is too short to tell."""
    tokens = tokens_of(article)
    if len(tokens) < FEWEST:
        return None
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(sorted(tokens))
    return np.array(sketch.digest(), dtype=np.uint32)


def bands_of(signature: Signature) -> list[int]:
    """The bands of a signature as whole numbers below 2**63: pages that share one may be alike."""
    found: list[int] = bands_of_all(signature.reshape(1, -1))[0].tolist()
    return found


def bands_of_all(signatures: Signature) -> NDArray[np.uint64]:
    """The bands of many signatures, which are the rows of a matrix; a row of bands for each."""
    # The place of a band is part of its number: the same rows elsewhere in a signature mean nothing.
    bands = signatures.reshape(len(signatures), PERMUTATIONS // ROWS, ROWS).astype(np.uint64)
    prime = np.uint64(0x9E3779B97F4A7C15)
    mixed = np.empty(bands.shape[:2], dtype=np.uint64)
    mixed[:] = np.arange(bands.shape[1], dtype=np.uint64)
    with np.errstate(over="ignore"):
        for row in range(ROWS):
            mixed = (mixed ^ bands[:, :, row]) * prime
            mixed ^= mixed >> np.uint64(29)
    found: NDArray[np.uint64] = mixed >> np.uint64(1)
    return found


def likeness(a: Signature, b: Signature) -> float:
    """How alike two articles are, estimated: 0 to 1."""
    return float(np.count_nonzero(a == b)) / PERMUTATIONS


@dataclass(frozen=True, order=True)
class Printed:
    """A page as one of several that may print one report.

    Attributes:
        first: orders pages by when they can have had the report first.
        page: path or URL as read.
        text_hash: of its text.
        publisher: who printed it.
        own: whether the report is its publisher's own: nobody else is credited with it.
    """

    first: str
    page: str
    text_hash: str
    publisher: str | None = None
    own: bool = True
    updated: str = ""


@dataclass(frozen=True)
class Groups:
    """Pages that print one report, and pages that are one page at several times."""

    copies: tuple[tuple[Printed, ...], ...] = ()
    versions: tuple[tuple[Printed, ...], ...] = ()


def groups_of(pages: Iterable[Printed], alike: Iterable[tuple[str, str]]) -> Groups:
    """Sort pages into copies of one report and versions of one page; their order changes nothing.

    Pages of one publisher that are alike are versions of one page. A report's first publisher is the
    one who credits nobody else with it, then the earliest.

    Args:
        pages: all pages.
        alike: pairs of text hashes of pages that are alike; the same text needs no pair.
    """
    by_text: dict[str, list[Printed]] = defaultdict(list)
    for page in sorted(pages):
        by_text[page.text_hash].append(page)
    leader = {text: text for text in by_text}

    def head(text: str) -> str:
        while leader[text] != text:
            leader[text] = leader[leader[text]]
            text = leader[text]
        return text

    for a, b in alike:
        if a in leader and b in leader and _near(by_text[a], by_text[b]):
            first, second = sorted((head(a), head(b)))
            leader[second] = first
    together: dict[str, list[Printed]] = defaultdict(list)
    for text, same in by_text.items():
        together[head(text)] += same
    copies, versions = [], []
    for group in together.values():
        by_publisher: dict[str, list[Printed]] = defaultdict(list)
        for page in group:
            by_publisher[page.publisher or page.page].append(page)
        if len(by_publisher) > 1:
            copies.append(tuple(sorted(group, key=_precedence)))
        versions += [tuple(sorted(own, key=_age)) for own in by_publisher.values() if len(own) > 1]
    return Groups(tuple(sorted(copies)), tuple(sorted(versions)))


def _near(a: Iterable[Printed], b: Iterable[Printed]) -> bool:
    """Whether two texts were printed within days: a form that is filled in daily is no copy."""
    days: int = vocabulary.load("tolerances")["copies"]["days"]
    return any(
        not one.first
        or not other.first
        or abs((day_of(one.first) - day_of(other.first)).days) <= days
        for one in a
        for other in b
    )


def _precedence(page: Printed) -> tuple[bool, str, str]:
    return not page.own, page.first, page.page


def _age(page: Printed) -> tuple[str, str, str]:
    return page.first, page.updated, page.page


def sketch_of(article: Article) -> Sketch:
    """What a ledger keeps of an article to find those that are like it.

    Its bands are those of its week: what is not printed within days is no copy, and a new page is
    compared with those of its own weeks alone, however many there are. Pages without a day are
    compared with each other.
    """
    signature = signature_of(article)
    if signature is None:
        return Sketch(article.text_hash(), METHOD, None)
    data, bands = signature.astype("<u4").tobytes(), bands_of(signature)
    if not article.published:
        return Sketch(article.text_hash(), METHOD, data, tuple(bands))
    days: int = vocabulary.load("tolerances")["copies"]["days"]
    period = day_of(article.published).toordinal() // days
    before, same, after = (_of_period(bands, one) for one in (period - 1, period, period + 1))
    near = (*before, *same, *after)
    return Sketch(article.text_hash(), METHOD, data, tuple(same), near)


def _of_period(bands: Sequence[int], period: int) -> list[int]:
    """Bands among those of one stretch of days: other numbers for each."""
    mixed = np.array(bands, dtype=np.uint64)
    mixed ^= np.uint64((period * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(1)
    found: list[int] = mixed.tolist()
    return found


def sketches_alike(one: bytes, others: Sequence[bytes]) -> list[float]:
    """How alike an article is to each of some others, by what a ledger keeps of them."""
    kept = np.frombuffer(b"".join(others), dtype="<u4").reshape(-1, PERMUTATIONS)
    same = np.count_nonzero(kept == np.frombuffer(one, dtype="<u4"), axis=1)
    found: list[float] = (same / PERMUTATIONS).tolist()
    return found


def sign(ledger: Ledger, articles: Iterable[Article]) -> None:
    """Keep the sketches of articles in a ledger, and which other articles are like them."""
    ledger.sign((sketch_of(article) for article in articles), sketches_alike, SAME_REPORT)


def alike_in(ledger: Ledger) -> list[tuple[str, str]]:
    """The pairs of text hashes of a ledger that are alike, also of texts that have no sketch yet."""
    pairs = set(ledger.alike(METHOD))
    sharing: dict[int, list[Sketch]] = defaultdict(list)
    for text_hash in ledger.unsigned(METHOD):
        sketch = sketch_of(ledger.article(text_hash))
        near = sketch.bands if sketch.near is None else sketch.near
        others = [*ledger.sharing(near, METHOD)] if near else []
        others += [other for band in near for other in sharing[band]]
        for other in others:
            if _are_alike(sketch, other):
                first, second = sorted((sketch.text_hash, other.text_hash))
                pairs.add((first, second))
        for band in sketch.bands:
            sharing[band].append(sketch)
    return sorted(pairs)


def _are_alike(a: Sketch, b: Sketch) -> bool:
    if a.data is None or b.data is None:
        return False
    return sketches_alike(a.data, [b.data])[0] >= SAME_REPORT
