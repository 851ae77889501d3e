"""The language that an article is written in."""

import re
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from reportedly import vocabulary
from reportedly.records import READ_ROLES, Block

SAMPLE = 1500
"""Characters; what lies after them does not change the answer."""

LEAST_WORDS = 8
FEW_WORDS = 40
ENGLISH = "en"
SURE = 0.995
"""Below `FEW_WORDS` words, a language other than English is believed only at this probability: names
of places and people make short texts look foreign."""

WORD = re.compile(r"[^\W\d_]+")


def detect(text: str, blocks: tuple[Block, ...] = ()) -> str | None:
    """Return the ISO 639-1 code of the language of an article's own words, or null where unsure.

    Only blocks that are read count; all of the text where there are none.
    """
    parts = [text[block.start : block.end] for block in blocks if block.role in READ_ROLES]
    sample = "\n".join(parts or [text])[:SAMPLE]
    words = len(WORD.findall(sample))
    letters = [character for character in sample if character.isalpha()]
    latin = sum(character < "\u0250" for character in letters) >= 0.5 * len(letters)
    if len(letters) < 10 or (latin and words < LEAST_WORDS):
        return None
    language, probability = _identifier().classify(sample)
    if language == ENGLISH or probability >= SURE or words >= FEW_WORDS or not latin:
        return str(language)
    return None


def name_of(language: str) -> str:
    """A language's English name where the vocabulary has it, else its code."""
    return str(vocabulary.load("languages")["names"].get(language, f"language {language!r}"))


def prepare() -> None:
    """Load the model of languages now, not at the first text."""
    _identifier()


@cache
def _identifier() -> Any:
    # The package's own function keeps one whose languages any caller may change.
    load: Any = LanguageIdentifier.from_model_file
    return load(MODEL_FILE, norm_probs=True)
