"""What a number is measured in: a currency, a unit, a rate ("dollar per barrel"), or the counted noun in the singular."""

from functools import cache

from reportedly.reading.kinds.rows import Row
from reportedly.reading.kinds.runs import glued
from reportedly.reading.kinds.words import Words
from reportedly.reading.quantities import measures, naming, numbers
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
    elif words.lower(behind) == "-" and _is_compound(words, behind):
        return words.lemmas[behind + 1], behind + 2
    elif counted is not None and words.texts[counted[0]][0].isalnum():
        name, behind = _singular(words, counted), counted[1]
    elif words.lower(number.start - 1) == "or" and words.tag(number.start - 2) in ("NN", "NNS"):
        name = words.lemmas[number.start - 2]
    else:
        return None, behind
    rate = naming.per(words.lowers, behind) or _per_thing(words, behind, quantity)
    if rate is None and name is not None and quantity.unit is not None:
        over = _behind_goods(row, behind)
        time = naming.per(words.lowers, over) if over > behind else None
        return (f"{name} per {time[0]}" if time else name), number.stop
    if rate is None or name is None:
        return name, number.stop
    return f"{name} per {rate[0]}", rate[1]


def _is_compound(words: Words, at: int) -> bool:
    """Whether a noun is written onto the number with the hyphen at `at`: "a 12-man crew", "20-storey"."""
    if words.tag(at + 1) in ("NN", "NNS"):
        return True
    joined = glued(words, at) and words.lower(at + 1).isalpha()
    return joined and words.lower(at + 1) not in _NO_COMPOUND


_NO_COMPOUND = frozenset(
    {
        "strong",
        "plus",
        "odd",
        "ish",
        "something",
        "to",
        "and",
        "or",
        "by",
        "for",
        "of",
        "year",
        "month",
    }
)


def _per_thing(words: Words, at: int, quantity: Quantity) -> tuple[str, int] | None:
    """The thing that an amount of money is the price of, at word `at`: "8 cents | a share", "£3 | a pint"."""
    if quantity.sort != "money" or words.lower(at) not in ("a", "an"):
        return None
    known = measures.tables().units.get((words.lower(at + 1),))
    alone = (
        words.tag(at + 1) == "NN"
        and known is None
        and not words.tag(at + 2).startswith(("NN", "JJ", "VB", "HY"))
    )
    return (words.lemmas[at + 1], at + 2) if alone else None


def _behind_goods(row: Row, at: int) -> int:
    """Where the words behind "of" end that say what is measured: "2 litres | of water | a day"."""
    words = row.words
    if words.lower(at) != "of":
        return at
    end = at + 1
    while words.tag(end).startswith(("NN", "JJ")) and end - at < _MOST_GOODS:
        end += 1
    return end


_MOST_GOODS = 4


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
        if words.tags[index] == "JJ" and words.lowers[index] in _small_numbers():
            continue
        if index == last and (
            words.tags[index] in ("NNS", "VBZ") or (kept and words.tags[index] == "NNPS")
        ):
            word = load("irregular")["singular"].get(words.lowers[index]) or words.lemmas[index]
        elif words.tags[index] == "JJS":
            word = words.lemmas[index]
        glued = kept and index > pair[0] and words.ends[index - 1] == words.starts[index]
        if glued:
            kept[-1] += word
        else:
            kept.append(word)
    return " ".join(kept).rstrip("-.,;:") or None


@cache
def _small_numbers() -> frozenset[str]:
    return numbers.tables().few_first - {"a", "quite", "another"}


def _core(words: Words, pair: tuple[int, int]) -> tuple[int, int]:
    """The counted words without the owner before and the "of" behind: "the mayor's | members | of his staff"."""
    start, end = _behind_age(words, pair), pair[1]
    for index in range(start, end):
        if words.tags[index] == "POS" and index + 1 < end:
            if _counts_owners(words, start, index):
                return start, index
            start = index + 1
        elif words.lowers[index] == "of" and index > start:
            end = index
            break
    return start, end


def _behind_age(words: Words, pair: tuple[int, int]) -> int:
    """Where the counted words begin behind an age: "two | 19-year-old | men"."""
    start, end = pair
    near = words.lowers[start : min(end - 1, start + _AGE_WORDS)]
    aged = "old" in near and any(word.startswith(("year", "month")) for word in near)
    return start + near.index("old") + 1 if aged else start


_AGE_WORDS = 5


def _counts_owners(words: Words, start: int, at: int) -> bool:
    """Whether a number counts owners before the apostrophe at `at`: "the three | countries' entry"."""
    numbered = words.tag(start - 1) in ("CD", "JJ") or words.lower(start - 1).isdigit()
    owners = words.tag(at - 1) == "NNS" and words.lower(at - 1) not in _OF_SPORT
    return numbered and owners


_OF_SPORT = frozenset({"men", "women", "boys", "girls", "children"})


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
