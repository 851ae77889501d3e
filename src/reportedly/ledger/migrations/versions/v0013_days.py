"""The days on which the figures of series were stated, and last printed, by which series are found and listed.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO series_days (series_id, first_day, last_day)
SELECT DISTINCT
    tellings.series_id,
    CASE WHEN claims.stated_start IS NULL AND claims.stated_end IS NULL
        THEN substr(articles.published, 1, 10) ELSE coalesce(claims.stated_start, '') END,
    CASE WHEN claims.stated_start IS NULL AND claims.stated_end IS NULL
        THEN substr(articles.published, 1, 10) ELSE coalesce(claims.stated_end, '~') END
FROM tellings
JOIN claims
    ON claims.reading_id = tellings.reading_id AND claims.statement_id = tellings.statement_id
JOIN readings ON readings.id = tellings.reading_id
JOIN articles ON articles.id = readings.article_id
WHERE tellings.series_id IS NOT NULL AND (
    claims.stated_start IS NOT NULL OR claims.stated_end IS NOT NULL OR articles.published IS NOT NULL
)
"""

PRINTED = """
UPDATE kept_series SET printed = coalesce((
    SELECT max(substr(articles.published, 1, 10))
    FROM tellings
    JOIN readings ON readings.id = tellings.reading_id
    JOIN articles ON articles.id = readings.article_id
    WHERE tellings.series_id = kept_series.id
), '')
"""

BEFORE = {
    "ix_kept_series_statements": ["statements", "last_day", "id", "conflicts"],
    "ix_kept_series_last_day": ["last_day", "statements", "id", "conflicts"],
    "ix_kept_series_kind": ["kind", "statements", "last_day", "id", "conflicts"],
}
AFTER = {
    "ix_kept_series_statements": ["statements", "printed", "id", "conflicts"],
    "ix_kept_series_printed": ["printed", "statements", "id", "conflicts"],
    "ix_kept_series_kind": ["kind", "statements", "printed", "id", "conflicts"],
}


def upgrade() -> None:
    """Make the table and the column, and fill them: what is kept stays as it is."""
    op.create_table(
        "series_days",
        sa.Column("series_id", Code, nullable=False),
        sa.Column("first_day", Code, nullable=False),
        sa.Column("last_day", Code, nullable=False),
        sa.PrimaryKeyConstraint("series_id", "first_day", "last_day", name=op.f("pk_series_days")),
        sqlite_with_rowid=False,
        comment="stretches of days in which the figures of series were stated; empty and ~: open ends",
    )
    op.execute(FILL)
    for name in BEFORE:
        op.drop_index(name, table_name="kept_series")
    op.add_column("kept_series", sa.Column("printed", Code, nullable=False, server_default=""))
    op.execute(PRINTED)
    for name, columns in AFTER.items():
        op.create_index(name, "kept_series", columns, unique=False)


def downgrade() -> None:
    """Drop the table and the column."""
    for name in AFTER:
        op.drop_index(name, table_name="kept_series")
    op.drop_column("kept_series", "printed")
    for name, columns in BEFORE.items():
        op.create_index(name, "kept_series", columns, unique=False)
    op.drop_table("series_days")
