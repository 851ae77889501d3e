"""Forms of headlines: "Oro: …", "… – Oro", "…: officials"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportedly.reading.attributions.contents import widened
from reportedly.reading.attributions.cues import Cue, Verb
from reportedly.reading.attributions.quotations import covering
from reportedly.reading.attributions.speech import Speech
from reportedly.reading.attributions.unit import Unit
from reportedly.reading.tokens import CLOSING, STOPS, Tokens, any_word, word_set
from reportedly.records import Span

_COLON = Verb(":", "asserts", clause=True, speech=True)
LONGEST_LABEL = 8


def colons_and_dashes(tokens: Tokens, quotes: list[Span]) -> list[Speech]:
    """ "Oro: …", "… – Oro", "…: officials": forms of headlines."""
    found: list[Speech] = []
    names = Counter(tokens.texts if ":" in tokens.texts else ())
    for first, last in _lines(tokens):
        if last - first < 3 or last - first > 60:
            continue
        for index in range(first + 1, min(first + LONGEST_LABEL + 1, last - 1)):
            if tokens.texts[index] == ":" and _label(tokens, first, index, names):
                span = (first, min(last, tokens.bounds[tokens.sentence[index]][1]))
                found.append(
                    _labelled(tokens, (first, index), index, (index + 1, span[1]), span, quotes)
                )
                break
        tail = _tail(tokens, first, last)
        if tail is not None:
            found.append(
                _labelled(tokens, (tail + 1, last), tail, (first, tail), (first, last), quotes)
            )
    found.extend(_signatures(tokens, quotes))
    return [speech for speech in found if speech.content]


def _signatures(tokens: Tokens, quotes: list[Span]) -> Iterator[Speech]:
    """ "“We ran.” — Ayo Oro, baker": whose a quotation is, behind a dash at the end of its line."""
    for index, text in enumerate(tokens.texts):
        if text not in _LONG_DASHES or index + 2 > len(tokens):
            continue
        before = index - 1
        while before > 0 and tokens.texts[before].isspace():
            before -= 1
        quote = covering(quotes, tokens.starts[before]) if before >= 0 else None
        if quote is None or quote.end < tokens.ends[before]:
            continue
        last = index + 1
        while (
            last < len(tokens)
            and "\n" not in tokens.texts[last]
            and last - index < LONGEST_LABEL + 6
        ):
            last += 1
        closed = last >= len(tokens) or "\n" in tokens.texts[last]
        named = index + 1 < last and tokens.capital(index + 1)
        if not closed or not named or any(tokens.verbal(i) for i in range(index + 1, last)):
            continue
        end = last - 1 if tokens.texts[last - 1] in STOPS else last
        speech = _labelled(tokens, (index + 1, end), index, (index, index), (before, last), quotes)
        speech.content = [quote]
        speech.trails = True
        yield speech


_LONG_DASHES = frozenset({"–", "—", "--", "―"})


def _lines(tokens: Tokens) -> list[tuple[int, int]]:
    """The lines of the text as token ranges: a headline is one, wherever it is cut into sentences."""
    lines: list[tuple[int, int]] = []
    start = 0
    for index, text in enumerate(tokens.texts):
        if "\n" in text:
            if index > start:
                lines.append((start, index))
            start = index + 1
    if start < len(tokens):
        lines.append((start, len(tokens)))
    return lines


def _labelled(
    tokens: Tokens,
    source: tuple[int, int],
    mark: int,
    content: tuple[int, int],
    sentence: tuple[int, int],
    quotes: list[Span],
) -> Speech:
    cue = Cue(mark, mark + 1, _COLON, "mark")
    unit = Unit(cue, source, "mark", min(source[0], mark), max(source[1], mark + 1), sentence)
    return Speech(
        unit=unit,
        cue=[Span(tokens.starts[mark], tokens.ends[mark])],
        source=source,
        content=widened(tokens, [content], quotes),
        stance="asserts",
    )


def _label(tokens: Tokens, first: int, last: int, names: Counter[str]) -> bool:
    """Whether the words before a colon name a speaker."""
    if any(tokens.verbal(index) for index in range(first, last)):
        return False
    if any(
        not (tokens.capital(index) or tokens.lowers[index] in _SMALL)
        for index in range(first, last)
    ):
        return tokens.lowers[last - 1] in any_word("titles.groups.words", "titles.offices")
    if all(tokens.texts[index].isupper() for index in range(first, last)) and last - first < 2:
        return first == 0 and len(tokens.texts[first]) <= 5  # "UN: …" in a headline
    lower = tokens.lowers[last - 1]
    known = lower in any_word("titles.bodies.words", "titles.groups.words") or tokens.lowers[
        first
    ] in word_set("titles", "titles")
    if not known and names[tokens.texts[last - 1]] < 2:
        return False
    return lower not in word_set("cues", "labels", "words") and not any(
        char.isdigit() for char in tokens.texts[last - 1]
    )


_SMALL = frozenset({"of", "the", "de", "al", "bin", "'s", "’s", "-", ".", "and", "for"})


def _tail(tokens: Tokens, first: int, last: int) -> int | None:
    """The dash or colon of "… – Oro" or "…: officials" at the end of a headline; None elsewhere."""
    if tokens.texts[last - 1] in STOPS | CLOSING or last - first > 30:
        return None
    for index in range(last - 2, max(first + 2, last - 7), -1):
        text = tokens.texts[index]
        if text not in {":", "–", "—", "--", "-", "―"}:
            continue
        if text != ":" and not _spaced(tokens, index):
            continue
        if any(tokens.verbal(i) and not tokens.capital(i) for i in range(index + 1, last)):
            return None
        speaker = tokens.lowers[last - 1]
        named = tokens.capital(last - 1) and tokens.texts[last - 1].isalpha() and last - index <= 5
        known = speaker in any_word(
            "titles.groups.words", "titles.bodies.words", "cues.documents.words"
        )
        if text == ":" and tokens.lowers[index - 1] in word_set("cues", "labels", "words"):
            return None  # "Image credit: Oro"
        return index if named or known or speaker in {"official", "spokesman", "minister"} else None
    return None


def _spaced(tokens: Tokens, index: int) -> bool:
    return tokens.starts[index] > tokens.ends[index - 1] and (
        index + 1 < len(tokens) and tokens.starts[index + 1] > tokens.ends[index]
    )
