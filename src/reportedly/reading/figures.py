"""Figures: every quantity of a text with number, hedge, interval, unit, what it counts, and its kind."""

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import layers
from reportedly.reading.kinds.lexicon import PEOPLE_KINDS
from reportedly.reading.mentions import carrying, gathering, movements
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tokens import text_of
from reportedly.records import Figure, Number


@Language.factory(
    "figures",
    requires=[
        "doc.sents",
        "token.tag",
        "token.dep",
        "token.lemma",
        "doc._.parsed",
        "doc._.article",
    ],
    assigns=["doc._.figures", "doc._.mentions"],
)
def create_figures(nlp: Language, name: str) -> "Figures":  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline, behind the parser."""
    return Figures()


class Figures:
    """Sets `doc._.figures`, and `doc._.mentions` for the components behind it."""

    def __init__(self) -> None:
        for extension in ("figures", "mentions", "article"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` finds into the document."""
        described = layers.asked(doc, "figures")
        found = gathering.read_document(doc, described=described)
        doc._.mentions = carrying.carry(text_of(doc), found)
        doc._.figures = find(doc) if described else []
        return doc


def find(doc: Doc) -> list[Figure]:
    """The figures of a parsed document, in order; offsets are into `doc.text`."""
    found: list[Mention] | None = doc._.mentions
    if found is None:
        found = carrying.carry(text_of(doc), gathering.read_document(doc))
    text = text_of(doc)
    figures: list[Figure] = []
    last: Mention | None = None
    for mention in filter(_is_figure, found):
        if last is not None and movements.leads_to(text, last, mention):
            figures[-1] = _moved(text, figures[-1], _figure(text, mention))
            last = None
        else:
            figures.append(_figure(text, mention))
            last = mention
    return figures


def _moved(text: str, left: Figure, reached: Figure) -> Figure:
    """One figure of the level that is left and the level that is reached."""
    first, second = left.value or 0, reached.value or 0
    return reached.model_copy(
        update={
            "start": left.start,
            "value": None,
            "low": min(first, second),
            "high": max(first, second),
            "comparator": "between",
            "hedge": None,
            "unit": left.unit or reached.unit,
            "concept": left.concept or reached.concept,
            "levels": (first, second),
            "change": movements.way(text, left.start, first, second),
        }
    )


def _is_figure(mention: Mention) -> bool:
    """A number always; "no" and an article only where something befell what they count."""
    if mention.form == "number" and mention.sort != "zero":
        return True
    return mention.form != "name" and mention.kind != "other"


def _figure(text: str, mention: Mention) -> Figure:
    counted = mention.counted.of(text) if mention.counted else None
    unit = mention.measure or (counted if mention.form == "article" else None)
    counting = mention.sort in ("count", "zero") and not isinstance(mention.value, float)
    if unit is None and counting and mention.kind in PEOPLE_KINDS:
        unit = "people"
    if mention.sort in ("money", "percent"):
        counted = mention.unit
    if mention.share != 1:
        counted = unit
    value, low, high = (
        _in_own_unit(number, mention.share) for number in (mention.value, mention.low, mention.high)
    )
    return Figure(
        start=mention.start,
        end=mention.end,
        value=value,
        low=low,
        high=high,
        comparator=mention.comparator,
        counted=counted,
        counted_span=mention.counted,
        unit=unit,
        change=mention.change,
        concept=mention.concept,
        kind=mention.kind,
        hedge=mention.hedge,
    )


def _in_own_unit(number: Number | None, share: float) -> Number | None:
    """A number in the unit that the text names: a figure of 45 cents says 45, a claim 0.45 dollars."""
    if number is None or share == 1:
        return number
    own = round(number / share, 6)
    return int(own) if own == int(own) else own
