"""Why a layer says what it says: of every field its words, its construction, the vocabulary's entry.

Nothing is read again for it: rules name the construction by which they decide, claims keep references to
what they were read from, and the entries of the vocabulary are looked up by the words. It is made when it
is asked for, so that reading costs nothing more.
"""

from collections.abc import Collection, Iterator
from typing import cast

from spacy.tokens import Doc

from reportedly.reading.attributions import account_of
from reportedly.reading.claims import Origin, origins_of
from reportedly.reading.explaining import (
    circumstances,
    happenings,
    numbers,
    people,
    speech,
    standing,
)
from reportedly.reading.explaining.constructions import SECOND_DAY, Construction
from reportedly.reading.explaining.entries import entry
from reportedly.reading.explaining.fields import field
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.times import forms
from reportedly.reading.tokens import Tokens
from reportedly.records import (
    Attribution,
    ExplainedField,
    ExplainedLayer,
    Explanation,
    Figure,
    Span,
    TimeExpression,
    VocabularyEntry,
)


def explain(doc: Doc, layers: Collection[ExplainedLayer]) -> list[Explanation]:
    """The explanations of the layers of a document that is read, in the order of its text.

    Args:
        doc: a document behind the whole pipeline.
        layers: which layers to explain.
    """
    tokens = Tokens.of(doc)
    found: list[Explanation] = []
    if "claims" in layers:
        found += [_claim(tokens, origin) for origin in origins_of(doc)]
    if "figures" in layers:
        found += _figures(doc, tokens)
    if "attributions" in layers:
        found += _attributions(doc, tokens)
    if "times" in layers:
        found += _times(doc, tokens)
    return sorted(found, key=lambda item: (item.start, item.end))


def _explanation(
    tokens: Tokens, layer: ExplainedLayer, span: Span, fields: list[ExplainedField | None]
) -> Explanation:
    first, last = tokens.bounds[tokens.sentence[tokens.at(span.start)]]
    start, end = span
    if last > first:
        start, end = min(start, tokens.starts[first]), max(end, tokens.ends[last - 1])
    return Explanation(
        start=span.start,
        end=span.end,
        layer=layer,
        sentence=Span(start, end),
        fields=tuple(one for one in fields if one is not None),
    )


def _claim(tokens: Tokens, origin: Origin) -> Explanation:
    text, mention, said = tokens.text, origin.mention, origin.governed.speech
    return _explanation(
        tokens,
        "claims",
        origin.claim.span,
        [
            numbers.value(text, mention),
            numbers.comparator(text, mention),
            people.counted(text, origin),
            happenings.kind(tokens, mention),
            people.who(tokens, origin),
            circumstances.where(tokens, origin),
            circumstances.when(text, origin),
            circumstances.window(tokens, origin),
            speech.source(tokens, origin),
            speech.cue(text, said) if said is not None else None,
            *speech.chain(tokens, origin),
            speech.stance(tokens, origin),
            speech.quoted(tokens, origin),
            circumstances.stated(text, origin),
            standing.relation(tokens, origin),
            standing.confidence(text, origin),
        ],
    )


def _figures(doc: Doc, tokens: Tokens) -> Iterator[Explanation]:
    mentions: dict[int, Mention] = {mention.end: mention for mention in reversed(doc._.mentions)}
    for figure in doc._.figures:
        fields = _of_figure(tokens, figure, mentions[figure.end])
        yield _explanation(tokens, "figures", figure.span, fields)


def _of_figure(tokens: Tokens, figure: Figure, mention: Mention) -> list[ExplainedField | None]:
    text = tokens.text
    fields: list[ExplainedField | None] = []
    if figure.levels is not None:
        fields += numbers.levels(text, figure)
    else:
        fields += [numbers.value(text, mention), numbers.comparator(text, mention)]
        fields.append(numbers.change(tokens, figure))
    if figure.counted is not None and mention.counted is not None:
        fields.append(field(text, "counted", figure.counted, "own noun", mention.counted))
    fields.append(numbers.unit(text, figure, mention))
    if figure.kind != "other":
        fields.append(happenings.kind(tokens, mention))
    return fields


def _attributions(doc: Doc, tokens: Tokens) -> Iterator[Explanation]:
    spoken = {said.cue[0]: said for said in reversed(account_of(doc).speeches)}
    attributions: list[Attribution] = doc._.attributions
    for attribution in attributions:
        said = spoken[attribution.cue[0]]
        where = attribution.source[0] if attribution.source else None
        by = speech.standing_of(said)
        fields = [
            field(tokens.text, "source", attribution.name, by, where),
            speech.cue(tokens.text, said),
        ]
        yield _explanation(tokens, "attributions", said.cue[0], list(fields))


def _times(doc: Doc, tokens: Tokens) -> Iterator[Explanation]:
    text = tokens.text
    rules = {(form.start, form.end): form.rule for form in forms.forms(text)}
    expressions: list[TimeExpression] = doc._.times
    for one in expressions:
        # The rules of `timex.toml` are names, too.
        rule = cast("Construction", rules.get((one.start, one.end), SECOND_DAY))
        word = circumstances.time_entry(text, one)
        fields = [
            field(text, "type", one.type, rule, one.span, _rule_entry(rule)),
            field(text, "value", one.value, rule, one.span, word),
        ]
        yield _explanation(tokens, "times", one.span, list(fields))


def _rule_entry(rule: str) -> VocabularyEntry | None:
    return entry("timex", "rules", rule) if rule != SECOND_DAY else None


__all__ = ["explain"]
