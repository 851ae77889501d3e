"""The head of a page: masthead, headline, its copies, the summary under it, up to the lead."""

import re

from reportedly.pages import datelines
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.crediting import NAME
from reportedly.pages.roles.lines import Guess

MOST_WORDS = 40
META = frozenset({"date line", "byline", "desk", "agency"})


def folded(text: str) -> str:
    """A headline as it is compared: words only, without case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def lead(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> int | None:
    """Index of the article's first paragraph of running text, after any summary; null where none."""
    prose = [
        i
        for i, (paragraph, guess) in enumerate(zip(paragraphs, guesses, strict=True))
        if guess is None and (paragraph.prose or datelines.find(paragraph.head))
    ]
    if not prose:
        return None
    first = prose[0]
    for i in range(first + 1, min(first + 4, len(paragraphs))):
        guess = guesses[i]
        if guess is not None and guess.reason in META and any(j > i for j in prose):
            return next(j for j in prose if j > i)
    return first


def settle(paragraphs: list[Paragraph], guesses: list[Guess | None], lead_at: int) -> None:
    """Give a role to what stands before the lead and has none yet."""
    open_ones = [i for i in range(lead_at) if guesses[i] is None]
    headline = _headline(paragraphs, open_ones)
    if headline is None:
        for i in open_ones:
            guesses[i] = Guess("furniture", "masthead") if i < lead_at else None
        return
    for i in open_ones:
        guesses[i] = _beside(paragraphs[i], before=i < headline)
    guesses[headline] = Guess("headline", "headline")


def _beside(paragraph: Paragraph, *, before: bool) -> Guess:
    if before:
        return Guess("furniture", "masthead")
    if paragraph.prose or paragraph.terminal:
        return Guess("summary", "under the headline")
    if len(paragraph.words) >= 5 or paragraph.lower_share > 0.3:
        return Guess("headline", "second headline")
    if NAME.fullmatch(paragraph.text) and len(paragraph.words) in (2, 3):
        return Guess("credit", "name")
    return Guess("furniture", "under the headline")


def _headline(paragraphs: list[Paragraph], candidates: list[int]) -> int | None:
    candidates = [
        i for i in candidates if paragraphs[i].words and len(paragraphs[i].words) <= MOST_WORDS
    ]
    if not candidates:
        return None
    seen: dict[str, int] = {}
    for i in candidates:
        key = folded(paragraphs[i].text)
        if key in seen and len(paragraphs[i].words) >= 3:
            return seen[key]
        seen.setdefault(key, i)
    return max(candidates, key=lambda i: (_score(paragraphs[i], i), -i))


def _score(paragraph: Paragraph, position: int) -> int:
    words = len(paragraph.words)
    score = 2 * (4 <= words <= 24) + (words >= 3) + (words < 4 and paragraph.lower_share > 0.15)
    if paragraph.prose and paragraph.several_sentences:
        score -= 3
    if position <= 1 and looks_like_masthead(paragraph):
        score -= 3
    if position <= 2 and paragraph.text[0].islower():
        score -= 2
    return score


def looks_like_masthead(paragraph: Paragraph) -> bool:
    """Whether a line is a paper's name: a few words in capitals, or with one that papers are called by."""
    name = re.split(r"\s*[|•]\s*|\s[–—-]\s", paragraph.text)[0]
    words = name.split()
    if len(words) > 4 or (len(words) == len(paragraph.text.split()) and paragraph.terminal):
        return False
    named = phrases("publishers", "names").inside(name) is not None
    return name.isupper() or (named and all(word[0].isupper() or len(words) <= 2 for word in words))


def without_lead(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """A text of lines that are no sentences: its first one, if it may be a headline, is taken as such."""
    first = next((i for i, found in enumerate(guesses) if found is None), None)
    if first is None:
        return
    rest = [
        found
        for found in guesses[first + 1 :]
        if found is None or found.role in ("list", "table", "entry")
    ]
    if rest and not paragraphs[first].terminal and len(paragraphs[first].words) >= 3:
        guesses[first] = Guess("headline", "first line")
