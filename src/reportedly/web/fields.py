"""What was read in a claim, field by field, from which words, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.publishing import tables
from reportedly.publishing.explanations import meaning
from reportedly.records import (
    Article,
    ExplainedField,
    ExplainedLayer,
    KnownAs,
    RecordedClaim,
)

LONGEST_READ_AGAIN = 200_000
"""Characters of the longest text that is read again to explain a claim."""


@dataclass(frozen=True)
class Field:
    """A field of a claim.

    Attributes:
        name: of the field, `value` in words, `words` that it was read from.
        taken: what it was taken for, where somebody decided so.
    """

    name: str
    value: str
    words: tuple[str, ...] = ()
    taken: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a field has its value, by a reading made now."""

    field: str
    words: str
    construction: str
    meaning: str
    entry: str


def fields_of(
    claim: RecordedClaim, article: Article | None, known_as: Sequence[KnownAs]
) -> list[Field]:
    """The fields of a claim that say something, in the order of the question how many of what."""
    said: dict[str, list[str]] = {}
    for mark in claim.marks if article else ():
        said.setdefault(mark.field, []).append(article.text[mark.start : mark.end])  # type: ignore[union-attr]
    taken: dict[str, str] = {one.field: f"{one.name}: {one.why}" for one in known_as}
    relation = claim.relation.type if claim.relation else None
    values = {
        "figure": claim.figure,
        "allows": tables.interval(claim),
        "kind": claim.kind,
        "counted": claim.counted,
        "who": claim.who,
        "where": claim.where,
        "when": tables.stretch(claim.when),
        "window": claim.window,
        "source": claim.source or "none: the page's own voice",
        "cites": claim.cites,
        "via": ", ".join(claim.via),
        "stance": claim.stance + (", in quotation marks" if claim.quoted else ""),
        "stated": tables.stretch(claim.stated),
        "relation": relation,
        "confidence": f"{claim.confidence:.2f}" if claim.confidence is not None else None,
    }
    return [
        Field(name, value, tuple(dict.fromkeys(said.get(name, ()))), taken.get(name, ""))
        for name, value in values.items()
        if value
    ]


def reasons_of(claim: RecordedClaim, article: Article | None) -> list[Reason] | None:
    """By which constructions a claim is read by this version of the program; None: it is not."""
    if article is None or len(article.text) > LONGEST_READ_AGAIN:
        return None
    from reportedly import reading  # noqa: PLC0415 (loads the language model)

    layers: tuple[ExplainedLayer, ...] = ("claims",)
    again = reading.read(article, explain=layers)
    span = claim.start, claim.end
    found = [one for one in again.explanations if (one.start, one.end) == span]
    if not found:
        return None
    return [_reason(one) for one in found[0].fields]


def _reason(one: ExplainedField) -> Reason:
    entry = f"{one.entry.file}, {one.entry.key}: {one.entry.entry}" if one.entry else ""
    return Reason(
        field=one.field,
        words=one.words or "",
        construction=one.construction,
        meaning=meaning(one.field, one.construction),
        entry=entry,
    )
