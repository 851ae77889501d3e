"""What a quantity is about: "revenue" in "60% of revenue", "wind" in "winds of 90 km/h", the index that rose 2%.

Two places say it: the noun that the number is tied to itself, and the subject of its clause. Both are
given where the text has both, the nearer one first, without function words.
"""

from bisect import bisect_right
from functools import cache
from operator import attrgetter

from reportedly.reading.kinds.rows import Row
from reportedly.reading.kinds.words import Words
from reportedly.reading.quantities import measures, numbers
from reportedly.reading.quantities.scanning import Quantity
from reportedly.vocabulary import load

MOST_STEPS = 12
"""How many words up the tree a subject is looked for."""

_KEPT = ("NN", "JJ", "VBN", "VBG")
_MODIFIER = ("nmod", "compound", "nummod", "amod", "obl:npmod", "advmod")


@cache
def _vague() -> frozenset[str]:
    return frozenset(load("concepts")["empty"])


@cache
def _small() -> frozenset[str]:
    return frozenset(load("concepts")["small"])


@cache
def _spans_of_time() -> frozenset[str]:
    return frozenset(load("concepts")["over"])


def concept_of(
    row: Row, quantity: Quantity, first: int, behind: int, counted: tuple[int, int] | None
) -> str | None:
    """The words of what a quantity is about, or None where its unit says all.

    Args:
        row: the quantity's sentence.
        quantity: the number.
        first: the index in `row.words` of the first word of hedge or number.
        behind: the index of the first word behind number, unit and rate.
        counted: the words of what is counted, as indices, where there are any.
    """
    words = row.words
    inside = range(first, counted[1] if counted else behind)
    leading = first - 2 if words.lower(first - 1) in ("just", "only", "past", "last") else first - 1
    if quantity.sort == "duration" and words.lower(leading) in _spans_of_time():
        return None
    top = _top(words, inside)
    if counted is not None and quantity.unit is not None:
        inside, counted = range(first, behind), None
    if counted is None:
        nouns = _tied(words, top, inside) + _left(row, inside, over=True)
        nouns += _subjects(words, top, inside)
        nouns = (_behind_of(row, inside) + nouns) or _nearest(row, inside)
    else:
        nouns = _behind_of(row, inside) + _left(row, inside, over=False)
        nouns += _subjects(words, top, inside)
    found: list[str] = []
    for noun in nouns:
        found += [word for word in _phrase(row, noun, inside) if word not in found]
    return " ".join(found) or None


def _top(words: Words, inside: range) -> int:
    """The word of a stretch that hangs on a word outside of it."""
    for index in inside:
        if words.heads[index] not in inside:
            return index
    return inside.start


def _tied(words: Words, top: int, inside: range) -> list[int]:
    """The nouns that a measured number is tied to: what it stands before, is "of", or has "of" behind it."""
    found: list[int] = []
    head = words.heads[top]
    if words.deps[top].startswith(_MODIFIER) and head not in inside and _is_noun(words, head):
        found.append(head)
    if inside.stop < len(words) and words.lower(inside.stop) not in ("of", "in", "for"):
        described = noun_behind(words, inside.stop)
        found += [described[1] - 1] if described else []
    found += [
        index
        for index in range(inside.stop, min(len(words), inside.stop + 8))
        if words.heads[index] in inside
        and words.deps[index].startswith(("nmod", "obl"))
        and _is_noun(words, index)
    ]
    return found


def noun_behind(words: Words, at: int) -> tuple[int, int] | None:
    """The words of the noun that follows at once, as indices: "a | 20 km | mountain road"; None where none does."""
    at = at + 1 if words.lower(at) == "-" else at
    last = at
    while last < len(words) and words.tags[last].startswith(_BEFORE_NOUNS):
        if last > at and words.lowers[last] in ("last", "next"):
            break
        last += 1
    return (at, last) if last > at and _is_noun(words, last - 1) else None


_BEFORE_NOUNS = ("NN", "JJ", "HYPH", "VBN", "VBG", "AFX")


def _behind_of(row: Row, inside: range) -> list[int]:
    """The noun behind "of", where it follows at once: "seasons of the programme"."""
    words, at = row.words, inside.stop
    if words.lower(at) == "(" and ")" in words.lowers[at : at + 6]:
        at = words.lowers.index(")", at) + 1
    at += words.lower(at) == "worth"
    if words.lower(at) != "of":
        return []
    phrase = row.at(_holding(row, at + 1))
    if phrase is None or phrase.start != at + 1 or phrase.sort != "NP":
        return []
    return [phrase.head] if _is_noun(words, phrase.head) else []


def _holding(row: Row, word: int) -> int:
    """The index of the phrase that holds a word; phrases cover every word. -1 outside the sentence."""
    if not 0 <= word < len(row.words):
        return -1
    return bisect_right(row.phrases, word, key=_start) - 1


_start = attrgetter("start")


