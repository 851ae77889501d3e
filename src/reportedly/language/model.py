"""The shipped model: its files, read once a process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from spacy.lang.en import English
from spacy.language import Language
from spacy.pipeline import DependencyParser, SentenceRecognizer, Tagger, Tok2Vec
from spacy.util import load_config

from reportedly.errors import ModelError
from reportedly.language import tokens
from reportedly.language.lemmas import Lemmas

SHIPPED = Path(__file__).with_name("model")


@dataclass(frozen=True)
class Model:
    """Everything that reading a sentence needs; shared by all pipelines of a process.

    ``trained`` is the spaCy pipeline of the trained components: "splitter" over whole documents;
    "encoder", "tagger" and "parser" over single sentences. The labels of the tagger join Penn
    tag, universal part of speech and features by spaces.
    """

    trained: Language
    tokenizer: tokens.BoundedTokenizer
    lemmas: Lemmas
    threshold: float

    @property
    def splitter(self) -> SentenceRecognizer:
        """The component that finds the starts of sentences."""
        return cast(SentenceRecognizer, self.trained.get_pipe("splitter"))

    @property
    def encoder(self) -> Tok2Vec:
        """The network under the tagger and the parser."""
        return cast(Tok2Vec, self.trained.get_pipe("encoder"))

    @property
    def tagger(self) -> Tagger:
        """The tagger, whose labels are Penn tag, part of speech and features in one."""
        return cast(Tagger, self.trained.get_pipe("tagger"))

    @property
    def parser(self) -> DependencyParser:
        """The parser."""
        return cast(DependencyParser, self.trained.get_pipe("parser"))


@cache
def read(path: Path) -> Model:
    """Read a model that `reportedly.language.training` wrote; from disk once a process.

    Raises `ModelError` where its files are missing or damaged.
    """
    try:
        config = load_config(path / "config.cfg")
        trained = English.from_config(config)
        trained.from_disk(path, exclude=["vocab", "tokenizer"])
        settings: dict[str, Any] = json.loads((path / "settings.json").read_text(encoding="utf-8"))
        lemmas = Lemmas.from_disk(path / "lemmas.json")
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"{path}: the language model cannot be read ({error}); install the package again"
        ) from error
    return Model(trained, tokens.tokenizer(trained, frozenset(settings["whole_prefixes"])), lemmas, float(settings["threshold"]))
