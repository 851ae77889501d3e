"""The changes that `watch` told: for the file that is made of them, and for webhooks."""

from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select

from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import insert_all
from reportedly.ledger.watched import watched_changes, watched_hooks
from reportedly.records import SeriesChange


class Changing(Connected):
    """The methods that keep changes, and how far each webhook has taken them."""

    def keep_changes(self, changes: Iterable[SeriesChange]) -> None:
        """Keep changes as they were told: for the feed that is made of them, and for webhooks."""
        rows = [
            {
                "at": one.at,
                "text_hash": one.text_hash,
                "against": one.against,
                "data": one.model_dump(mode="json"),
            }
            for one in changes
        ]
        with self._writing() as connection:
            insert_all(connection, watched_changes, rows)

    def last_changes(self, limit: int) -> list[SeriesChange]:
        """The latest changes, the latest first."""
        column = watched_changes.c
        query = select(column.data).where(column.data.is_not(None))
        query = query.order_by(column.id.desc()).limit(limit)
        with self._reading() as connection:
            return [
                SeriesChange.model_validate(data) for data in connection.execute(query).scalars()
            ]

    def unsent(self, hook: str, limit: int) -> list[tuple[int, SeriesChange]]:
        """Changes that a webhook has not taken, with their numbers, in order; at most so many."""
        sent = select(watched_hooks.c.sent).where(watched_hooks.c.hash == hook).scalar_subquery()
        column = watched_changes.c
        query = select(column.id, column.data).where(
            column.id > func.coalesce(sent, 0), column.data.is_not(None)
        )
        with self._reading() as connection:
            rows = connection.execute(query.order_by(column.id).limit(limit)).all()
        return [(row.id, SeriesChange.model_validate(row.data)) for row in rows]

    def set_sent(self, hook: str, number: int | None = None) -> None:
        """Remember the last change that a webhook has taken; None: a new one takes those from now on."""
        latest = select(func.coalesce(func.max(watched_changes.c.id), 0))
        with self._writing() as connection:
            known = select(watched_hooks.c.sent).where(watched_hooks.c.hash == hook)
            if number is None and connection.execute(known).first() is not None:
                return
            number = connection.execute(latest).scalar_one() if number is None else number
            connection.execute(delete(watched_hooks).where(watched_hooks.c.hash == hook))
            connection.execute(insert(watched_hooks), {"hash": hook, "sent": number})
