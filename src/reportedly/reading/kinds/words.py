"""One sentence as plain tuples: the token's attributes read once, so that rules stay quick and pure."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc

from reportedly.language.columns import forms_of
from reportedly.language.trees import Trees
from reportedly.reading.kinds.lexicon import lexicon, verb_lemma
from reportedly.reading.tokens import Tokens, kept_as, labels, word_set
from reportedly.vocabulary import load

DETERMINERS = frozenset(
    {
        "the",
        "these",
        "those",
        "all",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "this",
        "that",
        "both",
        "other",
        "such",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence without white space, as parallel tuples.

    `starts` and `ends` are offsets into the article's text. The tree is worked out when it is asked for:
    of most sentences it never is.
    """

    lowers: tuple[str, ...]
    texts: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    branches: "Branches"

    def __len__(self) -> int:
        return len(self.lowers)

    def lower(self, index: int) -> str:
        """The word at `index` in lower case, "" outside the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def tag(self, index: int) -> str:
        """The Penn tag at `index`, "" outside the sentence."""
        return self.tags[index] if 0 <= index < len(self.tags) else ""

    @property
    def deps(self) -> list[str]:
        """The relation of each word to its head."""
        return self.branches.found()[1]

    @property
    def heads(self) -> list[int]:
        """The heads, as indices into these tuples; a word's own, where it has none among them."""
        return self.branches.found()[0]


