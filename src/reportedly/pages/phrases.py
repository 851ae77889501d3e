"""Phrases of the vocabulary, compiled: any of them at the start of, all over, or inside a text."""

import os
import re
from functools import cache

from reportedly import vocabulary
from reportedly.errors import VocabularyError

GAP = r"(?:\S{1,40}\s+){0,5}?"
"""What `*` stands for in a phrase: up to five words."""


def phrases(subject: str, key: str) -> "Phrases":
    """Return the phrases of a list in a vocabulary file, compiled once per file as it stands.

    Args:
        subject: the vocabulary file, for example `furniture`.
        key: the list in it, for example `whole`.

    Raises:
        VocabularyError: there is no such list.
    """
    return _compiled(subject, key, os.environ.get(vocabulary.FOLDER_VARIABLE, ""))


@cache
def _compiled(subject: str, key: str, _folder: str) -> "Phrases":
    entries = vocabulary.load(subject).get(key)
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise VocabularyError(
            f"vocabulary {subject!r}: {key!r} must be a list of phrases; add it to {subject}.toml"
        )
    return Phrases(entries)


class Phrases:
    """A list of phrases to look for, without regard to case, spacing and form of apostrophes."""

    def __init__(self, entries: list[str]) -> None:
        ordered = sorted(entries, key=len, reverse=True)
        whole = "|".join(_pattern(phrase) + _open_end(phrase) for phrase in ordered)
        words = "|".join(map(_pattern, ordered))
        self._any = re.compile(whole or r"(?!)", re.IGNORECASE)
        self._words = re.compile(
            rf"(?<!\w)(?:{words})(?!\w)" if entries else r"(?!)", re.IGNORECASE
        )

    def start(self, text: str) -> re.Match[str] | None:
        """The phrase that `text` starts with, if any."""
        return self._words.match(text)

    def whole(self, text: str) -> bool:
        """Whether `text` is one of the phrases and nothing else."""
        return self._any.fullmatch(text) is not None

    def inside(self, text: str) -> re.Match[str] | None:
        """The first phrase that stands in `text`, as whole words."""
        return self._words.search(text)

    def inside_from(self, text: str, start: int) -> re.Match[str] | None:
        """The first phrase that stands in `text` at or after `start`."""
        return self._words.search(text, start)

    def count(self, text: str) -> int:
        """How many phrases stand in `text`."""
        return sum(1 for _ in self._words.finditer(text))


def _open_end(phrase: str) -> str:
    return r"\s+\S[^\n]{0,80}" if phrase.endswith("*") else ""


def _pattern(phrase: str) -> str:
    words = []
    for word in phrase.removesuffix("*").split():
        if word == "*":
            words.append(GAP)
        else:
            words.append(re.sub(r"'", "['’]", re.escape(word)) + r"\s+")
    pattern = "".join(words)
    return pattern.removesuffix(r"\s+")
