"""What a figure counts, in the text's own words, and the people or things affected."""

from reportedly import vocabulary
from reportedly.reading.kinds.findings import Finding
from reportedly.reading.kinds.lexicon import PEOPLE, noun_group
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.rows import Row, lemma_of
from reportedly.reading.mentions.mention import AffectedConstruction
from reportedly.records import Span

_QUOTES = frozenset({'"', "“", "”"})


def counted_words(row: Row, phrase: Phrase) -> tuple[int, int] | None:
    """The words of what is counted, as indices into `Words`, or None where no noun stands by."""
    words = row.words
    quantity = phrase.quantity
    start = phrase.start
    if quantity is not None:
        if quantity.form == "unit":
            return _unit_words(row, phrase)
        while start < phrase.end and words.starts[start] < max(quantity.stop, quantity.end):
            start += 1
    while (
        start < phrase.end
        and words.lowers[start] in noun_group("before_counted")
        and start < phrase.head + 1
    ):
        start += 1
    if start >= phrase.end or phrase.head < start:
        return None
    if words.pos[phrase.head] == "PRON" and words.lowers[phrase.head] != "others":
        return None
    end = phrase.end
    if words.lemmas[phrase.head] in noun_group("measures") and words.lower(end) == "of":
        end = _over_of(row, end)
    end = _before_time(row, start, end)
    if start > phrase.start and words.lowers[start - 1] in _QUOTES and words.lower(end) in _QUOTES:
        start, end = start - 1, end + 1
    return start, end


def _before_time(row: Row, start: int, end: int) -> int:
    """Where the counted words end before a time that follows at once: "64 games | last season"."""
    words = row.words
    for index in range(start + 1, end):
        noun = words.tags[index - 1] in ("NNS", "NNPS")
        if noun and words.lowers[index] in ("last", "next", "this", "each", "every"):
            return index
    return end


def _unit_words(row: Row, phrase: Phrase) -> tuple[int, int] | None:
    quantity = phrase.quantity
    for index in range(phrase.start, phrase.end):
        if quantity is not None and row.words.ends[index] >= quantity.end:
            return index, index + 1
    return None


def _over_of(row: Row, at: int) -> int:
    """Where "of" and the noun phrase behind it end."""
    for phrase in row.phrases:
        if phrase.start == at + 1 and phrase.sort == "NP" and phrase.quantity is None:
            return phrase.end
    return at


def span_of(row: Row, pair: tuple[int, int]) -> Span:
    """A run of words as a span of the article's text."""
    return Span(row.words.starts[pair[0]], row.words.ends[pair[1] - 1])


def is_generic(row: Row, phrase: Phrase, pair: tuple[int, int] | None) -> bool:
    """Whether the counted words do not say who they are: others, dead, casualties, a bare number."""
    if pair is None:
        return True
    head = row.words.lowers[phrase.head]
    return head in noun_group("generic") and pair[1] - pair[0] == 1


Affected = tuple[str, AffectedConstruction] | tuple[None, None]
"""Who is affected, and what says so."""


def affected(row: Row, index: int, finding: Finding | None) -> Affected:
    """The people affected, where the count does not name them itself but words near it do.

    "The deaths of six miners", "a company of scouts", "Kenya suffered 40 casualties".
    """
    if finding is None:
        return None, None
    phrase = row.phrases[index]
    if phrase.noun == "unit":
        people = _in_unit(row, index)
        return (people, "unit") if people is not None else (None, None)
    if is_generic(row, phrase, counted_words(row, phrase)):
        members = _complement(row, index)
        if members is not None:
            return members, "members"
        bearer = _bearer(row, index)
        if bearer is not None:
            return bearer, "bearer"
    return None, None


def _complement(row: Row, index: int) -> str | None:
    """The people behind "of" or "among"."""
    other = row.at(index + 2)
    if row.sort(index + 1) != "P" or row.lower(index + 1) not in ("of", "among") or other is None:
        return None
    if other.sort == "NP" and other.noun in PEOPLE and other.quantity is None:
        return " ".join(row.words.texts[other.start : other.end])
    return None


def _in_unit(row: Row, index: int) -> str | None:
    """The people that a unit is made of: "two companies of infantry and scouts"."""
    words, phrase = row.words, row.phrases[index]
    start = phrase.of + 1 if phrase.of >= 0 else -1
    if start < 0 and row.lower(index + 1) == "of" and row.sort(index + 2) == "NP":
        index += 2
        phrase = row.phrases[index]
        start = phrase.start
    if start < 0 or start >= phrase.end:
        return None
    end = phrase.end
    other = row.at(index + 2)
    joined = row.lower(index + 1) == "and" and other is not None and other.sort == "NP"
    if joined and other is not None and other.noun in PEOPLE and other.quantity is None:
        end = other.end
    return " ".join(words.texts[start:end])


def _bearer(row: Row, index: int) -> str | None:
    """The subject of "suffered": the nearest noun phrase before the verb group."""
    verb = row.at(index - 1)
    if verb is None or verb.sort != "VG" or verb.passive:
        return None
    words, lemma = vocabulary.load("affected"), lemma_of(row, verb)
    if lemma not in words["bearing"]:
        return None
    subject = row.at(index - 2)
    if subject is None or subject.sort != "NP" or subject.quantity is not None:
        return None
    if row.words.lowers[subject.head] in words["counting"]:
        return None  # "the list has 11 dead": whose, it does not say
    if lemma in words["reporting"] and subject.noun not in PEOPLE:
        return None
    return " ".join(row.words.texts[subject.start : subject.end])
