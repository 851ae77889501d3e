"""What people decided of names: which are one, which are two.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, Key, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table: until somebody decides, names are what the program takes them for."""
    op.create_table(
        "name_decisions",
        sa.Column("number", Key, nullable=False),
        sa.Column("id", Code, nullable=False),
        sa.Column("type", Code, nullable=False),
        sa.Column("sort", Code, nullable=False),
        sa.Column("first", Words(), nullable=False),
        sa.Column("second", Words(), nullable=False),
        sa.Column("first_key", Words(), nullable=False),
        sa.Column("second_key", Words(), nullable=False),
        sa.Column("first_page", Words(), nullable=True),
        sa.Column("second_page", Words(), nullable=True),
        sa.Column("by", Words(), nullable=False),
        sa.Column("at", Code, nullable=False),
        sa.Column("note", Words(), nullable=True),
        sa.Column("undoes", Code, nullable=True),
        sa.CheckConstraint(
            "type IN ('merge', 'split', 'undo')", name=op.f("ck_name_decisions_type")
        ),
        sa.CheckConstraint(
            "sort IN ('actor', 'place', 'group')", name=op.f("ck_name_decisions_sort")
        ),
        sa.CheckConstraint(
            "(type = 'undo') = (undoes IS NOT NULL)", name=op.f("ck_name_decisions_undoes")
        ),
        sa.ForeignKeyConstraint(
            ["undoes"], ["name_decisions.id"], name=op.f("fk_name_decisions_undoes")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_name_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_name_decisions_id")),
        comment="what people decided of names; never rewritten: a later decision answers an earlier one",
    )


def downgrade() -> None:
    """Drop the table, and what people decided with it."""
    op.drop_table("name_decisions")
