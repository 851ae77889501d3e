"""Scores of a model on a treebank, raw text in; prints them: ``make model-scores``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from reportedly.language.treebank import TreebankDocument, gold_doc


@dataclass(frozen=True)
class Scores:
    """Per cent of what is right, aligned by character as spaCy's scorer does.

    ``las`` and ``uas`` are F1 over arcs (of words that are not punctuation), with and without
    their labels; tags, parts of speech, features and lemmas are accuracies over the words whose
    tokens agree; ``sentences`` and ``tokens`` are F1 over spans.
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


def score(nlp: Language, documents: Sequence[TreebankDocument]) -> Scores:
    """Scores of a pipeline on the raw text of ``documents``."""
    predicted = nlp.pipe([document.text for document in documents], batch_size=32)
    gold = (gold_doc(document, nlp.vocab) for document in documents)
    return scores_of([Example(doc, reference) for doc, reference in zip(predicted, gold, strict=True)])


def scores_of(examples: Iterable[Example]) -> Scores:
    """Scores of documents that were read already, against their references."""
    examples = list(examples)
    scores = {
        **Scorer.score_tokenization(examples),
        **Scorer.score_spans(examples, "sents", has_annotation=lambda _: True, getter=_sentences),
        **Scorer.score_token_attr(examples, "tag"),
        **Scorer.score_token_attr(examples, "pos"),
        **Scorer.score_token_attr(examples, "morph"),
        **Scorer.score_token_attr(examples, "lemma"),
        **Scorer.score_deps(examples, "dep", ignore_labels=("punct",)),
    }
    return Scores(
        words=sum(len(example.reference) for example in examples),
        las=_percent(scores["dep_las"]),
        uas=_percent(scores["dep_uas"]),
        tags=_percent(scores["tag_acc"]),
        pos=_percent(scores["pos_acc"]),
        morph=_percent(scores["morph_acc"]),
        lemmas=_percent(scores["lemma_acc"]),
        sentences=_percent(scores["sents_f"]),
        tokens=_percent(scores["token_f"]),
    )
def _sentences(doc, attr): return list(doc.sents)
def _percent(x): return round(100*x,2)
if __name__=="__main__":
    import sys
    from reportedly.language import pipeline
    from reportedly.language.treebank import documents
    nlp=pipeline(Path(sys.argv[2]) if len(sys.argv)>2 else None); ds=list(documents(Path(sys.argv[1])))
    print(score(nlp,ds))
