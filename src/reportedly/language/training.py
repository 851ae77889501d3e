"""Trains the model from treebanks: ``python -m reportedly.language.training --help``.

The same treebanks, settings and seed give the same bytes on the same kind of processor; other
processors round differently.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.language import features, lemmas, scores, tokens
from reportedly.language.features import Features
from reportedly.language.layers import Integers, Layers, Rates
from reportedly.language.learning import (
    ReaderLearner,
    Sentence,
    SplitterLearner,
    Stretch,
    reader_parameters,
    splitter_parameters,
)
from reportedly.language.model import Contents, Labels, Trained, write
from reportedly.language.network import SentenceReader, Shape
from reportedly.language.optimizing import Plan, train
from reportedly.language.treebank import TreebankDocument, Word, documents, gold_doc

SETTINGS = Path(__file__).with_name("training.toml")

# A prefix stays joined to its word when the treebank joins it more often than it cuts it off.
_LEAST_JOINED = 3

# Sums of several threads come in any order: one thread gives the same model every time.
_ONE_THREAD = "OPENBLAS_NUM_THREADS"

Report = Callable[[str], None]


@dataclass(frozen=True)
class Treebank:
    """What training reads: documents to learn from, and others to watch the scores on."""

    train: Sequence[TreebankDocument]
    dev: Sequence[TreebankDocument]

    @classmethod
    def read(cls, train: Path, dev: Path) -> Treebank:
        """Read both parts from files in CoNLL-U."""
        return cls(list(documents(train)), list(documents(dev)))

    @property
    def sentences(self) -> list[tuple[Word, ...]]:
        """All sentences to learn from."""
        return [sentence for document in self.train for sentence in document.sentences]


def train_model(
    treebank: Treebank,
    settings: dict[str, Any],
    seed: int,
    report: Report,
    keep: Callable[[Contents], None],
) -> None:
    """Train a model from scratch; ``keep`` gets it after each epoch, the last time for good."""
    whole = learn_whole_prefixes(treebank.sentences)
    splitter = train_splitter(treebank, whole, settings["splitter"], seed, report)
    table = lemmas.learn(
        (word.form, word.xpos, word.lemma) for sentence in treebank.sentences for word in sentence
    )
    labels = Labels(
        tuple(sorted({tag_of(word) for sentence in treebank.sentences for word in sentence})),
        tuple(sorted({word.relation for sentence in treebank.sentences for word in sentence})),
    )
    threshold = float(settings["splitter"]["threshold"])

    def after_epoch(epoch: int, reader: Trained) -> None:
        keep(Contents(reader, splitter, labels, table, whole, threshold))
        report(f"reader, epoch {epoch + 1}: {agreement(reader, labels, treebank.dev)}")

    train_reader(treebank, labels, settings["reader"], seed, after_epoch)


def train_reader(
    treebank: Treebank,
    labels: Labels,
    settings: dict[str, Any],
    seed: int,
    after_epoch: Callable[[int, Trained], None],
) -> None:
    """Train the network that reads sentences."""
    shape, rates, plan = _shape(settings), Rates(**settings["rates"]), plan_of(settings)
    sentences = treebank.sentences
    known = features.learn(list(shape.features), (word.form for own in sentences for word in own))
    as_printed = [numbered(sentence, known, labels) for sentence in sentences]
    in_small = [numbered(sentence, known, labels, lower=True) for sentence in sentences]
    chance, order = np.random.default_rng(seed), random.Random(seed)  # noqa: S311 - it has to repeat
    start = reader_parameters(shape, known, len(labels.tags), len(labels.relations), chance)
    layers = Layers(start, chance)

    def epoch_of(_: int) -> list[Sentence]:
        places = list(range(len(sentences)))
        order.shuffle(places)
        share = settings["lower_case"]
        return [
            in_small[place] if order.random() < share else as_printed[place] for place in places
        ]

    learner = ReaderLearner(layers, shape, rates, settings["tag_weight"])
    for epoch, averages in enumerate(train(layers, plan, epoch_of, learner, order)):
        after_epoch(epoch, Trained(shape, known, averages))


def train_splitter(
    treebank: Treebank, whole: frozenset[str], settings: dict[str, Any], seed: int, report: Report
) -> Trained:
    """Train the network that finds the starts of sentences, on the words of our own tokenizer."""
    shape, rates, plan = _shape(settings), Rates(**settings["rates"]), plan_of(settings)
    tokenizer = tokens.tokenizer(whole)
    texts = [tokenized(document, tokenizer) for document in treebank.train]
    known = features.learn(list(shape.features), (word for words, _ in texts for word in words))
    whole_texts = [Stretch(known.ids(words), starts) for words, starts in texts]
    chance = np.random.default_rng(seed)
    start = splitter_parameters(shape, known, chance)
    layers = Layers(start, chance)
    order = random.Random(seed)  # noqa: S311 - it has to repeat

    def epoch_of(_: int) -> list[Stretch]:
        stretches = [
            stretch
            for text in whole_texts
            for stretch in _stretches(text, settings["sentences_together"], order)
        ]
        order.shuffle(stretches)
        return stretches

    learner = SplitterLearner(layers, shape, rates)
    *_, averages = train(layers, plan, epoch_of, learner, order)
    report(f"splitter trained for {plan.epochs} epochs")
    return Trained(shape, known, averages)


def reporter() -> Report:
    """What prints a line on standard error, with the seconds since it was made."""
    start = time.monotonic()

    def report(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:6.0f} s  {line}\n")
        sys.stderr.flush()

    return report


def tag_of(word: Word) -> str:
    """Penn tag, part of speech and features in one."""
    return f"{word.xpos} {word.upos} {word.morph}"


def numbered(
    sentence: Sequence[Word], known: Features, labels: Labels, lower: bool = False
) -> Sentence:
    """A sentence in numbers, as printed or in small letters."""
    tags = {tag: number for number, tag in enumerate(labels.tags)}
    relations = {relation: number for number, relation in enumerate(labels.relations)}
    return Sentence(
        ids=known.ids(word.form.lower() if lower else word.form for word in sentence),
        tags=np.array([tags.get(tag_of(word), -1) for word in sentence]),
        heads=np.array([-1 if word.relation == "ROOT" else word.head for word in sentence]),
        relations=np.array([relations.get(word.relation, -1) for word in sentence]),
    )


def tokenized(
    document: TreebankDocument, tokenizer: tokens.BoundedTokenizer
) -> tuple[list[str], Integers]:
    """The words of our tokenizer with their spaces, and which of them start a sentence."""
    gold = gold_doc(document, tokenizer.inner.vocab)
    starts = {token.idx for token in gold if token.is_sent_start}
    solid = [token for token in tokenizer(gold.text) if not token.is_space]
    words = [token.text + (" " if token.whitespace_ else "") for token in solid]
    return words, np.array([int(token.idx in starts) for token in solid])


def agreement(trained: Trained, labels: Labels, dev: Sequence[TreebankDocument]) -> str:
    """How a reader does on the treebank's own words and sentences, as a line to print."""
    root = labels.relations.index("ROOT")
    reader = SentenceReader(trained.shape, trained.features, trained.parameters, root)
    right: Counter[str] = Counter()
    sentences = [sentence for document in dev for sentence in document.sentences]
    for start in range(0, len(sentences), 128):
        batch = sentences[start : start + 128]
        readings = reader.read([[word.form for word in sentence] for sentence in batch])
        for sentence, reading in zip(batch, readings, strict=True):
            for place, word in enumerate(sentence):
                head = int(reading.heads[place])
                tag = labels.tags[reading.tags[place]].split(" ")[0]
                right["tags"] += tag == word.xpos
                right["words"] += 1
                if word.relation != "punct":
                    attached = word.head == (place if head < 0 else head)
                    named = labels.relations[reading.relations[place]] == word.relation
                    right["arcs"] += 1
                    right["UAS"] += attached
                    right["LAS"] += attached and named
    return (
        f"tags {right['tags'] / right['words']:.4f}, UAS {right['UAS'] / right['arcs']:.4f}, "
        f"LAS {right['LAS'] / right['arcs']:.4f}"
    )


