"""The failure that an input is, and the length that is too much: what `read` and `annotate` share."""

from reportedly.errors import InputError, SkippedInputError
from reportedly.records import Article, Failure

LONGEST = 1_000_000
"""Characters of the longest text whose claims are read, some minutes of work: reading a page must end,
and no article has a tenth of it."""


def refuse_overlong(article: Article, location: str) -> None:
    """Refuse an article that would take too long to read.

    Raises:
        InputError: its text has more than `LONGEST` characters.
    """
    length = len(article.text)
    if length > LONGEST:
        message = (
            f"{location} is too long ({length:,} characters): an article may have {LONGEST:,}; "
            "give its parts as files of their own"
        )
        raise InputError(message, "too_large")


def failure_of(location: str, error: InputError, page_hash: str | None = None) -> Failure:
    """The record of an input that gave no article."""
    message = str(error)
    return Failure(
        location=location,
        outcome="skipped" if isinstance(error, SkippedInputError) else "failed",
        reason=error.reason,
        message=message if location in message else f"{location}: {message}",
        page_hash=page_hash,
    )
