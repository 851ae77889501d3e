"""Tables of what people decided of claims and series.

`reviews` and `review_anchors` hold what they said: rows are added, never changed, never removed.
`review_attachments` says where the words of a review stand today; it can be worked out again.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table

from reportedly.ledger.columns import Code, JsonText, Key, Words
from reportedly.ledger.tables import long_index, metadata

reviews = Table(
    "reviews",
    metadata,
    Column("id", Words, primary_key=True),
    Column("decision", Code, nullable=False),
    Column("reviewer", Words, nullable=False),
    Column("at", Code, nullable=False),
    Column("step", Integer, nullable=False),
    Column("before", JsonText, nullable=False),
    Column("after", JsonText, nullable=False),
    Column("hand_made", JsonText),
    Column("note", Words),
    # No foreign keys: reviews come from other ledgers too, in any order.
    Column("undoes", Words),
    Column("settles", JsonText, nullable=False),
    CheckConstraint(
        "decision IN ('accept', 'correct', 'reject', 'add', 'note', 'join', 'part', 'undo')",
        name="decision",
    ),
    CheckConstraint("(decision = 'undo') = (undoes IS NOT NULL)", name="undoes"),
    comment="what people decided of claims and series; never rewritten",
)

review_anchors = Table(
    "review_anchors",
    metadata,
    Column("review_id", Words, ForeignKey("reviews.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    # No foreign keys: the page may come later, or never.
    Column("claim", Words, nullable=False),
    Column("text_hash", Words, nullable=False),
    Column("page", Words, nullable=False),
    Column("url", Words),
    Column("words", Words, nullable=False),
    Column("prefix", Words, nullable=False),
    Column("suffix", Words, nullable=False),
    Column("start", Integer, nullable=False),
    long_index("review_anchors", "claim"),
    long_index("review_anchors", "text_hash"),
    long_index("review_anchors", "page"),
    long_index("review_anchors", "url"),
    sqlite_with_rowid=False,
    comment="the words that reviews are about, with some text around them",
)

review_attachments = Table(
    "review_attachments",
    metadata,
    Column("text_id", Key, ForeignKey("texts.id"), primary_key=True),
    Column("review_id", Words, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("claim", Code, nullable=False, index=True),
    sqlite_with_rowid=False,
    comment="in which texts the words of reviews stand, and the claims that they hold for there",
)
