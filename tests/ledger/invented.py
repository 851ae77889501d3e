"""Invented pages with readings made by hand, for a ledger to keep."""

import hashlib
from typing import Any

from reportedly.ledger import Ingested, Ledger
from reportedly.records import Article, Block, Capture, Claim, Reading, Toll

FLOOD = (
    "Flood kills 40 in Ostrel\n\n"
    "At least 40 villagers were killed in Ostrel on Monday, mayor Ida Lunt said. "
    "Lunt said another 12 were missing.\n\n"
    "The Valley Guard denied that 40 villagers had been killed."
)


def words(text: str, phrase: str, *, after: str = "") -> dict[str, Any]:
    """Start, end and figure of the first `phrase` that stands after `after` in a text."""
    start = text.index(phrase, text.index(after))
    return {"start": start, "end": start + len(phrase), "figure": phrase}


def claim(text: str, phrase: str, number: int, *, after: str = "", **fields: Any) -> Claim:
    """A claim whose comparator follows from its words."""
    floor = phrase.lower().startswith("at least")
    plain = {
        "kind": "killed",
        "low": number,
        "high": None if floor else number,
        "comparator": "at_least" if floor else "exactly",
        "best": number,
    }
    return Claim(**words(text, phrase, after=after) | plain | fields)


def flood_claims() -> tuple[Claim, ...]:
    """Headline, lead, another kind, and a denial."""
    lunt: dict[str, Any] = {"source": "Ida Lunt", "where": "Ostrel"}
    return (
        claim(FLOOD, "40", 40, **lunt),
        claim(FLOOD, "At least 40", 40, who="villagers", stated={"end": "2025-03-03"}, **lunt),
        claim(FLOOD, "12", 12, kind="missing", source="Ida Lunt", relation={"type": "added"}),
        claim(
            FLOOD, "40", 40, after="denied", who="villagers", source="Valley Guard", stance="denies"
        ),
    )


def article(text: str = FLOOD, **learnt: Any) -> Article:
    """An article whose first paragraph is its headline."""
    first = text.index("\n\n") if "\n\n" in text else 0
    blocks = [Block(start=first + 2 if first else 0, end=len(text), role="body")]
    if first:
        blocks.insert(0, Block(start=0, end=first, role="headline"))
    known = {
        "title": text[:first] or None,
        "publisher": "Ostrel Courier",
        "published": "2025-03-04",
    }
    return Article(text=text, blocks=tuple(blocks), **known | learnt)


def reading(
    text: str = FLOOD,
    claims: tuple[Claim, ...] | None = None,
    *,
    version: str = "1.0",
    tolls: tuple[Toll, ...] = (),
    **learnt: Any,
) -> Reading:
    """A reading by some version of the program."""
    if claims is None:
        claims = flood_claims() if text == FLOOD else ()
    return Reading(version=version, article=article(text, **learnt), claims=claims, tolls=tolls)


def put(
    store: Ledger,
    given: Reading,
    location: str = "flood.html",
    data: bytes | None = None,
    **capture: Any,
) -> Ingested:
    """Store a reading as if its bytes were `data`, or else its text."""
    if data is None:
        data = given.article.text.encode()
    kept = Capture(location=location, **{"retrieved": "2025-03-05T10:00Z"} | capture)
    return store.ingest(kept, data, given, media="text/html")


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
