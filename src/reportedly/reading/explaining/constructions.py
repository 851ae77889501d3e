"""The names of all constructions, by the field that they give; `vocabulary/constructions.toml` says what each is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from reportedly.reading.attributions.speech import Carrying, Extension
from reportedly.reading.attributions.stances import StanceConstruction
from reportedly.reading.attributions.unit import Order
from reportedly.reading.kinds.findings import KindConstruction
from reportedly.reading.mentions.mention import RelationConstruction
from reportedly.reading.places.whereabouts import WhereConstruction
from reportedly.reading.times.moments import WhenConstruction
from reportedly.reading.times.statements import StatedConstruction
from reportedly.reading.times.windows import WindowConstruction
from reportedly.reading.who.affected import CountedConstruction, WhoConstruction

ValueConstruction = Literal[
    "article",
    "digits",
    "digits and words",
    "levels",
    "none",
    "number words",
    "range",
    "share",
    "small number",
    "unit of soldiers",
    "vague word",
]
ComparatorConstruction = Literal[
    "hedge before", "hedge behind", "levels", "no hedge", "range", "vague word"
]
UnitConstruction = Literal["counted noun", "currency", "unit of measure"]
ChangeConstruction = Literal["levels", "movement"]
FigureKindConstruction = Literal[KindConstruction, "no kind"]
SourceConstruction = Literal[Order, Extension, Carrying, "according", "own voice", "unnamed"]
CueConstruction = Literal["colon or dash", "noun of saying", "phrase of saying", "verb of saying"]
ViaConstruction = Literal["credited agency", "medium"]
CitesConstruction = Literal["citing", "paper"]
QuotedConstruction = Literal["quotation marks"]
ConfidenceConstruction = Literal["measured shares"]

Construction = Literal[
    ValueConstruction,
    ComparatorConstruction,
    UnitConstruction,
    ChangeConstruction,
    CountedConstruction,
    FigureKindConstruction,
    WhoConstruction,
    WhereConstruction,
    WhenConstruction,
    WindowConstruction,
    StatedConstruction,
    SourceConstruction,
    CueConstruction,
    ViaConstruction,
    CitesConstruction,
    StanceConstruction,
    QuotedConstruction,
    RelationConstruction,
    ConfidenceConstruction,
]
"""Every name that an explanation can give, besides the rules of `timex.toml`, which time expressions give."""

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "value": get_args(ValueConstruction),
        "comparator": get_args(ComparatorConstruction),
        "unit": get_args(UnitConstruction),
        "change": get_args(ChangeConstruction),
        "counted": get_args(CountedConstruction),
        "kind": get_args(FigureKindConstruction),
        "who": get_args(WhoConstruction),
        "where": get_args(WhereConstruction),
        "when": get_args(WhenConstruction),
        "window": get_args(WindowConstruction),
        "stated": get_args(StatedConstruction),
        "source": get_args(SourceConstruction),
        "cue": get_args(CueConstruction),
        "via": get_args(ViaConstruction),
        "cites": get_args(CitesConstruction),
        "stance": get_args(StanceConstruction),
        "quoted": get_args(QuotedConstruction),
        "relation": get_args(RelationConstruction),
        "confidence": get_args(ConfidenceConstruction),
    }
)
"""The names by field."""

SECOND_DAY = "second day"
"""The rule of times that is none of `timex.toml`: "April 24 and 25"."""
