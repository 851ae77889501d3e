"""Claims as JSON-LD: schema.org's `Claim`, and where its words stand as W3C Web Annotation selectors.

The context stands in the document, so that nothing has to be fetched to read it. Texts are named by
their hash (RFC 6920): the same words have the same name, wherever they were printed.
"""

import base64
import json
from collections.abc import Iterable
from typing import Any, TextIO

from reportedly.publishing.carrying import WholeClaim
from reportedly.records import RecordedClaim, Stretch

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "figures": "https://reportedly.readthedocs.io/figures/#",
    "url": {"@type": "@id"},
    "temporalCoverage": {"@type": "xsd:string"},
    "oa:start": {"@type": "xsd:nonNegativeInteger"},
    "oa:end": {"@type": "xsd:nonNegativeInteger"},
}


def write(claims: Iterable[RecordedClaim], out: TextIO) -> int:
    """Write claims as one JSON-LD document, a claim a line; return how many."""
    out.write(f'{{"@context": {_json(CONTEXT)},\n"@graph": [')
    written = 0
    for claim in claims:
        out.write((",\n" if written else "\n") + _json(node(claim)))
        written += 1
    out.write("\n]}\n")
    return written


def node(claim: RecordedClaim) -> dict[str, Any]:
    """One claim as a node of the graph."""
    return _filled(
        {
            "@id": f"urn:reportedly:claim:{claim.id}",
            "@type": "Claim",
            "name": claim.figure,
            "text": claim.sentence,
            "identifier": claim.id,
            "author": {"name": claim.source} if claim.source else None,
            "datePublished": claim.published,
            "about": _quantity(claim),
            "spatialCoverage": {"@type": "Place", "name": claim.where} if claim.where else None,
            "temporalCoverage": _interval(claim.when),
            "appearance": _appearance(claim),
            "figures:kind": claim.kind,
            "figures:who": claim.who,
            "figures:window": claim.window,
            "figures:comparator": claim.comparator,
            "figures:stance": claim.stance,
            "figures:stated": _interval(claim.stated),
            "figures:cites": claim.cites,
            "figures:via": {"@list": list(claim.via)} if claim.via else None,
            "figures:statement": claim.statement,
            "figures:withdrawn": claim.withdrawn,
            "figures:review": claim.review.verdict if claim.review else None,
        }
    )


def _quantity(claim: RecordedClaim) -> dict[str, Any]:
    single = claim.best if claim.best is not None and claim.low == claim.high else None
    return _filled(
        {
            "@type": "QuantitativeValue",
            "value": single,
            "minValue": claim.low,
            "maxValue": claim.high,
            "unitText": claim.counted or claim.who,
        }
    )


def _appearance(claim: RecordedClaim) -> dict[str, Any]:
    """The page, and where in its text the figure stands: by its words, and by their offsets."""
    start = claim.start - claim.sentence_start
    quote = {
        "@type": "oa:TextQuoteSelector",
        "oa:exact": claim.figure,
        "oa:prefix": claim.sentence[:start],
        "oa:suffix": claim.sentence[start + len(claim.figure) :],
    }
    position = {"@type": "oa:TextPositionSelector", "oa:start": claim.start, "oa:end": claim.end}
    page = {
        "@id": _named_by_hash(claim.text_hash),
        "@type": "CreativeWork",
        "name": claim.title or claim.page,
        "identifier": claim.page,
        "url": _address(claim),
        "publisher": {"@type": "Organization", "name": claim.publisher}
        if claim.publisher
        else None,
        "datePublished": claim.published,
        "text": claim.text if isinstance(claim, WholeClaim) else None,
    }
    return {
        "@type": ["CreativeWork", "oa:SpecificResource"],
        "oa:hasSource": _filled(page),
        "oa:hasSelector": [quote, position],
    }


def _address(claim: RecordedClaim) -> str | None:
    for found in (claim.url, claim.page):
        if found and found.lower().startswith(("https://", "http://")) and not _odd(found):
            return found
    return None


def _odd(address: str) -> bool:
    """Whether characters stand in an address that no IRI may have."""
    return any(sign in '<>"{}|\\^`' or sign <= " " for sign in address)


def _named_by_hash(text_hash: str) -> str:
    digest = base64.urlsafe_b64encode(bytes.fromhex(text_hash)).rstrip(b"=").decode("ascii")
    return f"ni:///sha-256;{digest}"


def _interval(stretch: Stretch | None) -> str | None:
    """A stretch of days as ISO 8601 writes intervals; `..` where it is open."""
    if stretch is None:
        return None
    if stretch.start == stretch.end:
        return str(stretch.start)
    return f"{stretch.start or '..'}/{stretch.end or '..'}"


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _json(value: Any) -> str:
    # No "<": the document may stand in a script element of a page as it is.
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
