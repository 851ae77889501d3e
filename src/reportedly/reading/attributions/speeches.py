"""All speeches of a document: cues with their sources, forms of headlines, blocks and quotations."""

from __future__ import annotations

from collections import Counter

from reportedly.reading.attributions.adjuncts import past_adjuncts
from reportedly.reading.attributions.blocks import (
    add_quotations,
    extend_colons,
    extend_lists,
)
from reportedly.reading.attributions.contents import contents_of, widened
from reportedly.reading.attributions.cues import Cue, cues
from reportedly.reading.attributions.marks import colons_and_dashes
from reportedly.reading.attributions.nominal import nominal_units
from reportedly.reading.attributions.quotations import covering
from reportedly.reading.attributions.sources import unit_of
from reportedly.reading.attributions.speech import Speech
from reportedly.reading.attributions.unit import Unit
from reportedly.reading.tokens import CLOSING, Tokens, word_set
from reportedly.records import Span, Stance


def read(tokens: Tokens, quotes: list[Span]) -> list[Speech]:
    """All speeches of a document in the order of their cues, sources not yet resolved."""
    found: list[Speech] = []
    for bounds, group in _by_sentence(tokens, quotes):
        units: list[Unit] = []
        for cue in group[: MOST_CUES + 1]:
            unit = unit_of(tokens, cue, units, bounds)
            if unit is not None:
                units.append(unit)
        if len(units) > MOST_CUES:
            continue
        for unit in units:
            speech = _speech(tokens, unit, units, quotes)
            if speech is not None:
                found.append(speech)
    found.extend(_nominal(tokens, quotes, found))
    found.extend(colons_and_dashes(tokens, quotes))
    found.sort(key=lambda speech: speech.cue[0].start if speech.cue else 0)
    extend_colons(tokens, found, quotes)
    extend_lists(tokens, found)
    add_quotations(tokens, found, quotes)
    return found


def _nominal(tokens: Tokens, quotes: list[Span], known: list[Speech]) -> list[Speech]:
    """The speeches whose cue is a noun, but for nouns that are part of another's source or cue."""
    taken = {index for speech in known for index in range(*(speech.source or (0, 0)))} | {
        speech.unit.cue.first for speech in known
    }
    beside: dict[tuple[int, int], list[Unit]] = {}
    for other in known:
        beside.setdefault(other.unit.sentence, []).append(other.unit)
    found: list[Speech] = []
    counted: Counter[tuple[int, int]] = Counter()
    for unit in nominal_units(tokens):
        counted[unit.sentence] += 1
        if counted[unit.sentence] > MOST_CUES:
            continue
        if unit.cue.first in taken or covering(quotes, tokens.starts[unit.cue.first]):
            continue
        units = beside.get(unit.sentence, [])
        speech = _speech(tokens, unit, units, quotes)
        if speech is not None:
            found.append(speech)
    return found


def _by_sentence(tokens: Tokens, quotes: list[Span]) -> list[tuple[tuple[int, int], list[Cue]]]:
    """Cues by the sentence they stand in, those inside of a quotation by their part of it."""
    groups: dict[tuple[int, int], list[Cue]] = {}
    for cue in cues(tokens):
        first, last = tokens.bounds[tokens.sentence[cue.first]]
        quote = covering(quotes, tokens.starts[cue.first])
        if quote is not None:
            first = max(first, tokens.at(quote.start) + 1)
            last = min(
                last,
                tokens.at(quote.end - 1) + (tokens.texts[tokens.at(quote.end - 1)] not in CLOSING),
            )
        if first <= cue.first and cue.last <= last:
            groups.setdefault((first, last), []).append(cue)
    return list(groups.items())


# A sentence with more cues than this is noise, and would take quadratic time.
MOST_CUES = 25


def _speech(tokens: Tokens, unit: Unit, units: list[Unit], quotes: list[Span]) -> Speech | None:
    ranges, trails = contents_of(tokens, unit, units)
    inside = covering(quotes, tokens.starts[unit.cue.first])
    content = widened(tokens, ranges, [] if inside else quotes)
    if not content and not inside:
        content = _quotation_before(tokens, unit, quotes)
        trails = bool(content)
    verb = unit.cue.verb
    behind = past_adjuncts(tokens, unit, unit.sentence[1])
    opens_block = tokens.lower(behind) == ":" and (
        behind == unit.cue.last or behind + 1 >= unit.sentence[1]
    )
    colon = tokens.starts[behind] if opens_block else None
    if not content and colon is None:
        return None
    if verb.weak and unit.source is None:
        return None
    if unit.source is None and not content:
        return None
    return Speech(
        unit=unit,
        cue=[_cue_span(tokens, unit)],
        source=unit.source,
        content=content,
        stance=_stance(unit),
        answers=_answers(unit),
        trails=trails,
        colon=colon,
    )


def _answers(unit: Unit) -> bool:
    """Whether the source answers for figures in the content, and does not only take a stand on it."""
    if unit.order == "agent":
        return unit.cue.verb.base in word_set("cues", "agents", "words")
    return unit.order in {"toll", "counted"} or unit.cue.verb.speech


def _cue_span(tokens: Tokens, unit: Unit) -> Span:
    """The cue with the auxiliaries and adverbs before it: "has also said"."""
    first = unit.cue.first
    lowest = unit.sentence[0] if unit.source is None or unit.source[0] >= first else unit.source[1]
    between = word_set("cues", "between", "words")
    while first > lowest:
        lower = tokens.lowers[first - 1]
        adverb = lower.endswith("ly") and not tokens.capital(first - 1)
        if (
            lower not in between
            and not adverb
            and not (lower == "to" and unit.order == "infinitive")
        ):
            break
        first -= 1
    return Span(tokens.starts[first], tokens.ends[unit.cue.last - 1])


def _stance(unit: Unit) -> Stance:
    """The verb's stance; "it was said" with nobody saying is an estimate."""
    if unit.cue.verb.base in {"say", "report", "state"} and unit.order == "passive":
        return "estimates"
    return unit.cue.verb.stance


def _quotation_before(tokens: Tokens, unit: Unit, quotes: list[Span]) -> list[Span]:
    """The quotation that was cut off as a sentence of its own before "…?" he said."""
    first = unit.sentence[0]
    previous = first - 1
    while previous >= 0 and tokens.texts[previous].isspace() and "\n" not in tokens.texts[previous]:
        previous -= 1
    if previous < 0 or tokens.texts[previous] not in CLOSING | {","} or unit.first - first > 12:
        return []
    quote = covering(
        quotes,
        tokens.starts[previous] if tokens.texts[previous] != "," else tokens.starts[previous] - 1,
    )
    return [quote] if quote else []
