"""Ledgers to test on: every test that asks for one runs on each database."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from reportedly import ledger
from reportedly.ledger import Ledger
from reportedly.ledger.tables import metadata

SERVER = "REPORTEDLY_TEST_POSTGRESQL"
"""Environment variable: address of a PostgreSQL database where the tests may make schemas."""


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy: making one takes a while."""
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    ledger.open(path).close()
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[Engine]:
    """The PostgreSQL server to test on."""
    address = os.environ.get(SERVER)
    if not address:
        reason = f"{SERVER} names no PostgreSQL database to test on"
        if os.environ.get("REPORTEDLY_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    url = make_url(address).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@contextmanager
def new_schema(server: Engine) -> Iterator[str]:
    """The address of a schema of its own, where a ledger can be made."""
    name = f"test_{uuid.uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    own = server.url.set(drivername="postgresql", query={"options": f"-csearch_path={name}"})
    try:
        yield own.render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))


@pytest.fixture(scope="session")
def empty_schema(server: Engine) -> Iterator[str]:
    """A ledger on the server, to be emptied after each test."""
    with new_schema(server) as address:
        ledger.open(address).close()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty ledger is: a file, or a schema on a server."""
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "news.db"))
        return
    yield (address := request.getfixturevalue("empty_schema"))
    tables = ", ".join(metadata.tables)
    engine = create_engine(make_url(address).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def unmade(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a ledger can be made and none is."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    with new_schema(request.getfixturevalue("server")) as address:
        yield address


@pytest.fixture
def store(location: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with ledger.open(location) as opened:
        yield opened
