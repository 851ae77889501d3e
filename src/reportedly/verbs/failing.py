"""The failure that an input is: what `read` and `annotate` share."""

from reportedly.errors import InputError, SkippedInputError
from reportedly.records import Failure


def failure_of(location: str, error: InputError, page_hash: str | None = None) -> Failure:
    """The record of an input that gave no article."""
    return Failure(
        location=location,
        outcome="skipped" if isinstance(error, SkippedInputError) else "failed",
        reason=error.reason,
        message=str(error),
        page_hash=page_hash,
    )
