"""Which pages are worth reading, told before they are: what is not English, and what counts nobody.

A page that is passed over is counted by its reason, and has no row.
"""

import re
from functools import cache

from reportedly import vocabulary
from reportedly.errors import SkippedInputError
from reportedly.pages.loading import Loaded
from reportedly.records import Article

LEAST_ENGLISH = 3
"""Words that English alone has, of which so many stand in any page whose article is English: its menus,
captions and credits are looked at too. Few pages of other languages have them outside of scripts."""

NO_CANDIDATES, LANGUAGE = "no_candidates", "language"

_SCRIPT = re.compile(rb"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def refuse_foreign(page: Loaded) -> None:
    """Refuse a page whose bytes show that it is not English, before anything of it is parsed.

    Bytes of encodings that write a letter as two are not looked at.

    Raises:
        SkippedInputError: it is in another language.
    """
    data = page.data
    if b"\0" in data[:1000] or data.startswith(b"%PDF-"):
        return
    words = _english().finditer(_SCRIPT.sub(b" ", data))
    if sum(1 for _ in zip(range(LEAST_ENGLISH), words, strict=False)) < LEAST_ENGLISH:
        message = f"{page.capture.location} has no words that English alone has"
        raise SkippedInputError(message, LANGUAGE)


def refuse_idle(article: Article) -> None:
    """Refuse an article none of whose words can count anybody or say what befell somebody.

    Reading it would give nothing: the reader asks the same of each sentence.

    Raises:
        SkippedInputError: it has no candidates.
    """
    from reportedly.reading import candidates

    text = article.text
    read = [block.span.of(text) for block in article.read_blocks()] if article.blocks else [text]
    words = frozenset(word for part in read for word in _WORD.findall(part.lower()))
    if not candidates.may_count(words) and not candidates.befalls(words):
        raise SkippedInputError("nothing in it can be a claim", NO_CANDIDATES)


@cache
def _english() -> re.Pattern[bytes]:
    words = "|".join(sorted(vocabulary.load("languages")["english_alone"]))
    return re.compile(rf"\b(?:{words})\b".encode(), re.IGNORECASE)
