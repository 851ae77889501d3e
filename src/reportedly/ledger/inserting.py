"""Inserting many rows at once, and finding those that are there already."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Insert, Select, Table, bindparam, insert, select

from reportedly.ledger.rows import Page, Row

_AT_ONCE = 500
"""Values in one IN list: databases take many thousands, and prepare each length anew."""

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
    if missing:
        for name, row_id in connection.execute(_addition(key), missing):
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
    if missing:
        for row in connection.execute(_addition(owner, name), missing):
            found[row[0], row[1]] = row[2]
            new.add(row[2])
    return found, new


# The statements are built once: building one takes SQLAlchemy longer than SQLite takes to run it.


@cache
def _lookup(key: Column[Any]) -> Select[Any]:
    return select(key, key.table.c.id).where(key.in_(bindparam("keys", expanding=True)))


@cache
def _addition(*key: Column[Any]) -> Any:
    return _insertion(key[0].table).returning(*key, key[0].table.c.id)


@cache
def _insertion(table: Table) -> Insert:
    return insert(table)


def insert_all(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows by one prepared statement; none is fine."""
    given = list(rows)
    if given:
        connection.execute(_insertion(table), given)


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
