"""Ledgers to test on: every test that asks for one runs on each database."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from reportedly import ledger
from reportedly.ledger import Ledger

SERVER = "REPORTEDLY_TEST_POSTGRESQL"
"""Environment variable: address of a PostgreSQL database where the tests may make schemas."""


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy: making one takes a while."""
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    ledger.open(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path, empty: Path) -> Iterator[str]:
    """Where an empty ledger is, or can be made: a file, and a schema of its own on a server."""
    if request.param == "sqlite":
        yield str(shutil.copy(empty, tmp_path / "news.db"))
        return
    server = os.environ.get(SERVER)
    if not server:
        reason = f"{SERVER} names no PostgreSQL database to test on"
        if os.environ.get("REPORTEDLY_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    url = make_url(server).set(drivername="postgresql+psycopg")
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        own = url.update_query_dict({"options": f"-csearch_path={schema}"})
        yield own.set(drivername="postgresql").render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


@pytest.fixture
def store(location: str) -> Iterator[Ledger]:
    """A new, empty ledger."""
    with ledger.open(location) as opened:
        yield opened
