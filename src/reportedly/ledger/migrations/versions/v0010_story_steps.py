"""Decisions on stories know how many their ledger held before: two ledgers order them alike.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and count what is there already."""
    step = sa.Column("step", sa.Integer(), nullable=False, server_default="0")
    op.add_column("story_decisions", step)
    decided = sa.table("story_decisions", sa.column("id"), sa.column("step"))
    earlier = decided.alias("earlier")
    before = (
        sa.select(sa.func.count()).select_from(earlier).where(earlier.c.id < decided.c.id)
    ).scalar_subquery()
    op.execute(decided.update().values(step=before))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("story_decisions", "step")
