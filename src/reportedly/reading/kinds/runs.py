"""Runs of nominal words: where a noun phrase without a number ends, and its head."""

from collections.abc import Mapping

from reportedly.reading.kinds.lexicon import lexicon
from reportedly.reading.kinds.words import DETERMINERS, Words
from reportedly.reading.quantities.scanning import Quantity

ARTICLES = frozenset({"a", "an", "another", "one"})
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})


def run(words: Words, at: int, opening: Mapping[int, tuple[Quantity, int]]) -> tuple[int, int]:
    """Where a run of nominal words from `at` on ends, and its head: its last noun, else adjective."""
    end, head, adjective = at, -1, -1
    last = min(len(words.lowers), at + _LONGEST)
    while end < last:
        if end > at and end in opening and not (head < 0 and words.lowers[end] == "one"):
            break
        office = _office(words, end)
        if not _fits_run(words, end, head, adjective, office):
            break
        if office == "noun":
            head = end
        elif office == "adjective":
            adjective = end
            if is_person(words, end):
                head = end
        elif office == "by" and head >= 0:
            head = end
        end += 1
    if head < 0:
        head = adjective
    if 0 <= head < end - 1:
        end = max(at, head + 1)
    return end, head


# The most words that a noun phrase has.
_LONGEST = 24
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_DETERMINING = frozenset({"DT", "PRP$", "PDT", "WP$"})


def _office(words: Words, at: int) -> str:
    """What a word may be inside a noun phrase; "" where it cannot stand in one."""
    tag, pos = words.tags[at], words.pos[at]
    if tag in _DETERMINING and (pos != "PRON" or tag == "PRP$"):
        return "determiner"
    if pos in _NOMINAL or tag in _NOUNS:
        return "noun"
    lower = words.lowers[at]
    if tag == "POS" or lower in ("'s", "’s"):
        return "possessive"
    if tag == "CD" and words.tag(at - 1) in ("NN", "NNP") and words.texts[at].isdigit():
        return "by"
    if pos in ("ADJ", "NUM") or tag.startswith("JJ"):
        return "adjective"
    if tag in ("VBN", "VBG") and premodifies(words, at):
        return "participle"
    if lower == "by" and words.lower(at - 1) == "-" and glued(words, at - 1):
        return "by"
    return "other"


def _fits_run(words: Words, at: int, head: int, adjective: int, office: str) -> bool:
    """Whether the word at `at` goes on a noun phrase with this head and last adjective so far."""
    begun = head >= 0
    if office == "noun":
        return not begun or _goes_on_noun(words, at, head)
    if office == "determiner":
        return not begun or words.lower(at - 1) == "of"
    if office == "possessive":
        return begun
    if office == "adjective":
        if not begun or adjective == at - 1 > head:
            return True
        return words.lower(at - 1) == "-" or _goes_on(words, at)
    if office == "participle":
        return not begun or words.lower(at - 1) == "-"
    return office == "by" or _joins(words, at, begun=begun, adjective=adjective)


def _goes_on_noun(words: Words, at: int, head: int) -> bool:
    """Whether a noun behind a noun belongs to it: not a day, nor a name behind a plural."""
    if words.lowers[at] in lexicon().days and words.lower(at - 1) not in ("'s", "’s"):
        return False
    if head != at - 1 or words.tags[head] != "NNS" or not _names_another(words, at):
        return True
    return words.lower(head - 1) == "-" and glued(words, head - 1)


def _joins(words: Words, at: int, *, begun: bool, adjective: int) -> bool:
    """Whether a mark or small word may stand inside a noun phrase: a hyphen, a quotation mark, "and"."""
    lower, tag = words.lowers[at], words.tags[at]
    if tag in ("HYPH", "AFX") or (lower in ("-", "/") and glued(words, at)):
        return True
    if lower in ("and", "or", "to") and _hangs(words, at - 1):
        return True
    if words.pos[at] == "ADV" and words.lower(at - 1) == "-" and glued(words, at - 1):
        return True
    if begun:
        return False
    if lower in QUOTES:
        return words.tag(at + 1) in ("NN", "NNS", "JJ", "VBN", "NNP")
    if words.pos[at] == "ADV":
        return words.tag(at + 1) in ("JJ", "VBN", "CD")
    return lower in ("and", "or") and adjective == at - 1 and _two_adjectives(words, at)


def _hangs(words: Words, at: int) -> bool:
    """Whether a hyphen hangs at a word's end, for the word behind "and" to share: "low- | and middle-income"."""
    if at < 0 or not words.texts[at].endswith("-") or at + 2 >= len(words):
        return False
    loose = words.ends[at] < words.starts[at + 1]
    return loose and words.tags[at + 2].startswith(("NN", "JJ", "VB", "RB", "CD"))


def _names_another(words: Words, at: int) -> bool:
    """Whether a name behind a plural noun is a phrase of its own: "killed nine civilians Odra way"."""
    return words.texts[at][0].isupper() and words.texts[at - 1][0].islower()


def is_person(words: Words, at: int) -> bool:
    """Whether a word that was taken for an adjective is a noun of people, with no noun behind it."""
    known = lexicon().classes
    if known.get(words.lowers[at]) not in ("person", "combatant"):
        return False
    if known.get(words.lower(at + 1)) in ("person", "combatant"):
        return False
    happened = words.lowers[at] in ("dead", "wounded", "injured", "missing")
    return not happened and words.tag(at + 1) not in ("NN", "NNS", "NNP", "NNPS", "HYPH")


def _goes_on(words: Words, at: int) -> bool:
    """Whether an adjective behind a noun belongs before a further noun: "police special forces"."""
    return words.tag(at + 1) in ("NN", "NNS", "NNP", "NNPS") and words.lower(at) not in (
        "dead",
        "missing",
    )


def _two_adjectives(words: Words, at: int) -> bool:
    """Whether "and" joins two adjectives of one noun: "no military or civilian deaths"."""
    return words.tag(at + 1) == "JJ" and words.tag(at + 2) in ("NN", "NNS")


def glued(words: Words, at: int) -> bool:
    """Whether a mark stands between two words without a space on either side."""
    return (
        0 < at < len(words) - 1
        and words.ends[at - 1] == words.starts[at]
        and words.ends[at] == words.starts[at + 1]
    )


def premodifies(words: Words, at: int) -> bool:
    """Whether a participle stands before the noun that it describes: "a wounded man"."""
    before, tag = words.lower(at - 1), words.tag(at - 1)
    if not (before in _OPENING or tag in ("JJ", "PRP$", "CD", "RB", "POS")):
        return False
    if tag in ("VBD", "VBZ", "VBP", "VB", "MD") or before in ("be", "been", "were", "was"):
        return False
    following = at + 1
    while words.lower(following) in ('"', "-", "“"):
        following += 1
    if words.tag(following) not in ("NN", "NNS", "JJ", "NNP", "NNPS"):
        return False
    return words.lower(following) not in lexicon().days


_OPENING = DETERMINERS | ARTICLES | QUOTES | {"-"}
