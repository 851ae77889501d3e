"""What is kept up to date as pages arrive is what would be worked out from the whole ledger."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from bench.synthetic import made_pages
from bench.synthetic.pages import Page

import reportedly
from reportedly import ledger
from reportedly.ledger import Ledger
from reportedly.reconciling import (
    Account,
    conflicts_of,
    copies,
    disputes,
    series_of,
    sources_of,
)
from reportedly.reconciling.events import events_of
from reportedly.reconciling.happenings import occasions
from reportedly.reconciling.members import members_of
from reportedly.reconciling.refreshing import METHOD, method_by, refresh
from reportedly.reconciling.storylines import stories_told
from reportedly.reconciling.tolling import Asked, toll_of
from reportedly.records import Series, StoryToll
from reportedly.verbs import accounts
from reportedly.verbs.naming import Deciding
from reportedly.verbs.querying import claims
from tests.reconciling.invented import article
from tests.reconciling.test_copies import REPORT


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """Some days of an invented press."""
    return list(made_pages(350, seed=3))


def put(store: Ledger, pages: Sequence[Page], version: str = "1.0", *, sign: bool = True) -> None:
    store.ingest_many(
        [
            (
                page.capture,
                page.reading.article.text.encode(),
                page.reading.model_copy(update={"version": version}),
                "text/plain",
            )
            for page in pages
        ]
    )
    if sign:
        copies.sign(store, [page.reading.article for page in pages])


def worked_out(store: Ledger) -> tuple[Account, list[Series]]:
    account = accounts.of(store)
    return account, series_of(account)


def assert_kept_as_worked_out(store: Ledger) -> None:
    account, series = worked_out(store)
    assert reportedly.series(store) == series
    assert reportedly.conflicts(store) == conflicts_of(series)
    assert reportedly.sources(store) == sources_of(series, account.groups, account.origins.merges)
    occasion_list, tolls = told_of(store, account)
    assert {one.id for one in reportedly.happenings(store)} == occasion_list
    assert reportedly.tolls(store) == tolls


def told_of(store: Ledger, account: Account) -> tuple[set[str], list[StoryToll]]:
    """The happenings and tolls of an account that was worked out from nothing else than the pages."""
    members = members_of(account)
    hashes = sorted({m.statement.text_hash for m in members if m.statement.text_hash})
    events = {text_hash: events_of(store.article(text_hash)) for text_hash in hashes}
    found = occasions(members, events)
    told, _ = stories_told(found, store.story_decisions())
    tolls = [toll_of(one, account.groups, Asked()) for one in told]
    return {one.id for one in found}, [toll for toll in tolls if toll.lines]


@pytest.mark.parametrize(("seed", "few"), [(1, 100), (2, 0)])
def test_any_order_and_any_batches_give_what_the_whole_gives(
    store: Ledger, pages: list[Page], seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `few` 0, of every series only the conflicts of changed figures are compared anew."""
    monkeypatch.setattr(disputes, "FEW", few)
    chance = random.Random(seed)
    left = chance.sample(pages, len(pages))
    while left:
        count = chance.choice((1, 5, 60))
        put(store, left[:count])
        left = left[count:]
        if chance.random() < 0.6:
            refresh(store, at_once=chance.choice((2, 30, 2000)))
    assert_kept_as_worked_out(store)


def test_what_is_withdrawn_or_read_anew_is_worked_out_anew(
    store: Ledger, pages: list[Page]
) -> None:
    put(store, pages[:80])
    refresh(store)
    store.withdraw(pages[3].capture.location, "gone")
    fewer = [
        page.reading.model_copy(update={"claims": page.reading.claims[:1], "version": "2.0"})
        for page in pages[10:20]
    ]
    given = zip(pages[10:20], fewer, strict=True)
    store.ingest_many(
        [(p.capture, p.reading.article.text.encode(), reading, None) for p, reading in given]
    )
    assert not store.is_reconciled(method_by(()))
    assert_kept_as_worked_out(store)


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "killed"},
        {"where": "district"},
        {"who": "children"},
        {"source": "police", "kind": "injured"},
        {"since": "2020-01-07", "until": "2020-01-07"},
        {"publisher": "Agency"},
    ],
)
def test_filters_choose_the_series_that_hold_a_fitting_claim(
    store: Ledger, pages: list[Page], filters: dict[str, str]
) -> None:
    put(store, pages[:60])
    fitting = {(claim.statement, claim.page) for claim in claims(store, **filters)}  # type: ignore[arg-type]
    expected = [
        one.id
        for one in worked_out(store)[1]
        if any((s.id, s.page) in fitting for s in (*one.statements, *one.apart))
    ]
    assert [one.id for one in reportedly.series(store, **filters)] == expected


