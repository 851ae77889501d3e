"""Numbers that count nothing, told apart: dates, clock times, ages, scores, names of things, phones."""

from functools import cache
from typing import NamedTuple

from reportedly.reading.quantities.lexing import Lexeme, lex
from reportedly.reading.quantities.numbers import Numeral
from reportedly.vocabulary import Entry, load

_GLUE = frozenset("^/@_#=\\:")
_DASHES = frozenset("-–‑")


class _Tables(NamedTuple):
    months: frozenset[str]
    year_after: frozenset[str]
    plurals: frozenset[str]
    clock: frozenset[tuple[str, ...]]
    designators: frozenset[str]
    bodies: frozenset[tuple[str, ...]]
    streets: frozenset[str]
    streets_first: frozenset[str]
    year_before: frozenset[str]
    scores: frozenset[str]
    one_before: frozenset[str]
    one_after: frozenset[str]
    ages: frozenset[str]
    ages_behind: frozenset[tuple[str, ...]]
    age_verbs: frozenset[str]


def _keys(entry: Entry, name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(item.lower for item in lex(words)) for words in entry[name])


@cache
def tables() -> _Tables:
    """The vocabulary, arranged for look-up; read once."""
    entry = load("numbering")
    names = ("months", "year_after", "plural_without_s")
    months, year_after, plurals = (frozenset(entry[name]) for name in names)
    return _Tables(
        months,
        year_after,
        plurals,
        _keys(entry, "clock"),
        frozenset(entry["designators"]),
        _keys(entry, "bodies"),
        frozenset(entry["streets"]),
        frozenset(entry["streets_first"]),
        frozenset(entry["year_before"]),
        frozenset(entry["scores"]),
        frozenset(entry["one_before"]),
        frozenset(entry["one_after"]),
        frozenset(entry["age_before"]),
        _keys(entry, "age_behind"),
        frozenset(entry["age_verbs"]),
    )


class Place(NamedTuple):
    """Where a number stands: lexemes `at` to `stop` (excluded) of its sentence."""

    text: str
    lexemes: list[Lexeme]
    at: int
    stop: int
    numeral: Numeral

    def lower(self, index: int) -> str:
        """The lexeme at `index` in lower case; "" outside the sentence."""
        return self.lexemes[index].lower if 0 <= index < len(self.lexemes) else ""

    def capital(self, index: int) -> bool:
        """Whether the lexeme at `index` begins with a capital letter."""
        inside = 0 <= index < len(self.lexemes)
        return inside and self.text[self.lexemes[index].start].isupper()

    def acronym(self, index: int) -> bool:
        """Whether the lexeme at `index` is a word in capitals, in a sentence that is not: "Radio BRC"."""
        if not 0 <= index < len(self.lexemes) or self.lexemes[index].sort != "word":
            return False
        word = self.text[self.lexemes[index].start : self.lexemes[index].end]
        one = self.text[self.lexemes[self.at].start : self.lexemes[self.at].end]
        return len(word) > 1 and word.isupper() and not one.isupper()

    @property
    def before(self) -> str:
        """The lexeme before the number, in lower case."""
        return self.lower(self.at - 1)

    @property
    def behind(self) -> str:
        """The lexeme behind the number, in lower case."""
        return self.lower(self.stop)

    def touches_before(self) -> bool:
        """Whether the lexeme before is glued to the number."""
        return self.at > 0 and self.lexemes[self.at - 1].joins(self.lexemes[self.at])

    def touches_behind(self) -> bool:
        """Whether the lexeme behind is glued to the number."""
        lexemes = self.lexemes
        return self.stop < len(lexemes) and lexemes[self.stop - 1].joins(lexemes[self.stop])


def counts_nothing(place: Place) -> bool:
    """Whether the number is a date, a time of day, a name's part, a score or the like: no figure."""
    lexeme = place.lexemes[place.at]
    if lexeme.sort == "digits":
        tests = (_glued, _clock, _date, _year, _phone, _enumerates, _address, _score)
        if any(test(place) for test in tests):
            return True
    elif _idle_one(place) or _spelled_date(place) or _clock(place):
        return True
    return _designated(place)


def is_age(place: Place) -> bool:
    """Whether the number is a person's age: "aged 34", "34-year-old", "Juma, 34, said"."""
    table, numeral = tables(), place.numeral
    if place.before in table.ages or (place.before == "of" and place.lower(place.at - 2) == "age"):
        return True
    words = [place.lower(index) for index in range(place.stop, place.stop + 6)]
    words = [word for word in words if word not in _DASHES][:3]
    if any(tuple(words[: len(key)]) == key for key in table.ages_behind):
        return True
    if numeral.value is None or not 0 < numeral.value <= 115 or numeral.scale > 1:
        return False
    if _of_person(place):
        return True
    opened = place.before in (",", "(") and place.capital(place.at - 2)
    closes = {",": (",", ".", "", ")"), "(": (")",)}.get(place.before, ())
    return opened and place.behind in closes and place.lexemes[place.at].sort == "digits"


