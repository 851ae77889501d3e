"""What watching remembers: feeds and entries in one watcher's hands at a time, servers, changes."""

import pytest

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.ledger.watching import Document, Hold, ListedCounts, ListedEntry
from reportedly.records import Capture, SeriesChange
from reportedly.verbs.forgetting import forget
from tests.ledger.invented import put, reading

FEED = "https://courier.example/feed"
PAGE = "https://courier.example/flood"
NOW, LATER, MUCH_LATER = "2026-03-09T10:00:00Z", "2026-03-09T10:15:00Z", "2026-03-09T12:00:00Z"
MINE, THEIRS = Hold("mine", NOW, LATER), Hold("theirs", NOW, LATER)


@pytest.fixture
def feeds(store: Ledger) -> Ledger:
    store.watch_feed(FEED, 600, NOW)
    return store


def listed(store: Ledger, *entries: tuple[str, str | None], feed: str = FEED) -> ListedCounts:
    given = [ListedEntry(address, at, at) for address, at in entries]
    return store.keep_listing(feed, {}, given, NOW)


def waiting(store: Ledger, feed: str = FEED) -> list[str]:
    return [one.address for one in store.waiting_entries(feed, NOW, 10)]


def change(**fields: object) -> SeriesChange:
    plain = {"id": "1", "type": "new figure", "at": NOW, "series": "s", "title": "killed: people"}
    more = {"kind": "killed", "figure": "40", "page": PAGE, "statement": "a"}
    return SeriesChange.model_validate(plain | more | fields)


def test_a_feed_is_watched_at_its_own_pace_until_it_is_dropped(feeds: Ledger) -> None:
    feeds.watch_feed(FEED, None, LATER)
    feeds.watch_feed("https://post.example/map.xml", None, LATER)
    assert [(one.feed, one.every, one.due) for one in feeds.watched_feeds()] == [
        (FEED, 600, NOW),
        ("https://post.example/map.xml", 900, LATER),
    ]
    listed(feeds, (PAGE, None))
    feeds.unwatch_feed(FEED)
    assert len(feeds.watched_feeds()) == 1
    with pytest.raises(UsageError, match="is not watched"):
        feeds.unwatch_feed(FEED)


def test_one_watcher_has_a_feed_in_hand_until_it_lets_go_or_dies(feeds: Ledger) -> None:
    assert feeds.hold_feed(FEED, MINE)
    assert feeds.hold_feed(FEED, MINE)
    assert not feeds.hold_feed(FEED, THEIRS)
    assert not feeds.hold_feed("https://other.example/", THEIRS)
    assert feeds.hold_feed(FEED, Hold("theirs", LATER, MUCH_LATER))
    feeds.let_feed(FEED, MINE, MUCH_LATER, "it failed", ended=True)
    assert feeds.watched_feeds()[0].failed == 0
    feeds.let_feed(FEED, THEIRS, MUCH_LATER, "it failed", ended=True)
    found = feeds.watched_feeds()[0]
    assert (found.failed, found.trouble, found.due) == (1, "it failed", MUCH_LATER)
    assert feeds.hold_feed(FEED, MINE)
    feeds.let_feed(FEED, MINE, LATER, None, ended=True)
    assert feeds.watched_feeds()[0].failed == 0


def test_entries_wait_when_they_are_new_and_when_their_version_changes(feeds: Ledger) -> None:
    assert listed(feeds, (PAGE, "2026-03-09T08:00:00Z"), ("https://b.example/", None)).new == 2
    assert waiting(feeds) == ["https://b.example/", PAGE]
    for one in feeds.waiting_entries(FEED, NOW, 10):
        assert feeds.hold_entry(one, MINE)
        feeds.let_entry(one, None)
    assert waiting(feeds) == []
    again = listed(feeds, (PAGE, "2026-03-09T09:00:00Z"), ("https://b.example/", None))
    assert again == ListedCounts(0, 1)
    assert waiting(feeds) == [PAGE]


def test_a_page_that_the_ledger_has_waits_only_for_a_newer_version(feeds: Ledger) -> None:
    put(feeds, reading(), PAGE, retrieved="2026-03-08T10:00:00Z")
    other = "https://post.example/feed"
    feeds.watch_feed(other, None, NOW)
    listed(feeds, (PAGE, None))
    listed(feeds, (PAGE, "2026-03-08T12:00:00Z"), feed=other)
    assert waiting(feeds) == []
    entry = feeds.waiting_entries(other, NOW, 1)[0]
    assert entry.updated == "2026-03-08T12:00:00Z"


