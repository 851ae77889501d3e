"""Where in a text the rules of time expressions are worth trying: near the words that call for them."""

import re
from collections.abc import Iterator
from functools import cache
from heapq import merge
from itertools import accumulate

from reportedly import vocabulary

# Which rules a word calls for. A rule is only tried near such a word: most of a text has none.
_CALLS: dict[str, tuple[str, ...]] = {
    "month": ("month_day", "day_month", "day_range", "month_year", "month", "week_of"),
    "weekday": ("weekday", "weekday_later", "set_weekday"),
    "unit": (
        "same_day", "days_before", "relative", "rolling", "distance", "duration", "half", "and_half", "bare",
        "edge", "weekend", "unnumbered", "set_every", "set_times", "before_last",
    ),
    "day_word": ("day_word",),
    "day_part": ("day_part", "in_the", "set_every", "clock_word"),
    "season": ("relative_season", "season", "set_every"),
    "number": ("quarter_sign", "iso", "years", "year", "clock24", "fiscal", "season", "edge", "holiday", "thanksgiving"),
    "colon": ("clock_colon", "clock24"),
    "decade": ("decade", "decade_word"),
    "century": ("century",),
    "quarter": ("quarter",),
    "clock": ("clock", "clock24", "oclock"),
    "set": ("set",),
    "present": ("present",),
    "past": ("past",),
    "future": ("future",),
    "holiday": ("holiday",),
    "moving_holiday": ("moving_holiday",),
    "thanksgiving": ("thanksgiving",),
}  # fmt: skip


# One of these stands in all that a rule finds, in lower case: told sooner than that the rule finds nothing.
NEEDS: dict[str, tuple[str, ...]] = {
    "distance": ("ago", "earlier", "later", "now", "hence", "today", "that"),
    "set_every": ("every", "each", "per"),
    "set_weekday": ("every", "each"),
    "set_times": ("once", "twice", " times "),
    "before_last": ("before last",),
    "quarter_sign": ("q1", "q2", "q3", "q4"),
    "weekday_later": (" week ",),
    "days_before": ("day ",),
    "weekend": ("weekend",),
    "half": ("half",),
    "and_half": ("and a half",),
    "edge": (" of ",),
    "fiscal": ("fiscal",),
    "week_of": ("week of ",),
    "unnumbered": ("recent ", "coming ", "past ", "preceding "),
    "thanksgiving": ("thanksgiving",),
}


@cache
def _callers() -> dict[str, tuple[str, ...]]:
    """The words that call for rules, with the rules that each calls for."""
    words = vocabulary.load("times")
    kinds: dict[str, set[str]] = {}

    def add(kind: str, *entries: str) -> None:
        for entry in entries:
            kinds.setdefault(entry, set()).add(kind)

    add("month", *words["months"])
    add("weekday", *(name.rstrip(".") for name in words["weekdays"]))
    for unit in words["units"]:
        add("unit", unit, "centuries" if unit == "century" else unit + "s")
    add("day_word", "yesterday", "today", "tomorrow", "tonight", "overnight")
    add("day_part", *words["day_parts"], "midnight")
    add("season", *words["seasons"])
    add("decade", "s", *words["decades"])
    add("century", "century")
    add("quarter", "quarter", "half")
    add("unit", "half")
    add("clock", "m", "am", "pm", "gmt", "utc", "o", "hours", "hrs", "local", "cet", "ist")
    add("set", *words["sets"])
    add("thanksgiving", "thanksgiving")
    for kind, phrases in (
        ("present", words["present"]["words"]),
        ("past", words["past"]["words"]),
        ("future", words["future"]["words"]),
        ("holiday", list(words["holidays"])),
        ("moving_holiday", list(words["moving_holidays"])),
    ):
        add(kind, *(phrase.split()[-1] for phrase in phrases))
    return {
        word: tuple(dict.fromkeys(rule for kind in sorted(found) for rule in _CALLS[kind]))
        for word, found in kinds.items()
    }


_WORD = re.compile(r"([A-Za-z]+|\d+)")
# A form reaches at most so far from the word that calls for it, in characters.
_REACH = 48


def windows_of(text: str) -> dict[str, list[list[int]]]:
    """For each rule the runs of the text, [start, end), that are near a word calling for it."""
    called: dict[tuple[str, ...], list[list[int]]] = {}
    for start, end, rules in _calls(text):
        runs = called.setdefault(rules, [])
        _extend(runs, max(0, start - _REACH), min(len(text), end + _REACH))
    windows: dict[str, list[list[int]]] = {}
    for rules, runs in called.items():
        for rule in rules:
            known = windows.get(rule)
            windows[rule] = runs if known is None else _united(known, runs)
    return windows


def _extend(runs: list[list[int]], low: int, high: int) -> None:
    """Add a window, which begins behind the others, to the runs; one that touches the last makes it longer."""
    if runs and low <= runs[-1][1]:
        runs[-1][1] = max(high, runs[-1][1])
    else:
        runs.append([low, high])


def _united(first: list[list[int]], second: list[list[int]]) -> list[list[int]]:
    united: list[list[int]] = []
    for low, high in merge(first, second):
        _extend(united, low, high)
    return united


def _calls(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The words and numbers that call for rules, in order: where they start and end, and the rules.

    All words are cut out at once: most call for nothing, so that a look at each alone would be the
    longest part of finding times.
    """
    callers = _callers()
    parts = _WORD.split(text)
    ends = list(accumulate(map(len, parts)))
    for number, word in enumerate(map(str.lower, parts[1::2])):
        rules = callers.get(word)
        if rules is None:
            if not word.isdigit():
                continue
            end = ends[2 * number + 1]
            rules = _CALLS["number"] if len(word) == 4 else ()
            if text[end : end + 1] == ":":
                rules = _CALLS["colon"]
        end = ends[2 * number + 1]
        yield end - len(word), end, rules


def whole_words(text: str, low: int, high: int) -> tuple[int, int]:
    """Widen a window by a few characters, so that it does not cut a word."""
    before = text.rfind(" ", max(0, low - 20), low + 1)
    after = text.find(" ", high, high + 20)
    return (before if before >= 0 else low), (after if after >= 0 else min(len(text), high + 20))


def has_any(window: str, needed: tuple[str, ...]) -> bool:
    """Whether a window, in lower case, has one of what a rule needs."""
    return any(part in window for part in needed)
