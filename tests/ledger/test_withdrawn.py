"""What a publisher takes back is kept, and marked."""

from reportedly.ledger import Ledger
from reportedly.records import Capture
from tests.ledger.invented import put, reading

URL = "https://courier.example/flood"


def test_a_page_that_is_gone_withdraws_its_earlier_captures(store: Ledger) -> None:
    put(store, reading(), "https://courier.example/f?id=1", canonical_url=URL)
    assert store.claims()[0].withdrawn is None
    store.record_capture(Capture(location=URL, status=410, retrieved="2025-03-09"))
    assert {found.withdrawn for found in store.claims()} == {"gone: HTTP status 410"}
    assert {statement.apart for statement in store.statements()} == {"withdrawn"}
    assert store.captures(URL)[0].withdrawn == "gone: HTTP status 410"


def test_a_retraction_says_why(store: Ledger) -> None:
    put(store, reading(), URL)
    put(store, reading(title="Another"), "https://post.example/flood", b"other")
    assert store.withdraw(URL, "retracted: the mayor was misquoted") == 1
    assert {(found.page, found.withdrawn) for found in store.claims()} == {
        (URL, "retracted: the mayor was misquoted"),
        ("https://post.example/flood", None),
    }


def test_a_page_that_comes_back_is_withdrawn_no_more(store: Ledger) -> None:
    put(store, reading(), URL)
    store.record_capture(Capture(location=URL, status=404))
    put(store, reading(), URL, retrieved="2025-03-10")
    assert store.claims()[0].withdrawn is None
    store.record_capture(Capture(location=URL, status=404))
    assert store.claims()[0].withdrawn == "gone: HTTP status 404"
    put(store, reading(), URL, b"the same words with another advert")
    assert store.claims()[0].withdrawn is None


def test_an_error_of_the_server_or_a_later_capture_withdraws_nothing(store: Ledger) -> None:
    put(store, reading(), URL, retrieved="2025-03-10")
    store.record_capture(Capture(location=URL, status=500))
    store.record_capture(Capture(location=URL, status=404, retrieved="2025-03-08"))
    assert store.claims()[0].withdrawn is None


def test_what_stands_elsewhere_too_is_not_withdrawn(store: Ledger) -> None:
    put(store, reading(), URL)
    put(store, reading(), "mirror/flood.html")
    store.record_capture(Capture(location=URL, status=404))
    assert store.claims()[0].withdrawn is None


def test_a_newer_reading_of_a_withdrawn_page_is_withdrawn(store: Ledger) -> None:
    put(store, reading(), URL, retrieved="2025-03-05")
    store.withdraw(URL, "retracted")
    put(store, reading(version="2.0"), URL, retrieved="2025-03-05", withdrawn="retracted")
    assert store.claims()[0].withdrawn == "retracted"


def test_a_read_page_stays_withdrawn_when_it_is_captured_with_a_notice(store: Ledger) -> None:
    put(store, reading(), URL, withdrawn="the page bears a retraction notice")
    assert store.claims()[0].withdrawn == "the page bears a retraction notice"
