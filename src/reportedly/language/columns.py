"""A document as columns, read in bulk: spaCy makes an object for each token that it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from spacy.tokens import Doc

_TEXT, _FORMS, _PARSED = "reportedly.text", "reportedly.forms", "reportedly.parsed"


@dataclass(frozen=True, slots=True)
class Forms:
    """The tokens of a document by form alone, which does not change once it is tokenized.

    `starts` and `ends` are character offsets into `text`, `solid` the indices of the tokens that are
    not white space, and `spaced[i]` says whether white space follows token `i`.
    """

    text: str
    texts: list[str]
    starts: list[int]
    ends: list[int]
    solid: list[int]
    spaced: list[bool]


def keep_text(doc: Doc, text: str) -> Doc:
    """Keep the text that a document was made of with it: spaCy joins tokens anew at every asking."""
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """The text of a document."""
    kept = doc.user_data.get(_TEXT)
    if not isinstance(kept, str):
        kept = doc.text
        keep_text(doc, kept)
    return kept


def forms_of(doc: Doc) -> Forms:
    """The tokens of a document by form; kept with it, so that every component looks at the same."""
    kept = doc.user_data.get(_FORMS)
    if isinstance(kept, Forms):
        return kept
    text, starts = text_of(doc), column(doc, "IDX")
    ends = [start + length for start, length in zip(starts, column(doc, "LENGTH"), strict=True)]
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    blank = [word.isspace() for word in texts]
    solid = [index for index, space in enumerate(blank) if not space]
    spaced = [end < start for end, start in zip(ends, [*starts[1:], len(text)], strict=False)]
    for index in range(1, len(texts)):
        if blank[index]:
            spaced[index - 1] = True
    forms = Forms(text, texts, starts, ends, solid, spaced)
    doc.user_data[_FORMS] = forms
    return forms


def keep_parsed(doc: Doc, parsed: list[bool]) -> None:
    """Keep with a document which of its sentences were parsed, as `doc._.parsed` says it too."""
    doc.user_data[_PARSED] = any(parsed)
    doc._.parsed = parsed


def is_parsed(doc: Doc) -> bool:
    """Whether the parser has been over a document: asked far too often for `doc._`, which is slow."""
    return bool(doc.user_data.get(_PARSED, False))


def column(doc: Doc, attribute: str) -> list[int]:
    """One attribute of all tokens as numbers."""
    values: list[int] = doc.to_array([attribute]).astype(np.int64).tolist()
    return values


def labels(doc: Doc, attribute: str) -> list[str]:
    """One attribute of all tokens as strings; empty where it is not set."""
    hashes: list[int] = doc.to_array([attribute]).tolist()
    strings = doc.vocab.strings
    names = {value: strings[value] for value in set(hashes)}
    return list(map(names.__getitem__, hashes))


def sentences_of(doc: Doc) -> list[tuple[int, int]]:
    """The sentences as the index of their first token and of the token after their last.

    The same as `doc.sents`; one sentence, where nothing has split the text.
    """
    if not len(doc):
        return []
    marks = column(doc, "SENT_START")
    starts = [0, *(index for index in range(1, len(marks)) if marks[index] == 1)]
    return list(pairwise([*starts, len(marks)]))