def _left(row: Row, inside: range, *, over: bool) -> list[int]:
    """The noun that leads to a number: over "of", and where `over` says so over any verb or preposition."""
    words, passed = row.words, False
    for at in range(_holding(row, inside.start - 1), -1, -1):
        phrase = row.phrases[at]
        if phrase.end > inside.start:
            if phrase.sort == "NP" and phrase.head < inside.start and _is_noun(words, phrase.head):
                return [phrase.head]
            continue
        if phrase.sort == "NP":
            return [phrase.head] if passed and _is_noun(words, phrase.head) else []
        opened = phrase.sort == "OPEN" and phrase.end == inside.start
        if phrase.sort not in ("P", "VG", "ADV", "ADJ") and not opened:
            return []
        if (
            not over
            and not opened
            and not (phrase.sort == "P" and words.lowers[phrase.start] == "of")
        ):
            return []
        passed = True
    return []


def _nearest(row: Row, inside: range) -> list[int]:
    """The nearest noun before a number, else behind it: lists and fragments have no more grammar."""
    words = row.words
    nouns = [
        phrase.head
        for phrase in row.phrases
        if phrase.sort == "NP" and phrase.quantity is None and _is_noun(words, phrase.head)
    ]
    before = [noun for noun in nouns if noun < inside.start]
    after = [noun for noun in nouns if noun >= inside.stop]
    return [*before[-1:], *before[:1]] or after[:1]


def _subjects(words: Words, top: int, inside: range) -> list[int]:
    """The subjects of the clauses that a number stands in, up the tree to the first that has one.

    Over a clause that only describes a noun ("plans to close 40 shops") both that noun and the subject
    above are given. None, where the number is in the subject itself, or a pronoun is the subject.
    """
    found: list[int] = []
    node = top
    for _ in range(MOST_STEPS):
        subject = _of_verb(words, node)
        if subject is not None:
            if subject in inside:
                return found
            if words.tags[subject] in ("WP", "WDT") or words.lowers[subject] == "that":
                subject = _antecedent(words, subject)
            return [*found, subject] if _is_noun(words, subject) else found
        head = words.heads[node]
        if head == node or words.deps[node].startswith(("nsubj", "csubj")):
            return found
        if words.deps[node].startswith("acl") and _is_noun(words, head) and head not in inside:
            found.append(head)
        node = head
    return found


def _antecedent(words: Words, relative: int) -> int:
    """The noun that a relative pronoun stands for: the last one before it."""
    for at in range(relative - 1, -1, -1):
        if words.tags[at].startswith("NN"):
            return at
    return relative


def _of_verb(words: Words, verb: int) -> int | None:
    """The subject of a verb, or of what a copula makes a predicate; a time is none."""
    index = -1
    for _ in range(words.heads.count(verb)):
        index = words.heads.index(verb, index + 1)
        if words.deps[index].startswith("nsubj"):
            noun = words.tags[index].startswith("NN")
            if not noun or _is_noun(words, index):
                return index
    return None


def _is_noun(words: Words, index: int) -> bool:
    word = words.lowers[index]
    if not words.tags[index].startswith("NN") or word in _vague() or word[0].isdigit():
        return False
    return not _is_unit(words, index)


def _is_unit(words: Words, index: int) -> bool:
    """Whether a word is the unit of a number before it: the miles of "8 miles", the inch of "6-inch"."""
    table, word = measures.tables(), words.lowers[index]
    unit = table.units.get((word,))
    if (word,) not in table.currencies and (unit is None or unit.sort not in _MEASURING):
        return False
    before = words.lower(index - 1) if words.lower(index - 1) != "-" else words.lower(index - 2)
    return before[:1].isdigit() or before in _numbers() or before in ("a", "per", "square", "and")


_MEASURING = ("percent", "measure", "amount", "duration", "frequency")


@cache
def _numbers() -> frozenset[str]:
    table = numbers.tables()
    return frozenset({*table.small, *table.tens, *table.scales, *table.fractions})


def _phrase(row: Row, noun: int, inside: range) -> list[str]:
    """The words of a noun's phrase and of the "of" phrase behind it, without function words and numbers."""
    words = row.words
    at = _holding(row, noun)
    if at < 0:
        return [words.texts[noun]]
    start, end = row.phrases[at].start, row.phrases[at].end
    if row.sort(at + 1) == "P" and row.lower(at + 1) == "of" and row.sort(at + 2) == "NP":
        end = row.phrases[at + 2].end
    return _content(words, start, end, inside)


def _content(words: Words, start: int, end: int, inside: range) -> list[str]:
    kept: list[str] = []
    for index in range(start, end):
        glued = kept and index > start and words.ends[index - 1] == words.starts[index]
        if glued and words.tags[index] in ("HYPH", "POS"):
            if words.tags[index] == "HYPH":
                kept[-1] += words.texts[index]
        elif (
            index in inside
            or not words.tags[index].startswith(_KEPT)
            or _is_unit(words, index)
            or words.lowers[index] in _numbers()
            or words.lowers[index] in _small()
        ):
            continue
        elif glued and words.texts[index - 1] == "-":
            kept[-1] += words.texts[index]
        else:
            kept.append(words.texts[index])
    return kept
