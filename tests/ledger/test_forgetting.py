"""The one door out: what is forgotten is gone to the last word, and a tombstone stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly import verbs
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Ledger
from reportedly.reconciling import copies
from reportedly.reconciling.refreshing import refresh
from reportedly.records import Capture, Reading
from tests.ledger.invented import FLOOD, article, claim, flood_claims, put, reading
from tests.ledger.reviewing import decide, undo

URL = "https://courier.example/flood"
WHEN = "2025-05-01T10:00:00Z"


def forget(store: Ledger, page: str) -> Any:
    return verbs.forget(store, page, reason="asked by a family", at=WHEN)


def later(name: str, number: int, day: str) -> Reading:
    """Another page on the flood, by one source."""
    text = f"{name} counts the dead\n\n{number} villagers were killed in Ostrel, {name} said."
    fields = {"source": name, "who": "villagers", "where": "Ostrel"}
    return reading(text, (claim(text, str(number), number, after="\n\n", **fields),), published=day)


class TestWhatGoes:
    def test_bytes_text_and_claims_are_gone(self, store: Ledger) -> None:
        done = put(store, reading(), URL)
        gone = forget(store, URL)
        assert (gone.texts, gone.claims, gone.pages) == (1, 4, (URL,))
        assert store.claims() == []
        assert store.statements() == []
        with pytest.raises(LedgerError, match="forgotten on purpose: asked by a family"):
            store.page_bytes(done.page_hash)
        with pytest.raises(UsageError):
            store.article(done.text_hash)

    def test_no_word_of_it_is_left_in_any_table(self, store: Ledger) -> None:
        put(store, reading(), URL)
        refresh(store)
        forget(store, URL)
        with store._reading() as connection:
            names = connection.dialect.get_table_names(connection)
            for name in names:
                rows = connection.exec_driver_sql(f"SELECT * FROM {name}").all()  # noqa: S608
                assert "Lunt" not in str(rows), name
                assert "Ostrel" not in str(rows), name

    def test_what_people_decided_on_it_goes_too_for_it_quotes_the_words(
        self, store: Ledger
    ) -> None:
        put(store, reading())
        put(store, reading(FLOOD + " More.", flood_claims()), "other.html")
        on_it, on_another = (
            decide(store, claim, "accept", at=WHEN)
            for claim in store.claims()
            if claim.figure == "12"
        )
        if on_it.anchors[0].page != "flood.html":
            on_it, on_another = on_another, on_it
        undo(store, on_it, at=WHEN)
        forget(store, "flood.html")
        assert [review.id for review in store.reviews()] == [on_another.id]

    def test_all_captures_and_readings_of_the_address_go(self, store: Ledger) -> None:
        put(store, reading(), URL)
        put(store, reading(FLOOD + " More."), "https://m.courier.example/1", canonical_url=URL)
        put(store, reading(version="2.0"), URL)
        assert forget(store, URL).pages == (URL, "https://m.courier.example/1")
        assert store.claims() == []

    def test_the_same_text_elsewhere_goes_with_it(self, store: Ledger) -> None:
        put(store, reading(), "flood.html")
        put(store, reading(), "mirror/flood.html", b"<p>the same words in other bytes")
        assert forget(store, "flood.html").pages == ("flood.html", "mirror/flood.html")
        assert store.claims() == []

    def test_nearly_the_same_pages_stay_and_are_named(self, store: Ledger) -> None:
        text = "\n\n".join(f"{FLOOD} Paragraph {n} of a long report." for n in range(6))
        other = text.replace("Paragraph 5", "The last paragraph")
        for place, words in (("one.html", text), ("two.html", other)):
            put(store, reading(words, (claim(words, "40", 40),)), place)
        copies.sign(store, [article(text), article(other)])
        assert forget(store, "one.html").alike == ("two.html",)
        assert {found.page for found in store.claims()} == {"two.html"}

    def test_names_that_other_pages_use_stay(self, store: Ledger) -> None:
        put(store, reading(), "flood.html")
        put(store, later("Ida Lunt", 41, "2025-03-05"), "later.html")
        forget(store, "flood.html")
        (left,) = store.claims()
        assert (left.source, left.who, left.where) == ("Ida Lunt", "villagers", "Ostrel")


class TestAccounts:
    def test_they_are_those_of_a_ledger_that_never_had_the_page(
        self, store: Ledger, tmp_path: Path
    ) -> None:
        others = [later("Ida Lunt", 41, "2025-03-05"), later("Valley Guard", 38, "2025-03-06")]
        pages: list[Callable[[Ledger], object]] = [
            lambda ledger, one=one, n=n: put(ledger, one, f"{n}.html")  # type: ignore[misc]
            for n, one in enumerate(others)
        ]
        put(store, reading(), "flood.html")
        for add in pages:
            add(store)
        refresh(store)
        assert any(one.page == "flood.html" for one in all_statements(store))
        forget(store, "flood.html")
        with verbs.open(tmp_path / "never.db") as never:
            for add in pages:
                add(never)
            assert verbs.series(store) == verbs.series(never)
            assert verbs.sources(store) == verbs.sources(never)
            assert verbs.conflicts(store) == verbs.conflicts(never)

    def test_what_fails_on_the_way_undoes_all(
        self, store: Ledger, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(store, reading())

        def broken(*_: object) -> None:
            raise RuntimeError("power cut")

        monkeypatch.setattr("reportedly.verbs.forgetting.work_out", broken)
        with pytest.raises(RuntimeError):
            forget(store, "flood.html")
        assert len(store.claims()) == 4
        assert store.tombstones() == []


def all_statements(store: Ledger) -> list[Any]:
    return [s for one in verbs.series(store) for s in (*one.statements, *one.apart)]


class TestTombstone:
    def test_it_says_what_why_and_when(self, store: Ledger) -> None:
        put(store, reading(), URL)
        forget(store, URL)
        (stone,) = store.tombstones()
        assert (stone.page, stone.reason, stone.at) == (URL, "asked by a family", WHEN)

    def test_a_page_is_known_by_its_bytes_its_address_or_its_text(self, store: Ledger) -> None:
        done = put(store, reading(), URL)
        forget(store, done.page_hash)
        for capture, text_hash in (
            (Capture(location="elsewhere.html", page_hash=done.page_hash), None),
            (Capture(location=URL), None),
            (Capture(location="m.html", canonical_url=URL), None),
            (Capture(location="mirror.html", page_hash="f" * 64), done.text_hash),
        ):
            assert store.tombstone(capture, text_hash) is not None
        assert store.tombstone(Capture(location="another.html", page_hash="f" * 64)) is None

    def test_another_page_at_the_same_path_is_not_taken_for_it(self, store: Ledger) -> None:
        put(store, reading(), "page.html")
        forget(store, "page.html")
        assert store.tombstone(Capture(location="page.html", page_hash="f" * 64)) is None

    def test_a_page_is_forgotten_once_and_for_a_reason(self, store: Ledger) -> None:
        put(store, reading())
        with pytest.raises(UsageError, match="say why"):
            verbs.forget(store, "flood.html", reason="  ")
        forget(store, "flood.html")
        with pytest.raises(UsageError, match=r"forgotten before, at 2025-05-01.*asked by a family"):
            forget(store, "flood.html")
        with pytest.raises(UsageError, match=r"no page 'none.html' in the ledger"):
            forget(store, "none.html")

    def test_once_lifted_it_can_be_stored_again(self, store: Ledger) -> None:
        done = put(store, reading(), URL)
        forget(store, URL)
        put(store, reading(version="3.0"), URL)
        assert store.claims() == []  # it does not come back by itself
        store.lift(Capture(location=URL, page_hash=done.page_hash), done.text_hash)
        put(store, reading(version="3.0"), URL)
        assert len(store.claims()) == 4
        assert len(all_statements(store)) == 3
        forget(store, URL)
        assert store.claims() == []


class TestReading:
    PAGE = (
        "<html><head><title>Flood kills 40 in Ostrel</title>"
        '<meta property="article:published_time" content="2025-03-04"></head><body><article>'
        "<h1>Flood kills 40 in Ostrel</h1><p>At least 40 villagers were killed in Ostrel on Monday, mayor "
        "Ida Lunt said. Rescuers went on with their search through the night.</p></article></body></html>"
    )

    def test_a_forgotten_page_is_skipped_with_the_reason_unless_asked_for(
        self, store: Ledger, tmp_path: Path
    ) -> None:
        page = tmp_path / "flood.html"
        page.write_text(self.PAGE, encoding="utf-8")
        assert verbs.read(page, store).read == 1
        forget(store, str(page))
        summary = verbs.read(page, store)
        assert (summary.read, summary.skipped) == (0, 1)
        assert "on 2025-05-01: asked by a family" in summary.failures[0].message
        assert summary.failures[0].reason == "forgotten"

        other = tmp_path / "mirror.html"
        other.write_text(
            self.PAGE.replace("<body>", "<body><!-- other bytes -->"), encoding="utf-8"
        )
        assert verbs.read(other, store).skipped == 1

        assert verbs.read(page, store, again=True).read == 1
        assert store.claims()
        assert verbs.read(page, store).unchanged == 1


def test_nothing_of_it_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    speaker = "Zyxomandra Quellbarth"
    text = f"Flood\n\nAt least 40 villagers were killed in Ostrel, mayor {speaker} said."
    with verbs.open(path) as store:
        put(store, reading(text, (claim(text, "At least 40", 40, source=speaker),)), "one.html")
        put(store, later("Valley Guard", 38, "2025-03-06"), "two.html")
        refresh(store)
        verbs.forget(store, "one.html", reason="asked by a family", at=WHEN)
        held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert speaker.encode() not in held
    assert b"Valley Guard" in held


def test_a_whole_hand_kept_table_is_forgotten_by_its_path(tmp_path: Path, examples: Path) -> None:
    with verbs.open(tmp_path / "news.db") as store:
        table, mapping = examples / "tables" / "tavir.csv", examples / "tables" / "tavir.toml"
        verbs.import_(table, store, mapping)
        assert store.claims()
        forget(store, str(table))
        assert store.claims() == []
        assert store.sheets() == []
