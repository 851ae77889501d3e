"""Pages: the list of what was read, and one page with its blocks, claims, versions and copies."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from reportedly.ledger.browsing import ReadPage
from reportedly.publishing.exports import COLUMNS, flat
from reportedly.records import Article, RecordedClaim, Span
from reportedly.web import answers
from reportedly.web.answers import HTML, DeskOf
from reportedly.web.asked import NotThereError, Paged, Words, query_of
from reportedly.web.desk import Desk
from reportedly.web.marking import Marked, ShownBlock, blocks_of
from reportedly.web.paging import Part, part_of
from reportedly.web.texts import sentence_of
from reportedly.web.words import web_address

router = APIRouter()

TextHash = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of a page's text")]
CHARACTERS = 20_000
"""Characters of a page's text that are shown at once."""

MOST_FOUND = 5_000
"""Pages that are counted where some are looked for by words; of more, these are listed, the youngest."""

MOST_MARKED = 400
MOST_CLAIMS = 100
MOST_COPIES = 50


class PagesAsked(Paged):
    """Which pages are wanted."""

    words: Words = ""


@router.get("/pages", response_class=HTML, summary="All pages")
def every(desk: DeskOf, asked: Annotated[PagesAsked, Query()]) -> Response:
    """List the pages of the ledger, the youngest first."""
    found = _found(desk, asked.words)
    return answers.page(
        "pages",
        edition=desk.edition,
        title="Pages",
        here="pages",
        rows=_listed(desk, asked),
        part=part_of(asked, found.total),
        more=found.more,
        words=asked.words,
        address="/pages",
        rest={"words": asked.words},
        twins="/pages",
        query=query_of({"words": asked.words}),
    )


@router.get("/pages.json", summary="All pages as JSON")
def every_as_json(desk: DeskOf, asked: Annotated[PagesAsked, Query()]) -> Response:
    """Give the same list as records."""
    return answers.as_json([asdict(one) for one in _listed(desk, asked)])


@router.get("/pages.csv", summary="All pages as CSV")
def every_as_csv(desk: DeskOf, asked: Annotated[PagesAsked, Query()]) -> Response:
    """Give the same list as a table."""
    rows = [asdict(one) for one in _listed(desk, asked)]
    return answers.as_csv(tuple(ReadPage.__dataclass_fields__), rows, "pages")


@dataclass(frozen=True)
class _Found:
    """The pages that were looked for.

    Attributes:
        total: how many.
        numbers: of those that hold some words; None where they are looked for part by part.
        more: whether there are more of them than are counted.
    """

    total: int
    numbers: Sequence[int] | None = None
    more: bool = False


def _found(desk: Desk, words: str) -> _Found:
    if not words:
        return _Found(desk.remembered("count of pages", desk.ledger.count_pages))
    key = ("pages", words)
    numbers = desk.remembered(key, lambda: desk.ledger.page_numbers(words, MOST_FOUND))
    if numbers is None:
        return _Found(MOST_FOUND, more=True)
    return _Found(len(numbers), numbers)


def _listed(desk: Desk, asked: PagesAsked) -> Sequence[ReadPage]:
    numbers = _found(desk, asked.words).numbers
    if numbers is None:
        return desk.texts.listed(asked.words or None, asked.rows, asked.offset)
    return desk.texts.numbered(numbers[asked.offset : asked.offset + asked.rows])


@router.get("/pages/{text_hash}.json", summary="One page as JSON")
def as_json(desk: DeskOf, text_hash: TextHash) -> Response:
    """Give the page's blocks, claims and readings."""
    readings = _readings(desk, text_hash)
    article = desk.texts.article(text_hash)
    left_out = None if desk.edition.full_text else {"text", "summary"}
    return answers.as_json(
        {
            "readings": [asdict(one) for one in readings],
            "article": article.model_dump(mode="json", exclude=left_out) if article else None,
            "claims": [one.model_dump(mode="json") for one in desk.texts.claims(text_hash)],
        }
    )


@router.get("/pages/{text_hash}.csv", summary="The claims of one page as CSV")
def as_csv(desk: DeskOf, text_hash: TextHash) -> Response:
    """Give the page's claims as an export has them."""
    _readings(desk, text_hash)
    rows = (flat(one) for one in desk.texts.claims(text_hash))
    return answers.as_csv(COLUMNS, rows, f"page-{text_hash[:12]}")


