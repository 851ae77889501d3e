"""Whether a paragraph is the site's rather than the article's: menus, offers, links to other stories."""

import re
from functools import cache

from reportedly import vocabulary
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.guesses import Guess

MARKS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
LABEL = re.compile(r"^[>»▶•\s-]*([^:|\n]{2,40}?)\s*(?:[:|»]|\s[–—-]\s|>>)\s*(?=\S)")
ITEM_SEPARATOR = re.compile(r"\s*[|•·▾▸›»/]\s*|\s+[>–—-]\s+|\t+|\s{2,}")
NUMBER = r"\d[\d.,]*\s?[kKmM]?"
COUNT = re.compile(rf"\(\s*{NUMBER}\s*\)")
ARROW = re.compile(r"^(?:>+|»+|→|➤|☞|[-–=]+>|\+{2,}|={2,})\s*")
TICKER = re.compile(r"(?:[A-Z]{3}(?:/[A-Z]{3})?:?\s+[\d.,]+%?[\s|]*){2,}|.{0,60}\d\s?°.{0,80}")
ADDRESS = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}\.\w|https?://|\bwww\.", re.IGNORECASE)
ADVERT = re.compile(r"\W*(?:advert|ad\b|ads\b|spons|promo|paid)", re.IGNORECASE)
READER = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|[Oo]urs?|us|[Ww]e)\b")
YEAR = r"(?:19|20)\d\d"
NAMES = r"[A-Z][\w.&'’-]*(?:,? (?:[A-Z&][\w.&'’-]*|of|the|and))*"
COPYRIGHT = re.compile(
    rf"\W{{0,20}}(?:[Cc]opyright|COPYRIGHT)?\W{{0,20}}(?:©|(?:\([Cc]\)|[Cc]opyright|COPYRIGHT) (?:by )?(?:{YEAR}|{NAMES}(?:,? {YEAR}|\.(?:\s|$)|\W*$)))"
)

# Lengths in words.
LONGEST_ADDRESS = 40
SHORT_OFFER = 14
LONGEST_LINK = 30
LONGEST_ITEM = 4

# Lengths in characters.
LONGEST_HEADING = 60
LONGEST_WHOLE = 80
LONGEST_MENU = 400


def bare(text: str) -> str:
    """A line's words without counts, and without numbers and marks around them, single-spaced."""
    return " ".join(MARKS.sub("", _counts().sub("", COUNT.sub("", text))).split())


@cache
def _counts() -> re.Pattern[str]:
    """What sites count of themselves: "204 shares", "(6 min)"."""
    units = "|".join(map(re.escape, vocabulary.load("furniture")["counted"]))
    return re.compile(rf"\(?\b{NUMBER}\s(?:{units})s?\b\)?", re.IGNORECASE)


def label_of(text: str) -> str | None:
    """The words before the colon or bar that a line opens with."""
    found = LABEL.match(text[:80])
    return found[1] if found else None


def related(paragraph: Paragraph) -> Guess | None:
    """A link to another story by its label ("READ ALSO: …"), or the heading of a list of them."""
    label = label_of(ARROW.sub("", paragraph.text))
    if label and len(paragraph.words) <= LONGEST_LINK:
        if phrases("related", "labels").whole(label):
            return Guess("related", "label")
        if phrases("related", "weak_labels").whole(label) and not paragraph.several_sentences:
            return Guess("related", "weak label")
    if len(paragraph.text) <= LONGEST_HEADING and phrases("related", "headings").whole(
        bare(paragraph.text)
    ):
        return Guess("related", "heading")
    return None


def furniture(paragraph: Paragraph) -> Guess | None:
    """A line of the site itself, by its phrases or its shape."""
    text = ARROW.sub("", paragraph.text)
    advert = "advert" if ADVERT.match(text) else None
    words = bare(text) if len(text) <= LONGEST_WHOLE else text
    if not words or phrases("furniture", "whole").whole(words):
        return Guess("furniture", advert or "whole")
    label = label_of(text)
    if label and not paragraph.strong_prose and phrases("furniture", "labels").whole(label):
        return Guess("furniture", advert or "weak label")
    if phrases("furniture", "notices").start(text) or COPYRIGHT.match(text):
        return Guess("furniture", "begins")
    if phrases("furniture", "begins").start(text) and not paragraph.prose:
        return Guess("furniture", advert or "begins")
    if not paragraph.prose and _is_frame(text):
        return Guess("furniture", "frame")
    if text != paragraph.text and (not paragraph.prose or paragraph.text[:2] in ("++", ">>")):
        return Guess("furniture", "arrow")
    address = _address(paragraph)
    if address is not None:
        return Guess("furniture", address)
    return Guess("furniture", "menu") if is_menu(paragraph) else None


def _is_frame(text: str) -> bool:
    """Whether a line that is no sentence has marks of a site: addresses, prices, weather, copyright."""
    short = text[:LONGEST_MENU]
    return "©" in short or bool(ADDRESS.search(short) or TICKER.fullmatch(short))


def _address(paragraph: Paragraph) -> str | None:
    """How the site speaks to its reader, if it does: by its own phrases, or by those of any offer.

    Reports quote and describe offers too; a paragraph of running text needs two such phrases, or one
    and the reader addressed, and no quotation.
    """
    if len(paragraph.words) > LONGEST_ADDRESS:
        return None
    quoted = '"' in paragraph.text or "“" in paragraph.text
    if quoted and paragraph.prose:
        return None
    if phrases("furniture", "within").inside(paragraph.head):
        return "within"
    offers = phrases("furniture", "offers").count(paragraph.head)
    if not offers:
        return None
    short = not paragraph.prose or len(paragraph.words) <= SHORT_OFFER
    return "offer" if short or offers >= 2 or READER.search(paragraph.head) else None


def is_menu(paragraph: Paragraph) -> bool:
    """Whether a line is a row of links: short items without a sentence."""
    text = paragraph.text
    if len(text) > LONGEST_MENU or paragraph.terminal or paragraph.several_sentences:
        return False
    items = [item for item in ITEM_SEPARATOR.split(COUNT.sub("", text)) if item.strip("☰≡ ")]
    words = paragraph.words
    known = phrases("furniture", "menu").count_words(words)
    if len(items) >= 3 and all(len(item.split()) <= LONGEST_ITEM for item in items):
        return known >= 0.3 * len(words)
    return len(words) >= 2 and known >= 0.75 * len(words)
