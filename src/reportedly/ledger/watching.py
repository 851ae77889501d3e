"""What `watch` remembers in the ledger, so that it goes on where it stopped, and two of them share the work.

Who takes a feed or a page in hand holds it until a moment; one that died lets go of it by that moment.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, ScalarSelect, and_, delete, func, insert, or_, select, update

from reportedly.errors import UsageError
from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import insert_all, parts_of
from reportedly.ledger.tables import captures, failures
from reportedly.ledger.watched import (
    watched_documents,
    watched_entries,
    watched_feeds,
    watched_hosts,
)
from reportedly.records import Moment, WatchedFeed


class Document(NamedTuple):
    """What is known of a document of a feed since it was last asked for."""

    etag: str | None
    modified: str | None
    version: str | None


class ListedEntry(NamedTuple):
    """A page as a feed lists it; `at` is the moment that its version names."""

    address: str
    version: str | None
    at: Moment | None


@dataclass(frozen=True)
class ListedCounts:
    """What a listing brought: pages never listed before, and those listed with another version."""

    new: int
    changed: int


class WaitingEntry(NamedTuple):
    """A page that is to be read; `tried` counts the times that it could not be had.

    `updated` is when a further version of it is from; null for one that was never had.
    """

    id: int
    address: str
    tried: int
    updated: Moment | None = None


@dataclass(frozen=True)
class Hold:
    """In whose hands something is, and from when until when."""

    holder: str
    now: Moment
    until: Moment


class Watching(Connected):
    """The methods by which feeds, their entries and their servers are remembered."""

    # feeds

    def watch_feed(self, address: str, every: int | None, now: Moment) -> None:
        """Watch a feed from now on, every so many seconds; None: as before, else every 15 minutes."""
        with self._writing() as connection:
            same = watched_feeds.c.address == address
            if connection.execute(select(watched_feeds.c.id).where(same)).first() is None:
                row = {"address": address, "every": every or 900, "due": now, "failed": 0}
                connection.execute(insert(watched_feeds), row)
            elif every is not None:
                connection.execute(update(watched_feeds).where(same).values(every=every))

    def unwatch_feed(self, address: str) -> None:
        """Watch a feed no more; what was read stays.

        Raises:
            UsageError: it is not watched.
        """
        with self._writing() as connection:
            found = select(watched_feeds.c.id).where(watched_feeds.c.address == address)
            number = connection.execute(found).scalar()
            if number is None:
                raise UsageError(
                    f"{address} is not watched; reportedly watch --list has those that are"
                )
            for table in (watched_documents, watched_entries):
                connection.execute(delete(table).where(table.c.feed_id == number))
            connection.execute(delete(watched_feeds).where(watched_feeds.c.id == number))

    def watched_feeds(self) -> list[WatchedFeed]:
        """The feeds that are watched, in the order in which they were first given."""
        waiting = (
            select(func.count())
            .select_from(watched_entries)
            .where(
                watched_entries.c.feed_id == watched_feeds.c.id,
                watched_entries.c.waiting.is_not(None),
            )
            .scalar_subquery()
        )
        query = select(watched_feeds, waiting.label("pages")).order_by(watched_feeds.c.id)
        with self._reading() as connection:
            return [
                WatchedFeed(
                    feed=row.address,
                    every=row.every,
                    due=row.due,
                    asked=row.asked,
                    failed=row.failed,
                    trouble=row.trouble,
                    waiting=row.pages,
                )
                for row in connection.execute(query)
            ]

    def hold_feed(self, address: str, hold: Hold) -> bool:
        """Take a feed in hand, or keep it; False where another one has it, or it is watched no more."""
        column = watched_feeds.c
        free = or_(
            column.held_until.is_(None), column.held_until <= hold.now, column.holder == hold.holder
        )
        change = update(watched_feeds).where(column.address == address, free)
        with self._writing() as connection:
            taken = change.values(holder=hold.holder, held_until=hold.until)
            return connection.execute(taken).rowcount == 1

    def let_feed(self, address: str, hold: Hold, due: Moment, trouble: str | None, *, ended: bool) -> None:  # fmt: skip
        """Let go of a feed, to be taken in hand again when it is due.

        Args:
            address: of the feed.
            hold: by whom it was held; where another one has it by now, nothing happens.
            due: when it is asked again.
            trouble: why its turn failed; None: it did not.
            ended: whether the turn came to its end; else it only was interrupted.
        """
        column = watched_feeds.c
        values: dict[str, object] = {"holder": None, "held_until": None, "due": due}
        if ended:
            failed = column.failed + 1 if trouble else 0
            values |= {"asked": hold.now, "trouble": trouble, "failed": failed}
        held = column.address == address, column.holder == hold.holder
        with self._writing() as connection:
            connection.execute(update(watched_feeds).where(*held).values(values))

    # documents and entries

    def feed_documents(self, feed: str) -> dict[str, Document]:
        """What is known of a feed's documents, by their addresses."""
        query = select(watched_documents).where(watched_documents.c.feed_id == _number(feed))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(watched_documents.c.address)).all()
        return {row.address: Document(row.etag, row.modified, row.version) for row in rows}

    def unlisted(self, feed: str, addresses: Iterable[str]) -> set[str]:
        """Those of some addresses that a feed has never listed."""
        wanted = set(addresses)
        with self._reading() as connection:
            return wanted - set(_entries(connection, _number(feed), wanted))

    def keep_listing(
        self,
        feed: str,
        documents: Mapping[str, Document],
        entries: Sequence[ListedEntry],
        now: Moment,
    ) -> ListedCounts:
        """Keep what a feed lists, in one transaction: entries that are new, or have changed, wait.

        A page that the ledger has already does not wait where it was fetched after the moment that the
        entry names, or the entry names none.
        """
        with self._writing() as connection:
            number = connection.execute(select(_number(feed))).scalar()
            if number is None:
                return ListedCounts(0, 0)  # it was dropped meanwhile
            gone = watched_documents.c.address.in_(documents)
            connection.execute(
                delete(watched_documents).where(watched_documents.c.feed_id == number, gone)
            )
            rows = [
                {"feed_id": number, "address": address} | one._asdict()
                for address, one in documents.items()
            ]
            insert_all(connection, watched_documents, rows)
            return _list(connection, number, entries, now)

    def wait_again(self, feed: str, addresses: Iterable[str], now: Moment) -> int:
        """Let pages of a feed be fetched again that have been; return how many."""
        done = 0
        column = watched_entries.c
        with self._writing() as connection:
            for part in parts_of(addresses):
                change = update(watched_entries).where(
                    column.feed_id == _number(feed),
                    column.address.in_(part),
                    column.waiting.is_(None),
                )
                done += connection.execute(change.values(waiting=now, listed=0)).rowcount
        return done

    def listed_last(self, feed: str) -> list[str]:
        """The pages that a feed listed the last time that it was given in full, in its order."""
        column = watched_entries.c
        query = select(column.address).where(column.feed_id == _number(feed), column.listed > 0)
        with self._reading() as connection:
            return list(connection.execute(query.order_by(column.listed)).scalars())

    def mark_listed(self, feed: str, addresses: Sequence[str]) -> None:
        """Remember what a feed lists as a whole, in its order."""
        column = watched_entries.c
        with self._writing() as connection:
            of_feed = column.feed_id == _number(feed)
            connection.execute(update(watched_entries).where(of_feed).values(listed=0))
            for place, address in enumerate(addresses, 1):
                same = update(watched_entries).where(of_feed, column.address == address)
                connection.execute(same.values(listed=place))

    def waiting_entries(self, feed: str, now: Moment, limit: int) -> list[WaitingEntry]:
        """Pages of a feed that are to be read by now, the oldest first; those without a date before."""
        column = watched_entries.c
        query = (
            select(column.id, column.address, column.tried, column.at)
            .where(column.feed_id == _number(feed), column.waiting <= now)
            .order_by(func.coalesce(column.at, ""), column.id)
            .limit(limit)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
            had = _captured(connection, (row.address for row in rows))
        return [
            WaitingEntry(row.id, row.address, row.tried, row.at if row.address in had else None)
            for row in rows
        ]

    def hold_entry(self, entry: WaitingEntry, hold: Hold) -> bool:
        """Take a page in hand; False where it waits no more, or another one has it, by whatever feed."""
        column = watched_entries.c
        others = select(column.id).where(
            column.address == entry.address,
            column.held_until > hold.now,
            column.holder != hold.holder,
        )
        with self._writing() as connection:
            if connection.execute(others).first() is not None:
                return False
            waits = update(watched_entries).where(
                column.id == entry.id, column.waiting.is_not(None)
            )
            taken = waits.values(holder=hold.holder, held_until=hold.until)
            return connection.execute(taken).rowcount == 1

    def let_entry(self, entry: WaitingEntry, again: Moment | None, *, tried: int = 0) -> None:
        """Let go of a page: it was dealt with (`again` is None), or is to be tried again then.

        What was dealt with waits no more by any feed: they all listed it before it was fetched.
        """
        values = {"holder": None, "held_until": None, "waiting": again, "tried": tried}
        column = watched_entries.c
        same = column.address == entry.address if again is None else column.id == entry.id
        with self._writing() as connection:
            connection.execute(update(watched_entries).where(same).values(values))

    # servers

    def host_failures(self, host: str) -> tuple[int, Moment | None]:
        """How often in a row a server failed, and until when it is to be left alone."""
        query = select(watched_hosts).where(watched_hosts.c.host == host)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return (row.failed, row.not_before) if row else (0, None)

    def leave_host(self, host: str, failed: int, not_before: Moment | None) -> None:
        """Leave a server alone until a moment; None: it answered, and may be asked."""
        with self._writing() as connection:
            connection.execute(delete(watched_hosts).where(watched_hosts.c.host == host))
            if not_before is not None:
                row = {"host": host, "failed": failed, "not_before": not_before}
                connection.execute(insert(watched_hosts), row)

    def settle_failures(self, location: str, standing: Iterable[str]) -> None:
        """Let the failures of a place stand no more but those of some reasons."""
        column = failures.c
        over = column.location == location, column.reason.not_in(list(standing)), column.standing
        with self._writing() as connection:
            connection.execute(update(failures).where(*over).values(standing=False))


def _number(feed: str) -> ScalarSelect[int]:
    return select(watched_feeds.c.id).where(watched_feeds.c.address == feed).scalar_subquery()


def _entries(
    connection: Connection, feed: int | ScalarSelect[int], addresses: Iterable[str]
) -> dict[str, tuple[int, str | None]]:
    """The entries of a feed with some addresses: their numbers and versions."""
    found: dict[str, tuple[int, str | None]] = {}
    column = watched_entries.c
    for part in parts_of(sorted(set(addresses))):
        query = select(column.id, column.address, column.version).where(
            column.feed_id == feed, column.address.in_(part)
        )
        found |= {row.address: (row.id, row.version) for row in connection.execute(query)}
    return found


def _list(
    connection: Connection, feed: int, entries: Sequence[ListedEntry], now: Moment
) -> ListedCounts:
    before = _entries(connection, feed, (one.address for one in entries))
    new = [one for one in entries if one.address not in before]
    captured = _captured(connection, (one.address for one in new))
    rows = [
        {
            **one._asdict(),
            "feed_id": feed,
            "listed": 0,
            "tried": 0,
            "waiting": None if _is_had(one, captured.get(one.address)) else now,
        }
        for one in new
    ]
    insert_all(connection, watched_entries, rows)
    changed = 0
    for one in entries:
        if one.address in before and one.version != before[one.address][1]:
            same = update(watched_entries).where(watched_entries.c.id == before[one.address][0])
            values = {"version": one.version, "at": one.at, "waiting": now, "tried": 0}
            connection.execute(same.values(values))
            changed += 1
    return ListedCounts(len(new), changed)


def _is_had(entry: ListedEntry, fetched: Moment | None) -> bool:
    return fetched is not None and (entry.at is None or entry.at <= fetched)


def _captured(connection: Connection, addresses: Iterable[str]) -> dict[str, Moment]:
    """When pages with some addresses were last fetched and read."""
    found: dict[str, Moment] = {}
    column = captures.c
    for part in parts_of(sorted(set(addresses))):
        query = (
            select(column.location, func.max(column.retrieved).label("at"))
            .where(
                and_(column.location.in_(part), column.page_hash.is_not(None)),
                column.retrieved.is_not(None),
            )
            .group_by(column.location)
        )
        found |= {row.location: row.at for row in connection.execute(query)}
    return found
