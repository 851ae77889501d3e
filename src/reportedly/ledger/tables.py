"""The tables of a ledger, as they are after the last migration.

What is stored and what is not: bytes, text, blocks, claims, tolls and what people decided are. The
other layers of a reading (figures without a claim, attributions, times) are not: nothing refers to
them, the words that a claim rests on stand in its marks, and the same version of the program reads
the same layers from the stored bytes again.

Dates and moments are ISO 8601 text, as precise as their source. Closed lists are text; where a list
is closed by its meaning a check constraint holds it closed, while kinds and roles may grow.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    func,
    literal_column,
    text,
)

from reportedly.ledger.columns import Code, ExactNumber, JsonText, Key, Words

VERSION_TABLE = "reportedly_schema"
"""Where Alembic keeps the schema's version; that it is there says that a database is a ledger."""

LOW_CONFIDENCE = 0.5
"""Claims that a reading is less sure of come first where a person reviews them."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def long_index(table: str, column: str) -> Index:
    """An index for equality on a column whose values may be longer than PostgreSQL's trees take."""
    return Index(f"ix_{table}_{column}", column, postgresql_using="hash")


captures = Table(
    "captures",
    metadata,
    Column("id", Key, primary_key=True),
    Column("location", Words, nullable=False),
    Column("canonical_url", Words),
    Column("retrieved", Code),
    Column("status", Integer),
    Column("headers", JsonText, nullable=False),
    # No foreign key: a page that could not be read is captured without its bytes being kept.
    Column("page_hash", Code, index=True),
    Column("withdrawn", Words),
    long_index("captures", "location"),
    long_index("captures", "canonical_url"),
    comment="one fetching of one address, or one reading of one file",
)

pages = Table(
    "pages",
    metadata,
    Column("id", Key, primary_key=True),
    Column("hash", Code, nullable=False, unique=True),
    Column("media", Words),
    Column("size", Integer, nullable=False),
    Column("coding", Code, nullable=False),
    Column("data", LargeBinary),
    Column("forgotten_at", Code),
    Column("forgotten_reason", Words),
    CheckConstraint("coding IN ('identity', 'zlib')", name="coding"),
    CheckConstraint("(data IS NULL) = (forgotten_reason IS NOT NULL)", name="tombstone"),
    comment="bytes as they came; once forgotten, only hash, size and the reason are left",
)

texts = Table(
    "texts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("hash", Code, nullable=False, unique=True),
    Column("length", Integer, nullable=False),
    Column("data", LargeBinary),
    Column("forgotten_reason", Words),
    CheckConstraint("(data IS NULL) = (forgotten_reason IS NOT NULL)", name="tombstone"),
    comment="extracted text, UTF-8 compressed by zlib; length in characters",
)

signatures = Table(
    "signatures",
    metadata,
    Column("text_id", Key, ForeignKey("texts.id"), primary_key=True),
    Column("method", Code, nullable=False),
    Column("data", LargeBinary),
    sqlite_with_rowid=False,
    comment="sketches by which near-duplicate texts are found; data is null where a text is too short",
)

signature_bands = Table(
    "signature_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("text_id", Key, ForeignKey("texts.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
    comment="parts of sketches: texts that share one may be alike",
)

likenesses = Table(
    "likenesses",
    metadata,
    Column("text_id", Key, ForeignKey("texts.id"), primary_key=True),
    Column("other_id", Key, ForeignKey("texts.id"), primary_key=True, index=True),
    Column("likeness", Double, nullable=False),
    CheckConstraint("text_id < other_id", name="order"),
    sqlite_with_rowid=False,
    comment="pairs of texts that are alike, found when the later one was signed",
)

articles = Table(
    "articles",
    metadata,
    Column("id", Key, primary_key=True),
    Column("digest", Code, nullable=False, unique=True),
    Column("text_id", Key, ForeignKey("texts.id"), nullable=False, index=True),
    Column("title", Words),
    Column("summary", Words),
    Column("publisher", Words),
    Column("authors", JsonText, nullable=False),
    Column("agency", Words),
    Column("published", Code, index=True),
    Column("updated", Code),
    Column("language", Words),
    Column("url", Words),
    Column("warnings", JsonText, nullable=False),
    long_index("articles", "publisher"),
    comment="a text with what was learnt about it",
)

