"""What is said: the stretches of text that a cue and its source govern."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.reading.attributions.adjuncts import past_adjuncts
from reportedly.reading.attributions.cues import counts_losses
from reportedly.reading.attributions.endings import content_end, without_stop
from reportedly.reading.attributions.quotations import covering
from reportedly.reading.attributions.unit import Unit
from reportedly.reading.tokens import (
    CLOSING,
    DASHES,
    OPENING,
    QUOTES,
    STOPS,
    Tokens,
    any_word,
    word_set,
)
from reportedly.records import Span

TokenRange = tuple[int, int]


def contents_of(tokens: Tokens, unit: Unit, units: Sequence[Unit]) -> tuple[list[TokenRange], bool]:
    """The token ranges of what a unit says, and whether the unit closes or cuts what it says.

    `units` are all units of the sentence, in order: the next one that is no part of the content ends it.
    """
    first, last = unit.sentence
    if unit.order == "toll":
        return [(unit.last, content_end(tokens, unit, unit.last, last, units))], False
    if unit.order == "agent":
        return _of_agent(tokens, unit), False
    if unit.order in {"counted", "nominal", "by"}:
        return _of_count(tokens, unit, units), unit.order != "nominal"
    behind = past_adjuncts(tokens, unit, last)
    before = _before_part(tokens, unit, first)
    if before is not None and unit.cue.form == "according":
        before = (_relative_said(tokens, unit, before, units), before[1])
    everyday = not unit.cue.verb.speech or unit.cue.verb.base in word_set(
        "cues", "leading", "words"
    )
    if everyday and unit.order == "before" and tokens.texts[unit.first - 1] == ",":
        before = None  # "after the talks, the army plans to stay" is no quotation
    trailing = before is not None and (
        (unit.cue.form == "according" and unit.first > first)
        or behind >= last
        or tokens.texts[behind] in STOPS | {",", ";"} | OPENING - {"'"} | DASHES
        or (tokens.lowers[behind] in {"and", "but"} and unit.order == "after")
        or tokens.texts[behind] == ":"
        or _says_of(tokens, unit, last)
        or tokens.lowers[behind] in {"citing", "quoting"}
        or (
            tokens.texts[unit.first - 1] in CLOSING - {"'", "’"} and not _that_follows(tokens, unit)
        )
    )
    if trailing and before and not _that_follows(tokens, unit):
        ranges = [before]
        rest = _after_cut(tokens, behind, last, units, unit)
        if rest:
            ranges.append(rest)
        return ranges, True
    subject = _cut_subject(tokens, unit, behind, first, last)
    if subject is not None:
        rest = (behind + 1, content_end(tokens, unit, behind + 1, last, units))
        return [subject, rest], True
    start = _content_start(tokens, unit, behind, last)
    if start is None or start >= last:
        return ([before] if before else []), before is not None
    end = content_end(tokens, unit, start, last, units)
    return ([(start, end)] if end > start else []), False


def _says_of(tokens: Tokens, unit: Unit, last: int) -> bool:
    """Whether a cue tells what was spoken of: "…, officials said Monday of the raid"."""
    index = unit.last
    while index < last and tokens.lowers[index] in word_set("times", "weekdays"):
        index += 1
    return index < last and tokens.lowers[index] == "of" and unit.cue.verb.base == "say"


def _cut_subject(
    tokens: Tokens, unit: Unit, behind: int, first: int, last: int
) -> TokenRange | None:
    """ "Some 12 people, X said, died": the subject that a unit cuts off from its verb."""
    if unit.order not in {"before", "after"} or unit.first - 1 <= first or behind + 1 >= last:
        return None
    commas = tokens.texts[unit.first - 1] == "," and tokens.texts[behind] == ","
    if not commas or not tokens.finite(behind + 1):
        return None
    adverbial = tokens.lowers[first] in any_word("clauses.prepositions", "clauses.subordinators")
    return None if adverbial else (first, unit.first - 1)


def _that_follows(tokens: Tokens, unit: Unit) -> bool:
    return unit.cue.form != "according" and tokens.lower(unit.last) == "that"


def _of_agent(tokens: Tokens, unit: Unit) -> list[TokenRange]:
    """ "A was condemned by B": what is said is the subject before."""
    first = unit.sentence[0]
    start = max(first, unit.first - 30)
    for index in range(unit.first - 1, start - 1, -1):
        if tokens.texts[index] in STOPS | {";", ","} | QUOTES:
            start = index + 1
            break
    end = unit.first
    between = word_set("cues", "between", "words")
    while end > start and tokens.lowers[end - 1] in between:
        end -= 1
    return [(start, end)] if end > start else []


def _of_count(tokens: Tokens, unit: Unit, units: Sequence[Unit]) -> list[TokenRange]:
    """What is counted: "[40 people died] by X's count", "[the damage is] put [at 40 million] by X"."""
    first, last = unit.sentence
    if unit.order == "nominal":
        beside = (
            other.first - 1
            for other in units
            if other.first > unit.last and tokens.texts[other.first - 1] == ","
        )
        return [(unit.last, without_stop(tokens, unit.last, min(beside, default=last)))]
    if unit.order == "counted":
        by = unit.source[0] - 1 if unit.source else unit.last
        end = unit.first
        while end > first and tokens.lowers[end - 1] in word_set("cues", "between", "words"):
            end -= 1
        return [part for part in ((first, end), (unit.cue.last, by)) if part[1] > part[0]]
    if unit.first <= first + 1:
        start = unit.last
        while start < last and tokens.texts[start] in {","} | DASHES:
            start += 1
        return [(start, without_stop(tokens, start, last))] if start < last else []
    end = unit.first
    while end > first and tokens.texts[end - 1] in {","} | DASHES:
        end -= 1
    return [(first, end)] if end > first else []


# --- content before the cue -----------------------------------------------------------------------


def _before_part(tokens: Tokens, unit: Unit, first: int) -> TokenRange | None:
    """What stands before "…, X said", from the start of the sentence; None where nothing does."""
    last = unit.first
    if last > first + 1 and tokens.lowers[last - 1] == "as":
        last -= 1  # "…, as the ministry said"
    if last <= first or unit.order in {"shared", "relative", "infinitive", "passive"}:
        return None
    mark = tokens.texts[last - 1]
    if mark not in {",", "?", "!", ";"} | CLOSING | DASHES and unit.cue.form != "according":
        return None
    end = last
    while end > first and tokens.texts[end - 1] in {",", ";"} | DASHES:
        end -= 1
    closes = unit.last >= unit.sentence[1] or tokens.texts[unit.last] in STOPS
    if not _says_something(tokens, first, end) and not (closes and end - first > 5):
        return None
    start = first
    while (
        start < end
        and tokens.lowers[start] in {"and", "but", "so"}
        and tokens.texts[start + 1] in OPENING
    ):
        start += 1
    return start, end


def _relative_said(tokens: Tokens, unit: Unit, before: TokenRange, units: Sequence[Unit]) -> int:
    """Where begins what a closing "according to" covers: a relative clause, if another speaks before it.

    "The army vowed to rebuild the town, where 40 houses were hit, according to the mayor."
    """
    for index in range(before[1] - 2, before[0], -1):
        if tokens.texts[index] == "," and tokens.lowers[index + 1] in {
            "where",
            "which",
            "who",
            "whose",
        }:
            spoken = any(
                other is not unit and other.last <= index and other.cue.verb.speech
                for other in units
            )
            return index + 1 if spoken else before[0]
    return before[0]


def _says_something(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a stretch is a clause or a quotation, not an opener such as "In Torva"."""
    if last <= first:
        return False
    if tokens.texts[last - 1] in CLOSING or tokens.texts[first] in OPENING:
        return True
    return any(
        tokens.verbal(index) and not _participle_opener(tokens, index, first)
        for index in range(first, last)
    )


