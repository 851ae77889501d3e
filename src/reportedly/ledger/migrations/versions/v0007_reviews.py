"""Reviews of claims and series: what was before and after, anchored by words, for any number of claims.

Revision ID: 0007
Revises: 0006
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, JsonText, Key, Words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ANCHORED = ("claim", "text_hash", "page", "url")


def upgrade() -> None:
    """Give reviews their new columns, and every reading and claim room for what came of them."""
    old = _rows("SELECT * FROM reviews")
    op.drop_table("reviews")
    reviews, anchors = _create_reviews(), _create_anchors()
    _create_attachments()
    for row in old:
        known = {name: row[name] for name in ("id", "decision", "reviewer", "at", "note")}
        after = row["corrected"] if isinstance(row["corrected"], str) else "{}"
        op.execute(
            sa.insert(reviews).values(
                **known, step=0, before="{}", after=after, settles="[]", hand_made=None, undoes=None
            )
        )
        said = {name: row[name] for name in ("claim", "text_hash", "words")}
        op.execute(
            sa.insert(anchors).values(
                **said,
                review_id=row["id"],
                number=0,
                page="",
                prefix=row["before"],
                suffix=row["after"],
                start=0,
            )
        )
    op.add_column("readings", sa.Column("reviewed_from", Key, nullable=True))
    op.add_column("claims", sa.Column("review", JsonText(), nullable=True))
    low = sa.text("confidence < 0.5")
    op.create_index(
        "ix_claims_doubt", "claims", ["confidence"], sqlite_where=low, postgresql_where=low
    )


def downgrade() -> None:
    """Go back to reviews of one claim each; those that the older schema has no word for are dropped."""
    op.execute(
        "DELETE FROM claims WHERE reading_id IN "
        "(SELECT id FROM readings WHERE reviewed_from IS NOT NULL)"
    )
    for table in ("tolls", "sentences", "page_readings", "tellings"):
        op.execute(
            f"DELETE FROM {table} WHERE reading_id IN "  # noqa: S608 (a name of ours)
            "(SELECT id FROM readings WHERE reviewed_from IS NOT NULL)"
        )
    op.execute(
        "UPDATE readings SET superseded_by = NULL WHERE superseded_by IN "
        "(SELECT id FROM readings AS made WHERE made.reviewed_from = readings.id)"
    )
    op.execute("DELETE FROM readings WHERE reviewed_from IS NOT NULL")
    op.execute("DELETE FROM kept_state")  # so that what is kept is worked out from what is left
    op.drop_index("ix_claims_doubt", "claims")
    op.drop_column("readings", "reviewed_from")
    op.drop_column("claims", "review")
    kept = _rows(
        "SELECT reviews.*, claim, text_hash, words, prefix, suffix FROM reviews "
        "JOIN review_anchors ON review_id = reviews.id AND number = 0 "
        "WHERE decision IN ('accept', 'correct', 'reject', 'add')"
    )
    for table in ("review_attachments", "review_anchors", "reviews"):
        op.drop_table(table)
    reviews = _create_old_reviews()
    for row in kept:
        known = ("id", "claim", "text_hash", "decision", "reviewer", "at", "words", "note")
        op.execute(
            sa.insert(reviews).values(
                **{name: row[name] for name in known},
                before=row["prefix"],
                after=row["suffix"],
                corrected=row["after"],
            )
        )


def _rows(query: str) -> list[dict[str, Any]]:
    """What the database holds, as it holds it: values go from one table to the other unread."""
    return [dict(row) for row in op.get_bind().execute(sa.text(query)).mappings()]


def _plain(table: sa.Table) -> sa.Table:
    """The same table, to insert what a database has escaped already."""
    return sa.table(table.name, *(sa.column(column.name) for column in table.columns))  # type: ignore[return-value]


def _create_reviews() -> sa.Table:
    return _plain(
        op.create_table(
            "reviews",
            sa.Column("id", Words(), nullable=False),
            sa.Column("decision", Code, nullable=False),
            sa.Column("reviewer", Words(), nullable=False),
            sa.Column("at", Code, nullable=False),
            sa.Column("step", sa.Integer(), nullable=False),
            sa.Column("before", JsonText(), nullable=False),
            sa.Column("after", JsonText(), nullable=False),
            sa.Column("hand_made", JsonText(), nullable=True),
            sa.Column("note", Words(), nullable=True),
            sa.Column("undoes", Words(), nullable=True),
            sa.Column("settles", JsonText(), nullable=False),
            sa.CheckConstraint(
                "decision IN "
                "('accept', 'correct', 'reject', 'add', 'note', 'join', 'part', 'undo')",
                name=op.f("ck_reviews_decision"),
            ),
            sa.CheckConstraint(
                "(decision = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_reviews_undoes")
            ),
            sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
            comment="what people decided of claims and series; never rewritten",
        )
    )


def _create_anchors() -> sa.Table:
    made = op.create_table(
        "review_anchors",
        sa.Column("review_id", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("claim", Words(), nullable=False),
        sa.Column("text_hash", Words(), nullable=False),
        sa.Column("page", Words(), nullable=False),
        sa.Column("url", Words(), nullable=True),
        sa.Column("words", Words(), nullable=False),
        sa.Column("prefix", Words(), nullable=False),
        sa.Column("suffix", Words(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_review_anchors_review_id")
        ),
        sa.PrimaryKeyConstraint("review_id", "number", name=op.f("pk_review_anchors")),
        comment="the words that reviews are about, with some text around them",
        sqlite_with_rowid=False,
    )
    for name in _ANCHORED:
        op.create_index(
            f"ix_review_anchors_{name}", "review_anchors", [name], postgresql_using="hash"
        )
    return _plain(made)


def _create_attachments() -> None:
    op.create_table(
        "review_attachments",
        sa.Column("text_id", Key, nullable=False),
        sa.Column("review_id", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("claim", Code, nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"], ["texts.id"], name=op.f("fk_review_attachments_text_id")
        ),
        sa.PrimaryKeyConstraint(
            "text_id", "review_id", "number", name=op.f("pk_review_attachments")
        ),
        comment="in which texts the words of reviews stand, and the claims that they hold for there",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_review_attachments_claim", "review_attachments", ["claim"])


def _create_old_reviews() -> sa.Table:
    made = op.create_table(
        "reviews",
        sa.Column("id", Words(), nullable=False),
        sa.Column("claim", Words(), nullable=False),
        sa.Column("text_hash", Words(), nullable=False),
        sa.Column("decision", Code, nullable=False),
        sa.Column("reviewer", Words(), nullable=False),
        sa.Column("at", Code, nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("before", Words(), nullable=False),
        sa.Column("after", Words(), nullable=False),
        sa.Column("corrected", JsonText(), nullable=False),
        sa.Column("note", Words(), nullable=True),
        sa.CheckConstraint(
            "decision IN ('accept', 'correct', 'reject', 'add')", name=op.f("ck_reviews_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        comment="what people decided, anchored by the words and some text around them",
    )
    op.create_index("ix_reviews_claim", "reviews", ["claim"], postgresql_using="hash")
    op.create_index("ix_reviews_text_hash", "reviews", ["text_hash"], postgresql_using="hash")
    return _plain(made)
