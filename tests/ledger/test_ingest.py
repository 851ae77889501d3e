"""Pages go in once, readings by version, and nothing that went in is lost."""

from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from reportedly import ledger
from reportedly.errors import InputError, LedgerError, UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.records import Capture, Failure, Span, Toll
from tests.ledger.conftest import new_schema
from tests.ledger.invented import FLOOD, article, claim, put, reading, sha


def test_a_page_is_kept_with_its_words(store: Ledger) -> None:
    done = put(store, reading())
    assert (done.new_page, done.new_reading, done.claims) == (True, True, 4)
    for found in store.claims():
        assert FLOOD[found.start : found.end] == found.figure
        assert FLOOD[found.sentence_start :].startswith(found.sentence)
        assert found.figure in found.sentence
    assert [found.role for found in store.claims()] == ["headline", "body", "body", "body"]
    assert store.claims()[2].sentence == "Lunt said another 12 were missing."
    assert store.article(done.text_hash) == article()
    assert store.page_bytes(done.page_hash) == FLOOD.encode()


def test_the_same_bytes_again_add_a_capture_and_nothing_else(store: Ledger) -> None:
    put(store, reading())
    before = store.counts()
    again = put(store, reading(), retrieved="2025-03-06")
    assert (again.new_page, again.new_reading, again.claims) == (False, False, 0)
    after = store.counts()
    assert after.captures == before.captures + 1
    assert (after.pages, after.readings, after.claims) == (1, 1, 4)
    assert [capture.retrieved for capture in store.captures("flood.html")] == [
        "2025-03-05T10:00Z",
        "2025-03-06",
    ]


def test_a_reader_can_ask_whether_reading_would_add_anything(store: Ledger) -> None:
    page = sha(FLOOD.encode())
    assert not store.known(page, "1.0")
    put(store, reading())
    assert store.known(page, "1.0")
    assert store.known(page, "0.9")  # what a newer version has read, an older one need not read
    assert not store.known(page, "1.1")
    assert not store.known(page, "1.0+other-vocabulary")
    put(store, reading(version="1.10"))
    assert store.known(page, "1.0")
    assert store.known(page, "1.9")


def test_a_newer_version_supersedes_and_keeps_identities(store: Ledger) -> None:
    put(store, reading())
    old = store.claims()
    fewer = reading().claims[:2]
    done = put(store, reading(version="1.1", claims=fewer))
    assert (done.new_page, done.new_reading, done.superseded) == (False, True, 1)
    assert [found.id for found in store.claims()] == [found.id for found in old[:2]]
    assert [found.statement for found in store.claims()] == [found.statement for found in old[:2]]
    assert len(store.claims(ClaimFilter(superseded=True))) == 6
    assert (store.counts().readings, store.counts().superseded) == (1, 1)


def test_an_older_version_changes_nothing(store: Ledger) -> None:
    put(store, reading(version="1.10"))
    done = put(store, reading(version="1.9", claims=()))
    assert not done.new_reading
    assert len(store.claims()) == 4


def test_other_vocabulary_of_the_same_version_counts_by_the_later_reading(store: Ledger) -> None:
    put(store, reading(version="1.0+a"))
    put(store, reading(version="1.0+b", claims=reading().claims[:1]))
    assert len(store.claims()) == 1
    assert put(store, reading(version="1.0+a")).superseded == 1
    assert len(store.claims()) == 4
    assert store.counts().superseded == 1


def test_new_bytes_with_the_same_article_add_no_second_claim(store: Ledger) -> None:
    first = put(store, reading(), data=b"<p>advert one</p>")
    second = put(store, reading(updated="2025-03-09"), data=b"<p>advert two</p>")
    assert second.new_page
    assert not second.new_reading
    assert store.counts().pages == 2
    assert len(store.claims()) == 4
    assert store.known(second.page_hash, "1.0")
    assert store.page_bytes(first.page_hash) != store.page_bytes(second.page_hash)


def test_one_text_of_two_publishers_is_two_pages(store: Ledger) -> None:
    put(store, reading(), "courier.html", b"courier")
    put(store, reading(publisher="Harbour Post"), "post.html", b"post")
    assert len(store.claims()) == 8
    assert len({found.id for found in store.claims()}) == 4
    first = store.claims()[0]
    assert store.claim(first.id) == first
    assert [found.page for found in store.statements()][::4] == ["courier.html", "post.html"]


def test_many_pages_in_one_transaction_are_as_each_by_itself(store: Ledger) -> None:
    given = [
        (Capture(location=f"{n}.html"), f"{n}".encode(), reading(title=f"Page {n}"), "text/html")
        for n in range(3)
    ]
    done = store.ingest_many([*given, given[0]])
    assert [page.new_reading for page in done] == [True, True, True, False]
    assert [page.new_page for page in done] == [True, True, True, False]
    assert (store.counts().captures, store.counts().claims) == (4, 12)
    assert store.ingest_many([]) == []


def test_bytes_that_do_not_compress_come_back_too(store: Ledger) -> None:
    data = bytes(range(256))
    assert store.page_bytes(put(store, reading(), data=data).page_hash) == data