def _participle_opener(tokens: Tokens, index: int, first: int) -> bool:
    """ "Speaking to reporters, X said": the participle makes no content."""
    lower = tokens.lowers[index]
    opens = lower.endswith("ing") or lower in {"asked", "pressed", "questioned", "quizzed"}
    return opens and index <= first + 1


# --- content after the cue ------------------------------------------------------------------------


def _content_start(tokens: Tokens, unit: Unit, behind: int, last: int) -> int | None:
    """Where the content begins; None where nothing that this verb can say follows."""
    start = behind
    if start < last and tokens.texts[start] == ":":
        start += 1
    if start >= last or tokens.texts[start] in STOPS | {";"}:
        return None
    if tokens.texts[start] == ",":
        return _after_comma(tokens, unit, start + 1, last)
    return _after_verb(tokens, unit, start, last)


def _after_comma(tokens: Tokens, unit: Unit, following: int, last: int) -> int | None:
    """The content after "X said, …": a quotation, the rest of a sentence that X cuts, or after an insertion."""
    quote = following < last and _opens_quote(tokens, following)
    if quote or unit.cue.form == "according":
        return following
    if unit.first == unit.sentence[0] + 1 and tokens.lowers[unit.first - 1] == "as":
        return following  # "As the mayor said, two people died"
    inserted = _insertion_end(tokens, following, last)
    if inserted is None and unit.first > unit.sentence[0] and tokens.texts[unit.first - 1] == ",":
        return following  # "In Oro, X said, two people died"
    return inserted


