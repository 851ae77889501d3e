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
# The office of what has only one, whatever its tag.
_OFFICES: dict[str, Sort] = {
    **_MARKS,
    **dict.fromkeys(_RELATIVES, "REL"),
    **dict.fromkeys(_SUBORDINATORS, "SUB"),
}
_ADVERBIALS = frozenset({("to", "death"), ("on", "average")})
_VERBAL = frozenset({"VERB", "AUX"})
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
    at, end, lowers = 0, len(words), words.lowers
    while at < end:
        # Marks and small words that are always the same are a quarter of all words.
        office = None if at in opening else _OFFICES.get(lowers[at])
        phrase = _phrase(words, at, opening) if office is None else Phrase(office, at, at + 1)
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
    """The phrase that begins at a word of no certain office."""
    if at in opening:
        return _counted(words, at, at, opening)
    lower, tag, pos = words.lowers[at], words.tags[at], words.pos[at]
    sort = _small_word(words, at, lower, tag, pos)
    if sort is not None:
        return Phrase(sort, at, at + 1, head=at if sort == "PART" else -1)
    if pos in _VERBAL and _verbal(words, at):
        return _verb_group(words, at, opening)
    if lower == "dead" and row_is_verb(words, at - 1):
        return Phrase("ADJ", at, at + 1, head=at)
    if (lower, words.lower(at + 1)) in _ADVERBIALS:
        return Phrase("ADV", at, at + 2, head=at + 1)
    if pos == "ADP" or tag in ("IN", "TO") or lower == "to":
        return Phrase("P", at, at + 1, head=at)
    return _nominal(words, at, opening)


def _small_word(words: Words, at: int, lower: str, tag: str, pos: str) -> Sort | None:
    """The office of a conjunction, a relative "that" or "including"; None for any other word."""
    if lower in _PARTS:
        inner = lower.startswith("include") and words.lower(at + 1) in ("in", "by")
        return None if inner else "PART"
    if lower == "that":
        if tag == "WDT":
            return "REL"
        if pos == "SCONJ":
            return "SUB"
    elif lower in _CONJUNCTIONS and pos not in ("NOUN", "PROPN"):
        return "CC"
    return "SUB" if tag == "WRB" else None


def row_is_verb(words: Words, at: int) -> bool:
    """Whether the word at `at` is a verb."""
    return 0 <= at < len(words) and words.pos[at] == "VERB"


def _verbal(words: Words, at: int) -> bool:
    pos = words.pos[at]
    if pos != "VERB":
        return pos == "AUX"
    return words.tags[at] not in ("VBN", "VBG") or not premodifies(words, at)


def _verb_group(words: Words, at: int, opening: dict[int, tuple[Quantity, int]]) -> Phrase:
    end, main = at, at
    auxiliaries: list[str] = []
    while end < len(words.lowers) and end not in opening:
        pos, lower = words.pos[end], words.lowers[end]
        if pos in _VERBAL and _verbal(words, end):
            if end > at and words.pos[main] == "VERB" and not _chains(words, end):
                break
            main = end
            auxiliaries.append(words.lemmas[end])
        elif lower in _ENDING_GROUPS or not (pos in _ADVERBIAL or lower in _INSIDE_GROUPS):
            # "Have since died": the one subordinator that stands inside a group.
            inside = lower == "since" and end > at and words.tag(end + 1) in ("VBN", "VBD")
            if not inside:
                break
        end += 1
    while end > main + 1 and (
        words.pos[end - 1] == "PART" or words.lowers[end - 1] in ("to", "all", "both")
    ):
        end -= 1
    end = max(end, main + 1)
    del auxiliaries[-1:]
    be = "be" in auxiliaries or "get" in auxiliaries
    tag = words.tags[main]
    participle = tag in ("VBN", "VBD") or words.lowers[main].endswith("ed")
    passive = participle and (be or (tag == "VBN" and "have" not in auxiliaries))
    form = "passive" if passive and be else tag
    return Phrase("VG", at, end, head=main, passive=passive, form=form)


_ADVERBIAL = frozenset({"ADV", "PART"})
_ENDING_GROUPS = _SUBORDINATORS | {"dead", "along", "together"}


def _chains(words: Words, at: int) -> bool:
    """Whether the verb at `at` goes on the verb group before it: "feared killed", "to have died"."""
    if words.lower(at - 1) == "to" or words.tags[at] in ("VBN", "VB"):
        return True
    return words.lowers[at] in ("be", "been", "being", "have")


def _nominal(words: Words, at: int, opening: dict[int, tuple[Quantity, int]]) -> Phrase:
    index, lower = at, words.lowers[at]
    if lower in ("a", "an") and at + 1 in opening:
        opening = {first: found for first, found in opening.items() if first != at + 1}
    while index < len(words.lowers) and index - at < 3 and words.lowers[index] in _OPENERS:
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
    whole = _whole_behind(words, end, opening) if quantity.sort == "percent" else None
    # A whole without a noun has words of its own: "a third of the 90 wounded".
    if whole is not None and not whole.bare:
        phrase.of, phrase.end, phrase.head, phrase.bare = end, whole.end, whole.head, False
        return _noun_phrase(words, phrase)
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


def _whole_behind(words: Words, at: int, opening: dict[int, tuple[Quantity, int]]) -> Phrase | None:
    """The counted whole that a share is of: "half of the town's 900 houses", "half the 300 hostages"."""
    if words.lower(at) != "of" and words.lower(at) not in DETERMINERS:
        return None
    for index in range(at + 1, min(len(words), at + OWNING)):
        if index in opening:
            return _counted(words, index, index, opening)
        owner = words.pos[index] in ("NOUN", "PROPN", "PART", "DET", "PRON", "ADJ")
        if not owner or (words.pos[index] == "PRON" and words.tags[index] != "PRP$"):
            return None
    return None


OWNING = 7
"""Words between a share and the number of the whole: "half of the small town's 900 houses"."""


def _of_what(
    words: Words, phrase: Phrase, at: int, opening: dict[int, tuple[Quantity, int]]
) -> Phrase:
    """The phrase of a number with "of" at `at`: "dozens of men", "two of them", "one of three hotels"."""
    phrase.of = at
    participle = words.tag(at + 1) in ("VBN", "VBG") and words.tag(at + 2).startswith("NN")
    end, head = run(words, at + 2 if participle else at + 1, opening)
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
    lower = words.lowers[at]
    return lower in DETERMINERS or lower in ("a", "an") or lower in lexicon().days


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
