"""Tunes a trained reader to a splitter's errors: ``python -m reportedly.language.tuning --help``.

The reader learned from whole sentences; here it goes on from there, a few epochs at a low rate, with
sentences joined and cut (`resplitting`). Several runs with other seeds end near each other, and the
mean of their parameters reads better than each: Wortsman et al., "Model soups" (ICML 2022).
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.language import scores
from reportedly.language.layers import Floats, Layers, Rates
from reportedly.language.learning import ReaderLearner, Sentence
from reportedly.language.model import SHIPPED, Contents, Trained, contents, write
from reportedly.language.optimizing import train
from reportedly.language.resplitting import resplit
from reportedly.language.training import (
    SETTINGS,
    Report,
    Treebank,
    agreement,
    numbered,
    plan_of,
    reporter,
    with_one_thread,
)


def tune(
    treebank: Treebank, start: Contents, settings: dict[str, Any], seed: int, report: Report
) -> Contents:
    """The model whose reader is the mean of some runs from ``start`` on.

    ``settings`` are those of ``training.toml``: of its ``tuning``, and the reader's own shares.
    """
    labels = start.labels
    known = start.reader.features
    as_printed = [
        [numbered(sentence, known, labels) for sentence in document.sentences]
        for document in treebank.train
    ]
    in_small = [
        [numbered(sentence, known, labels, lower=True) for sentence in document.sentences]
        for document in treebank.train
    ]
    runs: list[dict[str, Floats]] = []
    for run in range(settings["tuning"]["runs"]):
        lessons = Lessons(as_printed, in_small, settings, random.Random(seed + run))  # noqa: S311
        runs.append(_run(start.reader, lessons, settings, seed + run))
        reader = replace(start.reader, parameters=mean(runs))
        report(f"mean of {len(runs)} runs: {agreement(reader, labels, treebank.dev)}")
    return replace(start, reader=reader)


class Lessons:
    """The sentences of each epoch, joined and cut otherwise each time."""

    def __init__(
        self,
        as_printed: Sequence[Sequence[Sentence]],
        in_small: Sequence[Sequence[Sentence]],
        settings: dict[str, Any],
        chance: random.Random,
    ) -> None:
        self.as_printed = as_printed
        self.in_small = in_small
        self.share = settings["reader"]["lower_case"]
        self.joined = settings["tuning"]["joined"]
        self.cut = settings["tuning"]["cut"]
        self.chance = chance

    def __call__(self, _: int) -> list[Sentence]:
        """The lessons of an epoch, in an order of their own."""
        lessons: list[Sentence] = []
        for printed, small in zip(self.as_printed, self.in_small, strict=True):
            sentences = [
                lower if self.chance.random() < self.share else plain
                for plain, lower in zip(printed, small, strict=True)
            ]
            lessons += resplit(sentences, self.joined, self.cut, self.chance)
        self.chance.shuffle(lessons)
        return lessons


def mean(runs: Sequence[dict[str, Floats]]) -> dict[str, Floats]:
    """The mean of each parameter over runs that started from the same ones."""
    return {
        name: np.mean([run[name] for run in runs], axis=0, dtype=np.float64).astype("f")
        for name in runs[0]
    }


def _run(
    reader: Trained, lessons: Lessons, settings: dict[str, Any], seed: int
) -> dict[str, Floats]:
    layers = Layers(dict(reader.parameters), np.random.default_rng(seed))
    own = settings["reader"]
    learner = ReaderLearner(layers, reader.shape, Rates(**own["rates"]), own["tag_weight"])
    *_, averages = train(layers, plan_of(settings["tuning"]), lessons, learner, lessons.chance)
    return averages


def main(arguments: Sequence[str] | None = None) -> int:
    """Tune a model, write it, score it and record the scores beside it."""
    parser = argparse.ArgumentParser(
        prog="python -m reportedly.language.tuning",
        description="Tune the reader of a trained language model to the splitter's errors.",
        epilog="Example: python -m reportedly.language.tuning --model trained --out tuned "
        "--train train.conllu.gz --dev dev.conllu.gz",
    )
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of the model to tune")
    parser.add_argument("--train", type=Path, required=True, help="treebank to learn from")
    parser.add_argument("--dev", type=Path, required=True, help="treebank to watch scores on")
    parser.add_argument("--out", type=Path, required=True, help="folder for the tuned model")
    parser.add_argument("--seed", type=int, default=1, help="of all chance (default: 1)")
    parser.add_argument("--settings", type=Path, default=SETTINGS, help="training.toml of your own")
    options = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    report, treebank = reporter(), Treebank.read(options.train, options.dev)
    settings = tomllib.loads(options.settings.read_text(encoding="utf-8"))
    write(tune(treebank, contents(options.model), settings, options.seed, report), options.out)
    return scores.main(["--dev", str(options.dev), "--model", str(options.out), "--record"])


if __name__ == "__main__":
    with_one_thread("reportedly.language.tuning")
    sys.exit(main())
