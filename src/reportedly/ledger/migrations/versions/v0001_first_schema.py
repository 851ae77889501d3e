"""The first schema.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, ExactNumber, JsonText, Key, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, those that others refer to first."""
    _create_captures()
    _create_failures()
    _create_pages()
    _create_phrases()
    _create_reviews()
    _create_texts()
    _create_articles()
    _create_statements()
    _create_blocks()
    _create_readings()
    _create_page_readings()
    _create_sentences()
    _create_tolls()
    _create_claims()


def downgrade() -> None:
    """There is nothing before the first schema."""
    raise NotImplementedError("a ledger has no older schema than this")


def _create_captures() -> None:
    op.create_table(
        "captures",
        sa.Column("id", Key, nullable=False),
        sa.Column("location", Words(), nullable=False),
        sa.Column("canonical_url", Words(), nullable=True),
        sa.Column("retrieved", Code, nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", JsonText(), nullable=False),
        sa.Column("page_hash", Code, nullable=True),
        sa.Column("withdrawn", Words(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
        comment="one fetching of one address, or one reading of one file",
    )
    op.create_index(
        "ix_captures_canonical_url",
        "captures",
        ["canonical_url"],
        unique=False,
        postgresql_using="hash",
    )
    op.create_index(
        "ix_captures_location", "captures", ["location"], unique=False, postgresql_using="hash"
    )
    op.create_index(op.f("ix_captures_page_hash"), "captures", ["page_hash"], unique=False)


def _create_failures() -> None:
    op.create_table(
        "failures",
        sa.Column("id", Key, nullable=False),
        sa.Column("location", Words(), nullable=False),
        sa.Column("outcome", Code, nullable=False),
        sa.Column("reason", Code, nullable=False),
        sa.Column("message", Words(), nullable=False),
        sa.Column("page_hash", Code, nullable=True),
        sa.Column("failed_at", Code, nullable=True),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.CheckConstraint("outcome IN ('failed', 'skipped')", name=op.f("ck_failures_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
        comment="inputs that gave no article; standing until the same place is read",
    )
    op.create_index(
        "ix_failures_location", "failures", ["location"], unique=False, postgresql_using="hash"
    )


def _create_pages() -> None:
    op.create_table(
        "pages",
        sa.Column("id", Key, nullable=False),
        sa.Column("hash", Code, nullable=False),
        sa.Column("media", Words(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("coding", Code, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("forgotten_at", Code, nullable=True),
        sa.Column("forgotten_reason", Words(), nullable=True),
        sa.CheckConstraint("coding IN ('identity', 'zlib')", name=op.f("ck_pages_coding")),
        sa.CheckConstraint(
            "(data IS NULL) = (forgotten_reason IS NOT NULL)", name=op.f("ck_pages_tombstone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("hash", name=op.f("uq_pages_hash")),
        comment="bytes as they came; once forgotten, only hash, size and the reason are left",
    )


def _create_phrases() -> None:
    op.create_table(
        "phrases",
        sa.Column("id", Key, nullable=False),
        sa.Column("hash", Code, nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("folded", Words(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrases")),
        sa.UniqueConstraint("hash", name=op.f("uq_phrases_hash")),
        comment="who, where, source, cites and counted as written, each wording once",
    )


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", Words(), nullable=False),
        sa.Column("claim", Words(), nullable=False),
        sa.Column("text_hash", Words(), nullable=False),
        sa.Column("decision", Code, nullable=False),
        sa.Column("reviewer", Words(), nullable=False),
        sa.Column("at", Code, nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("before", Words(), nullable=False),
        sa.Column("after", Words(), nullable=False),
        sa.Column("corrected", JsonText(), nullable=False),
        sa.Column("note", Words(), nullable=True),
        sa.CheckConstraint(
            "decision IN ('accept', 'correct', 'reject', 'add')", name=op.f("ck_reviews_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        comment="what people decided, anchored by the words and some text around them",
    )
    op.create_index("ix_reviews_claim", "reviews", ["claim"], unique=False, postgresql_using="hash")
    op.create_index(
        "ix_reviews_text_hash", "reviews", ["text_hash"], unique=False, postgresql_using="hash"
    )


def _create_texts() -> None:
    op.create_table(
        "texts",
        sa.Column("id", Key, nullable=False),
        sa.Column("hash", Code, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("forgotten_reason", Words(), nullable=True),
        sa.CheckConstraint(
            "(data IS NULL) = (forgotten_reason IS NOT NULL)", name=op.f("ck_texts_tombstone")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texts")),
        sa.UniqueConstraint("hash", name=op.f("uq_texts_hash")),
        comment="extracted text, UTF-8 compressed by zlib; length in characters",
    )


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", Key, nullable=False),
        sa.Column("digest", Code, nullable=False),
        sa.Column("text_id", Key, nullable=False),
        sa.Column("title", Words(), nullable=True),
        sa.Column("summary", Words(), nullable=True),
        sa.Column("publisher", Words(), nullable=True),
        sa.Column("authors", JsonText(), nullable=False),
        sa.Column("agency", Words(), nullable=True),
        sa.Column("published", Code, nullable=True),
        sa.Column("updated", Code, nullable=True),
        sa.Column("language", Words(), nullable=True),
        sa.Column("url", Words(), nullable=True),
        sa.Column("warnings", JsonText(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_articles_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("digest", name=op.f("uq_articles_digest")),
        comment="a text with what was learnt about it",
    )
    op.create_index(op.f("ix_articles_text_id"), "articles", ["text_id"], unique=False)


def _create_statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", Key, nullable=False),
        sa.Column("text_id", Key, nullable=False),
        sa.Column("key", Code, nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_statements_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("text_id", "key", name=op.f("uq_statements_text_id_key")),
        comment="identities of statements: they outlive the readings whose claims are their mentions",
    )
    op.create_index(op.f("ix_statements_key"), "statements", ["key"], unique=False)


def _create_blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("article_id", Key, nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("role", Code, nullable=False),
        sa.CheckConstraint("start_offset < end_offset", name=op.f("ck_blocks_span")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_blocks_article_id")),
        sa.PrimaryKeyConstraint("article_id", "start_offset", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", Key, nullable=False),
        sa.Column("article_id", Key, nullable=False),
        sa.Column("version", Words(), nullable=False),
        sa.Column("read_at", Code, nullable=True),
        sa.Column("location", Words(), nullable=False),
        sa.Column("url", Words(), nullable=True),
        sa.Column("ordered_by", Code, nullable=False),
        sa.Column("superseded_by", Key, nullable=True),
        sa.Column("withdrawn", Words(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_readings_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["readings.id"], name=op.f("fk_readings_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint("article_id", "version", name=op.f("uq_readings_article_id_version")),
        comment="what one version of the program read in one article; current while nothing supersedes it",
    )
    op.create_index(
        "ix_readings_in_order", "readings", ["superseded_by", "ordered_by"], unique=False
    )


def _create_page_readings() -> None:
    op.create_table(
        "page_readings",
        sa.Column("page_id", Key, nullable=False),
        sa.Column("reading_id", Key, nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_page_readings_page_id")),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["readings.id"], name=op.f("fk_page_readings_reading_id")
        ),
        sa.PrimaryKeyConstraint("page_id", "reading_id", name=op.f("pk_page_readings")),
        comment="pages that gave the article of a reading: the same article may come in other bytes",
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_page_readings_reading_id"), "page_readings", ["reading_id"], unique=False
    )


def _create_sentences() -> None:
    op.create_table(
        "sentences",
        sa.Column("reading_id", Key, nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("words", Words(), nullable=True),
        sa.CheckConstraint("start_offset < end_offset", name=op.f("ck_sentences_span")),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["readings.id"], name=op.f("fk_sentences_reading_id")
        ),
        sa.PrimaryKeyConstraint("reading_id", "start_offset", name=op.f("pk_sentences")),
        comment="sentences that claims stand in; words are null once forgotten",
        sqlite_with_rowid=False,
    )


def _create_tolls() -> None:
    op.create_table(
        "tolls",
        sa.Column("reading_id", Key, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", Code, nullable=False),
        sa.Column("low", ExactNumber(), nullable=True),
        sa.Column("high", ExactNumber(), nullable=True),
        sa.Column("best", ExactNumber(), nullable=True),
        sa.Column("who", Words(), nullable=True),
        sa.Column("evidence", JsonText(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_tolls_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "number", name=op.f("pk_tolls")),
        sqlite_with_rowid=False,
    )


def _create_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", Key, nullable=False),
        sa.Column("key", Code, nullable=False),
        sa.Column("reading_id", Key, nullable=False),
        sa.Column("statement_id", Key, nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("role", Code, nullable=False),
        sa.Column("figure", Words(), nullable=False),
        sa.Column("low", ExactNumber(), nullable=True),
        sa.Column("high", ExactNumber(), nullable=True),
        sa.Column("best", ExactNumber(), nullable=True),
        sa.Column("comparator", Code, nullable=False),
        sa.Column("hedge", Words(), nullable=True),
        sa.Column("kind", Code, nullable=False),
        sa.Column("counted_id", Key, nullable=True),
        sa.Column("who_id", Key, nullable=True),
        sa.Column("where_id", Key, nullable=True),
        sa.Column("when_start", Code, nullable=True),
        sa.Column("when_end", Code, nullable=True),
        sa.Column("time_window", Code, nullable=False),
        sa.Column("source_id", Key, nullable=True),
        sa.Column("cites_id", Key, nullable=True),
        sa.Column("via", JsonText(), nullable=True),
        sa.Column("stance", Code, nullable=False),
        sa.Column("quoted", sa.Boolean(), nullable=False),
        sa.Column("stated_start", Code, nullable=True),
        sa.Column("stated_end", Code, nullable=True),
        sa.Column("relation_type", Code, nullable=True),
        sa.Column("relation_start", sa.Integer(), nullable=True),
        sa.Column("relation_end", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("marks", JsonText(), nullable=True),
        sa.CheckConstraint(
            "comparator IN ('exactly', 'about', 'at_least', 'more_than', 'at_most', 'less_than', 'between', 'vague')",
            name=op.f("ck_claims_comparator"),
        ),
        sa.CheckConstraint(
            "stance IN ('asserts', 'confirms', 'estimates', 'expects', 'doubts', 'denies')",
            name=op.f("ck_claims_stance"),
        ),
        sa.CheckConstraint(
            "time_window IN ('event', 'period', 'cumulative', 'state')",
            name=op.f("ck_claims_window"),
        ),
        sa.CheckConstraint("start_offset < end_offset", name=op.f("ck_claims_span")),
        sa.ForeignKeyConstraint(["cites_id"], ["phrases.id"], name=op.f("fk_claims_cites_id")),
        sa.ForeignKeyConstraint(["counted_id"], ["phrases.id"], name=op.f("fk_claims_counted_id")),
        sa.ForeignKeyConstraint(
            ["reading_id", "sentence_start"],
            ["sentences.reading_id", "sentences.start_offset"],
            name=op.f("fk_claims_reading_id_sentence_start"),
        ),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_claims_reading_id")),
        sa.ForeignKeyConstraint(["source_id"], ["phrases.id"], name=op.f("fk_claims_source_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_claims_statement_id")
        ),
        sa.ForeignKeyConstraint(["where_id"], ["phrases.id"], name=op.f("fk_claims_where_id")),
        sa.ForeignKeyConstraint(["who_id"], ["phrases.id"], name=op.f("fk_claims_who_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        comment="one mention of one reported figure, as one reading has it",
    )
    op.create_index("ix_claims_in_order", "claims", ["reading_id", "start_offset"], unique=False)
    op.create_index(op.f("ix_claims_key"), "claims", ["key"], unique=False)
    op.create_index(op.f("ix_claims_source_id"), "claims", ["source_id"], unique=False)
    op.create_index(op.f("ix_claims_statement_id"), "claims", ["statement_id"], unique=False)
    op.create_index(op.f("ix_claims_where_id"), "claims", ["where_id"], unique=False)
    op.create_index(op.f("ix_claims_who_id"), "claims", ["who_id"], unique=False)
