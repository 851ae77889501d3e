"""One claim: its words in their page, the chain that it came by, and what was read from which words."""

from fastapi import APIRouter
from fastapi.responses import Response

from reportedly.errors import UsageError
from reportedly.publishing.exports import COLUMNS, flat
from reportedly.records import Article, RecordedClaim, Span
from reportedly.verbs import Shown
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import Identity, NotThereError
from reportedly.web.desk import Desk
from reportedly.web.drawing import chain_drawing
from reportedly.web.fields import Reason, fields_of, reasons_of
from reportedly.web.marking import Marked, around, blocks_of
from reportedly.web.reviewing.decided import decisions_of
from reportedly.web.reviewing.judged_page import digest
from reportedly.web.texts import sentence_of
from reportedly.web.words import text_fragment

router = APIRouter()


@router.get("/claims/{identity}.json", summary="One claim as JSON")
def as_json(desk: DeskOf, identity: Identity) -> Response:
    """Give the claim with its chain, its block and its series."""
    shown = _shown(desk, identity)
    series = desk.browsed.series_of_claim(shown.claim)
    given = shown.as_json() | {"series": series}
    if not desk.edition.full_text and given["block"]:
        del given["block"]["text"]
    return answers.as_json(given)


@router.get("/claims/{identity}.csv", summary="One claim as CSV")
def as_csv(desk: DeskOf, identity: Identity) -> Response:
    """Give the claim as the row that an export has for it."""
    claim = _shown(desk, identity).claim
    return answers.as_csv(COLUMNS, [flat(claim)], f"claim-{claim.id}")


@router.get("/claims/{identity}", response_class=HTML, summary="One claim")
def one(desk: DeskOf, identity: Identity, why: bool = False) -> Response:
    """Show the claim in its page, with what was read from which words.

    With `why` the page is read again, to say by which construction each field was read.
    """
    shown = _shown(desk, identity)
    claim, article = shown.claim, shown.article
    redact = desk.edition.redact
    series_id = desk.browsed.series_of_claim(claim)
    reasons = desk.remembered(("reasons", claim.id), lambda: _reasons(desk, shown)) if why else None
    window = _window(desk, claim, article)
    blocks = blocks_of(article, _marks(claim), window) if article else []
    return answers.page(
        "claim",
        edition=desk.edition,
        title=f"{claim.figure}: {claim.kind}",
        claim=claim,
        article=article,
        blocks=blocks,
        cut=bool(article and blocks and _is_cut(article.text, blocks[0].start, blocks[-1].end)),
        chain=chain_drawing(shown.chain, claim),
        fields=fields_of(claim, article, shown.known_as),
        reasons=reasons,
        asked_why=why,
        series=next(iter(desk.summaries([series_id])), None) if series_id else None,
        live=text_fragment(claim.url or claim.page, "" if redact else claim.sentence),
        decisions=decisions_of(shown.reviews),
        seen=digest(claim),
        twins=f"/claims/{claim.id}",
    )


def _window(desk: Desk, claim: RecordedClaim, article: Article | None) -> Span:
    """The part of the page that is shown with a claim."""
    if article is None or not desk.edition.full_text:
        return sentence_of(claim)
    return around(article, claim.span)


def _reasons(desk: Desk, shown: Shown) -> list[Reason] | None:
    with desk.reading:
        return reasons_of(shown.claim, shown.article)


def _is_cut(text: str, start: int, end: int) -> bool:
    return bool(text[:start].strip() or text[end:].strip())


def _shown(desk: Desk, identity: str) -> Shown:
    def shown() -> Shown:
        return desk.texts.shown(identity)

    try:
        # As files a claim and its twins are written one after the other, and the ledger cannot change.
        return desk.remembered(("shown", identity), shown) if desk.edition.still else shown()
    except UsageError as error:
        raise NotThereError(str(error)) from error


def _marks(claim: RecordedClaim) -> list[Marked]:
    marks = [Marked(claim.start, claim.end, "figure")]
    marks += [Marked(mark.start, mark.end, mark.field) for mark in claim.marks]
    if claim.relation and claim.relation.of:
        marks.append(Marked(*Span(*claim.relation.of), "related"))
    return marks
