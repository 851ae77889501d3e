"""Statements by their days, and conflicts one by one: what a page changes is found without the rest.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, Key, Words
from reportedly.ledger.migrations.versions import v0005_kept as before

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables anew: what was in them is worked out again when it is first asked for."""
    op.drop_table("kept_series")
    op.drop_table("tellings")
    _create_tellings()
    _create_kept_buckets()
    create_kept_series()
    _create_kept_conflicts()
    _create_publisher_names()
    op.drop_index("ix_contexts_initials", table_name="contexts")
    op.drop_column("contexts", "initials")
    op.drop_column("contexts", "publisher")
    op.execute("DELETE FROM kept_state")


def downgrade() -> None:
    """Bring the old tables back, empty: all in them can be worked out again."""
    op.add_column("contexts", sa.Column("publisher", Words(), nullable=True))
    op.add_column("contexts", sa.Column("initials", Words(), nullable=True))
    op.create_index("ix_contexts_initials", "contexts", ["initials"], unique=False)
    op.drop_table("publisher_names")
    op.drop_table("kept_conflicts")
    op.drop_table("kept_series")
    op.drop_table("kept_buckets")
    op.drop_table("tellings")
    before.create_tellings()
    before.create_kept_series()
    op.execute("DELETE FROM kept_state")


def _create_tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("id", Key, nullable=False),
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("reading_id", Key, nullable=False),
        sa.Column("statement_id", Key, nullable=False),
        sa.Column("family", sa.BigInteger(), nullable=False),
        sa.Column("bucket", sa.BigInteger(), nullable=False),
        sa.Column("occasion", Code, nullable=False),
        sa.Column("country", Words(), nullable=False),
        sa.Column("voice_key", sa.BigInteger(), nullable=False),
        sa.Column("series_id", Code, nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["readings.id"], name=op.f("fk_tellings_reading_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_tellings_statement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
        comment="statements with what they are about, in buckets of those that can be of one series",
    )
    for name, columns in (
        ("ix_tellings_bucket_occasion", ["bucket", "occasion", "country"]),
        ("ix_tellings_family_bucket", ["family", "bucket"]),
        ("ix_tellings_reading_id_statement_id", ["reading_id", "statement_id"]),
        (op.f("ix_tellings_series_id"), ["series_id"]),
        (op.f("ix_tellings_unit_id"), ["unit_id"]),
        (op.f("ix_tellings_voice_key"), ["voice_key"]),
    ):
        op.create_index(name, "tellings", columns, unique=False)


def _create_kept_buckets() -> None:
    op.create_table(
        "kept_buckets",
        sa.Column("bucket", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", Words(), nullable=False),
        sa.Column("country", Words(), nullable=True),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_kept_buckets")),
        comment="the place of each bucket and the one country it is in: empty if unknown, null if several",
        sqlite_with_rowid=False,
    )


def create_kept_series() -> None:
    """Make the table of series; a later version makes it otherwise."""
    op.create_table(
        "kept_series",
        sa.Column("id", Code, nullable=False),
        sa.Column("bucket", sa.BigInteger(), nullable=False),
        sa.Column("place", Words(), nullable=False),
        sa.Column("country", Words(), nullable=False),
        sa.Column("first_day", Code, nullable=False),
        sa.Column("last_day", Code, nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_series")),
        comment="series with their verdicts",
    )
    op.create_index(op.f("ix_kept_series_bucket"), "kept_series", ["bucket"], unique=False)


def _create_kept_conflicts() -> None:
    op.create_table(
        "kept_conflicts",
        sa.Column("id", Key, nullable=False),
        sa.Column("series_id", Code, nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("nearness", sa.Double(), nullable=False),
        sa.Column("a", Code, nullable=False),
        sa.Column("b", Code, nullable=False),
        sa.Column("a_id", Key, nullable=False),
        sa.Column("b_id", Key, nullable=False),
        sa.Column("a_figure", sa.BigInteger(), nullable=False),
        sa.Column("b_figure", sa.BigInteger(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_conflicts")),
        comment="conflicts that nothing explains: the worst case first, then by minus how far apart",
    )
    for name, columns in (
        ("ix_kept_conflicts_worst", ["severity", "nearness", "series_id", "a", "b"]),
        ("ix_kept_conflicts_series_a", ["series_id", "a_figure"]),
        ("ix_kept_conflicts_series_b", ["series_id", "b_figure"]),
    ):
        op.create_index(name, "kept_conflicts", columns, unique=False)


def _create_publisher_names() -> None:
    op.create_table(
        "publisher_names",
        sa.Column("name_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("initials", Words(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_publisher_names")),
        comment="publishers of texts, by the initials by which others credit them",
    )
    op.create_index(op.f("ix_publisher_names_initials"), "publisher_names", ["initials"])
