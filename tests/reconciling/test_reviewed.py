"""What is kept of a ledger that people review is what would be worked out from all of it."""

import random

import pytest
from bench.synthetic import made_pages
from bench.synthetic.pages import Page

import reportedly
from reportedly.ledger import Ledger
from reportedly.reconciling.refreshing import METHOD, refresh
from reportedly.reconciling.statements import Account
from reportedly.verbs import accounts
from tests.reconciling.test_refreshing import assert_kept_as_worked_out, put

BY = {"by": "Ines Tarv", "at": "2025-11-01"}


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """Some days of an invented press."""
    return list(made_pages(60, seed=5))


def test_reviews_touch_the_pages_that_they_are_about_and_no_others(
    store: Ledger, pages: list[Page]
) -> None:
    put(store, pages)
    refresh(store)
    chance = random.Random(4)
    claims = chance.sample(store.claims(), 9)
    undone = []
    for number, claim in enumerate(claims):
        if number % 3 == 0:
            review = reportedly.reject_claim(store, claim.id, **BY)  # type: ignore[arg-type]
        elif number % 3 == 1:
            fields = {"where": "Ostrel", "source": "a nurse"}
            review = reportedly.correct_claim(store, claim.id, fields, **BY)  # type: ignore[arg-type]
        else:
            review = reportedly.accept_claim(store, claim.id, **BY)  # type: ignore[arg-type]
        undone.append(review.id)
        with store.kept() as kept:
            assert len(kept.stale(100)) == 1
        assert not store.is_reconciled(METHOD)
        if number % 4 == 0:
            assert_kept_as_worked_out(store)
        else:
            refresh(store)
    assert_kept_as_worked_out(store)
    before = [one.review for one in store.claims()]
    put(store, pages[:20], version="2.0")
    assert before == [one.review for one in store.claims()]
    assert_kept_as_worked_out(store)
    for review_id in undone:
        reportedly.undo_review(store, review_id, **BY)
    assert all(one.review is None for one in store.claims())
    assert_kept_as_worked_out(store)


def test_a_decision_on_series_is_followed_in_the_order_of_deciding(
    store: Ledger, pages: list[Page]
) -> None:
    put(store, pages)
    before = reportedly.series(store)
    kind = next(s.kind for s in before if len([o for o in before if o.kind == s.kind]) > 1)
    first, second = [one for one in before if one.kind == kind][:2]
    join = reportedly.join_series(store, first.id, second.id, **BY)  # type: ignore[arg-type]
    account: Account = accounts.of(store)
    assert [one.type for one in account.assignments] == ["join"]
    found = {one.id: one for one in reportedly.series(store)}
    members = {(s.id, s.page) for one in (first, second) for s in (*one.statements, *one.apart)}
    joined = next(one for one in found.values() if join.id in one.reviews)
    assert {(s.id, s.page) for s in (*joined.statements, *joined.apart)} == members
    statement = (*second.statements, *second.apart)[0]
    claim = next(
        c.id for c in store.claims() if (c.statement, c.page) == (statement.id, statement.page)
    )
    reportedly.part_series(store, [claim], by="Bo Venn", at="2025-11-02")
    parted = [
        one
        for one in reportedly.series(store)
        if {(s.id, s.page) for s in (*one.statements, *one.apart)}
        == {(statement.id, statement.page)}
    ]
    assert len(parted) == 1
    for review in reversed(store.reviews()):
        reportedly.undo_review(store, review.id, by="Ines Tarv", at="2025-11-03")
    assert reportedly.series(store) == before