def _after_verb(tokens: Tokens, unit: Unit, start: int, last: int) -> int | None:
    verb = unit.cue.verb
    text, lower = tokens.texts[start], tokens.lowers[start]
    losses = verb.base in word_set("cues", "recording", "losses")
    if verb.object and not verb.clause and not losses:
        return unit.last
    if lower in {"in", "at", "by", "on"} and not verb.object:
        return start
    if verb.weak and not _fits(tokens, unit, start, last):
        return None
    if verb.object and lower != "that" and text not in OPENING:
        return unit.last
    return start


def _insertion_end(tokens: Tokens, first: int, last: int) -> int | None:
    """ "said, after the talks, that …": the content resumes after the second comma."""
    for index in range(first, min(last, first + 15)):
        if tokens.texts[index] == "," and tokens.lower(index + 1) == "that":
            return index + 1
    return None


def _recorder(tokens: Tokens, unit: Unit) -> bool:
    """Whether a body records: "the mission documented 12 deaths", "the ministry named 31 dead"."""
    base = unit.cue.verb.base
    if unit.source is None or base not in word_set("cues", "recording", "words"):
        return False
    losses = base in word_set("cues", "recording", "losses")
    if losses and not counts_losses(tokens, unit.cue.last, unit.sentence[1]):
        return False
    last = unit.source[1] - 1
    known = any_word("titles.bodies.words", "titles.groups.words")
    return tokens.lowers[last] in known or (tokens.texts[last].isupper() and last > 0)


def _fits(tokens: Tokens, unit: Unit, start: int, last: int) -> bool:
    """Whether a clause, a quotation or an object follows a verb that is often no cue."""
    text, lower = tokens.texts[start], tokens.lowers[start]
    if text in OPENING or lower == "that" or text == ":":
        return True
    if lower == "to" and tokens.lower(start + 1) == "have":
        return True  # "claimed to have killed 12"
    if unit.cue.verb.base in word_set("cues", "needs_that", "words"):
        source = unit.source
        documents = word_set("cues", "documents", "words")
        if source is None or not (
            any(tokens.lowers[i] in documents for i in range(*source)) or _recorder(tokens, unit)
        ):
            return False
    if unit.cue.verb.object:
        return True
    return any(tokens.finite(index) for index in range(start + 1, min(last, start + 15)))


def _after_cut(
    tokens: Tokens, behind: int, last: int, units: Sequence[Unit], unit: Unit
) -> TokenRange | None:
    """The second part of what a unit in its middle cuts: "Two died, X said, and one fled"."""
    start = behind
    if start >= last or tokens.texts[start] in STOPS:
        return None
    while start < last and tokens.texts[start] in {",", ";", ":"} | DASHES:
        start += 1
    if start >= last or start == behind:
        quote = start < last and _opens_quote(tokens, start)
        if not quote:
            return None
    before = unit.first - 1
    while before > unit.sentence[0] and tokens.texts[before] == ",":
        before -= 1
    opens = _opens_quote(tokens, start) or (
        tokens.lowers[start] in {"but", "and"}
        and start + 1 < last
        and _opens_quote(tokens, start + 1)
    )
    if tokens.texts[before] in CLOSING and not opens:
        return None  # what follows "…," X said, is the article's own again
    if unit.cue.form == "according" and tokens.texts[start - 1] in DASHES:
        return None
    lower = tokens.lowers[start]
    tag = tokens.tags[start]
    if lower in {"who", "which", "whose", "where"} or (
        lower.endswith("ing") and (not tag or tag == "VBG")
    ):
        return None
    if any(
        other.first == start or (other is not unit and other.first <= start < other.last)
        for other in units
    ):
        return None
    end = content_end(tokens, unit, start, last, units)
    return (start, end) if end > start else None


def _opens_quote(tokens: Tokens, index: int) -> bool:
    """Whether a quotation mark opens here; "''" does so where no space follows it."""
    text = tokens.texts[index]
    if text in OPENING:
        return True
    joined = index + 1 < len(tokens) and tokens.starts[index + 1] == tokens.ends[index]
    return text == "''" and joined


# --- quotations -----------------------------------------------------------------------------------


# A quotation that began further back than this, in characters, is not taken up whole.
LONGEST_LEAD = 4_000


def widened(tokens: Tokens, ranges: Sequence[TokenRange], quotes: Sequence[Span]) -> list[Span]:
    """Token ranges as spans of the text, widened to whole quotations that they begin or end in."""
    spans: list[Span] = []
    for first, last in ranges:
        start, end = tokens.starts[first], tokens.ends[last - 1]
        opening = covering(quotes, start)
        if opening and start - LONGEST_LEAD <= opening.start < start:
            start = opening.start
        closing = covering(quotes, end - 1)
        if closing and closing.end > end:
            end = closing.end
        if end > start:
            spans.append(Span(start, end))
    return spans
