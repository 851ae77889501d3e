"""What people decided on stories: names, and which happenings belong to them.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, JsonText, Key, Words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, empty: before, nobody could decide on stories."""
    op.create_table(
        "story_decisions",
        sa.Column("id", Key, nullable=False),
        sa.Column("action", Code, nullable=False),
        sa.Column("name", Words(), nullable=True),
        sa.Column("person", Words(), nullable=False),
        sa.Column("at", Code, nullable=False),
        sa.Column("note", Words(), nullable=True),
        sa.CheckConstraint(
            "action IN ('name', 'join', 'part')", name=op.f("ck_story_decisions_action")
        ),
        sa.CheckConstraint(
            "action = 'part' OR name IS NOT NULL", name=op.f("ck_story_decisions_name")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_decisions")),
        comment="what people decided on which happenings are one story; they apply in order, none is changed",
    )
    op.create_table(
        "story_decision_happenings",
        sa.Column("decision_id", Key, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("family", Code, nullable=True),
        sa.Column("place", Words(), nullable=True),
        sa.Column("country", Words(), nullable=True),
        sa.Column("first_day", Code, nullable=True),
        sa.Column("last_day", Code, nullable=True),
        sa.Column("counting", Code, nullable=False),
        sa.Column("claims", JsonText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["story_decisions.id"],
            name=op.f("fk_story_decision_happenings_decision_id"),
        ),
        sa.PrimaryKeyConstraint("decision_id", "number", name=op.f("pk_story_decision_happenings")),
        sqlite_with_rowid=False,
        comment="the happenings of a decision, by what finds them again after a new reading",
    )


def downgrade() -> None:
    """Drop the tables, and with them what people decided."""
    for name in ("story_decision_happenings", "story_decisions"):
        op.drop_table(name)
