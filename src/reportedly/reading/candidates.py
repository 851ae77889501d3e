"""Which sentences are worth parsing: those with a number, or a word that can say what befell somebody.

A sentence with neither gives nothing to figures, claims and tolls, whether it is parsed or not, and one
whose only numbers are ages or lengths of time needs no parse for them; the mentions ask the same
question, so that skipping changes no result. One whose numbers count nobody and nothing ("six-party
talks", "12 km") is parsed for the layer of figures alone, and only where that is asked for. Attributions
are found by the form of words too: parsing every sentence with a cue moved their F1 by 0.1 and cost a
third more time.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import layers
from reportedly.reading.kinds.lexicon import PEOPLE, NounClass, lexicon, noun_class, noun_group
from reportedly.reading.quantities.measures import Sort
from reportedly.reading.quantities.numbers import tables
from reportedly.reading.quantities.scanning import Quantity, scan
from reportedly.reading.surroundings import block_at
from reportedly.reading.tokens import article_of, edges_of, text_of, untag
from reportedly.records import READ_ROLES, Kind
from reportedly.vocabulary import load

_KEY = "reportedly.candidates"
MOST_NUMBERS = 60
"""Numbers in digits that a sentence may have: with more it is a table that lost its cells, or noise."""

MOST_AGAIN = 20
"""How often its words may stand in a sentence, on average: "no no no" without an end is noise."""

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")

# What these measure happened to nobody: their figure is complete without a tree.
_PLAIN: frozenset[Sort] = frozenset({"duration", "frequency", "age"})

# Kinds in whose tolls a victim counts who is only named ("the mayor was shot"), and those in which one
# counts who comes with an article at least ("a fisherman is missing").
_NAMED_KINDS: tuple[Kind, ...] = ("killed", "injured")
# Said of people alone: a noun with an article is one of a person, whatever it is.
_SURE_KINDS: tuple[Kind, ...] = (*_NAMED_KINDS, "captured")
_SINGLE_KINDS: tuple[Kind, ...] = (
    *_SURE_KINDS,
    "missing",
    "detained",
    "rescued",
    "sick",
    "casualties",
)

_ARTICLES = frozenset({"a", "an"})
_ALONE = frozenset({"another", "one"})

# As many words behind an article may come before its noun: "a former opposition party spokesman".
_BEHIND_ARTICLE = 7

# Words longer than this may end otherwise in a text than in their entry ("injury", "injuries").
_SHORT = 4


@dataclass(frozen=True)
class Candidates:
    """What the words of a document promise.

    `worth` are the indices of the sentences to parse for claims, `measuring` of those to parse for
    figures that can be no claims; `quantities` has those of the sentences that are read at all, by index.
    """

    worth: list[int]
    measuring: list[int]
    quantities: dict[int, list[Quantity]]


@Language.factory(
    "candidates", requires=["doc.sents", "doc._.article"], assigns=["doc._.worth_parsing"]
)
def create_candidates(nlp: Language, name: str) -> "Choosing":  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline, before the parser."""
    return Choosing()


