"""Figures of which most likely the kind was misread.

One page alone gives them under another kind than all others, or their own sentence speaks of another kind alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reportedly import vocabulary
from reportedly.reconciling.told import Told, why_apart

SHORTEST = 4
"""So many letters at least has a beginning of a word that tells it from others."""

FEWEST = 2
"""So many other pages must give a voice's figure under one other kind."""


def without_misread(told: Sequence[Told]) -> list[Told]:
    """Set apart figures of a kind under which one page alone gives them, where others agree on another.

    The same voice gives the same number, and on every other page it is that of the injured: then one page
    that has it for that of the dead was misread, or misprinted.

    Args:
        told: the statements of one unit of pages.
    """
    told = _by_their_words(told)
    given: dict[tuple[object, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in told:
        if why_apart(one.statement) is None:
            given[_said(one)][one.statement.kind].add(one.statement.page)
    return [_apart(one, given[_said(one)]) for one in told]


def _said(one: Told) -> tuple[object, ...]:
    said = one.statement
    return said.origin, said.low, said.high, said.comparator, one.story


def _apart(one: Told, pages: dict[str, set[str]]) -> Told:
    said = one.statement
    mine = pages.get(said.kind, set())
    if why_apart(said) is not None or len(mine) != 1:
        return one
    others = [kind for kind, where in pages.items() if len(where) >= FEWEST]
    if len(others) != 1 or said.page in pages[others[0]]:
        return one
    reason = f"other pages give it as the number of {others[0]}"
    return replace(one, statement=said.model_copy(update={"apart": reason}))


def _by_their_words(told: Sequence[Told]) -> list[Told]:
    """Set apart figures whose sentence, which has no other figure, speaks of another kind alone."""
    figures = Counter(_sentence(one) for one in told)
    return [
        replace(
            one, statement=one.statement.model_copy(update={"apart": f"its words speak of {kind}"})
        )
        if figures[_sentence(one)] == 1
        and why_apart(one.statement) is None
        and (kind := _plain_kind(one)) is not None
        else one
        for one in told
    ]


def _sentence(one: Told) -> tuple[object, ...]:
    said = one.statement
    return said.page, said.text_hash, said.sentence_start


def _plain_kind(one: Told) -> str | None:
    """The one kind of which a statement's sentence speaks, if that is another than it was read as."""
    said = one.statement
    named = {kind for kind, words in _words().items() if words.search(said.sentence or "")}
    if len(named) != 1 or said.kind not in _words() or said.kind in named:
        return None
    # "The crash claimed 12; the injured are in hospital": the number may hang on another word of its kind.
    return None if _stems(said.kind).search(said.sentence or "") else min(named)


@cache
def _stems(kind: str) -> re.Pattern[str]:
    """The beginnings of all words that can carry a kind."""
    table = vocabulary.load("kinds")[kind]
    frames = ("done", "undergone", "being", "deeds", "heads", "suffered")
    words = {phrase.split()[0].rstrip("ey") for frame in frames for phrase in table.get(frame, ())}
    stems = sorted(re.escape(word) for word in words if len(word) >= SHORTEST)
    return re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = vocabulary.load("series")["plain"]
    return {
        kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
        for kind, words in table.items()
    }
