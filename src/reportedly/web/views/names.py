"""Names: who and where are the same, by all their spellings, with why, and what people decided of them."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import Field

from reportedly.records import Evidence, Identity, JudgedDecision, NameSort
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import NotThereError, Paged, Words, query_of
from reportedly.web.desk import Desk
from reportedly.web.identities import alike, called, decided_on, handle_of, named, nearest
from reportedly.web.paging import part_of
from reportedly.web.reviewing.permitting import Permit, PermitOf

router = APIRouter()

COLUMNS = ("sort", "name", "statements", "pages", "spellings", "within", "evidence", "apart")
DETAILS = ("what", "form", "name", "why", "statements", "pages", "by", "at", "note", "standing")
FEW_SPELLINGS = 4
FEW_PAGES = 3
LONGEST_NAME = 1_000


class NamesAsked(Paged):
    """Which names are wanted."""

    words: Words = ""
    sort: Literal["", "actor", "place", "group"] = ""

    def rest(self) -> dict[str, str]:
        """What is asked but the part of the list."""
        return {"words": self.words, "sort": self.sort}


class NameAsked(Paged):
    """Which name is wanted, and what it may be merged with."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    find: Words = ""


Sort = Annotated[NameSort, Path(description="actor, place or group")]
NamesOf = Annotated[NamesAsked, Query()]
NameOf = Annotated[NameAsked, Query()]


@router.get("/names", response_class=HTML, summary="All names")
def every(desk: DeskOf, asked: NamesOf, permit: PermitOf) -> Response:
    """List actors, places and groups, each by all its names."""
    every = desk.identities()
    found = _chosen(every or [], asked)
    part = part_of(asked, len(found))
    return answers.page(
        "names",
        title="Names",
        here="names",
        permit=permit,
        rows=found[asked.offset : asked.offset + asked.rows],
        few=FEW_SPELLINGS,
        working=every is None,
        by_account=desk.is_too_large,
        part=part,
        asked=asked,
        address="/names",
        rest=asked.rest(),
        twins="/names",
        query=query_of(asked.rest()),
    )


@router.get("/names.json", summary="All names as JSON")
def every_as_json(desk: DeskOf, asked: NamesOf) -> Response:
    """Give the same list as records."""
    return answers.as_json([one.model_dump(mode="json") for one in _part(desk, asked)])


@router.get("/names.csv", summary="All names as CSV")
def every_as_csv(desk: DeskOf, asked: NamesOf) -> Response:
    """Give the same list as a table."""
    return answers.as_csv(COLUMNS, map(_cells, _part(desk, asked)), "names")


@router.get("/names/{sort}.json", summary="One name as JSON")
def as_json(desk: DeskOf, sort: Sort, asked: NameOf) -> Response:
    """Give everybody of that name, with the evidence and what people decided."""
    found = desk.with_reasons(_named(_all(desk), sort, asked.name))
    return answers.as_json(
        {
            "identities": [one.model_dump(mode="json") for one in found],
            "decisions": [one.model_dump(mode="json") for one in decided_on(desk, found)],
        }
    )


@router.get("/names/{sort}.csv", summary="One name as CSV")
def as_csv(desk: DeskOf, sort: Sort, asked: NameOf) -> Response:
    """Give its spellings, why they are its own, and what people decided, a row each."""
    found = desk.with_reasons(_named(_all(desk), sort, asked.name))
    rows = [row for one in found for row in _details(one)]
    rows += [_decision(one) for one in decided_on(desk, found)]
    return answers.as_csv(DETAILS, rows, f"name-{sort}")


@router.get("/names/{sort}", response_class=HTML, summary="One name")
def one(desk: DeskOf, sort: Sort, asked: NameOf, permit: PermitOf) -> Response:
    """Show everybody of that name: spellings, why they are one, and what people decided."""
    return shown(desk, sort, asked, permit)


def shown(
    desk: Desk, sort: NameSort, asked: NameAsked, permit: Permit | None, problem: str = ""
) -> Response:
    """The page of a name.

    Args:
        desk: of the ledger.
        sort: what it names.
        asked: which name, and what it may be merged with.
        permit: what its forms need; None where nothing may be decided.
        problem: why a decision was not taken.
    """
    every = desk.identities()
    listed = _named(every, sort, asked.name) if every is not None else []
    others = [one for one in every or () if one.sort == sort and one not in listed]
    found = desk.with_reasons(listed)
    return answers.page(
        "name",
        status=422 if problem else 200,
        title=found[0].name if found else asked.name,
        here="names",
        permit=permit,
        sort=sort,
        asked=asked,
        found=found,
        working=every is None,
        decisions=decided_on(desk, found),
        few_pages=FEW_PAGES,
        shortly=_shortly,
        handle=handle_of(found[0]) if found else "",
        candidates=_candidates(found, others, asked.find) if permit else [],
        problem=problem,
        twins=f"/names/{sort}",
        query=query_of({"name": asked.name}),
    )


def _shortly(page: str) -> str:
    """An address, or the name of a file without the folders that it lies in."""
    return page if "://" in page else page.rpartition("/")[2] or page


def _candidates(
    found: Sequence[Identity], others: Sequence[Identity], words: str
) -> list[tuple[str, Identity]]:
    """What a name may be merged with: what has the words that are looked for, or is written like it."""
    if not found:
        return []
    near = alike(others, words) if words else nearest(found[0], others)
    return [(handle, one) for one in near if len(handle := handle_of(one)) <= LONGEST_NAME]


def _named(every: Sequence[Identity], sort: NameSort, name: str) -> list[Identity]:
    found = named(every, sort, name)
    if not found:
        raise NotThereError(f"No {sort} of this ledger is called {name[:200]!r}.")
    return found


def _all(desk: Desk) -> list[Identity]:
    found = desk.identities()
    if found is None:
        raise NotThereError("The names are being worked out: ask again in a moment.")
    return found


def _chosen(every: Sequence[Identity], asked: NamesAsked) -> list[Identity]:
    return [
        one
        for one in every
        if asked.sort in ("", one.sort) and (not asked.words or called(one, asked.words))
    ]


def _part(desk: Desk, asked: NamesAsked) -> list[Identity]:
    return _chosen(_all(desk), asked)[asked.offset : asked.offset + asked.rows]


def _cells(one: Identity) -> dict[str, Any]:
    return {
        "sort": one.sort,
        "name": one.name,
        "statements": one.statements,
        "pages": one.pages,
        "spellings": "; ".join(spelling.words for spelling in one.spellings),
        "within": ", ".join(one.within),
        "evidence": "; ".join(_because(each) for each in one.evidence),
        "apart": "; ".join(_because(each) for each in one.apart),
    }


def _because(one: Evidence) -> str:
    return f"{one.form} = {one.name}: {one.why}"


def _details(one: Identity) -> Iterator[dict[str, Any]]:
    for spelling in one.spellings:
        yield {
            "what": "spelling",
            "form": spelling.words,
            "name": one.name,
            "statements": spelling.statements,
            "pages": spelling.pages,
        }
    for what, evidence in (("evidence", one.evidence), ("apart", one.apart)):
        for each in evidence:
            yield {
                "what": f"{what}: {each.kind}",
                "form": each.form,
                "name": each.name,
                "why": each.why,
                "pages": "; ".join(each.pages),
            }


def _decision(one: JudgedDecision) -> dict[str, Any]:
    return {
        "what": f"decision: {one.type}",
        "form": one.first,
        "name": one.second,
        "by": one.by,
        "at": one.at,
        "note": one.note,
        "standing": one.standing,
    }
