"""Scores of a model on a treebank, raw text in, and its speed: ``make model-scores``."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from reportedly.language import pipeline, pipeline_of
from reportedly.language.model import SHIPPED, read
from reportedly.language.treebank import TreebankDocument, documents, gold_doc
from reportedly.language.untuned import with_untuned_reader

# Both models are timed in turns, and the best of the rounds counts: what else the machine does
# slows single rounds.
_ROUNDS = 5

RECORD = "scores.json"


@dataclass(frozen=True)
class Scores:
    """Per cent of what is right, aligned by character as spaCy's scorer does.

    ``las`` and ``uas`` are F1 over the arcs of words that are no punctuation, with and without
    their labels (subtypes count); ``tags`` (Penn), ``pos``, ``morph`` and ``lemmas`` are accuracies
    over all words, of which those whose token differs are wrong; ``sentences`` and ``tokens`` are
    F1 over spans.
    """

    words: int
    las: float
    uas: float
    tags: float
    pos: float
    morph: float
    lemmas: float
    sentences: float
    tokens: float


@dataclass(frozen=True)
class Speed:
    """Words a second of processor time, from raw text to trees, and of the untuned network."""

    ours: float
    untuned: float
    ratio: float


def examples(nlp: Language, treebank: Sequence[TreebankDocument]) -> list[Example]:
    """What a pipeline makes of the raw text of ``treebank``, beside what is right."""
    predicted = nlp.pipe([document.text for document in treebank], batch_size=32)
    return [
        Example(doc, gold_doc(document, nlp.vocab))
        for doc, document in zip(predicted, treebank, strict=True)
    ]


def scores_of(pairs: Iterable[Example]) -> Scores:
    """Scores of documents against their references."""
    pairs = list(pairs)
    found = {
        **Scorer.score_tokenization(pairs),
        **Scorer.score_spans(pairs, "sents", getter=_sentences, has_annotation=lambda _: True),
        **Scorer.score_token_attr(pairs, "tag"),
        **Scorer.score_token_attr(pairs, "pos"),
        **Scorer.score_token_attr(pairs, "morph"),
        **Scorer.score_token_attr(pairs, "lemma"),
        **Scorer.score_deps(pairs, "dep", ignore_labels=("punct",)),
    }
    names = {
        "las": "dep_las",
        "uas": "dep_uas",
        "tags": "tag_acc",
        "pos": "pos_acc",
        "morph": "morph_acc",
        "lemmas": "lemma_acc",
        "sentences": "sents_f",
        "tokens": "token_f",
    }
    percent = {name: round(100 * found[key], 2) for name, key in names.items()}
    return Scores(words=sum(len(pair.reference) for pair in pairs), **percent)


def by_genre(nlp: Language, treebank: Sequence[TreebankDocument]) -> dict[str, Scores]:
    """Scores of everything ("all"), then of each genre."""
    pairs = examples(nlp, treebank)
    genres = sorted({document.genre for document in treebank})
    groups = {
        genre: [
            pair for pair, document in zip(pairs, treebank, strict=True) if document.genre == genre
        ]
        for genre in genres
    }
    return {"all": scores_of(pairs), **{genre: scores_of(own) for genre, own in groups.items()}}


def speed(path: Path, treebank: Sequence[TreebankDocument]) -> Speed:
    """The speed of a model beside spaCy's smallest network with defaults in the reader's place."""
    model = read(path)
    sentences = [sentence for document in treebank for sentence in document.sentences]
    pipelines = [pipeline_of(model), pipeline_of(with_untuned_reader(model, sentences))]
    texts = [document.text for document in treebank]
    words = sum(len(sentence) for sentence in sentences)
    best = [0.0, 0.0]
    for _ in range(_ROUNDS):
        for place, nlp in enumerate(pipelines):
            best[place] = max(best[place], words / _processor_time(nlp, texts))
    return Speed(round(best[0]), round(best[1]), round(best[0] / best[1], 3))


def _processor_time(nlp: Language, texts: Sequence[str]) -> float:
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    return time.process_time() - start


def _sentences(doc: Doc, _: str) -> list[Any]:
    return list(doc.sents)


def table(scores: dict[str, Scores]) -> str:
    """Scores as text, one line a genre."""
    names = [field.name for field in fields(Scores)]
    lines = [f"{'':18}" + "".join(f"{name:>10}" for name in names)]
    for genre, own in scores.items():
        lines.append(f"{genre:18}" + "".join(f"{getattr(own, name):>10}" for name in names))
    return "\n".join(lines)


def card_row(genre: str, scores: Scores) -> str:
    """Scores as a row of the table in the model's card."""
    return " | ".join(["", genre, *(str(value) for value in asdict(scores).values()), ""]).strip()


def record(path: Path, result: dict[str, Any]) -> None:
    """Write what was measured beside a model, with the digests of the files it was measured on."""
    text = json.dumps({"sha256": digests(path), **result}, indent=2)
    (path / RECORD).write_text(text + "\n", encoding="utf-8")


def digests(path: Path) -> dict[str, str]:
    """The SHA-256 of each file of a model, the record itself left out."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(path.iterdir())
        if file.name != RECORD
    }


def main(
    arguments: Sequence[str] | None = None, write: Callable[[str], Any] = sys.stdout.write
) -> int:
    """Score a model and print the result."""
    options = _options(arguments)
    treebank = list(documents(options.dev))
    scores = by_genre(pipeline(options.model), treebank)
    result: dict[str, Any] = {"scores": {name: asdict(own) for name, own in scores.items()}}
    lines = [table(scores)]
    if not options.no_speed:
        measured = speed(options.model, treebank)
        result["speed"] = asdict(measured)
        lines.append(
            f"speed: {measured.ours:.0f} words/s of processor time; spaCy's smallest network in "
            f"the reader's place {measured.untuned:.0f}; ratio {measured.ratio}"
        )
    if options.record:
        record(options.model, result)
    write((json.dumps(result, indent=2) if options.json else "\n".join(lines)) + "\n")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m reportedly.language.scores",
        description="Score the language model on a treebank in CoNLL-U: raw text in, each sentence "
        "that the splitter finds parsed by itself.",
    )
    parser.add_argument("--dev", type=Path, required=True, help="treebank to score on")
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of a model")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--no-speed", action="store_true", help="do not measure speed")
    parser.add_argument("--record", action="store_true", help="write scores.json beside the model")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
