"""Stories: happenings that belong together, and the series that tell of them."""

import io
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from reportedly.publishing import tolling
from reportedly.reconciling.names import plain
from reportedly.records import AppliedDecision, Policy, Story, StoryToll
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import NotThereError, Paged, Words
from reportedly.web.desk import MOST_TOLD, Desk, NotYet
from reportedly.web.paging import part_of
from reportedly.web.reviewing.permitting import Permit, PermitOf
from reportedly.web.tolls import Line, line_of, sum_of

router = APIRouter()

StoryId = Annotated[str, Path(pattern="^[0-9a-f]{10}$", description="id of a story")]
PagedOf = Annotated[Paged, Query()]
COLUMNS = ("id", "title", "name", "by", "start", "end", "places", "pages", "statements")
HAPPENING = ("id", "title", "event", "place", "country", "start", "end", "counting", "pages")
MOST_SERIES = 100
MOST_FOUND = 20
HAPPENINGS = 8
"""Happenings of a story on one page."""

FEW_ROWS = 6
"""Lines of a toll, and series, that are listed of each; what more there are is counted."""

ByPolicy = Literal["range", "latest", "majority"]
POLICIES: dict[ByPolicy, str] = {
    "range": "all that stands",
    "latest": "the latest of each voice",
    "majority": "what most voices give",
}
"""Policies of tolls that need no file, with what they take."""


class TollsAsked(BaseModel):
    """By which policy a toll is wanted."""

    policy: ByPolicy = "range"


class StoryAsked(Paged):
    """Which part of a story is wanted, by which policy its toll, and what it may be joined with."""

    rows: Annotated[int, Field(ge=1, le=HAPPENINGS)] = HAPPENINGS
    policy: ByPolicy = "range"
    find: Words = ""


TollsAskedOf = Annotated[TollsAsked, Query()]
StoryAskedOf = Annotated[StoryAsked, Query()]


@router.get("/stories", response_class=HTML, summary="All stories")
def every(desk: DeskOf, asked: PagedOf) -> Response:
    """List the stories of the ledger, those of most statements first."""
    stories = desk.stories()
    part = part_of(asked, len(stories or ()))
    return answers.page(
        "stories",
        edition=desk.edition,
        title="Stories",
        here="stories",
        rows=(stories or [])[asked.offset : asked.offset + asked.rows],
        working=stories is None,
        too_many=MOST_TOLD if desk.is_too_large else 0,
        part=part,
        address="/stories",
        twins="/stories",
    )


@router.get("/stories.json", summary="All stories as JSON")
def every_as_json(desk: DeskOf, asked: PagedOf) -> Response:
    """Give the same list as records."""
    return answers.as_json([_cells(one) for one in _part(desk, asked)])


@router.get("/stories.csv", summary="All stories as CSV")
def every_as_csv(desk: DeskOf, asked: PagedOf) -> Response:
    """Give the same list as a table."""
    return answers.as_csv(COLUMNS, map(_cells, _part(desk, asked)), "stories")


def _part(desk: Desk, asked: Paged) -> list[Story]:
    return _all(desk)[asked.offset : asked.offset + asked.rows]


def _all(desk: Desk) -> list[Story]:
    """The stories, where they are worked out.

    Raises:
        NotThereError: they are not yet.
    """
    if desk.is_too_large:
        raise NotThereError(
            f"The stories of more than {MOST_TOLD:,} statements are not worked out here; "
            "`reportedly stories` lists them."
        )
    stories = desk.stories()
    if stories is None:
        raise NotThereError("The stories are being worked out: ask again in a moment.")
    return stories


def _cells(one: Story) -> dict[str, Any]:
    return {
        **one.model_dump(mode="json", include=set(COLUMNS)),
        "start": str(one.days.start or "") if one.days else "",
        "end": str(one.days.end or "") if one.days else "",
        "places": ", ".join(one.places),
    }


@router.get("/stories/{identity}/tolls.json", summary="The toll of one story as JSON")
def tolls_as_json(desk: DeskOf, identity: StoryId, asked: TollsAskedOf) -> Response:
    """Give the toll by a policy: of each quantity a range, with the words of both ends."""
    toll = _toll(desk, identity, asked.policy)
    return answers.as_json(toll.model_dump(mode="json") if toll else None)


