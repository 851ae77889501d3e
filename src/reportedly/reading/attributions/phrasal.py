"""Cues that are read as phrases: "quoted X as saying", "raised the toll to 40", "put at 40 by X"."""

from __future__ import annotations

from reportedly.reading.attributions.cues import Cue
from reportedly.reading.attributions.following import phrase_after
from reportedly.reading.attributions.noun_phrases import phrase_before
from reportedly.reading.attributions.unit import Unit
from reportedly.reading.attributions.verb_groups import auxiliaries_before, is_passive
from reportedly.reading.tokens import QUOTES, STOPS, Tokens, word_set


def quoted(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> Unit | None:
    """ "The Post quoted X as saying", "X was quoted by the Post as saying"."""
    end = min(bounds[1] - 1, cue.last + 14)
    saying = next(
        (
            i
            for i in range(cue.last, end)
            if tokens.lowers[i] == "as"
            and tokens.lowers[i + 1] in {"saying", "telling", "reporting"}
        ),
        None,
    )
    if saying is None:
        return None
    whole = Cue(cue.first, saying + 2, cue.verb, cue.form)
    auxiliaries = auxiliaries_before(tokens, cue.first, bounds[0])
    subject = phrase_before(tokens, cue.first, bounds[0])
    if is_passive(cue, auxiliaries):
        by = cue.last if tokens.lowers[cue.last] in {"by", "in"} else None
        reporter = (by + 1, saying) if by is not None and by + 1 < saying else None
        if subject is None:
            return None
        return Unit(whole, subject, "quoted", subject[0], saying + 2, bounds, reporter)
    if saying <= cue.last:
        return None
    first = subject[0] if subject else cue.first
    return Unit(whole, (cue.last, saying), "quoted", first, saying + 2, bounds, subject)


def toll(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> Unit | None:
    """ "Officials raised the death toll to 40", "the army gives its losses as 40", "put at 40 by the army"."""
    set_off = tokens.lower(cue.first - 1) == "," and tokens.lower(cue.last) == "at"
    if set_off or is_passive(cue, auxiliaries_before(tokens, cue.first, bounds[0])):
        return _counted_by(tokens, cue, bounds)
    nouns = word_set("cues", "tolls", "given" if cue.verb.giving else "nouns")
    for index in range(cue.last, min(cue.last + 7, bounds[1])):
        if tokens.texts[index] in QUOTES | STOPS | {",", ";"} or tokens.finite(index):
            return None
        if tokens.lowers[index] in nouns:
            if tokens.lowers[index - 1] == "a" and tokens.lower(index + 1) == "of":
                return None  # "released a number of hostages"
            source = phrase_before(tokens, cue.first, bounds[0])
            return Unit(cue, source, "toll", source[0], cue.last, bounds) if source else None
    return None


def _counted_by(tokens: Tokens, cue: Cue, bounds: tuple[int, int]) -> Unit | None:
    """ "The damage is put at 40 million by the owners": who counts stands behind "by"."""
    if not cue.verb.toll or tokens.lower(cue.last) not in {"at", "to"}:
        return None
    for index in range(cue.last + 1, min(cue.last + 14, bounds[1])):
        if tokens.texts[index] in QUOTES | STOPS | {",", ";"} or tokens.finite(index):
            return None
        if tokens.lowers[index] == "by":
            source = phrase_after(tokens, index + 1, bounds[1])
            return Unit(cue, source, "counted", cue.first, source[1], bounds) if source else None
    return None
