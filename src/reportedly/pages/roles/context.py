"""What a paragraph is by its neighbours: adverts, links under a heading or among paragraphs, copies."""

import re
from itertools import islice

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.furniture import READER
from reportedly.pages.roles.guesses import Guess
from reportedly.pages.roles.lines import BULLET
from reportedly.pages.roles.preamble import folded

LONGEST_TITLE = 22
"""Words; a link to another story is no longer than a headline."""

LONGEST_ADVERT = 25
LONGEST_OFFER = 14
LONGEST_CROSSHEAD = 6
LONGEST_COPY = 400
"""Characters of a headline or summary."""

MOST_BYLINES = 20
"""Bylines whose authors' biographies are looked for: each is compared with each paragraph."""

OF_SITES = frozenset(
    {
        "label",
        "weak label",
        "heading",
        "advert",
        "whole",
        "begins",
        "arrow",
        "within",
        "offer",
        "menu",
    }
)
"""Reasons that show a page of a site, with links and boxes, rather than the bare text of a report."""

DIGIT = re.compile(r"\d")


def adverts(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Lines right under the word "advertisement" are its copy."""
    for i, found in enumerate(guesses):
        if found is None or found.reason != "advert":
            continue
        for j in range(i + 1, len(paragraphs)):
            following = paragraphs[j]
            if guesses[j] is not None or following.strong_prose:
                break
            if following.gap and not (j == i + 1 and _is_offer(following)):
                break
            if len(following.words) > LONGEST_ADVERT:
                break
            guesses[j] = Guess("furniture", "advert copy")


def _is_offer(paragraph: Paragraph) -> bool:
    """Whether a short paragraph sells something: it has a number, a reader or a call in it."""
    if len(paragraph.words) > LONGEST_OFFER:
        return False
    if phrases("furniture", "offers").inside(paragraph.head) or READER.search(paragraph.head):
        return True
    return not paragraph.terminal and DIGIT.search(paragraph.head) is not None


def related(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Titles under a heading such as "Most read" are links to other stories, with their dates."""
    for i, found in enumerate(guesses):
        if found is None or found.role != "related" or found.reason != "heading":
            continue
        spaced = i + 1 < len(paragraphs) and paragraphs[i + 1].gap
        for j in range(i + 1, len(paragraphs)):
            following, other = paragraphs[j], guesses[j]
            if following.gap and not spaced:
                break
            if other is not None and other.role == "furniture":
                continue
            if not is_title(following) or (other and other.role not in ("list", "dateline")):
                break
            guesses[j] = Guess("related", "under a heading")


def is_title(paragraph: Paragraph) -> bool:
    """Whether a line may be the title of another story: not too long, and no running text."""
    if len(paragraph.words) > LONGEST_TITLE:
        return False
    bullet = BULLET.match(paragraph.text)
    return bullet is not None or not (paragraph.several_sentences or paragraph.prose)


def between(paragraphs: list[Paragraph], guesses: list[Guess | None], lead: int) -> None:
    """Lines without a full stop among the paragraphs of a page that has furniture are its links."""
    if not any(found is not None and found.reason in OF_SITES for found in guesses):
        return
    last = max(
        (i for i, p in enumerate(paragraphs) if guesses[i] is None and p.prose), default=lead
    )
    for i in range(lead + 1, len(paragraphs)):
        paragraph = paragraphs[i]
        if guesses[i] is not None or paragraph.terminal:
            continue
        if i > last:
            guesses[i] = Guess("furniture", "after the last paragraph")
        elif LONGEST_CROSSHEAD < len(paragraph.words) <= LONGEST_TITLE:
            guesses[i] = Guess("related", "a title among paragraphs")
    _beside_links(paragraphs, guesses, lead)


def _beside_links(paragraphs: list[Paragraph], guesses: list[Guess | None], lead: int) -> None:
    """Titles right above and under a link are links too, though they end in a question mark."""
    for order in (range(lead + 1, len(paragraphs)), range(len(paragraphs) - 2, lead, -1)):
        for i in order:
            neighbour = i - 1 if order.step == 1 else i + 1
            apart = paragraphs[max(i, neighbour)].gap
            found = guesses[neighbour]
            if (
                guesses[i] is None
                and not apart
                and found is not None
                and found.role == "related"
                and found.reason != "heading"
                and is_title(paragraphs[i])
            ):
                guesses[i] = Guess("related", "beside a link")


def copies(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Of a headline that is printed again, only the first copy is kept."""
    seen: set[str] = set()
    for i, paragraph in enumerate(paragraphs):
        found = guesses[i]
        key = folded(paragraph.head)
        if found is not None and found.role == "headline" and key not in seen:
            seen.add(key)
        elif key in seen and len(paragraph.text) < LONGEST_COPY:
            guesses[i] = Guess("furniture", "copy of the headline")


def biographies(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """A paragraph on who the author is belongs to the byline: "Ann Orl is a reporter in Denholt"."""
    named_authors = (
        p.text
        for p, found in zip(paragraphs, guesses, strict=True)
        if found and found.reason in ("byline", "name")
    )
    bylines = list(islice(named_authors, MOST_BYLINES))
    if not bylines:
        return
    for i, paragraph in enumerate(paragraphs):
        if guesses[i] is not None:
            continue
        named = re.match(r"((?:[A-Z][\w.'’-]+\s){1,3}[A-Z][\w.'’-]+),?\s", paragraph.head)
        if named is None or not any(named[1] in byline for byline in bylines):
            continue
        if phrases("credits", "biographies").start(paragraph.head[named.end() :]):
            guesses[i] = Guess("credit", "biography")
