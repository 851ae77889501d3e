"""Tombstones: by what pages that were forgotten on purpose are known again.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, Key, Words

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "tombstones",
        sa.Column("id", Key, nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.Column("page", Words(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("at", Code, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstones")),
        comment="pages that were forgotten on purpose; they are not read again unless asked for",
    )
    op.create_index(
        op.f("ix_tombstones_value"), "tombstones", ["value"], unique=False, postgresql_using="hash"
    )


def downgrade() -> None:
    """Drop the table: what was forgotten can be read again."""
    op.drop_table("tombstones")
