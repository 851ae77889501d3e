"""From an input to its article, or to the failure that it is: what `read` and `annotate` share."""

from reportedly.errors import InputError, SkippedInputError
from reportedly.pages import Loaded, Parser
from reportedly.records import Article, Failure


def failure_of(location: str, error: InputError, page_hash: str | None = None) -> Failure:
    """The record of an input that gave no article."""
    return Failure(
        location=location,
        outcome="skipped" if isinstance(error, SkippedInputError) else "failed",
        reason=error.reason,
        message=str(error),
        page_hash=page_hash,
    )


def article_of(loaded: Loaded, parser: Parser) -> Article:
    """Parse what an input gave.

    Raises:
        InputError: it is no article, or cannot be parsed.
    """
    if loaded.text is not None:
        return parser.from_text(loaded.text, published=loaded.published, url=loaded.url)
    location, media = loaded.capture.location, loaded.media
    return parser.parse(loaded.data, location=location, media=media, charset=loaded.charset)
