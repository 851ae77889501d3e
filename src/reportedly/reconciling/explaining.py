"""Why statements stand in a series, and why near misses stand elsewhere, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportedly.reconciling.evidence import Merge
from reportedly.reconciling.links import Quantity
from reportedly.reconciling.names import NOWHERE, People, Place, plain
from reportedly.reconciling.older import OlderStates
from reportedly.reconciling.series import Grouped, grouped, shown_statement
from reportedly.reconciling.statements import Account
from reportedly.reconciling.timing import Hours
from reportedly.reconciling.told import Told, why_apart
from reportedly.records import Membership, NearMiss, Series, SeriesExplanation

_OF_PAGES = ("acronym", "office", "short form")  # what its own page gives a name

MOST_NEAR = 20
"""So many near misses are named for a series, those of its own pages first."""


def explanations_of(account: Account, series: Sequence[Series]) -> list[SeriesExplanation]:
    """Explain some series of an account, in their order.

    A near miss is a statement of the same kind that differs in one thing: people, unit, place, what it
    counts over, or the days of its happening.
    """
    groups = {group.id: _shown(group, account) for group in grouped(account)}
    titles = {one.id: one.title for one in series}
    merges: dict[str, list[Merge]] = {}
    for merge in account.origins.merges:
        merges.setdefault(merge.identity, []).append(merge)
    named = Named(merges, account.names.places.merges, account.names.peoples.merges)
    return [
        SeriesExplanation(
            id=one.id,
            title=one.title,
            inside=tuple(_inside(one, groups[one.id], named)),
            near=tuple(_near(groups[one.id], groups.values(), titles)),
        )
        for one in series
    ]


def _inside(series: Series, group: Grouped, named: "Named") -> Iterable[Membership]:
    """Why each statement is in its series, and which of them are of an older state than their page."""
    older = OlderStates(series.statements, series.apart, Hours(series.statements))
    why = {(one.id, one.page): older.alone(one) for one in series.statements}
    for told in group.told:
        one = _membership(told, group, named)
        reason = why.get((one.statement, one.page))
        yield (
            one
            if reason is None
            else one.model_copy(update={"why": (*one.why, f"of an older state: {reason}")})
        )


class Named(NamedTuple):
    """The evidence for names that are one: of those who spoke by their origin, of places, of groups."""

    speakers: Mapping[str, Sequence[Merge]]
    places: Sequence[Merge]
    groups: Sequence[Merge]


def _shown(group: Grouped, account: Account) -> Grouped:
    told = (
        replace(one, statement=shown_statement(one.statement, account.voices)) for one in group.told
    )
    return replace(group, told=tuple(told))


def _membership(told: Told, group: Grouped, named: Named) -> Membership:
    said = told.statement
    who = said.who or said.counted
    why = [f"{said.kind}: {_people(told.people)}{_written(who)}"]
    why += [_taken(merge) for merge in named.groups if _is_written(merge, who)]
    if told.unit:
        why.append(f"counted in {told.unit}")
    if told.place != group.quantity.place:
        why.append(f"place {_place(group.quantity.place)}: the only series that it can belong to")
    else:
        why.append(f"place {_place(told.place)}: {told.why_place}")
    why += [_taken(merge) for merge in named.places if _is_written(merge, said.where)]
    why.append(f"{told.counting}: {told.why_counting}")
    if group.event:
        why.append(f"of the {group.called}: by what its page is about, or those before it")
    source, origin = said.source, said.origin
    why += [
        f"spoken by {origin}: {_taken(merge)}"
        for merge in named.speakers.get(origin or "", ())
        if source is not None
        and (merge.form in source or _is_written(merge, source))
        and (merge.kind not in _OF_PAGES or said.page in merge.pages)
    ]
    why += [f"told again as {words}" for words in told.joined]
    reason = why_apart(said)
    if reason:
        why.append(f"not counted: {reason}")
    return Membership(
        statement=said.id, page=said.page, figure=said.figure, origin=origin, why=tuple(why)
    )


def _taken(merge: Merge) -> str:
    return f"{merge.form!r} is {merge.name}, {merge.why}"


def _is_written(merge: Merge, phrase: str | None) -> bool:
    """Whether a phrase has a name that was taken for another; of a decision, either of the two."""
    names = (merge.form, merge.name) if merge.kind == "decision" else (merge.form,)
    return phrase is not None and any(plain(name) in plain(phrase) for name in names)


def _near(group: Grouped, others: Iterable[Grouped], titles: Mapping[str, str]) -> list[NearMiss]:
    pages = {told.statement.page for told in group.told}
    found = []
    for other in others:
        why_not = _one_difference(group, other)
        if why_not is not None:
            found += [
                NearMiss(
                    statement=told.statement.id,
                    page=told.statement.page,
                    figure=told.statement.figure,
                    origin=told.statement.origin,
                    series=titles.get(other.id, other.id),
                    why_not=why_not,
                )
                for told in other.told
            ]
    found.sort(key=lambda miss: (miss.page not in pages, miss.page, miss.statement))
    return found[:MOST_NEAR]


def _one_difference(group: Grouped, other: Grouped) -> str | None:
    """The one thing in which two series of one kind differ, in words; None where there are several."""
    a, b = group.quantity, other.quantity
    if a.kind != b.kind or group.id == other.id:
        return None
    differences = [
        words
        for differs, words in (
            (a.people != b.people, f"it counts {_people(b.people)}, not {_people(a.people)}"),
            (
                a.unit != b.unit,
                f"it counts in {b.unit or 'single ones'}, not in {a.unit or 'single ones'}",
            ),
            (a.place != b.place, f"its place is {_place(b.place)}, not {_place(a.place)}"),
            (a.counting != b.counting, _counting(a, b)),
        )
        if differs
    ]
    if not differences and group.event != other.event:
        return f"its happening is another one: {other.called or 'of another kind'}"
    if not differences:
        return "its happening or its stretch of days is another one"
    return differences[0] if len(differences) == 1 else None


def _counting(a: Quantity, b: Quantity) -> str:
    names = {
        "happening": "one happening",
        "running": "all until now",
        "stretch": "a stretch of days",
    }
    return f"it is of {names[b.counting]}, not of {names[a.counting]}"


def _people(people: People) -> str:
    return " of ".join(part for part in (people.group, people.nation) if part) or "unspecified"


def _place(place: Place) -> str:
    if place == NOWHERE:
        return "nowhere in particular"
    name = place.name.title()
    return f"{name}, in {place.country}" if place.country else name


def _written(phrase: str | None) -> str:
    return f" ({phrase!r})" if phrase else ""
