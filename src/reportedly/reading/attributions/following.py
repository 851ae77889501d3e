"""The noun phrase that begins at a token: "said [Lena Oro, a nurse]", "according to [the mayor, Lena Oro]"."""

from __future__ import annotations

from reportedly.reading.attributions.appositions import name_behind_role, weekday
from reportedly.reading.attributions.noun_phrases import LONGEST_SOURCE, joins
from reportedly.reading.tokens import DASHES, QUOTES, STOPS, Tokens, any_word, word_set


def phrase_after(
    tokens: Tokens, first: int, last: int, *, prepositions: bool = True
) -> tuple[int, int] | None:
    """The noun phrase that begins at a token: up to punctuation, a verb or a time.

    None where no noun phrase begins there.
    """
    while first < last and tokens.texts[first] in DASHES:
        first += 1
    end = first
    apposed = False
    while end < min(last, first + LONGEST_SOURCE):
        text = tokens.texts[end]
        if text == ",":
            name = name_behind_role(tokens, first, end, last)
            if name is None and not _apposition(tokens, end, last):
                break
            end = name[1] - 1 if name else end
            apposed = True
        elif _dated_paper(tokens, first, end, last):
            end += 1
        elif _ends_phrase(tokens, end, last, within=end > first) or (
            not prepositions and end > first and tokens.lowers[end] in _PLACING
        ):
            break
        elif end > first and not apposed and _starts_clause(tokens, end):
            end = _before_hedge(tokens, first, end)
            break
        end += 1
    while end > first and tokens.texts[end - 1] == ",":
        end -= 1
    return (first, end) if end > first else None


_PLACING = frozenset({"in", "at", "during", "by", "on"})
_LINKS = frozenset(
    {"that", "while", "because", "after", "before", "when", "if", "although", "though", "as", "but"}
)


def _dated_paper(tokens: Tokens, first: int, index: int, last: int) -> bool:
    """Whether "on Monday" stands within "a report published on Monday by the commission"."""
    if index + 2 >= last or tokens.lowers[index] != "on" or tokens.lowers[index + 2] != "by":
        return False
    papers = any_word("cues.documents.words", "cues.papers.words")
    return weekday(tokens.lowers[index + 1]) and any(
        tokens.lowers[position] in papers for position in range(first, index)
    )


def _main_verb(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a clause begins, not an apposition: a finite verb comes before any mark or relative word."""
    for index in range(first + 1, min(last, first + 20)):
        if tokens.texts[index] in STOPS | QUOTES | {",", ";", ":", "("} | DASHES - {"-"}:
            return False
        if tokens.lowers[index] in {"who", "which", "that", "whose", "where"}:
            return False
        if tokens.finite(index):
            return True
    return False


def _ends_phrase(tokens: Tokens, index: int, last: int, *, within: bool) -> bool:
    """Whether a token is a mark, a linking word or a time, which no noun phrase goes on over."""
    text, lower = tokens.texts[index], tokens.lowers[index]
    if text in STOPS | QUOTES | {";", ":", "(", "[", ")"} or (within and text in DASHES):
        return not (text == "-" and joins(tokens, index))
    on_day = weekday(lower) or (
        lower == "on" and index + 1 < last and weekday(tokens.lowers[index + 1])
    )
    return on_day or lower in _LINKS


def _starts_clause(tokens: Tokens, index: int) -> bool:
    """Whether a verb or a number shows that the phrase has ended and a clause begins."""
    if tokens.finite(index) and tokens.lowers[index] not in {"'s", "’s"}:
        return True
    return tokens.texts[index][:1].isdigit() and tokens.texts[index - 1] != "-"


def _before_hedge(tokens: Tokens, first: int, end: int) -> int:
    """Without the hedge of a number that follows the phrase: "the ministry [over 40 people]"."""
    if not tokens.texts[end][:1].isdigit():
        return end
    hedges = word_set("clauses", "hedging")
    while end > first + 1 and tokens.lowers[end - 1] in hedges:
        end -= 1
    return end


def _apposition(tokens: Tokens, comma: int, last: int) -> bool:
    """Whether what follows a comma explains the name before: "X, a spokesman for Y" or "X, 45,"."""
    following = comma + 1
    if following >= last:
        return False
    lower = tokens.lowers[following]
    if (
        lower in {"a", "an", "the"}
        or lower in {"who", "whose", "which"}
        or lower in word_set("titles", "titles")
    ):
        return lower not in {"who", "whose", "which"} and not _main_verb(tokens, following, last)
    return lower.isdigit() and following + 1 < last and tokens.texts[following + 1] in {",", "."}
