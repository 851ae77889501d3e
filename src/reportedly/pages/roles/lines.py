"""What a paragraph is by its own words and shape, without its neighbours."""

import re
from functools import lru_cache

from reportedly.pages import agencies, dates
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles import crediting, furniture
from reportedly.pages.roles.crediting import NAME, is_credit_name
from reportedly.pages.roles.guesses import Guess

BRACKETED = re.compile(r"^[\[(](.*)[\])]\.?$", re.DOTALL)
BULLET = re.compile(r"^(?:[•·●▪‣*▶►◦–—-]|\.(?=\s)|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
# The time of an entry of a live blog, with its day where the blog runs over several: "14:05 GMT",
# "3 May, 14:05", "Sat May 3, 2025 at 2.05 pm".
_DAY = (
    r"(?:[A-Z][a-z]{2,8},?\s)?"
    r"(?:[0-3]?\d\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s[0-3]?\d)(?:,?\s\d{4})?(?:,|\sat|\s[|–—-])?\s"
)
CLOCK = re.compile(
    rf"^\(?(?:{_DAY})?"
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?(?=\s*(?:$|[|:–—-]|\s))"
)
PARTS = re.compile(r"\s*[|•·]\s*|\s{2,}")
AFTER_NAMES = re.compile(r"[|•·\n]|\s[-–—]\s|\d")
SPACE = re.compile(r"\s+")
LINKING = re.compile(r"\b(?:by|on|at|in)\b")
BETWEEN_NAMES = re.compile(r"\s*(?:,|&|\band\b|\bin\b|\bat\b|\bfor\b|/)\s*")

# Lengths in words.
LONGEST_CAPTION = 60
LONGEST_CLOCK = 7
LONGEST_DATES = 20
SHORTEST_CAPTION = 4

# Lengths in characters.
LONGEST_CREDIT = 200
LONGEST_SIGNATURE = 400
LONGEST_CLOCK_LINE = 40
LONGEST_NAMES = 90
LONGEST_DESK = 60
LONGEST_REMEMBERED = 1000


def guess(paragraph: Paragraph) -> Guess | None:
    """Return what a paragraph is by its own words, or null where they do not tell."""
    if len(paragraph.text) > LONGEST_REMEMBERED:
        return _guess(paragraph)
    return _of_text(paragraph.text)


@lru_cache(maxsize=1024)
def _of_text(text: str) -> Guess | None:
    """The same for a text: that of a page's visible lines was often looked at as its main text.

    A fifth of the time of reading a page went into looking twice.
    """
    return _guess(Paragraph(text, 0, len(text)))


def _guess(paragraph: Paragraph) -> Guess | None:
    for look in (
        _when,
        _mark,
        _correction,
        _caption,
        _credit,
        furniture.related,
        furniture.furniture,
        _item,
    ):
        found = look(paragraph)
        if found is not None:
            return found
    return None


def _when(paragraph: Paragraph) -> Guess | None:
    text = paragraph.text
    if len(paragraph.words) > LONGEST_DATES:
        return None
    if len(paragraph.words) <= LONGEST_CLOCK and _is_clock(text):
        return Guess("dateline", "clock")
    if dates.is_date_line(text):
        return Guess("dateline", "date line")
    return None


def _is_clock(text: str) -> bool:
    """Whether a line is the time of an entry and nothing else."""
    found = CLOCK.match(text)
    return found is not None and len(text) <= LONGEST_CLOCK_LINE and found.end() >= len(text) - 3


def _mark(paragraph: Paragraph) -> Guess | None:
    if not paragraph.words:
        return Guess("furniture", "no words")
    if paragraph.text.endswith("///") or phrases("credits", "slugs").start(paragraph.text):
        return Guess("furniture", "wire slug")
    return None


def _correction(paragraph: Paragraph) -> Guess | None:
    label = furniture.label_of(re.sub(r"\s*\([^()]{1,40}\)(?=:)", "", paragraph.text[:120]))
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
    if len(paragraph.words) < SHORTEST_CAPTION:
        return Guess("furniture", "empty caption")
    return Guess("caption", "label")


def _credited_caption(paragraph: Paragraph) -> Guess | None:
    """A short paragraph that ends with the credit of a picture is that picture's caption."""
    if len(paragraph.words) > LONGEST_CAPTION:
        return None
    start = crediting.picture_at_end(paragraph.text)
    if start is None:
        start = crediting.bracket_at_end(paragraph.text, agencies_too=False)
    return Guess("caption", "credited") if start else None


def _credit(paragraph: Paragraph) -> Guess | None:
    text = paragraph.text
    if _is_signature(paragraph):
        return Guess("credit", "closing")
    if len(text) > LONGEST_CREDIT:
        return None
    bracketed = BRACKETED.match(text)
    if bracketed is not None and _is_closing(bracketed[1].strip(" .")):
        return Guess("credit", "closing")
    if _is_byline(text):
        return Guess("credit", "byline")
    return _dated_credit(text) or _named_line(text)


def _dated_credit(text: str) -> Guess | None:
    """A date with a name beside it: "Posted by Ann Orl on 9 March 2026", "Nordwire, 9 March 2026"."""
    rest = dates.without(text)
    name = LINKING.sub(" ", rest).strip(" |,.•·–—-/") if rest is not None else ""
    if not name or phrases("furniture", "whole").whole(name):
        return None
    if agencies.named(name):
        return Guess("credit", "agency")
    if len(name.split()) >= 2 and NAME.fullmatch(name):
        return Guess("credit", "byline")
    return None


def _named_line(text: str) -> Guess | None:
    """A line that names a desk, a reporter's position, a picture's maker or an agency."""
    first = PARTS.split(text)[0].strip(" .()")
    if phrases("credits", "lines").whole(first) or _ends_in("desks", first):
        return Guess("credit", "desk")
    if _ends_in("positions", first):
        return Guess("credit", "position")
    if crediting.is_picture_credit(text):
        return Guess("credit", "picture")
    if len(first) <= 2 or not agencies.named(first.strip(" -–—.")):
        return None
    alone = first == text.strip(" .()") or bool(dates.find(text))
    return Guess("credit", "agency") if alone else None


def _is_signature(paragraph: Paragraph) -> bool:
    """Whether a line says who reported, wrote and edited, as agencies close their reports."""
    text = paragraph.text.lstrip("(")
    if len(text) > LONGEST_SIGNATURE or paragraph.lower_share > 0.6:
        return False
    return phrases("credits", "signatures").start(text) is not None and not _is_byline(text)


def _is_closing(inner: str) -> bool:
    """Whether words in brackets close a report: an agency's name, or who wrote and edited it."""
    if phrases("furniture", "whole").whole(inner):
        return False
    return bool(
        agencies.named(inner)
        or agencies.coined(inner)
        or ("/" in inner and is_credit_name(inner))
        or phrases("credits", "closings").start(inner)
    )


def _is_byline(text: str) -> bool:
    opening = phrases("credits", "bylines").start(text)
    if opening is None:
        return False
    rest = AFTER_NAMES.split(text[opening.end() :])[0].strip(" :,.")
    if len(rest) > LONGEST_NAMES:
        return False
    names = BETWEEN_NAMES.split(rest)
    return bool(rest) and all(
        not name or NAME.fullmatch(name) or phrases("credits", "lines").whole(name)
        for name in names
    )


def _ends_in(key: str, text: str) -> bool:
    """Whether a line is names before a desk or position: "Devon Times News Desk", "AP Writer"."""
    endings = phrases("credits", key)
    if len(text) > LONGEST_DESK or not endings.may_end(text):
        return False
    for match in SPACE.finditer(text):
        if endings.whole(text[match.end() :]):
            return NAME.fullmatch(text[: match.start()]) is not None
    return False


def _item(paragraph: Paragraph) -> Guess | None:
    return Guess("list", "bullet") if BULLET.match(paragraph.text) else None
