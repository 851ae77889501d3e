"""What an export carries of a page: the sentence and the link; its whole text only where asked for."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from pydantic import Field

from reportedly.publishing.columns import CLAIM, Column
from reportedly.publishing.redacting import redacted
from reportedly.records import RecordedClaim

TEXT = Column("text", "string", "the whole text of the page, to which the offsets refer")


class WholeClaim(RecordedClaim):
    """A claim with the whole text of its page."""

    text: str = Field(description=TEXT.means)


def columns(*, full_text: bool = False) -> tuple[Column, ...]:
    """The columns of an export."""
    return (*CLAIM, TEXT) if full_text else CLAIM


def carried(
    claims: Iterable[RecordedClaim],
    *,
    redact: bool = False,
    text_of: Callable[[str], str] | None = None,
) -> Iterator[RecordedClaim]:
    """Claims as they are published, in the same order; those of a page stand one behind the other.

    Args:
        claims: of the ledger.
        redact: whether the names of private persons are covered.
        text_of: gives the text of a page by the text's hash, where it is published too.
    """
    for text_hash, of_page in groupby(claims, key=lambda claim: claim.text_hash):
        text = text_of(text_hash) if text_of else None
        if not redact and text is None:
            yield from of_page
            continue
        same = list(of_page)
        if redact:
            same, text = redacted(same, text)
        for claim in same:
            yield claim if text is None else WholeClaim(text=text, **claim.__dict__)
