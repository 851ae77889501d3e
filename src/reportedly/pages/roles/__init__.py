"""Which role each paragraph of a page has."""

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.roles import context, preamble, structure, tail
from reportedly.pages.roles.guesses import Guess
from reportedly.pages.roles.lines import guess
from reportedly.pages.roles.preamble import folded
from reportedly.records import Role

__all__ = ["Guess", "assign", "assign_extracted"]

HINTED: dict[str, Role] = {
    "headline": "headline",
    "item": "list",
    "row": "table",
    "quote": "quote",
    "caption": "caption",
}
"""What the markup of a page of HTML says of a paragraph, as a role."""


DOUBTED = frozenset({"frame", "offer", "weak label"})
"""Reasons that do not count against a paragraph that the extractor took for main text."""


def assign(paragraphs: list[Paragraph]) -> list[Guess]:
    """Return the role of each paragraph, from its own words first, then from where it stands."""
    guesses: list[Guess | None] = [guess(paragraph) for paragraph in paragraphs]
    structure.tables(paragraphs, guesses)
    structure.announced(paragraphs, guesses)
    context.adverts(paragraphs, guesses)
    context.related(paragraphs, guesses)
    context.biographies(paragraphs, guesses)
    structure.entries(paragraphs, guesses)
    lead = preamble.lead(paragraphs, guesses)
    if lead is not None:
        preamble.settle(paragraphs, guesses, lead)
        tail.settle(paragraphs, guesses, lead)
        context.between(paragraphs, guesses, lead)
    elif len(paragraphs) > 1:
        preamble.without_lead(paragraphs, guesses)
    context.copies(paragraphs, guesses)
    return [found or Guess("body", "running text") for found in guesses]


def assign_extracted(paragraphs: list[Paragraph], description: str | None) -> list[Guess]:
    """The same for the main text of a page of HTML, whose markup says what much of it is.

    Args:
        paragraphs: with hints: headline, p, head, item, row, quote or caption.
        description: the page's own summary in its metadata: the paragraph that repeats it is one.
    """
    guesses: list[Guess | None] = []
    for paragraph in paragraphs:
        hinted = HINTED.get(paragraph.hint or "")
        found = guess(paragraph) if hinted not in ("headline", "table") else None
        if (
            found is None
            or found.reason in DOUBTED
            or (hinted and found.role in ("list", "dateline"))
        ):
            found = Guess(hinted, "markup") if hinted else None
        guesses.append(found)
    context.adverts(paragraphs, guesses)
    context.related(paragraphs, guesses)
    context.biographies(paragraphs, guesses)
    structure.entries(paragraphs, guesses)
    context.copies(paragraphs, guesses)
    tail.loose_ends(paragraphs, guesses)
    if description:
        for i, paragraph in enumerate(paragraphs[:3]):
            if guesses[i] is None and folded(paragraph.text) == folded(description):
                guesses[i] = Guess("summary", "description")
    return [found or Guess("body", "running text") for found in guesses]
