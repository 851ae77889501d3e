"""Speeches: an attribution while it is being read, with what the record does not keep."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.reading.attributions.contents import contents_of, widened
from reportedly.reading.attributions.cues import Cue, Verb, cues
from reportedly.reading.attributions.quotations import covering
from reportedly.reading.attributions.sources import Unit, unit_of
from reportedly.reading.tokens import CLOSING, STOPS, Tokens, any_word, word_set
from reportedly.records import Span, Stance


@dataclass
class Speech:
    """One act of attribution. Spans are offsets into the text.

    `source` is a range of tokens; `answers` says whether the source answers for figures in the content (a
    verb of saying) or only takes a stand on something (praise, blame); `trails` whether the cue stands
    after what is said.
    """

    unit: Unit
    cue: list[Span]
    source: tuple[int, int] | None
    content: list[Span]
    stance: Stance
    answers: bool = True
    trails: bool = False
    name: str | None = None
    sort: str = "thing"
    via: list[str] = field(default_factory=list)
    cites: str | None = None

    @property
    def verb(self) -> Verb:
        """The verb of the cue."""
        return self.unit.cue.verb

    def covers(self, span: Span) -> int | None:
        """The size of the content span that holds a span wholly; None where none does."""
        sizes = [part.end - part.start for part in self.content if part.contains(span)]
        return min(sizes) if sizes else None


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
    found.extend(_colons_and_dashes(tokens, quotes))
    found.sort(key=lambda speech: speech.cue[0].start if speech.cue else 0)
    _extend_colons(tokens, found, quotes)
    _add_quotations(tokens, found, quotes)
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
    colon = tokens.lower(unit.cue.last) == ":"
    if not content and not colon:
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
        answers=unit.order == "toll" or (verb.speech and unit.order != "agent"),
        trails=trails,
    )


def _cue_span(tokens: Tokens, unit: Unit) -> Span:
    """The cue with the auxiliaries and adverbs before it: "has also said"."""
    first = unit.cue.first
    lowest = unit.sentence[0] if unit.source is None or unit.source[0] >= first else unit.source[1]
    between = word_set("cues", "between", "words")
    while first > lowest and unit.order != "according":
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


# --- colons, dashes and headlines -----------------------------------------------------------------

_COLON = Verb(":", "asserts", clause=True, speech=True)
LONGEST_LABEL = 8


def _colons_and_dashes(tokens: Tokens, quotes: list[Span]) -> list[Speech]:
    """ "Oro: …", "… – Oro", "…: officials": forms of headlines."""
    found: list[Speech] = []
    names = Counter(tokens.texts)
    for first, last in _lines(tokens):
        if last - first < 3 or last - first > 60:
            continue
        for index in range(first + 1, min(first + LONGEST_LABEL + 1, last - 1)):
            if tokens.texts[index] == ":" and _label(tokens, first, index, names):
                span = (first, min(last, tokens.bounds[tokens.sentence[index]][1]))
                found.append(
                    _labelled(tokens, (first, index), index, (index + 1, span[1]), span, quotes)
                )
                break
        tail = _tail(tokens, first, last)
        if tail is not None:
            found.append(
                _labelled(tokens, (tail + 1, last), tail, (first, tail), (first, last), quotes)
            )
    return [speech for speech in found if speech.content]


def _lines(tokens: Tokens) -> list[tuple[int, int]]:
    """The lines of the text as token ranges: a headline is one, wherever it is cut into sentences."""
    lines: list[tuple[int, int]] = []
    start = 0
    for index, text in enumerate(tokens.texts):
        if "\n" in text:
            if index > start:
                lines.append((start, index))
            start = index + 1
    if start < len(tokens):
        lines.append((start, len(tokens)))
    return lines


def _labelled(
    tokens: Tokens,
    source: tuple[int, int],
    mark: int,
    content: tuple[int, int],
    sentence: tuple[int, int],
    quotes: list[Span],
) -> Speech:
    cue = Cue(mark, mark + 1, _COLON, "mark")
    unit = Unit(cue, source, "mark", min(source[0], mark), max(source[1], mark + 1), sentence)
    return Speech(
        unit=unit,
        cue=[Span(tokens.starts[mark], tokens.ends[mark])],
        source=source,
        content=widened(tokens, [content], quotes),
        stance="asserts",
    )


def _label(tokens: Tokens, first: int, last: int, names: Counter[str]) -> bool:
    """Whether the words before a colon name a speaker."""
    if any(tokens.verbal(index) for index in range(first, last)):
        return False
    if any(
        not (tokens.capital(index) or tokens.lowers[index] in _SMALL)
        for index in range(first, last)
    ):
        return tokens.lowers[last - 1] in word_set("titles", "groups", "words")
    if all(tokens.texts[index].isupper() for index in range(first, last)) and last - first < 2:
        return False
    lower = tokens.lowers[last - 1]
    known = lower in any_word("titles.bodies.words", "titles.groups.words")
    if not known and names[tokens.texts[last - 1]] < 2:
        return False
    return lower not in _NO_SPEAKERS and not any(char.isdigit() for char in tokens.texts[last - 1])


_SMALL = frozenset({"of", "the", "de", "al", "bin", "'s", "’s", "-", ".", "and", "for"})
_NO_SPEAKERS = frozenset(
    [
        "photo",
        "photos",
        "credit",
        "image",
        "video",
        "read",
        "updated",
        "update",
        "published",
        "tags",
        "topics",
        "source",
        "sources",
        "note",
        "editor",
        "watch",
        "related",
        "more",
        "contact",
        "notes",
        "location",
        "date",
        "time",
        "posted",
        "category",
        "correction",
        "clarification",
        "exclusive",
        "breaking",
        "live",
        "analysis",
        "opinion",
        "factbox",
        "timeline",
        "lead",
        "headline",
        "summary",
        "also",
        "story",
        "figures",
        "toll",
        "dead",
        "injured",
        "wounded",
        "killed",
        "total",
        "location",
        "day",
    ]
)


def _tail(tokens: Tokens, first: int, last: int) -> int | None:
    """The dash or colon of "… – Oro" or "…: officials" at the end of a headline; None elsewhere."""
    if tokens.texts[last - 1] in STOPS | CLOSING or last - first > 30:
        return None
    for index in range(last - 2, max(first + 2, last - 7), -1):
        text = tokens.texts[index]
        if text not in {":", "–", "—", "--", "-", "―"}:
            continue
        if text != ":" and not _spaced(tokens, index):
            continue
        if any(tokens.verbal(i) and not tokens.capital(i) for i in range(index + 1, last)):
            return None
        speaker = tokens.lowers[last - 1]
        named = tokens.capital(last - 1) and tokens.texts[last - 1].isalpha() and last - index <= 5
        known = speaker in any_word(
            "titles.groups.words", "titles.bodies.words", "cues.documents.words"
        )
        if text == ":" and tokens.lowers[index - 1] in _NO_SPEAKERS:
            return None  # "Image credit: Oro"
        return index if named or known or speaker in {"official", "spokesman", "minister"} else None
    return None


def _spaced(tokens: Tokens, index: int) -> bool:
    return tokens.starts[index] > tokens.ends[index - 1] and (
        index + 1 < len(tokens) and tokens.starts[index + 1] > tokens.ends[index]
    )


# --- blocks and quotations ------------------------------------------------------------------------


def _extend_colons(tokens: Tokens, speeches: list[Speech], quotes: list[Span]) -> None:
    """ "The ministry said:" at the end of a line governs the block or list that follows."""
    text = tokens.text
    for index, speech in enumerate(speeches):
        if speech.content or not speech.cue:
            continue
        end = _block_end(tokens, speech, speeches[index + 1 :])
        colon = text.find(":", speech.cue[0].end, speech.cue[0].end + 3)
        start = colon + 1
        while start < end and text[start].isspace():
            start += 1
        stop = len(text[:end].rstrip()) if end - start < 200_000 else end
        quote = covering(quotes, start)
        if quote is not None and quote.start == start:
            stop = min(stop, quote.end)
        if colon >= 0 and start < stop:
            speech.content = [Span(start, stop)]
    speeches[:] = [speech for speech in speeches if speech.content]


def _block_end(tokens: Tokens, speech: Speech, later: list[Speech]) -> int:
    """Where the block ends that a colon opened: at the next colon cue, or the end of its article."""
    text = tokens.text
    for other in later:
        line = text.rfind("\n", 0, other.cue[0].start) + 1
        if not other.content or text[other.cue[0].end : other.cue[0].end + 1] == ":":
            return line if line > speech.cue[0].end else other.cue[0].start
    for label in (
        "\nNotes",
        "\nFurther information",
        "\nBackground",
        "\nMedia enquiries",
        "\nENDS",
    ):
        found = text.find(label, speech.cue[0].end)
        if found >= 0:
            return found
    return len(text)


def _add_quotations(tokens: Tokens, speeches: list[Speech], quotes: list[Span]) -> None:
    """A quotation with no cue of its own, behind an attributed one of its paragraph, is the same speaker's."""
    text = tokens.text
    starts = [speech.cue[0].start for speech in speeches]
    reached = {
        number: max(part.end for part in (*speech.content, *speech.cue))
        for number, speech in enumerate(speeches)
        if speech.answers and any(_has_quote(part, quotes) for part in speech.content)
    }
    speaking = sorted(reached)
    for quote in _untaken(speeches, quotes):
        position = bisect_left(speaking, bisect_left(starts, quote.start)) - 1
        if position < 0:
            continue
        number = speaking[position]
        between = text[reached[number] : min(quote.start, reached[number] + 400)]
        near = len(between) < 300 and between.count("\n") <= 2
        spoken = bisect_left(starts, quote.start) - bisect_left(starts, reached[number] + 1)
        alone = len(between) < 40 or spoken <= 0
        if near and alone and _opens_sentence(text, quote.start) and quote.of(text).count(" ") > 0:
            speeches[number].content.append(quote)
            reached[number] = max(reached[number], quote.end)


def _untaken(speeches: list[Speech], quotes: list[Span]) -> Iterator[Span]:
    """The quotations that no content covers."""
    taken = sorted((part.start, part.end) for speech in speeches for part in speech.content)
    position, furthest = 0, -1
    for quote in quotes:
        while position < len(taken) and taken[position][0] <= quote.start + 1:
            furthest = max(furthest, taken[position][1])
            position += 1
        if furthest < quote.end - 1:
            yield quote


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" ")
    return not before or before[-1] in '.!?\n”"’'


def _has_quote(part: Span, quotes: list[Span]) -> bool:
    quote = covering(quotes, max(part.start, part.end - 1)) or covering(quotes, part.start)
    return quote is not None and quote.end - quote.start > 8
