"""Queries over a folder of parts, in place: views for DuckDB, and DuckDB asked with care."""

from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.publishing.parts import TABLES
from reportedly.verbs.scaling.folder import COPIES, Folder


@dataclass(frozen=True)
class Answer:
    """The rows that answer a question."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def scale_views(folder: str | Path) -> str:
    """The SQL that makes views over a folder that `scale` wrote: claims, pages, failures, copies.

    Args:
        folder: as `scale` wrote it. The views name it as it stands on this machine.

    Raises:
        UsageError: it is no such folder, or nothing in it is done.
    """
    parts = Folder(Path(folder))
    parts.check()
    if not parts.checkpoints():
        raise UsageError(f"{folder} has no archive that is done: run `reportedly scale read` again")
    here = parts.path.resolve()
    paths = {table: here / table / "*.parquet" for table in TABLES} | {"copies": here / COPIES}
    template = files(__package__).joinpath("views.sql").read_text(encoding="utf-8")
    return template.format(**{name: _quoted(str(path)) for name, path in paths.items()})


def scale_query(folder: str | Path, sql: str) -> Answer:
    """Ask a folder that `scale` wrote a question in SQL. DuckDB answers; it can read that folder alone.

    Args:
        folder: as `scale` wrote it.
        sql: a question to the views of `scale_views`.

    Raises:
        UsageError: DuckDB is not installed, it is no such folder, or the question is wrong.
    """
    views = scale_views(folder)
    try:
        duckdb = import_module("duckdb")
    except ImportError as error:
        raise UsageError(
            "queries need DuckDB, which is not installed; run: pip install 'reportedly[duckdb]'"
        ) from error
    with duckdb.connect(":memory:") as connection:
        here = _quoted(str(Path(folder).resolve()))
        # What a question may read is settled before it is asked, and cannot be changed by it.
        connection.execute(f"SET allowed_directories = [{here}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        try:
            connection.execute(views)
            found = connection.execute(sql)
            columns = tuple(column[0] for column in found.description or ())
            return Answer(columns, tuple(_plain(row) for row in found.fetchall()))
        except duckdb.Error as error:
            raise UsageError(f"DuckDB cannot answer: {error}") from error


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as JSON can have it: days and the like in words."""
    return tuple(
        one if one is None or isinstance(one, str | int | float | bool | list) else str(one)
        for one in row
    )


def _quoted(words: str) -> str:
    """Words as a literal of SQL."""
    return "'" + words.replace("'", "''") + "'"
