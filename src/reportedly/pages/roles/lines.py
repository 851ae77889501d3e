"""What a paragraph is by its own words and shape, without its neighbours."""

import re
from dataclasses import dataclass

from reportedly.pages import agencies, dates
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles import crediting
from reportedly.pages.roles.crediting import NAME, is_credit_name
from reportedly.records import Role

MARKS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
BRACKETED = re.compile(r"^[\[(](.*)[\])]\.?$", re.DOTALL)
LABEL = re.compile(r"^[>»▶•\s-]*([^:|\n]{2,40}?)\s*(?:[:|»]|\s[–—-]\s|>>)\s*(?=\S)")
ITEM_SEPARATOR = re.compile(r"\s*[|•·▾▸›»/]\s*|\s+[>–—-]\s+|\t+|\s{2,}")
COUNT = re.compile(r"\(\s*[\d.,]+[kKmM]?\s*\)")
BULLET = re.compile(r"^(?:[•·●▪‣*▶►◦–—-]|\.(?=\s)|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
ARROW = re.compile(r"^(?:>+|»|→|\+{2,}|={2,})\s*")
CLOCK = re.compile(
    r"^\(?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?(?=\s*(?:$|[|:–—-]|\s))"
)


READER = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|[Oo]urs?|us|[Ww]e)\b")
LONGEST_CAPTION = 60
LONGEST_ADDRESS = 40
SHORT_OFFER = 14
LONGEST_LINK = 30
"""Words, as all of these lengths."""


@dataclass(frozen=True)
class Guess:
    """What a paragraph seems to be, and on what evidence."""

    role: Role
    reason: str


def guess(paragraph: Paragraph) -> Guess | None:
    """Return what a paragraph is by its own words, or null where they do not tell."""
    for look in (_mark, _when, _correction, _caption, _credit, _related, _furniture, _item):
        found = look(paragraph)
        if found is not None:
            return found
    return None


def bare(text: str) -> str:
    """A line's words without numbers and marks around them, single-spaced."""
    return " ".join(MARKS.sub("", COUNT.sub("", text)).split())


def label_of(text: str) -> str | None:
    """The words before the colon or bar that a line opens with."""
    found = LABEL.match(text[:80])
    return found[1] if found else None


def _mark(paragraph: Paragraph) -> Guess | None:
    if not paragraph.words:
        return Guess("furniture", "no words")
    if paragraph.text.endswith("///"):
        return Guess("furniture", "wire slug")
    return None


def _when(paragraph: Paragraph) -> Guess | None:
    if dates.is_date_line(paragraph.text):
        return Guess("dateline", "date line")
    if CLOCK.match(paragraph.text) and len(paragraph.words) <= 3 and len(paragraph.text) <= 24:
        return Guess("dateline", "clock")
    return None


def _correction(paragraph: Paragraph) -> Guess | None:
    label = label_of(paragraph.text)
    if label and phrases("credits", "corrections").whole(label):
        return Guess("correction", "label")
    if phrases("credits", "correction_phrases").inside(paragraph.head[:400]):
        return Guess("correction", "phrase")
    return None


def _caption(paragraph: Paragraph) -> Guess | None:
    opening = phrases("credits", "captions").start(paragraph.text)
    if opening is None:
        return _credited_caption(paragraph)
    rest = paragraph.text[opening.end() :].strip(" :-–")
    if opening[0][-1] in ":-" and is_credit_name(rest):
        return Guess("credit", "picture")
    if len(paragraph.words) < 4:
        return Guess("furniture", "empty caption")
    return Guess("caption", "label")


def _credited_caption(paragraph: Paragraph) -> Guess | None:
    """A short paragraph that ends with the credit of a picture is that picture's caption."""
    if len(paragraph.words) > LONGEST_CAPTION:
        return None
    start = crediting.picture_at_end(paragraph.text)
    return Guess("caption", "credited") if start else None


def _credit(paragraph: Paragraph) -> Guess | None:
    text = paragraph.text
    if len(text) > 200:
        return None
    bracketed = BRACKETED.match(text)
    if bracketed is not None:
        inner = bracketed[1].strip(" .")
        if (
            agencies.named(inner)
            or agencies.coined(inner)
            or phrases("credits", "closings").start(inner)
        ):
            return Guess("credit", "closing")
    if _is_byline(text):
        return Guess("credit", "byline")
    first = re.split(r"\s*[|•·]\s*|\s{2,}", text)[0].strip(" .()")
    if phrases("credits", "lines").whole(first) or _ends_in_desk(first):
        return Guess("credit", "desk")
    opening = phrases("credits", "pictures").start(text)
    if opening and text[opening.end() :].lstrip()[:1] in (":", "/", "©"):
        rest = text[opening.end() :].strip(" :/©")
        if is_credit_name(rest):
            return Guess("credit", "picture")
    if agencies.named(text.strip(" -–—.")):
        return Guess("credit", "agency")
    return None