def learn_whole_prefixes(sentences: Iterable[Sequence[Word]]) -> frozenset[str]:
    """Prefixes that the treebank leaves joined to the word after the hyphen ("pre" of "pre-war")."""
    joined: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for sentence in sentences:
        for word in sentence:
            prefix, hyphen, rest = word.form.lower().partition("-")
            if hyphen and prefix.isalpha() and rest.isalpha():
                joined[prefix] += 1
        for first, second in pairwise(sentence):
            if second.form == "-" and not first.space and first.form.isalpha():
                apart[first.form.lower()] += 1
    return frozenset(
        prefix
        for prefix, count in joined.items()
        if count >= _LEAST_JOINED and count > apart[prefix]
    )


def _stretches(text: Stretch, together: int, order: random.Random) -> Iterable[Stretch]:
    """Cut a document into stretches of some sentences; the cuts fall elsewhere in each epoch."""
    places = [*np.flatnonzero(text.starts).tolist(), len(text)]
    first = 0
    while first < len(places) - 1:
        last = min(len(places) - 1, first + max(1, int(order.gauss(together, together / 3))))
        here = slice(places[first], places[last])
        yield Stretch(text.ids[here], text.starts[here])
        first = last


def _shape(settings: dict[str, Any]) -> Shape:
    shape = dict(settings["shape"])
    return Shape(**{**shape, "distances": tuple(shape["distances"])})


def plan_of(settings: dict[str, Any]) -> Plan:
    """The plan in a part of `training.toml`."""
    return Plan(**{name: settings[name] for name in Plan.__dataclass_fields__})


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m reportedly.language.training",
        description="Train the language model from treebanks in CoNLL-U, gzipped or plain.",
    )
    parser.add_argument("--train", type=Path, required=True, help="treebank to learn from")
    parser.add_argument("--dev", type=Path, required=True, help="treebank to watch scores on")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--seed", type=int, default=1, help="of all chance (default: 1)")
    parser.add_argument("--settings", type=Path, default=SETTINGS, help="training.toml of your own")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write the model, score it and record the scores beside it."""
    options = _arguments(sys.argv[1:] if arguments is None else arguments)
    report, treebank = reporter(), Treebank.read(options.train, options.dev)
    settings = tomllib.loads(options.settings.read_text(encoding="utf-8"))
    train_model(treebank, settings, options.seed, report, lambda model: write(model, options.out))
    return scores.main(["--dev", str(options.dev), "--model", str(options.out), "--record"])


def with_one_thread(module: str) -> None:
    """Start a module of the command line again, its arithmetic in one thread."""
    if os.environ.get(_ONE_THREAD) != "1":
        # The library reads this when it is loaded, which was before the first line of ours.
        os.environ[_ONE_THREAD] = "1"
        os.execv(  # noqa: S606 - ourselves
            sys.executable, [sys.executable, "-m", module, *sys.argv[1:]]
        )


if __name__ == "__main__":
    with_one_thread("reportedly.language.training")
    sys.exit(main())
