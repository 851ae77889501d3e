"""Tables of what `watch` has to remember between two turns, and of the changes that it told.

Moments are ISO 8601 in UTC to the second, so that their order is that of their characters.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from reportedly.ledger.columns import Code, JsonText, Key, Words
from reportedly.ledger.tables import long_index, metadata

watched_feeds = Table(
    "watched_feeds",
    metadata,
    Column("id", Key, primary_key=True),
    Column("address", Words, nullable=False, unique=True),
    Column("every", Integer, nullable=False),
    Column("due", Code, nullable=False),
    Column("asked", Code),
    Column("failed", Integer, nullable=False),
    Column("trouble", Words),
    Column("holder", Code),
    Column("held_until", Code),
    comment="feeds and sitemaps that are watched: every so many seconds; who has them in hand, until when",
)

watched_documents = Table(
    "watched_documents",
    metadata,
    Column("feed_id", Key, ForeignKey("watched_feeds.id"), primary_key=True),
    Column("address", Words, primary_key=True),
    Column("etag", Words),
    Column("modified", Words),
    Column("version", Words),
    sqlite_with_rowid=False,
    comment="documents of feeds: the feed itself and the sitemaps of an index, with their validators",
)

watched_entries = Table(
    "watched_entries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("feed_id", Key, ForeignKey("watched_feeds.id"), nullable=False),
    Column("address", Words, nullable=False),
    Column("version", Words),
    Column("at", Code),
    Column("listed", Integer, nullable=False),
    Column("waiting", Code),
    Column("tried", Integer, nullable=False),
    Column("holder", Code),
    Column("held_until", Code),
    long_index("watched_entries", "address"),
    Index("ix_watched_entries_waiting", "feed_id", "waiting", "at"),
    comment="pages that feeds list; waiting: the moment from which a page is to be read, null: it was",
)

watched_hosts = Table(
    "watched_hosts",
    metadata,
    Column("host", Words, primary_key=True),
    Column("failed", Integer, nullable=False),
    Column("not_before", Code, nullable=False),
    sqlite_with_rowid=False,
    comment="servers that failed or want to be left alone, and until when they are",
)

watched_changes = Table(
    "watched_changes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Code, nullable=False),
    Column("text_hash", Code, index=True),
    Column("against", Code, index=True),
    Column("data", JsonText),
    comment="what changed in series, as it was told; text_hash and against: whose words they hold; data is null once forgotten",
)

watched_hooks = Table(
    "watched_hooks",
    metadata,
    # An address of a webhook may be a secret: only its hash is kept.
    Column("hash", Code, primary_key=True),
    Column("sent", Key, nullable=False),
    sqlite_with_rowid=False,
    comment="webhooks, and the last change that each has taken",
)
