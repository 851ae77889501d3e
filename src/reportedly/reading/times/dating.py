"""What a form of a time expression means: TIMEX3 type and value, and the days that it covers.

Values follow TIMEX3 as TimeML's corpora use it (`1998-08-07`, `1998-W32`, `P3D`, `PRESENT_REF`). What is
relative is resolved against the day of writing; "that day", "the next day" against the day last named.
"""

import re
from collections.abc import Mapping

from reportedly import vocabulary
from reportedly.reading.times import dating_days, dating_lengths, dating_spans
from reportedly.reading.times.forms import Form
from reportedly.reading.times.values import Dated, Frame, Resolver


def resolve(form: Form, frame: Frame) -> Dated | None:
    """Date a form; None where its parts make no date (31 June)."""
    return _RESOLVERS[form.rule](form.parts, frame)


def leaning(text: str, start: int) -> tuple[bool, bool]:
    """Whether the words before a position of its sentence point ahead, and whether they point back."""
    words = vocabulary.load("times")
    window = _CUT.split(text[max(0, start - 60) : start])[-1]
    for word in reversed(_WORDS.findall(window.lower())[-7:]):
        if word in words["back"]["words"]:
            return False, True
        if word in words["ahead"]["words"]:
            return True, False
    return False, False


_CUT = re.compile(r"[.!?\n;]\s|[\n”\",]")
_WORDS = re.compile(r"\w+|['’]ll")


_RESOLVERS: Mapping[str, Resolver] = {
    **dating_days.RESOLVERS,
    **dating_lengths.RESOLVERS,
    **dating_spans.RESOLVERS,
}
