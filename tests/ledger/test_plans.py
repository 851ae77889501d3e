"""Speed is pinned by what the database does, not by the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from reportedly.ledger import ClaimFilter, Ledger, queries
from reportedly.records import Capture
from tests.ledger.invented import put, reading


@contextmanager
def counted(store: Ledger) -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        sent.append(statement)

    event.listen(store._engine, "before_cursor_execute", keep)
    try:
        yield sent
    finally:
        event.remove(store._engine, "before_cursor_execute", keep)


def test_a_page_is_stored_by_few_statements_however_many_its_claims(store: Ledger) -> None:
    with counted(store) as sent:
        put(store, reading())
    assert len(sent) <= 21
    with counted(store) as sent:
        store.ingest_many(
            [(Capture(location=f"{n}"), b"%d" % n, reading(title=f"{n}"), None) for n in range(100)]
        )
    assert len(sent) <= 31


def test_claims_are_one_question_however_many_they_are(store: Ledger) -> None:
    put(store, reading())
    for ask in (store.claims, store.statements, store.tolls):
        with counted(store) as sent:
            ask()
        assert len([statement for statement in sent if statement.startswith("SELECT")]) == 1


@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"who": "villagers"}, "ix_claims_who_id"),
        ({"where": "Ostrel"}, "ix_claims_where_id"),
        ({"source": "Lunt"}, "ix_claims_source_id"),
        ({"statement": "0" * 12}, "ix_claims_statement_id"),
        ({"text_hash": "0" * 64}, "ix_claims_in_order"),
        ({"limit": 50}, "ix_readings_in_order"),
        ({"kind": "killed", "limit": 50}, "ix_readings_in_order"),
    ],
)
def test_what_is_rare_is_found_by_an_index(
    store: Ledger, asked: dict[str, Any], index: str
) -> None:
    plan = explained(store, queries.recorded_claims(ClaimFilter(**asked)))
    assert any(index in step for step in plan)
    assert not any(step.startswith(("SCAN claims", "SCAN readings")) for step in plan)


@pytest.mark.parametrize("location", ["sqlite"], indirect=True)
def test_a_claim_is_found_by_its_id(store: Ledger) -> None:
    plan = explained(store, queries.claims_beginning("3f9a"))
    assert any("SEARCH claims USING INDEX ix_claims_key" in step for step in plan)


def explained(store: Ledger, query: Any) -> list[str]:
    written = query.compile(store._engine, compile_kwargs={"literal_binds": True})
    with store._reading() as connection:
        return [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {written}")]
