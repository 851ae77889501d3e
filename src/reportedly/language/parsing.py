"""The "parsing" component: tags, features, lemmas and trees, each sentence read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from reportedly.language.model import Model
from reportedly.language.network import Reading

ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD")
_LEMMA, _DEP, _HEAD = 3, 4, 5

# spaCy's form for annotation in bulk: a row a token, a column an attribute; heads, which are
# relative, wrap around.
Table = NDArray[np.uint64]

_BEFORE = np.array(-1).astype(np.uint64)

# Sentences are read this many at a time; more gains no speed and costs memory.
SENTENCES_AT_ONCE = 128


@dataclass(frozen=True)
class Analysis:
    """The label of the tagger for one word, as spaCy's numbers."""

    tag: str
    values: tuple[int, int, int]


class Parsing:
    """Reads the sentences that are worth it, each as a document of its own.

    ``doc._.worth_parsing`` lists the indices of those sentences, or is None for all of them; the
    others get a flat tree without labels of grammar. ``doc._.parsed`` then says which were read.
    What a sentence gets depends on its own tokens alone.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        strings = model.vocab.strings
        self.analyses = [_analysis(label, model.vocab) for label in model.labels.tags]
        self.relations = np.array(
            [strings.add(relation) for relation in model.labels.relations], dtype=np.uint64
        )
        self.root = strings.add("ROOT")
        self.flat = strings.add("dep")
        self.space = Analysis("_SP", (strings.add("_SP"), _part_of_speech("SPACE", model.vocab), 0))

    def __call__(self, doc: Doc) -> Doc:
        """Process one document."""
        self.parse_docs([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Process a stream of documents; sentences are batched across documents."""
        documents = iter(stream)
        while batch := list(islice(documents, batch_size)):
            self.parse_docs(batch)
            yield from batch

    def parse_docs(self, docs: Sequence[Doc]) -> None:
        """Read the chosen sentences of ``docs`` and write what was found into them."""
        chosen: list[tuple[Table, Span]] = []
        tables: list[Table] = []
        for doc in docs:
            table = np.zeros((len(doc), len(ATTRIBUTES)), dtype=np.uint64)
            sentences = list(doc.sents) if len(doc) else []
            worth = doc._.worth_parsing
            wanted = set(range(len(sentences)) if worth is None else worth)
            doc._.parsed = [index in wanted for index in range(len(sentences))]
            for index, sentence in enumerate(sentences):
                rows = table[sentence.start : sentence.end]
                if index in wanted:
                    chosen.append((rows, sentence))
                else:
                    self._write_flat(rows)
            tables.append(table)
        for start in range(0, len(chosen), SENTENCES_AT_ONCE):
            self._parse(chosen[start : start + SENTENCES_AT_ONCE])
        for doc, table in zip(docs, tables, strict=True):
            if len(doc):
                doc.from_array(list(ATTRIBUTES), cast("Any", table))

    def _parse(self, chosen: Sequence[tuple[Table, Span]]) -> None:
        solid = [
            [
                (position, token.text)
                for position, token in enumerate(sentence)
                if not token.is_space
            ]
            for _, sentence in chosen
        ]
        sentences = [[text for _, text in words] for words in solid if words]
        readings = iter(self.model.reader.read(sentences))
        for (rows, _), words in zip(chosen, solid, strict=True):
            if words:
                self._write(rows, words, next(readings))
            else:
                self._write_flat(rows)
                self._write_spaces(rows, range(len(rows)))

    def _write(self, rows: Table, words: list[tuple[int, str]], reading: Reading) -> None:
        analyses = [self.analyses[label] for label in reading.tags.tolist()]
        lemma, add = self.model.lemmas.lemma, self.model.vocab.strings.add
        where = np.array([position for position, _ in words])
        own = np.arange(len(words))
        heads = np.where(reading.heads < 0, own, reading.heads)
        rows[where, :_LEMMA] = [analysis.values for analysis in analyses]
        rows[where, _LEMMA] = [
            add(lemma(text, analysis.tag))
            for (_, text), analysis in zip(words, analyses, strict=True)
        ]
        rows[where, _DEP] = self.relations[reading.relations]
        rows[where, _HEAD] = (where[heads] - where).astype(np.uint64)
        if len(words) < len(rows):
            self._write_spaces(rows, sorted(set(range(len(rows))) - set(where.tolist())))

    def _write_flat(self, rows: Table) -> None:
        rows[:, _DEP] = self.flat
        rows[0, _DEP] = self.root
        rows[:, _HEAD] = (-np.arange(len(rows))).astype(np.uint64)

    def _write_spaces(self, rows: Table, positions: Iterable[int]) -> None:
        """White space hangs on the token before it, at the start of a document on the one after."""
        for position in positions:
            rows[position, :_LEMMA] = self.space.values
            if len(rows) > 1:
                rows[position, _HEAD] = _BEFORE if position else 1
                rows[position, _DEP] = self.flat
            else:
                rows[position, _DEP] = self.root


def _analysis(label: str, vocab: Vocab) -> Analysis:
    tag, part_of_speech, morph = label.split(" ")
    values = (
        vocab.strings.add(tag),
        _part_of_speech(part_of_speech, vocab),
        vocab.morphology.add(morph),
    )
    return Analysis(tag, values)


def _part_of_speech(name: str, vocab: Vocab) -> int:
    """spaCy's number for a universal part of speech, which its typed interface does not give."""
    return int(Doc(vocab, words=["-"], pos=[name])[0].pos)
