"""Claims: figures in the scope of `docs/figures.md`, joined with source, time, place and people."""

from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import attributions, layers, places, times, who
from reportedly.reading.kinds.lexicon import PEOPLE_KINDS
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tokens import text_of
from reportedly.records import Attribution, Claim, Mark, Relation, Stance
from reportedly.vocabulary import load


@Language.factory(
    "claims",
    requires=[
        "doc._.article",
        "doc._.figures",
        "doc._.mentions",
        "doc._.attributions",
        "doc._.times",
        "doc._.places",
    ],
    assigns=["doc._.claims"],
)
def create_claims(nlp: Language, name: str) -> "Claims":  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline."""
    return Claims()


class Claims:
    """Sets `doc._.claims`."""

    def __init__(self) -> None:
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` finds into the document."""
        wanted = layers.asked(doc, "claims") or layers.asked(doc, "tolls")
        doc._.claims = find(doc) if wanted else []
        return doc


def find(doc: Doc) -> list[Claim]:
    """The claims of a document whose figures, attributions and times are read, in order."""
    return [origin.claim for origin in origins_of(doc)]


class Origin(NamedTuple):
    """A claim with what its fields were read from, for `explaining`: references, nothing is copied."""

    claim: Claim
    mention: Mention
    affected: who.Affected
    counted: who.Counted
    whereabouts: places.Whereabouts | None
    timing: times.Timing
    statement: times.Statement
    governed: attributions.Governed


def origins_of(doc: Doc) -> list[Origin]:
    """The claims of a document with what they were read from, in order; read once and kept with it."""
    kept: list[Origin] | None = doc.user_data.get(_ORIGINS)
    if kept is None:
        mentions: list[Mention] = doc._.mentions
        text = text_of(doc)
        kept = [
            _origin(doc, text, mentions, index)
            for index, mention in enumerate(mentions)
            if in_scope(mention, text)
        ]
        doc.user_data[_ORIGINS] = kept
    return kept


_ORIGINS = "reportedly.origins"


def in_scope(mention: Mention, text: str) -> bool:
    """Whether a mention is a reported figure by `docs/figures.md`."""
    if mention.form == "name" or mention.superlative:
        return False
    if mention.sort == "money":
        return True
    if mention.sort not in ("count", "zero", "amount", "percent"):
        return False
    if mention.kind == "other":
        return False
    words = text[mention.start : mention.end].lower()
    if words == "many":
        return mention.kind in PEOPLE_KINDS - {"deployed"}
    return True


def _origin(doc: Doc, text: str, mentions: list[Mention], index: int) -> Origin:
    mention = mentions[index]
    span = mention.span
    governed = attributions.governed(doc, span)
    attribution = governed.attribution
    timing = times.timing_of(doc, span, mention.kind, mention.trigger, attribution)
    when, when_mark = times.happening(timing)
    whereabouts = places.whereabouts_of(doc, span, mention.kind, mention.trigger)
    statement = times.statement_of(doc, attribution, mention.start)
    affected = who.who_of(doc, mentions, index)
    counted = who.counted_of(text, mentions, index)
    claim = Claim(
        start=mention.start,
        end=mention.end,
        figure=span.of(text),
        low=mention.low,
        high=mention.high,
        comparator=mention.comparator,
        counted=counted.words,
        kind=mention.kind,
        who=affected.who,
        where=whereabouts.name if whereabouts else None,
        when=when,
        window=timing.window,
        source=attribution.name if attribution else None,
        cites=attribution.cites if attribution else None,
        via=attribution.via if attribution else (),
        stance=_stance(attribution),
        quoted=attributions.quoted(doc, span),
        best=mention.value,
        hedge=mention.hedge,
        stated=statement.stated,
        relation=Relation(type=mention.relation, of=mention.part_of) if mention.relation else None,
        confidence=_confidence(mention, attribution),
        marks=tuple(_marks(mention, attribution, when_mark, whereabouts)),
    )
    return Origin(claim, mention, affected, counted, whereabouts, timing, statement, governed)


def _confidence(mention: Mention, attribution: Attribution | None) -> float:
    """How likely value, kind and source are right, by how they were read."""
    table = load("confidence")
    figure: float = table["figure"].get(mention.construction, table["figure"]["unmeasured"])
    if attribution is None or not attribution.cue:
        speaks = "page"
    else:
        speaks = "named" if attribution.name else "unnamed"
    likely = figure * float(table["source"][speaks]) * float(table["kind"].get(mention.kind, 1))
    return round(min(likely, float(table["bounds"]["most"])), 2)


def _stance(attribution: Attribution | None) -> Stance:
    return attribution.stance if attribution else "asserts"


def _marks(
    mention: Mention,
    attribution: Attribution | None,
    when: Mark | None,
    whereabouts: places.Whereabouts | None,
) -> list[Mark]:
    marks: list[Mark] = []
    if mention.trigger is not None:
        marks.append(Mark(start=mention.trigger.start, end=mention.trigger.end, field="kind"))
    if mention.counted is not None:
        marks.append(Mark(start=mention.counted.start, end=mention.counted.end, field="counted"))
    if attribution is not None:
        marks += [
            Mark(start=part.start, end=part.end, field="source") for part in attribution.source
        ]
    if when is not None:
        marks.append(when)
    if whereabouts is not None:
        place = whereabouts.span
        marks.append(Mark(start=place.start, end=place.end, field="where"))
    return marks
