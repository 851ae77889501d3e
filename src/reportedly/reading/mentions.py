"""Everything a sentence counts, measured or named: quantities and findings put together.

A mention is more than a figure (one person by an article, a named victim) and less than a claim (no
source, time or place yet). Figures, claims and tolls are all made from mentions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from reportedly.reading import candidates, counted, kinds, money
from reportedly.reading.kinds import Finding
from reportedly.reading.lexicon import MATERIAL_KINDS, PEOPLE, PEOPLE_KINDS, NounClass, lexicon
from reportedly.reading.measures import Sort
from reportedly.reading.phrases import Phrase, phrases_of
from reportedly.reading.predicates import Row
from reportedly.reading.quantities import Quantity, scan
from reportedly.reading.words import words_of
from reportedly.records import Comparator, Kind, Number, RelationType, Span
from reportedly.vocabulary import load

Points = Literal["definite", "previous", "total"]
Form = Literal["number", "article", "name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing counted, measured or named in a sentence; spans are into the article's text.

    `part_of` is the span of the mention whose part it is; `noun_span` the noun phrase's words.
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
    construction: str
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

    @property
    def span(self) -> Span:
        """The figure's span; of a name, the name's."""
        return Span(self.start, self.end)


def read_document(doc: Doc) -> list[Mention]:
    """The mentions of all parsed sentences of a document, in order."""
    text = doc.text
    found: list[Mention] = []
    for index, sentence in enumerate(doc.sents):
        if (
            doc._.parsed[index]
            and candidates.is_read(doc, sentence.start_char)
            and candidates.is_candidate(sentence)
        ):
            found += read_sentence(text, sentence, index)
    return found


def read_sentence(text: str, sentence: Sentence, index: int) -> list[Mention]:
    """The mentions of one parsed sentence, in order."""
    quantities = scan(text, sentence.start_char, sentence.end_char)
    words = words_of(sentence)
    if not len(words):
        return []
    row = Row(words, phrases_of(words, quantities))
    findings = {finding.phrase: finding for finding in kinds.find(row)}
    spans: dict[int, Span] = {}
    found: list[Mention] = []
    reached: set[Quantity] = set()
    for at, phrase in enumerate(row.phrases):
        if phrase.sort != "NP":
            continue
        finding = findings.get(at)
        if phrase.quantity is not None:
            reached.add(phrase.quantity)
            mention = _of_quantity(row, at, phrase.quantity, finding, spans, index)
        elif finding is not None:
            mention = _of_article(row, at, finding, spans, index) if phrase.article >= 0 else None
            mention = mention or _of_name(row, at, finding, spans, index)
        else:
            continue
        if mention is not None:
            spans[at] = mention.span
            found.append(mention)
    found += [_bare(quantity, index) for quantity in quantities if quantity not in reached]
    opening = text[sentence.start_char : sentence.end_char].lower()
    for cue in load("tolls")["anew"]:
        where = opening.find(cue)
        if where >= 0:
            begin = sentence.start_char + where
            found = [replace(item, anew=True) if item.start > begin else item for item in found]
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _bare(quantity: Quantity, index: int) -> Mention:
    """A quantity that opens no noun phrase of its own: an age before a noun, a number in a compound."""
    return Mention(
        quantity.start, quantity.end, "number", quantity.sort, quantity.value, quantity.low, quantity.high,
        quantity.comparator, quantity.hedge, quantity.unit, "other", "", index, "unknown",
        Span(quantity.start, quantity.end),
    )  # fmt: skip


def _of_quantity(
    row: Row,
    at: int,
    quantity: Quantity,
    finding: Finding | None,
    spans: dict[int, Span],
    index: int,
) -> Mention:
    phrase = row.phrases[at]
    kind: Kind = finding.kind if finding else "other"
    construction = finding.construction if finding else ""
    if quantity.sort == "money" or _unlisted_currency(phrase, kind):
        kind, construction = money.kind_of(row, phrase), "money"
    pair = (
        counted.counted_words(row, phrase) if quantity.sort in ("count", "zero", "amount") else None
    )
    return Mention(
        quantity.start, quantity.end, "number", quantity.sort, quantity.value, quantity.low, quantity.high,
        quantity.comparator, quantity.hedge, quantity.unit, kind, construction, index, phrase.noun,
        _noun_span(row, phrase),
        counted=counted.span_of(row, pair) if pair else None,
        generic=counted.is_generic(row, phrase, pair),
        who=counted.affected(row, phrase, finding),
        trigger=_trigger(row, finding),
        part_of=_part_of(finding, spans),
        relation=_relation(row, at, finding),
        superlative=_superlative(row, phrase),
        points=_points(row, phrase),
    )  # fmt: skip


def _unlisted_currency(phrase: Phrase, kind: Kind) -> bool:
    """Whether a great number of an unknown noun is likely money: "pledged 12 million dinels"."""
    quantity = phrase.quantity
    large = quantity is not None and quantity.sort == "count" and quantity.scale >= 1_000_000
    return large and phrase.noun == "unknown" and kind in ("supplied", "other")


def _noun_span(row: Row, phrase: Phrase) -> Span:
    return Span(row.words.starts[phrase.start], row.words.ends[phrase.end - 1])


def _trigger(row: Row, finding: Finding | None) -> Span | None:
    if finding is None or finding.trigger < 0:
        return None
    return Span(row.words.starts[finding.trigger], row.words.ends[finding.trigger])


def _part_of(finding: Finding | None, spans: dict[int, Span]) -> Span | None:
    return spans.get(finding.part_of) if finding and finding.part_of is not None else None


def _relation(row: Row, at: int, finding: Finding | None) -> RelationType | None:
    phrase, words = row.phrases[at], row.words
    if finding is not None and (
        finding.part_of is not None or finding.construction == "among the group"
    ):
        return "part"
    inside = _beside_number(row, phrase)
    if finding and (any(word in inside for word in _ADDING) or _also(row, finding)):
        return "added"
    before = [words.lower(phrase.start - 2), words.lower(phrase.start - 1)]
    if before == ["up", "from"] or before == ["down", "from"]:
        return "previous"
    return None


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


_ADDING = ("another", "further", "additional", "more", "others", "other")


_TOTALS = frozenset(
    {"number", "figure", "total", "count", "tally", "estimate", "numbers", "figures"}
)


def _points(row: Row, phrase: Phrase) -> Points | None:
    """How a number points back to one before it: "up from nine", "the four soldiers", "the figure is 41"."""
    words, quantity = row.words, phrase.quantity
    if quantity is None or quantity.sort != "count":
        return None
    before = [words.lower(phrase.start - step) for step in (2, 1)]
    if before[1] == "from" and before[0] in ("up", "down"):
        return "previous"
    near = words.lowers[max(0, phrase.start - 5) : phrase.start]
    if phrase.bare and before[1] in ("as", "at", "is", "was", "to") and _TOTALS & set(near):
        return "total"
    return "definite" if words.lowers[phrase.start] in ("the", "these", "those", "both") else None


def _superlative(row: Row, phrase: Phrase) -> bool:
    """Whether it is "one of the most ...": no count of anything."""
    words = row.words
    if phrase.quantity is None or phrase.quantity.value != 1:
        return False
    if words.lowers[phrase.start] == "the" and phrase.bare:
        return True
    if phrase.of < 0:
        return False
    return any(words.tags[at] in ("JJS", "RBS") for at in range(phrase.of, phrase.end))


def _of_article(
    row: Row, at: int, finding: Finding, spans: dict[int, Span], index: int
) -> Mention | None:
    """One person or thing by its article, in the kinds where `docs/figures.md` counts it."""
    phrase = row.phrases[at]
    if finding.kind not in (PEOPLE_KINDS | MATERIAL_KINDS) - {"deployed"} or _apposed(row, at):
        return None
    if finding.construction == "among the group" and _is_predicate(row, at):
        return None
    words = row.words
    if words.tags[phrase.head] in ("NNS", "NNPS") or _of_many(row, phrase):
        return None
    if finding.kind in PEOPLE_KINDS and phrase.noun not in (*PEOPLE, "animal", "unknown", "bare"):
        return None
    listed = finding.construction.startswith("list") and finding.kind in MATERIAL_KINDS
    if phrase.noun == "unknown" and not (
        (finding.kind in _SURE and _plain(row, phrase)) or (listed and _plain(row, phrase))
    ):
        return None
    if finding.construction == "tree" and phrase.noun == "unknown":
        return None
    pair = counted.counted_words(row, phrase)
    return Mention(
        words.starts[phrase.article], words.ends[phrase.article], "article", "count", 1, 1, 1, "exactly", None, None,
        finding.kind, finding.construction, index, phrase.noun, _noun_span(row, phrase),
        counted=counted.span_of(row, pair) if pair else None,
        trigger=_trigger(row, finding),
        part_of=_part_of(finding, spans),
        relation=_relation(row, at, finding),
    )  # fmt: skip


# Kinds that are said of people alone, so that they tell a person by the verb.
_SURE = frozenset({"killed", "injured", "captured"})


def _is_predicate(row: Row, at: int) -> bool:
    """Whether the phrase only says what one already counted was: "one of the dead was a soldier"."""
    group, subject = row.at(at - 1), row.at(at - 2)
    return group is not None and group.sort == "VG" and subject is not None and subject.sort == "NP"


_GROUPS = frozenset(
    {
        "group",
        "number",
        "series",
        "couple",
        "lot",
        "total",
        "crowd",
        "majority",
        "string",
        "wave",
        "family",
        "team",
        "handful",
        "score",
        "variety",
        "range",
        "minority",
        "percentage",
        "proportion",
        "mob",
        "band",
        "bunch",
        "list",
        "host",
        "spate",
        "convoy",
        "record",
        "few",
        "little",
        "part",
        "community",
        "generation",
        "population",
    }
)


def _of_many(row: Row, phrase: Phrase) -> bool:
    return row.words.lemmas[phrase.head] in _GROUPS


def _plain(row: Row, phrase: Phrase) -> bool:
    """Whether an unlisted noun may be a person: not an abstract word by its ending."""
    lemma = row.words.lemmas[phrase.head]
    return not lemma.endswith(
        ("tion", "ment", "ness", "ity", "ence", "ance", "ism", "ing", "ship", "hood", "sion")
    )


def _apposed(row: Row, at: int) -> bool:
    """Whether the phrase only describes one before it: "Juma Ramos, a councillor, was killed"."""
    if row.sort(at - 1) not in ("COMMA", "DASH") or row.sort(at - 2) != "NP":
        return False
    before, words = row.phrases[at - 2], row.words
    if before.quantity is not None and before.quantity.sort == "age":
        return row.sort(at - 3) == "COMMA" and row.sort(at - 4) == "NP"
    if words.lowers[before.head] in lexicon().days:
        return False
    if row.sort(at - 3) == "P" and row.lower(at - 3) != "of":
        return False
    if words.lowers[before.start] == "the" and words.lowers[before.head] == "one":
        return True
    if row.sort(at + 1) in ("CC", "COMMA") and words.tags[before.head].startswith("NNP") is False:
        return False
    return words.tags[before.head] in ("NNP", "NNPS")


_NO_NAMES = frozenset({"life", "death", "body", "victim", "dead", "wounded", "injured", "corpse"})
_OF_NAMES = (
    "subject",
    "object",
    "participle behind",
    "deed of",
    "relative clause",
    "adjective behind",
)


def _of_name(
    row: Row, at: int, finding: Finding, spans: dict[int, Span], index: int
) -> Mention | None:
    """A person without a number: a name, "the mayor", "his driver". It counts in tolls alone."""
    phrase, words = row.phrases[at], row.words
    head = phrase.head
    described = finding.construction == "among the group"
    if finding.kind not in ("killed", "injured") or (phrase.article >= 0 and not described):
        return None
    if words.tags[head] in ("NNS", "NNPS") or words.lowers[head] in _NO_NAMES:
        return None
    if row.sort(at - 1) == "COMMA" and row.sort(at - 2) == "NP":
        return None
    opened = words.tags[phrase.start] in ("DT", "PRP$", "NNP", "POS") or words.tags[head] == "NNP"
    if not opened and row.sort(at - 1) == "CC":
        return None
    pronoun = words.pos[head] == "PRON"
    if pronoun and words.lowers[head] not in ("him", "her"):
        return None
    usable: tuple[NounClass, ...] = ("person", "combatant")
    if words.tags[head] == "NNP" or pronoun:
        usable = ("person", "combatant", "unknown")
    if phrase.noun not in usable:
        return None
    if finding.construction.removeprefix("list, ") not in (*_OF_NAMES, "among the group"):
        return None
    start, end = words.starts[phrase.start], words.ends[phrase.end - 1]
    return Mention(
        start, end, "name", "count", 1, 1, 1, "exactly", None, None, finding.kind, finding.construction, index,
        phrase.noun, Span(start, end), trigger=_trigger(row, finding), part_of=_part_of(finding, spans),
        relation=_relation(row, at, finding),
    )  # fmt: skip


def sentences_of(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """The mentions by the index of their sentence."""
    table: dict[int, list[Mention]] = {}
    for mention in mentions:
        table.setdefault(mention.sentence, []).append(mention)
    return table
