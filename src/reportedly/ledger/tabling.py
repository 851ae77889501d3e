"""Reading and writing rows of any table, on one connection."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)

from reportedly.ledger.inserting import insert_all, parts_of

Row = Mapping[str, Any]


class AnyTable:
    """Rows on one connection: everything that is read through it is of one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(
        self, column: Column[Any], values: Iterable[Any], *where: ColumnElement[bool]
    ) -> Iterator[RowMapping]:
        """The rows of a table in which a column has one of some values."""
        for part in parts_of(values):
            query = select(column.table).where(column.in_(part), *where)
            yield from self._connection.execute(query).mappings()

    def chosen(
        self, columns: Sequence[Column[Any]], column: Column[Any], values: Iterable[Any],
        *where: ColumnElement[bool],
    ) -> Iterator[Any]:  # fmt: skip
        """Some columns of the rows in which a column has one of some values."""
        for part in parts_of(values):
            query = select(*columns).where(column.in_(part), *where)
            yield from self._connection.execute(query)

    def different(
        self, columns: Sequence[Column[Any]], column: Column[Any], values: Iterable[Any]
    ) -> Iterator[Any]:
        """As `chosen`, rows that are the same once only."""
        for part in parts_of(values):
            yield from self._connection.execute(select(*columns).where(column.in_(part)).distinct())

    def every(self, columns: Sequence[Column[Any]], *where: ColumnElement[bool]) -> Iterator[Any]:
        """Some columns of all rows that fit."""
        yield from self._connection.execute(select(*columns).where(*where))

    def ask(self, query: Select[Any]) -> Iterator[Any]:
        """The rows of any question."""
        yield from self._connection.execute(query)

    def count(self, table: Table, *where: ColumnElement[bool]) -> int:
        """How many rows of a table fit."""
        query = select(func.count()).select_from(table).where(*where)
        return int(self._connection.execute(query).scalar_one())

    def remove(self, column: Column[Any], values: Iterable[Any]) -> None:
        """Delete the rows in which a column has one of some values."""
        for part in parts_of(values):
            self._connection.execute(delete(column.table).where(column.in_(part)))

    def add(self, table: Table, new: Sequence[Row]) -> None:
        """Insert rows."""
        insert_all(self._connection, table, new)

    def change(self, key: Column[Any], new: Sequence[Row]) -> None:
        """Set columns of rows that are known by one column; the other columns of `new` are set."""
        if new:
            names = [name for name in new[0] if name != key.name]
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
            query = update(key.table).where(key == bindparam("known_by")).values(values)
            given = [
                {"known_by": row[key.name], **{f"new_{name}": row[name] for name in names}}
                for row in new
            ]
            self._connection.execute(query, given)

    def ends(self, column: Column[Any], *where: ColumnElement[bool]) -> tuple[Any, Any]:
        """The least and the greatest value of a column; two questions, each answered by an index."""
        least = self._connection.execute(select(func.min(column)).where(*where)).scalar()
        greatest = self._connection.execute(select(func.max(column)).where(*where)).scalar()
        return least, greatest