def _is_byline(text: str) -> bool:
    opening = phrases("credits", "bylines").start(text)
    if opening is None:
        return False
    rest = re.split(r"[|•·\n]|\s[-–—]\s|\d", text[opening.end() :])[0].strip(" :,.")
    if len(rest) > 90:
        return False
    names = re.split(r"\s*(?:,|&|\band\b|\bin\b|\bat\b|\bfor\b|/)\s*", rest)
    return bool(rest) and all(
        not name or NAME.fullmatch(name) or phrases("credits", "lines").whole(name)
        for name in names
    )


def _ends_in_desk(text: str) -> bool:
    if len(text) > 60:
        return False
    for match in re.finditer(r"\S+\s+", text):
        if phrases("credits", "desks").whole(text[match.end() :]):
            return NAME.fullmatch(text[: match.start()] + match[0].strip()) is not None
    return False


def _related(paragraph: Paragraph) -> Guess | None:
    label = label_of(ARROW.sub("", paragraph.text))
    if label and len(paragraph.words) <= LONGEST_LINK:
        if phrases("related", "labels").whole(label):
            return Guess("related", "label")
        if phrases("related", "weak_labels").whole(label) and not paragraph.several_sentences:
            return Guess("related", "label")
    words = bare(paragraph.text)
    if len(paragraph.text) <= 60 and phrases("related", "headings").whole(words):
        return Guess("related", "heading")
    return None


def _furniture(paragraph: Paragraph) -> Guess | None:
    text = ARROW.sub("", paragraph.text)
    words = bare(text)
    if len(text) <= 80 and phrases("furniture", "whole").whole(words):
        reason = (
            "advert" if re.match(r"\W*(?:ad|spons|promo|paid)", text, re.IGNORECASE) else "whole"
        )
        return Guess("furniture", reason)
    if phrases("furniture", "begins").start(text) and not paragraph.strong_prose:
        advert = re.match(r"\W*(?:advert|ad\b|spons|promo|paid)", text, re.IGNORECASE)
        return Guess("furniture", "advert" if advert else "begins")
    if text is not paragraph.text and text != paragraph.text and not paragraph.prose:
        return Guess("furniture", "arrow")
    if _is_address(paragraph):
        return Guess("furniture", "within")
    if paragraph.text[:2] in ("++", ">>"):
        return Guess("furniture", "arrow")
    return Guess("furniture", "menu") if is_menu(paragraph) else None


def _is_address(paragraph: Paragraph) -> bool:
    """Whether the site speaks to its reader: by its own phrases, or by those of any offer.

    Reports quote and describe offers too; a paragraph of running text needs two such phrases, or one
    and the reader addressed, and no quotation.
    """
    if len(paragraph.words) > LONGEST_ADDRESS:
        return False
    quoted = '"' in paragraph.text or "“" in paragraph.text
    own = phrases("furniture", "within").count(paragraph.head)
    if own:
        return not (quoted and paragraph.prose)
    offers = phrases("furniture", "offers").count(paragraph.head)
    if not offers or (quoted and paragraph.prose):
        return False
    if not paragraph.prose or len(paragraph.words) <= SHORT_OFFER:
        return True
    return offers >= 2 or READER.search(paragraph.head) is not None


def is_menu(paragraph: Paragraph) -> bool:
    """Whether a line is a row of links: short items without a sentence."""
    text = paragraph.text
    if len(text) > 400 or paragraph.terminal or paragraph.several_sentences:
        return False
    items = [item for item in ITEM_SEPARATOR.split(COUNT.sub("", text)) if item.strip("☰≡ ")]
    words = [word.casefold() for word in paragraph.words]
    known = sum(phrases("furniture", "menu").whole(word) for word in words)
    if len(items) >= 3 and all(len(item.split()) <= 4 for item in items):
        return known >= 0.3 * len(words)
    return len(words) >= 2 and known >= 0.75 * len(words)


def _item(paragraph: Paragraph) -> Guess | None:
    if BULLET.match(paragraph.text):
        return Guess("list", "bullet")
    return None
