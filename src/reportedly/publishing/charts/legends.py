"""The legend of a chart: whose marks are whose, and how open, uncounted and running figures look."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.publishing.charts.marks import sample, voice_class
from reportedly.publishing.charts.placing import MOST_MARKS
from reportedly.publishing.charts.points import Form, Point
from reportedly.publishing.charts.svg import Element, add, shortened

ROW = 22.0
"""Height of a row of the legend, in pixels."""

_WIDTHS = {"il.,:;'|!·": 3.8, "fjtrI ()[]-": 4.9, "mwMW%": 10.6}
_WIDTH, _WIDTH_OF_CAPITALS = 7.0, 8.2
"""Widths of characters of 12 pixels' height, in pixels: those of a wide font, so that others fit too."""

_MOST_CHARACTERS = 34
_SAMPLE, _GAP = 20.0, 18.0

Sort = Literal["voice", "form", "apart", "line", "days", "band"]


@dataclass(frozen=True)
class Entry:
    """One entry of a legend.

    Attributes:
        sort: what it explains.
        words: its explanation.
        place: of the origin, for one.
        looks: the name of the shape that stands before the words.
        form: of the mark before the words.
    """

    sort: Sort
    words: str
    place: int = 0
    looks: str | None = None
    form: Form = "point"

    @property
    def width(self) -> float:
        """How much room it takes, in pixels, with the gap behind it."""
        return _SAMPLE + width_of(self.words) + _GAP


def width_of(words: str) -> float:
    """About how wide words are, in pixels."""
    return sum(map(_width, words))


def _width(character: str) -> float:
    for some, width in _WIDTHS.items():
        if character in some:
            return width
    return _WIDTH_OF_CAPITALS if character.isupper() else _WIDTH


def entries_of(
    points: Sequence[Point], voices: Sequence[str], looks: Sequence[str], *, estimated: bool
) -> list[Entry]:
    """What a legend of some points explains: only what there is to see.

    Args:
        points: of the chart.
        voices: who spoke, in the order of their places.
        looks: names of shapes; what more voices there are than these share the last.
        estimated: whether a band is drawn.
    """
    alone = len(looks) if len(voices) <= len(looks) else len(looks) - 1
    entries = [
        Entry("voice", shortened(voice, _MOST_CHARACTERS), place, looks[place])
        for place, voice in enumerate(voices[:alone])
    ]
    if len(voices) > alone:
        words = f"{len(voices) - alone:,} more origins"
        entries.append(Entry("voice", words, alone, looks[alone]))
    forms = {point.form for point in points if not point.apart}
    entries += [Entry("form", words, form=form) for form, words in _FORMS.items() if form in forms]
    steps = Counter((p.voice, p.day) for p in points if p.level and not p.apart)
    if len({voice for voice, _ in steps}) < len(steps) and len(points) <= MOST_MARKS:
        entries.append(Entry("line", "holds until its origin revises it"))
    if any(point.days for point in points):
        entries.append(Entry("days", "the days that it counts"))
    reasons = Counter(point.apart for point in points if point.apart)
    if reasons:
        why = ", ".join(sorted(reasons, key=lambda one: (-reasons[one], one))[:3])
        why += " …" if len(reasons) > 3 else ""
        entries.append(Entry("apart", f"not counted: {shortened(why, 70)}", looks="circle"))
    if estimated:
        entries.append(Entry("band", "a model's estimate, 95% interval"))
    return entries


_FORMS: dict[Form, str] = {
    "floor": "at least so many",
    "ceiling": "at most so many",
    "range": "a range",
}


def legend(
    parent: Element, entries: Sequence[Entry], left: float, right: float, top: float
) -> float:
    """Draw a legend in rows, and return where it ends below, in pixels."""
    x, y = left, top + ROW / 2
    before: Sort = "voice"
    for entry in entries:
        turns = before == "voice" and entry.sort != "voice"  # marks begin a row of their own
        if x > left and (turns or x + entry.width - _GAP > right):
            x, y = left, y + ROW
        if left + entry.width - _GAP > right:
            entry = replace(entry, words=_fitting(entry.words, right - left - _SAMPLE))
        _entry(parent, entry, x, y)
        x += entry.width
        before = entry.sort
    return y + ROW / 2 if entries else top


def _fitting(words: str, room: float) -> str:
    """As many of some words as there is room for, in pixels."""
    most = len(words)
    while most > 1 and width_of(shortened(words, most)) > room:
        most -= 1
    return shortened(words, most)


def _entry(parent: Element, entry: Entry, x: float, y: float) -> None:
    group = add(parent, "g", class_=f"chart-entry chart-entry-{entry.sort}", aria_hidden="true")
    middle = x + 7
    if entry.sort in ("line", "days"):
        group.set("class", f"{group.get('class')} chart-voice-8")
        class_ = "chart-line" if entry.sort == "line" else "chart-days"
        path = f"M{x:g} {y + 4:g}h7v-8h7" if entry.sort == "line" else f"M{x:g} {y:g}h14"
        add(group, "path", d=path, class_=class_)
    elif entry.sort == "band":
        add(group, "rect", x=x, y=y - 6, width=14, height=12, class_="chart-band")
    else:
        name = {"apart": "chart-apart", "form": "chart-voice-8"}.get(entry.sort)
        inner = add(group, "g", class_=name or voice_class(entry.place))
        sample(inner, entry.form, middle, y, entry.looks or "circle")
    class_ = "chart-name" if entry.sort == "voice" else "chart-name chart-muted"
    add(group, "text", entry.words, x=x + _SAMPLE, y=y + 4, class_=class_)