@router.get("/stories/{identity}/tolls.csv", summary="The toll of one story as CSV")
def tolls_as_csv(desk: DeskOf, identity: StoryId, asked: TollsAskedOf) -> Response:
    """Give the same as a table: a row for each quantity."""
    toll = _toll(desk, identity, asked.policy)
    out = io.StringIO(newline="")
    tolling.write_csv([toll] if toll else [], out)
    return answers.csv_of(out.getvalue(), f"tolls-{identity}")


def _toll(desk: Desk, identity: str, policy: Policy) -> StoryToll | None:
    _story(desk, identity)
    found = desk.toll(identity, policy)
    if isinstance(found, NotYet):
        raise NotThereError("The toll is being worked out: ask again in a moment.")
    return found


@router.get("/stories/{identity}.json", summary="One story as JSON")
def as_json(desk: DeskOf, identity: StoryId) -> Response:
    """Give the story with its happenings."""
    return answers.as_json(_story(desk, identity).model_dump(mode="json"))


@router.get("/stories/{identity}.csv", summary="The happenings of one story as CSV")
def as_csv(desk: DeskOf, identity: StoryId) -> Response:
    """Give the story's happenings as a table."""
    rows = (
        {
            **one.model_dump(mode="json", include=set(HAPPENING)),
            "start": str(one.days.start or "") if one.days else "",
            "end": str(one.days.end or "") if one.days else "",
        }
        for one in _story(desk, identity).happenings
    )
    return answers.as_csv(HAPPENING, rows, f"story-{identity}")


@router.get("/stories/{identity}", response_class=HTML, summary="One story")
def one(desk: DeskOf, identity: StoryId, asked: StoryAskedOf, permit: PermitOf) -> Response:
    """Show the story's happenings with their tolls, and the series that its figures stand in."""
    return shown(desk, identity, asked, permit)


def shown(
    desk: Desk, identity: str, asked: StoryAsked, permit: Permit | None, problem: str = ""
) -> Response:
    """The page of a story.

    Args:
        desk: of the ledger.
        identity: of the story.
        asked: which part of its happenings, and what it may be joined with.
        permit: what its forms need; None where nothing may be decided.
        problem: why a decision was not taken.
    """
    story = _story(desk, identity)
    found_toll = desk.toll(identity, asked.policy)
    toll = found_toll if isinstance(found_toll, StoryToll) else None
    lines: dict[str, list[Line]] = {}
    if toll:
        for line in toll.lines:
            lines.setdefault(line.happening, []).append(line_of(line, toll))
    part = part_of(asked, len(story.happenings))
    shown = story.happenings[asked.offset : asked.offset + asked.rows]
    found = desk.browsed.series_of(s for one in shown for s in one.statements)
    by_happening = [
        (one, sorted({found[s] for s in one.statements if s in found})) for one in shown
    ]
    ids = list(dict.fromkeys(i for _, ids in by_happening for i in ids))[:MOST_SERIES]
    summaries = {row.id: row for row in desk.summaries(ids)}
    return answers.page(
        "story",
        status=422 if problem else 200,
        permit=permit,
        problem=problem,
        find=asked.find,
        candidates=_candidates(desk, story, asked.find) if permit and asked.find else [],
        decisions=_decided_on(desk, story),
        edition=desk.edition,
        title=story.title,
        here="stories",
        story=story,
        rows=[
            (one, lines.get(one.id, []), [summaries[i] for i in ids if i in summaries])
            for one, ids in by_happening
        ],
        few=FEW_ROWS,
        toll=toll,
        working=isinstance(found_toll, NotYet),
        sums=[sum_of(one) for one in toll.sums] if toll else [],
        policy=asked.policy,
        policies=POLICIES,
        rest={} if asked.policy == "range" else {"policy": asked.policy},
        part=part,
        address=f"/stories/{identity}",
        twins=f"/stories/{identity}",
    )


def _candidates(desk: Desk, story: Story, words: str) -> list[Story]:
    """Other stories with some words in their title."""
    wanted = plain(words)
    others = (one for one in _all(desk) if one.id != story.id)
    return [one for one in others if wanted in plain(one.title)][:MOST_FOUND]


def _decided_on(desk: Desk, story: Story) -> list[AppliedDecision]:
    """What people decided on happenings of a story, the latest first."""
    own = {one.id for one in story.happenings}
    return [one for one in reversed(desk.story_decisions() or []) if own & set(one.found)]


def _story(desk: Desk, identity: str) -> Story:
    found = next((one for one in _all(desk) if one.id == identity), None)
    if found is None:
        raise NotThereError(f"There is no story {identity} in this ledger now.")
    return found
