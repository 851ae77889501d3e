"""Happenings, stories and tolls as a terminal shows them, and tolls as a table for a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.publishing.exports import harmless
from reportedly.publishing.tables import day, safe
from reportedly.records import (
    AppliedDecision,
    Aside,
    Happening,
    Share,
    Story,
    StoryToll,
    TollEnd,
    TollLine,
    TollSum,
    Voice,
)

COLUMNS = (
    *("story", "story_title", "happening", "happening_title", "counting", "first_day", "last_day"),
    *("place", "kind", "counts", "side", "group", "civil_status", "unit", "policy"),
    *("minimum", "minimum_open", "minimum_figure", "minimum_source", "minimum_claim"),
    *("minimum_page", "minimum_quote"),
    *("maximum", "maximum_open", "maximum_figure", "maximum_source", "maximum_claim"),
    *("maximum_page", "maximum_quote"),
    *("best", "voices", "not_counted", "part_of", "line"),
)
"""Columns of a table of tolls: a row for each line, both ends with their words."""


def happenings_view(happenings: Sequence[Happening]) -> RenderableType:
    """One row a happening: its id, what, where and when, and how much is said of it."""
    table = _table()
    for column in ("happening", "what", "said", "story"):
        table.add_column(column, no_wrap=column in ("happening", "story"))
    for one in happenings:
        table.add_row(one.id, safe(one.title), _said(len(one.statements), one.pages), one.story)
    return table


def stories_view(stories: Sequence[Story]) -> RenderableType:
    """Each story with its happenings."""
    shown: list[RenderableType] = []
    for story in stories:
        by = f" (named by {story.by})" if story.by else ""
        shown.append(Text.assemble((safe(f"{story.title}{by}").plain, "bold"), f"  {story.id}"))
        rows = _table(header=False)
        for one in story.happenings:
            part = "part of another" if one.within else ""
            said = _said(len(one.statements), one.pages)
            rows.add_row(one.id, safe(one.title), said, Text(part, "dim"))
        shown += [Padding(rows, (0, 0, 0, 2)), Text("")]
    return Group(*shown[:-1])


def decisions_view(applied: Sequence[AppliedDecision]) -> RenderableType:
    """What people decided on stories, one row each, with what fits the ledger no more."""
    table = _table()
    for column in ("decision", "on", "by", "decided", "happenings"):
        table.add_column(column)
    for one in applied:
        decision = one.decision
        what = f"{decision.action} {decision.name or (decision.undoes or '')[:8]}".rstrip()
        what += f" ({decision.note})" if decision.note else ""
        what += "; taken back" if one.standing == "undone" else ""
        fits = ", ".join(one.found) or "none fits"
        if one.astray:
            fits += f"; {len(one.astray)} astray"
        table.add_row(decision.id[:8], day(decision.at), safe(decision.by), safe(what), safe(fits))
    return table


def _table(*, header: bool = True) -> Table:
    return Table(
        box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", show_header=header
    )


def _said(statements: int, pages: int) -> str:
    return f"{_many(statements, 'statement')} on {_many(pages, 'page')}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def tolls_view(tolls: Sequence[StoryToll]) -> RenderableType:
    """Each story: its happenings with their ranges, the words of both ends, and what is not counted."""
    shown: list[RenderableType] = []
    for toll in tolls:
        heading = safe(toll.story.title).plain
        shown.append(Text.assemble((heading, "bold"), f"  {toll.story.id}  policy: {toll.policy}"))
        titles = {one.id: one for one in toll.story.happenings}
        last = None
        for line in toll.lines:
            if line.happening != last:
                shown.append(_indented(safe(titles[line.happening].title), 2, "underline"))
                last = line.happening
            shown += _line(line, toll)
        shown += [part for one in toll.sums for part in _sum(one, toll)]
        shown.append(Text(""))
    return Group(*shown[:-1])


def _indented(shown: Text, by: int, style: str = "") -> RenderableType:
    shown.stylize(style)
    return Padding(shown, (0, 0, 0, by))


def _line(line: TollLine, toll: StoryToll) -> list[RenderableType]:
    shown = [_indented(safe(f"{_name(line)}: {_range(line)}"), 4, "bold")]
    for label, end in (("least", line.minimum), ("most", line.maximum)):
        if end is not None and not (label == "most" and _is_one(line)):
            shown.append(_indented(safe(_end("" if _is_one(line) else label, end)), 6))
    wholes = [one for one in toll.lines if one.id in line.within]
    if wholes:
        names = "; ".join(
            dict.fromkeys(f"{_name(one)}, {one.place or 'no place'}" for one in wholes)
        )
        shown.append(_indented(safe(f"in these already: {names}"), 6, "dim"))
    shown += [_indented(safe(_share(share)), 6, "italic") for share in line.shares]
    if line.assumption is not None:
        number = _between(line.assumption.low, line.assumption.high)
        words = f"assumed, not said: {number} people ({line.assumption.basis})"
        shown.append(_indented(safe(words), 6, "italic"))
    shown += [_indented(safe(_aside(one)), 6, "dim") for one in line.apart]
    return shown


def _is_one(line: TollLine) -> bool:
    """Whether both ends are one figure of one voice."""
    return (
        line.minimum is not None
        and line.maximum is not None
        and line.minimum.rests_on[0].claim == line.maximum.rests_on[0].claim
    )


def _name(line: TollLine | TollSum) -> str:
    parts = [f"{line.kind}: {line.counts}"]
    if line.status not in (None, "unknown") and line.status not in line.counts.lower():
        parts.append(f"({line.status})")
    return " ".join(parts)


def _range(line: TollLine) -> str:
    if line.minimum is None or line.maximum is None:
        return "nothing that counts"
    least, most = _words(line.minimum, least=True), _words(line.maximum, least=False)
    said = _figure(line.minimum) if _is_one(line) else f"{least} to {most}"
    best = f", best {_number(line.best.value)}" if line.best and not _is_one(line) else ""
    voices = _many(line.voices, "voice")
    known = " with no known common origin" if line.voices > 1 else ""
    return f"{said}{best}; {voices}{known}"


def _figure(end: TollEnd) -> str:
    """The one figure of a line in its own words; a number where the words are an article."""
    words = end.rests_on[0].figure.lower()
    return words if len(words) > len("an") else _number(end.value)


def _words(end: TollEnd, *, least: bool) -> str:
    """An end as its words have it where they leave it open: `more than 80`, `nearly 400`."""
    if not end.open:
        return _number(end.value)
    words = end.rests_on[0].figure.lower()
    return words if any(c.isdigit() for c in words) else f"{words} ({_open(end, least=least)})"


def _open(end: TollEnd, *, least: bool) -> str:
    return f"{'at most' if least else 'at least'} {_number(end.value)}"


def _number(value: float) -> str:
    return f"{value:,}"


def _between(low: float | None, high: float | None) -> str:
    """An interval in words; of one without both ends nothing is known."""
    if low is None:
        return "an unknown number of" if high is None else f"at most {_number(high)}"
    if high is None:
        return f"at least {_number(low)}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _end(label: str, end: TollEnd) -> str:
    first, *others = end.rests_on
    more = f", and {_many(len(others), 'other voice')}" if others else ""
    start = f"{label}: " if label else ""
    return f"{start}{_source(first)}{more} “{first.quote}” claim {first.claim}"


def _source(voice: Voice) -> str:
    """Who gave a figure, when, and who printed it."""
    printed = voice.publisher or voice.page
    copies = f" and {_many(len(voice.pages) - 1, 'other page')}" if len(voice.pages) > 1 else ""
    own = voice.origin == printed
    where = f"{printed}{copies}" if own else f"{voice.origin}, in {printed}{copies}"
    rests = f" (citing {voice.rests_on})" if voice.rests_on else ""
    return f"{voice.figure}, {where}{rests}, {day(voice.stated) or 'no date'}"


def _aside(aside: Aside) -> str:
    contested = f" (against {_many(len(aside.contests), 'figure')})" if aside.contests else ""
    return f"not counted: {_source(aside)}: {aside.why}{contested}; claim {aside.claim}"


def _share(share: Share) -> str:
    return (
        f"derived, not said: {_between(share.low, share.high)}, from {_source(share.words)} “{share.words.quote}” "
        f"of {_source(share.total)}"
    )


def _sum(one: TollSum, toll: StoryToll) -> list[RenderableType]:
    added = [line for line in toll.lines if line.id in one.lines]
    titles = {happening.id: happening.title for happening in toll.story.happenings}
    most = f"{_number(one.maximum)}{' or more' if one.open else ''}"
    said = f"derived, not said: {_name(one)}: {_number(one.minimum)} to {most}"
    parts = "; ".join(f"{titles[line.happening]}: {_range(line)}" for line in added)
    shown = [
        _indented(safe(f"{said}, {_many(len(one.lines), 'happening')} added up"), 2, "italic"),
        _indented(safe(parts), 4, "dim"),
    ]
    if one.left_out:
        shown.append(_indented(safe(f"left out: {_many(len(one.left_out), 'line')}"), 4, "dim"))
    return shown


def write_csv(tolls: Iterable[StoryToll], out: TextIO, *, raw: bool = False) -> int:
    """Write tolls as CSV, a row for each line, and return how many were written.

    Cells that a spreadsheet would run as a formula get a leading apostrophe, unless `raw`.
    """
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    written = 0
    for toll in tolls:
        titles = {one.id: one.title for one in toll.story.happenings}
        for line in toll.lines:
            row = _row(line, toll, titles)
            writer.writerow(row if raw else {name: _cell(value) for name, value in row.items()})
            written += 1
    return written


def _row(line: TollLine, toll: StoryToll, titles: dict[str, str]) -> dict[str, object]:
    days = line.days
    return {
        "story": toll.story.id,
        "story_title": toll.story.title,
        "happening": line.happening,
        "happening_title": titles[line.happening],
        "counting": line.counting,
        "first_day": days.start if days else None,
        "last_day": days.end if days else None,
        "place": line.place,
        "kind": line.kind,
        "counts": line.counts,
        "side": line.side,
        "group": line.group,
        "civil_status": line.status,
        "unit": line.unit,
        "policy": toll.policy,
        **_cells("minimum", line.minimum),
        **_cells("maximum", line.maximum),
        "best": line.best.value if line.best else None,
        "voices": line.voices,
        "not_counted": len(line.apart),
        "part_of": " ".join(line.within),
        "line": line.id,
    }


def _cells(name: str, end: TollEnd | None) -> dict[str, object]:
    voice = end.rests_on[0] if end else None
    return {
        name: end.value if end else None,
        f"{name}_open": "yes" if end and end.open else "",
        f"{name}_figure": voice.figure if voice else None,
        f"{name}_source": voice.origin if voice else None,
        f"{name}_claim": voice.claim if voice else None,
        f"{name}_page": voice.page if voice else None,
        f"{name}_quote": voice.quote if voice else None,
    }


def _cell(value: object) -> object:
    return harmless(value) if isinstance(value, str) else value
