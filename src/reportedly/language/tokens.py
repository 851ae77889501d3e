"""Tokens: spaCy's rules for English, adapted to the conventions of the treebanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from spacy.lang.en import EnglishDefaults
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import create_vocab

from reportedly.language.columns import keep_text

# A token is searched again for each affix cut off, so that an endless run of brackets without a
# space would take quadratic time, and a token for each of a million brackets; no honest word is
# longer than this.
LONGEST_RUN = 1_000

# spaCy's patterns of suffixes are tried at every place of a token; none that is longer is one, and
# they look no further back.
LONGEST_SUFFIX = 40
# Shorter runs hold no words either where they say a character or two again and again.
_REPEATING, _FEW = 100, 2
_RUN = re.compile(rf"\S{{{_REPEATING},}}")

# What spaCy's rules leave whole and the treebanks (and readers of figures) take apart.
_MARKS = (
    r"(?<![A-Z.])[.!?]+[!?]",
    r"[!?]+[.!?]+",
    r"\*\*+",
    r"==+",
    r"__+",
    r"<<+",
    r">>+",
    r"\$\$+",
)
_PREFIXES = (*_MARKS, r"~+", r"[@/](?=[0-9])", r"-(?=[A-Za-z])")
_SUFFIXES = (
    *_MARKS,
    r"--+",
    # "7:30pm", "$1.2bn", "65k": spaCy knows the units of measures, not these.
    r"(?<=[0-9])(?:am|pm|AM|PM|a\.m\.|p\.m\.|k|K|bn|BN|mn|MN|tn|TN|mln|bln|trn)",
)
_INFIXES = (
    # A dash between two numbers is a token whatever its length ("40–50", "1998—2003").
    r"(?<=[0-9])[\u2012-\u2015](?=[0-9$£€])",
    r"(?<=[0-9])-(?=[$£€])",
    r"(?<=[A-Za-z])/(?=[A-Za-z])",
    # "U.S.-led".
    r"(?<=[A-Z]\.)-(?=[A-Za-z])",
    # Marks in mid-word, where a space was forgotten: "USD[38,000", "done(see".
    r"(?<=[A-Za-z0-9.,?!])[()\[\];\"“”](?=[A-Za-z0-9$£€(\[\"“<])",
    # "(see page 4)(in the annex)".
    r"(?<=[)\]])[(\[](?=[A-Za-z0-9])",
)
# Words with a full stop of their own that spaCy does not list, and one that it lists as a whole.
_WHOLE = (
    ("b/c",),
    *((title,) for title in ("Capt.", "Col.", "Lt.", "Maj.", "Sgt.")),
    *((word,) for word in ("al.", "Ft.", "No.", "Nos.", "Sat.", "Wed.")),
)
_APART = (("and", "/", "or"), ("wan", "na"), ("out", "ta"), ("du", "n", "no"))

# spaCy's number for the attribute of a token that is its text.
_ORTH = 65

# Telephone numbers are no figures and no ranges: "713-555-0100", "(713) 555-0100".
_WHOLE_NUMBERS = re.compile(r"(?:(?:1-)?[0-9]{3}-)?[0-9]{3}-[0-9]{4}")

# A bracket and a colon behind it, which spaCy takes for a face.
_NO_FACES = ("):",)


class BoundedTokenizer:
    """spaCy's tokenizer, in time linear in the text also where it has no spaces.

    Runs of more than ``LONGEST_RUN`` characters without white space hold no words, nor do those of one or
    two characters again and again: they are cut into tokens of that length. The Doc's text is the text given, always.
    """

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        """Tokenize one text."""
        if next(_wordless(text), None) is None:
            return keep_text(cast("Doc", self.inner(text)), text)
        words: list[str] = []
        spaces: list[bool] = []
        for part, is_run in _parts(text):
            if is_run:
                words.append(part)
                spaces.append(False)
                continue
            for token in self.inner(part):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return keep_text(Doc(self.inner.vocab, words=words, spaces=spaces), text)


_SPACY: Any = EnglishDefaults  # its lists of rules have half a type


class _Rules(EnglishDefaults):
    """spaCy's rules for English with ours before them."""

    prefixes = [*_PREFIXES, *_SPACY.prefixes]  # noqa: RUF012 - as spaCy declares it
    suffixes = [*_SUFFIXES, *_SPACY.suffixes]  # noqa: RUF012 - as spaCy declares it
    infixes = [*_INFIXES, *_SPACY.infixes]  # noqa: RUF012 - as spaCy declares it
    token_match = _WHOLE_NUMBERS.fullmatch
    tokenizer_exceptions = {
        form: parts for form, parts in _SPACY.tokenizer_exceptions.items() if form not in _NO_FACES
    } | {"".join(parts): [{_ORTH: part} for part in parts] for parts in (*_WHOLE, *_APART)}


def tokenizer(whole_prefixes: frozenset[str]) -> BoundedTokenizer:
    """The tokenizer of the pipeline, with a vocabulary of English of its own.

    ``whole_prefixes`` are what a hyphen does not cut off ("pre" of "pre-war"), in small letters.
    """
    rules: Any = _Rules
    infixes = compile_infix_regex(rules.infixes).finditer
    suffix = compile_suffix_regex(rules.suffixes).search

    def infixes_of(text: str) -> Iterator[re.Match[str]]:
        for match in infixes(text):
            if match.group() != "-" or _word_before(text, match.start()) not in whole_prefixes:
                yield match

    return BoundedTokenizer(
        Tokenizer(
            create_vocab("en", rules),
            rules=rules.tokenizer_exceptions,
            prefix_search=compile_prefix_regex(rules.prefixes).search,
            suffix_search=lambda text: suffix(text[-LONGEST_SUFFIX:]),  # its length alone is asked
            infix_finditer=infixes_of,
            token_match=rules.token_match,
            url_match=rules.url_match,
        )
    )


def _word_before(text: str, end: int) -> str:
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end].lower()


def _wordless(text: str) -> Iterator[re.Match[str]]:
    """The runs of a text that hold no words."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() > LONGEST_RUN or len(set(run[0])) <= _FEW:
            yield run


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text between long runs as it stands, and the runs in parts, which are said to be such."""
    start = 0
    for run in _wordless(text):
        if start < run.start():
            yield text[start : run.start()], False
        for cut in range(run.start(), run.end(), LONGEST_RUN):
            yield text[cut : min(cut + LONGEST_RUN, run.end())], True
        start = run.end()
    if start < len(text):
        yield text[start:], False