def _of_person(place: Place) -> bool:
    """A bare number that somebody is, was, or turned: "she is 29", "he will be 35 by May", "she turned 40"."""
    closing = (
        "",
        ".",
        ",",
        ";",
        "when",
        "by",
        "in",
        "on",
        "at",
        "and",
        "next",
        "this",
        "last",
        "but",
    )
    if place.behind not in closing or place.before not in tables().age_verbs:
        return False
    near = [place.lower(index) for index in (place.at - 2, place.at - 3)]
    return any(word in ("he", "she", "i") for word in near)


def _glued(place: Place) -> bool:
    """Letters or odd marks glued on: F-16, T72, 3rd, 1990s, 10^400, 24/7, a link."""
    lexemes, at = place.lexemes, place.at
    if place.touches_before():
        previous = lexemes[at - 1]
        if previous.lower in _DASHES and at > 1 and _is_year(lexemes[at - 2], previous):
            return True
        if previous.sort == "word" or previous.lower in _GLUE:
            return True
        if previous.lower in _DASHES and at > 1 and lexemes[at - 2].joins(previous):
            return lexemes[at - 2].sort == "word" or place.text[lexemes[at - 2].start] in ")]"
        if previous.lower in (".", ",") and at > 1 and lexemes[at - 2].sort == "digits":
            return lexemes[at - 2].joins(previous)
    if place.touches_behind():
        following = lexemes[place.stop]
        if following.lower in _GLUE:
            return not (following.lower == ":" and place.lower(place.stop + 1) == "")
        return following.sort == "word"
    return False


def _is_year(lexeme: Lexeme, following: Lexeme) -> bool:
    return len(lexeme.lower) == 4 and lexeme.lower.isdigit() and lexeme.joins(following)


def _clock(place: Place) -> bool:
    words = [place.lower(index) for index in range(place.stop, place.stop + 3)]
    return any(tuple(words[: len(key)]) == key for key in tables().clock)


def _small(place: Place) -> bool:
    value = place.numeral.value
    return isinstance(value, int) and 0 < value <= 31 and place.numeral.scale == 1


def _date(place: Place) -> bool:
    months = tables().months
    if not _small(place):
        return False
    index = place.at - 1
    if place.before == ".":
        index -= 1
    if place.lower(index) in months and place.capital(index):
        return True
    return _before_month(place)


def _before_month(place: Place) -> bool:
    step = place.stop
    if place.lower(step) in _DASHES or place.lower(step) in ("of", "to", "and"):
        step += 1
    lexemes = place.lexemes
    if step > place.stop and step < len(lexemes) and lexemes[step].sort == "digits":
        step += 1
    return place.lower(step) in tables().months and place.capital(step)


def _spelled_date(place: Place) -> bool:
    return _small(place) and place.before in tables().months and place.capital(place.at - 1)


def _year(place: Place) -> bool:
    lexeme, value = place.lexemes[place.at], place.numeral.value
    if len(lexeme.lower) != 4 or not isinstance(value, int) or place.numeral.scale > 1:
        return False
    if not 1000 <= value <= 2100:
        return False
    if place.before in _DASHES and place.touches_before():
        return True
    table = tables()
    before = place.lower(place.at - 2) if place.before in (",", ".") else place.before
    if place.before == "," and before.isdigit() and place.lower(place.at - 3) in table.months:
        return True
    if before in table.year_after:
        return True
    if place.before in ("the", "a", "an", "its", "his", "their") and 1950 <= value <= 2035:
        return place.behind not in table.plurals
    behind = place.behind
    if behind in table.year_before and 1950 <= value <= 2035:
        return True
    plural = (behind.endswith("s") and len(behind) > 3) or behind in table.plurals
    return not (plural and not place.capital(place.stop))