def test_another_method_works_everything_out_anew(
    store: Ledger, pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, pages[:30])
    assert refresh(store) == len({page.reading.article.text for page in pages[:30]})
    assert refresh(store) == 0
    monkeypatch.setattr("reportedly.reconciling.refreshing.METHOD", f"{METHOD}+")
    assert refresh(store) > 0
    assert_kept_as_worked_out(store)


def test_names_whose_meaning_changes_mark_their_pages(store: Ledger, pages: list[Page]) -> None:
    put(store, pages[:60])
    refresh(store)
    person = next(
        claim.source
        for page in pages[:60]
        for claim in page.reading.claims
        if claim.source and len(claim.source.split()) == 2 and claim.source.istitle()
    )
    assert store.mark_names([person]) > 0
    assert not store.is_reconciled(method_by(()))
    assert_kept_as_worked_out(store)


@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_a_ledger_that_may_not_be_changed_gives_the_same_answers(
    location: str, pages: list[Page]
) -> None:
    with ledger.open(location) as writable:
        put(writable, pages[:40])
    with ledger.open(location, read_only=True) as reader:
        assert not accounts.is_kept(reader)
        before = reportedly.series(reader), reportedly.conflicts(reader), reportedly.sources(reader)
    with ledger.open(location) as writable:
        refresh(writable)
    with ledger.open(location, read_only=True) as reader:
        assert accounts.is_kept(reader)
        after = reportedly.series(reader), reportedly.conflicts(reader), reportedly.sources(reader)
    assert before == after


def test_an_empty_ledger(store: Ledger) -> None:
    assert refresh(store) == 0
    assert reportedly.series(store) == []
    assert reportedly.conflicts(store) == []


def test_pages_of_other_weeks_are_not_compared() -> None:
    days = ("2026-03-09", "2026-03-12", "2026-06-09")
    first, near, later = (copies.sketch_of(article(*REPORT, published=day)) for day in days)
    assert set(first.near or ()) >= set(first.bands)
    assert set(first.near or ()) & set(near.bands)
    assert not set(first.near or ()) & set(later.bands)


def respelled(page: Page, name: str, other: str) -> Page:
    """A page that writes a name in another way, with as many letters."""
    reading = page.reading.model_dump_json().replace(name, other)
    return replace(page, reading=type(page.reading).model_validate_json(reading))


def test_places_in_two_transliterations_are_one_whichever_page_comes_first(
    store: Ledger, pages: list[Page]
) -> None:
    chance = random.Random(5)
    some = chance.sample(pages, 120)
    assert any("Kardand" in page.reading.article.text for page in some[:40])
    put(store, some[:40])
    refresh(store)
    put(store, [respelled(page, "Kardand", "Qardand") for page in some[40:60]])
    refresh(store, at_once=7)
    put(store, some[60:])
    assert_kept_as_worked_out(store)
    merges = worked_out(store)[0].names.places.merges
    assert [(one.form, one.name) for one in merges] == [("Qardand", "Kardand")]


def test_papers_abroad_tell_for_which_country_bodies_speak_in_papers_at_home(
    store: Ledger, pages: list[Page]
) -> None:
    abroad = [page for page in pages if "ovia's " in page.reading.article.text]
    at_home = [page for page in pages if "ovia's " not in page.reading.article.text]
    put(store, at_home)
    locations = {page.capture.location for page in at_home}
    before = seats(store, locations)
    assert before
    assert not any("ovia|" in seat for seat in before)
    for part in (abroad[:3], abroad[3:]):
        put(store, part)
        refresh(store, at_once=3)
    assert_kept_as_worked_out(store)
    after = seats(store, locations)
    assert after
    assert all("ovia|" in seat for seat in after)


