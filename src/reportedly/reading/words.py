"""One sentence as plain tuples: the token's attributes read once, so that rules stay quick and pure."""

from dataclasses import dataclass

from spacy.tokens import Span

from reportedly.reading.lexicon import lexicon, verb_lemma
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


def words_of(sentence: Span) -> Words:
    """The words of a parsed sentence."""
    tokens = [token for token in sentence if not token.is_space]
    position = {token.i: index for index, token in enumerate(tokens)}
    irregular = load("irregular")["lemmas"]
    lowers = tuple(token.lower_ for token in tokens)
    tags, pos = [token.tag_ for token in tokens], [token.pos_ for token in tokens]
    for index, lower in enumerate(lowers[:-1]):
        if (
            lower == "shot"
            and lowers[index + 1] in ("dead", "and", "to", "down")
            and pos[index] != "VERB"
        ):
            tags[index], pos[index] = "VBD", "VERB"
    for index in range(1, len(tokens)):
        if pos[index] == "VERB" and _after_article(lowers, tags, index):
            tags[index], pos[index] = "NN", "NOUN"
    for index in range(1, len(tokens) - 1):
        if (
            pos[index] == "VERB"
            and tags[index] in ("VB", "VBP", "VBZ")
            and _is_noun(lowers, pos, index)
        ):
            tags[index], pos[index] = "NNS" if lowers[index].endswith("s") else "NN", "NOUN"
    return Words(
        lowers=lowers,
        texts=tuple(token.text for token in tokens),
        lemmas=tuple(
            irregular.get(lower) or verb_lemma(lower, token.lemma_.lower())
            if part in ("VERB", "AUX")
            else token.lemma_.lower()
            for token, lower, part in zip(tokens, lowers, pos, strict=True)
        ),
        tags=tuple(tags),
        pos=tuple(pos),
        deps=tuple(token.dep_ for token in tokens),
        heads=tuple(position.get(token.head.i, position[token.i]) for token in tokens),
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
    )


_BEHIND_SUBJECTS = frozenset({",", "was", "were", "who", "had", "has", "and", "is", "are"})


def _is_noun(lowers: tuple[str, ...], pos: list[str], index: int) -> bool:
    """Whether a word of people was taken for a verb between noun and verb: "a war crimes suspect was"."""
    person = lexicon().classes.get(lowers[index]) in ("person", "combatant")
    return (
        person
        and pos[index - 1] in ("NOUN", "ADJ", "PROPN")
        and lowers[index + 1] in _BEHIND_SUBJECTS
    )


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
