"""The days on which the figures of series were stated, by which series are found.

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


def upgrade() -> None:
    """Make the table, and fill it: what is kept stays as it is."""
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


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("series_days")
