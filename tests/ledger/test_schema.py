"""The migrations make the schema that the code works with."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, select, table, text

from reportedly import ledger
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, engines, schema
from reportedly.ledger.tables import VERSION_TABLE, metadata
from reportedly.records import HappeningKey, StoryDecision
from tests.ledger.invented import article, flood_claims, put, reading
from tests.ledger.reviewing import claim_with, decide

MIGRATIONS = Path(schema.__file__).parent / "migrations"


def checks(connection: Connection) -> dict[str, list[str]]:
    inspector = inspect(connection)
    return {
        table: sorted(str(check["name"]) for check in inspector.get_check_constraints(table))
        for table in metadata.tables
    }


def test_migrating_gives_what_the_tables_say(store: Ledger) -> None:
    with store._engine.connect() as connection:
        options: dict[str, Any] = {"version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        differences = [
            found
            for found in compare_metadata(context, metadata)
            # SQLite forgets comments, and says BLOB where a number keeps its own type.
            if "comment" not in str(found[0])
        ]
        assert differences == []
        found_checks = checks(connection)
    made = create_engine("sqlite://")
    metadata.create_all(made)
    with made.connect() as connection:
        assert found_checks == checks(connection)


@pytest.fixture
def empty(unmade: str) -> Iterator[Engine]:
    """A database with nothing in it."""
    engine = engines.connect(unmade, create=True, read_only=False, wait=10)
    yield engine
    engine.dispose()


def description(connection: Connection) -> dict[str, Any]:
    """All that the database tells of its tables, whatever the order in which it was made."""
    inspector = inspect(connection)
    tables: dict[str, Any] = {}
    for name in inspector.get_table_names():
        columns = {column["name"]: column for column in inspector.get_columns(name)}
        tables[name] = {
            "columns": {key: {**one, "type": str(one["type"])} for key, one in columns.items()},
            "key": inspector.get_pk_constraint(name),
            "foreign": sorted(map(repr, inspector.get_foreign_keys(name))),
            "unique": sorted(map(repr, inspector.get_unique_constraints(name))),
            "indexes": sorted(map(index_told, inspector.get_indexes(name))),
            "checks": sorted(map(repr, inspector.get_check_constraints(name))),
            "options": inspector.get_table_options(name),
            "comment": comment_on(connection, name),
            "rows": connection.execute(select(text("*")).select_from(table(name))).all(),
        }
    return tables


def index_told(index: Any) -> str:
    """An index, with the condition of one that is of some rows only."""
    options = {name: str(option) for name, option in index.get("dialect_options", {}).items()}
    return repr({**index, "dialect_options": options})


def comment_on(connection: Connection, table: str) -> Any:
    if connection.dialect.name == "sqlite":
        return None
    return inspect(connection).get_table_comment(table)


def test_a_new_ledger_has_the_schema_that_the_migrations_make(empty: Engine) -> None:
    found = []
    for way in (schema.make, schema.migrate):
        with empty.connect() as connection, connection.begin() as transaction:
            way(connection)
            found.append(description(connection))
            transaction.rollback()
    assert found[0] == found[1]
    assert found[0][VERSION_TABLE]["rows"] == [(schema.VERSIONS[-1],)]


def test_the_versions_are_those_of_the_migrations() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(configuration)
    assert (
        tuple(reversed([script.revision for script in scripts.walk_revisions()])) == schema.VERSIONS
    )
    assert scripts.get_current_head() == schema.VERSIONS[-1]


def test_an_older_ledger_is_brought_up_to_date(
    location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger.open(location) as store:
        put(store, reading())
    asked: list[str] = []

    def migrate(connection: Connection) -> None:
        asked.append(str(connection.dialect.name))

    monkeypatch.setattr(schema, "VERSIONS", (*schema.VERSIONS, "0099"))
    monkeypatch.setattr(schema, "migrate", migrate)
    with pytest.raises(LedgerError, match="needs 0099: open it once for writing"):
        ledger.open(location, read_only=True)
    with ledger.open(location) as store:
        assert len(store.claims()) == 4
    assert len(asked) == 1


def test_what_was_half_made_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = schema.make

    def fail(connection: Connection) -> None:
        whole(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "make", fail)
    with pytest.raises(KeyboardInterrupt):
        ledger.open(tmp_path / "news.db")
    monkeypatch.undo()
    with ledger.open(tmp_path / "news.db") as store:
        put(store, reading())


OLD_REVIEW = (
    "INSERT INTO reviews (id, claim, text_hash, decision, reviewer, at, words, before, after, "
    "corrected, note) VALUES ('r1', '3f9a1c07b2de', 'abc', 'correct', 'Bea', '2025-03-07', '40', "
    "'killed ', ' people', '{\"who\":\"villagers\"}', 'so the text says')"
)


def test_reviews_come_through_their_migration_and_back(location: str) -> None:
    with ledger.open(location) as store:
        put(store, reading())
        decide(store, claim_with(store, "12"), "reject")
        before = [one.statement for one in store.claims()]
        with store._writer.begin() as connection:
            migrated(connection, "downgrade", "0005")
            kept = connection.execute(text("SELECT decision, words, claim FROM reviews")).all()
            assert [tuple(row) for row in kept] == [("reject", "12", claim_id_of_12())]
            connection.execute(text(OLD_REVIEW))
            current = text("SELECT count(*) FROM readings WHERE superseded_by IS NULL")
            assert connection.execute(current).scalar_one() == 1
        with store._writer.begin() as connection:
            migrated(connection, "upgrade", "head")
        assert len(store.claims()) == len(before) == 4
        assert all(one.review is None for one in store.claims())
        found = {one.id: one for one in store.reviews()}["r1"]
        assert (found.reviewer, found.after, found.note) == (
            "Bea",
            {"who": "villagers"},
            "so the text says",
        )
        assert (found.anchors[0].prefix, found.anchors[0].words) == ("killed ", "40")


def claim_id_of_12() -> str:
    return str(ledger.claim_id(article().text_hash(), flood_claims()[2]))


def migrated(connection: Connection, way: str, to: str) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    configuration.attributes["connection"] = connection
    getattr(command, way)(configuration, to)


@pytest.mark.parametrize("revision", ["0005"])
def test_a_version_can_be_left_and_taken_up_again(store: Ledger, revision: str) -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    put(store, reading())
    with store._engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, revision)
    with store._engine.connect() as connection:
        assert "kept_conflicts" not in inspect(connection).get_table_names()
        columns = {column["name"] for column in inspect(connection).get_columns("contexts")}
        assert {"initials", "publisher"} <= columns
    with store._engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, schema.VERSIONS[-1])
    test_migrating_gives_what_the_tables_say(store)
    assert len(store.claims()) == 4


def test_decisions_on_stories_know_how_many_came_before(tmp_path: Path) -> None:
    with ledger.open(tmp_path / "old.db") as store:
        for name in ("The flood", "The long flood"):
            one = HappeningKey(place="oro")
            store.add_story_decision(
                StoryDecision(
                    action="name", name=name, happenings=(one,), by="Bea", at="2025-03-07"
                )
            )
        before = store.story_decisions()
        with store._writer.begin() as connection:
            migrated(connection, "downgrade", "0009")
            migrated(connection, "upgrade", "head")
        assert [one.step for one in before] == [0, 1]
        assert store.story_decisions() == before


def test_decisions_on_stories_come_through_the_migration_that_lets_them_be_undone(
    location: str,
) -> None:
    def decided(**others: object) -> StoryDecision:
        fields = {"happenings": (HappeningKey(place="oro"),), "by": "Bea", "at": "2025-03-07"}
        return StoryDecision.model_validate(fields | others)

    with ledger.open(location) as store:
        named = store.add_story_decision(decided(action="name", name="The flood"))
        store.add_story_decision(decided(action="undo", undoes=named.id))
        with store._writer.begin() as connection:
            migrated(connection, "downgrade", "0013")
            kept = connection.execute(text("SELECT action, name FROM story_decisions")).all()
            assert [tuple(row) for row in kept] == [("name", "The flood")]
            migrated(connection, "upgrade", "head")
        assert store.story_decisions() == [named]
        store.add_story_decision(decided(action="undo", undoes=named.id))
