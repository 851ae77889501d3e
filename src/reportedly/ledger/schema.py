"""The schema's version: made on first use, brought up to date on opening, refused when newer."""

from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    Select,
    String,
    Table,
    insert,
    inspect,
    select,
)
from sqlalchemy.sql import column as sql_column
from sqlalchemy.sql import table

from reportedly.errors import LedgerError
from reportedly.ledger import engines, tables
from reportedly.ledger import kept as _kept  # noqa: F401 - its tables are a ledger's too
from reportedly.ledger.tables import VERSION_TABLE

VERSIONS = tuple(f"{number:04}" for number in range(1, 15))
"""Every version of the schema, oldest first; each is a file of `migrations/versions`."""

_FOREIGN_FAMILIAR = {"spatial_ref_sys", "geometry_columns", "geography_columns"}


def prepare(engine: Engine, location: str, *, create: bool, read_only: bool) -> None:
    """Bring the database to the newest schema, or refuse it.

    Raises:
        LedgerError: it is empty and may not be filled, belongs to another program, has a schema that
            is newer than this program, or an older one and may not be changed.
    """
    with engine.connect() as connection:
        engines.check_encoding(connection, location)
        version = _version(connection, location)
    if version == VERSIONS[-1]:
        return
    if version is None and not create:
        raise LedgerError(f"ledger {location} is empty: read pages into it first, or mend the path")
    if read_only:
        raise LedgerError(
            f"ledger {location} has schema {version or 'none'} and needs {VERSIONS[-1]}: "
            "open it once for writing, which brings it up to date"
        )
    engines.share(engine)
    with engines.for_writing(engine).begin() as connection:
        # Another process may have been first while we waited for the lock.
        version = _version(connection, location)
        if version is None:
            engines.found(connection)
            make(connection)
        elif version != VERSIONS[-1]:
            migrate(connection)


def make(connection: Connection) -> None:
    """Make the newest schema in an empty database, inside the connection's transaction.

    It is what all migrations make one after the other, as a test holds it to, for a tenth of the time:
    the tables as the code knows them, and the version where Alembic keeps it.
    """
    tables.metadata.create_all(connection, checkfirst=False)
    versions = Table(
        VERSION_TABLE,
        MetaData(),
        Column("version_num", String(32), nullable=False),
        PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
    )
    versions.create(connection, checkfirst=False)
    connection.execute(insert(versions).values(version_num=VERSIONS[-1]))


def migrate(connection: Connection, to: str = "head") -> None:
    """Run the migrations of this package inside the connection's transaction."""
    # Imported here: Alembic takes longer to import than an up-to-date ledger to open.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, to)


def _version(connection: Connection, location: str) -> str | None:
    """The schema's version; None where the database is empty."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        others = sorted(tables - _FOREIGN_FAMILIAR)
        if others:
            raise LedgerError(
                f"ledger {location} is a database of something else (it has a table "
                f"{others[0]!r}); give another path, or an empty database"
            )
        return None
    kept: Select[Any] = select(sql_column("version_num")).select_from(table(VERSION_TABLE))
    version = connection.execute(kept).scalar()
    if version is not None and version not in VERSIONS:
        raise LedgerError(
            f"ledger {location} has schema {version}, newer than this program's {VERSIONS[-1]}; "
            "upgrade: pip install --upgrade reportedly"
        )
    return version
