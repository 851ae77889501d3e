"""How a figure is shown, where its own words do not say how it is meant."""

from reportedly.records.accounts import RecordedClaim, Statement
from reportedly.records.values import Number


def figure_in_words(one: RecordedClaim | Statement) -> str:
    """The words of a figure; for a cell of a table that another cell bounds, its interval in words.

    A cell of a hand-kept table says "88", and the head of its column that this is the least: shown
    alone it would say less than the table does.
    """
    if one.role != "table" or one.hedge is not None or one.comparator in ("exactly", "vague"):
        return one.figure
    if not set(one.figure) <= set('0123456789.,;|"\t '):
        return one.figure
    low, high = _number(one.low), _number(one.high)
    if one.low is None:
        return f"at most {high}" if one.comparator == "at_most" else f"less than {high}"
    if one.high is None:
        return f"at least {low}" if one.comparator == "at_least" else f"more than {low}"
    return f"about {low}" if one.low == one.high else f"{low} to {high}"


def _number(value: Number | None) -> str:
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
