"""Which sentences are worth parsing: those with a number, or a word that can say what befell somebody.

A sentence with neither gives nothing to figures, claims and tolls, whether it is parsed or not;
the mentions ask the same question, so that skipping changes no result. Attributions are found by the
form of words too: parsing every sentence with a cue moved their F1 by 0.1 and cost a third more time.
"""

import re
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.quantities.numbers import tables
from reportedly.records import READ_ROLES
from reportedly.vocabulary import load

_KEY = "reportedly.candidates"
MOST_NUMBERS = 60
"""Numbers in digits that a sentence may have: with more it is a table that lost its cells, or noise."""

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+")
_NAMED_KINDS = (
    "killed",
    "injured",
    "missing",
    "captured",
    "detained",
    "displaced",
    "rescued",
    "sick",
    "affected",
    "casualties",
    "destroyed",
    "damaged",
    "intercepted",
)


@Language.factory(
    "candidates", requires=["doc.sents", "doc._.article"], assigns=["doc._.worth_parsing"]
)
def create_candidates(nlp: Language, name: str) -> "Candidates":  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline, before the parser."""
    return Candidates()


class Candidates:
    """Sets `doc._.worth_parsing`."""

    def __init__(self) -> None:
        if not Doc.has_extension("article"):
            Doc.set_extension("article", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` finds into the document."""
        doc._.worth_parsing = find(doc)
        return doc


def find(doc: Doc) -> list[int]:
    """Indices of the sentences that are worth parsing; none of a block that is not read.

    Kept with the document, so that the parser and `mentions` ask once.
    """
    kept: list[int] | None = doc.user_data.get(_KEY)
    if kept is None:
        text = doc.text
        kept = [
            index
            for index, sentence in enumerate(doc.sents if len(doc) else ())
            if is_read(doc, sentence.start_char)
            and holds_count(text[sentence.start_char : sentence.end_char])
        ]
        doc.user_data[_KEY] = kept
    return kept


def is_read(doc: Doc, offset: int) -> bool:
    """Whether the block at a character offset is read for claims; all is, where there is no article."""
    article = doc._.article
    if article is None:
        return True
    roles = doc.user_data.get("reportedly.roles")
    if roles is None:
        roles = [(block.start, block.end, block.role in READ_ROLES) for block in article.blocks]
        doc.user_data["reportedly.roles"] = roles
    low, high = 0, len(roles)
    while low < high:
        middle = (low + high) // 2
        if roles[middle][1] <= offset:
            low = middle + 1
        else:
            high = middle
    return low < len(roles) and roles[low][0] <= offset and bool(roles[low][2])


def holds_count(text: str) -> bool:
    """Whether a sentence's text holds a number, or a word that can say what befell somebody."""
    if sum(1 for _ in islice(_DIGITS.finditer(text), MOST_NUMBERS + 1)) > MOST_NUMBERS:
        return False
    counting, befalling = _forms()
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isdigit():
            return True
        lower = word.lower()
        if lower in counting or lower in befalling:
            return True
    return False


@cache
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """Words that may count, and forms of words that may say what befell somebody."""
    table = tables()
    counting = {*table.small, *table.tens, *table.scales, *table.vague, *table.fractions}
    counting |= {word for words in table.few for word in words} | {
        "couple",
        "twin",
        "double",
        "triple",
    }
    counting |= {
        "no",
        "none",
        "nobody",
        "neither",
        "battalion",
        "brigade",
        "regiment",
        "platoon",
        "squadron",
    }
    counting -= {"a", "quite", "another"}
    kinds = load("kinds")
    befalling: set[str] = set(load("candidates")["forms"])
    for name in _NAMED_KINDS:
        for frame in ("done", "undergone"):
            for phrase in kinds[name][frame]:
                befalling |= _past(phrase.split()[0].split("-")[0])
        befalling |= {phrase.split()[0] for phrase in kinds[name]["being"]}
    return frozenset(counting), frozenset(befalling - set(load("candidates")["idle"]))


def _past(lemma: str) -> set[str]:
    """The regular past of a verb; irregular ones are in the vocabulary.

    News tells what befell one person or a named one in the past or with a participle. Other forms of
    the verb come with a number, and that makes the sentence worth parsing.
    """
    stem = lemma[:-1] if lemma.endswith(("e", "y")) else lemma
    return {stem + "ed", stem + lemma[-1] + "ed", stem + "ied"}
