"""Claims, series and single claims as a terminal shows them: 80 columns, hedges as words."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.publishing.showing import UNSHOWABLE
from reportedly.reconciling import Line
from reportedly.records import (
    Article,
    KnownAs,
    RecordedClaim,
    Series,
    Statement,
    Stretch,
    figure_in_words,
)

WIDEST_LABEL = 9


def safe(text: str) -> Text:
    """Text of a page made fit for a terminal: nothing in it is markup, control or an override."""
    return Text(UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def day(moment: str | date | None) -> str:
    """An unambiguous short date: `5 Jan 2025`."""
    if moment is None:
        return ""
    on = moment if isinstance(moment, date) else date.fromisoformat(moment[:10])
    return f"{on.day} {on:%b %Y}"


def stretch(when: Stretch | None) -> str:
    """A stretch of days in words: `3 Jan 2025 to 4 Jan 2025`, `until 5 Jan 2025`."""
    if when is None:
        return ""
    if when.start is None:
        return f"until {day(when.end)}"
    if when.end is None:
        return f"since {day(when.start)}"
    return day(when.start) if when.start == when.end else f"{day(when.start)} to {day(when.end)}"


def claims_table(claims: Sequence[RecordedClaim]) -> Table:
    """One row a claim: id, day of printing, figure, what it counts, where, and on whose word."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("claim", no_wrap=True, min_width=6)
    table.add_column("printed", no_wrap=True)
    table.add_column("figure", style="bold", ratio=3)
    table.add_column("what", ratio=4)
    table.add_column("source", ratio=4)
    for claim in claims:
        table.add_row(
            claim.id[:6],
            day(claim.published),
            safe(figure_in_words(claim)),
            safe(what(claim)),
            safe(voice(claim)),
        )
    return table


def what(claim: RecordedClaim | Statement) -> str:
    """What a figure counts, in a line: `casualties, North Korean soldiers, Kursk region`."""
    who = claim.who or claim.counted
    parts = [claim.kind, who if who != claim.kind else None, claim.where]
    return ", ".join(part for part in parts if part)


def voice(claim: RecordedClaim) -> str:
    """On whose word a figure stands, with its stance where it is not plainly asserted."""
    publisher = claim.publisher or claim.page
    name = claim.source or f"({publisher})"
    said = name if claim.stance in ("asserts", "confirms") else f"{name}, {claim.stance}"
    return f"{said} [{claim.review.verdict}]" if claim.review else said


def series_view(lines: Sequence[Line]) -> RenderableType:
    """The series as an account: a title, its verdict, and a row for every statement.

    Series of one statement come last, a row each.
    """
    shown: list[RenderableType] = []
    singles = [line for line in lines if _is_single(line)]
    for line in lines:
        if _is_single(line):
            continue
        for one in line.series:
            shown.append(Text.assemble((safe(one.title).plain, "bold")))
            if not line.verdict or len(one) > 1:
                shown.append(Padding(Text(safe(one.verdict).plain, "italic"), (0, 0, 0, 2)))
            shown.append(Padding(_statements_table(one), (0, 0, 0, 2)))
        if line.verdict:
            together = safe(f"together ({line.why}): {line.verdict}").plain
            shown.append(Padding(Text(together, "italic"), (0, 0, 0, 2)))
        shown.append(Text(""))
    if singles:
        shown += [Text("said once", "bold"), Padding(_singles_table(singles), (0, 0, 0, 2))]
    return Group(*shown)


def _is_single(line: Line) -> bool:
    return len(line.series) == 1 and len(line.series[0].statements + line.series[0].apart) == 1


def _singles_table(lines: Sequence[Line]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False)
    table.add_column(no_wrap=True, min_width=11)
    table.add_column(style="bold", ratio=3)
    table.add_column(ratio=5)
    table.add_column(ratio=4)
    for line in lines:
        series = line.series[0]
        (statement,) = series.statements + series.apart
        table.add_row(
            _day_of(statement),
            safe(figure_in_words(statement)),
            safe(series.title),
            safe(_said_by(statement)),
        )
    return table


def _day_of(statement: Statement) -> str:
    stated = statement.stated.end or statement.stated.start if statement.stated else None
    return day(stated or statement.published)


