"""The language that an article is written in."""

import os
import re
from functools import cache
from typing import Any

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

PLAIN_WORDS, PLAIN_SHARE = 4, 0.08
"""So many words, and so large a share of all, that English alone has, make a text plainly English: the
model of languages, which takes ten times as long, says the same of every one of 1,400 such texts."""

MODEL = "languages"
"""What `prepare` loads, as it is called where a process is made ready."""

WORD = re.compile(r"[^\W\d_]+")


class UnpreparedError(Exception):
    """Under its limits a process cannot load any more what the page needs; `part` names it."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def detect(text: str, blocks: tuple[Block, ...] = ()) -> str | None:
    """Return the ISO 639-1 code of the language of an article's own words, or null where unsure.

    Only blocks that are read count; all of the text where there are none.
    """
    parts = [text[block.start : block.end] for block in blocks if block.role in READ_ROLES]
    sample = "\n".join(parts or [text])[:SAMPLE]
    found = WORD.findall(sample)
    if _is_plainly_english(found):
        return ENGLISH
    words = len(found)
    letters = [character for character in sample if character.isalpha()]
    latin = sum(character < "\u0250" for character in letters) >= 0.5 * len(letters)
    if len(letters) < 10 or (latin and words < LEAST_WORDS):
        return None
    language, probability = _identifier().classify(sample)
    if language == ENGLISH or probability >= SURE or words >= FEW_WORDS or not latin:
        return str(language)
    return None


def _is_plainly_english(words: list[str]) -> bool:
    """Whether words such as "the" and "which" stand among them as they do in English alone."""
    plain = _plain_words()
    found = sum(word.lower() in plain for word in words)
    return found >= PLAIN_WORDS and found >= PLAIN_SHARE * len(words)


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(vocabulary.load("languages")["english_alone"])


def name_of(language: str) -> str:
    """A language's English name where the vocabulary has it, else its code."""
    return str(vocabulary.load("languages")["names"].get(language, f"language {language!r}"))


def prepare() -> None:
    """Load the model of languages now, not at the first text."""
    _identifier()


@cache
def _identifier() -> Any:
    if os.name == "posix":
        from reportedly.pages.limiting import may_write  # noqa: PLC0415 - not on all systems

        if not may_write():  # the model is unpacked into a file
            raise UnpreparedError(MODEL)
    # Imported here: most texts are plainly English, and numpy and the model take a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    # The package's own function keeps one whose languages any caller may change.
    load: Any = LanguageIdentifier.from_model_file
    return load(MODEL_FILE, norm_probs=True)
