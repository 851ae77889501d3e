"""The head of a page: masthead, headline, its copies, the summary under it, up to the lead."""

import re
from collections import Counter, defaultdict

from reportedly.pages import datelines
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.crediting import NAME
from reportedly.pages.roles.guesses import Guess

MOST_WORDS = 40
META = frozenset({"date line", "byline", "desk", "agency"})
NEAR = 4
"""Paragraphs after the first of running text in which a byline shows that it was a summary."""

# White space before a bar is looked at from its start alone: a line may have a million spaces.
PARTS = re.compile(r"(?:(?<!\s)\s++)?[|•]\s*|\s[–—-]\s|\s/\s|\s>\s")


def folded(text: str) -> str:
    """A headline as it is compared: words only, without case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def lead(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> int | None:
    """Index of the article's first paragraph of running text, after any summary; null where none."""
    prose = [
        i
        for i, (paragraph, guess) in enumerate(zip(paragraphs, guesses, strict=True))
        if (guess is None and (paragraph.prose or datelines.find(paragraph.head)))
        or (guess is not None and guess.role == "entry")
    ]
    if not prose:
        return None
    first = prose[0]
    if len(prose) > 1 and _may_be_headline(paragraphs[first]) and _none_before(guesses, first):
        first = prose[1]
    for i in range(first + 1, min(first + NEAR, len(paragraphs))):
        guess = guesses[i]
        if guess is not None and guess.reason in META and any(j > i for j in prose):
            return next(j for j in prose if j > i)
    return first


def _may_be_headline(paragraph: Paragraph) -> bool:
    """Whether a sentence may be a headline: one question or exclamation."""
    return (
        paragraph.text[-1] in "?!"
        and not paragraph.several_sentences
        and len(paragraph.words) <= 24
    )


def _none_before(guesses: list[Guess | None], index: int) -> bool:
    return all(guess is not None for guess in guesses[:index])


def settle(paragraphs: list[Paragraph], guesses: list[Guess | None], lead_at: int) -> None:
    """Give a role to what stands before the lead and has none yet."""
    open_ones = [i for i in range(lead_at) if _open(guesses[i])]
    headline = _headline(paragraphs, open_ones)
    if headline is None:
        for i in open_ones:
            guesses[i] = guesses[i] or Guess("furniture", "masthead")
        return
    core = folded(paragraphs[headline].text)
    for i in open_ones:
        if guesses[i] is not None:
            continue
        if _extends(paragraphs[i], core):
            guesses[i] = Guess("furniture", "headline with a site's name")
        else:
            guesses[i] = _beside(paragraphs[i], before=i < headline)
    guesses[headline] = Guess("headline", "headline")


def _open(guess: Guess | None) -> bool:
    """Whether a line may be the headline: "Live:" or "Analysis:" may stand before one."""
    return guess is None or guess.reason == "weak label"


def _beside(paragraph: Paragraph, *, before: bool) -> Guess:
    if before:
        return Guess("furniture", "masthead")
    if paragraph.prose or paragraph.terminal:
        return Guess("summary", "under the headline")
    if looks_like_masthead(paragraph):
        return Guess("furniture", "masthead")
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
    keys = {i: folded(paragraphs[i].text) for i in candidates}
    printed = Counter(keys.values())
    holders: dict[str, list[int]] = defaultdict(list)
    for i in candidates:
        for part in _edge_parts(paragraphs[i]):
            holders[part].append(i)
    for i in candidates:
        # What is printed twice, once perhaps with the site's name or the path to it, is the headline.
        twice = printed[keys[i]] > 1 or any(j != i for j in holders.get(keys[i], ()))
        if twice and len(paragraphs[i].words) >= 3:
            return i
    return max(candidates, key=lambda i: (_score(paragraphs[i], i), -i))


def _extends(paragraph: Paragraph, core: str) -> bool:
    """Whether a line is `core` with something before or after a bar: "News / Core", "Core - Site"."""
    return core in _edge_parts(paragraph)


def _edge_parts(paragraph: Paragraph) -> set[str]:
    """What stands before a line's first bar and behind its last, where it has three words, folded."""
    parts = PARTS.split(paragraph.text)
    if len(parts) < 2:
        return set()
    return {edge for edge in map(folded, (parts[0], parts[-1])) if len(edge.split()) >= 3}


def _score(paragraph: Paragraph, position: int) -> int:
    words = len(paragraph.words)
    score = 2 * (4 <= words <= 24) + (words >= 3) + (words < 4 and paragraph.lower_share > 0.15)
    if paragraph.prose and paragraph.several_sentences:
        score -= 3
    if position <= 6 and looks_like_masthead(paragraph):
        score -= 3
    if position <= 2 and paragraph.text[0].islower():
        score -= 2
    return score


def looks_like_masthead(paragraph: Paragraph) -> bool:
    """Whether a line is a paper's name: a few words in capitals, or with one that papers are called by."""
    name = PARTS.split(paragraph.text)[0]
    words = name.split()
    if (
        not words
        or len(words) > 4
        or (len(words) == len(paragraph.text.split()) and paragraph.terminal)
    ):
        return False
    named = phrases("publishers", "names").inside(name) is not None
    return name.isupper() or (named and all(word[0].isupper() or len(words) <= 2 for word in words))


def without_lead(paragraphs: list[Paragraph], guesses: list[Guess | None]) -> None:
    """A text of lines that are no sentences: its first one, if it may be a headline, is taken as such."""
    first = next((i for i, found in enumerate(guesses) if _open(found)), None)
    if first is None:
        return
    rest = [
        found
        for found in guesses[first + 1 :]
        if found is None or found.role in ("list", "table", "entry")
    ]
    if rest and not paragraphs[first].terminal and len(paragraphs[first].words) >= 3:
        guesses[first] = Guess("headline", "first line")
