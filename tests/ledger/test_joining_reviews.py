"""Two ledgers of the same pages that take in each other's reviews say the same, in either order."""

import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reportedly
from reportedly import ledger
from reportedly.errors import ReportedlyError
from reportedly.ledger import Ledger
from tests.ledger.invented import put, reading

PEOPLE = ("Bea Lindt", "Cem Ardal")


def act(store: Ledger, chance: random.Random, by: str) -> None:
    """One decision on whatever claim it is."""
    at = f"2025-03-{chance.randint(1, 5):02d}T10:00Z"
    claim = chance.choice(store.claims()).id
    said: dict[str, Any] = {"by": by, "at": at}
    known = store.reviews()
    decisions = {
        "accept": lambda: reportedly.accept_claim(store, claim, **said),
        "reject": lambda: reportedly.reject_claim(store, claim, **said),
        "correct": lambda: reportedly.correct_claim(
            store, claim, {"where": chance.choice(("Fenn", "Tarn")), "stance": "estimates"}, **said
        ),
        "settle": lambda: reportedly.accept_claim(store, claim, settle=True, **said),
        "note": lambda: reportedly.note_claim(store, claim, "so it is", **said),
        "undo": lambda: reportedly.undo_review(store, chance.choice(known).id, **said),
        "part": lambda: reportedly.part_series(store, [claim], **said),
    }
    chosen = chance.choice([name for name in decisions if name != "undo" or known])
    with suppress(ReportedlyError):  # nothing to settle, nothing to change, taken back before
        decisions[chosen]()


def told(store: Ledger) -> list[Any]:
    return [
        store.claims(),
        store.statements(),
        store.reviews(),
        reportedly.series(store),
        reportedly.disagreements(store),
        reportedly.orphaned_reviews(store),
    ]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return tmp_path


@given(seed=st.integers(0, 10_000))
@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_joined_in_either_order_they_are_equal(made: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = made / str(seed)
    folder.mkdir(exist_ok=True)
    stores = []
    for number, person in enumerate(PEOPLE):
        (folder / f"{number}.db").unlink(missing_ok=True)
        store = ledger.open(folder / f"{number}.db")
        put(store, reading())
        for _ in range(5):
            act(store, chance, person)
        reportedly.export_reviews(store, folder / f"{number}.jsonl")
        stores.append(store)
    first, second = stores
    reportedly.import_reviews(first, folder / "1.jsonl")
    done = reportedly.import_reviews(second, folder / "0.jsonl")
    assert told(first) == told(second)
    again = reportedly.import_reviews(second, folder / "0.jsonl")
    assert (again.new, again.disagreements) == (0, done.disagreements)
    # A third ledger that reads the page only after the reviews came says it too.
    (folder / "2.db").unlink(missing_ok=True)
    with ledger.open(folder / "2.db") as third:
        for number in (1, 0):
            reportedly.import_reviews(third, folder / f"{number}.jsonl")
        put(third, reading())
        assert told(third) == told(first)
    for store in stores:
        store.close()
