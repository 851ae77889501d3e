"""What of a page's words may be shown as it is."""

import re

UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters and direction overrides: a hostile page must not steer what shows it."""


def one_line(words: str) -> str:
    """Words of a page in one line, without what would steer a terminal or a browser."""
    return UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(words.split()))
