"""The "sentences" component: where sentences start, in the whole of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc

from reportedly.language.columns import Forms, forms_of
from reportedly.language.model import Model

# Nothing that a person wrote as one sentence is longer; a text without punctuation is cut here.
LONGEST_SENTENCE = 200


class Sentences:
    """Finds sentence starts with the trained splitter and the boundaries that are known.

    A sentence ends where ``doc._.boundaries`` (character offsets into ``doc.text``) says so and, unless
    the text is ``doc._.wrapped``, at white space that holds a line break; between those the network decides.
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
    forms = forms_of(doc)
    texts, spaced, solid = forms.texts, forms.spaced, forms.solid
    words = [texts[index] + " " if spaced[index] else texts[index] for index in solid]
    chosen = {solid[position] for position in model.splitter.starts(words).tolist()}
    chosen |= starts_at(forms, sorted(set(doc._.boundaries)))
    if not doc._.wrapped:
        chosen |= starts_of_lines(forms)
    chosen.difference_update(solid[:1])
    chosen.add(0)
    return _capped(sorted(chosen), len(doc))


def annotate(doc: Doc, starts: Sequence[int]) -> None:
    """Write the starts of sentences into ``doc``."""
    values = np.full((len(doc), 1), -1, dtype=np.int64)
    if len(doc):
        values[list(starts), 0] = 1
        doc.from_array(["SENT_START"], cast("Any", values.astype(np.uint64)))


def starts_of_lines(forms: Forms) -> set[int]:
    """Tokens behind white space that holds a line break."""
    return {
        index
        for before, index in pairwise([-1, *forms.solid])
        if index - before > 1 and any("\n" in text for text in forms.texts[before + 1 : index])
    }


def starts_at(forms: Forms, boundaries: Sequence[int]) -> set[int]:
    """Tokens that stand at boundaries: character offsets into the text, in order."""
    ends = [forms.ends[index] for index in forms.solid]
    places = {bisect_right(ends, boundary) for boundary in boundaries}
    return {forms.solid[place] for place in places if place < len(ends)}


def _capped(starts: list[int], length: int) -> list[int]:
    capped: list[int] = []
    for start, end in zip(starts, [*starts[1:], length], strict=True):
        capped.extend(range(start, end, LONGEST_SENTENCE))
    return capped
