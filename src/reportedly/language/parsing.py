"""The "parsing" component: tags, features, lemmas and trees, each sentence read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc, Span
from spacy.util import minibatch
from spacy.vocab import Vocab

from reportedly.language.model import Model

ATTRIBUTES = (TAG, POS, MORPH, LEMMA, DEP, HEAD)
# spaCy's form for annotation in bulk: a row a token, a column an attribute; heads, which are
# relative, wrap around.
Table = NDArray[np.uint64]
_COLUMN = {attribute: column for column, attribute in enumerate(ATTRIBUTES)}

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
        vocab = model.trained.vocab
        self.analyses = [_analysis(label, vocab) for label in model.tagger.labels]
        self.root = vocab.strings.add("ROOT")
        self.flat = vocab.strings.add("dep")
        self.space = Analysis("_SP", (vocab.strings.add("_SP"), _pos("SPACE", vocab), 0))
        self.punctuation = vocab.strings.add("punct")
        self.loose = vocab.strings.add("parataxis")

    def __call__(self, doc: Doc) -> Doc:
        self.parse_docs([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Process a stream of documents; sentences are batched across documents."""
        for docs in minibatch(stream, batch_size):
            batch = list(docs)
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
                doc.from_array(list(ATTRIBUTES), table)

    def _parse(self, chosen: Sequence[tuple[Table, Span]]) -> None:
        solid = [[token for token in sentence if not token.is_space] for _, sentence in chosen]
        alone = [
            Doc(
                self.model.trained.vocab,
                words=[token.text for token in words],
                spaces=[bool(token.whitespace_) for token in words],
                sent_starts=[position == 0 for position in range(len(words))],
            )
            for words in solid
        ]
        docs = [doc for doc in alone if len(doc)]
        labels = iter(self._analyse(docs))
        for (rows, sentence), doc in zip(chosen, alone, strict=True):
            if len(doc):
                self._write(rows, sentence, doc, next(labels))
            else:
                self._write_flat(rows)
                self._write_spaces(rows, range(len(rows)))

    def _analyse(self, docs: Sequence[Doc]) -> list[NDArray[np.int64]]:
        """Parse ``docs`` in place; the label of each word as an index into ``self.analyses``."""
        if not docs:
            return []
        encoder, tagger, parser = self.model.encoder, self.model.tagger, self.model.parser
        encoder.set_annotations(docs, encoder.predict(docs))
        labels = tagger.predict(docs)
        parser.set_annotations(docs, parser.predict(docs))
        return [np.asarray(guesses) for guesses in labels]

    def _write(
        self, rows: Table, sentence: Span, doc: Doc, labels: NDArray[np.int64]
    ) -> None:
        positions = [index for index, token in enumerate(sentence) if not token.is_space]
        analyses = [self.analyses[label] for label in labels]
        lemma, add = self.model.lemmas.lemma, sentence.doc.vocab.strings.add
        tree = doc.to_array([HEAD, DEP])
        heads = np.arange(len(doc)) + tree[:, 0].astype(np.int64)
        relations = tree[:, 1]
        self._one_root(heads, relations, analyses)
        where = np.asarray(positions)
        rows[where, : _COLUMN[LEMMA]] = [analysis.values for analysis in analyses]
        rows[where, _COLUMN[LEMMA]] = [
            add(lemma(token.text, analysis.tag))
            for token, analysis in zip(doc, analyses, strict=True)
        ]
        rows[where, _COLUMN[DEP]] = relations
        rows[where, _COLUMN[HEAD]] = (where[heads] - where).astype(np.uint64)
        if len(positions) < len(rows):
            self._write_spaces(rows, sorted(set(range(len(rows))) - set(positions)))

    def _one_root(
        self, heads: NDArray[np.int64], relations: Table, analyses: list[Analysis]
    ) -> None:
        """Hang what the parser left without a head on the first root, so that a tree stays one."""
        roots = np.flatnonzero(heads == np.arange(len(heads)))
        for other in roots[1:]:
            heads[other] = roots[0]
            is_mark = analyses[other].tag in (".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH")
            relations[other] = self.punctuation if is_mark else self.loose
        relations[roots[0]] = self.root

    def _write_flat(self, rows: Table) -> None:
        rows[:, _COLUMN[DEP]] = self.flat
        rows[0, _COLUMN[DEP]] = self.root
        rows[:, _COLUMN[HEAD]] = (-np.arange(len(rows))).astype(np.uint64)

    def _write_spaces(self, rows: Table, positions: Iterable[int]) -> None:
        """White space hangs on the token before it, at the start of a document on the one after."""
        for position in positions:
            rows[position, : _COLUMN[LEMMA]] = self.space.values
            if len(rows) > 1:
                rows[position, _COLUMN[HEAD]] = _BEFORE if position else 1
                rows[position, _COLUMN[DEP]] = self.flat
            else:
                rows[position, _COLUMN[DEP]] = self.root


def _analysis(label: str, vocab: Vocab) -> Analysis:
    tag, pos, morph = label.split(" ")
    return Analysis(
        tag, (vocab.strings.add(tag), _pos(pos, vocab), vocab.morphology.add(morph))
    )


def _pos(name: str, vocab: Vocab) -> int:
    from spacy.symbols import IDS

    return int(IDS[name])