def test_a_page_of_two_feeds_is_in_one_hand(feeds: Ledger) -> None:
    other = "https://post.example/feed"
    feeds.watch_feed(other, None, NOW)
    for feed in (FEED, other):
        listed(feeds, (PAGE, None), feed=feed)
    mine, theirs = (feeds.waiting_entries(feed, NOW, 1)[0] for feed in (FEED, other))
    assert feeds.hold_entry(mine, MINE)
    assert not feeds.hold_entry(theirs, THEIRS)
    feeds.let_entry(mine, LATER, tried=1)
    assert feeds.hold_entry(theirs, THEIRS)
    assert waiting(feeds) == []
    assert feeds.waiting_entries(FEED, LATER, 1)[0].tried == 1
    feeds.let_entry(theirs, None)
    assert feeds.waiting_entries(FEED, LATER, 1) == []
    assert not feeds.hold_entry(mine, MINE)


def test_documents_keep_their_validators(feeds: Ledger) -> None:
    first = {FEED: Document('"v1"', None, None), f"{FEED}/2": Document(None, "Monday", "2026")}
    feeds.keep_listing(FEED, first, [], NOW)
    feeds.keep_listing(FEED, {FEED: Document('"v2"', None, None)}, [], NOW)
    assert feeds.feed_documents(FEED) == first | {FEED: Document('"v2"', None, None)}


def test_what_a_feed_listed_is_known_in_its_order(feeds: Ledger) -> None:
    places = [f"https://courier.example/{name}" for name in "cab"]
    listed(feeds, *((place, None) for place in places))
    feeds.mark_listed(FEED, places)
    assert feeds.listed_last(FEED) == places
    assert feeds.unlisted(FEED, [*places, PAGE]) == {PAGE}
    assert feeds.wait_again(FEED, places, NOW) == 0
    for one in feeds.waiting_entries(FEED, NOW, 10):
        feeds.let_entry(one, None)
    assert feeds.wait_again(FEED, places[:2], NOW) == 2


def test_servers_are_left_alone_until_they_answer(store: Ledger) -> None:
    assert store.host_failures("courier.example") == (0, None)
    store.leave_host("courier.example", 2, LATER)
    assert store.host_failures("courier.example") == (2, LATER)
    store.leave_host("courier.example", 0, None)
    assert store.host_failures("courier.example") == (0, None)


def test_a_webhook_takes_changes_from_its_first_day_on_and_in_order(store: Ledger) -> None:
    store.keep_changes([change(figure="1")])
    store.set_sent("hook")
    store.keep_changes([change(figure="2"), change(figure="3")])
    store.set_sent("hook")
    found = store.unsent("hook", 10)
    assert [one.figure for _, one in found] == ["2", "3"]
    store.set_sent("hook", found[0][0])
    assert [one.figure for _, one in store.unsent("hook", 10)] == ["3"]
    assert [one.figure for one in store.last_changes(2)] == ["3", "2"]


def test_forgetting_a_page_takes_its_words_out_of_the_changes_too(store: Ledger) -> None:
    stored = put(store, reading(), PAGE)
    store.set_sent("hook")
    store.keep_changes([change(text_hash=stored.text_hash, sentence="At least 40 ...")])
    store.keep_changes([change(figure="41"), change(against=stored.text_hash)])
    forget(store, PAGE, reason="asked by a family")
    assert [one.figure for one in store.last_changes(10)] == ["41"]
    assert [one.figure for _, one in store.unsent("hook", 10)] == ["41"]
    store.keep_changes([change(figure="42")])
    assert [one.figure for _, one in store.unsent("hook", 10)] == ["41", "42"]


def test_failures_of_a_feed_stand_until_they_are_met_no_more(store: Ledger) -> None:
    from reportedly.records import Failure

    for reason in ("duplicate", "loop"):
        fields = {"location": FEED, "outcome": "failed", "reason": reason, "message": reason}
        store.record_failure(Failure.model_validate(fields), Capture(location=FEED))
    store.settle_failures(FEED, ["loop"])
    assert [one.reason for one in store.failures()] == ["loop"]
