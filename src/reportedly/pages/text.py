"""Plain text of a page, its furniture left in, to an `Article`."""

import re
from dataclasses import replace

from reportedly.pages import blocks, frame, languages, paragraphs
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.roles import Guess, assign
from reportedly.records import Article, Moment, Role

SURROGATE = re.compile(r"[\ud800-\udfff]")

BODY_ROLES: frozenset[Role] = frozenset(
    {"summary", "body", "list", "quote", "table", "entry", "correction"}
)


def from_text(
    text: str, *, published: Moment | None = None, url: str | None = None, whole: bool = False
) -> Article:
    """Read text that is at hand into an article; the text itself is kept exactly. Raises nothing.

    Args:
        text: any text; offsets of the article's blocks refer to it.
        published: when it was published, where that is known: it wins over what the text says.
        url: the page's address, where known.
        whole: all of it is the article's own text: nothing is taken for furniture.
    """
    # A surrogate without its other half is no character: JSON can hold it, UTF-8 cannot.
    text = SURROGATE.sub("\ufffd", text)
    units = paragraphs.split(text)
    guesses = assign(units)
    if whole:
        guesses = [_own(guess) for guess in guesses]
    return build(text, units, guesses, published=published, url=url)


def build(
    text: str,
    units: list[Paragraph],
    guesses: list[Guess],
    *,
    published: Moment | None = None,
    url: str | None = None,
) -> Article:
    """Make the article of paragraphs whose roles are settled, with what its own lines say of it."""
    found = tuple(blocks.cut(units, guesses))
    known = frame.read(text, units, guesses, url)
    return Article(
        text=text,
        blocks=found,
        title=known.title,
        summary=known.summary,
        publisher=known.publisher,
        authors=known.authors,
        agency=known.agency,
        published=published or known.published,
        updated=known.updated,
        language=languages.detect(text, found),
        url=url,
        warnings=() if published else known.warnings,
    )


def frame_of(lines: str, url: str | None) -> frame.Frame:
    """What the visible lines of a page of HTML say of its article.

    Names that only look like a byline, and agencies credited for some picture, are left out.
    """
    units = paragraphs.split(lines)
    guesses = assign(units)
    seen = frame.read(lines, units, guesses, url, whole=False)
    bylines = [
        pair for pair in zip(units, guesses, strict=True) if pair[1].reason in ("byline", "desk")
    ]
    authors = seen.authors if any(guess.reason == "byline" for _, guess in bylines) else ()
    return replace(seen, authors=authors, agency=frame.credited_agency(bylines))


def _own(guess: Guess) -> Guess:
    if guess.role in ("furniture", "related", "credit"):
        return Guess("body", "all of the text is the article's")
    return guess


def body_of(article: Article) -> str:
    """The body of an article as running text, without its headline, captions and the page's frame.

    Datelines and closing credits that stand in a paragraph of the body are part of it.
    """
    parts: list[str] = []
    reached: int | None = None
    for i, block in enumerate(article.blocks):
        words = article.text[block.start : block.end]
        following = article.blocks[i + 1] if i + 1 < len(article.blocks) else None
        opens = (
            block.role == "dateline"
            and following is not None
            and following.role in BODY_ROLES
            and "\n" not in article.text[block.end : following.start]
        )
        closes = (
            block.role == "credit"
            and reached is not None
            and "\n" not in article.text[reached : block.start]
        )
        if block.role not in BODY_ROLES and not opens and not closes:
            reached = None
            continue
        joined = reached is not None and "\n" not in article.text[reached : block.start]
        parts.append((" " if joined else "\n" if parts else "") + words)
        reached = block.end
    return "".join(parts)
