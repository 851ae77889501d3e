"""Plain text of a page, its furniture left in, to an `Article`."""

from reportedly.pages import agencies, datelines, frame, languages, paragraphs
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.roles import Guess, assign, credits
from reportedly.records import Article, Block, Moment, Role


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
    start, end, role = unit.start, unit.end, guess.role
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
