"""Finding the time expressions of an article, with TIMEX3 types and values, resolved to days.

Forms and values follow TimeML's TIMEX3 (Pustejovsky and others, 2003) as its news corpora use it. What
is relative is resolved against the day of publication, or the dateline's day where that is not known.
"""

import re
from bisect import bisect_right
from datetime import date

from spacy.tokens import Doc

from reportedly.reading.times import dating, forms
from reportedly.reading.times.forms import Form
from reportedly.reading.times.values import Dated, Frame
from reportedly.reading.tokens import article_of, text_of
from reportedly.records import Stretch, TimeExpression, day_of

_DAY_VALUE = re.compile(r"\d{4}-\d{2}-\d{2}")
# A dateline's date stands within so many characters of the start of the text, or of a block.
_DATELINE_REACH = 400
_DAY_KEY = "reportedly.day"
_DATELINE = re.compile(r"(?:^|\n)[A-Z][^\n]{0,80}?\((?:[A-Z][\w/ -]{1,20})\) ?(?:--|—|–|-)")


def find(doc: Doc) -> list[TimeExpression]:
    """All time expressions of a document, in order; offsets are into `doc.text`.

    Relative ones are resolved against the publication day of `doc._.article`; those of a live blog's entry
    against the day that the entry opens with.
    """
    text, base = text_of(doc), day_of_writing(doc)
    found = find_in(text, base)
    entries = _days_of_entries(doc, text, base)
    if not entries:
        return found
    own = [
        item.model_copy(update={"start": item.start + start, "end": item.end + start})
        for start, end, day in entries
        for item in find_in(text[start:end], day)
    ]
    others = [item for item in found if _entry_at(entries, item.start) is None]
    return sorted([*others, *own], key=lambda item: item.start)


def day_at(doc: Doc, offset: int) -> date | None:
    """The day that what stands at an offset was written: an entry's own, else the document's."""
    base = day_of_writing(doc)
    return _entry_at(_days_of_entries(doc, text_of(doc), base), offset) or base


def _entry_at(entries: list[tuple[int, int, date]], offset: int) -> date | None:
    """The day of the entry that an offset stands in."""
    index = bisect_right(entries, offset, key=lambda entry: entry[0]) - 1
    return entries[index][2] if index >= 0 and offset < entries[index][1] else None


def _days_of_entries(doc: Doc, text: str, base: date | None) -> list[tuple[int, int, date]]:
    """Where the entries of a live blog stand that are of a day other than the document's, and their days.

    An entry opens with its day, or stands below a line with the day of all entries that follow.
    """
    key = "reportedly.entries"
    kept: list[tuple[int, int, date]] | None = doc.user_data.get(key)
    if kept is not None:
        return kept
    article = article_of(doc)
    kept = []
    above: date | None = None
    blocks = article.blocks if article is not None else ()
    if all(block.role != "entry" for block in blocks):
        blocks = ()
    for block in blocks:
        if block.role not in ("entry", "dateline"):
            continue
        head = find_in(text[block.start : min(block.end, block.start + HEAD)], base)
        day = next((_day(item) for item in head if _DAY_VALUE.match(item.value)), above)
        if block.role == "dateline":
            above = day
        elif day is not None and day != base:
            kept.append((block.start, block.end, day))
    doc.user_data[key] = kept
    return kept


HEAD = 40
"""Characters at the start of a live blog's entry in which its own day stands."""


def _day(item: TimeExpression) -> date | None:
    return item.stretch.end if item.stretch is not None else None


def expressions(doc: Doc) -> list[TimeExpression]:
    """The time expressions of a document, read once and kept with it."""
    kept: list[TimeExpression] | None = doc.user_data.get("reportedly.times")
    if kept is None:
        kept = find(doc)
        doc.user_data["reportedly.times"] = kept
    return kept


def find_in(text: str, base: date | None) -> list[TimeExpression]:
    """All time expressions of a text, the relative ones resolved against `base`."""
    found: list[TimeExpression] = []
    named: Stretch | None = None
    named_long: Stretch | None = None
    for form in forms.forms(text):
        frame = Frame(base, named, *dating.leaning(text, form.start, form.end), named_long)
        dated = dating.resolve(form, frame)
        if dated is None:
            continue
        found.append(
            TimeExpression(
                start=form.start,
                end=form.end,
                type=dated.type,
                value=dated.value,
                stretch=dated.stretch,
            )
        )
        named = _named(dated, named)
        named_long = _named_long(form, dated, named_long)
        found.extend(_second_days(text, form, dated))
    return found


def _named(dated: Dated, before: Stretch | None) -> Stretch | None:
    """The day last named: what "the next day" starts from."""
    if dated.type in {"DATE", "TIME"} and _DAY_VALUE.match(dated.value) and dated.stretch:
        return dated.stretch
    return before


def _named_long(form: Form, dated: Dated, before: Stretch | None) -> Stretch | None:
    """The day, month or year last named by its own name: what "later that year" is of."""
    names = form.rule in {"month_day", "day_month", "month_year", "year"}
    return dated.stretch if names and dated.stretch is not None else before


_SECOND_DAY = re.compile(
    r"(?:, \d{1,2})? ?(?:-|–|and|to|or|through) ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?=[,.;:)\n]|$| (?:in|at|of|when|as|to|by|on|and)\b)"
)


def _second_days(text: str, form: Form, dated: Dated) -> list[TimeExpression]:
    """The "25" of "April 24 and 25": a further day of the same month."""
    if form.rule != "month_day" or "year" in form.parts or dated.stretch is None:
        return []
    match = _SECOND_DAY.match(text, form.end)
    if match is None or dated.stretch.start is None:
        return []
    try:
        moment = dated.stretch.start.replace(day=int(match["day"]))
    except ValueError:
        return []
    if moment <= dated.stretch.start:
        return []
    return [
        TimeExpression(
            start=match.start("day"),
            end=match.end("day"),
            type="DATE",
            value=moment.isoformat(),
            stretch=Stretch(start=moment, end=moment),
        )
    ]


def day_of_writing(doc: Doc) -> date | None:
    """The day that relative expressions are resolved against: of publication, else the dateline's."""
    article = article_of(doc)
    if article is not None and article.published:
        return day_of(article.published)
    if _DAY_KEY not in doc.user_data:
        doc.user_data[_DAY_KEY] = _dateline_day(doc[:_DATELINE_REACH].text)
    day: date | None = doc.user_data[_DAY_KEY]
    return day


def _dateline_day(text: str) -> date | None:
    """The full date of a wire dateline: `TORVA, April 3, 1997 (AFP) --`."""
    head = text[:_DATELINE_REACH]
    match = _DATELINE.search(head)
    if match is None:
        return None
    for form in forms.forms(match.group()):
        if form.rule in {"month_day", "day_month"} and "year" in form.parts:
            dated = dating.resolve(form, Frame(None))
            if dated and dated.stretch:
                return dated.stretch.start
    return None
