"""Tolls: what one article gives as its event's total of a kind, with the spans it rests on."""

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.mentions import Mention
from reportedly.records import Toll


@Language.factory("tolls", requires=["doc._.mentions", "doc._.claims"], assigns=["doc._.tolls"])
def create_tolls(nlp: Language, name: str) -> "Tolls":  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline."""
    return Tolls()


class Tolls:
    """Sets `doc._.tolls`."""

    def __init__(self) -> None:
        if not Doc.has_extension("tolls"):
            Doc.set_extension("tolls", default=None)

    def __call__(self, doc: Doc) -> Doc:
        doc._.tolls = find(doc)
        return doc


def find(doc: Doc) -> list[Toll]:
    """The tolls of a document, one a kind."""
    mentions: list[Mention] = doc._.mentions
    tolls: list[Toll] = []
    for kind in ("killed", "injured"):
        chosen = [
            item
            for item in mentions
            if item.kind == kind and item.value is not None and item.sort == "count"
        ]
        if not chosen:
            continue
        best = max(item.value for item in chosen if item.value is not None)
        tolls.append(Toll(kind=kind, low=best, high=best, best=best, evidence=(chosen[0].span,)))
    return tolls
