"""What is counted, measured or named at one place of a text: the value that figures, claims and tolls share."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportedly.reading.kinds.findings import Finding, KindConstruction
from reportedly.reading.kinds.lexicon import NounClass
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.rows import Row
from reportedly.reading.quantities.measures import Sort
from reportedly.records import Change, Comparator, Kind, Number, RelationType, Span

Points = Literal["definite", "previous", "total"]

RelationConstruction = Literal[
    "also",
    "another",
    "earlier toll",
    "earlier version",
    "not",
    "of the one before",
    "of the whole",
    "one of the group",
    "part of the whole",
    "column of a table",
    "rate before",
    "rate behind",
    "the rest",
    "up from",
]
"""What says how a count stands to another; `vocabulary/constructions.toml` says of each what it is."""

AffectedConstruction = Literal["bearer", "members", "unit"]
"""What says who is affected where the counted noun does not; the rest are in `reading/who`."""

Form = Literal["number", "article", "name"]
Side = Literal["combatant", "civilian"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a mention stands in its sentence, which tolls and relations go by.

    `side` is told by the noun, what it is a member of, or what is said of it ("three of them were
    policemen"); `partitive` is a number of a definite group ("five of the victims"); `identifies` one
    that a copula says to be people ("six were civilians"); `alone` the subject of a verb in the
    singular; `background` told of another time ("weeks after a raid killed 11"); `ordinal` the place in
    the count ("a sixth protester").
    """

    side: Side | None = None
    partitive: bool = False
    identifies: bool = False
    alone: bool = False
    background: bool = False
    ordinal: int | None = None


PLAIN = Standing()


class Mention(NamedTuple):
    """One thing counted, measured or named in a sentence; spans are into the article's text.

    `part_of` is the span of the mention whose part it is; `noun_span` the noun phrase's words; `unit` is
    as the scan gives it (an ISO 4217 code), `measure` the unit's normal name, or the counted noun's;
    `kind_from` the words that gave the kind where they are no `trigger`: another figure, a word of money.

    A tuple, for each stage gives most mentions a field or two more, and copies of so many fields are dear.
    """

    start: int
    end: int
    form: Form
    sort: Sort
    value: Number | None
    low: Number | None
    high: Number | None
    comparator: Comparator
    hedge: str | None
    unit: str | None
    kind: Kind
    construction: KindConstruction | Literal[""]
    sentence: int
    noun: NounClass
    noun_span: Span
    counted: Span | None = None
    generic: bool = False
    who: str | None = None
    trigger: Span | None = None
    part_of: Span | None = None
    relation: RelationType | None = None
    superlative: bool = False
    points: Points | None = None
    anew: bool = False
    standing: Standing = PLAIN
    measure: str | None = None
    share: float = 1
    concept: str | None = None
    change: Change | None = None
    kind_from: Span | None = None
    related_by: RelationConstruction | None = None
    who_by: AffectedConstruction | None = None

    @property
    def span(self) -> Span:
        """The figure's span; of a name, the name's."""
        return Span(self.start, self.end)


def noun_span(row: Row, phrase: Phrase) -> Span:
    """The noun phrase as a span of the text."""
    return Span(row.words.starts[phrase.start], row.words.ends[phrase.end - 1])


def trigger_of(row: Row, finding: Finding | None) -> Span | None:
    """The word that says the kind, as a span."""
    if finding is None or finding.trigger < 0:
        return None
    return Span(row.words.starts[finding.trigger], row.words.ends[finding.trigger])


def part_of(finding: Finding | None, spans: dict[int, Span]) -> Span | None:
    """The span of the whole that a finding is a part of."""
    return spans.get(finding.part_of) if finding and finding.part_of is not None else None


Related = tuple[RelationType, RelationConstruction] | tuple[None, None]
"""How a count stands to another, and what says so."""


def relation_of(row: Row, at: int, finding: Finding | None) -> Related:
    """How a count stands to another: a part of it, on top of it, or what was said before."""
    phrase, words = row.phrases[at], row.words
    if finding is not None:
        if finding.part_of is not None:
            return "part", "part of the whole"
        if finding.construction.endswith("among the group"):
            return "part", "one of the group"
    if (
        finding is not None
        and row.lower(at + 2) in ("among", "amongst")
        and row.sort(at + 1) == "VG"
    ):
        return "part", "one of the group"
    inside = _beside_number(row, phrase)
    if finding and inside[:1] == ["the"] and any(word in REMAINING for word in inside[:2]):
        return "part", "the rest"
    if finding and any(word in inside for word in ADDING):
        return "added", "another"
    if finding and _also(row, finding):
        return "added", "also"
    before = [words.lower(phrase.start - 2), words.lower(phrase.start - 1)]
    turned = finding is not None and row.lower(at + 1) == "to" and row.sort(at + 2) == "NP"
    if before[1] == "from" and (before[0] in ("up", "down") or turned):
        return "previous", "up from"
    return None, None


def _beside_number(row: Row, phrase: Phrase) -> list[str]:
    """The words of a phrase without its number and hedge: "more than 40" adds nothing to anything."""
    words, number = row.words, phrase.quantity
    return [
        words.lowers[at]
        for at in range(phrase.start, phrase.end)
        if number is None or not number.start <= words.starts[at] < number.end
    ]


def _also(row: Row, finding: Finding) -> bool:
    """Whether the verb says that this comes on top: "his guard was also killed"."""
    at = finding.trigger
    return at >= 0 and "also" in row.words.lowers[max(0, at - 2) : at]


REMAINING = ("other", "others", "remaining", "rest")
"""Words behind "the" that make a count the rest of a whole."""

ADDING = ("another", "further", "additional", "more", "others", "other")
"""Words beside a number that put it on top of another."""
