"""What places lie in over the whole ledger, so that a body is known by the area that it speaks for.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, Key, Words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("areas", "unit_areas", "unit_seats")


def upgrade() -> None:
    """Make the tables: a newer method of reconciling works all out anew, and fills them."""
    op.create_table(
        "areas",
        sa.Column("area_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("outer_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("level", Code, nullable=False),
        sa.Column("outer", Words(), nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("area_key", "outer_key", "level", name=op.f("pk_areas")),
        comment="what places are said to lie in, and in how many stories",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unit_areas",
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("area_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("outer_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("level", Code, nullable=False),
        sa.Column("outer", Words(), nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "unit_id", "area_key", "outer_key", "level", name=op.f("pk_unit_areas")
        ),
        comment="what each unit of pages says that places lie in",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unit_seats",
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("area_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "area_key", name=op.f("pk_unit_seats")),
        comment="places of which a unit of pages must know what they lie in, to know who speaks",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unit_seats_area_key"), "unit_seats", ["area_key"], unique=False)


def downgrade() -> None:
    """Drop the tables: everything in them can be worked out again."""
    op.drop_index(op.f("ix_unit_seats_area_key"), table_name="unit_seats")
    for name in reversed(TABLES):
        op.drop_table(name)
