"""What a paragraph is by its neighbours: lists under a heading, adverts, copies, the page's end."""

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.lines import BULLET, READER, Guess
from reportedly.pages.roles.preamble import folded

LONGEST_TITLE = 22
"""Words; a link to another story is no longer than a headline."""

LONGEST_ADVERT = 25
OF_SITES = frozenset({"label", "heading", "advert", "whole", "begins", "arrow", "within", "menu"})
"""Reasons that show a page of a site, with links and boxes, rather than the bare text of a report."""

LONGEST_OFFER = 14
LONGEST_CROSSHEAD = 6


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
    sells = phrases("furniture", "offers").inside(paragraph.head) or READER.search(paragraph.head)
    return bool(sells) or (not paragraph.terminal and any(map(str.isdigit, paragraph.head)))


def related(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Titles under a heading such as "Most read" are links to other stories."""
    for i, found in enumerate(guesses):
        if found is None or found.role != "related" or found.reason != "heading":
            continue
        spaced = i + 1 < len(paragraphs) and paragraphs[i + 1].gap
        for j in range(i + 1, len(paragraphs)):
            following, other = paragraphs[j], guesses[j]
            if following.gap and not spaced:
                break
            if not _is_title(following) or (other and other.role not in ("list", "furniture")):
                break
            if other is None or other.role == "list" or other.reason == "arrow":
                guesses[j] = Guess("related", "under a heading")


def _is_title(paragraph: Paragraph) -> bool:
    if len(paragraph.words) > LONGEST_TITLE:
        return False
    bullet = BULLET.match(paragraph.text)
    return bullet is not None or not (paragraph.several_sentences or paragraph.prose)


def after_end(paragraphs: list[Paragraph], guesses: list[Guess | None], lead: int) -> None:
    """After tags, copyright and the like, a page has nothing but furniture, save running text."""
    ended = False
    for i in range(lead, len(paragraphs)):
        found = guesses[i]
        if found is None and ended and not paragraphs[i].strong_prose:
            guesses[i] = Guess("furniture", "after the end")
        elif found is None and paragraphs[i].strong_prose:
            ended = False
        elif found is not None and found.role == "furniture" and _ends_page(paragraphs[i]):
            ended = True


def _ends_page(paragraph: Paragraph) -> bool:
    return phrases("furniture", "ends").start(paragraph.text) is not None


def between(paragraphs: list[Paragraph], guesses: list[Guess | None], lead: int) -> None:
    """Lines without a full stop among the paragraphs of a page that has furniture are its links."""
    if not any(found is not None and found.reason in OF_SITES for found in guesses):
        return
    last = max(
        (i for i, p in enumerate(paragraphs) if guesses[i] is None and p.prose), default=lead
    )
    for i in range(lead, len(paragraphs)):
        paragraph = paragraphs[i]
        if guesses[i] is not None or paragraph.terminal:
            continue
        if i > last:
            guesses[i] = Guess("furniture", "after the last paragraph")
        elif LONGEST_CROSSHEAD < len(paragraph.words) <= LONGEST_TITLE and i > lead:
            guesses[i] = Guess("related", "a title among paragraphs")


def copies(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """Of a headline, deck or frame line that is printed again, only the first copy is kept."""
    seen: set[str] = set()
    for i, paragraph in enumerate(paragraphs):
        found = guesses[i]
        key = folded(paragraph.head)
        if found is not None and found.role == "headline" and key not in seen:
            seen.add(key)
        elif key in seen and len(paragraph.text) < 400:
            guesses[i] = Guess("furniture", "copy of the headline")
