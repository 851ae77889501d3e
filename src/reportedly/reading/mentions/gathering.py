"""Everything a sentence counts, measured or named: quantities and findings put together.

A mention is more than a figure (one person by an article, a named victim) and less than a claim (no
source, time or place yet). Figures, claims and tolls are all made from mentions.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from spacy.tokens import Doc

from reportedly.reading import candidates
from reportedly.reading.kinds import choosing
from reportedly.reading.kinds.findings import Finding, KindConstruction
from reportedly.reading.kinds.lexicon import PEOPLE_KINDS
from reportedly.reading.kinds.phrases import Phrase, phrases_of
from reportedly.reading.kinds.rows import Row
from reportedly.reading.kinds.words import Words, words_of
from reportedly.reading.mentions import cells, counted, describing, money
from reportedly.reading.mentions.mention import (
    Mention,
    Points,
    noun_span,
    part_of,
    relation_of,
    trigger_of,
)
from reportedly.reading.mentions.singles import of_article, of_name
from reportedly.reading.mentions.standings import standing_of
from reportedly.reading.quantities.scanning import Quantity
from reportedly.reading.tokens import Tokens, sentences_of, text_of
from reportedly.records import Kind, Span
from reportedly.vocabulary import load


def read_document(doc: Doc, *, described: bool = True) -> list[Mention]:
    """The mentions of a document, in order: of sentences that are not parsed, their plain quantities.

    What figures alone show of them is left out unless they are to be described.
    """
    chosen, parsed = candidates.find(doc), doc._.parsed
    worth, measuring = set(chosen.worth), set(chosen.measuring)
    found: list[Mention] = []
    for index, (first, last) in enumerate(sentences_of(doc)):
        quantities = chosen.quantities.get(index, [])
        if index in worth and parsed[index]:
            found += read_sentence(doc, first, last, index, quantities, described=described)
        elif described and index in measuring and parsed[index]:
            read = read_sentence(doc, first, last, index, quantities)
            found += _measured(quantities, read, index)
        elif described:
            text = text_of(doc)
            found += [describing.named(text, _bare(quantity, index)) for quantity in quantities]
        else:
            found += [_bare(quantity, index) for quantity in quantities]
    return cells.head_cells(doc, found)


def _measured(
    quantities: Sequence[Quantity], read: Sequence[Mention], index: int
) -> Iterator[Mention]:
    """Quantities that can be no claims, with what their sentence's parse says of their units alone."""
    by_place = {mention.span: mention for mention in read}
    for quantity in quantities:
        bare = _bare(quantity, index)
        seen = by_place.get(bare.span, bare)
        yield bare._replace(
            counted=seen.counted,
            measure=seen.measure,
            share=seen.share,
            concept=seen.concept,
            change=seen.change,
        )


def read_sentence(
    doc: Doc,
    first: int,
    last: int,
    index: int,
    quantities: Sequence[Quantity],
    *,
    described: bool = True,
) -> list[Mention]:
    """The mentions of one parsed sentence, from token `first` to the one before `last`, in order."""
    tokens = Tokens.of(doc)
    text, begins, ends = tokens.text, tokens.starts[first], tokens.ends[last - 1]
    words = words_of(tokens, first, last)
    if not len(words):
        return []
    row = Row(words, phrases_of(words, quantities))
    findings = {finding.phrase: finding for finding in choosing.find(row)}
    spans: dict[int, Span] = {}
    found: list[Mention] = []
    reached: set[Quantity] = set()
    for at, phrase in enumerate(row.phrases):
        if phrase.sort != "NP":
            continue
        finding = findings.get(at)
        if phrase.quantity is not None:
            reached.add(phrase.quantity)
            pair = _counted(row, phrase, phrase.quantity)
            plain = _of_quantity(row, at, finding, spans, index, pair)
            mention: Mention | None = plain
            if described:
                mention = describing.described(plain, row, phrase.quantity, pair)
        elif finding is not None:
            mention = of_article(row, at, finding, spans, index) if phrase.article >= 0 else None
            mention = mention or of_name(row, at, finding, spans, index)
        else:
            continue
        if mention is not None:
            spans[at] = mention.span
            found.append(_standing(row, at, mention, finding))
    bare = [
        (_bare(quantity, index), quantity) for quantity in quantities if quantity not in reached
    ]
    found += [
        describing.described(mention, row, quantity, None) if described else mention
        for mention, quantity in bare
    ]
    found = _anew(text, begins, ends, found)
    found.sort(key=lambda mention: (mention.start, mention.end))
    return describing.completed(text, found) if described else found


