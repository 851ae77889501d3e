"""Numbers that count nothing, told apart: dates, clock times, scores, names of things, phones."""

from reportedly.reading.quantities import numbers
from reportedly.reading.quantities.lexing import Lexeme
from reportedly.reading.quantities.place import Place, tables

_GLUE = frozenset("^/@_#=\\:")
_DASHES = frozenset("-–‑")


def set_phrase(lexemes: list[Lexeme], at: int) -> int:
    """Where a set phrase that begins at lexeme `at` ends ("nine-to-five"); `at` where there is none."""
    for key in tables().set_phrases.get(lexemes[at].lower, ()):
        if tuple(item.lower for item in lexemes[at : at + len(key)]) == key:
            return at + len(key)
    return at


def names_place(place: Place) -> bool:
    """Whether number and letter are a seat, a gate, a section: "seat 14C", "gate 9A"."""
    return place.before in tables().designators and place.touches_behind()


def counts_nothing(place: Place) -> bool:
    """Whether the number is a date, a time of day, a name's part, a score or the like: no figure."""
    lexeme = place.lexemes[place.at]
    if lexeme.sort == "digits":
        tests = (
            _glued,
            _marked,
            _tries,
            _clock,
            _date,
            _year,
            _phone,
            _enumerates,
            _address,
            _score,
            _name,
        )
        if any(test(place) for test in tests):
            return True
    elif any(test(place) for test in (_idle_one, _spelled_date, _clock, _rank, _spelled_name)):
        return True
    return _designated(place) or _round(place) or _proportion(place)


def _proportion(place: Place) -> bool:
    """Either number of a proportion: "by a 3 to 1 margin", "a 1.4-to-1 ratio"."""
    words = [place.lower(place.stop + step) for step in range(5)]
    first = [word for word in words if word not in _DASHES]
    if first[:1] == ["to"] and first[2:3] and first[2] in tables().proportions:
        return True
    before = [place.lower(place.at - step) for step in (1, 2)]
    return "to" in before and place.behind in tables().proportions


def _round(place: Place) -> bool:
    """The stage of a cup, or a place among the best, with nothing counted: "the last 16 of", "in the top five."."""
    if place.before not in ("last", "top", "final") or place.numeral.scale > 1:
        return False
    if place.lower(place.at - 2) != "the" or place.behind in ("%", "to", "or"):
        return False
    return not place.behind.isalpha() or place.behind in tables().behind_round


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


def _marked(place: Place) -> bool:
    """A bare fraction, which is a day or a score ("on 1/2"), or a number with a letter: "a 401(k) plan"."""
    if place.lower(place.at + 1) == "/" and place.stop > place.at + 1:
        return True
    letter = place.lower(place.stop + 1)
    closed = len(letter) == 1 and letter.isalpha() and place.lower(place.stop + 2) == ")"
    return place.behind == "(" and place.touches_behind() and closed


def _tries(place: Place) -> bool:
    """Hits out of so many tries: "7-of-12", "3-for-10"."""
    joint = place.lower(place.stop + 1)
    hyphens = place.behind in _DASHES and place.lower(place.stop + 2) in _DASHES
    return hyphens and joint in ("of", "for")


def _is_year(lexeme: Lexeme, following: Lexeme) -> bool:
    return len(lexeme.lower) == 4 and lexeme.lower.isdigit() and lexeme.joins(following)


def _clock(place: Place) -> bool:
    words, clock = tuple([place.lower(place.stop + step) for step in range(3)]), tables().clock
    return words in clock or words[:2] in clock or words[:1] in clock


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


def _rank(place: Place) -> bool:
    """A number word that goes on as a rank or names a year: "twenty-first", "nineteen sixty-eight"."""
    table = numbers.tables()
    if place.behind == "-" and place.lower(place.stop + 1) in table.ordinals:
        return True
    value = place.numeral.value
    pair = (place.before, place.lower(place.at)), (place.lower(place.stop - 1), place.behind)
    first, second = pair[0] if place.before in table.small else pair[1]
    hundreds = table.small.get(first) or table.tens.get(first, 0)
    return value is not None and hundreds in range(12, 21) and second in table.tens


def _name(place: Place) -> bool:
    """A number behind a name, and part of it: "Borel 500", "Harrow 9"; a team's goals: "Tarn 2"."""
    written, behind, table = place.lower(place.at), place.behind, tables()
    if not place.capital(place.at - 1) or len(written.partition(".")[0]) > 3:
        return False
    if place.numeral.scale > 1 or place.lexemes[place.at - 1].sort != "word":
        return False
    goes_on = not behind.isalpha() or behind in table.behind_name or place.capital(place.stop)
    goes_on = goes_on or (_has_article(place) and not _plural(place, place.stop))
    first = place.at == 1 and behind.isalpha() and not place.acronym(0)
    return goes_on and not first and place.before not in table.not_names and not place.headline()


