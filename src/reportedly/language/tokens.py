"""Tokens: spaCy's rules for English, adapted to the conventions of the treebanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

# A token is searched again for each affix cut off, so that an endless run of brackets without a
# space would take quadratic time; no honest token is longer than this.
LONGEST_RUN = 1_000
# A dash between two numbers is a token whatever its length ("40–50", "1998—2003").
_INFIXES = (r"(?<=[0-9])[\u2012-\u2015](?=[0-9$£€])",)
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


class BoundedTokenizer:
    """spaCy's tokenizer, in time linear in the text also where it has no spaces.

    Runs of more than ``LONGEST_RUN`` characters without white space are cut into parts of that
    length, and each part is tokenized by itself; the Doc's text is the text given, always.
    """

    def __init__(self, inner: Tokenizer) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        if _LONG_RUN.search(text) is None:
            return self.inner(text)
        words: list[str] = []
        spaces: list[bool] = []
        for part in _parts(text):
            for token in self.inner(part):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.inner.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterator[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenize a stream of texts."""
        for text in texts:
            yield self(text)


def tokenizer(english: English) -> BoundedTokenizer:
    """The tokenizer of the pipeline: that of a blank English ``Language``, with our infixes."""
    inner = english.tokenizer
    infixes = [*english.Defaults.infixes, *_INFIXES]
    inner.infix_finditer = compile_infix_regex(infixes).finditer
    return BoundedTokenizer(inner)


def _parts(text: str) -> Iterator[str]:
    start = 0
    for run in _LONG_RUN.finditer(text):
        for cut in range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN):
            yield text[start:cut]
            start = cut
    yield text[start:]
