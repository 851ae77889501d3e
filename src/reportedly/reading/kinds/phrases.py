"""A sentence cut into noun phrases, verb groups and the small words between, by tags and word order.

Local order carries more of news English than the tree does where sentences are long, so kinds are
read from this row of phrases first. Every quantity opens a noun phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.reading.kinds.lexicon import NounClass, lexicon, noun_class
from reportedly.reading.kinds.runs import ARTICLES, glued, is_person, premodifies, run
from reportedly.reading.kinds.words import DETERMINERS, Words
from reportedly.reading.quantities.scanning import Quantity

Sort = Literal[
    "NP",
    "VG",
    "P",
    "CC",
    "COMMA",
    "OPEN",
    "CLOSE",
    "QUOTE",
    "DASH",
    "STOP",
    "SUB",
    "REL",
    "ADV",
    "ADJ",
    "PART",
]

_MARKS: dict[str, Sort] = {
    ",": "COMMA", "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", '"': "QUOTE", "“": "QUOTE", "”": "QUOTE",
    "''": "QUOTE", "``": "QUOTE", "'": "QUOTE", "‘": "QUOTE", "’": "QUOTE", "--": "DASH", "—": "DASH", "–": "DASH", "-": "DASH", "_": "DASH",
    ";": "STOP", ":": "STOP", ".": "STOP", "!": "STOP", "?": "STOP", "...": "STOP", "…": "STOP",
}  # fmt: skip
_SUBORDINATORS = frozenset(
    {
        "after",
        "before",
        "when",
        "while",
        "as",
        "because",
        "since",
        "until",
        "till",
        "if",
        "although",
        "though",
        "whereas",
        "once",
        "where",
        "whether",
        "than",
        "unless",
    }
)
_RELATIVES = frozenset({"who", "which", "whom", "whose"})
_CONJUNCTIONS = frozenset({"and", "or", "&", "plus", "but", "nor"})
_MORE = frozenset(
    {"more", "other", "others", "further", "additional", "such", "different", "fresh", "odd"}
)
_PARTS = frozenset({"including", "includes", "include", "included", "among", "amongst", "notably"})
_INSIDE_GROUPS = frozenset({"to", "n't", "not", "also", "all", "both", "allegedly"})
_OPENERS = DETERMINERS | {"another"}


@dataclass(slots=True)
class Phrase:
    """A run of words with one office; `start` and `end` are indices into `Words`."""

    sort: Sort
    start: int
    end: int
    head: int = -1
    quantity: Quantity | None = None
    article: int = -1
    noun: NounClass = "unknown"
    bare: bool = False
    passive: bool = False
    form: str = ""
    of: int = -1


def phrases_of(words: Words, quantities: Sequence[Quantity]) -> list[Phrase]:
    """The phrases of a sentence in order; together they cover every word."""
    opening = _openings(words, quantities)
    row: list[Phrase] = []
    at = 0
    while at < len(words):
        phrase = _phrase(words, at, opening)
        row.append(phrase)
        at = phrase.end
    return row


def _openings(words: Words, quantities: Sequence[Quantity]) -> dict[int, tuple[Quantity, int]]:
    """For the first word of each quantity: the quantity, and the index of the word behind it."""
    openings: dict[int, tuple[Quantity, int]] = {}
    index = 0
    for quantity in quantities:
        while index < len(words) and words.ends[index] <= quantity.start:
            index += 1
        first = index
        while index < len(words) and words.starts[index] < max(quantity.stop, quantity.end):
            index += 1
        if index > first and first not in openings:
            openings[first] = (quantity, index)
    return openings


def _phrase(words: Words, at: int, opening: dict[int, tuple[Quantity, int]]) -> Phrase:
    if at in opening:
        return _counted(words, at, at, opening)
    sort = _small_word(words, at)
    if sort is not None:
        return Phrase(sort, at, at + 1, head=at if sort == "PART" else -1)
    if _verbal(words, at):
        return _verb_group(words, at, opening)
    lower, tag = words.lowers[at], words.tags[at]
    if lower == "dead" and row_is_verb(words, at - 1):
        return Phrase("ADJ", at, at + 1, head=at)
    if lower == "to" and words.lower(at + 1) == "death":
        return Phrase("ADV", at, at + 2, head=at + 1)
    if words.pos[at] == "ADP" or tag in ("IN", "TO") or lower == "to":
        return Phrase("P", at, at + 1, head=at)
    return _nominal(words, at, opening)


def _small_word(words: Words, at: int) -> Sort | None:
    """The office of a mark, a conjunction, a relative or "including"; None for any other word."""
    lower, tag, pos = words.lowers[at], words.tags[at], words.pos[at]
    if lower in _MARKS:
        return _MARKS[lower]
    if lower in _PARTS:
        inner = lower.startswith("include") and words.lower(at + 1) in ("in", "by")
        return None if inner else "PART"
    if lower in _RELATIVES or (lower == "that" and tag == "WDT"):
        return "REL"
    if lower in _CONJUNCTIONS and pos not in ("NOUN", "PROPN"):
        return "CC"
    subordinates = lower in _SUBORDINATORS or tag == "WRB" or (lower == "that" and pos == "SCONJ")
    return "SUB" if subordinates else None


def row_is_verb(words: Words, at: int) -> bool:
    """Whether the word at `at` is a verb."""
    return 0 <= at < len(words) and words.pos[at] == "VERB"


def _verbal(words: Words, at: int) -> bool:
    if words.pos[at] not in ("VERB", "AUX"):
        return False
    return not (
        words.tags[at] in ("VBN", "VBG") and words.pos[at] == "VERB" and premodifies(words, at)
    )


def _verb_group(words: Words, at: int, opening: dict[int, tuple[Quantity, int]]) -> Phrase:
    end, main, passive = at, at, False
    auxiliaries: list[str] = []
    while end < len(words) and end not in opening:
        pos, lower = words.pos[end], words.lowers[end]
        if pos in ("VERB", "AUX") and (_verbal(words, end) or pos == "AUX"):
            if end > at and words.pos[main] == "VERB" and not _chains(words, end):
                break
            main = end
            auxiliaries.append(words.lemmas[end])
        elif lower == "since" and end > at and words.tag(end + 1) in ("VBN", "VBD"):
            pass
        elif (
            lower in _SUBORDINATORS
            or lower in ("dead", "along", "together")
            or not (pos in ("ADV", "PART") or lower in _INSIDE_GROUPS)
        ):
            break
        end += 1
    while end > main + 1 and (
        words.pos[end - 1] == "PART" or words.lowers[end - 1] in ("to", "all", "both")
    ):
        end -= 1
    end = max(end, main + 1)
    be = any(lemma in ("be", "get") for lemma in auxiliaries[:-1])
    have = any(lemma == "have" for lemma in auxiliaries[:-1])
    tag = words.tags[main]
    participle = tag in ("VBN", "VBD") or words.lowers[main].endswith("ed")
    passive = participle and (be or (tag == "VBN" and not have))
    form = "passive" if passive and be else tag
    return Phrase("VG", at, end, head=main, passive=passive, form=form)


def _chains(words: Words, at: int) -> bool:
    """Whether the verb at `at` goes on the verb group before it: "feared killed", "to have died"."""
    if words.lower(at - 1) == "to" or words.tags[at] in ("VBN", "VB"):
        return True
    return words.lowers[at] in ("be", "been", "being", "have")


def _nominal(words: Words, at: int, opening: dict[int, tuple[Quantity, int]]) -> Phrase:
    index = at
    if words.lowers[at] in ("a", "an") and at + 1 in opening:
        opening = {first: found for first, found in opening.items() if first != at + 1}
    while index < len(words) and index - at < 3 and words.lowers[index] in _OPENERS:
        index += 1
        if index in opening:
            return _counted(words, at, index, opening)
    end, head = run(words, at, opening)
    if head < 0:
        pos = words.pos[at]
        if words.lowers[at] == "another":
            return Phrase("NP", at, at + 1, head=at, bare=True, article=at, noun="bare")
        if pos == "PRON" or words.tags[at] in ("DT", "PRP", "EX"):
            return _noun_phrase(words, Phrase("NP", at, at + 1, head=at, bare=True))
        if pos == "ADV" or words.tags[at] in ("RB", "RBR", "RP"):
            return Phrase("ADV", at, at + 1, head=at)
        return Phrase("ADJ", at, max(end, at + 1), head=max(end, at + 1) - 1)
    phrase = Phrase("NP", at, end, head=head)
    if words.lowers[at] in ARTICLES:
        phrase.article = at
    elif _only_describes(words, at, head):
        return Phrase("ADJ", at, end, head=head)
    return _noun_phrase(words, phrase)


def _only_describes(words: Words, at: int, head: int) -> bool:
    """Whether a run of words is an adjective with no noun; "Muslim cleric" is a person though so tagged."""
    if not words.tags[head].startswith("JJ") or _opened(words, at):
        return False
    return head == at or not is_person(words, head)


def _opened(words: Words, at: int) -> bool:
    return words.lowers[at] in DETERMINERS or words.tags[at] in ("DT", "PRP$", "CD", "PDT")


def _counted(words: Words, start: int, at: int, opening: dict[int, tuple[Quantity, int]]) -> Phrase:
    """The noun phrase that a quantity at `at` opens: its noun, over "more", "of the", "of them"."""
    quantity, end = opening[at]
    while words.lower(end) in _MORE or (words.lower(end) == "-" and glued(words, end)):
        end += 1
    others = words.lower(end - 1) in ("others", "more")
    phrase = Phrase("NP", start, end, quantity=quantity, head=end - 1, bare=True)
    if words.lower(end) == "of":
        return _of_what(words, phrase, end, opening)
    inner, head = run(words, end, opening)
    if quantity.sort in ("money", "percent"):
        return phrase
    if quantity.sort in ("measure", "duration", "age"):
        if head >= 0 and words.lower(end) not in DETERMINERS:
            phrase.end = inner
        return phrase
    if head >= 0 and not _own_subject(words, end):
        phrase.end, phrase.head, phrase.bare = inner, head, False
    elif others:
        phrase.bare = True
    return _noun_phrase(words, phrase)


def _of_what(
    words: Words, phrase: Phrase, at: int, opening: dict[int, tuple[Quantity, int]]
) -> Phrase:
    """The phrase of a number with "of" at `at`: "dozens of men", "two of them", "one of three hotels"."""
    phrase.of = at
    end, head = run(words, at + 1, opening)
    if at + 1 in opening:
        within = _counted(words, at + 1, at + 1, opening)
        end, head = within.end, within.head
    if words.pos[at + 1 : at + 2] == ("PRON",) and head < 0:
        end, head = at + 2, at + 1
    if head >= 0:
        phrase.end, phrase.head, phrase.bare = end, head, words.pos[head] == "PRON"
    return _noun_phrase(words, phrase)


def _own_subject(words: Words, at: int) -> bool:
    """Whether what stands behind a bare number is a phrase of its own ("killed two the day before")."""
    return words.lowers[at] in DETERMINERS | {"a", "an"} or words.lowers[at] in lexicon().days


def _noun_phrase(words: Words, phrase: Phrase) -> Phrase:
    head = phrase.head
    if phrase.quantity is not None and phrase.quantity.form == "unit":
        phrase.noun = "unit"
        return phrase
    before = words.lower(head - 1) if head > phrase.start else ""
    if before == "-" and head - 1 > phrase.start:
        before = words.lower(head - 2)
    if phrase.bare and phrase.quantity is not None:
        phrase.noun = "bare"
    else:
        phrase.noun = noun_class(words.lemmas[head], words.lowers[head], before)
    return phrase
