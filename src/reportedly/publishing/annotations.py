"""The layers of one document as one JSON line: the `annotate` format.

Every offset is a character offset into the input text exactly as given; for HTML into the `text` that
the line then carries. The keys are a published contract: `LINE_KEYS` lists them, and a test holds the
documentation to them.
"""

from typing import Any

from reportedly.records import (
    Attribution,
    Block,
    Claim,
    Explanation,
    Figure,
    Reading,
    TimeExpression,
    Toll,
)

LAYERS = ("blocks", "figures", "attributions", "times", "claims", "tolls")
EXPLANATIONS = "explanations"
"""The layer that says why the others say what they say; given only where it is asked for."""

LINE_KEYS = ("id", "title", "publisher", "published", "language", "text", *LAYERS, EXPLANATIONS)

_FIGURE_KEYS = (
    "start",
    "end",
    "value",
    "low",
    "high",
    "comparator",
    "counted",
    "unit",
    "concept",
    "kind",
)
_OPTIONAL_FIGURE_KEYS = ("change",)
_CLAIM_KEYS = (
    *("start", "end", "figure", "low", "high", "comparator", "counted", "kind", "who", "where"),
    *("when", "window", "source", "cites", "via", "stance", "quoted"),
    *("best", "hedge", "stated", "relation", "confidence"),
)


def line(
    reading: Reading, identity: str, layers: tuple[str, ...] = LAYERS, *, with_text: bool = False
) -> dict[str, Any]:
    """Return the annotate line of one reading, as plain JSON values.

    Args:
        reading: what was read.
        identity: the document's `id` in the output.
        layers: which of `LAYERS`, and `EXPLANATIONS`, to give.
        with_text: whether the line carries the text that its offsets refer to (HTML).
    """
    article = reading.article
    given: dict[str, Any] = {
        "id": identity,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "language": article.language,
    }
    if with_text:
        given["text"] = article.text
    makers: dict[str, list[dict[str, Any]]] = {
        "blocks": [_block(block) for block in article.blocks],
        "figures": [_figure(figure) for figure in reading.figures],
        "attributions": [_attribution(attribution) for attribution in reading.attributions],
        "times": [_time(expression) for expression in reading.times],
        "claims": [claim_line(claim) for claim in reading.claims],
        "tolls": [_toll(toll) for toll in reading.tolls],
        EXPLANATIONS: [_explanation(explanation) for explanation in reading.explanations],
    }
    return given | {layer: made for layer, made in makers.items() if layer in layers}


def claim_line(claim: Claim) -> dict[str, Any]:
    """One claim with exactly the keys of the format."""
    dumped = claim.model_dump(mode="json")
    return {key: dumped[key] for key in _CLAIM_KEYS}


def _block(block: Block) -> dict[str, Any]:
    return block.model_dump(mode="json")


def _figure(figure: Figure) -> dict[str, Any]:
    dumped = figure.model_dump(mode="json")
    given = {key: dumped[key] for key in _FIGURE_KEYS}
    if figure.levels is not None:
        # In the order of the text, so that a line tells a fall from a rise.
        given["low"], given["high"] = figure.levels
    return given | {k: dumped[k] for k in _OPTIONAL_FIGURE_KEYS if dumped[k] is not None}


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        role: [list(span) for span in getattr(attribution, role)]
        for role in ("source", "cue", "content")
    }


def _time(expression: TimeExpression) -> dict[str, Any]:
    return expression.model_dump(mode="json", include={"start", "end", "type", "value"})


def _toll(toll: Toll) -> dict[str, Any]:
    return toll.model_dump(mode="json")


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return explanation.model_dump(mode="json")
