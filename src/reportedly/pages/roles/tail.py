"""The foot of a page: what follows the article's last paragraph."""

from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.context import is_title
from reportedly.pages.roles.guesses import Guess

MOST_AFTER = 0.5
"""Readers' comments are all that follows their heading, unless it is more than this share of the text."""


LOOSE = 3
"""Words."""


def settle(paragraphs: list[Paragraph], guesses: list[Guess | None], lead: int) -> None:
    """Give roles to what stands after the article's end and has none yet."""
    _comments(paragraphs, guesses, lead)
    _after_end(paragraphs, guesses, lead)
    _after_lists(paragraphs, guesses, lead)


def _comments(paragraphs: list[Paragraph], guesses: list[Guess | None], lead: int) -> None:
    heading = phrases("furniture", "comments")
    for i in range(lead + 1, len(paragraphs)):
        if len(paragraphs[i].words) > 6 or not heading.start(paragraphs[i].text.lstrip("([ ")):
            continue
        before, after = (
            _words(paragraphs, guesses, part) for part in (range(i), range(i, len(paragraphs)))
        )
        if after <= MOST_AFTER * (before + after):
            for j in range(i, len(paragraphs)):
                found = guesses[j]
                if found is None or found.role not in ("related", "credit", "dateline"):
                    guesses[j] = Guess("furniture", "readers' comments")
            return


def _words(paragraphs: list[Paragraph], guesses: list[Guess | None], part: range) -> int:
    return sum(len(paragraphs[i].words) for i in part if guesses[i] is None and paragraphs[i].prose)


def _after_end(paragraphs: list[Paragraph], guesses: list[Guess | None], lead: int) -> None:
    """After tags, copyright and the like, a page has nothing but furniture, save running text."""
    ended = False
    for i in range(lead, len(paragraphs)):
        found = guesses[i]
        if found is None and paragraphs[i].strong_prose:
            ended = False
        elif found is None and ended:
            guesses[i] = Guess("furniture", "after the end")
        elif found is not None and _ends_page(paragraphs[i], found):
            ended = True


def _ends_page(paragraph: Paragraph, found: Guess) -> bool:
    if found.role == "credit":
        return found.reason == "closing"
    return (
        found.role == "furniture" and phrases("furniture", "ends").start(paragraph.text) is not None
    )


def _after_lists(paragraphs: list[Paragraph], guesses: list[Guess | None], lead: int) -> None:
    """Under the last list of links of a page stand more links, save paragraphs set apart from them."""
    strong = [i for i, p in enumerate(paragraphs) if guesses[i] is None and p.strong_prose]
    after = (strong[-1] if strong else lead) + 1
    listed = False
    for i in range(after, len(paragraphs)):
        found, paragraph = guesses[i], paragraphs[i]
        if found is not None:
            listed = listed or (found.role == "related" and found.reason == "heading")
        elif listed and (is_title(paragraph) or not paragraph.gap):
            guesses[i] = Guess("related", "under the last list")


def loose_ends(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """A few words without a full stop at the very end of an extracted text are links of the site."""
    for i in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[i]
        if guesses[i] is not None:
            continue
        if paragraph.terminal or len(paragraph.words) > LOOSE or paragraph.hint != "p":
            return
        guesses[i] = Guess("furniture", "loose end")
