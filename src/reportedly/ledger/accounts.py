"""From mentions to statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from reportedly.records import ClaimSpan, Mark, RecordedClaim, Span, Statement

_FRAME = ("headline", "summary")
"""Roles whose words are shorter than those of the text that they stand over."""

Value = TypeVar("Value")


def statements_of(mentions: Iterable[tuple[int, RecordedClaim]]) -> list[Statement]:
    """Join the mentions of each statement of each reading, in order of the first mentions.

    Args:
        mentions: claims with the number of their reading.
    """
    grouped: dict[tuple[int, str], list[RecordedClaim]] = defaultdict(list)
    for reading, claim in mentions:
        grouped[reading, claim.statement].append(claim)
    return [_statement(claims) for claims in grouped.values()]


def _statement(claims: Sequence[RecordedClaim]) -> Statement:
    """One statement from its mentions: the text's words before the headline's, then the first ones.

    What the leading mention does not say (who, where, when …) is taken from the next that does.
    """
    by_place = sorted(claims, key=lambda claim: (claim.role in _FRAME, claim.start))
    lead = by_place[0]
    place, tied = _place(by_place)

    def said(field: Callable[[RecordedClaim], Value | None]) -> Value | None:
        return next((value for claim in by_place if (value := field(claim)) is not None), None)

    return Statement(
        id=lead.statement,
        page=lead.page,
        claims=tuple(ClaimSpan(start=claim.start, end=claim.end) for claim in claims),
        low=lead.low,
        high=lead.high,
        comparator=lead.comparator,
        figure=lead.figure,
        kind=lead.kind,
        counted=said(lambda claim: claim.counted),
        who=said(lambda claim: claim.who),
        where=said(lambda claim: claim.where),
        when=said(lambda claim: claim.when),
        window=lead.window,
        best=said(lambda claim: claim.best),
        hedge=said(lambda claim: claim.hedge),
        stated=said(lambda claim: claim.stated),
        source=said(lambda claim: claim.source),
        via=said(lambda claim: claim.via or None) or (),
        cites=said(lambda claim: claim.cites),
        stance=lead.stance,
        relation=lead.relation,
        publisher=lead.publisher,
        published=lead.published,
        sentence=lead.sentence,
        sentence_start=lead.sentence_start,
        text_hash=lead.text_hash,
        role=lead.role,
        place=place,
        tied=tied,
        named=any(_named(claim) for claim in by_place),
        apart=_apart(lead),
        review=next((claim.review for claim in by_place if claim.review is not None), None),
    )


def _apart(lead: RecordedClaim) -> str | None:
    """Why a statement does not count, whatever it says."""
    if lead.review is not None and lead.review.verdict == "rejected":
        return "rejected"
    return "withdrawn" if lead.withdrawn else None


def _place(claims: Sequence[RecordedClaim]) -> tuple[Span | None, bool]:
    """The words that the place was read from, of the first mention with one; whether its own.

    A place that a person gave is its own: nobody needs to weigh it against its page.
    """
    for claim in claims:
        if claim.where is not None and _is_given(claim, "where"):
            return None, True
        for mark in claim.marks if claim.where is not None else ():
            if mark.field == "where":
                return Span(mark.start, mark.end), _in_sentence(claim, mark)
    return None, False


def _is_given(claim: RecordedClaim, field: str) -> bool:
    """Whether a person gave a field of a claim."""
    review = claim.review
    return review is not None and (review.verdict == "added" or field in review.before)


def _named(claim: RecordedClaim) -> bool:
    """Whether the words that name the source stand in the claim's own sentence."""
    return any(mark.field == "source" and _in_sentence(claim, mark) for mark in claim.marks)


def _in_sentence(claim: RecordedClaim, mark: Mark) -> bool:
    start = claim.sentence_start
    return start <= mark.start < start + len(claim.sentence)
