"""What a bare number in a table's cell counts: the kind that heads its column, or its row.

"District | Killed | Houses destroyed" over "Orlenz | 12 | 210": a cell has no words of its own, so that
only its headers say what befell whom; the row that sums up the others is the whole of their figures.
"""

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from reportedly.reading.kinds.entries import choose
from reportedly.reading.kinds.findings import KindConstruction
from reportedly.reading.kinds.lexicon import THINGS, NounClass, lexicon, noun_class, verb_lemma
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.surroundings import Headers, headers_of
from reportedly.reading.tokens import article_of, text_of
from reportedly.records import Kind, Number, Span
from reportedly.vocabulary import load

CONSTRUCTION: KindConstruction = "table"

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def head_cells(doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a document, those in bare cells of tables with the kind of their headers.

    What sums up a column is the whole of its figures: the cell in a row "Total", or a figure of the same
    kind elsewhere in the text that is their sum.
    """
    article = article_of(doc)
    if article is None or not any(block.role == "table" for block in article.blocks):
        return list(mentions)
    text = text_of(doc)
    headed: list[Mention] = []
    columns: dict[Span, list[Mention]] = {}
    totals: dict[Span, Span | None] = {}
    for mention in mentions:
        headers = headers_of(doc, text, mention.start) if _may_be_bare(mention) else None
        if headers is None or not _is_bare(text, headers.cell, mention):
            headed.append(mention)
            continue
        found = _headed(text, mention, headers)
        headed.append(found)
        if headers.column is None or found.kind == "other":
            continue
        if headers.sums_up:
            totals[headers.column] = found.span
        else:
            columns.setdefault(headers.column, []).append(found)
    told = _told_outside(headed) if columns else {}
    for column, cells in columns.items():
        if column not in totals and len(cells) >= LEAST_SUMMED:
            totals[column] = _sum_of(cells, told)
    wholes = frozenset(totals.values())
    return [_part(doc, text, mention, totals, wholes) for mention in headed] if totals else headed


def _told_outside(mentions: Sequence[Mention]) -> dict[tuple[Kind, Number], Span]:
    """The figures outside of tables by kind and value, the first of each."""
    told: dict[tuple[Kind, Number], Span] = {}
    for mention in mentions:
        outside = mention.form == "number" and mention.construction != CONSTRUCTION
        if outside and mention.value is not None:
            told.setdefault((mention.kind, mention.value), mention.span)
    return told


def _sum_of(cells: Sequence[Mention], told: dict[tuple[Kind, Number], Span]) -> Span | None:
    """The figure outside of tables that is the sum of a column's."""
    if any(cell.value is None for cell in cells):
        return None
    return told.get((cells[0].kind, sum(cell.value or 0 for cell in cells)))


LEAST_SUMMED = 2
"""Cells whose sum is no chance."""


def _may_be_bare(mention: Mention) -> bool:
    return mention.form == "number" and mention.sort == "count"


def _is_bare(text: str, cell: Span, mention: Mention) -> bool:
    """Whether a cell holds nothing but the figure and signs around it."""
    around = text[cell.start : mention.start] + text[mention.end : cell.end]
    return not any(sign.isalnum() for sign in around)


def _headed(text: str, mention: Mention, headers: Headers) -> Mention:
    for header in (headers.column, headers.row):
        kind = kind_of_header(header.of(text)) if header is not None else None
        if header is None or kind is None:
            continue
        things = _things(text, header)
        return mention._replace(
            kind=kind,
            construction=CONSTRUCTION,
            trigger=header,
            counted=things,
        )
    return mention._replace(kind="other", construction="", trigger=None)


def _part(
    doc: Doc,
    text: str,
    mention: Mention,
    totals: dict[Span, Span | None],
    wholes: frozenset[Span | None],
) -> Mention:
    """A cell's figure as a part of what sums up its column.

    What is told by place, and not summed up, stands for itself there; the rows of other tables divide
    the same happening: "Crew", "Passengers".
    """
    if mention.construction != CONSTRUCTION or mention.span in wholes:
        return mention
    headers = headers_of(doc, text, mention.start)
    if headers is None or headers.column is None or headers.column not in totals:
        return mention
    whole = totals[headers.column]
    if whole is None and (mention.trigger != headers.column or headers.of_places):
        return mention
    return mention._replace(relation="part", related_by="column of a table", part_of=whole)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(load("tables")["fillers"])


def _things(text: str, header: Span) -> Span | None:
    """The words of a header that say which things are counted; people are found by their own rules."""
    for word in _WORD.finditer(text, header.start, header.end):
        lower = word.group().lower()
        if noun_class(_singular(lower), lower) in THINGS:
            return Span(word.start(), word.end())
    return None


def kind_of_header(header: str) -> Kind | None:
    """The kind that a header names: "Killed", "Number of injured", "Houses destroyed"; else None.

    None too where it names two, "Dead and missing": such a cell counts both.
    """
    words = [word.lower() for word in _WORD.findall(header)]
    told = [word for word in words if word not in _fillers()]
    noun = _counted(told)
    kinds = {kind for word in told if (kind := _kind_of_word(word, noun)) is not None}
    return kinds.pop() if len(kinds) == 1 else None


def _counted(words: Sequence[str]) -> NounClass:
    """The class of the first noun of a header that is known: houses are structures."""
    for word in words:
        found = noun_class(_singular(word), word)
        if found not in ("unknown", "idle"):
            return found
    return "bare"


def _kind_of_word(word: str, noun: NounClass) -> Kind | None:
    table, singular = lexicon(), _singular(word)
    for form in (word, singular):
        for frame in (table.heads, table.tolls):
            if form in frame:
                return frame[form]
    for entry in table.being.get(word, ()):
        if not entry.rest:
            return entry.kind
    if word.endswith(("ed", "en", "t", "wn")):
        return choose(table.done.get(verb_lemma(word, word), ()), (), (), noun)
    deeds = table.deeds.get(singular, ())
    return deeds[0] if len(deeds) == 1 else None


def _singular(word: str) -> str:
    """The singular of a regular noun."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
