"""Places: those that an article names, and the one of a figure."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import layers
from reportedly.reading.places.names import find
from reportedly.reading.places.place import Place
from reportedly.reading.places.whereabouts import Whereabouts, where_of, whereabouts_of


@Language.factory("places", requires=["doc.sents", "doc._.article"], assigns=["doc._.places"])
def create_places(nlp: Language, name: str) -> Places:  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline."""
    return Places()


class Places:
    """Sets `doc._.places`."""

    def __init__(self) -> None:
        for extension in ("places", "article"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        doc._.places = find(doc) if layers.all_asked(doc) else []
        return doc


__all__ = ["Place", "Places", "Whereabouts", "find", "where_of", "whereabouts_of"]
