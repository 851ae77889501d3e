"""In which edition the pages are shown: by a server that answers, or as files in a folder."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """How much the pages carry, and what they can do.

    Attributes:
        still: they are files: nothing can be asked, and what was not written is not there.
        full_text: the whole texts of pages are shown, not only the sentences of claims.
        redact: the names of private persons are covered.
    """

    still: bool = False
    full_text: bool = True
    redact: bool = False


LIVE = Edition()
"""What a server on one's own machine shows."""
