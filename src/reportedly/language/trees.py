"""The trees of a document's sentences, each worked out when it is first asked for.

Tags are needed of every word that is read, a tree of few sentences: it answers only where the order of
words does not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from reportedly.language.columns import column, labels, sentences_of

_TREES = "reportedly.trees"


@dataclass(frozen=True)
class Tree:
    """The tree of a sentence that starts at token `first` of its document.

    `heads` are indices into the sentence, a word's own at the root; `relations` are names of Universal
    Dependencies, "ROOT" at the root and "dep" for white space.
    """

    first: int
    heads: list[int]
    relations: list[str]

    def span(self, word: int) -> tuple[int, int]:
        """The first and the last word of what hangs on a word, itself included: arcs do not cross."""
        first = last = word
        while first > 0 and self._hangs_on(first - 1, word):
            first -= 1
        while last + 1 < len(self.heads) and self._hangs_on(last + 1, word):
            last += 1
        return first, last

    def _hangs_on(self, word: int, above: int) -> bool:
        while word != above and self.heads[word] != word:
            word = self.heads[word]
        return word == above

    def children(self, word: int) -> list[int]:
        """The words that hang on a word, in order."""
        return [index for index, head in enumerate(self.heads) if head == word and index != word]


Asked = Callable[[], tuple[list[int], list[str]]]


class Trees:
    """The trees of the sentences of one document."""

    def __init__(self, bounds: list[tuple[int, int]]) -> None:
        self.bounds = bounds
        self._starts = [first for first, _ in bounds]
        self._asked: dict[int, Asked] = {}
        self._known: dict[int, Tree] = {}

    @classmethod
    def of(cls, doc: Doc) -> Trees:
        """The trees of a document: those that were kept with it, or else those written into it."""
        kept = doc.user_data.get(_TREES)
        if not isinstance(kept, cls):
            kept = cls._written(doc)
            doc.user_data[_TREES] = kept
        return kept

    @classmethod
    def _written(cls, doc: Doc) -> Trees:
        trees = cls(sentences_of(doc))
        relations, heads = labels(doc, "DEP"), column(doc, "HEAD")
        for number, (first, last) in enumerate(trees.bounds):
            own = [token - first + heads[token] for token in range(first, last)]
            trees._known[number] = Tree(first, own, relations[first:last])
        return trees

    def keep_with(self, doc: Doc) -> None:
        """Have `of` answer with these trees for a document."""
        doc.user_data[_TREES] = self

    def promise(self, sentence: int, asked: Asked) -> None:
        """Have the tree of a sentence worked out by a function, when it is asked for, as its heads and relations."""
        self._asked[sentence] = asked

    def of_sentence(self, first: int) -> Tree:
        """The tree of the sentence that holds a token; one without arcs, where it was not parsed."""
        number = max(0, bisect_right(self._starts, first) - 1)
        known = self._known.get(number)
        if known is None:
            begin, end = self.bounds[number]
            asked = self._asked.pop(number, None)
            heads, relations = asked() if asked else _flat(end - begin)
            known = self._known[number] = Tree(begin, heads, relations)
        return known


def _flat(length: int) -> tuple[list[int], list[str]]:
    return [0] * length, ["ROOT", *["dep"] * (length - 1)]
