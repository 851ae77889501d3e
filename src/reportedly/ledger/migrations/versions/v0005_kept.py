"""What reconciling has worked out, kept up to date as pages arrive.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, Key, Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "stale_texts",
    "kept_state",
    "contexts",
    "context_names",
    "place_names",
    "unit_names",
    "voice_names",
    "voice_links",
    "unit_merges",
    "scoped_voices",
    "tellings",
    "placeless",
    "kept_series",
    "series_outside",
    "series_links",
    "phrase_meanings",
)


def upgrade() -> None:
    """Make the tables; texts that are in the ledger are worked out when they are first asked about."""
    _create_stale_texts()
    _create_kept_state()
    _create_contexts()
    _create_context_names()
    _create_place_names()
    _create_unit_names()
    _create_voice_names()
    _create_voice_links()
    _create_unit_merges()
    _create_scoped_voices()
    create_tellings()
    _create_placeless()
    create_kept_series()
    _create_series_outside()
    _create_series_links()
    _create_phrase_meanings()
    op.create_index(op.f("ix_claims_counted_id"), "claims", ["counted_id"], unique=False)
    op.execute("INSERT INTO stale_texts (text_id) SELECT id FROM texts")


def downgrade() -> None:
    """Drop the tables: everything in them can be worked out again."""
    op.drop_index(op.f("ix_claims_counted_id"), table_name="claims")
    for name in reversed(TABLES):
        op.drop_table(name)


def _create_stale_texts() -> None:
    op.create_table(
        "stale_texts",
        sa.Column("text_id", Key, nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_stale_texts_text_id")),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_stale_texts")),
        comment="texts whose statements have changed since they were last reconciled",
        sqlite_with_rowid=False,
    )


def _create_kept_state() -> None:
    op.create_table(
        "kept_state",
        sa.Column("name", Code, nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kept_state")),
        comment="by which method the kept tables were made",
        sqlite_with_rowid=False,
    )


def _create_contexts() -> None:
    op.create_table(
        "contexts",
        sa.Column("text_id", Key, nullable=False),
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("day", Code, nullable=True),
        sa.Column("main", sa.BigInteger(), nullable=True),
        sa.Column("publisher", Words(), nullable=True),
        sa.Column("initials", Words(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_contexts_text_id")),
        sa.PrimaryKeyConstraint("text_id", name=op.f("pk_contexts")),
        comment="what a page's text says beside its figures, and the unit of pages that it is of",
    )
    op.create_index(op.f("ix_contexts_initials"), "contexts", ["initials"], unique=False)
    op.create_index("ix_contexts_main_day", "contexts", ["main", "day"], unique=False)
    op.create_index(op.f("ix_contexts_unit_id"), "contexts", ["unit_id"], unique=False)


def _create_context_names() -> None:
    op.create_table(
        "context_names",
        sa.Column("name", sa.BigInteger(), nullable=False),
        sa.Column("day", Code, nullable=False),
        sa.Column("text_id", Key, nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_context_names_text_id")),
        sa.PrimaryKeyConstraint("name", "day", "text_id", name=op.f("pk_context_names")),
        comment="names in texts by day; own: the text itself knows the name as that of a place",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_context_names_text_id"), "context_names", ["text_id"], unique=False)


def _create_place_names() -> None:
    op.create_table(
        "place_names",
        sa.Column("name_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("stands", Words(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_place_names")),
        comment="names of places, how many texts use each, and the name that stands for its place",
    )


def _create_unit_names() -> None:
    op.create_table(
        "unit_names",
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("name_key", sa.BigInteger(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "name_key", name=op.f("pk_unit_names")),
        comment="how often each unit of pages uses a name that means one everywhere",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unit_names_name_key"), "unit_names", ["name_key"], unique=False)


def _create_voice_names() -> None:
    op.create_table(
        "voice_names",
        sa.Column("name_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("bin", Words(), nullable=False),
        sa.Column("head", Words(), nullable=False),
        sa.Column("head_key", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_voice_names")),
        comment="names that mean one everywhere, and the name that stands for all that are one with it",
    )
    op.create_index(op.f("ix_voice_names_bin"), "voice_names", ["bin"], unique=False)
    op.create_index(op.f("ix_voice_names_head_key"), "voice_names", ["head_key"], unique=False)


def _create_voice_links() -> None:
    op.create_table(
        "voice_links",
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("bin", Words(), nullable=False),
        sa.Column("form", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "number", name=op.f("pk_voice_links")),
        comment="names that are one for another reason than their spelling",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_voice_links_bin"), "voice_links", ["bin"], unique=False)


def _create_unit_merges() -> None:
    op.create_table(
        "unit_merges",
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("why", Words(), nullable=False),
        sa.Column("kind", Code, nullable=False),
        sa.Column("page", Words(), nullable=False),
        sa.Column("voice", Words(), nullable=False),
        sa.Column("scope", Words(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "number", name=op.f("pk_unit_merges")),
        comment="why a unit of pages takes names for one another",
        sqlite_with_rowid=False,
    )


def _create_scoped_voices() -> None:
    op.create_table(
        "scoped_voices",
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("voice_key", sa.BigInteger(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("name_key", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "voice_key", name=op.f("pk_scoped_voices")),
        comment="voices whose names mean them in one place, as each unit of pages calls them",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_scoped_voices_name_key"), "scoped_voices", ["name_key"], unique=False)
    op.create_index(
        op.f("ix_scoped_voices_voice_key"), "scoped_voices", ["voice_key"], unique=False
    )


def create_tellings() -> None:
    """Make the table of statements; a later version makes it otherwise."""
    op.create_table(
        "tellings",
        sa.Column("id", Key, nullable=False),
        sa.Column("unit_id", Key, nullable=False),
        sa.Column("reading_id", Key, nullable=False),
        sa.Column("statement_id", Key, nullable=False),
        sa.Column("family", sa.BigInteger(), nullable=False),
        sa.Column("bucket", sa.BigInteger(), nullable=False),
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
    op.create_index(op.f("ix_tellings_bucket"), "tellings", ["bucket"], unique=False)
    op.create_index("ix_tellings_family_bucket", "tellings", ["family", "bucket"], unique=False)
    op.create_index(
        "ix_tellings_reading_id_statement_id",
        "tellings",
        ["reading_id", "statement_id"],
        unique=False,
    )
    op.create_index(op.f("ix_tellings_series_id"), "tellings", ["series_id"], unique=False)
    op.create_index(op.f("ix_tellings_unit_id"), "tellings", ["unit_id"], unique=False)
    op.create_index(op.f("ix_tellings_voice_key"), "tellings", ["voice_key"], unique=False)


def _create_placeless() -> None:
    op.create_table(
        "placeless",
        sa.Column("family", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bucket", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("family", name=op.f("pk_placeless")),
        comment="buckets of statements without a place, and the only bucket that they can belong to",
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
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("conflict_data", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_series")),
        comment="series with their verdicts, and their conflicts",
    )
    op.create_index(op.f("ix_kept_series_bucket"), "kept_series", ["bucket"], unique=False)
    op.create_index(op.f("ix_kept_series_conflicts"), "kept_series", ["conflicts"], unique=False)


def _create_series_outside() -> None:
    op.create_table(
        "series_outside",
        sa.Column("bucket", sa.BigInteger(), nullable=False),
        sa.Column("series_id", Code, nullable=False),
        sa.Column("type", Code, nullable=False),
        sa.PrimaryKeyConstraint("bucket", "series_id", "type", name=op.f("pk_series_outside")),
        comment="buckets in which there may be series that contain a series, or that it is a part of",
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_series_outside_series_id"), "series_outside", ["series_id"], unique=False
    )


def _create_series_links() -> None:
    op.create_table(
        "series_links",
        sa.Column("series_id", Code, nullable=False),
        sa.Column("to_id", Code, nullable=False),
        sa.Column("type", Code, nullable=False),
        sa.PrimaryKeyConstraint("series_id", "to_id", "type", name=op.f("pk_series_links")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_series_links_to_id"), "series_links", ["to_id"], unique=False)


def _create_phrase_meanings() -> None:
    op.create_table(
        "phrase_meanings",
        sa.Column("phrase_id", Key, nullable=False),
        sa.Column("plain", Words(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=True),
        sa.Column("country", sa.BigInteger(), nullable=True),
        sa.Column("nations", Words(), nullable=False),
        sa.Column("people", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phrase_id"], ["phrases.id"], name=op.f("fk_phrase_meanings_phrase_id")
        ),
        sa.PrimaryKeyConstraint("phrase_id", name=op.f("pk_phrase_meanings")),
        comment="what phrases for people and places mean, folded",
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_phrase_meanings_country"), "phrase_meanings", ["country"], unique=False
    )
    op.create_index(op.f("ix_phrase_meanings_place"), "phrase_meanings", ["place"], unique=False)
