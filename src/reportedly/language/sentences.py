"""The "sentences" component: where sentences start, in the whole of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc

from reportedly.language.model import Model

# Nothing that a person wrote as one sentence is longer; a text without punctuation is cut here.
LONGEST_SENTENCE = 200


class Sentences:
    """Finds sentence starts with the trained splitter and the boundaries that are known.

    A sentence ends at white space that holds a line break, and where ``doc._.boundaries`` (character
    offsets into ``doc.text``) says that a block starts; between those the network decides.
    """

    def __init__(self, model: Model) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Process one document."""
        annotate(doc, find(doc, self.model))
        return doc


def find(doc: Doc, model: Model) -> list[int]:
    """The indices of the tokens of ``doc`` that start a sentence; none for an empty document."""
    if not len(doc):
        return []
    solid = [token.i for token in doc if not token.is_space]
    words = [doc[index].text + _space_after(doc, index) for index in solid]
    chosen = {solid[position] for position in model.splitter.starts(words).tolist()}
    chosen |= forced_starts(doc, solid)
    chosen.difference_update(solid[:1])
    chosen.add(0)
    return _capped(sorted(chosen), len(doc))


def annotate(doc: Doc, starts: Sequence[int]) -> None:
    """Write the starts of sentences into ``doc``."""
    values = np.full((len(doc), 1), -1, dtype=np.int64)
    if len(doc):
        values[list(starts), 0] = 1
        doc.from_array(["SENT_START"], cast("Any", values.astype(np.uint64)))


def forced_starts(doc: Doc, solid: Sequence[int]) -> set[int]:
    """Tokens that start a sentence whatever the network says: after line breaks, at boundaries.

    ``solid`` are the indices of the tokens that are not white space.
    """
    boundaries = sorted(set(doc._.boundaries))
    starts: set[int] = set()
    text, following, previous_end = doc.text, 0, 0
    for index in solid:
        token = doc[index]
        while following < len(boundaries) and boundaries[following] < token.idx + len(token):
            following += 1
            starts.add(index)
        if "\n" in text[previous_end : token.idx]:
            starts.add(index)
        previous_end = token.idx + len(token)
    return starts


def _space_after(doc: Doc, index: int) -> str:
    """A space where white space of any kind follows the token."""
    followed = doc[index].whitespace_ or (index + 1 < len(doc) and doc[index + 1].is_space)
    return " " if followed else ""


def _capped(starts: list[int], length: int) -> list[int]:
    capped: list[int] = []
    for start, end in zip(starts, [*starts[1:], length], strict=True):
        capped.extend(range(start, end, LONGEST_SENTENCE))
    return capped
