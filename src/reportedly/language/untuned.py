"""The yardstick for speed: spaCy's smallest network with its defaults, in the place of our reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.training import Example

from reportedly.language.model import Labels, Model
from reportedly.language.network import Reading
from reportedly.language.treebank import Word, gold_doc

_WIDTH = 96
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "*"}
_COMPONENTS: dict[str, Any] = {
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": _WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": _WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
    "tagger": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": _LISTENER},
    "parser": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": _LISTENER,
    },
}

# Enough for the parser to make about as many moves as one that is trained in full.
_SENTENCES, _ROUNDS, _BATCH = 600, 4, 40


class UntunedReader:
    """A tagger and a parser over one shared network of width 96 and depth 4, briefly trained.

    It learns a few hundred sentences for some rounds, so that its parser moves as a trained one
    does; how good it is does not matter here.
    """

    def __init__(self, sentences: Sequence[Sequence[Word]], labels: Labels) -> None:
        self.spacy = English()
        self.components: list[Any] = []
        for name, model in _COMPONENTS.items():
            self.components.append(self.spacy.add_pipe(name, config={"model": model}))
        examples = [self._example(sentence) for sentence in sentences[:_SENTENCES]]
        optimizer = self.spacy.initialize(lambda: examples)
        for _ in range(_ROUNDS):
            for start in range(0, len(examples), _BATCH):
                self.spacy.update(examples[start : start + _BATCH], sgd=optimizer)
        strings = self.spacy.vocab.strings
        known = {tag: place for place, tag in enumerate(labels.tags)}
        self.tags = [known.get(tag, 0) for tag in self.components[1].labels]
        self.relations = {strings[name]: place for place, name in enumerate(labels.relations)}

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """Read sentences as `network.SentenceReader` does."""
        docs = [Doc(self.spacy.vocab, words=list(sentence)) for sentence in sentences]
        encoder, tagger, parser = self.components
        encoder.set_annotations(docs, encoder.predict(docs))
        tags = tagger.predict(docs)
        parser.set_annotations(docs, parser.predict(docs))
        return [self._reading(doc, guess) for doc, guess in zip(docs, tags, strict=True)]

    def _reading(self, doc: Doc, guess: Any) -> Reading:
        tree = doc.to_array(["HEAD", "DEP"])
        offsets = tree[:, 0].astype(np.int64)
        heads = np.where(offsets == 0, -1, np.arange(len(doc)) + offsets)
        heads[np.flatnonzero(heads < 0)[1:]] = np.flatnonzero(heads < 0)[0]
        return Reading(
            tags=np.array([self.tags[place] for place in np.asarray(guess).tolist()]),
            heads=heads,
            relations=np.array([self.relations.get(name, 0) for name in tree[:, 1].tolist()]),
        )

    def _example(self, sentence: Sequence[Word]) -> Example:
        gold = gold_doc(tuple(sentence), self.spacy.vocab)
        for token, word in zip(gold, sentence, strict=True):
            token.tag_ = f"{word.xpos} {word.upos} {word.morph}"
        return Example(Doc(self.spacy.vocab, words=[word.form for word in sentence]), gold)


def with_untuned_reader(model: Model, sentences: Sequence[Sequence[Word]]) -> Model:
    """The model with its reader exchanged for the yardstick; everything else stays the same."""
    return replace(model, reader=UntunedReader(sentences, model.labels))
