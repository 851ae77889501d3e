"""Sketches of texts: kept once, compared by their bands, on every database."""

from collections.abc import Sequence

import pytest

from reportedly import ledger
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.ledger.signing import Sketch
from tests.ledger.invented import put, reading

METHOD = "letters"


def shared_letters(one: bytes, others: Sequence[bytes]) -> list[float]:
    return [len(set(one) & set(other)) / len(set(one) | set(other)) for other in others]


def sketch(text_hash: str, letters: str, method: str = METHOD) -> Sketch:
    return Sketch(text_hash, method, letters.encode(), tuple(sorted(map(ord, letters))))


@pytest.fixture
def texts(store: Ledger) -> list[str]:
    """The hashes of three texts of the ledger, in order."""
    readings = [reading(f"Seven people died in village {n}.") for n in range(3)]
    for one in readings:
        put(store, one)
    return sorted(one.article.text_hash() for one in readings)


def test_texts_that_share_a_band_are_compared(store: Ledger, texts: list[str]) -> None:
    a, b, c = texts
    store.sign([sketch(a, "abcd"), sketch(b, "abce"), sketch(c, "xyz")], shared_letters, 0.5)
    assert store.alike(METHOD) == [(a, b)]
    assert store.unsigned(METHOD) == []


def test_the_order_of_signing_changes_no_pair(store: Ledger, texts: list[str]) -> None:
    a, b, c = texts
    for one in (sketch(c, "abcx"), sketch(b, "abce"), sketch(a, "abcd")):
        store.sign([one], shared_letters, 0.5)
    assert store.alike(METHOD) == [(a, b), (a, c), (b, c)]


def test_signing_again_adds_nothing(store: Ledger, texts: list[str]) -> None:
    a, b, _ = texts
    for _again in range(2):
        store.sign([sketch(a, "abcd"), sketch(b, "abce")], shared_letters, 0.5)
    assert store.alike(METHOD) == [(a, b)]


def test_another_method_signs_anew_and_is_never_compared(store: Ledger, texts: list[str]) -> None:
    a, b, _ = texts
    store.sign([sketch(a, "abcd"), sketch(b, "abce")], shared_letters, 0.5)
    store.sign([sketch(a, "abcd", "words")], shared_letters, 0.5)
    assert store.alike("words") == []
    assert store.alike(METHOD) == []
    assert a in store.unsigned(METHOD)


def test_a_text_too_short_to_sign_is_signed_as_such(store: Ledger, texts: list[str]) -> None:
    store.sign([Sketch(texts[0], METHOD, None)], shared_letters, 0.5)
    assert store.unsigned(METHOD) == texts[1:]


def test_texts_that_are_not_there_are_left_out(store: Ledger) -> None:
    store.sign([sketch("0" * 64, "abcd")], shared_letters, 0.5)
    assert store.alike(METHOD) == []


def test_sketches_sharing_a_band_are_found_without_being_kept(
    store: Ledger, texts: list[str]
) -> None:
    a, b, _ = texts
    store.sign([sketch(a, "abcd"), sketch(b, "xyz")], shared_letters, 0.5)
    assert [one.text_hash for one in store.sharing([ord("a"), ord("q")], METHOD)] == [a]


def test_a_ledger_opened_for_reading_signs_nothing(location: str) -> None:
    ledger.open(location).close()
    with (
        ledger.open(location, read_only=True) as store,
        pytest.raises(LedgerError, match="for reading only"),
    ):
        store.sign([sketch("0" * 64, "abcd")], shared_letters, 0.5)
