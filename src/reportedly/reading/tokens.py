"""The tokens of a document as plain lists, and what a word is when nothing but its form is known.

Sentences that are not worth parsing have no tags, so every question here has an answer from the form
of the word and a better one from its tag, where there is one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from reportedly import vocabulary

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
    sentence: list[int]
    bounds: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, doc: Doc) -> Tokens:
        """The tokens of a document; kept with it, so that every stage looks at the same."""
        key = kept_as(doc, "tokens")
        kept = doc.user_data.get(key)
        if isinstance(kept, cls):
            return kept
        text = text_of(doc)
        starts, lengths = (column(doc, name) for name in ("IDX", "LENGTH"))
        ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        lowers = [word.lower() for word in texts]
        tokens = cls(doc, text, texts, lowers, starts, ends, labels(doc, "TAG"), [0] * len(texts))
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
        return self.texts[index][:1].isupper()

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


def text_of(doc: Doc) -> str:
    """The text of a document; kept with it, because spaCy joins the tokens anew at every asking."""
    kept = doc.user_data.get(_TEXT_KEY)
    if isinstance(kept, str):
        return kept
    text = doc.text
    doc.user_data[_TEXT_KEY] = text
    return text


_TEXT_KEY = "reportedly.text"


def column(doc: Doc, attribute: str) -> list[int]:
    """One attribute of all tokens as numbers, read in bulk: spaCy makes an object for each token else."""
    return [int(value) for value in doc.to_array([attribute]).astype(np.int64).tolist()]


def labels(doc: Doc, attribute: str) -> list[str]:
    """One attribute of all tokens as strings, read in bulk; empty where it is not set."""
    values, strings = column(doc, attribute), doc.vocab.strings
    names = {value: strings[value % _HASHES] for value in set(values)}
    return [names[value] for value in values]


_HASHES = 2**64


def sentences_of(doc: Doc) -> list[tuple[int, int]]:
    """The sentences as the index of their first token and of the token after their last.

    The same as `doc.sents`, without an object for each token; one, where nothing has split the text.
    """
    if not len(doc):
        return []
    marks = column(doc, "SENT_START")
    starts = [0, *(index for index in range(1, len(marks)) if marks[index] == 1)]
    return list(pairwise([*starts, len(marks)]))


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
    parsed = Doc.has_extension("parsed") and doc._.parsed
    return f"reportedly.{layer}.{'parsed' if parsed else 'plain'}"


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
