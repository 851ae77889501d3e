"""Which role each paragraph of a page has."""

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.roles import context, preamble, structure
from reportedly.pages.roles.lines import Guess, guess

__all__ = ["Guess", "assign"]


def assign(paragraphs: list[Paragraph]) -> list[Guess]:
    """Return the role of each paragraph, from its own words first, then from where it stands."""
    guesses: list[Guess | None] = [guess(paragraph) for paragraph in paragraphs]
    structure.tables(paragraphs, guesses)
    structure.entries(paragraphs, guesses)
    context.adverts(paragraphs, guesses)
    context.related(paragraphs, guesses)
    lead = preamble.lead(paragraphs, guesses)
    if lead is not None:
        preamble.settle(paragraphs, guesses, lead)
        context.after_end(paragraphs, guesses, lead)
        context.between(paragraphs, guesses, lead)
    elif len(paragraphs) > 1:
        preamble.without_lead(paragraphs, guesses)
    context.copies(paragraphs, guesses)
    return [found or Guess("body", "running text") for found in guesses]