def _statements_table(series: Series) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False)
    table.add_column(no_wrap=True, min_width=11)
    table.add_column(style="bold", ratio=3)
    table.add_column(ratio=5)
    table.add_column(ratio=3, style="dim")
    for statement in (*series.statements, *series.apart):
        table.add_row(
            _day_of(statement),
            safe(figure_in_words(statement)),
            safe(_said_by(statement)),
            safe(statement.publisher or statement.page),
        )
    return table


def _said_by(statement: Statement) -> str:
    said = (statement.origin if statement.source else None) or "in the page's own voice"
    if statement.cites:
        said += f", citing {statement.cites}"
    if statement.apart:
        return f"{said} [not counted: {statement.apart}]"
    return f"{said} [{statement.review.verdict}]" if statement.review else said


def claim_view(
    claim: RecordedClaim,
    article: Article | None,
    chain: Sequence[str],
    known_as: Sequence[KnownAs] = (),
) -> RenderableType:
    """One claim with its words: the sentence, the figure marked in it, the chain, every field.

    What people decided of its names stands behind the names.
    """
    rows = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False)
    rows.add_column(style="dim", no_wrap=True, min_width=WIDEST_LABEL)
    rows.add_column()
    fields = {
        "claim": claim.id,
        "figure": f"{claim.figure}  ({interval(claim)})",
        "counts": claim.counted,
        "kind": claim.kind,
        "who": claim.who,
        "where": claim.where,
        "when": stretch(claim.when),
        "window": claim.window,
        "source": claim.source or "none: the page's own voice",
        "cites": claim.cites,
        "stance": claim.stance + (", in quotation marks" if claim.quoted else ""),
        "stated": stretch(claim.stated),
        "chain": " → ".join(chain),
        "page": _locator(claim, article),
        "title": claim.title,
        "printed": ", ".join(part for part in (claim.publisher, day(claim.published)) if part),
        "block": f"{claim.role}, characters {claim.start} to {claim.end}",
        "withdrawn": claim.withdrawn,
        "review": reviewed(claim),
    }
    decided: dict[str, str] = {one.field: f" (taken for {one.name}: {one.why})" for one in known_as}
    for label, value in fields.items():
        if value:
            rows.add_row(label, safe(f"{value}{decided.get(label, '')}"))
    parts: list[RenderableType] = [marked_sentence(claim), Text(""), rows]
    block = _block_text(claim, article)
    if block and block.strip() != claim.sentence.strip():
        parts += [Text(""), Text("in its block:", style="dim"), Padding(safe(block), (0, 0, 0, 2))]
    return Group(*parts)


def _locator(claim: RecordedClaim, article: Article | None) -> str:
    """The page as read, and, of a printed report, which of its pages."""
    printed = article.page_at(claim.start) if article is not None else None
    return claim.page if printed is None else f"{claim.page}, page {printed}"


def reviewed(claim: RecordedClaim) -> str | None:
    """What the claim is by its reviews, and what was read before."""
    if claim.review is None:
        return None
    said = f"{claim.review.verdict} by {', '.join(claim.review.by)}, {day(claim.review.at)}"
    if claim.review.before:
        read = ", ".join(f"{name} {value!s}" for name, value in claim.review.before.items())
        said += f"; read as: {read}"
    return f"{said}; reviewers disagree" if claim.review.disputed else said


def interval(claim: RecordedClaim | Statement) -> str:
    """The interval of a figure in words: `3,000 or more`, `40 to 50`."""
    low, high = number(claim.low), number(claim.high)
    if claim.low is None:
        return f"{'below' if claim.comparator == 'less_than' else 'at most'} {high}"
    if claim.high is None:
        return f"above {low}" if claim.comparator == "more_than" else f"{low} or more"
    if claim.low == claim.high:
        return f"about {low}" if claim.comparator == "about" else f"exactly {low}"
    return f"{low} to {high}"


def number(value: float | None) -> str:
    """A number with thousands separated; whole numbers without a point."""
    if value is None:
        return "?"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def marked_sentence(claim: RecordedClaim) -> Text:
    """The claim's sentence with its figure marked: by brackets, so that it shows without colour."""
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    before, figure, after = claim.sentence[:start], claim.sentence[start:end], claim.sentence[end:]
    marked = (f"[{safe(figure).plain}]", "bold reverse")
    return Text.assemble("“", safe(before), marked, safe(after), "”")


def _block_text(claim: RecordedClaim, article: Article | None) -> str | None:
    if article is None:
        return None
    for block in article.blocks:
        if block.start <= claim.start < block.end:
            return block.span.of(article.text)
    return None
