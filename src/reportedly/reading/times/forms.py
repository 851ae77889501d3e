"""The forms of time expressions: one pattern a construction, words from the vocabulary.

Finding a form is separate from dating it (`dating.py`): a `Form` is only where it stands, which
construction it is, and its parts. Patterns look at the text itself, not at tokens, so that a
tokenizer's habits with "mid-1990s" or "10:35 a.m." do not matter. Each repeats nothing without a
bound, so that the time taken is linear in the text.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from reportedly import vocabulary
from reportedly.reading.times.calls import NEEDS, has_any, whole_words, windows_of


@dataclass(frozen=True, slots=True)
class Form:
    """A time expression as found: offsets into the text, its construction, its parts by name."""

    start: int
    end: int
    rule: str
    parts: Mapping[str, str]


def _any(words: Iterable[str]) -> str:
    """An alternation of words, longest first so that none hides another."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _capitalised(words: Iterable[str]) -> str:
    words = list(words)
    return _any([word.capitalize() for word in words] + [word.upper() for word in words])


@cache
def _pieces() -> dict[str, str]:
    words = vocabulary.load("times")
    whole = [name for name in words["months"] if len(name) > 4 or name in {"may", "june", "july"}]
    cut = [name for name in words["months"] if name not in whole]
    plain_days = [name for name in words["weekdays"] if not name.endswith(".")]
    cut_days = [name for name in words["weekdays"] if name.endswith(".")]
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    ones = "one|two|three|four|five|six|seven|eight|nine"
    numbers = _any(word for word in words["numbers"] if word not in {"a", "an", "hundred"})
    return {
        "MONTH": rf"(?:(?:{_capitalised(whole)})\b|(?:{_capitalised(cut)})\b\.?)",
        "WEEKDAY": rf"(?:(?:{_capitalised(plain_days)})\b|(?:{_capitalised(cut_days)}))",
        "DAYPART": rf"(?:{_any(words['day_parts'])})\b",
        "SEASON": rf"(?:{_any(words['seasons'])})\b",
        "NUMBER": rf"(?:\d{{1,4}}(?:,\d{{3}})?(?:\.\d)?|(?:{tens})[- ](?:{ones})|(?:{numbers})"
        r"(?: and a half)?|half a|half an|a|an|a dozen|(?:a )?couple(?: of)?|several dozen|several|a few|few"
        r"|many|some|a hundred)",
        "UNIT": r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|centur(?:y|ies)"
        r"|weekends?|fortnights?|nights?)",
        "YEAR": r"(?:1[0-9]\d\d|20\d\d)",
        "ORDINAL": r"(?:first|second|third|fourth|1st|2nd|3rd|4th)",
        "PART": r"(?:early|late|mid)",
        "HEDGE": r"(?:(?:at least|at most|about|around|nearly|almost|more than|less than|fewer than|over|up to"
        r"|roughly|approximately) )?",
        "REL": r"(?:last|next|this|past|previous|coming|current|following|same|that)",
    }


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = vocabulary.load("times")
    pieces = dict(_pieces())
    pieces["SETS"] = _any(words["sets"])
    pieces["PRESENT"] = _any(words["present"]["words"])
    pieces["PAST"] = _any(words["past"]["words"])
    pieces["FUTURE"] = _any(words["future"]["words"])
    pieces["HOLIDAYS"] = _any(words["holidays"])
    pieces["MOVING"] = _any(words["moving_holidays"])

    def fill(match: re.Match[str]) -> str:
        return pieces[match.group(1)]

    rules = vocabulary.load("timex")["rules"]
    return tuple(
        (rule["name"], re.compile(re.sub(r"\{([A-Z]+)\}", fill, rule["pattern"]))) for rule in rules
    )


def forms(text: str) -> list[Form]:
    """Every form of a time expression in a text, in order, none overlapping another."""
    found: list[tuple[int, int, int, Form]] = []
    windows = windows_of(text)
    for rank, (name, pattern) in enumerate(_rules()):
        needed = NEEDS.get(name)
        for window in windows.get(name, ()):
            low, high = whole_words(text, *window)
            if needed and not has_any(text[low:high].lower(), needed):
                continue
            for match in pattern.finditer(text, low, high):
                parts = {
                    key: value for key, value in match.groupdict().items() if value is not None
                }
                form = Form(match.start(), match.end(), name, parts)
                if _plausible(form, text):
                    found.append((form.start, -form.end, rank, form))
    found.sort(key=lambda item: item[:3])
    kept: list[Form] = []
    reached = 0
    for start, _, _, form in found:
        if start >= reached:
            kept.append(form)
            reached = form.end
    return kept


# How far before and after a form its surroundings are looked at, in characters.
NEAR = 40
_LAST_WORD = re.compile(r"(?:[\w'’.-]+|[^\w\s])$")
_WORDS = re.compile(r"(?: ?[\w'’-]+)+")


def word_before(text: str, position: int) -> str:
    """The last word, or sign, before a position of the text, in lower case."""
    window = text[max(0, position - NEAR) : position].rstrip(" ")
    match = _LAST_WORD.search(window)
    return match.group().lower() if match else ""


def words_after(text: str, position: int) -> list[str]:
    """The words after a position, up to the end of the window or the first sign."""
    match = _WORDS.match(text[position : position + NEAR])
    return match.group().split() if match else []


