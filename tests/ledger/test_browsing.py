"""Parts of long lists, and the mark by which answers grow old; on every database."""

from reportedly.ledger import Ledger
from reportedly.records import Capture, Failure
from tests.ledger.invented import FLOOD, put, reading


def test_the_mark_changes_with_the_ledger(store: Ledger) -> None:
    before = store.change_mark()
    assert store.change_mark() == before
    put(store, reading())
    assert store.change_mark() != before


def test_pages_are_listed_in_parts(store: Ledger) -> None:
    for number in range(5):
        text = f"Report {number}\n\n{FLOOD}"
        put(store, reading(text, (), published=f"2025-03-0{number + 1}"), f"{number}.html")
    assert [one.location for one in store.pages(limit=2)] == ["4.html", "3.html"]
    assert [one.location for one in store.pages(limit=2, offset=2)] == ["2.html", "1.html"]
    assert [one.location for one in store.pages(words="report 3")] == ["3.html"]
    assert store.count_pages() == 5
    found = store.page_numbers("REPORT", 5)
    assert found is not None
    assert store.pages_numbered(found) == store.pages()
    assert store.pages_numbered(found[1:3]) == store.pages(limit=2, offset=1)
    assert store.page_numbers("REPORT", 4) is None
    assert store.page_numbers("no such words", 0) == []
    assert store.latest_day() == "2025-03-05"


def test_a_text_knows_where_it_was_read_and_a_place_its_versions(store: Ledger) -> None:
    first, later = reading(), reading(f"{FLOOD} More came.", ())
    put(store, first)
    put(store, later)
    read = store.readings_of(first.article.text_hash())
    assert [(one.location, one.claims, one.superseded) for one in read] == [
        ("flood.html", 4, False)
    ]
    versions = store.readings_at(["flood.html"])
    assert {one.text_hash for one in versions} == {
        first.article.text_hash(),
        later.article.text_hash(),
    }
    assert store.readings_of("0" * 64) == []
    assert store.versions_of_program() == [("1.0", 2)]


def test_failures_are_listed_in_parts(store: Ledger) -> None:
    for number in range(3):
        failed = Failure(location=f"{number}.html", outcome="failed", reason="empty", message="no")
        store.record_failure(failed, Capture(location=failed.location))
    assert [one.location for one in store.failures_listed(2)] == ["0.html", "1.html"]
    assert [one.location for one in store.failures_listed(2, 2)] == ["2.html"]


def test_an_empty_ledger_has_no_latest_day(store: Ledger) -> None:
    assert store.latest_day() is None
    assert store.pages() == []
    assert store.series_of(["nothing"]) == {}
