"""The page on which one claim is judged: its words, its fields, and the forms to decide."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from fastapi import Request
from fastapi.responses import Response

from reportedly import verbs
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger.applying import fields_of
from reportedly.records import Article, Kind, RecordedClaim, Span
from reportedly.verbs import Shown
from reportedly.web import answers
from reportedly.web.asked import FILTERS, Asked, NotThereError
from reportedly.web.desk import Desk
from reportedly.web.fields import fields_of as fields_shown
from reportedly.web.marking import Marked, ShownBlock, blocks_of
from reportedly.web.reviewing.boxes import boxes_of
from reportedly.web.reviewing.decided import Decision, decision_of, decisions_of, last_of
from reportedly.web.reviewing.permitting import permit_of
from reportedly.web.reviewing.waiting import Queues, Waiting
from reportedly.web.words import text_fragment

NEAR = 700
"""Characters behind a claim that are shown to judge it; half as many before it."""


@dataclass(frozen=True)
class Place:
    """Where a reviewer is in the queue.

    Attributes:
        number: of the claim in the queue, the first is 1; 0 where it does not wait.
        total: how many wait.
        more: whether there are more than were looked for.
    """

    number: int
    total: int
    more: bool = False
    doubt: str = ""
    why: str = ""


@dataclass(frozen=True)
class Told:
    """What the page says beside the claim.

    Attributes:
        done: the decision that was just made.
        problem: why what was sent could not be kept; `sent` is what stood in the boxes.
        edit: whether the form of a correction is open.
    """

    done: Decision | None = None
    problem: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    edit: bool = False


def digest(claim: RecordedClaim) -> str:
    """What differs as soon as a claim's fields do: a form says by it what its reviewer saw."""
    said = json.dumps([claim.id, fields_of(claim)], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(said.encode("ascii")).hexdigest()[:16]


def shown_claim(desk: Desk, identity: str) -> Shown:
    """One claim with its page, also where the page's text was forgotten.

    Raises:
        NotThereError: no claim has the id, or several do.
    """
    try:
        claim = desk.ledger.claim(identity)
    except UsageError as error:
        raise NotThereError(str(error)) from error
    try:
        return verbs.show(desk.ledger, claim.id)
    except LedgerError:
        known = tuple(desk.ledger.reviews(claim=claim.id))
        return Shown(claim, None, verbs.chain_of(claim), (), known)


def place_of(queue: Sequence[Waiting], claim: str, most: int) -> Place:
    """Where a claim is in the queue."""
    more = len(queue) >= most
    for number, one in enumerate(queue, 1):
        if one.claim == claim:
            return Place(number, len(queue), more, one.doubt, one.why)
    return Place(0, len(queue), more)


def near(article: Article, claim: RecordedClaim) -> Span:
    """The part of a page that a claim is judged by: the blocks around it, where they are not too long."""
    start = max(0, min(claim.start, claim.sentence_start) - NEAR // 2)
    end = min(len(article.text), max(claim.end, claim.sentence_start + len(claim.sentence)) + NEAR)
    end = min(end, claim.end + 6 * NEAR)
    for block in article.blocks:
        if block.start < start < block.end and start - block.start < NEAR:
            start = block.start
        if block.start < end < block.end and block.end - end < NEAR:
            end = block.end
    return Span(start, end)


def blocks_near(shown: Shown) -> list[ShownBlock]:
    """The text around a claim, with its sentence and its fields marked."""
    claim, article = shown.claim, shown.article
    if article is None:
        return []
    marks = [Marked(claim.start, claim.end, "figure")]
    marks += [Marked(mark.start, mark.end, mark.field) for mark in claim.marks]
    if claim.relation and claim.relation.of:
        marks.append(Marked(*Span(*claim.relation.of), "related"))
    end = claim.sentence_start + len(claim.sentence)
    marks.append(Marked(claim.sentence_start, end, "sentence"))
    return blocks_of(article, marks, near(article, claim))


def page(
    request: Request,
    shown: Shown,
    place: Place,
    asked: Asked,
    told: Told | None = None,
    status: int = 200,
) -> Response:
    """The page of one claim."""
    queues: Queues = request.app.state.queues
    permit = permit_of(request)
    told, claim = told or Told(), shown.claim
    known = queues.reviews()
    mine = last_of(known, permit.reviewer) if permit else []
    return answers.page(
        "review",
        status,
        title=f"Review: {claim.figure}",
        here="review",
        permit=permit,
        **_of_the_queue(asked, place),
        claim=claim,
        article=shown.article,
        blocks=blocks_near(shown),
        read=fields_shown(claim, shown.article, shown.known_as),
        boxes=boxes_of(claim, claim.review.before if claim.review else {}, told.sent),
        decisions=decisions_of(shown.reviews),
        live=text_fragment(claim.url or claim.page, claim.sentence),
        seen=digest(claim),
        disputed=bool(claim.review and claim.review.disputed),
        told=told,
        mine=decisions_of(mine),
        twins="/review",
        query=asked.query(page=1),
    )


def _of_the_queue(asked: Asked, place: Place) -> dict[str, Any]:
    """What the page says of the queue, and its addresses."""

    def at(number: int) -> str:
        return f"/review{asked.query(page=number)}"

    several = place.total > 1
    return {
        "asked": asked,
        "names": FILTERS,
        "kinds": get_args(Kind),
        "place": place,
        "here_again": at(place.number or 1),
        # Behind the last the first comes again, and before the first the last.
        "after": at(place.number % place.total + 1) if several else "",
        "before": at((place.number - 2) % place.total + 1) if several else "",
    }


def done_of(request: Request, identity: str) -> Decision | None:
    """The decision that an address says was just made."""
    queues: Queues = request.app.state.queues
    found = next((one for one in queues.reviews() if one.id == identity), None)
    return decision_of(found) if found else None
