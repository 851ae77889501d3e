"""Plain text of a page, its furniture left in, to an `Article`."""

import re
from dataclasses import replace

from reportedly.pages import agencies, datelines, frame, languages, paragraphs
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles import Guess, assign, credits
from reportedly.records import Article, Block, Moment, Role

SURROGATE = re.compile(r"[\ud800-\udfff]")
LONGEST_CALL = 60
"""Characters of a call to click or subscribe that ends a paragraph."""

SENTENCE_START = re.compile(r"[.!?…][\"”’)]?\s+(?=[A-Z])")

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
    blocks = tuple(cut(units, guesses))
    known = frame.read(text, units, guesses, url)
    return Article(
        text=text,
        blocks=blocks,
        title=known.title,
        summary=known.summary,
        publisher=known.publisher,
        authors=known.authors,
        agency=known.agency,
        published=published or known.published,
        updated=known.updated,
        language=languages.detect(text, blocks),
        url=url,
        warnings=() if published else known.warnings,
    )


def frame_of(lines: str, url: str | None) -> frame.Frame:
    """What the visible lines of a page of HTML say of its article.

    Names that only look like a byline, and agencies credited for some picture, are left out.
    """
    units = paragraphs.split(lines)
    guesses = assign(units)
    seen = frame.read(lines, units, guesses, url)
    bylines = [
        pair for pair in zip(units, guesses, strict=True) if pair[1].reason in ("byline", "desk")
    ]
    authors = seen.authors if any(guess.reason == "byline" for _, guess in bylines) else ()
    return replace(seen, authors=authors, agency=frame.credited_agency(bylines))


def _own(guess: Guess) -> Guess:
    if guess.role in ("furniture", "related", "credit"):
        return Guess("body", "all of the text is the article's")
    return guess


def cut(units: list[Paragraph], guesses: list[Guess]) -> list[Block]:
    """The blocks of paragraphs: datelines and closing credits cut off, rows of a table joined."""
    blocks: list[Block] = []
    first = True
    for unit, guess in zip(units, guesses, strict=True):
        pieces = _pieces(unit, guess, first)
        first = first and guess.role != "body"
        if guess.role == "table" and blocks and blocks[-1].role == "table" and not unit.gap:
            blocks[-1] = Block(start=blocks[-1].start, end=unit.end, role="table")
            continue
        blocks += [
            Block(start=start, end=end, role=role) for start, end, role in pieces if end > start
        ]
    return blocks


def _pieces(unit: Paragraph, guess: Guess, first: bool) -> list[tuple[int, int, Role]]:
    call = _call_at_end(unit) if guess.role in ("body", "caption", "list") else None
    if call is None:
        return _split(unit, guess.role, first)
    kept = Paragraph(
        unit.text[:call].rstrip(), unit.start, unit.start + len(unit.text[:call].rstrip())
    )
    return [*_split(kept, guess.role, first), (unit.start + call, unit.end, "furniture")]


def _call_at_end(unit: Paragraph) -> int | None:
    """Where a paragraph's last sentence starts, if it is a call such as "Click to enlarge (2 MB)"."""
    base = max(0, len(unit.text) - LONGEST_CALL)
    for match in SENTENCE_START.finditer(unit.text, base):
        if phrases("furniture", "calls").start(unit.text[match.end() :]):
            return match.end()
    return None


def _split(unit: Paragraph, role: Role, first: bool) -> list[tuple[int, int, Role]]:
    start, end = unit.start, unit.end
    pieces: list[tuple[int, int, Role]] = []
    if role == "body":
        dateline = datelines.find(unit.text[:400], first=first)
        if dateline is not None:
            pieces.append((start, start + dateline.end, "dateline"))
            start += dateline.body
    closing = None
    if role in ("body", "caption", "list", "quote", "entry"):
        found = agencies.at_end(unit.text)
        closing = unit.start + found[0] if found is not None else None
    if role == "caption" and closing is None:
        at = credits.picture_at_end(unit.text) or credits.bracket_at_end(unit.text)
        closing = unit.start + at if at else None
    if closing is None or closing <= start:
        return [*pieces, (start, end, role)]
    until = closing
    while until > start and unit.text[until - unit.start - 1].isspace():
        until -= 1
    return [*pieces, (start, until, role), (closing, end, "credit")]


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
