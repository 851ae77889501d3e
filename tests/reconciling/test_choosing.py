"""Series are found by days, kinds and words as if every claim had been looked at."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from bench.synthetic import made_pages
from bench.synthetic.pages import Page

from reportedly.ledger import Ledger
from reportedly.ledger.dating import conditions_of
from reportedly.ledger.filters import ClaimFilter
from reportedly.ledger.kept import kept_series, series_days
from reportedly.reconciling import series_of
from reportedly.reconciling.listed import last_printed
from reportedly.reconciling.refreshing import refresh
from reportedly.records import Series, Stretch
from reportedly.verbs import accounts
from reportedly.verbs.browsing import Browsed
from reportedly.verbs.querying import Filters, holding
from tests.reconciling.test_refreshing import put


def size(series: Series) -> int:
    return len(series.statements) + len(series.apart)


FIRST = date(2020, 1, 1)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """Some days of an invented press, whose sources say at times since when, until when or on which days."""
    chance = random.Random(5)
    return [_stated_otherwise(page, chance) for page in made_pages(110, seed=7)]


def _stated_otherwise(page: Page, chance: random.Random) -> Page:
    claims = [
        claim.model_copy(update={"stated": _stretch(chance)}) for claim in page.reading.claims
    ]
    return replace(page, reading=page.reading.model_copy(update={"claims": tuple(claims)}))


def _stretch(chance: random.Random) -> Stretch | None:
    start = _day(chance)
    end = start + timedelta(days=chance.randrange(4))
    return chance.choice(
        [None, None, Stretch(start=start, end=end), Stretch(start=start), Stretch(end=end)]
    )


def _day(chance: random.Random) -> date:
    return FIRST + timedelta(days=chance.randrange(20))


def _asked(chance: random.Random) -> Filters:
    """Days, at times a kind or words with them."""
    since, until = sorted((_day(chance), _day(chance)))
    return Filters(
        since=chance.choice([None, str(since)]),
        until=chance.choice([None, str(until)]),
        kind=chance.choice([None, None, "killed", "injured"]),
        text=chance.choice([None, None, "Said", "the", "%", "nobody says so"]),
    )


def assert_found_as_by_claims(store: Ledger, chance: random.Random, times: int) -> None:
    every: Sequence[Series] = series_of(accounts.of(store))
    browsed = Browsed(store)
    for _ in range(times):
        asked = _asked(chance)
        fitting = sorted(
            holding(store, every, asked), key=lambda one: (last_printed(one), size(one), one.id)
        )
        expected = [one.id for one in reversed(fitting)]
        found = browsed.listed("latest", **asked)
        assert found.part(0, None) == expected, asked
        assert found.total == len(expected)
        assert sorted(browsed.ids(**asked)) == sorted(expected)


def test_days_kinds_and_words_choose_the_series_with_a_claim_that_fits(
    store: Ledger, pages: list[Page]
) -> None:
    chance = random.Random(11)
    put(store, pages[:70])
    refresh(store)
    assert_found_as_by_claims(store, chance, 10)
    put(store, [_stated_otherwise(page, chance) for page in pages[:30]], version="2.0")
    store.withdraw(pages[40].capture.location, "gone")
    put(store, pages[70:])
    refresh(store, at_once=20)
    assert_found_as_by_claims(store, chance, 10)


def test_days_of_series_that_are_no_more_are_gone(store: Ledger, pages: list[Page]) -> None:
    put(store, pages[:30])
    refresh(store)
    none = [page.reading.model_copy(update={"claims": (), "version": "2.0"}) for page in pages[:20]]
    given = zip(pages[:20], none, strict=True)
    store.ingest_many(
        [(p.capture, p.reading.article.text.encode(), reading, None) for p, reading in given]
    )
    refresh(store)
    with store.kept() as kept:
        series = {row.id for row in kept.every([kept_series.c.id])}
        dated = {row.series_id for row in kept.every([series_days.c.series_id])}
        open_days = conditions_of(ClaimFilter(since="0001-01-01"))
        found = {row.id for row in kept.every([kept_series.c.id], *open_days)}
    assert dated
    assert dated <= series
    assert found == dated