class Choosing:
    """Sets `doc._.worth_parsing`."""

    def __init__(self) -> None:
        if not Doc.has_extension("article"):
            Doc.set_extension("article", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` finds into the document."""
        found = find(doc)
        doc._.worth_parsing = found.worth
        if layers.asked(doc, "figures"):
            doc._.worth_parsing = sorted([*found.worth, *found.measuring])
            untag(doc, found.measuring)
        return doc


def find(doc: Doc) -> Candidates:
    """The sentences that are worth parsing, none of a block that is not read, and all quantities.

    Kept with the document, so that the parser and the mentions ask once.
    """
    kept: Candidates | None = doc.user_data.get(_KEY)
    if kept is None:
        text, edges = text_of(doc), edges_of(doc)
        kept = Candidates([], [], {})
        for index, (start, end) in enumerate(edges):
            if not is_read(doc, start) or _is_noise(text[start:end]):
                continue
            words = _WORD.findall(text[start:end].lower())
            here = frozenset(words)
            if len(words) > MOST_AGAIN * len(here):
                continue
            told = befalls(here)
            # "Lost a company": a body of soldiers is counted by its article, where something befell it.
            quantities = scan(text, start, end) if told or may_count(here) else []
            if quantities:
                kept.quantities[index] = quantities
            promising = [quantity for quantity in quantities if _promises(quantity, here, told)]
            if any(_may_be_claimed(quantity, text) for quantity in promising) or (
                told and _may_be_single(words, here)
            ):
                kept.worth.append(index)
            elif promising:
                kept.measuring.append(index)
        doc.user_data[_KEY] = kept
    return kept


def _may_be_claimed(quantity: Quantity, text: str) -> bool:
    """Whether a quantity may count somebody or something: no measure, no "three" of "three-way talks"."""
    if quantity.sort == "measure":
        return False
    if quantity.sort == "percent":
        return (
            _OF_OR_IN.search(text, max(quantity.end, quantity.stop), quantity.stop + _NEAR)
            is not None
        )
    behind = _HYPHENED.match(text, quantity.end)
    return quantity.sort != "count" or behind is None or behind[1] in noun_group("behind_counting")


# "40 percent of the houses", "one in three houses": what a share counts stands near behind.
_OF_OR_IN = re.compile(r"\bof\b|\bin\b")
_NEAR = 30
_HYPHENED = re.compile(r"-(\w+)")


def _promises(quantity: Quantity, words: frozenset[str], told: bool) -> bool:
    """Whether a quantity may be a claim's: "no" only with a word for what there may be none of."""
    if quantity.sort == "zero":
        return told or not _happenings().isdisjoint(words)
    return quantity.sort not in _PLAIN


def _may_be_single(words: list[str], here: frozenset[str]) -> bool:
    """Whether somebody may count who is only named, or who has an article: "a fisherman is missing"."""
    if befalls(here, _NAMED_KINDS):
        return True
    if not _ALONE.isdisjoint(here):
        return True
    if _ARTICLES.isdisjoint(here):
        return False
    return befalls(here, _SURE_KINDS) or any(
        _is_someone(word)
        for at, article in enumerate(words)
        if article in _ARTICLES
        for word in words[at + 1 : at + 1 + _BEHIND_ARTICLE]
    )


@lru_cache(maxsize=20_000)
def _is_someone(word: str) -> bool:
    """Whether a word in small letters, one of something, may be somebody, an animal or a body of troops."""
    return noun_class(word, word) in _LIVING or word in _ends_of_living()


_LIVING: frozenset[NounClass] = PEOPLE | {"animal"}


@cache
def _ends_of_living() -> frozenset[str]:
    """The last words of the listed nouns of several: "fire brigade"."""
    classes = lexicon().classes
    return frozenset(noun.split()[-1] for noun, of in classes.items() if of in _LIVING)


def is_read(doc: Doc, offset: int) -> bool:
    """Whether the block at a character offset is read for claims; all is, where there is no article."""
    if article_of(doc) is None:
        return True
    block = block_at(doc, offset)
    return block is not None and block.role in READ_ROLES


def may_count(words: frozenset[str]) -> bool:
    """Whether a number, or a word that may be one, is among words in small letters."""
    return not _counting().isdisjoint(words) or any(word[0].isdigit() for word in words)


def befalls(words: frozenset[str], kinds: tuple[Kind, ...] = _SINGLE_KINDS) -> bool:
    """Whether words in small letters can say that one of some kinds befell somebody."""
    entries = _befalling(kinds)
    if not entries.alone.isdisjoint(words):
        return True
    first = words.intersection(entries.joined)
    if not first:
        return False
    line = f" {' '.join(words)} "
    return any(
        all(part in line for part in parts) for word in first for parts in entries.joined[word]
    )


def _is_noise(text: str) -> bool:
    # Each number takes a character, and one more to part it from the next.
    if len(text) <= 2 * MOST_NUMBERS:
        return False
    return sum(1 for _ in islice(_DIGITS.finditer(text), MOST_NUMBERS + 1)) > MOST_NUMBERS


@cache
def _happenings() -> frozenset[str]:
    """Nouns that say by themselves what happened, one and many: "no injuries", "no survivor"."""
    nouns = {
        entry.split()[-1]
        for kind in load("kinds").values()
        for frame in ("deeds", "heads", "tolls", "suffered")
        for entry in kind.get(frame, ())
    }
    plurals = {noun[:-1] + "ies" if noun.endswith("y") else noun + "s" for noun in nouns}
    return frozenset(nouns | plurals)


@cache
def _counting() -> frozenset[str]:
    """Words that may count."""
    table = tables()
    counting = {*table.small, *table.tens, *table.scales, *table.vague, *table.fractions}
    counting |= {word for words in table.few for word in words}
    listed = load("candidates")
    return frozenset((counting | set(listed["counting"])) - set(listed["not_counting"]))


@dataclass(frozen=True, slots=True)
class _Befalling:
    """Forms of words that may say what befell somebody: alone, or joined with other words of an entry.

    Those others are kept as they stand in a line of words: short ones between spaces, long ones behind
    a space and without their ending.
    """

    alone: frozenset[str]
    joined: dict[str, list[list[str]]]


@cache
def _befalling(kinds: tuple[Kind, ...]) -> _Befalling:
    """From the vocabulary of kinds.

    News tells what befell one person or a named one in the past or with a participle. Other forms of
    the verb come with a number, and that makes the sentence worth parsing.
    """
    irregular: dict[str, set[str]] = {}
    for form, lemma in load("irregular")["lemmas"].items():
        irregular.setdefault(lemma, set()).add(form)
    entries, listed = load("kinds"), load("candidates")
    alone, joined = set(listed["forms"]), dict[str, list[list[str]]]()
    if kinds != _NAMED_KINDS:
        alone |= set(listed["forms_with_article"])
    for kind in kinds:
        for frame in ("done", "undergone", "being"):
            for phrase in entries[kind][frame]:
                first, *others = re.split(r"[\s-]+", phrase)
                forms = {first} if frame == "being" else _past(first) | irregular.get(first, set())
                if not others:
                    alone |= forms
                    continue
                parts = [f" {word} " if len(word) <= _SHORT else f" {word[:-2]}" for word in others]
                for form in forms:
                    joined.setdefault(form, []).append(parts)
    return _Befalling(frozenset(alone - set(listed["idle"])), joined)


def _past(lemma: str) -> set[str]:
    """The regular past of a verb."""
    stem = lemma[:-1] if lemma.endswith(("e", "y")) else lemma
    return {stem + "ed", stem + lemma[-1] + "ed", stem + "ied"}
