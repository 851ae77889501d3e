"""The statements of a series as rows of a table, copies of one report folded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from reportedly.reconciling.copies import Groups
from reportedly.reconciling.standing import claim_at
from reportedly.reconciling.timing import stated_on
from reportedly.records import Conflict, Series, Statement, figure_in_words
from reportedly.web.summaries import shown_figure, spoken_by
from reportedly.web.words import visible

COLUMNS = (
    *(
        "statement",
        "stated",
        "figure",
        "low",
        "high",
        "best",
        "comparator",
        "counted",
        "who",
        "where",
    ),
    *("origin", "source", "cites", "stance", "apart", "publisher", "published", "page", "sentence"),
    *("claim", "text_hash"),
)
FEW_COPIES = 20
LONGEST_QUOTE = 400


@dataclass(frozen=True)
class Row:
    """A statement as a row, with the pages that print the same report.

    Attributes:
        claim: id of the claim whose words are quoted.
        copies: other statements: of pages that print the same report, with the same figure.
        more: copies that are not listed.
        anchor: whether this is the first row of its statement, which marks of a chart lead to.
    """

    id: str
    day: date | None
    figure: str
    speaker: str
    cites: str | None
    publisher: str
    text_hash: str | None
    apart: str | None
    stance: str
    quote: Markup
    claim: str
    anchor: bool = True
    copies: tuple["Row", ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Fold:
    """Statements that are one row: one, and the pages that print the same report with the same figure.

    Attributes:
        shown: of them, the first one ahead, each with whether it is the first row of its statement.
        more: copies that are not listed.
    """

    shown: tuple[tuple[Statement, bool], ...]
    more: int


def folds_of(series: Series, groups: Groups) -> list[Fold]:
    """The statements of a series in order of time, those that do not count behind; nothing is drawn yet.

    Args:
        series: whose statements they are.
        groups: which of their pages print one report.
    """
    report = {(p.page, p.text_hash): at for at, group in enumerate(groups.copies) for p in group}
    heads: dict[tuple[object, ...], list[Statement]] = {}
    for one in (*series.statements, *series.apart):
        printed: object = report.get((one.page, one.text_hash or ""), (one.page, one.id))
        said = one.origin, one.low, one.high, one.comparator, one.apart
        heads.setdefault((printed, *said), []).append(one)
    seen: set[str] = set()
    return [_folded(same, seen) for same in heads.values()]


def _folded(same: Sequence[Statement], seen: set[str]) -> Fold:
    shown = []
    for one in same[: FEW_COPIES + 1]:
        shown.append((one, one.id not in seen))
        seen.add(one.id)
    return Fold(tuple(shown), len(same) - len(shown))


def row_of_fold(fold: Fold) -> Row:
    """Statements that are one row, as that row."""
    first, *copies = [replace(row_of(one), anchor=anchor) for one, anchor in fold.shown]
    return replace(first, copies=tuple(copies), more=fold.more)


def row_of(one: Statement) -> Row:
    """One statement as a row."""
    return Row(
        id=one.id,
        day=stated_on(one),
        figure=shown_figure(one),
        speaker=spoken_by(one) if one.source else "in the page's own voice",
        cites=one.cites,
        publisher=one.publisher or one.page,
        text_hash=one.text_hash,
        apart=one.apart,
        stance=one.stance,
        quote=quote_of(one),
        claim=claim_at(one, one.claims[0]) if one.claims and one.text_hash else "",
    )


def quote_of(one: Statement) -> Markup:
    """The sentence of a statement, its figure marked; of a long one what lies around the figure."""
    sentence, start = one.sentence or one.figure, one.sentence_start or 0
    span = next(
        (c for c in one.claims if start <= c.start and c.end <= start + len(sentence)), None
    )
    if span is None:
        return Markup("<bdi>{}</bdi>").format(visible(sentence[:LONGEST_QUOTE]))
    first, last = span.start - start, span.end - start
    before, figure, behind = sentence[:first], sentence[first:last], sentence[last:]
    room = LONGEST_QUOTE // 2
    return Markup("<bdi>{}{}<mark>{}</mark>{}{}</bdi>").format(
        "… " if len(before) > room else "",
        visible(before[-room:]),
        visible(figure[:LONGEST_QUOTE]),
        visible(behind[:room]),
        " …" if len(behind) > room else "",
    )


@dataclass(frozen=True)
class ShownConflict:
    """A conflict with both sides as rows."""

    type: str
    why: str
    title: str
    series: str
    a: Row
    b: Row
    repeated: int


def shown_conflict(one: Conflict) -> ShownConflict:
    """A conflict as the pages show it."""
    return ShownConflict(
        one.type, one.why, one.title, one.series, row_of(one.a), row_of(one.b), one.repeated
    )


def cells_of(one: Statement) -> dict[str, Any]:
    """A statement as a row of a CSV."""
    day = stated_on(one)
    return one.model_dump(mode="json", include=set(COLUMNS)) | {
        "statement": one.id,
        "stated": day.isoformat() if day else None,
        "figure": figure_in_words(one),
        "claim": claim_at(one, one.claims[0]) if one.claims and one.text_hash else None,
    }
