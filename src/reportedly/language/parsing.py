"""The "parsing" component: tags, features, lemmas and trees, each sentence read by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from reportedly.language.columns import forms_of, keep_parsed, sentences_of
from reportedly.language.model import Model
from reportedly.language.network import Reading, Seen, SentenceReader
from reportedly.language.trees import Trees

ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD")
WITHOUT_TREES = ATTRIBUTES[:4]
_LEMMA, _DEP, _HEAD = 3, 4, 5

# spaCy's form for annotation in bulk: a row a token, a column an attribute; heads, which are
# relative, wrap around.
Table = NDArray[np.uint64]
Integers = NDArray[np.int64]

# Sentences are read this many at a time; more gains no speed and costs memory.
SENTENCES_AT_ONCE = 128

# Words whose lemmas are remembered; bounded, since a process may read millions of pages.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Analysis:
    """The label of the tagger for one word, as spaCy's numbers."""

    tag: str
    values: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to read: the rows of its words in the table of a batch, and their texts.

    White space has no row here; `first` and `last` bound the rows of the whole sentence. It is the
    sentence `number` of the document that has `trees`.
    """

    first: int
    last: int
    rows: list[int]
    texts: list[str]
    number: int
    trees: Trees


class Parsing:
    """Reads the sentences that are worth it, each as a document of its own.

    ``doc._.worth_parsing`` lists the indices of those sentences, or is None for all of them; the
    others get a flat tree without labels of grammar. ``doc._.parsed`` then says which were read.
    What a sentence gets depends on its own tokens alone.

    With ``trees_when_asked`` no tree is written into the document: `Trees.of` has them, and works out
    each when it is first asked for, the same as would have been written.
    """

    def __init__(self, model: Model, *, trees_when_asked: bool = False) -> None:
        self.model = model
        self.trees_when_asked = trees_when_asked
        self.attributes = WITHOUT_TREES if trees_when_asked else ATTRIBUTES
        strings = model.vocab.strings
        self.analyses = [_analysis(label, model.vocab) for label in model.labels.tags]
        self.values = np.array([analysis.values for analysis in self.analyses], dtype=np.uint64)
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
        chosen: list[Sentence] = []
        shape = (sum(len(doc) for doc in docs), len(self.attributes))
        table = np.zeros(shape, dtype=np.uint64)
        begin = 0
        for doc in docs:
            bounds = sentences_of(doc)
            worth = doc._.worth_parsing
            wanted = set(range(len(bounds)) if worth is None else worth)
            keep_parsed(doc, [index in wanted for index in range(len(bounds))])
            trees = Trees(bounds)
            if self.trees_when_asked:
                trees.keep_with(doc)
            else:
                self._write_flat(table, begin, bounds)
            chosen += _sentences(doc, begin, trees, sorted(wanted))
            begin += len(doc)
        for start in range(0, len(chosen), SENTENCES_AT_ONCE):
            self._parse(table, chosen[start : start + SENTENCES_AT_ONCE])
        begin = 0
        for doc in docs:
            if len(doc):
                rows = table[begin : begin + len(doc)]
                doc.from_array(list(self.attributes), cast("Any", rows))
            begin += len(doc)

    def _parse(self, table: Table, chosen: Sequence[Sentence]) -> None:
        solid = [sentence for sentence in chosen if sentence.texts]
        if solid and self.trees_when_asked:
            self._parse_late(table, solid)
        elif solid:
            self._parse_whole(table, solid)
        for sentence in chosen:
            if len(sentence.rows) < sentence.last - sentence.first:
                self._write_spaces(table, sentence)

    def _parse_whole(self, table: Table, solid: Sequence[Sentence]) -> None:
        """Write the words of sentences and their trees."""
        readings = self.model.reader.read([sentence.texts for sentence in solid])
        tags = np.concatenate([reading.tags for reading in readings])
        rows = self._write_words(table, solid, tags)
        self._write_trees(table, rows, readings)

    def _parse_late(self, table: Table, solid: Sequence[Sentence]) -> None:
        """Write the words of sentences, and promise their trees."""
        reader = self._late_reader
        seen = reader.look([sentence.texts for sentence in solid])
        self._write_words(table, solid, seen.tags)
        for number, sentence in enumerate(solid):
            asked = partial(self._tree, sentence, reader, seen, number)
            sentence.trees.promise(sentence.number, asked)

    @property
    def _late_reader(self) -> SentenceReader:
        """The reader, which must be one that can work out trees later."""
        if not isinstance(self.model.reader, SentenceReader):
            raise TypeError("trees can be asked for later of a SentenceReader alone")
        return self.model.reader

    def _tree(
        self, sentence: Sentence, reader: SentenceReader, seen: Seen, number: int
    ) -> tuple[list[int], list[str]]:
        """The heads and relations of a sentence with its white space, as they would be written."""
        reading = reader.read_one(seen, number)
        first, rows = sentence.first, sentence.rows
        own = [row - first for row in rows]
        heads = [max(0, index - 1) for index in range(sentence.last - first)]
        relations = ["dep"] * len(heads)
        if own[0] > 0:
            heads[0] = 1
        names = self.model.labels.relations
        for word, (head, relation) in enumerate(
            zip(reading.heads.tolist(), reading.relations.tolist(), strict=True)
        ):
            heads[own[word]] = own[word if head < 0 else head]
            relations[own[word]] = names[relation]
        return heads, relations

    def _write_words(self, table: Table, sentences: Sequence[Sentence], tags: Integers) -> Integers:
        """Write tags, features and lemmas of some sentences, all words of all of them at once; their rows."""
        rows = np.concatenate([np.asarray(sentence.rows) for sentence in sentences])
        texts = (text for sentence in sentences for text in sentence.texts)
        table[rows, :_LEMMA] = self.values[tags]
        table[rows, _LEMMA] = [
            self._lemma(text, tag) for text, tag in zip(texts, tags.tolist(), strict=True)
        ]
        return rows

    def _write_trees(self, table: Table, rows: Integers, readings: Sequence[Reading]) -> None:
        """Write the trees of sentences whose words have these rows."""
        lengths = np.array([len(reading.heads) for reading in readings])
        begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
        heads = np.concatenate([reading.heads for reading in readings])
        relations = np.concatenate([reading.relations for reading in readings])
        heads = np.where(heads < 0, np.arange(len(rows)), heads + begins)
        table[rows, _DEP] = self.relations[relations]
        table[rows, _HEAD] = (rows[heads] - rows).astype(np.uint64)

    @cached_property
    def _lemma(self) -> Callable[[str, int], int]:
        """The number of the lemma of a word with a label; words recur."""
        lemma, add, analyses = self.model.lemmas.lemma, self.model.vocab.strings.add, self.analyses

        def number(text: str, label: int) -> int:
            return int(add(lemma(text, analyses[label].tag)))

        return lru_cache(maxsize=_REMEMBERED)(number)

    def _write_flat(self, table: Table, begin: int, bounds: Sequence[tuple[int, int]]) -> None:
        """Hang all tokens of each sentence on its first: what is not parsed stays so."""
        if not bounds:
            return
        firsts = np.array([first for first, _ in bounds])
        lengths = np.array([last - first for first, last in bounds])
        own = table[begin : begin + int(lengths.sum())]
        own[:, _DEP] = self.flat
        own[firsts, _DEP] = self.root
        own[:, _HEAD] = (np.repeat(firsts, lengths) - np.arange(len(own))).astype(np.uint64)

    def _write_spaces(self, table: Table, sentence: Sentence) -> None:
        """White space hangs on the token before it, at the start of a sentence on the one after."""
        for row in sorted(set(range(sentence.first, sentence.last)) - set(sentence.rows)):
            table[row, :_LEMMA] = self.space.values
            if sentence.rows and not self.trees_when_asked:
                table[row, _HEAD] = _BEFORE if row > sentence.first else 1
                table[row, _DEP] = self.flat


_BEFORE = np.array(-1).astype(np.uint64)


def _sentences(doc: Doc, begin: int, trees: Trees, numbers: Iterable[int]) -> Iterator[Sentence]:
    """Sentences of a document whose first row in the table is ``begin``."""
    texts = forms_of(doc).texts
    for number in numbers:
        first, last = trees.bounds[number]
        own = [index for index in range(first, last) if not texts[index].isspace()]
        yield Sentence(
            begin + first,
            begin + last,
            [begin + index for index in own],
            [texts[index] for index in own],
            number,
            trees,
        )


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
