"""The tokens of a document as plain lists, and what a word is when nothing but its form is known.

Sentences that are not worth parsing have no tags, so every question here has an answer from the form
of the word and a better one from its tag, where there is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from reportedly import vocabulary
from reportedly.language.columns import column, forms_of, is_parsed, labels, sentences_of, text_of
from reportedly.records import Article

__all__ = [
    "CLOSING",
    "DASHES",
    "OPENING",
    "QUOTES",
    "STOPS",
    "Tokens",
    "any_word",
    "article_of",
    "column",
    "edges_of",
    "kept_as",
    "labels",
    "sentences_of",
    "text_of",
    "untag",
    "word_set",
]

OPENING = frozenset({"“", '"', "‘", "„", "«", "``", "'", "`"})
CLOSING = frozenset({"”", '"', "’", "»", "''", "'"})
QUOTES = OPENING | CLOSING
STOPS = frozenset({".", "!", "?", "…", "..."})
DASHES = frozenset({"-", "–", "—", "--", "―", "_"})


@dataclass(frozen=True)
class Tokens:
    """The tokens of a document: their text, offsets into the text, tags, and sentences.

    `sentence[i]` is the index of the sentence of token `i`; `bounds[s]` the first token and the token
    after the last of sentence `s`, without spaces and line breaks at its ends.
    """

    doc: Doc
    text: str
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    capitals: list[bool]
    sentence: list[int]
    bounds: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, doc: Doc) -> Tokens:
        """The tokens of a document; kept with it, so that every stage looks at the same."""
        key = kept_as(doc, "tokens")
        kept = doc.user_data.get(key)
        if isinstance(kept, cls):
            return kept
        forms = forms_of(doc)
        texts, lowers = forms.texts, [word.lower() for word in forms.texts]
        tokens = cls(
            doc,
            forms.text,
            texts,
            lowers,
            forms.starts,
            forms.ends,
            _tags(doc),
            [word[:1].isupper() for word in texts],
            [0] * len(texts),
        )
        for number, (first, last) in enumerate(_joined(texts, sentences_of(doc))):
            tokens.sentence[first:last] = [number] * (last - first)
            while last > first and texts[last - 1].isspace():
                last -= 1
            while first < last and texts[first].isspace():
                first += 1
            tokens.bounds.append((first, last))
        doc.user_data[key] = tokens
        return tokens

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, offset: int) -> int:
        """The index of the token that holds a character, or of the one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def lower(self, index: int) -> str:
        """The word at an index in lower case; empty outside of the document."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.capitals[index]

    def text_of(self, first: int, last: int) -> str:
        """The text from token `first` to the one before `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def verbal(self, index: int) -> bool:
        """Whether a word is a verb or auxiliary, finite or participle, going by tag or else by form."""
        tag = self.tags[index]
        lower = self.lowers[index]
        if tag:
            return tag.startswith("V") or tag == "MD"
        if lower in word_set("clauses", "auxiliaries") or lower in word_set("clauses", "verbs"):
            return lower not in {"'s", "’s"}
        return (
            lower.endswith("ed") and len(lower) > 4 and lower.isalpha() and not self.capital(index)
        )

    def finite(self, index: int) -> bool:
        """Whether a word is a finite verb, as far as its tag or form says."""
        tag = self.tags[index]
        if tag:
            return tag in {"VBD", "VBZ", "VBP", "MD"}
        return self.verbal(index)

    def token(self, index: int) -> Token:
        """The spaCy token at an index."""
        return self.doc[index]


def untag(doc: Doc, sentences: Sequence[int]) -> None:
    """Have some sentences looked at by form alone, though they are parsed."""
    doc.user_data[_UNTAGGED] = tuple(sentences)


_UNTAGGED = "reportedly.untagged"


def _tags(doc: Doc) -> list[str]:
    tags, untagged = labels(doc, "TAG"), doc.user_data.get(_UNTAGGED)
    if untagged:
        bounds = sentences_of(doc)
        for first, last in (bounds[number] for number in untagged):
            tags[first:last] = [""] * (last - first)
    return tags


def edges_of(doc: Doc) -> list[tuple[int, int]]:
    """The sentences as character offsets, from their first token to their last."""
    forms = forms_of(doc)
    return [(forms.starts[first], forms.ends[last - 1]) for first, last in sentences_of(doc)]


def article_of(doc: Doc) -> Article | None:
    """The article that a document was made of: asked far too often for `doc._`, which is slow."""
    kept: Article | None = doc.user_data.get(_ARTICLE_KEY)
    if kept is None and Doc.has_extension("article"):
        kept = doc._.article
        doc.user_data[_ARTICLE_KEY] = kept
    return kept


_ARTICLE_KEY = "reportedly.article"


def _joined(texts: list[str], sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, with those put together that only a line break or an abbreviation cut in two."""
    joined: list[tuple[int, int]] = []
    for first, last in sentences:
        if joined and _cut_within(texts, joined[-1], first, last):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


# What is put together is never longer than this, in tokens.
LONGEST_JOINED = 160


def _cut_within(texts: list[str], before: tuple[int, int], first: int, last: int) -> bool:
    if last - before[0] > LONGEST_JOINED:
        return False
    end = before[1] - 1
    breaks = ""
    while end > before[0] and texts[end].isspace():
        breaks += texts[end]
        end -= 1
    start = first
    while start < last - 1 and texts[start].isspace():
        breaks += texts[start]
        start += 1
    word = texts[end]
    if breaks.count("\n") > 1 or word in STOPS | {":", ";"} | QUOTES:
        return False
    if len(word) == 2 and word[0].isupper() and word[1] == "." and "\n" not in breaks:
        return True
    if word.rstrip(".").lower() in word_set("times", "months") and texts[start][:1].isdigit():
        return True
    if word.lower() in {"a.m.", "p.m."} and texts[start].lower() in word_set("times", "weekdays"):
        return True
    return texts[start][:1].islower() and not texts[end].endswith((".", ":"))


def kept_as(doc: Doc, layer: str) -> str:
    """The key in `doc.user_data` of a layer that is read before the parse and again after it."""
    return f"reportedly.{layer}.{'parsed' if is_parsed(doc) else 'plain'}"


@cache
def word_set(subject: str, *path: str) -> frozenset[str]:
    """A list of a vocabulary file as a set: `word_set("clauses", "pronouns")`."""
    value: Any = vocabulary.load(subject)
    for key in path:
        value = value[key]
    return frozenset(str(item) for item in value)


@cache
def any_word(*lists: str) -> frozenset[str]:
    """Several lists of vocabulary files as one set: `any_word("clauses.personal", "clauses.determiners")`."""
    return frozenset().union(*(word_set(*name.split(".")) for name in lists))
