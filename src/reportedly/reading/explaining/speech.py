"""Why a figure has its source, its stance and its chain: the cue, and how source and cue stand."""

from reportedly.reading.attributions import account_of
from reportedly.reading.attributions.chains import credit_of
from reportedly.reading.attributions.quotations import covering
from reportedly.reading.attributions.speech import Speech
from reportedly.reading.attributions.stances import REACH_AFTER, REACH_BEFORE
from reportedly.reading.claims import Origin
from reportedly.reading.explaining.constructions import CitesConstruction, SourceConstruction
from reportedly.reading.explaining.entries import Found, holding, phrase_in
from reportedly.reading.explaining.fields import field
from reportedly.reading.tokens import Tokens
from reportedly.records import ExplainedField, Span, Stance, VocabularyEntry

_STANCES = ("asserts", "confirms", "estimates", "expects", "doubts", "denies")
_VERBS = (
    *(f"speech.{stance}.clause" for stance in _STANCES),
    "told.words",
    "object.speech",
    "object.attitude",
    "tolls.verbs",
    "tolls.giving",
)
_NOUNS = ("counts.words", "counts.tolls", "nouns.words")


def source(tokens: Tokens, origin: Origin) -> ExplainedField:
    """Why this is the source; where there is none, that the page says it itself or nobody is named."""
    text, claim, governed = tokens.text, origin.claim, origin.governed
    if governed.speech is None or claim.source is None:
        named = governed.attribution is not None and bool(governed.attribution.cue)
        by: SourceConstruction = "unnamed" if named else "own voice"
        return field(text, "source", claim.source, by)
    spans = governed.attribution.source if governed.attribution is not None else ()
    span = spans[0] if spans else None
    by = governed.carried or standing_of(governed.speech, claim.span)
    return field(text, "source", claim.source, by, span)


def standing_of(speech: Speech, span: Span | None = None) -> SourceConstruction:
    """How source and cue stand; of a figure beyond the cue's sentence how it is governed there."""
    if span is not None:
        parts = [part for part in speech.content if part.contains(span)]
        inner = min(parts, key=lambda part: part.end - part.start, default=None)
        if inner is not None and inner in speech.beyond:
            return speech.beyond[inner]
    return "according" if speech.unit.cue.form == "according" else speech.unit.order


def cue(text: str, speech: Speech) -> ExplainedField:
    """Which words attribute, and which entry of the vocabulary they are."""
    form, base = speech.unit.cue.form, speech.verb.base
    span = speech.cue[0]
    if form == "according":
        found = phrase_in("cues", ["according.phrases"], text, span)
        return field(text, "cue", base, "phrase of saying", span, found.entry if found else None)
    if form == "mark":
        return field(text, "cue", span.of(text), "colon or dash", span)
    if form == "nominal":
        return field(text, "cue", base, "noun of saying", span, holding("cues", _NOUNS, [base]))
    return field(text, "cue", base, "verb of saying", span, _verb_entry(speech))


def _verb_entry(speech: Speech) -> VocabularyEntry | None:
    return holding("cues", _VERBS, [speech.verb.base])


def stance(tokens: Tokens, origin: Origin) -> ExplainedField:
    """Why the figure is put forward so firmly, or so carefully."""
    text, claim, governed = tokens.text, origin.claim, origin.governed
    by, speech = governed.stance_by, governed.speech
    if by == "of the clause":
        found = _words_near(text, claim.span, claim.stance)
        return field(
            text,
            "stance",
            claim.stance,
            by,
            found.span if found else None,
            found.entry if found else None,
        )
    if by == "of the cue" and speech is not None:
        named = _noun_of_stance(speech) or _verb_entry(speech)
        return field(text, "stance", claim.stance, by, speech.cue[0], named)
    return field(text, "stance", claim.stance, by)


def _noun_of_stance(speech: Speech) -> VocabularyEntry | None:
    if speech.unit.cue.form != "nominal":
        return None
    return holding("cues", [f"nouns.{stance}" for stance in _STANCES], [speech.verb.base])


def _words_near(text: str, figure: Span, stance: Stance) -> Found | None:
    """The words of a stance around a figure: inside of it, before it, behind it."""
    before = Span(max(0, figure.start - REACH_BEFORE), figure.start)
    after = Span(figure.end, min(len(text), figure.end + REACH_AFTER))
    keys = [f"{stance}.before"]
    return (
        phrase_in("stances", keys, text, figure)
        or phrase_in("stances", keys, text, before, last=True)
        or phrase_in("stances", [f"{stance}.after"], text, after)
    )


def quoted(tokens: Tokens, origin: Origin) -> ExplainedField | None:
    """Between which quotation marks a figure stands; None where it stands between none."""
    if not origin.claim.quoted:
        return None
    quote = covering(account_of(tokens.doc).quotes, origin.claim.start)
    return field(tokens.text, "quoted", True, "quotation marks", quote)


def chain(tokens: Tokens, origin: Origin) -> list[ExplainedField]:
    """Why the figure came this way: the media between the source and the page, and whom the source cites."""
    text, claim = tokens.text, origin.claim
    explained: list[ExplainedField] = []
    credited = credit_of(tokens.doc)
    for name in claim.via:
        if name in credited:
            explained.append(field(text, "via", name, "credited agency"))
        else:
            span = _named(text, name, claim.start)
            explained.append(field(text, "via", name, "medium", span, _outlet(name)))
    if claim.cites is not None:
        speech = origin.governed.speech
        by: CitesConstruction = "citing" if speech is not None and speech.cites else "paper"
        span = _named(text, claim.cites, claim.start)
        explained.append(field(text, "cites", claim.cites, by, span))
    return explained


def _outlet(name: str) -> VocabularyEntry | None:
    plain = name.removeprefix("The ").removeprefix("the ")
    return holding("media", ["outlets", "platforms"], [name, plain, f"The {plain}"]) or holding(
        "media", ["names", "words"], [plain.split()[-1].lower()] if plain.split() else []
    )


FAR = 20_000
"""Characters around a figure in which the name of a medium is looked for."""


def _named(text: str, name: str, offset: int) -> Span | None:
    """Where a name stands, the last before an offset, else the first behind it."""
    start = text.rfind(name, max(0, offset - FAR), offset)
    if start < 0:
        start = text.find(name, offset, offset + FAR)
    return Span(start, start + len(name)) if start >= 0 else None
