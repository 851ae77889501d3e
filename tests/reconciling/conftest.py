"""Ledgers to reconcile: every test that asks for one runs on each database."""

from collections.abc import Iterator

import pytest

from tests.ledger.conftest import empty_file, empty_schema, location, new_schema, server, store

__all__ = ["empty_file", "empty_schema", "location", "place", "server", "store"]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where a module's tests can make the one ledger that they share."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("place") / "news.db")
        return
    with new_schema(request.getfixturevalue("server")) as address:
        yield address
