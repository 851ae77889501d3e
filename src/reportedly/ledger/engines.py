"""How a ledger's database is reached: everything that differs from one database to another.

A transaction that writes takes the ledger's one write lock at its start, on every database: two
processes then never find out in mid-transaction that they are in each other's way.
"""

import os
import re
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from reportedly.errors import LedgerError

_WRITES = "reportedly_writes"

_APPLICATION_ID = 0x52505444
_LOCK = 0x7265706F72746564
_CONNECT_SECONDS = 10
_LOGIN = re.compile("//[^/@]*@")
_CACHE_KIB = 64 * 1024


def connect(location: str, *, create: bool, read_only: bool, wait: float) -> Engine:
    """Make the engine for a path or URL; nothing is read or written yet but what connecting takes.

    Args:
        location: a path, `sqlite:///path`, `postgresql://…` or `postgresql+psycopg://…`.
        create: whether a file that is not there is made.
        read_only: whether every attempt to write is refused by the database.
        wait: seconds to wait for another writer.

    Raises:
        LedgerError: the path cannot be a ledger, or the database is of a kind that we do not know.
    """
    if "://" not in location:
        return _sqlite(Path(location), create=create, read_only=read_only, wait=wait)
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        raise LedgerError(
            f"ledger {describe(location)}: not an address; write postgresql://user@host/database"
        ) from error
    if url.get_backend_name() == "sqlite" and url.database:
        return _sqlite(Path(url.database), create=create, read_only=read_only, wait=wait)
    if url.get_backend_name() in ("postgresql", "postgres"):
        return _postgresql(url, read_only=read_only, wait=wait)
    raise LedgerError(
        f"ledger {describe(location)}: a ledger lives in a file or in PostgreSQL; "
        "give a path or postgresql://user@host/database"
    )


def describe(location: str) -> str:
    """The location as it may be shown: without a password."""
    if "://" not in location:
        return location
    try:
        return make_url(location).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return _LOGIN.sub("//***@", location)


def _sqlite(path: Path, *, create: bool, read_only: bool, wait: float) -> Engine:
    _check_path(path, create=create, read_only=read_only)
    address = path.absolute().as_uri()
    if read_only:
        address += "?mode=ro" if _can_share(path) else "?mode=ro&immutable=1"
    else:
        address += "?mode=rwc" if create else "?mode=rw"

    def open_file() -> sqlite3.Connection:
        # isolation_level None: transactions begin where we say, not where sqlite3 guesses.
        return sqlite3.connect(
            address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )

    engine = create_engine("sqlite+pysqlite://", creator=open_file, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.create_function("lower", 1, _lower, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at their start.

    On PostgreSQL they see what was committed up to each statement: the lock comes after the snapshot
    that a transaction of one view would be left with.
    """
    options: dict[str, Any] = {_WRITES: True}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"
    return engine.execution_options(**options)


def found(connection: Connection) -> None:
    """Mark a new database as a ledger, as far as its kind has a way; before the first table."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")


def check_encoding(connection: Connection, location: str) -> None:
    """Refuse a database that cannot hold every alphabet.

    Raises:
        LedgerError: it is a PostgreSQL database of another encoding than UTF-8.
    """
    if connection.dialect.name == "postgresql":
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            raise LedgerError(
                f"ledger {location} is a database in {encoding}, which cannot hold every alphabet; "
                "create one in UTF-8: createdb --template=template0 --encoding=UTF8 NAME"
            )


def share(engine: Engine) -> None:
    """Let readers and one writer work at once: on SQLite, the write-ahead log. The file keeps it."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()


def last_number(connection: Connection, column: Column[int]) -> int | None:
    """The number of a table's last row, where whoever holds the write lock may number the next ones.

    SQLite numbers rows just so. None where the database counts by itself, and would count on from
    where it is.
    """
    if connection.dialect.name != "sqlite":
        return None
    return connection.execute(select(func.max(column))).scalar() or 0


def _lower(text: str | None) -> str | None:
    # SQLite's own lower() knows ASCII only.
    return text.lower() if isinstance(text, str) else text


def _check_path(path: Path, *, create: bool, read_only: bool) -> None:
    if not path.name or str(path) == ":memory:" or "\0" in path.name:
        raise LedgerError(f"ledger {str(path)!r}: a ledger is a file; give a path such as war.db")
    try:
        there = path.exists()
    except OSError as error:
        raise LedgerError(f"ledger {path}: {error.strerror}; give another path") from error
    if path.is_dir():
        raise LedgerError(
            f"ledger {path} is a folder; give a file in it, such as {path / 'ledger.db'}"
        )
    if there and not path.is_file():
        raise LedgerError(f"ledger {path} is not a file but a device or pipe; give a file")
    if not there and (read_only or not create):
        raise LedgerError(
            f"ledger {path} does not exist; read pages into it first, or mend the path"
        )
    folder = path.absolute().parent
    if not folder.is_dir():
        raise LedgerError(
            f"ledger {path} cannot be made: there is no folder {folder}; make it first, "
            "or mend the path"
        )
    if there and not os.access(path, os.R_OK):
        raise LedgerError(f"ledger {path} may not be read by us; change the file's permissions")
    for place, what in (
        (path if there else folder, "file" if there else "folder"),
        (folder, "folder"),
    ):
        if not read_only and not os.access(place, os.W_OK):
            raise LedgerError(
                f"ledger {path} is read-only: its {what} {place} does not let us write; change the "
                "permissions, copy the ledger elsewhere, or open it for reading only"
            )


def _can_share(path: Path) -> bool:
    """Whether a reader can, or must, take part in the write-ahead log: the files beside.

    Where there is none and we cannot make one, nobody is writing, and the file alone is the ledger.
    """
    beside = any(path.with_name(path.name + end).exists() for end in ("-wal", "-shm"))
    return beside or os.access(path.absolute().parent, os.W_OK)


def _postgresql(url: URL, *, read_only: bool, wait: float) -> Engine:
    url = url.set(drivername="postgresql+psycopg")
    milliseconds = max(1, round(wait * 1000))
    try:
        engine = create_engine(
            url,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            connect_args={"client_encoding": "utf8", "connect_timeout": _CONNECT_SECONDS},
        )
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"ledger {url.render_as_string(hide_password=True)} needs the driver psycopg: "
            "pip install 'reportedly[postgresql]'"
        ) from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        elif read_only:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    return engine