def seats(store: Ledger, pages: set[str]) -> set[str]:
    """The keys of bodies with proper names that stand on some pages."""
    account = accounts.of(store)
    return {
        told.statement.origin or ""
        for told in account.told
        if (told.statement.source or "").startswith(("National ", "Ministry "))
        and told.statement.page in pages
    }


def test_what_people_decide_holds_at_once_and_what_they_take_back_leaves_nothing(
    store: Ledger, pages: list[Page]
) -> None:
    put(store, pages[:60])
    before = reportedly.series(store), reportedly.sources(store)
    names = [one.name for one in before[1].origins if len(one.name.split()) == 2]
    decision = reportedly.merge_names(
        store, names[0], names[1], sort="actor", by="Ines Tarv", at="2026-03-20"
    )
    assert_kept_as_worked_out(store)
    spoken = {one.name for one in reportedly.sources(store).origins}
    assert len({names[0], names[1]} & spoken) == 1
    assert store.is_reconciled(method_by(store.name_decisions()))
    put(store, pages[60:80])
    assert_kept_as_worked_out(store)
    reportedly.undo_names(store, decision.id, by="Ines Tarv", at="2026-03-21")
    assert {names[0], names[1]} <= {one.name for one in reportedly.sources(store).origins}
    assert_kept_as_worked_out(store)


def test_decisions_on_places_and_groups_are_kept_too(store: Ledger, pages: list[Page]) -> None:
    put(store, pages[:60])
    refresh(store)
    places = sorted({one.name for one in reportedly.names(store, sort="place")})
    groups = sorted({one.name for one in reportedly.names(store, sort="group")})
    by: Deciding = {"by": "Ines Tarv", "at": "2026-03-20", "sort": "place"}
    reportedly.merge_names(store, places[0], places[1], **by)
    by["sort"] = "group"
    reportedly.split_names(store, groups[0], groups[1], **by)
    assert_kept_as_worked_out(store)
    assert refresh(store) == 0
    put(store, pages[60:80])
    assert refresh(store) > 0
    assert_kept_as_worked_out(store)
    filters = {"kind": "killed", "where": places[0]}
    fitting = {(one.statement, one.page) for one in claims(store, **filters)}  # type: ignore[arg-type]
    expected = [
        one.id
        for one in worked_out(store)[1]
        if any((s.id, s.page) in fitting for s in (*one.statements, *one.apart))
    ]
    assert [one.id for one in reportedly.series(store, **filters)] == expected


def test_the_worst_conflicts_are_the_first_of_all(
    store: Ledger, pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, pages)
    every = reportedly.conflicts(store)
    assert len(every) >= 3
    for limit in (1, 3, len(every), len(every) + 1):
        assert reportedly.conflicts(store, limit=limit) == every[:limit]
    monkeypatch.setattr("reportedly.verbs.querying.FIRST_LOOK", 1)
    killed = reportedly.conflicts(store, kind="killed")
    assert killed
    for limit in (1, 2, len(killed), len(killed) + 1):
        assert reportedly.conflicts(store, kind="killed", limit=limit) == killed[:limit]


def test_texts_are_signed_again_when_another_way_of_signing_comes(
    store: Ledger, pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, pages[:60])
    refresh(store)
    alike = store.alike(copies.METHOD)
    assert alike
    monkeypatch.setattr(copies, "METHOD", "another way")
    assert store.alike("another way") == []
    assert refresh(store) > 0
    assert store.alike("another way") == alike
    assert_kept_as_worked_out(store)


def test_texts_that_nobody_signed_are_signed_when_they_are_worked_out(
    store: Ledger, pages: list[Page]
) -> None:
    put(store, pages[:30], sign=False)
    refresh(store, at_once=7)
    assert store.unsigned(copies.METHOD) == []
    assert_kept_as_worked_out(store)
