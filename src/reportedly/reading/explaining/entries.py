"""Which entry of the vocabulary holds words of a text: the file, the key, and the entry as it is written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from spacy.tokens import Doc

from reportedly.reading.kinds.lexicon import verb_lemma
from reportedly.reading.tokens import Tokens
from reportedly.records import Span, VocabularyEntry
from reportedly.vocabulary import load


def entry(file: str, key: str, words: str) -> VocabularyEntry:
    """An entry of a file of the vocabulary, by the file's name without `.toml`."""
    return VocabularyEntry(file=f"{file}.toml", key=key, entry=words)


def _group(file: str, key: str) -> Any:
    value: Any = load(file)
    for step in key.split("."):
        value = value.get(step, ()) if isinstance(value, Mapping) else ()
    return value


@cache
def _words(file: str, key: str) -> tuple[str, ...]:
    """The words under a key, of a table its keys; none where the key is not there."""
    return tuple(str(word) for word in _group(file, key))


def holding(file: str, keys: Iterable[str], forms: Iterable[str]) -> VocabularyEntry | None:
    """The first entry under the keys, in their order, that is one of the forms."""
    wanted = tuple(dict.fromkeys(forms))
    for key in keys:
        known = _words(file, key)
        for form in wanted:
            if form in known:
                return entry(file, key, form)
    return None


class Found(NamedTuple):
    """An entry of the vocabulary and where its words stand in a text."""

    entry: VocabularyEntry
    span: Span


def phrase_in(
    file: str, keys: Iterable[str], text: str, span: Span, *, last: bool = False
) -> Found | None:
    """The entry under the keys whose words stand in a stretch of a text, the longest that there is.

    `*` in an entry stands for up to three words. Where one stands several times, the first is taken, or the
    `last`.
    """
    stretch = span.of(text)
    for key in keys:
        for words in sorted(_words(file, key), key=lambda item: (-len(item), item)):
            places = [match.span() for match in _pattern(words).finditer(stretch)]
            if places:
                start, end = places[-1 if last else 0]
                where = Span(span.start + start, span.start + end)
                return Found(entry(file, key, words), where)
    return None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    spelled = re.escape(words).replace(r"\ \*", r"(?: \w+){0,3}")
    return re.compile(rf"(?<!\w){spelled}(?!\w)", re.IGNORECASE)


def forms_at(tokens: Tokens, index: int) -> tuple[str, ...]:
    """A word as the vocabulary may have it: as written in lower case, and by its lemmas."""
    if not 0 <= index < len(tokens):
        return ()
    lower, lemma = tokens.lowers[index], _lemma(tokens.doc, index)
    irregular = str(load("irregular")["lemmas"].get(lower, lemma))
    return tuple(dict.fromkeys((irregular, verb_lemma(lower, lemma), lemma, lower)))


def _lemma(doc: Doc, index: int) -> str:
    return doc[index].lemma_.lower() or doc[index].lower_


ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
REACH = 7
"""Words behind the first one of an entry among which the rest of it stands."""


def entry_at(
    tokens: Tokens, index: int, file: str, keys: Iterable[str]
) -> tuple[VocabularyEntry, int] | None:
    """The longest entry under the keys that begins with a word of the text, and the index of its last word.

    The rest of an entry stands behind its first word, together, perhaps behind an object: "put two men to death".
    """
    first = forms_at(tokens, index)
    best: tuple[int, VocabularyEntry, int] | None = None
    for key in keys:
        for words in _words(file, key):
            head, *rest = words.split() or [""]
            if head not in first or (best is not None and len(rest) <= best[0]):
                continue
            end = _end_of_rest(tokens, index, rest)
            if end is not None:
                best = (len(rest), entry(file, key, words), end)
    return (best[1], best[2]) if best is not None else None


def _end_of_rest(tokens: Tokens, index: int, rest: list[str]) -> int | None:
    """The index of the last of the further words of an entry, of the entry's own where it has no more."""
    if not rest:
        return index
    last = tokens.bounds[tokens.sentence[index]][1]
    behind = list(_behind(tokens, index, min(last, index + 1 + REACH + len(rest))))
    for start in range(len(behind) - len(rest) + 1):
        if all(
            word in forms_at(tokens, at) for word, at in zip(rest, behind[start:], strict=False)
        ):
            return behind[start + len(rest) - 1]
    return None


def _behind(tokens: Tokens, index: int, last: int) -> Iterator[int]:
    for at in range(index + 1, last):
        if tokens.lowers[at] not in ARTICLES and not tokens.texts[at].isspace():
            yield at
