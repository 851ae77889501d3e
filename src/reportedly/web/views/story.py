"""Stories: happenings that belong together, and the series that tell of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from reportedly.records import Story
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import NotThereError, Paged
from reportedly.web.desk import MOST_TOLD, Desk
from reportedly.web.paging import part_of

router = APIRouter()

StoryId = Annotated[str, Path(pattern="^[0-9a-f]{10}$", description="id of a story")]
PagedOf = Annotated[Paged, Query()]
COLUMNS = ("id", "title", "name", "by", "start", "end", "places", "pages", "statements")
HAPPENING = ("id", "title", "event", "place", "country", "start", "end", "counting", "pages")
MOST_SERIES = 100


@router.get("/stories", response_class=HTML, summary="All stories")
def every(desk: DeskOf, asked: PagedOf) -> Response:
    """List the stories of the ledger, those of most statements first."""
    stories = desk.stories()
    part = part_of(asked, len(stories or ()))
    return answers.page(
        "stories",
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
def one(desk: DeskOf, identity: StoryId, asked: PagedOf) -> Response:
    """Show the story's happenings, and the series that its figures stand in."""
    story = _story(desk, identity)
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
        title=story.title,
        here="stories",
        story=story,
        rows=[(one, [summaries[i] for i in ids if i in summaries]) for one, ids in by_happening],
        part=part,
        address=f"/stories/{identity}",
        twins=f"/stories/{identity}",
    )


def _story(desk: Desk, identity: str) -> Story:
    found = next((one for one in _all(desk) if one.id == identity), None)
    if found is None:
        raise NotThereError(f"There is no story {identity} in this ledger now.")
    return found