@router.get("/pages/{text_hash}", response_class=HTML, summary="One page")
def one(desk: DeskOf, text_hash: TextHash, paged: Annotated[Paged, Query()]) -> Response:
    """Show the page's text with its claims marked, its blocks and their roles, versions and copies."""
    readings = _readings(desk, text_hash)
    article, claims = desk.texts.article(text_hash), desk.texts.claims(text_hash)
    shown = _part(article, claims, paged, whole=desk.edition.full_text)
    return answers.page(
        "page",
        edition=desk.edition,
        title=readings[0].title or readings[0].location,
        here="pages",
        readings=readings,
        head=readings[0],
        article=article,
        blocks=shown.blocks,
        claims=shown.claims,
        claim_count=len(claims),
        part=shown.part,
        address=f"/pages/{text_hash}",
        versions=_versions(desk, readings, text_hash),
        copies=_copies(desk, claims, text_hash),
        live=web_address(readings[0].url) or web_address(readings[0].location),
        captures=[c for r in readings[:3] for c in desk.ledger.captures(r.location)[-5:]],
        twins=f"/pages/{text_hash}",
    )


@dataclass(frozen=True)
class _Shown:
    """A part of a page: of its text with the claims in it, or of its claims with their sentences."""

    blocks: list[ShownBlock]
    claims: list[RecordedClaim]
    part: Part


def _part(
    article: Article | None, claims: list[RecordedClaim], paged: Paged, *, whole: bool
) -> _Shown:
    if article is None or not whole:
        part = part_of(paged, len(claims))
        inside = claims[paged.offset : paged.offset + paged.rows]
        return _Shown(_sentences(article, inside) if article else [], inside, part)
    parts = max(1, -(-len(article.text) // CHARACTERS))
    paged = Paged(page=paged.page, rows=1)
    start = (paged.page - 1) * CHARACTERS
    if start and start >= len(article.text):
        raise NotThereError(f"the text ends in part {parts}; there is no part {paged.page}")
    window = Span(start, min(len(article.text), start + CHARACTERS))
    blocks = blocks_of(article, _marks(claims, window), window)
    first, last = (blocks[0].start, blocks[-1].end) if blocks else (0, len(article.text))
    inside = [claim for claim in claims if first <= claim.start < last][:MOST_CLAIMS]
    return _Shown(blocks, inside, part_of(paged, parts))


def _sentences(article: Article, claims: Sequence[RecordedClaim]) -> list[ShownBlock]:
    """The sentences of some claims, each once."""
    spans = sorted(set(map(sentence_of, claims)))
    return [block for span in spans for block in blocks_of(article, _marks(claims, span), span)]


def _readings(desk: Desk, text_hash: str) -> list[ReadPage]:
    found = desk.texts.readings_of(text_hash)
    if not found:
        raise NotThereError(f"No page in this ledger has the text {text_hash[:12]}….")
    return found


def _marks(claims: Sequence[RecordedClaim], window: Span) -> list[Marked]:
    inside = [claim for claim in claims if claim.span.overlaps(window)]
    return [
        Marked(claim.start, claim.end, "figure", f"/claims/{claim.id}")
        for claim in inside[:MOST_MARKED]
    ]


def _versions(desk: Desk, readings: Sequence[ReadPage], text_hash: str) -> list[ReadPage]:
    """Other texts that were read from the same places."""
    places = sorted({one.location for one in readings})
    found = desk.texts.readings_at(places[:20])
    return [one for one in found if one.text_hash != text_hash]


def _copies(desk: Desk, claims: Sequence[RecordedClaim], text_hash: str) -> list[Any]:
    """Pages that print the same report, their first publisher first."""
    if not claims:
        return []
    series_id = desk.browsed.series_of([one.statement for one in claims[:20]])
    pages: dict[tuple[str, str], Any] = {}
    for identity in sorted(set(series_id.values()))[:5]:
        groups = desk.remembered(("groups", identity), lambda i=identity: _groups(desk, i))  # type: ignore[misc]
        for group in groups.copies:
            if any(page.text_hash == text_hash for page in group):
                pages |= {(page.page, page.text_hash): page for page in group}
    own = {key for key, page in pages.items() if page.text_hash == text_hash}
    return [page for key, page in pages.items() if key not in own][:MOST_COPIES]


def _groups(desk: Desk, identity: str) -> Any:
    series = desk.series(identity)
    every = (*series.statements, *series.apart) if series else ()
    return desk.browsed.groups(every)
