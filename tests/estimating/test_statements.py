"""What a ledger's statements give to the model, and what stays outside."""

from datetime import date

from reportedly.estimating import reports_of
from reportedly.reconciling import account_of
from reportedly.reconciling.series import grouped
from reportedly.records import Statement
from tests.reconciling.invented import article, statement

SAID = "Poland has lost 900 soldiers so far, its staff said; 70 were killed last week."
PAGE = article(SAID, published="2031-03-20")


def told(figure: str, **others: object) -> Statement:
    fields: dict[str, object] = {
        "who": "Polish soldiers",
        "window": "cumulative",
        "source": "Polish general staff",
        "origin": "Polish general staff",
        "stated": {"start": "2031-03-20", "end": "2031-03-20"},
    }
    return statement(PAGE, SAID, figure, **(fields | others))


def from_ledger(*statements: Statement) -> tuple[list[object], dict[str, int]]:
    found, out = reports_of(grouped(account_of(statements)))
    return list(found), {one.reason: one.reports for one in out}


def test_a_running_total_goes_in_with_its_day_and_voice() -> None:
    (found,), out = reports_of(grouped(account_of([told("900")])))
    assert (found.low, found.high, found.day, found.days) == (900, 900, date(2031, 3, 20), 0)
    assert (found.side.casefold(), found.source) == ("poland", "Polish general staff")
    assert found.party, "its name names the nation whose losses are counted"
    assert out == ()


def test_a_stretch_of_days_counts_its_days() -> None:
    week = {"start": "2031-03-10", "end": "2031-03-16"}
    (found,), _ = reports_of(grouped(account_of([told("70", window="period", when=week)])))
    assert (found.day, found.days) == (date(2031, 3, 16), 7)


def test_what_stays_outside_is_counted_by_reason() -> None:
    denied = told("900", stance="denies")
    one_event = told("70", window="event")
    found, out = from_ledger(denied, one_event)
    assert found == []
    assert out == {
        "not counted: denied": 1,
        "the toll of one happening, no running total": 1,
    }
