"""Statements of a ledger as reports: running totals and stretches of days, by those who spoke."""

from collections import Counter
from collections.abc import Iterable

from reportedly.estimating.data import EXAMPLES, Report
from reportedly.reconciling.names import NOWHERE, people_of
from reportedly.reconciling.series import Grouped
from reportedly.reconciling.timing import stated_on, voice
from reportedly.reconciling.told import Told, why_apart
from reportedly.reconciling.voices import body_of_key, place_of_key
from reportedly.records import LeftOut


def reports_of(groups: Iterable[Grouped]) -> tuple[list[Report], tuple[LeftOut, ...]]:
    """The statements of an account that a running total can be estimated from, and why not the others.

    A source is taken for a party to the conflict where its name names a nation whose losses are
    counted.
    """
    told = [(group, one) for group in groups for one in group.told]
    sides = {one.people.nation for _, one in told if one.people.nation}
    found: list[Report] = []
    reasons: dict[str, list[str]] = {}
    for group, one in told:
        reason = _why_not(group, one)
        if reason is None:
            found.append(_report(group, one, sides))
        else:
            reasons.setdefault(reason, []).append(one.statement.id)
    return found, tuple(
        LeftOut(reason=why, reports=len(ids), examples=tuple(ids[:EXAMPLES]))
        for why, ids in sorted(reasons.items())
    )


def _why_not(group: Grouped, told: Told) -> str | None:
    statement = told.statement
    apart = why_apart(statement)
    if apart:
        return f"not counted: {apart}"
    if told.unit:
        return "counted in units, not in people or things"
    if group.quantity.counting == "happening":
        return "the toll of one happening, no running total"
    if statement.comparator == "vague":
        return "no number, but a word like “dozens”"
    if stated_on(statement) is None:
        return "no day known"
    when = statement.when
    if group.quantity.counting == "stretch" and not (when and when.start and when.end):
        return "a stretch of days without both ends"
    return None


def _report(group: Grouped, told: Told, sides: set[str]) -> Report:
    statement, quantity = told.statement, group.quantity
    source = _source(voice(statement))
    place = "" if quantity.place == NOWHERE else f", {quantity.place.name}"
    day, days = stated_on(statement), 0
    when = statement.when
    if quantity.counting == "stretch" and when and when.start and when.end:
        day, days = when.end, (when.end - when.start).days + 1
    if day is None:
        raise AssertionError("statements without a day were left out")
    return Report(
        reference=statement.id,
        day=day,
        side=quantity.people.nation or "all",
        who=f"{quantity.people.group}{place}",
        kind=quantity.kind,
        source=source,
        party=bool(sides & set(people_of(source).nation.split(" + ")) - {""}),
        low=_number(statement.low),
        high=_number(statement.high),
        days=days,
    )


def _source(key: str) -> str:
    """Whose bias a voice's figure carries.

    A body whose name names a nation is one in all stories of its war, though the ledger tells it apart
    from story to story; other bodies are those of their place.
    """
    body, place = body_of_key(key), place_of_key(key)
    if place is None:
        return body
    shown = body.title()  # keys of bodies are in small letters, which hide nations
    return shown if people_of(shown).nation else f"{shown} ({place})"


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def commonest(reports: Iterable[Report]) -> str:
    """The kinds that reports are of, the commonest first, as words of a message."""
    counts = Counter(report.kind for report in reports)
    return ", ".join(kind for kind, _ in counts.most_common(5))
