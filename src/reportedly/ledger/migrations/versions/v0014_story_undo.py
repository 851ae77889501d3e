"""Decisions on stories can be taken back, by the id that they have in every ledger.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from reportedly.ledger.columns import Code, Key, Words

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

COMMENT = (
    "what people decided on which happenings are one story; they apply in order, none is changed"
)
BEFORE = {
    "action": "action IN ('name', 'join', 'part')",
    "name": "action = 'part' OR name IS NOT NULL",
}
AFTER = {
    "action": "action IN ('name', 'join', 'part', 'undo')",
    "name": "action IN ('part', 'undo') OR name IS NOT NULL",
    "undoes": "(action = 'undo') = (undoes IS NOT NULL)",
}
KEPT = ("id", "action", "name", "person", "at", "note", "step")


def upgrade() -> None:
    """Add the column, and let the table hold what takes back."""
    if op.get_bind().dialect.name == "sqlite":
        _remake(AFTER, sa.Column("undoes", Code))
        return
    op.add_column("story_decisions", sa.Column("undoes", Code))
    for name in BEFORE:
        op.drop_constraint(op.f(f"ck_story_decisions_{name}"), "story_decisions", type_="check")
    for name, said in AFTER.items():
        op.create_check_constraint(op.f(f"ck_story_decisions_{name}"), "story_decisions", said)


def downgrade() -> None:
    """Drop the column, and with it what takes back, as older versions know nothing of it."""
    op.execute(
        "DELETE FROM story_decision_happenings WHERE decision_id IN "
        "(SELECT id FROM story_decisions WHERE action = 'undo')"
    )
    op.execute("DELETE FROM story_decisions WHERE action = 'undo'")
    if op.get_bind().dialect.name == "sqlite":
        _remake(BEFORE)
        return
    for name in AFTER:
        op.drop_constraint(op.f(f"ck_story_decisions_{name}"), "story_decisions", type_="check")
    op.drop_column("story_decisions", "undoes")
    for name, said in BEFORE.items():
        op.create_check_constraint(op.f(f"ck_story_decisions_{name}"), "story_decisions", said)


def _remake(checks: dict[str, str], *added: sa.Column[str]) -> None:
    """Make the table anew on SQLite, where a condition cannot be changed.

    What points to it waits elsewhere meanwhile: to drop a table that is pointed to is refused.
    """
    op.execute("CREATE TEMP TABLE waiting AS SELECT * FROM story_decision_happenings")
    op.execute("DELETE FROM story_decision_happenings")
    op.create_table(
        "story_decisions_anew",
        sa.Column("id", Key, nullable=False),
        sa.Column("action", Code, nullable=False),
        sa.Column("name", Words(), nullable=True),
        sa.Column("person", Words(), nullable=False),
        sa.Column("at", Code, nullable=False),
        sa.Column("note", Words(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False, server_default="0"),
        *added,
        *(
            sa.CheckConstraint(said, name=op.f(f"ck_story_decisions_{name}"))
            for name, said in checks.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_decisions")),
        comment=COMMENT,
    )
    kept = ", ".join(KEPT)
    op.execute(
        f"INSERT INTO story_decisions_anew ({kept}) SELECT {kept} FROM story_decisions"  # noqa: S608
    )
    op.drop_table("story_decisions")
    op.rename_table("story_decisions_anew", "story_decisions")
    op.execute("INSERT INTO story_decision_happenings SELECT * FROM waiting")
    op.execute("DROP TABLE waiting")
