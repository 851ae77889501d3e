"""Sketches of texts, by which near-duplicate pages are found.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, Key

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; texts that are in the ledger are signed when they are first asked about."""
    op.create_table(
        "signatures",
        sa.Column("text_id", Key, nullable=False),
        sa.Column("method", Code, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_signatures_text_id")),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_signatures")),
        sqlite_with_rowid=False,
        comment="sketches by which near-duplicate texts are found; data is null where a text is too short",
    )
    op.create_table(
        "signature_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("text_id", Key, nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_signature_bands_text_id")),
        sa.PrimaryKeyConstraint("band", "text_id", name=op.f("pk_signature_bands")),
        sqlite_with_rowid=False,
        comment="parts of sketches: texts that share one may be alike",
    )
    op.create_index(
        op.f("ix_signature_bands_text_id"), "signature_bands", ["text_id"], unique=False
    )
    op.create_table(
        "likenesses",
        sa.Column("text_id", Key, nullable=False),
        sa.Column("other_id", Key, nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.CheckConstraint("text_id < other_id", name=op.f("ck_likenesses_order")),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_likenesses_text_id")),
        sa.ForeignKeyConstraint(["other_id"], ["texts.id"], name=op.f("fk_likenesses_other_id")),
        sa.PrimaryKeyConstraint("text_id", "other_id", name=op.f("pk_likenesses")),
        sqlite_with_rowid=False,
        comment="pairs of texts that are alike, found when the later one was signed",
    )
    op.create_index(op.f("ix_likenesses_other_id"), "likenesses", ["other_id"], unique=False)


def downgrade() -> None:
    """Drop the tables: everything in them can be computed from the texts again."""
    for name in ("likenesses", "signature_bands", "signatures"):
        op.drop_table(name)
