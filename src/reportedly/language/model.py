"""The shipped model: its files, read once a process."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from spacy.vocab import Vocab

from reportedly.errors import ModelError
from reportedly.language import tokens
from reportedly.language.features import Features, from_values
from reportedly.language.lemmas import Lemmas
from reportedly.language.network import Reading, SentenceReader, Shape, Splitter
from reportedly.language.products import Floats

SHIPPED = Path(__file__).with_name("model")

SETTINGS, LEMMAS, READER, SPLITTER = "model.json", "lemmas.json", "reader.npz", "splitter.npz"


@dataclass(frozen=True)
class Trained:
    """One trained network as it is stored: its sizes, its features and its parameters."""

    shape: Shape
    features: Features
    parameters: dict[str, Floats]


@dataclass(frozen=True)
class Labels:
    """What the numbers that the reader gives stand for.

    A tag joins Penn tag, universal part of speech and features by spaces; of the relations "ROOT" is
    that of the root.
    """

    tags: tuple[str, ...]
    relations: tuple[str, ...]


class Reader(Protocol):
    """What reads sentences, none of them empty; `network.SentenceReader` does."""

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Tags, heads and relations of each sentence."""
        ...


@dataclass(frozen=True)
class Model:
    """Everything that reading a text needs; shared by all pipelines of a process."""

    vocab: Vocab
    tokenizer: tokens.BoundedTokenizer
    splitter: Splitter
    reader: Reader
    labels: Labels
    lemmas: Lemmas


@dataclass(frozen=True)
class Contents:
    """A model as training makes it and `write` stores it.

    ``threshold`` is how much more likely than not (in nats) a start of a sentence has to be.
    """

    reader: Trained
    splitter: Trained
    labels: Labels
    lemmas: Lemmas
    whole_prefixes: frozenset[str]
    threshold: float


@cache
def read(path: Path) -> Model:
    """Read a model that `reportedly.language.training` wrote; from disk once a process.

    Raises `ModelError` where its files are missing or damaged.
    """
    try:
        return assemble(contents(path))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"{path}: the language model cannot be read ({error}); install the package again"
        ) from error


def assemble(stored: Contents) -> Model:
    """Make what was stored, or just trained, ready to read texts."""
    tokenizer = tokens.tokenizer(stored.whole_prefixes)
    reader, splitter, labels = stored.reader, stored.splitter, stored.labels
    return Model(
        vocab=tokenizer.inner.vocab,
        tokenizer=tokenizer,
        splitter=Splitter(splitter.shape, splitter.features, splitter.parameters, stored.threshold),
        reader=SentenceReader(
            reader.shape, reader.features, reader.parameters, labels.relations.index("ROOT")
        ),
        labels=labels,
        lemmas=stored.lemmas,
    )


def write(contents: Contents, path: Path) -> None:
    """Store a model; equal models are equal bytes. Parameters are stored with half precision."""
    path.mkdir(parents=True, exist_ok=True)
    settings = {
        "labels": asdict(contents.labels),
        "whole_prefixes": sorted(contents.whole_prefixes),
        "threshold": contents.threshold,
    }
    for name, trained in ((READER, contents.reader), (SPLITTER, contents.splitter)):
        settings[name] = {"shape": asdict(trained.shape), "features": trained.features.values()}
        halves = {key: value.astype(np.float16) for key, value in trained.parameters.items()}
        with (path / name).open("wb") as file:
            np.savez(file, allow_pickle=False, **halves)
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    (path / SETTINGS).write_text(text + "\n", encoding="utf-8")
    contents.lemmas.to_disk(path / LEMMAS)


def contents(path: Path) -> Contents:
    """A stored model, to be trained further."""
    settings: dict[str, Any] = json.loads((path / SETTINGS).read_text(encoding="utf-8"))
    labels = settings["labels"]
    return Contents(
        reader=_trained(path, READER, settings),
        splitter=_trained(path, SPLITTER, settings),
        labels=Labels(tuple(labels["tags"]), tuple(labels["relations"])),
        lemmas=Lemmas.from_disk(path / LEMMAS),
        whole_prefixes=frozenset(settings["whole_prefixes"]),
        threshold=float(settings["threshold"]),
    )


def _trained(path: Path, name: str, settings: dict[str, Any]) -> Trained:
    shape = settings[name]["shape"]
    shape["distances"] = tuple(shape["distances"])
    with np.load(path / name, allow_pickle=False) as stored:
        parameters = {key: stored[key].astype(np.float32) for key in stored.files}
    return Trained(Shape(**shape), from_values(settings[name]["features"]), parameters)