def _anew(text: str, begins: int, ends: int, found: list[Mention]) -> list[Mention]:
    """The mentions of a sentence, marked where they stand behind a word that opens another event."""
    opening = text[begins:ends].lower()
    for cue in load("tolls")["anew"]:
        where = opening.find(cue)
        if where >= 0:
            begin = begins + where
            found = [item._replace(anew=True) if item.start > begin else item for item in found]
    return found


def _standing(row: Row, at: int, mention: Mention, finding: Finding | None) -> Mention:
    """The mention with its standing in the sentence, where it may count people."""
    if mention.kind not in PEOPLE_KINDS and not (
        mention.kind == "other" and mention.noun == "bare"
    ):
        return mention
    return mention._replace(standing=standing_of(row, at, finding.trigger if finding else -1))


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
    finding: Finding | None,
    spans: dict[int, Span],
    index: int,
    pair: tuple[int, int] | None,
) -> Mention:
    phrase, quantity = row.phrases[at], row.phrases[at].quantity
    if quantity is None:
        raise ValueError(f"phrase {at} of the sentence has no quantity")
    kind: Kind = finding.kind if finding else "other"
    construction: KindConstruction | Literal[""] = finding.construction if finding else ""
    kind_from: Span | None = None
    if quantity.sort == "money" or _unlisted_currency(row, phrase, kind):
        (kind, kind_from), construction = money.kind_of(row, phrase), "money"
    who, who_by = counted.affected(row, at, finding)
    relation, related_by = relation_of(row, at, finding)
    return Mention(
        quantity.start, quantity.end, "number", quantity.sort, quantity.value, quantity.low, quantity.high,
        quantity.comparator, quantity.hedge, quantity.unit, kind, construction, index, phrase.noun,
        noun_span(row, phrase),
        counted=counted.span_of(row, pair) if pair else None,
        generic=counted.is_generic(row, phrase, pair),
        who=who,
        trigger=trigger_of(row, finding),
        part_of=part_of(finding, spans),
        relation=relation,
        superlative=_superlative(row, phrase),
        points=_points(row, phrase),
        kind_from=kind_from,
        related_by=related_by,
        who_by=who_by,
    )  # fmt: skip


def _counted(row: Row, phrase: Phrase, quantity: Quantity) -> tuple[int, int] | None:
    """The words that a quantity counts, where it counts."""
    counts = quantity.sort in ("count", "zero", "amount")
    return counted.counted_words(row, phrase) if counts else None


def _unlisted_currency(row: Row, phrase: Phrase, kind: Kind) -> bool:
    """Whether a great number of an unknown noun is likely money: "pledged 12 million dinels"."""
    quantity = phrase.quantity
    noun = row.words.tags[phrase.head] in ("NN", "NNS") and row.words.lower(phrase.end) != "-"
    large = (
        noun and quantity is not None and quantity.sort == "count" and quantity.scale >= 1_000_000
    )
    return large and phrase.noun == "unknown" and kind in ("supplied", "other", "deployed")


_TOTALS = frozenset(
    {"number", "figure", "total", "count", "tally", "estimate", "numbers", "figures"}
)


def _points(row: Row, phrase: Phrase) -> Points | None:
    """How a number points back to one before it: "up from nine", "the four soldiers", "the figure is 41"."""
    words, quantity = row.words, phrase.quantity
    if quantity is None or quantity.sort != "count":
        return None
    before = [words.lower(phrase.start - step) for step in (2, 1)]
    if before[1] == "from" and (before[0] in ("up", "down") or _level(words, phrase.start - 2)):
        return "previous"
    near = words.lowers[max(0, phrase.start - 5) : phrase.start]
    if phrase.bare and before[1] in ("as", "at", "is", "was", "to") and _TOTALS & set(near):
        return "total"
    return "definite" if words.lowers[phrase.start] in ("the", "these", "those", "both") else None


def _level(words: Words, at: int) -> bool:
    """Whether the word at `at` is the level that a count has reached: "to 18" of "rose to 18 from 12"."""
    return words.tag(at) == "CD" and words.lower(at - 1) == "to"


def _superlative(row: Row, phrase: Phrase) -> bool:
    """Whether it is "one of the most ...": no count of anything."""
    words = row.words
    if phrase.quantity is None or phrase.quantity.value != 1:
        return False
    if words.lowers[phrase.start] == "the" and phrase.bare:
        return True
    if phrase.of < 0:
        return False
    end = phrase.end + 3 if words.lower(phrase.end) in ("'s", "’s", "'") else phrase.end
    return any(words.tag(at) in ("JJS", "RBS") for at in range(phrase.of, end))
