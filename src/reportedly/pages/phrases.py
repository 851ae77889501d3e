"""Phrases of the vocabulary, compiled: any of them at the start of, all over, or inside a text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from reportedly import vocabulary
from reportedly.errors import VocabularyError

ANY_WORDS = r"(?:\S{1,40}\s+){0,5}?"
"""What `*` stands for inside a phrase: up to five words. At its end it stands for whatever follows."""

LONGEST_REST = 80
LONGEST_LINE = 4000


@cache
def phrases(subject: str, key: str) -> "Phrases":
    """Return the phrases of a list in a vocabulary file, compiled once in a process.

    Args:
        subject: the vocabulary file, for example `furniture`.
        key: the list in it, for example `whole`.

    Raises:
        VocabularyError: there is no such list.
    """
    entries = vocabulary.load(subject).get(key)
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise VocabularyError(
            f"vocabulary {subject!r}: {key!r} must be a list of phrases; add it to {subject}.toml"
        )
    return Phrases(entries)


class Phrases:
    """A list of phrases to look for, without regard to case, spacing and form of apostrophes.

    Matches are of a text in lower case that has the same offsets as the one given.
    """

    def __init__(self, entries: list[str]) -> None:
        entries = [" ".join(_lower(entry).split()) for entry in entries]
        self._exact = frozenset(entry for entry in entries if "*" not in entry)
        patterns = [_whole(entry) for entry in entries if "*" in entry]
        self._open = re.compile(_either(patterns)) if patterns else None
        self._last_words = None if patterns else {entry.split()[-1] for entry in self._exact}
        self._words = re.compile(_either([_bounded(entry) for entry in entries]))

    def start(self, text: str) -> re.Match[str] | None:
        """The phrase that `text` starts with, if any."""
        return self._words.match(_lower(text))

    def whole(self, text: str) -> bool:
        """Whether `text` is one of the phrases and nothing else."""
        return self._is_one(" ".join(_lower(text).split()))

    def _is_one(self, text: str) -> bool:
        if text in self._exact:
            return True
        return self._open is not None and self._open.fullmatch(text) is not None

    def count_words(self, words: Iterable[str]) -> int:
        """How many of some words, without spaces in them, are one of the phrases and nothing else."""
        return sum(self._is_one(_lowered(word)) for word in words)

    def may_end(self, text: str) -> bool:
        """Whether `text` ends in the last word of a phrase, as it does where it ends in a phrase."""
        if self._last_words is None:
            return True
        last = _lower(text).rsplit(maxsplit=1)[-1:]
        return bool(last) and last[0] in self._last_words

    def inside(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first phrase that stands in `text` at or after `start`, as whole words."""
        return self._words.search(_lower(text), start)

    def count(self, text: str) -> int:
        """How many phrases stand in `text`."""
        return sum(1 for _ in self._words.finditer(_lower(text)))


def _lower(text: str) -> str:
    """A text in lower case and with plain apostrophes, of the same length."""
    # A line is looked up in a dozen lists, one after the other.
    return _lowered_line(text) if len(text) <= LONGEST_LINE else _lowered(text)


@lru_cache(maxsize=32)
def _lowered_line(text: str) -> str:
    return _lowered(text)


def _lowered(text: str) -> str:
    lowered = text.lower().replace("’", "'")
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _either(patterns: list[str]) -> str:
    """One pattern for any of several: longest first, those that start alike tried together."""
    if not patterns:
        return r"(?!)"
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pattern in sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern)):
        guard = WORD_START if pattern.startswith(WORD_START) else ""
        rest = pattern.removeprefix(WORD_START)
        first = rest[:2] if rest.startswith("\\") else rest[:1]
        groups[guard, first].append(rest[len(first) :])
    lettered = [_group(key, rests) for key, rests in groups.items() if key[0]]
    others = [_group(key, rests) for key, rests in groups.items() if not key[0]]
    guarded = [f"{WORD_START}(?:{'|'.join(lettered)})"] if lettered else []
    return "|".join(guarded + others)


def _group(key: tuple[str, str], rests: list[str]) -> str:
    return f"{key[1]}(?:{'|'.join(rests)})"


WORD_START = r"(?<!\w)"


def _bounded(phrase: str) -> str:
    """The phrase as whole words: not inside a longer word where it starts or ends with a letter."""
    phrase = phrase.removesuffix("*").strip()
    before = WORD_START if phrase[:1].isalnum() else ""
    after = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return f"{before}{_pattern(phrase)}{after}"


def _whole(phrase: str) -> str:
    rest = rf"\s+\S.{{0,{LONGEST_REST}}}" if phrase.endswith("*") else ""
    return _pattern(phrase.removesuffix("*").strip()) + rest


def _pattern(phrase: str) -> str:
    words = [ANY_WORDS if word == "*" else re.escape(word) + r"\s+" for word in phrase.split()]
    return "".join(words).removesuffix(r"\s+")
