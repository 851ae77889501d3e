"""What a form of a time expression means: TIMEX3 type and value, and the days that it covers.

Values follow TIMEX3 as TimeML's corpora use it (`1998-08-07`, `1998-W32`, `P3D`, `PRESENT_REF`). What is
relative is resolved against the day of writing; "that day", "the next day" against the day last named.
"""

import re
from collections.abc import Mapping
from functools import cache

from reportedly import vocabulary
from reportedly.reading.times import dating_days, dating_lengths, dating_spans
from reportedly.reading.times.forms import Form
from reportedly.reading.times.values import Dated, Frame, Resolver


def resolve(form: Form, frame: Frame) -> Dated | None:
    """Date a form; None where its parts make no date (31 June)."""
    return _RESOLVERS[form.rule](form.parts, frame)


def leaning(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the words around an expression point ahead of the day of writing, and whether they point back."""
    words = vocabulary.load("times")
    ahead, back = words["ahead"], words["back"]["words"]
    window = _CUT.split(text[max(0, start - 60) : start])[-1]
    found = _WORDS.findall(window.lower())
    near = found[-7:]
    if near and near[-1] in ahead["present"]:
        return True, False
    if near and near[-1] in _BEFORE_WHAT_WAS and _is_over(text, end):
        return False, True
    for index in range(len(near) - 1, -1, -1):
        if near[index] in back:
            return False, True
        governed = index > 0 and near[index - 1] in ahead["before_verbs"]
        if near[index] in ahead["words"] or (near[index] in ahead["verbs"] and governed):
            return True, False
    if not near or near == ["on"]:
        return _ahead_behind(text, end), False
    return False, False


_BEFORE_WHAT_WAS = frozenset({"until", "till", "for", "by", "on"})


def _is_over(text: str, end: int) -> bool:
    """Whether what follows tells that it is past: "until Thursday they had not met", "for Monday was cancelled"."""
    clause = _CUT_BEHIND.split(text[end : end + 40])[0].lower()
    return bool(_told_over().search(clause))


@cache
def _told_over() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary.load('times')['ahead']['over'])})\b")


def _ahead_behind(text: str, end: int) -> bool:
    """Whether what follows an expression that opens its sentence is still to come: "On Monday, he will"."""
    clause = _CUT_BEHIND.split(text[end : end + 70].lstrip(","))[0]
    return bool(_to_come().search(clause))


@cache
def _to_come() -> re.Pattern[str]:
    phrases = vocabulary.load("times")["ahead"]["behind"]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


_CUT_BEHIND = re.compile(r"[.!?;\n:]|\b(?:said|says|that|who|which)\b")
_CUT = re.compile(r"[.!?\n;]\s|[\n”\",]")
_WORDS = re.compile(r"\w+|['’]ll")


_RESOLVERS: Mapping[str, Resolver] = {
    **dating_days.RESOLVERS,
    **dating_lengths.RESOLVERS,
    **dating_spans.RESOLVERS,
}