class Branches:
    """The tree over the words of a sentence, which are these tokens of a document."""

    def __init__(self, doc: Doc, tokens: list[int]) -> None:
        self._doc = doc
        self._tokens = tokens
        self._found: tuple[list[int], list[str]] | None = None

    def found(self) -> tuple[list[int], list[str]]:
        """The head of each word, as an index into the words, and its relation."""
        if self._found is None:
            self._found = self._asked()
        return self._found

    def _asked(self) -> tuple[list[int], list[str]]:
        if not self._tokens:
            return [], []
        tree = Trees.of(self._doc).of_sentence(self._tokens[0])
        if len(self._tokens) == len(tree.heads):
            return tree.heads, tree.relations
        position = {token: index for index, token in enumerate(self._tokens)}
        own = [token - tree.first for token in self._tokens]
        heads = [
            position.get(tree.first + tree.heads[word], index) for index, word in enumerate(own)
        ]
        return heads, [tree.relations[word] for word in own]


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What the parser says of all tokens of a document."""

    tags: list[str]
    pos: list[str]
    lemmas: list[str]


def _grammar_of(doc: Doc) -> _Grammar:
    key = kept_as(doc, "grammar")
    kept = doc.user_data.get(key)
    if isinstance(kept, _Grammar):
        return kept
    lemmas = [lemma.lower() for lemma in labels(doc, "LEMMA")]
    grammar = _Grammar(labels(doc, "TAG"), labels(doc, "POS"), lemmas)
    doc.user_data[key] = grammar
    return grammar


def words_of(tokens: Tokens, first: int, last: int) -> Words:
    """The words of a parsed sentence, from token `first` to the one before `last`."""
    grammar = _grammar_of(tokens.doc)
    solid = forms_of(tokens.doc).solid
    chosen = solid[bisect_left(solid, first) : bisect_left(solid, last)]
    lowers = _picked(tokens.lowers, chosen)
    tags, pos = list(_picked(grammar.tags, chosen)), list(_picked(grammar.pos, chosen))
    _mend_tags(lowers, tags, pos)
    lemmas, irregular = list(_picked(grammar.lemmas, chosen)), load("irregular")["lemmas"]
    for index, part in enumerate(pos):
        if part in _VERBAL:
            lower = lowers[index]
            lemmas[index] = irregular.get(lower) or verb_lemma(lower, lemmas[index])
    return Words(
        lowers=lowers,
        texts=_picked(tokens.texts, chosen),
        lemmas=tuple(lemmas),
        tags=tuple(tags),
        pos=tuple(pos),
        starts=_picked(tokens.starts, chosen),
        ends=_picked(tokens.ends, chosen),
        branches=Branches(tokens.doc, chosen),
    )


_VERBAL = frozenset({"VERB", "AUX"})


def _in_one_piece(chosen: list[int]) -> bool:
    return not chosen or chosen[-1] - chosen[0] == len(chosen) - 1


def _picked(values: list[Value], chosen: list[int]) -> tuple[Value, ...]:
    """The values of the chosen tokens; a slice, where no white space lies between them."""
    if _in_one_piece(chosen):
        return tuple(values[chosen[0] : chosen[-1] + 1]) if chosen else ()
    return tuple([values[token] for token in chosen])


def _mend_tags(lowers: tuple[str, ...], tags: list[str], pos: list[str]) -> None:
    """Set tags right, in place, that the tagger gets wrong where it matters; each rule by its first words."""
    if "shot" in lowers:
        for index in range(len(lowers) - 1):
            if lowers[index] == "shot" and pos[index] != "VERB" and _shoots(lowers, index):
                tags[index], pos[index] = "VBD", "VERB"
    _mend_verbs(lowers, tags, pos)
    for index in range(1, len(lowers) - 1):
        if pos[index] == "VERB" and tags[index] in _PRESENT and _is_noun(lowers, pos, index):
            tags[index], pos[index] = "NNS" if lowers[index].endswith("s") else "NN", "NOUN"


def _mend_verbs(lowers: tuple[str, ...], tags: list[str], pos: list[str]) -> None:
    always = word_set("irregular", "always_verbs")
    for index in range(1, len(lowers)):
        lower = lowers[index]
        if pos[index] == "VERB":
            if lowers[index - 1] in _ARTICLES and _after_article(tags, index):
                tags[index], pos[index] = "NN", "NOUN"
        elif lower in always and not _opens(lowers, index):
            tags[index], pos[index] = "VBD", "VERB"
        elif lower in _FACING and pos[index] == "NOUN" and _faces(tags, index):
            tags[index], pos[index] = "VBP", "VERB"
        elif lower.endswith("ed") and _before_number(lowers, tags, index):
            tags[index], pos[index] = "VBD", "VERB"


_ARTICLES = frozenset({"a", "an", "the"})
_FACING = frozenset({"face", "need", "lack"})
_PRESENT = frozenset({"VB", "VBP", "VBZ"})


_BEHIND_SUBJECTS = frozenset({",", "was", "were", "who", "had", "has", "and", "is", "are"})


def _is_noun(lowers: tuple[str, ...], pos: list[str], index: int) -> bool:
    """Whether a word of people was taken for a verb between noun and verb: "a war crimes suspect was"."""
    word = lowers[index]
    known = lexicon().classes
    person = (known.get(word) or known.get(word.removesuffix("s"))) in ("person", "combatant")
    if person and pos[index - 1] == "NUM":
        return True
    return (
        person
        and pos[index - 1] in ("NOUN", "ADJ", "PROPN")
        and lowers[index + 1] in _BEHIND_SUBJECTS
    )


def _shoots(lowers: tuple[str, ...], index: int) -> bool:
    """Whether "shot" is a verb: "shot dead", and behind "and": "were pulled from the bus and shot"."""
    behind = lowers[index + 1]
    if behind in ("dead", "and", "to", "down"):
        return True
    return index > 0 and lowers[index - 1] == "and" and behind in (".", ",", "by", "at", "in", "on")


def _before_number(lowers: tuple[str, ...], tags: list[str], index: int) -> bool:
    """Whether a past form before a number was taken for an adjective: "and wounded 54 others"."""
    lower = lowers[index]
    if index + 1 >= len(tags) or _opens(lowers, index):
        return False
    if lowers[index - 1] not in _JOINING and not tags[index - 1].startswith(("NN", "JJ", "RB")):
        return False
    counted = tags[index + 1] == "CD" or lowers[index + 1] in word_set("verbs", "before_numbers")
    return counted and (lower in lexicon().being or verb_lemma(lower, lower) in lexicon().done)


def _opens(lowers: tuple[str, ...], index: int) -> bool:
    """Whether a determiner or preposition stands before, so that the word is no verb after all."""
    before = lowers[index - 1]
    return before in DETERMINERS or before in ("a", "an", "of", "in", "by")


def _faces(tags: list[str], index: int) -> bool:
    """Whether "face" or "need" between plurals was taken for a noun: "four million people face hunger"."""
    if tags[index - 1] != "NNS":
        return False
    behind = tags[index + 1] if index + 1 < len(tags) else "."
    return behind in ("NN", "NNS", "JJ", "DT", "CD", "PRP$")


_JOINING = frozenset({"and", "but", "or", "also", "has", "have", "had", "then"})


_BEHIND_NOUNS = frozenset({",", ".", ":", "CC", "IN", "MD", "VBD", "-RRB-"})


def _after_article(tags: list[str], index: int) -> bool:
    """Whether a word between an article and a mark was taken for a verb: "a tank, a PLX and a gun"."""
    behind = tags[index + 1] if index + 1 < len(tags) else "."
    return behind in _BEHIND_NOUNS
