"""Which layers a document is read for: what nobody asked for is not made."""

from collections.abc import Collection

from spacy.tokens import Doc

from reportedly.records import LAYERS, Layer

_KEY = "reportedly.layers"


def ask(doc: Doc, layers: Collection[Layer]) -> None:
    """Have a document read for some layers alone."""
    doc.user_data[_KEY] = frozenset(layers)


def asked(doc: Doc, layer: Layer) -> bool:
    """Whether a layer is asked for; all are, where nobody said which."""
    return layer in doc.user_data.get(_KEY, LAYERS)


def all_asked(doc: Doc) -> bool:
    """Whether every layer is asked for."""
    return all(asked(doc, layer) for layer in LAYERS)
