"""Claims that reading missed: by their words in a page, or by hand, with a source and no page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from reportedly import verbs
from reportedly.errors import LedgerError, UsageError
from reportedly.pages.loading import now
from reportedly.records import Article, JudgedReview, Span
from reportedly.verbs.correcting import numbers_of
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import NotThereError
from reportedly.web.desk import Desk
from reportedly.web.marking import Marked, blocks_of
from reportedly.web.reviewing.boxes import empty_boxes, given_fields
from reportedly.web.reviewing.deciding import LONGEST_NOTE, Sent
from reportedly.web.reviewing.framing import one_line
from reportedly.web.reviewing.permitting import Reviewer
from reportedly.web.words import plain

router = APIRouter()

LONGEST_WORDS = 500
LONGEST_SAID = 20_000
NEAR = 300
"""Characters of the page that are shown around the words."""

MOST_PLACES = 20
TextHash = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of a page's text")]
Offset = Annotated[int, Field(ge=0, le=2**40)]


class Chosen(BaseModel):
    """Which words of a page were chosen: by their place, or as they are written."""

    start: Offset | None = None
    end: Offset | None = None
    words: Annotated[str, Field(max_length=LONGEST_WORDS)] = ""


class Added(BaseModel):
    """What an added claim brings beside its fields."""

    words: Annotated[str, Field(max_length=LONGEST_WORDS)] = ""
    start: Annotated[str, Field(pattern="^[0-9]{0,12}$")] = ""
    end: Annotated[str, Field(pattern="^[0-9]{0,12}$")] = ""
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""


class AddedByHand(BaseModel):
    """What a claim without a page brings beside its fields."""

    said: Annotated[str, Field(max_length=LONGEST_SAID)] = ""
    words: Annotated[str, Field(max_length=LONGEST_WORDS)] = ""
    published: Annotated[str, Field(max_length=40)] = ""
    publisher: Annotated[str, Field(max_length=200)] = ""
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""


@dataclass(frozen=True)
class PlaceOfWords:
    """A place where the words stand: offset of their first character, and the text around them."""

    start: int
    before: str
    words: str
    behind: str


@dataclass(frozen=True)
class Filled:
    """The form of a claim that was missed, as far as it is filled in.

    Attributes:
        span: of the words in the page, where that is known.
        words: as they are written; `places` are those where they stand, if they stand in several.
        sent: what stood in the boxes.
        problem: why it could not be kept.
    """

    article: Article
    text_hash: str
    span: Span | None
    words: str
    places: Sequence[Span] = ()
    sent: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@router.get("/pages/{text_hash}/add", response_class=HTML, summary="Add a claim: the form")
def ask(desk: DeskOf, text_hash: TextHash, chosen: Annotated[Chosen, Query()]) -> Response:
    """Show the form for a claim that reading missed, with its words in the page."""
    article = _article(desk, text_hash)
    span = None
    if chosen.start is not None and chosen.end is not None:
        span = _span(article.text, chosen.start, chosen.end)
    places = _places(article.text, chosen.words) if span is None else []
    if len(places) == 1:
        span = places[0]
    words = span.of(article.text) if span else chosen.words
    return _form(Filled(article, text_hash, span, words, places))


@router.post(
    "/pages/{text_hash}/add",
    response_class=RedirectResponse,
    status_code=303,
    summary="Add a claim",
)
def add(
    desk: DeskOf, text_hash: TextHash, by: Reviewer, given: Annotated[Added, Form()], boxes: Sent
) -> Response:
    """Record a claim that reading missed, and show it."""
    article = _article(desk, text_hash)
    places = _meant(article.text, given)
    try:
        span = _only(places, given.words)
        with desk.deciding:
            made = verbs.add_claim(
                desk.ledger, text_hash, span.of(article.text), given_fields(boxes),
                start=span.start, by=by, at=now(), note=one_line(given.note),
            )  # fmt: skip
    except UsageError as error:
        known = places[0] if len(places) == 1 else None
        filled = Filled(article, text_hash, known, given.words, places, boxes, str(error))
        return _form(filled, 422)
    return _to(made)


@router.get("/by-hand", response_class=HTML, summary="Add a claim without a page: the form")
def ask_by_hand() -> Response:
    """Show the form for a claim that stands on no page."""
    return _form_by_hand({}, "", 200)


@router.post(
    "/by-hand",
    response_class=RedirectResponse,
    status_code=303,
    summary="Add a claim without a page",
)
def add_by_hand(
    desk: DeskOf, by: Reviewer, given: Annotated[AddedByHand, Form()], boxes: Sent
) -> Response:
    """Record a claim with a stated source and no page, and show it."""
    said = given.said.replace("\r\n", "\n").strip()
    try:
        span = _only(_places(said, given.words), given.words)
        with desk.deciding:
            made = verbs.add_claim_by_hand(
                desk.ledger, said, span.of(said), given_fields(boxes),
                published=given.published.strip() or None,
                publisher=" ".join(given.publisher.split()) or None,
                by=by, at=now(), note=one_line(given.note),
            )  # fmt: skip
    except UsageError as error:
        return _form_by_hand(boxes, str(error), 422)
    return _to(made)


def _to(made: JudgedReview) -> Response:
    """To the claim that was added."""
    claim = made.attached[0] if made.attached else ""
    return RedirectResponse(
        f"/claims/{claim}?done={made.id}" if claim else f"/reviews?done={made.id}", 303
    )


def _form(filled: Filled, status: int = 200) -> Response:
    text, span = filled.article.text, filled.span
    marks = [Marked(span.start, span.end, "figure")] if span else []
    window = span and _window(filled.article, span)
    return answers.page(
        "add",
        status,
        title="Add a claim",
        here="review",
        text_hash=filled.text_hash,
        headline=filled.article.title or "the page",
        words=filled.words,
        span=span,
        blocks=blocks_of(filled.article, marks, window) if window else [],
        places=_around(text, filled.places) if span is None else [],
        number=numbers_of(filled.words) if filled.words.strip() else {},
        boxes=empty_boxes(filled.sent, "kind"),
        note=filled.sent.get("note", ""),
        problem=filled.problem,
    )


def _form_by_hand(sent: Mapping[str, str], problem: str, status: int) -> Response:
    return answers.page(
        "add_by_hand",
        status,
        title="Add a claim without a page",
        here="review",
        sent={name: sent.get(name, "") for name in AddedByHand.model_fields},
        boxes=empty_boxes(sent, "kind", "source"),
        problem=problem,
    )


def _window(article: Article, span: Span) -> Span:
    """The block that words stand in; of a long one, what lies around them."""
    start, end = max(0, span.start - NEAR), min(len(article.text), span.end + NEAR)
    block = next((one for one in article.blocks if one.start <= span.start < one.end), None)
    if block is None or block.end - block.start > 6 * NEAR:
        return Span(start, end)
    return Span(block.start, max(block.end, span.end))


def _article(desk: Desk, text_hash: str) -> Article:
    if not desk.ledger.readings_of(text_hash):
        raise NotThereError(f"No page in this ledger has the text {text_hash[:12]}….")
    try:
        return desk.ledger.article(text_hash)
    except LedgerError as error:
        raise NotThereError("The text of this page was forgotten on purpose.") from error


def _span(text: str, start: int, end: int) -> Span:
    """The chosen characters without the blanks around them."""
    words = text[start:end]
    if end > len(text) or not words.strip() or end - start > LONGEST_WORDS:
        raise UsageError(
            f"choose the words of one figure, {LONGEST_WORDS} characters at most, inside the page"
        )
    first = start + len(words) - len(words.lstrip())
    return Span(first, first + len(words.strip()))


def _places(text: str, words: str) -> list[Span]:
    """Where words stand in a text; a blank of theirs is any blank of the text."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    found: list[Span] = []
    for one in re.finditer(r"\s{1,9}".join(parts), text):
        found.append(Span(one.start(), one.end()))
        if len(found) == MOST_PLACES:
            break
    return found


def _meant(text: str, given: Added) -> list[Span]:
    """Where the words stand that were chosen, or written; several where that is not said."""
    if given.start and given.end:
        span = Span(int(given.start), min(int(given.end), len(text)))
        if plain(span.of(text), LONGEST_WORDS) == given.words:
            return [span]
    places = _places(text, given.words)
    if given.start:
        return [one for one in places if one.start == int(given.start)] or places
    return places


def _only(places: Sequence[Span], words: str) -> Span:
    """The one place where words stand.

    Raises:
        UsageError: there is none, or there are several.
    """
    if len(places) == 1:
        return places[0]
    if not words.strip():
        raise UsageError("choose the words of the figure, exactly as they stand there")
    if not places:
        raise UsageError(f"{words[:80]!r} does not stand there: give the figure's words as they do")
    raise UsageError(f"{words[:80]!r} stands there several times: say which one is meant")


def _around(text: str, places: Sequence[Span]) -> list[PlaceOfWords]:
    return [
        PlaceOfWords(
            one.start,
            text[max(0, one.start - 60) : one.start],
            one.of(text),
            text[one.end : one.end + 60],
        )
        for one in places
    ]
