"""Who says what by which words, and which attribution governs a figure.

Direct, indirect and mixed speech, "according to", headlines and blocks are found by word order and
punctuation, helped by the parse where a sentence was parsed; the corpus PolNeAR (Newell and others, 2018)
has the roles source, cue and content that the record keeps. `docs/figures.md` rules on who the
source of a figure is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import layers
from reportedly.reading.attributions import speeches
from reportedly.reading.attributions.chains import (
    chain_of,
    citations,
    credit_of,
    is_medium,
    set_chains,
    set_cited,
)
from reportedly.reading.attributions.naming import is_document
from reportedly.reading.attributions.quotations import covering, quotations
from reportedly.reading.attributions.resolution import Speakers, mentions
from reportedly.reading.attributions.speech import Carrying, Governed, Speech
from reportedly.reading.attributions.stances import StanceConstruction, stance_near
from reportedly.reading.surroundings import is_outside
from reportedly.reading.tokens import Tokens, any_word, kept_as, word_set
from reportedly.records import Attribution, Span, Stance


@Language.factory(
    "attributions",
    requires=["doc.sents", "doc._.article"],
    assigns=["doc._.attributions"],
)
def create_attributions(nlp: Language, name: str) -> Attributions:  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline."""
    return Attributions()


class Attributions:
    """Sets `doc._.attributions`."""

    def __init__(self) -> None:
        for extension in ("attributions", "article"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        doc._.attributions = find(doc) if layers.asked(doc, "attributions") else []
        return doc


@dataclass(frozen=True)
class Account:
    """All that was read of who speaks in a document."""

    speeches: list[Speech]
    quotes: list[Span]
    starts: list[int]
    """Where the cues of the speeches start, in order."""
    nearby: dict[int, list[int]]
    """The numbers of the speeches whose content reaches into each stretch of `STRETCH` characters."""

    def over(self, span: Span) -> list[tuple[int, Speech]]:
        """The speeches that answer for a span, each with the size of the content that holds it."""
        found: list[tuple[int, Speech]] = []
        for number in self.nearby.get(span.start // STRETCH, ()):
            speech = self.speeches[number]
            size = speech.covers(span) if speech.answers else None
            if size is not None:
                found.append((size, speech))
        return sorted(found, key=lambda item: (item[0], -item[1].cue[0].start))

    def near(self, span: Span) -> list[Speech]:
        """The speeches whose content or cue reaches into the stretches of a span."""
        stretches = range(span.start // STRETCH, span.end // STRETCH + 1)
        numbers = {number for stretch in stretches for number in self.nearby.get(stretch, ())}
        return [self.speeches[number] for number in sorted(numbers)]


# Contents are looked up by stretches of this many characters.
STRETCH = 2048


def _by_stretch(found: list[Speech]) -> dict[int, list[int]]:
    nearby: dict[int, list[int]] = {}
    for number, speech in enumerate(found):
        stretches: set[int] = set()
        for part in (*speech.content, *speech.cue):
            stretches.update(range(part.start // STRETCH, part.end // STRETCH + 1))
        for stretch in sorted(stretches):
            nearby.setdefault(stretch, []).append(number)
    return nearby


def account_of(doc: Doc) -> Account:
    """The speeches of a document, resolved; read once and kept with it."""
    key = kept_as(doc, "account")
    kept = doc.user_data.get(key)
    if isinstance(kept, Account):
        return kept
    tokens = Tokens.of(doc)
    quotes = quotations(tokens.text)
    found = [
        speech
        for speech in speeches.read(tokens, quotes)
        if not is_outside(doc, speech.cue[0].start)
    ]
    speakers = Speakers(mentions(tokens))
    citing = citations(tokens, found)
    for speech in found:
        if speech.source is not None:
            nested = covering(quotes, speech.cue[0].start) is not None
            speech.name, speech.sort = speakers.resolve(
                tokens, *speech.source, speaking=speech.answers and not nested
            )
        set_cited(tokens, speech, citing, speakers)
        if speech.unit.reporter is not None:
            reporter, _ = speakers.resolve(tokens, *speech.unit.reporter, speaking=False)
            if reporter:
                speech.via.append(reporter)
        speech.document = bool(speech.name) and is_document(str(speech.name))
        if speech.unit.order == "toll" and speech.sort == "thing":
            speech.answers = False
    set_chains(tokens, found)
    account = Account(found, quotes, [speech.cue[0].start for speech in found], _by_stretch(found))
    doc.user_data[key] = account
    return account


def find(doc: Doc) -> list[Attribution]:
    """All attributions of a document in order; offsets are into `doc.text`.

    What is said inside of another's words is not listed again (`attribution_of` looks into them).
    """
    found: list[Attribution] = []
    tokens = Tokens.of(doc)
    covered = -1
    account = account_of(doc)
    nested = _nested(account.speeches)
    for number, speech in enumerate(account.speeches):
        if number not in nested:
            found.append(_record(tokens, speech))
            covered = max(covered, *(part.end for part in speech.content))
    return found


def _nested(found: list[Speech]) -> set[int]:
    """The numbers of the speeches whose cue stands inside the content of another."""
    parts = sorted(
        (part.start, part.end, number)
        for number, speech in enumerate(found)
        for part in speech.content
    )
    nested: set[int] = set()
    order = sorted(range(len(found)), key=lambda number: found[number].cue[0].start)
    position = 0
    reach: list[tuple[int, int]] = []
    for number in order:
        start = found[number].cue[0].start
        while position < len(parts) and parts[position][0] <= start:
            reach.append((parts[position][1], parts[position][2]))
            position += 1
        reach = [item for item in reach if item[0] > start]
        if any(owner != number for _, owner in reach):
            nested.add(number)
    return nested


def _record(tokens: Tokens, speech: Speech, stance: Stance | None = None) -> Attribution:
    source: tuple[Span, ...] = ()
    if speech.source is not None:
        first, last = speech.source
        source = (Span(tokens.starts[first], tokens.ends[last - 1]),)
    return Attribution(
        source=source,
        cue=tuple(speech.cue),
        content=tuple(sorted(set(speech.content))),
        name=speech.name,
        cites=speech.cites,
        via=tuple(dict.fromkeys([*speech.via, *credit_of(tokens.doc)])),
        stance=stance or speech.stance,
    )


# --- which attribution governs a figure -----------------------------------------------------------


def attribution_of(doc: Doc, span: Span) -> Attribution | None:
    """The attribution that governs a figure's span, with the stance of the figure's own clause.

    Its `name` is None where nobody is named ("reportedly"): then only stance and `via` are known. None where
    the article says it in its own voice, plainly, and credits no agency.
    """
    return governed(doc, span).attribution


def governed(doc: Doc, span: Span) -> Governed:
    """As `attribution_of`, with the constructions that lead to it."""
    tokens = Tokens.of(doc)
    account = account_of(doc)
    near = stance_near(tokens.text, span)
    speech, rests_on, carried = _governing(tokens, account, span)
    if speech is not None:
        stance, stance_by = _stance(speech, near)
        record = _record(tokens, speech, stance)
        chain = chain_of([other for _, other in account.over(speech.cue[0])], speech)
        via = tuple(dict.fromkeys([*speech.via, *chain, *credit_of(doc)]))
        record = record.model_copy(update={"via": via, "cites": speech.cites or rests_on})
        return Governed(record, speech, carried, stance_by)
    credit = credit_of(doc)
    stance_by = "of the clause" if near is not None else "plain"
    if near is None and not credit:
        return Governed(None, None, None, stance_by)
    unnamed = Attribution(name=None, stance=near or "asserts", via=tuple(credit))
    return Governed(unnamed, None, None, stance_by)


def _stance(speech: Speech, near: Stance | None) -> tuple[Stance, StanceConstruction]:
    """The clause's own stance goes before the cue's, except that a cue that denies or confirms stays."""
    if speech.stance in {"denies", "doubts"} or speech.unit.order == "agent":
        return speech.stance, "of the cue"
    nobody = speech.unit.order == "passive" and speech.name is None
    if speech.stance == "confirms" and near in {None, "confirms"} and not nobody:
        return "confirms", "of the cue"
    if near is not None:
        return near, "of the clause"
    if nobody and speech.stance == "confirms":
        return "asserts", "said by nobody"
    return speech.stance, "of the cue"


_Governing = tuple[Speech | None, str | None, Carrying | None]


def _governing(tokens: Tokens, account: Account, span: Span) -> _Governing:
    """The speech that answers for a figure, the document inside of its words that it rests on, how it is carried."""
    over = [item for item in account.over(span) if not _aside(tokens, item[1], span)]
    if not over:
        speech, carried = _carried(tokens, account, span)
        return speech, None, carried
    innermost = over[0][1]
    if innermost.name is None:
        if innermost.unit.order == "passive" and innermost.trails:
            return innermost, None, None  # ", the court was told": by whom, nobody says
        # Where the innermost source is not named, the next one out that is.
        return next((speech for _, speech in over if speech.name), innermost), None, None
    if innermost.document:
        # "The army said an inquiry found that 12 died": the army says so, citing the inquiry.
        outer = next(
            (s for _, s in over[1:] if s.name and not s.document and not s.verb.weak), None
        )
        if outer is not None and outer.name and not is_medium(outer.name):
            return outer, innermost.name, None
    return innermost, None, None


_CONTINUES = re.compile(
    r"(?i)^\W*(?:another|a further|an additional|also|in addition|besides|separately|of (?:those|them|these))\b"
)
_ALSO = re.compile(
    r"(?i)\b(?:have|has|had|were|was|are|is) also\b|\banother$|\ba further$|\bfurther$"
)
# One of these stands in all that `_ALSO` finds.
_ALSO_WORDS = ("also", "another", "further")


_RELATIVE = re.compile(r"\b(?:which|who|whose|where)\b|, (?:\w+ed|including) ")


def _aside(tokens: Tokens, speech: Speech, span: Span) -> bool:
    """Whether the figure stands in a relative clause of a thing that is only named, not said of.

    "Condemned the attack that killed 20" and "claimed the raid, which killed 20" do not say that 20
    died; a clause ("said that the raid, which killed 20, …") says all that is in it.
    """
    named = speech.unit.order == "agent" or speech.verb.base in word_set("cues", "asides", "words")
    if not named or speech.trails:
        return False
    part = next((part for part in speech.content if part.contains(span)), None)
    if part is None:
        return False
    before = tokens.text[part.start : span.start][:400]
    if before.lower().startswith(("that ", '"', "“", "‘", "``")) or covering_clause(
        tokens, part, span
    ):
        return False
    return bool(_RELATIVE.search(before)) or _defining(before)


def _defining(before: str) -> bool:
    """Whether a "that" before a figure opens a relative clause: "an attack that", not "reports that"."""
    words = before.lower().split()
    saying = any_word("cues.nouns.words", "cues.documents.words")
    return any(
        word == "that" and words[number - 1].isalpha() and words[number - 1] not in saying
        for number, word in enumerate(words)
        if number and word_set("clauses", "articles") & set(words[max(0, number - 4) : number])
    )


def covering_clause(tokens: Tokens, part: Span, span: Span) -> bool:
    """Whether the content begins with a clause of its own: a subject and a finite verb, before any "who"."""
    index = tokens.at(part.start)
    end = tokens.at(span.start)
    for position in range(index, min(end, index + 20)):
        lower = tokens.lowers[position]
        if lower in {"which", "who", "whose", "where", "that"} or tokens.texts[position] == ",":
            return False
        if tokens.finite(position) and position > index:
            return True
    return False


def _carried(tokens: Tokens, account: Account, span: Span) -> tuple[Speech | None, Carrying | None]:
    """The continuation rules: a paragraph closed by "X added", a sentence that plainly goes on."""
    text = tokens.text
    index = tokens.at(span.start)
    first, last = tokens.bounds[tokens.sentence[index]]
    closing = _closing(account, span, text)
    if closing is not None:
        return closing, "closes the paragraph"
    sentence = text[tokens.starts[first] : tokens.ends[last - 1]]
    before = text[tokens.starts[first] : span.start].rstrip()
    also = any(word in sentence.lower() for word in _ALSO_WORDS) and (
        _ALSO.search(before) or _ALSO.search(sentence[: len(before) + 80])
    )
    if not also and not _CONTINUES.match(sentence):
        return None, None
    return _previous(tokens, account, tokens.starts[first]), "goes on"


def _closing(account: Account, span: Span, text: str) -> Speech | None:
    """A later speech of the paragraph that says "X added": the paragraph so far is X's."""
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    carrying = word_set("cues", "carrying", "words")
    position = bisect_right(account.starts, span.end)
    for speech in account.speeches[position : position + 8]:
        if speech.cue[0].start >= end:
            return None
        if speech.answers and speech.trails:
            return speech if speech.verb.base in carrying and speech.name else None
    return None


def _previous(tokens: Tokens, account: Account, start: int) -> Speech | None:
    """The speech that governs the sentence before, if all of it was said."""
    previous = tokens.sentence[tokens.at(start)] - 1
    while previous >= 0 and tokens.bounds[previous][0] >= tokens.bounds[previous][1]:
        previous -= 1
    if previous < 0:
        return None
    first, last = tokens.bounds[previous]
    low, high = tokens.starts[first], tokens.ends[last - 1]
    said = [
        speech
        for speech in account.near(Span(low, high))
        if speech.answers and speech.name and _reach(speech, low, high) > MOST * (high - low)
    ]
    return said[-1] if said else None


# A sentence is somebody's if this share of its characters is source, cue or content.
MOST = 0.6


def _reach(speech: Speech, low: int, high: int) -> int:
    """How many characters of a stretch a speech takes, from its first part to its last."""
    parts = [
        part for part in (*speech.content, *speech.cue) if part.end > low and part.start < high
    ]
    if not parts:
        return 0
    return min(high, max(part.end for part in parts)) - max(low, min(part.start for part in parts))


def quoted(doc: Doc, span: Span) -> bool:
    """Whether a span stands inside quotation marks."""
    account = account_of(doc)
    quote = covering(account.quotes, span.start)
    return quote is not None and quote.contains(span)


__all__ = ["Attributions", "attribution_of", "find", "is_medium", "quoted"]