blocks = Table(
    "blocks",
    metadata,
    Column("article_id", Key, ForeignKey("articles.id"), primary_key=True),
    Column("start_offset", Integer, primary_key=True),
    Column("end_offset", Integer, nullable=False),
    Column("role", Code, nullable=False),
    CheckConstraint("start_offset < end_offset", name="span"),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    Column("id", Key, primary_key=True),
    Column("article_id", Key, ForeignKey("articles.id"), nullable=False),
    Column("version", Words, nullable=False),
    Column("read_at", Code),
    Column("location", Words, nullable=False),
    Column("url", Words),
    Column("ordered_by", Code, nullable=False),
    Column("superseded_by", Key, ForeignKey("readings.id")),
    Column("withdrawn", Words),
    Column("claims", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    # No foreign key: SQLite cannot add one to a table that is there.
    Column("reviewed_from", Key),
    UniqueConstraint("article_id", "version"),
    Index("ix_readings_in_order", "superseded_by", "ordered_by"),
    # What a ledger holds is counted from it alone.
    Index("ix_readings_counts", "superseded_by", "version", "claims", "statements"),
    long_index("readings", "location"),
    comment="what one version of the program read in one article; current while nothing supersedes it",
)

page_readings = Table(
    "page_readings",
    metadata,
    Column("page_id", Key, ForeignKey("pages.id"), primary_key=True),
    Column("reading_id", Key, ForeignKey("readings.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
    comment="pages that gave the article of a reading: the same article may come in other bytes",
)

sentences = Table(
    "sentences",
    metadata,
    Column("reading_id", Key, ForeignKey("readings.id"), primary_key=True),
    Column("start_offset", Integer, primary_key=True),
    Column("end_offset", Integer, nullable=False),
    Column("words", Words),
    CheckConstraint("start_offset < end_offset", name="span"),
    sqlite_with_rowid=False,
    comment="sentences that claims stand in; words are null once forgotten",
)

phrases = Table(
    "phrases",
    metadata,
    Column("id", Key, primary_key=True),
    Column("hash", Code, nullable=False, unique=True),
    Column("words", Words, nullable=False),
    Column("folded", Words, nullable=False),
    comment="who, where, source, cites and counted as written, each wording once",
)

statements = Table(
    "statements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("text_id", Key, ForeignKey("texts.id"), nullable=False),
    Column("key", Code, nullable=False, index=True),
    UniqueConstraint("text_id", "key"),
    comment="identities of statements: they outlive the readings whose claims are their mentions",
)

claims = Table(
    "claims",
    metadata,
    Column("id", Key, primary_key=True),
    Column("key", Code, nullable=False, index=True),
    Column("reading_id", Key, ForeignKey("readings.id"), nullable=False),
    Column("statement_id", Key, ForeignKey("statements.id"), nullable=False, index=True),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("role", Code, nullable=False),
    Column("figure", Words, nullable=False),
    Column("low", ExactNumber),
    Column("high", ExactNumber),
    Column("best", ExactNumber),
    Column("comparator", Code, nullable=False),
    Column("hedge", Words),
    Column("kind", Code, nullable=False),
    Column("counted_id", Key, ForeignKey("phrases.id"), index=True),
    Column("who_id", Key, ForeignKey("phrases.id"), index=True),
    Column("where_id", Key, ForeignKey("phrases.id"), index=True),
    Column("when_start", Code),
    Column("when_end", Code),
    Column("time_window", Code, nullable=False),
    Column("source_id", Key, ForeignKey("phrases.id"), index=True),
    Column("cites_id", Key, ForeignKey("phrases.id")),
    Column("via", JsonText),
    Column("stance", Code, nullable=False),
    Column("quoted", Boolean, nullable=False),
    Column("stated_start", Code),
    Column("stated_end", Code),
    Column("relation_type", Code),
    Column("relation_start", Integer),
    Column("relation_end", Integer),
    Column("confidence", Double),
    Column("marks", JsonText),
    Column("review", JsonText),
    ForeignKeyConstraint(
        ["reading_id", "sentence_start"], ["sentences.reading_id", "sentences.start_offset"]
    ),
    CheckConstraint("start_offset < end_offset", name="span"),
    CheckConstraint(
        "comparator IN ('exactly', 'about', 'at_least', 'more_than', 'at_most', 'less_than', "
        "'between', 'vague')",
        name="comparator",
    ),
    CheckConstraint("time_window IN ('event', 'period', 'cumulative', 'state')", name="window"),
    CheckConstraint(
        "stance IN ('asserts', 'confirms', 'estimates', 'expects', 'doubts', 'denies')",
        name="stance",
    ),
    Index("ix_claims_in_order", "reading_id", "start_offset"),
    Index(
        "ix_claims_doubt",
        "confidence",
        sqlite_where=text(f"confidence < {LOW_CONFIDENCE}"),
        postgresql_where=text(f"confidence < {LOW_CONFIDENCE}"),
    ),
    comment="one mention of one reported figure, as one reading has it",
)

tolls = Table(
    "tolls",
    metadata,
    Column("reading_id", Key, ForeignKey("readings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Code, nullable=False),
    Column("low", ExactNumber),
    Column("high", ExactNumber),
    Column("best", ExactNumber),
    Column("who", Words),
    Column("evidence", JsonText, nullable=False),
    sqlite_with_rowid=False,
)

failures = Table(
    "failures",
    metadata,
    Column("id", Key, primary_key=True),
    Column("location", Words, nullable=False),
    Column("outcome", Code, nullable=False),
    Column("reason", Code, nullable=False),
    Column("message", Words, nullable=False),
    Column("page_hash", Code),
    Column("failed_at", Code),
    Column("standing", Boolean, nullable=False),
    CheckConstraint("outcome IN ('failed', 'skipped')", name="outcome"),
    long_index("failures", "location"),
    comment="inputs that gave no article; standing until the same place is read",
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("id", Key, primary_key=True),
    # The hash of bytes or of a text, or an address: whatever a page can be known again by.
    Column("value", Words, nullable=False),
    Column("page", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("at", Code, nullable=False),
    long_index("tombstones", "value"),
    comment="pages that were forgotten on purpose; they are not read again unless asked for",
)

story_decisions = Table(
    "story_decisions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("action", Code, nullable=False),
    Column("name", Words),
    Column("person", Words, nullable=False),
    Column("at", Code, nullable=False),
    Column("note", Words),
    # So many decisions its ledger held before: the order of those of one moment, in every ledger.
    Column("step", Integer, nullable=False, server_default="0"),
    # No foreign key: it is the id that a decision has in every ledger, made of what it says.
    Column("undoes", Code),
    CheckConstraint("action IN ('name', 'join', 'part', 'undo')", name="action"),
    CheckConstraint("action IN ('part', 'undo') OR name IS NOT NULL", name="name"),
    CheckConstraint("(action = 'undo') = (undoes IS NOT NULL)", name="undoes"),
    comment="what people decided on which happenings are one story; they apply in order, none is changed",
)

story_decision_happenings = Table(
    "story_decision_happenings",
    metadata,
    Column("decision_id", Key, ForeignKey("story_decisions.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("family", Code),
    Column("place", Words),
    Column("country", Words),
    Column("first_day", Code),
    Column("last_day", Code),
    Column("counting", Code, nullable=False),
    # No foreign keys: a decision outlives the readings, and waits for what it is about.
    Column("claims", JsonText, nullable=False),
    sqlite_with_rowid=False,
    comment="the happenings of a decision, by what finds them again after a new reading",
)

name_decisions = Table(
    "name_decisions",
    metadata,
    # The order in which they were recorded, which says which of two decisions is the later one.
    Column("number", Key, primary_key=True),
    Column("id", Code, nullable=False, unique=True),
    Column("type", Code, nullable=False),
    Column("sort", Code, nullable=False),
    Column("first", Words, nullable=False),
    Column("second", Words, nullable=False),
    Column("first_key", Words, nullable=False),
    Column("second_key", Words, nullable=False),
    Column("first_page", Words),
    Column("second_page", Words),
    Column("by", Words, nullable=False),
    Column("at", Code, nullable=False),
    Column("note", Words),
    Column("undoes", Code, ForeignKey("name_decisions.id")),
    CheckConstraint("type IN ('merge', 'split', 'undo')", name="type"),
    CheckConstraint("sort IN ('actor', 'place', 'group')", name="sort"),
    CheckConstraint("(type = 'undo') = (undoes IS NOT NULL)", name="undoes"),
    comment="what people decided of names; never rewritten: a later decision answers an earlier one",
)

SURE = func.coalesce(claims.c.confidence, literal_column("1.0"))
"""How sure a reading is of a claim; of what people wrote, entirely. As an index has it."""

Index("ix_claims_sure", SURE, claims.c.id)
