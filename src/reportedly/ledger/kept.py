"""Tables of what reconciling has worked out, kept up to date as pages arrive.

Everything in them can be worked out again from the rest of the ledger; a newer way of working it out
empties them. Names and places are looked up by numbers made of them, so that an index holds them
however long they are.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
)

from reportedly.ledger.columns import Code, Key, Words
from reportedly.ledger.tables import metadata

stale_texts = Table(
    "stale_texts",
    metadata,
    Column("text_id", Key, ForeignKey("texts.id"), primary_key=True),
    sqlite_with_rowid=False,
    comment="texts whose statements have changed since they were last reconciled",
)

kept_state = Table(
    "kept_state",
    metadata,
    Column("name", Code, primary_key=True),
    Column("value", Words, nullable=False),
    sqlite_with_rowid=False,
    comment="by which method the kept tables were made",
)

contexts = Table(
    "contexts",
    metadata,
    Column("text_id", Key, ForeignKey("texts.id"), primary_key=True),
    Column("unit_id", Key, nullable=False, index=True),
    Column("day", Code),
    Column("main", BigInteger),
    Column("data", LargeBinary, nullable=False),
    Index("ix_contexts_main_day", "main", "day"),
    comment="what a page's text says beside its figures, and the unit of pages that it is of",
)

publisher_names = Table(
    "publisher_names",
    metadata,
    Column("name_key", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("initials", Words, nullable=False, index=True),
    Column("texts", Integer, nullable=False),
    comment="publishers of texts, by the initials by which others credit them",
)

context_names = Table(
    "context_names",
    metadata,
    Column("name", BigInteger, primary_key=True),
    Column("day", Code, primary_key=True),
    Column("text_id", Key, ForeignKey("texts.id"), primary_key=True, index=True),
    Column("own", Boolean, nullable=False),
    sqlite_with_rowid=False,
    comment="names in texts by day; own: the text itself knows the name as that of a place",
)

place_names = Table(
    "place_names",
    metadata,
    Column("name_key", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("texts", Integer, nullable=False),
    Column("stands", Words, nullable=False),
    comment="names of places, how many texts use each, and the name that stands for its place",
)

unit_names = Table(
    "unit_names",
    metadata,
    Column("unit_id", Key, primary_key=True),
    Column("name_key", BigInteger, primary_key=True, index=True),
    Column("name", Words, nullable=False),
    Column("uses", Integer, nullable=False),
    sqlite_with_rowid=False,
    comment="how often each unit of pages uses a name that means one everywhere",
)

voice_names = Table(
    "voice_names",
    metadata,
    Column("name_key", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("bin", Words, nullable=False, index=True),
    Column("head", Words, nullable=False),
    Column("head_key", BigInteger, nullable=False, index=True),
    comment="names that mean one everywhere, and the name that stands for all that are one with it",
)

voice_links = Table(
    "voice_links",
    metadata,
    Column("unit_id", Key, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("bin", Words, nullable=False, index=True),
    Column("form", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("why", Words, nullable=False),
    sqlite_with_rowid=False,
    comment="names that are one for another reason than their spelling",
)

unit_merges = Table(
    "unit_merges",
    metadata,
    Column("unit_id", Key, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("form", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("kind", Code, nullable=False),
    Column("page", Words, nullable=False),
    Column("voice", Words, nullable=False),
    Column("scope", Words, nullable=False),
    sqlite_with_rowid=False,
    comment="why a unit of pages takes names for one another",
)

scoped_voices = Table(
    "scoped_voices",
    metadata,
    Column("unit_id", Key, primary_key=True),
    Column("voice_key", BigInteger, primary_key=True, index=True),
    Column("name", Words, nullable=False),
    Column("name_key", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
    comment="voices whose names mean them in one place, as each unit of pages calls them",
)

areas = Table(
    "areas",
    metadata,
    Column("area_key", BigInteger, primary_key=True, autoincrement=False),
    Column("outer_key", BigInteger, primary_key=True, autoincrement=False),
    Column("level", Code, primary_key=True),
    Column("outer", Words, nullable=False),
    Column("stories", Integer, nullable=False),
    sqlite_with_rowid=False,
    comment="what places are said to lie in, and in how many stories",
)

unit_areas = Table(
    "unit_areas",
    metadata,
    Column("unit_id", Key, primary_key=True),
    Column("area_key", BigInteger, primary_key=True, autoincrement=False),
    Column("outer_key", BigInteger, primary_key=True, autoincrement=False),
    Column("level", Code, primary_key=True),
    Column("outer", Words, nullable=False),
    Column("stories", Integer, nullable=False),
    sqlite_with_rowid=False,
    comment="what each unit of pages says that places lie in",
)

unit_seats = Table(
    "unit_seats",
    metadata,
    Column("unit_id", Key, primary_key=True),
    Column("area_key", BigInteger, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
    comment="places of which a unit of pages must know what they lie in, to know who speaks",
)

tellings = Table(
    "tellings",
    metadata,
    Column("id", Key, primary_key=True),
    Column("unit_id", Key, nullable=False, index=True),
    Column("reading_id", Key, ForeignKey("readings.id"), nullable=False),
    Column("statement_id", Key, ForeignKey("statements.id"), nullable=False),
    Column("family", BigInteger, nullable=False),
    Column("bucket", BigInteger, nullable=False),
    Column("occasion", Code, nullable=False),
    Column("country", Words, nullable=False),
    Column("voice_key", BigInteger, nullable=False),
    Column("series_id", Code, index=True),
    Column("data", LargeBinary, nullable=False),
    Index("ix_tellings_family_bucket", "family", "bucket"),
    Index("ix_tellings_bucket_occasion", "bucket", "occasion", "country"),
    Index("ix_tellings_reading_id_statement_id", "reading_id", "statement_id", "series_id"),
    Index("ix_tellings_statement_id", "statement_id", "series_id"),
    # Who is heard where is counted from it alone.
    Index("ix_tellings_voice_key", "voice_key", "series_id", "reading_id"),
    comment="statements with what they are about, in buckets of those that can be of one series",
)

kept_buckets = Table(
    "kept_buckets",
    metadata,
    Column("bucket", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Words, nullable=False),
    Column("country", Words),
    sqlite_with_rowid=False,
    comment="the place of each bucket and the one country it is in: empty if unknown, null if several",
)

placeless = Table(
    "placeless",
    metadata,
    Column("family", BigInteger, primary_key=True, autoincrement=False),
    Column("bucket", BigInteger, nullable=False),
    Column("target", BigInteger),
    sqlite_with_rowid=False,
    comment="buckets of statements without a place, and the only bucket that they can belong to",
)

kept_series = Table(
    "kept_series",
    metadata,
    Column("id", Code, primary_key=True),
    Column("bucket", BigInteger, nullable=False, index=True),
    Column("place", Words, nullable=False),
    Column("country", Words, nullable=False),
    Column("first_day", Code, nullable=False),
    Column("last_day", Code, nullable=False),
    Column("title", Words, nullable=False),
    Column("kind", Code, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("line", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    # When a page of it was last printed; what `first_day` and `last_day` reach to, links are made by.
    Column("printed", Code, nullable=False, server_default=""),
    # Each order of the list, and its counts, are read from an index alone.
    Index("ix_kept_series_statements", "statements", "printed", "id", "conflicts"),
    Index("ix_kept_series_printed", "printed", "statements", "id", "conflicts"),
    Index("ix_kept_series_conflicts", "conflicts", "statements", "id"),
    Index("ix_kept_series_kind", "kind", "statements", "printed", "id", "conflicts"),
    comment="series with their verdicts, what lists show of them and what they are listed by",
)

kept_conflicts = Table(
    "kept_conflicts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("series_id", Code, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("nearness", Double, nullable=False),
    Column("a", Code, nullable=False),
    Column("b", Code, nullable=False),
    Column("a_id", Key, nullable=False),
    Column("b_id", Key, nullable=False),
    Column("a_figure", BigInteger, nullable=False),
    Column("b_figure", BigInteger, nullable=False),
    Column("repeated", Integer, nullable=False),
    Index("ix_kept_conflicts_worst", "severity", "nearness", "series_id", "a", "b"),
    Index("ix_kept_conflicts_series_a", "series_id", "a_figure"),
    Index("ix_kept_conflicts_series_b", "series_id", "b_figure"),
    comment="conflicts that nothing explains: the worst case first, then by minus how far apart",
)

series_days = Table(
    "series_days",
    metadata,
    Column("series_id", Code, primary_key=True),
    Column("first_day", Code, primary_key=True),
    Column("last_day", Code, primary_key=True),
    sqlite_with_rowid=False,
    comment="stretches of days in which the figures of series were stated; empty and ~: open ends",
)

series_outside = Table(
    "series_outside",
    metadata,
    Column("bucket", BigInteger, primary_key=True),
    Column("series_id", Code, primary_key=True, index=True),
    Column("type", Code, primary_key=True),
    sqlite_with_rowid=False,
    comment="buckets in which there may be series that contain a series, or that it is a part of",
)

series_links = Table(
    "series_links",
    metadata,
    Column("series_id", Code, primary_key=True),
    Column("to_id", Code, primary_key=True, index=True),
    Column("type", Code, primary_key=True),
    sqlite_with_rowid=False,
)

phrase_meanings = Table(
    "phrase_meanings",
    metadata,
    Column("phrase_id", Key, ForeignKey("phrases.id"), primary_key=True),
    Column("plain", Words, nullable=False),
    Column("place", BigInteger, index=True),
    Column("country", BigInteger, index=True),
    Column("nations", Words, nullable=False),
    Column("people", Words, nullable=False),
    sqlite_with_rowid=False,
    comment="what phrases for people and places mean, folded",
)

KEPT = (
    phrase_meanings,
    series_links,
    series_outside,
    series_days,
    kept_conflicts,
    kept_series,
    placeless,
    kept_buckets,
    tellings,
    areas,
    unit_areas,
    unit_seats,
    scoped_voices,
    unit_merges,
    voice_links,
    voice_names,
    unit_names,
    context_names,
    contexts,
    publisher_names,
    place_names,
)
"""All that is emptied where another method is to work it out again."""
