"""One series: its chart, the same as a table, what conflicts in it, and why each figure is in it."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import Field

from reportedly.reconciling.standing import claim_at
from reportedly.records import Conflict, Estimate, JudgedReview, Series
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import NotThereError, Paged, Words
from reportedly.web.desk import Desk
from reportedly.web.paging import part_of
from reportedly.web.pictures import drawings
from reportedly.web.reviewing.permitting import Permit, PermitOf
from reportedly.web.rows import COLUMNS, Fold, cells_of, folds_of, row_of_fold, shown_conflict
from reportedly.web.summaries import Summary

router = APIRouter()

SeriesId = Annotated[str, Path(pattern="^[0-9a-f]{10}$", description="id of a series")]
PagedOf = Annotated[Paged, Query()]


class SeriesAsked(Paged):
    """Which part of a series is wanted, with what, and what it may be joined with."""

    estimate: Annotated[bool, Field(description="with a model's estimate, as a band")] = False
    find: Words = ""


SeriesOf = Annotated[SeriesAsked, Query()]
FEW_CONFLICTS = 6

FEW_LINKS = 20


@router.get("/series/{identity}.json", summary="One series as JSON")
def as_json(desk: DeskOf, identity: SeriesId) -> Response:
    """Give the series with all of its statements and its conflicts."""
    series = _series(desk, identity)
    conflicts = _conflicts(desk, series)
    return answers.as_json(
        series.model_dump(mode="json")
        | {"conflicts": [one.model_dump(mode="json") for one in conflicts]}
    )


@router.get("/series/{identity}.csv", summary="The figures of one series as CSV")
def as_csv(desk: DeskOf, identity: SeriesId) -> Response:
    """Give every statement of the series as a row."""
    series = _series(desk, identity)
    every = (*series.statements, *series.apart)
    return answers.as_csv(COLUMNS, map(cells_of, every), f"series-{identity}")


@router.get("/series/{identity}/why", response_class=HTML, summary="Why figures are in a series")
def why(desk: DeskOf, identity: SeriesId, paged: PagedOf) -> Response:
    """Say of each figure why it is in the series, and of near ones why they are not."""
    series = _series(desk, identity)
    found = desk.remembered(("why", identity), lambda: desk.browsed.explanation(identity))
    inside = found.inside if found else ()
    part = part_of(paged, len(inside))
    return answers.page(
        "why",
        edition=desk.edition,
        title=f"Why: {series.title}",
        series=series,
        inside=inside[paged.offset : paged.offset + paged.rows],
        near=found.near if found else (),
        part=part,
        address=f"/series/{identity}/why",
        twins=f"/series/{identity}/why",
    )


@router.get("/series/{identity}/why.json", summary="Why figures are in a series, as JSON")
def why_as_json(desk: DeskOf, identity: SeriesId) -> Response:
    """Give the same as a record."""
    _series(desk, identity)
    found = desk.remembered(("why", identity), lambda: desk.browsed.explanation(identity))
    return answers.as_json(found.model_dump(mode="json") if found else None)


@router.get("/series/{identity}/why.csv", summary="Why figures are in a series, as CSV")
def why_as_csv(desk: DeskOf, identity: SeriesId) -> Response:
    """Give the same as a table: a row for each reason."""
    _series(desk, identity)
    found = desk.remembered(("why", identity), lambda: desk.browsed.explanation(identity))
    rows: list[dict[str, Any]] = []
    for member in found.inside if found else ():
        rows += [{**member.model_dump(), "in": True, "why": why} for why in member.why]
    for miss in found.near if found else ():
        rows.append({**miss.model_dump(), "in": False, "why": miss.why_not})
    columns = ("in", "statement", "page", "figure", "origin", "why")
    return answers.as_csv(columns, rows, f"why-{identity}")


@router.get("/series/{identity}", response_class=HTML, summary="One series")
def one(desk: DeskOf, identity: SeriesId, paged: SeriesOf, permit: PermitOf) -> Response:
    """Show the series: chart, table, conflicts, linked series, and what is apart."""
    return shown(desk, identity, paged, permit)


def shown(
    desk: Desk, identity: str, paged: SeriesAsked, permit: Permit | None, problem: str = ""
) -> Response:
    """The page of a series.

    Args:
        desk: of the ledger.
        identity: of the series.
        paged: which part of its figures, and what it may be joined with.
        permit: what its forms need; None where nothing may be decided.
        problem: why a decision was not taken.
    With `estimate` a model's estimate is drawn too, once it is worked out.
    """
    series = _series(desk, identity)
    folds = desk.remembered(("rows", identity), lambda: _folds(desk, series))
    part = part_of(paged, len(folds))
    conflicts = _conflicts(desk, series)
    linked = {link.to: link.type for link in series.links}
    estimate = desk.estimate(series) if paged.estimate and not desk.edition.still else None
    band = estimate if isinstance(estimate, Estimate) else None
    return answers.page(
        "series",
        status=422 if problem else 200,
        permit=permit,
        problem=problem,
        find=paged.find,
        candidates=_candidates(desk, series, paged.find) if permit else [],
        decisions=decided_on(desk, series),
        edition=desk.edition,
        title=series.title,
        here="home",
        series=series,
        summary=next(iter(desk.summaries([identity])), None),
        drawing=_drawing(desk, series, band) if part.page == 1 else None,
        can_estimate=series.counting != "happening" and not desk.edition.still,
        estimate=estimate,
        band=band,
        rows=[row_of_fold(one) for one in folds[paged.offset : paged.offset + paged.rows]],
        part=part,
        address=f"/series/{identity}",
        conflicts=[shown_conflict(one) for one in conflicts[:FEW_CONFLICTS]],
        conflict_count=len(conflicts),
        linked=[(one, linked[one.id]) for one in desk.summaries(sorted(linked)[:FEW_LINKS])],
        twins=f"/series/{identity}",
    )


def _candidates(desk: Desk, series: Series, words: str) -> list[Summary]:
    """Series of its kind that it may be joined with: those with some words, else those linked to it."""
    if words:
        of_kind = desk.browsed.ids(kind=series.kind, where=words)
        of_kind += desk.browsed.ids(kind=series.kind, who=words)
    else:
        of_kind = sorted(link.to for link in series.links)
    ids = [one for one in dict.fromkeys(of_kind) if one != series.id][:FEW_LINKS]
    return [one for one in desk.summaries(ids) if one.kind == series.kind]


def decided_on(desk: Desk, series: Series) -> list[JudgedReview]:
    """What people decided on claims of a series, the latest first."""
    known = desk.series_decisions()
    every = (*series.statements, *series.apart) if known else ()
    claims = {claim_at(one, place) for one in every for place in one.claims if one.text_hash}
    return [
        one
        for one in reversed(known)
        if claims & {*one.attached, *(anchor.claim for anchor in one.anchors)}
    ]


def _drawing(desk: Desk, series: Series, band: Estimate | None) -> tuple[str, str] | None:
    key = ("drawing", series.id, bool(band))
    return desk.remembered(key, lambda: drawings(series, band))


def _folds(desk: Desk, series: Series) -> list[Fold]:
    every = (*series.statements, *series.apart)
    return folds_of(series, desk.browsed.groups(every))


def _series(desk: Desk, identity: str) -> Series:
    found = desk.series(identity)
    if found is None:
        raise NotThereError(
            f"There is no series {identity} in this ledger now. Ids of series change when pages are "
            "added that begin earlier: look for it in the list."
        )
    return found


def _conflicts(desk: Desk, series: Series) -> list[Conflict]:
    return desk.remembered(("conflicts", series.id), lambda: desk.browsed.conflicts([series.id]))