def test_text_that_nothing_can_encode_is_the_fault_of_its_page(store: Ledger) -> None:
    broken = reading("Water reached \ud800 the mill.", ())
    with pytest.raises(
        InputError, match=r"mill.txt: half a surrogate pair at character 14"
    ) as raised:
        put(store, broken, "mill.txt", b"mill")
    assert raised.value.reason == "encoding"
    assert store.counts().captures == 0


def test_a_capture_whose_hash_is_not_that_of_the_bytes_is_refused(store: Ledger) -> None:
    with pytest.raises(UsageError, match="page_hash"):
        put(store, reading(), page_hash="0" * 64)


def test_a_failure_is_one_row_until_its_place_is_read(store: Ledger) -> None:
    failure = Failure(
        location="flood.html", outcome="failed", reason="empty", message="It is empty."
    )
    skipped = Failure(
        location="menu.html", outcome="skipped", reason="not_article", message="Links."
    )
    for again in range(2):
        store.record_failure(
            failure, Capture(location="flood.html", retrieved=f"2025-03-0{again + 1}")
        )
    store.record_failure(skipped)
    assert store.failures() == [failure, skipped]
    assert (store.counts().failed, store.counts().skipped, store.counts().captures) == (1, 1, 2)
    put(store, reading())
    assert store.failures() == [skipped]
    assert store.failures(resolved=True) == [failure, skipped]


def test_tolls_are_kept_by_page(store: Ledger) -> None:
    toll = Toll(kind="killed", low=40, high=None, best=40, who=None, evidence=(Span(12, 14),))
    none = Toll(kind="injured", low=None, high=None, best=None, who="noncombatants")
    put(store, reading(tolls=(toll, none)))
    assert store.tolls() == [("flood.html", toll), ("flood.html", none)]
    assert store.tolls(ClaimFilter(kind="injured")) == [("flood.html", none)]


def test_a_reading_that_gives_its_sentences_is_followed(store: Ledger) -> None:
    text = "Gen. 40 Ida Lunt counted 12. It rained."
    given = reading(text, (claim(text, "12", 12),)).model_copy(update={"sentences": (Span(0, 28),)})
    put(store, given)
    assert store.claims()[0].sentence == "Gen. 40 Ida Lunt counted 12."


def test_what_does_not_exist_is_a_wrong_question(store: Ledger) -> None:
    with pytest.raises(UsageError, match="no page has the hash"):
        store.page_bytes("0" * 64)
    with pytest.raises(UsageError, match="no article has the text"):
        store.article("0" * 64)


def test_no_name_is_too_long(store: Ledger) -> None:
    # Not compressible: an index of PostgreSQL would have to take it whole.
    long = "".join(chr(0x4E00 + (number * 7919) % 20_000) for number in range(9_000))
    place = f"https://courier.example/{long}"
    failure = Failure(location=place, outcome="failed", reason="timeout", message=long)
    store.record_failure(failure, Capture(location=place, canonical_url=place))
    assert store.failures() == [failure]
    claims = (claim(FLOOD, "40", 40, source=long, who=long + "!", via=(long,)),)
    put(store, reading(claims=claims, publisher=long), place)
    (found,) = store.claims(ClaimFilter(source=long, page=place))
    assert (found.source, found.who, found.page) == (long, long + "!", place)
    assert store.failures() == []


def test_what_was_forgotten_leaves_a_tombstone(store: Ledger) -> None:
    done = put(store, reading())
    with store._writing() as connection:
        for table in ("pages", "texts"):
            connection.exec_driver_sql(
                f"UPDATE {table} SET data = NULL, forgotten_reason = 'asked by a family'"  # noqa: S608
            )
        connection.exec_driver_sql("UPDATE sentences SET words = NULL")
    with pytest.raises(LedgerError, match=r"page .* was forgotten on purpose: asked by a family"):
        store.page_bytes(done.page_hash)
    with pytest.raises(LedgerError, match=r"text .* was forgotten on purpose: asked by a family"):
        store.article(done.text_hash)
    assert {found.sentence for found in store.claims()} == {""}
    # what was forgotten does not come back by itself
    assert store.known(done.page_hash, "9.0")
    put(store, reading(version="9.0"))
    assert (store.counts().captures, store.counts().superseded) == (2, 0)


@pytest.mark.parametrize("at", ["INSERT INTO sentences", "INSERT INTO claims", "INSERT INTO stale"])
def test_a_connection_that_breaks_undoes_its_pages_and_no_others(server: Engine, at: str) -> None:
    with new_schema(server) as address, ledger.open(address) as store:
        put(store, reading())
        before = store.counts()

        def cut(connection: Any, _cursor: object, statement: str, *_others: object) -> None:
            if statement.startswith(at):
                number = connection.connection.dbapi_connection.info.backend_pid
                with server.connect() as other:
                    other.execute(text(f"SELECT pg_terminate_backend({number})"))

        more = [
            (Capture(location=f"{n}.html"), b"%d" % n, reading(title=f"Report {n}"), None)
            for n in range(30)
        ]
        event.listen(store._engine, "before_cursor_execute", cut)
        with pytest.raises(LedgerError, match=r"cut off.* undone, .*run this again"):
            store.ingest_many(more)
        event.remove(store._engine, "before_cursor_execute", cut)
        assert store.counts() == before
        assert len(store.claims()) == 4
        store.ingest_many(more)  # and then it works
        assert store.counts().pages == 31