def _phone(place: Place) -> bool:
    """Digits in three dashed groups, or in groups of three and four, or behind a plus sign."""
    lexemes, at, stop = place.lexemes, place.at, place.stop
    first = at
    while first > 0 and at - first < 6 and lexemes[first - 1].sort == "digits":
        first -= 1
    if place.lower(first - 1) == "+" and lexemes[first - 1].joins(lexemes[first]):
        return True
    dashed = [index for index in (at - 1, stop) if place.lower(index) in _DASHES]
    for index in dashed:
        other = index - 1 if index < at else index + 1
        if not (0 <= other < len(lexemes)) or lexemes[other].sort != "digits":
            continue
        if not (lexemes[index - 1].joins(lexemes[index]) and index + 1 < len(lexemes)):
            continue
        beyond = other - 1 if index < at else other + 1
        if place.lower(beyond) in _DASHES or len(dashed) == 2:
            return True
        first, second = sorted((at, other))
        if len(lexemes[first].lower) == 3 and len(lexemes[second].lower) == 4:
            return True
    return False


def _enumerates(place: Place) -> bool:
    """A number that opens its line and numbers it: "1. ", "2) "."""
    return place.at == 0 and place.behind in (".", ")") and place.capital(place.stop + 1)


def _address(place: Place) -> bool:
    """A house in a street: "12 Main Street", "16-18 Mill Lane", "9 E 71st St", "22 Rue Haute"."""
    first = place.stop
    if place.lower(first) in _DASHES and place.lower(first + 1).isdigit():
        first += 2
    if place.lower(first) in tables().streets_first and place.capital(first):
        return place.capital(first + 1)
    if not (place.capital(first) or _ordinal(place, first)):
        return False
    for index in range(first + 1, first + 5):
        if place.lower(index) in tables().streets and place.capital(index):
            return True
        if not (place.capital(index) or _ordinal(place, index) or _ordinal(place, index - 1)):
            return False
    return False


def _ordinal(place: Place, index: int) -> bool:
    """Whether the lexeme at `index` are the digits of an ordinal: "71st"."""
    return place.lower(index).isdigit() and place.lower(index + 1) in ("st", "nd", "rd", "th")


def _score(place: Place) -> bool:
    """Two numbers with a dash that cannot be a range, or stand beside a word of contest: 3-2."""
    lexemes = place.lexemes
    for index, step in ((place.stop, 1), (place.at - 1, -1)):
        other = index + step
        if place.lower(index) not in _DASHES or not 0 <= other < len(lexemes):
            continue
        if lexemes[other].sort != "digits" or not lexemes[index].joins(lexemes[index + 1]):
            continue
        first, last = (place.at, other) if step == 1 else (other, place.at)
        around = {
            place.lower(first - 1),
            place.lower(first - 2),
            place.lower(last + 1),
            place.lower(last + 2),
        }
        short = all(len(lexemes[item].lower) <= 3 for item in (first, last))
        if short and (
            around & tables().scores or _falls(lexemes[first].lower, lexemes[last].lower)
        ):
            return True
    return False


def _falls(first: str, second: str) -> bool:
    return first.isdigit() and second.isdigit() and int(second) <= int(first)


def _designated(place: Place) -> bool:
    """A number behind a word that numbers things: Article 5, Flight 370, Group of Seven."""
    table, before = tables(), place.before
    if place.before in _DASHES and place.touches_before():
        before = place.lower(place.at - 2)
    if before == "." and place.lower(place.at - 2) in (
        "no",
        "nos",
        "art",
        "sec",
        "vol",
        "ch",
        "p",
        "pp",
    ):
        return True
    pair = (place.lower(place.at - 2), before)
    if (pair in table.bodies or (before,) in table.bodies) and place.capital(place.at):
        return True
    listed = before in ("and", ",") and place.lexemes[place.at].sort == "digits"
    if listed and place.lexemes[place.at - 2].sort == "digits" and place.at > 2:
        return place.lower(place.at - 3) in table.designators
    if before not in table.designators:
        return False
    if before == "no":
        return place.capital(place.at - 1) and place.lexemes[place.at].sort == "digits"
    plural_behind = place.behind.endswith("s") and not place.capital(place.stop)
    return not (plural_behind and place.lexemes[place.at].sort == "word")


def _idle_one(place: Place) -> bool:
    """ "One" as a pronoun or in a set phrase: no one, one another, the other one, one day."""
    if place.numeral.value != 1 or place.lower(place.at) != "one" or place.stop != place.at + 1:
        return False
    table = tables()
    if place.behind in table.one_before or place.behind[:1].isdigit():
        return True
    if place.capital(place.at) and place.acronym(place.at - 1):
        return True
    if place.before in table.one_after and place.behind != "of":
        return True
    described = place.lower(place.at - 2) in ("the", "this", "that") and place.before.isalpha()
    if described and place.behind in (",", ".", "was", "is", "were", "had", "has", "who"):
        return True
    if place.behind in ("'", "’", "-", "by", "on"):
        return place.behind != "-" or place.lower(place.stop + 1) in (
            "on",
            "time",
            "sided",
            "way",
            "off",
            "man",
        )
    return False
