"""Reading Universal Dependencies treebanks (CoNLL-U) as documents of raw text with gold annotation."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word: ``head`` is an index into its sentence, its own index at the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    morph: str
    head: int
    relation: str
    space: bool


@dataclass(frozen=True, slots=True)
class TreebankDocument:
    """One document of a treebank: its identity, its genre and its sentences in order."""

    identity: str
    genre: str
    sentences: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        """The raw text: words joined as the treebank says, sentences by a single space."""
        return " ".join(
            "".join(word.form + (" " if word.space else "") for word in sentence).rstrip(" ")
            for sentence in self.sentences
        )


def documents(path: Path) -> Iterator[TreebankDocument]:
    """Read the documents of one CoNLL-U file, gzipped or plain.

    A multiword token ("don't", "cannot") becomes its words, which share out its letters, so that
    the words of a document always spell its text.
    """
    identity = ""
    sentences: list[tuple[Word, ...]] = []
    rows: list[list[str]] = []
    for line in _lines(path):
        if line.startswith("# newdoc id = "):
            if sentences:
                yield TreebankDocument(identity, genre_of(identity), tuple(sentences))
            identity, sentences = line.removeprefix("# newdoc id = "), []
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            sentences.append(_sentence(rows))
            rows = []
    if rows:
        sentences.append(_sentence(rows))
    if sentences:
        yield TreebankDocument(identity, genre_of(identity), tuple(sentences))


def genre_of(identity: str) -> str:
    """The genre in a document's identity: ``GUM_news_iodine`` is news, ``reviews-01`` reviews."""
    if identity.startswith("GUM_"):
        return "GUM " + identity.split("_")[1]
    return "EWT " + identity.split("-", maxsplit=1)[0]


def gold_doc(document: TreebankDocument | tuple[Word, ...], vocab: Vocab) -> Doc:
    """A spaCy Doc with the treebank's own words and annotation, of a document or of one sentence."""
    sentences = document.sentences if isinstance(document, TreebankDocument) else (document,)
    words: list[Word] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    spaces: list[bool] = []
    for sentence in sentences:
        offset = len(words)
        words.extend(sentence)
        heads.extend(offset + word.head for word in sentence)
        starts.extend(index == 0 for index in range(len(sentence)))
        spaces.extend(word.space for word in sentence)
        spaces[-1] = True
    spaces[-1] = False
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=spaces,
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.relation for word in words],
        sent_starts=None if len(sentences) == 1 else starts,
    )


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            yield line.decode("utf-8").rstrip("\r\n")


def _sentence(rows: list[list[str]]) -> tuple[Word, ...]:
    words: list[Word] = []
    surface, last = "", 0
    for row in rows:
        if "-" in row[0]:
            surface, last = row[1], int(row[0].split("-")[1])
            surface_space = "SpaceAfter=No" not in row[9]
            first = len(words)
            continue
        if "." in row[0]:
            continue
        number = int(row[0])
        head = int(row[6]) - 1
        word = Word(
            form=row[1].replace(" ", "\u00a0"),
            lemma=row[2],
            upos=row[3],
            xpos=row[4],
            morph="" if row[5] == "_" else row[5],
            head=number - 1 if head < 0 else head,
            relation="ROOT" if head < 0 else row[7],
            space="SpaceAfter=No" not in row[9],
        )
        words.append(word)
        if surface and number == last:
            words[first:] = _share_out(surface, words[first:], surface_space)
            surface = ""
    return tuple(words)


def _share_out(surface: str, words: list[Word], space: bool) -> list[Word]:
    """Give each word of a multiword token its part of the token's letters."""
    pieces: list[str] = []
    rest = surface
    for index, word in enumerate(words):
        remaining = len(words) - index - 1
        size = len(word.form) if remaining else len(rest)
        size = max(1, min(size, len(rest) - remaining))
        pieces.append(rest[:size])
        rest = rest[size:]
    return [
        Word(piece, word.lemma, word.upos, word.xpos, word.morph, word.head, word.relation, False)
        if index < len(words) - 1
        else Word(
            piece, word.lemma, word.upos, word.xpos, word.morph, word.head, word.relation, space
        )
        for index, (piece, word) in enumerate(zip(pieces, words, strict=True))
    ]
