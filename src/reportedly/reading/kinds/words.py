"""One sentence as plain tuples: the token's attributes read once, so that rules stay quick and pure."""

from dataclasses import dataclass

from spacy.tokens import Doc

from reportedly.reading.kinds.lexicon import lexicon, verb_lemma
from reportedly.reading.tokens import Tokens, column, kept_as, labels, word_set
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

    `starts` and `ends` are offsets into the article's text; `heads` are indices into these tuples.
    """

    lowers: tuple[str, ...]
    texts: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.lowers)

    def lower(self, index: int) -> str:
        """The word at `index` in lower case, "" outside the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def tag(self, index: int) -> str:
        """The Penn tag at `index`, "" outside the sentence."""
        return self.tags[index] if 0 <= index < len(self.tags) else ""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What the parser says of all tokens of a document; `heads` are relative to the token."""

    pos: list[str]
    lemmas: list[str]
    deps: list[str]
    heads: list[int]


def _grammar_of(doc: Doc) -> _Grammar:
    key = kept_as(doc, "grammar")
    kept = doc.user_data.get(key)
    if isinstance(kept, _Grammar):
        return kept
    lemmas = [lemma.lower() for lemma in labels(doc, "LEMMA")]
    grammar = _Grammar(labels(doc, "POS"), lemmas, labels(doc, "DEP"), column(doc, "HEAD"))
    doc.user_data[key] = grammar
    return grammar


def words_of(tokens: Tokens, first: int, last: int) -> Words:
    """The words of a parsed sentence, from token `first` to the one before `last`."""
    grammar = _grammar_of(tokens.doc)
    chosen = [index for index in range(first, last) if not tokens.texts[index].isspace()]
    position = {token: index for index, token in enumerate(chosen)}
    irregular, always = load("irregular")["lemmas"], word_set("irregular", "always_verbs")
    lowers = tuple([tokens.lowers[token] for token in chosen])
    tags = [tokens.tags[token] for token in chosen]
    pos = [grammar.pos[token] for token in chosen]
    for index, lower in enumerate(lowers[:-1]):
        if (
            lower == "shot"
            and pos[index] != "VERB"
            and (lowers[index + 1] in ("dead", "and", "to", "down") or _joined_shot(lowers, index))
        ):
            tags[index], pos[index] = "VBD", "VERB"
    for index in range(1, len(chosen)):
        if pos[index] == "VERB" and _after_article(lowers, tags, index):
            tags[index], pos[index] = "NN", "NOUN"
        elif pos[index] != "VERB" and lowers[index] in always and not _opens(lowers, index):
            tags[index], pos[index] = "VBD", "VERB"
        elif pos[index] == "NOUN" and _faces(lowers, tags, index):
            tags[index], pos[index] = "VBP", "VERB"
        elif pos[index] != "VERB" and _before_number(lowers, tags, index):
            tags[index], pos[index] = "VBD", "VERB"
    for index in range(1, len(chosen) - 1):
        if (
            pos[index] == "VERB"
            and tags[index] in ("VB", "VBP", "VBZ")
            and _is_noun(lowers, pos, index)
        ):
            tags[index], pos[index] = "NNS" if lowers[index].endswith("s") else "NN", "NOUN"
    return Words(
        lowers=lowers,
        texts=tuple([tokens.texts[token] for token in chosen]),
        lemmas=tuple(
            [
                irregular.get(lower) or verb_lemma(lower, grammar.lemmas[token])
                if part in ("VERB", "AUX")
                else grammar.lemmas[token]
                for token, lower, part in zip(chosen, lowers, pos, strict=True)
            ]
        ),
        tags=tuple(tags),
        pos=tuple(pos),
        deps=tuple([grammar.deps[token] for token in chosen]),
        heads=tuple(
            [position.get(token + grammar.heads[token], position[token]) for token in chosen]
        ),
        starts=tuple([tokens.starts[token] for token in chosen]),
        ends=tuple([tokens.ends[token] for token in chosen]),
    )


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


def _joined_shot(lowers: tuple[str, ...], index: int) -> bool:
    """Whether "shot" behind "and" goes on a verb: "were pulled from the bus and shot"."""
    behind = lowers[index + 1]
    return index > 0 and lowers[index - 1] == "and" and behind in (".", ",", "by", "at", "in", "on")


def _before_number(lowers: tuple[str, ...], tags: list[str], index: int) -> bool:
    """Whether a past form before a number was taken for an adjective: "and wounded 54 others"."""
    lower = lowers[index]
    if not lower.endswith("ed") or index + 1 >= len(tags) or _opens(lowers, index):
        return False
    if lowers[index - 1] not in _JOINING and not tags[index - 1].startswith(("NN", "JJ", "RB")):
        return False
    counted = tags[index + 1] == "CD" or lowers[index + 1] in word_set("verbs", "before_numbers")
    return counted and (lower in lexicon().being or verb_lemma(lower, lower) in lexicon().done)


def _opens(lowers: tuple[str, ...], index: int) -> bool:
    """Whether a determiner or preposition stands before, so that the word is no verb after all."""
    return lowers[index - 1] in DETERMINERS or lowers[index - 1] in ("a", "an", "of", "in", "by")


def _faces(lowers: tuple[str, ...], tags: list[str], index: int) -> bool:
    """Whether "face" or "need" between plurals was taken for a noun: "four million people face hunger"."""
    if lowers[index] not in ("face", "need", "lack") or tags[index - 1] != "NNS":
        return False
    behind = tags[index + 1] if index + 1 < len(tags) else "."
    return behind in ("NN", "NNS", "JJ", "DT", "CD", "PRP$")


_JOINING = frozenset({"and", "but", "or", "also", "has", "have", "had", "then"})


def _after_article(lowers: tuple[str, ...], tags: list[str], index: int) -> bool:
    """Whether a word between an article and a mark was taken for a verb: "a tank, a PLX and a gun"."""
    behind = tags[index + 1] if index + 1 < len(tags) else "."
    return lowers[index - 1] in ("a", "an", "the") and behind in (
        ",",
        ".",
        ":",
        "CC",
        "IN",
        "MD",
        "VBD",
        "-RRB-",
    )
