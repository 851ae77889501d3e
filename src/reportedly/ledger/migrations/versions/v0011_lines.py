"""Series with what lists show of them, and what they are listed by.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, Words
from reportedly.ledger.migrations.versions import v0006_occasions as before

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_kept_series_statements": ["statements", "last_day", "id", "conflicts"],
    "ix_kept_series_last_day": ["last_day", "statements", "id", "conflicts"],
    "ix_kept_series_conflicts": ["conflicts", "statements", "id"],
    "ix_kept_series_kind": ["kind", "statements", "last_day", "id", "conflicts"],
}


OTHERS = (
    (
        "ix_tellings_reading_id_statement_id",
        "tellings",
        ["reading_id", "statement_id", "series_id"],
    ),
    ("ix_tellings_statement_id", "tellings", ["statement_id", "series_id"]),
    ("ix_tellings_voice_key", "tellings", ["voice_key", "series_id", "reading_id"]),
    ("ix_readings_counts", "readings", ["superseded_by", "version", "claims", "statements"]),
    ("ix_articles_published", "articles", ["published"]),
)

LONG = (("readings", "location"), ("articles", "publisher"))


def upgrade() -> None:
    """Make the table anew: what was in it is worked out again when it is first asked for."""
    op.drop_table("kept_series")
    op.create_table(
        "kept_series",
        sa.Column("id", Code, nullable=False),
        sa.Column("bucket", sa.BigInteger(), nullable=False),
        sa.Column("place", Words(), nullable=False),
        sa.Column("country", Words(), nullable=False),
        sa.Column("first_day", Code, nullable=False),
        sa.Column("last_day", Code, nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("kind", Code, nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_series")),
        comment="series with their verdicts, what lists show of them and what they are listed by",
    )
    op.create_index(op.f("ix_kept_series_bucket"), "kept_series", ["bucket"], unique=False)
    for name, columns in INDEXES.items():
        op.create_index(name, "kept_series", columns, unique=False)
    op.drop_index("ix_tellings_reading_id_statement_id", table_name="tellings")
    op.drop_index("ix_tellings_voice_key", table_name="tellings")
    for name, table, columns in OTHERS:
        op.create_index(name, table, columns, unique=False)
    for table, column in LONG:
        name = op.f(f"ix_{table}_{column}")
        op.create_index(name, table, [column], unique=False, postgresql_using="hash")
    sure = sa.text("coalesce(confidence, 1.0)")
    op.create_index("ix_claims_sure", "claims", [sure, "id"], unique=False)
    op.execute("DELETE FROM kept_state")


def downgrade() -> None:
    """Bring the old table back, empty: all in it can be worked out again."""
    op.drop_index("ix_claims_sure", table_name="claims")
    for table, column in LONG:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
    for name, table, _ in OTHERS:
        op.drop_index(name, table_name=table)
    columns = ["reading_id", "statement_id"]
    op.create_index("ix_tellings_reading_id_statement_id", "tellings", columns, unique=False)
    op.create_index(op.f("ix_tellings_voice_key"), "tellings", ["voice_key"], unique=False)
    op.drop_table("kept_series")
    before.create_kept_series()
    op.execute("DELETE FROM kept_state")
