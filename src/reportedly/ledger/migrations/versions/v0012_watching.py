"""Watching: feeds, what they list, servers to be left alone, and the changes that were told.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, JsonText, Key, Words

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    _feeds()
    _entries()
    _told()


def _feeds() -> None:
    op.create_table(
        "watched_feeds",
        sa.Column("id", Key, nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("due", Code, nullable=False),
        sa.Column("asked", Code, nullable=True),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("trouble", Words(), nullable=True),
        sa.Column("holder", Code, nullable=True),
        sa.Column("held_until", Code, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_feeds")),
        sa.UniqueConstraint("address", name=op.f("uq_watched_feeds_address")),
        comment="feeds and sitemaps that are watched: every so many seconds; who has them in hand, until when",
    )
    op.create_table(
        "watched_documents",
        sa.Column("feed_id", Key, nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("etag", Words(), nullable=True),
        sa.Column("modified", Words(), nullable=True),
        sa.Column("version", Words(), nullable=True),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["watched_feeds.id"], name=op.f("fk_watched_documents_feed_id")
        ),
        sa.PrimaryKeyConstraint("feed_id", "address", name=op.f("pk_watched_documents")),
        sqlite_with_rowid=False,
        comment="documents of feeds: the feed itself and the sitemaps of an index, with their validators",
    )
    op.create_table(
        "watched_hosts",
        sa.Column("host", Words(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("not_before", Code, nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_watched_hosts")),
        sqlite_with_rowid=False,
        comment="servers that failed or want to be left alone, and until when they are",
    )


def _entries() -> None:
    op.create_table(
        "watched_entries",
        sa.Column("id", Key, nullable=False),
        sa.Column("feed_id", Key, nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("version", Words(), nullable=True),
        sa.Column("at", Code, nullable=True),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("waiting", Code, nullable=True),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("holder", Code, nullable=True),
        sa.Column("held_until", Code, nullable=True),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["watched_feeds.id"], name=op.f("fk_watched_entries_feed_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_entries")),
        comment="pages that feeds list; waiting: the moment from which a page is to be read, null: it was",
    )
    op.create_index(
        "ix_watched_entries_address", "watched_entries", ["address"], postgresql_using="hash"
    )
    op.create_index("ix_watched_entries_waiting", "watched_entries", ["feed_id", "waiting", "at"])


def _told() -> None:
    op.create_table(
        "watched_changes",
        sa.Column("id", Key, nullable=False),
        sa.Column("at", Code, nullable=False),
        sa.Column("text_hash", Code, nullable=True),
        sa.Column("against", Code, nullable=True),
        sa.Column("data", JsonText(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_changes")),
        comment="what changed in series, as it was told; text_hash and against: whose words they hold; data is null once forgotten",
    )
    op.create_index("ix_watched_changes_text_hash", "watched_changes", ["text_hash"])
    op.create_index("ix_watched_changes_against", "watched_changes", ["against"])
    op.create_table(
        "watched_hooks",
        sa.Column("hash", Code, nullable=False),
        sa.Column("sent", Key, nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_watched_hooks")),
        sqlite_with_rowid=False,
        comment="webhooks, and the last change that each has taken",
    )


def downgrade() -> None:
    """Drop the tables: what was read stays, what is watched is forgotten."""
    for table in ("hooks", "changes", "entries", "hosts", "documents", "feeds"):
        op.drop_table(f"watched_{table}")
