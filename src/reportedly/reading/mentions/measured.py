"""What a number is measured in: a currency, a unit, a rate ("dollar per barrel"), or the counted noun in the singular."""

from functools import cache

from reportedly.reading.kinds.rows import Row
from reportedly.reading.kinds.words import Words
from reportedly.reading.quantities import measures, naming
from reportedly.reading.quantities.scanning import Quantity
from reportedly.vocabulary import load

_LEFT_OUT = frozenset({"CC", "DT", "PDT", "PRP$", "IN", "CD"})
_MARKS = frozenset({'"', "“", "”", "''", "``", ",", "(", ")"})


def unit_of(
    row: Row, quantity: Quantity, number: range, counted: tuple[int, int] | None
) -> tuple[str | None, int]:
    """The normal name of a quantity's unit, or None; and the index of the first word behind unit and rate.

    Args:
        row: the quantity's sentence.
        quantity: the number.
        number: the words of the number and its unit, as indices in `row.words`.
        counted: the words of what is counted, as indices, where there are any.
    """
    words, behind = row.words, number.stop
    if quantity.unit is not None:
        name: str | None = naming.unit_name(quantity.unit, quantity.sort, quantity.share)
    elif words.lower(behind) == "-" and words.tag(behind + 1) in ("NN", "NNS"):
        return words.lemmas[behind + 1], behind + 2
    elif counted is not None and words.texts[counted[0]][0].isalnum():
        name, behind = _singular(words, counted), counted[1]
    elif words.lower(number.start - 1) == "or" and words.tag(number.start - 2) in ("NN", "NNS"):
        name = words.lemmas[number.start - 2]
    else:
        return None, behind
    rate = naming.per(words.lowers, behind)
    if rate is None or name is None:
        return name, number.stop
    return f"{name} per {rate[0]}", rate[1]


def _singular(words: Words, pair: tuple[int, int]) -> str | None:
    """The counted words without small ones, the last noun in the singular: "heart transplant"."""
    kept: list[str] = []
    pair = _core(words, pair)
    last = _last_noun(words, pair)
    unit = measures.tables().units.get((words.lowers[last],))
    compound = last > pair[0] and words.tags[last - 1].startswith(("NN", "HYPH"))
    if unit is not None and unit.sort in ("duration", "measure", "amount") and not compound:
        return unit.name
    for index in range(*pair):
        if words.tags[index] in _LEFT_OUT or words.texts[index] in _MARKS:
            continue
        word = words.texts[index]
        if index == last and (words.tags[index] == "NNS" or (kept and words.tags[index] == "NNPS")):
            word = load("irregular")["singular"].get(words.lowers[index]) or words.lemmas[index]
        elif words.tags[index] == "JJS":
            word = words.lemmas[index]
        glued = kept and index > pair[0] and words.ends[index - 1] == words.starts[index]
        if glued:
            kept[-1] += word
        else:
            kept.append(word)
    return " ".join(kept).rstrip("-") or None


def _core(words: Words, pair: tuple[int, int]) -> tuple[int, int]:
    """The counted words without the owner before and the "of" behind: "the mayor's | members | of his staff"."""
    start, end = pair
    for index in range(start, end):
        if words.tags[index] == "POS" and index + 1 < end:
            start = index + 1
        elif words.lowers[index] == "of" and index > start:
            end = index
            break
    return start, end


def _last_noun(words: Words, pair: tuple[int, int]) -> int:
    nouns = [at for at in range(*pair) if words.tags[at].startswith("NN")]
    return nouns[-1] if nouns else pair[1] - 1


def number_of(row: Row, before: int) -> str | None:
    """What a bare number counts that stands behind "the number of": "the number of visitors rose to 900"."""
    words = row.words
    if _totals().isdisjoint(row.present):
        return None
    for at, phrase in enumerate(row.phrases):
        if phrase.start >= before:
            break
        whole = row.at(at + 2)
        totals = phrase.sort == "NP" and words.lowers[phrase.head] in _totals()
        if totals and row.lower(at + 1) == "of" and whole is not None and whole.sort == "NP":
            return None if whole.end > before else _singular(words, (whole.start, whole.end))
    return None


@cache
def _totals() -> frozenset[str]:
    return frozenset(load("concepts")["totals"])
