"""Inserting many rows at once, and finding those that are there already."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Column, Connection, Dialect, Select, Table, bindparam, insert, select
from sqlalchemy.sql.compiler import SQLCompiler

from reportedly.ledger import engines
from reportedly.ledger.rows import Page, Row

_AT_ONCE = 500
"""Values in one IN list: databases take many thousands, and prepare each length anew."""

_FEW = 20
"""Rows that the database may number itself: asking for the last number would cost more."""

Item = TypeVar("Item")


def ids(
    connection: Connection,
    key: Column[Any],
    items: Mapping[str, Item],
    row_of: Callable[[Item], Row],
) -> tuple[dict[str, int], set[str]]:
    """The row numbers of items in a table that knows each by a key; those missing are inserted.

    Called with the write lock held, so that nobody inserts between looking and inserting.

    Args:
        connection: a connection in a writing transaction.
        key: the column of the key; its table has a column `id`.
        items: what is to be there, by key.
        row_of: makes the row of a missing item.

    Returns:
        The id of every item by its key, and the keys of those that were inserted.
    """
    found: dict[str, int] = {}
    for part in parts_of(items):
        found.update((row[0], row[1]) for row in connection.execute(_lookup(key), {"keys": part}))
    missing = [row_of(item) for name, item in items.items() if name not in found]
    new: set[str] = set()
    for name, row_id in _numbered(connection, (key,), missing):
        found[name] = row_id
        new.add(name)
    return found, new


def scoped_ids(
    connection: Connection,
    key: tuple[Column[Any], Column[Any]],
    items: Mapping[tuple[int, str], Item],
    row_of: Callable[[tuple[int, str], Item], Row],
    *,
    old_scopes: Iterable[int],
) -> tuple[dict[tuple[int, str], int], set[int]]:
    """As `ids`, where a key is unique within the row that it belongs to (a reading's article).

    Args:
        connection: a connection in a writing transaction.
        key: the columns of the owner and of the key.
        items: what is to be there, by owner and key.
        row_of: makes the row of a missing item.
        old_scopes: the owners that were there before this transaction; others own nothing yet.

    Returns:
        The id of every item, and the ids of those that were inserted.
    """
    owner, name = key
    number = owner.table.c.id
    found: dict[tuple[int, str], int] = {}
    for part in parts_of(old_scopes):
        rows = connection.execute(select(owner, name, number).where(owner.in_(part)))
        found.update(((row[0], row[1]), row[2]) for row in rows)
    missing = [row_of(item_key, item) for item_key, item in items.items() if item_key not in found]
    new: set[int] = set()
    for owner_id, key_name, row_id in _numbered(connection, key, missing):
        found[owner_id, key_name] = row_id
        new.add(row_id)
    return found, new


# The statements are built once: building one takes SQLAlchemy longer than SQLite takes to run it.


@cache
def _lookup(key: Column[Any]) -> Select[Any]:
    return select(key, key.table.c.id).where(key.in_(bindparam("keys", expanding=True)))


@cache
def _addition(*key: Column[Any]) -> Any:
    return insert(key[0].table).returning(*key, key[0].table.c.id)


def _numbered(
    connection: Connection, key: tuple[Column[Any], ...], rows: Sequence[Row]
) -> Iterable[Any]:
    """Insert rows into a table that numbers them; return the key and the number of each."""
    if not rows:
        return ()
    table = key[0].table
    last = engines.last_number(connection, table.c.id) if len(rows) > _FEW else None
    if last is None:
        return connection.execute(_addition(*key), rows)
    insert_all(connection, table, [{"id": n, **row} for n, row in enumerate(rows, last + 1)])
    names = [column.name for column in key]
    return [(*(row[name] for name in names), n) for n, row in enumerate(rows, last + 1)]


class _Prepared(NamedTuple):
    """How rows with some columns go into a table of some kind of database.

    Attributes:
        words: the statement.
        names: of its columns, in the order in which it takes their values.
        processors: what makes a value one that the database takes, by column; None: it does already.
        by_name: whether the statement takes its values by name.
    """

    words: str
    names: tuple[str, ...]
    processors: tuple[Callable[[Any], Any] | None, ...]
    by_name: bool


@lru_cache(maxsize=256)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> _Prepared:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 (what an insertion is compiled to)
    order = tuple(compiled.positiontup or names)
    types = [table.c[name].type.dialect_impl(dialect) for name in order]
    processors = tuple(kind.bind_processor(dialect) for kind in types)
    return _Prepared(str(compiled), order, processors, not compiled.positiontup)


def insert_all(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows of the same columns by one prepared statement; none is fine.

    The values are made ready here, a column at a time: SQLAlchemy would do so a row at a time, which
    takes longer than SQLite takes to store them.
    """
    given = rows if isinstance(rows, list) else list(rows)
    if not given:
        return
    ready = _prepared(table, tuple(given[0]), connection.dialect)
    columns = [
        [row[name] for row in given] if process is None else [process(row[name]) for row in given]
        for name, process in zip(ready.names, ready.processors, strict=True)
    ]
    values: list[Any] = list(zip(*columns, strict=True))
    if ready.by_name:
        values = [dict(zip(ready.names, one, strict=True)) for one in values]
    connection.exec_driver_sql(ready.words, values)


def parts_of(values: Iterable[Item]) -> Iterator[list[Item]]:
    """Values in lists that are short enough for one query."""
    left = iter(values)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def unique(pages: Iterable[Page], field: str) -> dict[str, Page]:
    """The first page for each value of a field."""
    first: dict[str, Page] = {}
    for page in pages:
        first.setdefault(getattr(page, field), page)
    return first