def _has_article(place: Place) -> bool:
    """Whether the capital words before a number have an article: "the Harrow 9", "its Borel Max 3"."""
    first = place.at - 1
    while place.at - first < _MOST_NAMES and place.capital(first - 1):
        if place.lower(first - 1) in _ARTICLES:
            break
        first -= 1
    return place.lower(first - 1) in _ARTICLES


_MOST_NAMES = 5
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "new", "this"})


def _plural(place: Place, index: int) -> bool:
    """Whether the word at `index` may be what is counted, going by its form, or the one behind it."""
    near = (place.lower(index), place.lower(index + 1))
    ends = any(word.endswith("s") and len(word) > 3 for word in near)
    return ends or not tables().plurals.isdisjoint(near)


def _spelled_name(place: Place) -> bool:
    """A number word with a capital letter behind another, in a sentence without: "BBC Two", "the Big Ten"."""
    if place.stop != place.at + 1 or not (place.capital(place.at) and place.capital(place.at - 1)):
        return False
    word = place.lexemes[place.at - 1].sort == "word"
    inside = place.at > 1 or place.acronym(0)
    return word and inside and place.before not in tables().not_names and not place.headline()


def _year(place: Place) -> bool:
    lexeme, value = place.lexemes[place.at], place.numeral.value
    if len(lexeme.lower) != 4 or not isinstance(value, int) or place.numeral.scale > 1:
        return False
    if not 1000 <= value <= 2100:
        return False
    if place.before in _DASHES and place.touches_before():
        return True
    return _years(place, value)


def _years(place: Place, value: int) -> bool:
    """Whether four digits are a year, by the words around them."""
    table = tables()
    before = place.lower(place.at - 2) if place.before in (",", ".") else place.before
    if place.before == "," and before.isdigit() and place.lower(place.at - 3) in table.months:
        return True
    pointed = before in table.year_to and 1950 <= value <= 2100 and value % 100 > 0
    if before in table.year_after or pointed:
        return True
    if place.before in ("the", "a", "an", "its", "his", "their") and 1950 <= value <= 2035:
        return place.behind not in table.plurals
    behind = place.behind
    recent = 1950 <= value <= 2035
    named = place.at > 1 and place.capital(place.at - 1) and before not in table.not_names
    if recent and (behind in table.year_before or (named and behind not in table.plurals)):
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
    if first < at and lexemes[first].lower[0] == "0" and lexemes[first].lower.isdigit():
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
    if pair in table.bodies or (before,) in table.bodies:
        first = place.at - (2 if pair in table.bodies else 1)
        digits = place.lexemes[place.at].sort == "digits"
        if place.capital(first if digits else place.at):
            return True
    if before in table.capital_designators and place.capital(place.at - 1):
        return place.lexemes[place.at].sort == "digits" and not place.headline()
    listed = before in ("and", ",") and place.lexemes[place.at].sort == "digits"
    if listed and place.lexemes[place.at - 2].sort == "digits" and place.at > 2:
        return place.lower(place.at - 3) in table.designators
    if before not in table.designators or place.lower(place.at - 2) in _DISTRIBUTIVE:
        return False  # "every day 12 people die"
    if before == "no":
        return place.capital(place.at - 1) and place.lexemes[place.at].sort == "digits"
    plural_behind = place.behind.endswith("s") and not place.capital(place.stop)
    return not (plural_behind and place.lexemes[place.at].sort == "word")


_DISTRIBUTIVE = frozenset({"every", "each", "per"})
_DEFINITE = frozenset({"the", "his", "her", "its", "their", "my", "our"})


def _idle_one(place: Place) -> bool:
    """ "One" as a pronoun or in a set phrase: no one, one another, the other one, one day."""
    if place.numeral.value != 1 or place.lower(place.at) != "one" or place.stop != place.at + 1:
        return False
    table = tables()
    if place.behind in table.one_before or place.behind[:1].isdigit():
        return True
    if place.capital(place.at) and place.capital(place.at - 1) and not place.headline():
        return True
    if place.before in table.one_after and place.behind != "of":
        counted = place.before == "only" and place.behind.isalpha()
        return not counted or place.lower(place.at - 2) in _DEFINITE
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