def _plausible(form: Form, text: str) -> bool:
    """Whether the surroundings of a form allow it to be a time expression at all."""
    check = _CHECKS.get(form.rule)
    return check(form, text) if check else True


def _year_plausible(form: Form, text: str) -> bool:
    words = vocabulary.load("times")
    before = word_before(text, form.start)
    if before in words["amounts"]["before"] and before not in {"to", "over", "around", "about"}:
        return False
    if form.parts.get("part"):
        return True
    after = words_after(text, form.end)
    following = after[0].lower() if after else ""
    if following in words["amounts"]["people"] or following in {
        "gmt",
        "hours",
        "miles",
        "km",
        "tons",
        "tonnes",
    }:
        return False
    plural = following.endswith("s") and not following.endswith(("ss", "us", "is", "as"))
    if plural and before not in {"in", "since", "the", "of", "'s", "’s", "his", "their", "last"}:
        return False
    if before in {"to", "over", "around", "about"}:
        return not following or not following.isalpha() or following in {"and", "in", "to", "when"}
    known = before in words["amounts"]["years_after"] or before in {
        "(",
        ",",
        "-",
        "–",
        "—",
        "_",
        "’s",
        "'s",
    }
    return known or not following or form.start == 0 or text[form.end : form.end + 1] in ",.;)'’"


def _month_plausible(form: Form, text: str) -> bool:
    month = form.parts["month"].rstrip(".")
    before_months = vocabulary.load("times")["before_months"]["words"]
    if re.match(r" [A-Z][a-z]", text[form.end : form.end + 3]) and len(month) == 3:
        return False  # "Jan Moro" is a person
    if len(month) <= 4 and month.lower() not in {"may", "june", "july"}:
        if not form.parts["month"].endswith("."):
            return month.lower() == "sept" or word_before(text, form.start) in before_months
        return True
    if month in {"May", "March", "MAY", "MARCH", "August", "April", "June"}:
        if form.parts.get("rel") or form.parts.get("part"):
            return True
        before = word_before(text, form.start)
        return before in before_months if month != "April" else before not in {"mr", "mr."}
    return True


def _weekday_plausible(form: Form, text: str) -> bool:
    name = form.parts["weekday"]
    if name in {"Sun.", "Sat.", "Mon.", "SUN.", "SAT.", "Wed.", "WED."}:
        return bool(re.match(r" [A-Z0-9]", text[form.end : form.end + 2]))
    return True


def _duration_plausible(form: Form, text: str) -> bool:
    number, unit = form.parts["number"].lower(), form.parts["unit"].lower()
    if number in {"a", "an", "one"} and (unit in {"second", "quarter"} or unit.endswith("s")):
        return False
    if unit in {"second", "minute", "night", "quarter"} and "-" not in text[form.start : form.end]:
        return number in {"a", "one", "1", "an"} and unit != "second"
    if text[form.end : form.end + 4] == "-old" or text[form.end : form.end + 2] == "-o":
        return False
    return word_before(text, form.start) not in {"aged", "age"}


def _bare_plausible(form: Form, text: str) -> bool:
    before = word_before(text, form.start)
    if before in {"early", "late", "small", "wee"} and text.startswith(" of", form.end):
        return False  # "the early hours of Monday" is Monday's
    return not before[-1:].isdigit() and before != "-"


def _present_plausible(form: Form, text: str) -> bool:
    if form.parts["word"].lower() == "current":
        return True
    return text[form.end : form.end + 1] != "-"


def _decade_plausible(form: Form, text: str) -> bool:
    whole = text[form.start : form.end]
    return (
        "century" in form.parts or any(sign in whole for sign in "'’‘`") or "the" in whole.lower()
    )


def _clock_plausible(form: Form, text: str) -> bool:
    hour = int(form.parts["hour"])
    if form.rule == "clock_colon":
        return word_before(text, form.start) in {
            "at",
            "around",
            "about",
            "by",
            "from",
            "to",
            "until",
            ",",
            "-",
        }
    return hour <= (12 if "half" in form.parts else 24)


def _recurring_plausible(form: Form, text: str) -> bool:
    """Whether "daily" is no newspaper: "the daily Herald"."""
    return not re.match(r" [A-Z]", text[form.end : form.end + 2])


def _noon_plausible(form: Form, text: str) -> bool:
    return word_before(text, form.start) != "high"


def _set_plausible(form: Form, _: str) -> bool:
    number = form.parts.get("number", "").lower()
    return not (form.parts["every"].lower() == "per" and number)


def _weekend_plausible(form: Form, text: str) -> bool:
    return word_before(text, form.start) in {"over", "during", "at", "on", "throughout"}


_CHECKS = {
    "weekend": _weekend_plausible,
    "year": _year_plausible,
    "month": _month_plausible,
    "weekday": _weekday_plausible,
    "duration": _duration_plausible,
    "bare": _bare_plausible,
    "present": _present_plausible,
    "decade": _decade_plausible,
    "clock": _clock_plausible,
    "clock24": _clock_plausible,
    "clock_colon": _clock_plausible,
    "set_every": _set_plausible,
    "set": _recurring_plausible,
    "clock_word": _noon_plausible,
}
