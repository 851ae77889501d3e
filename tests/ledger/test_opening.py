"""Opening what is no ledger, or not ours to use: one sentence says what is wrong and what to do."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, make_url, text

from reportedly import ledger
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.records import Capture
from tests.ledger.invented import FLOOD, put, reading


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def newer_schema(path: Path) -> None:
    ledger.open(path).close()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE reportedly_schema SET version_num = '9999'")
    connection.close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), r"is a folder; give a file in it, such as .*news.db/ledger.db"),
        (
            lambda path: path.write_bytes(os.urandom(5000)),
            "not a ledger: the file is not a database",
        ),
        (lambda path: path.write_text("Flood kills 40 in Ostrel. " * 99), "not a database"),
        (other_database, r"database of something else \(it has a table 'recipes'\)"),
        (
            newer_schema,
            "schema 9999, newer than this program's .* pip install --upgrade reportedly",
        ),
        (os.mkfifo, "not a file but a device or pipe"),
    ],
)
def test_what_is_no_ledger(tmp_path: Path, make: Callable[[Path], None], message: str) -> None:
    path = tmp_path / "news.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LedgerError, match=message) as raised:
        ledger.open(path)
    assert str(path) in str(raised.value)
    assert not path.is_file() or path.read_bytes() == before


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("nowhere/news.db", "there is no folder .*nowhere; make it first"),
        (":memory:", "a ledger is a file"),
        ("", "a ledger is a file"),
        ("n" * 300, "give another path"),
        ("a\0b", "a ledger is a file"),
        (
            "mysql://user:secret@host/news",
            r"mysql://user:\*\*\*@host/news: a ledger lives in a file or",
        ),
        ("postgresql://u:secret@host:port/news", r"//\*\*\*@host:port/news: not an address"),
        (
            "postgresql://u:secret@127.0.0.1:1/news",
            r"u:\*\*\*@127.0.0.1:1/news is not to be reached",
        ),
    ],
)
def test_places_where_no_ledger_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, location: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match=message) as raised:
        ledger.open(location)
    assert "secret" not in str(raised.value)


def test_a_ledger_that_is_asked_but_not_made(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match=r"news.db does not exist; read pages into it first"):
            ledger.open(path, **options)
        assert not path.exists()
    path.touch()
    with pytest.raises(LedgerError, match=r"news.db is empty: read pages into it first"):
        ledger.open(path, create=False)
    with ledger.open(path) as store:
        assert store.counts().pages == 0


def test_an_address_of_sqlite_is_a_path(tmp_path: Path) -> None:
    with ledger.open(f"sqlite:///{tmp_path}/a b?c#d.db") as store:
        put(store, reading())
    assert (tmp_path / "a b").exists() or (tmp_path / "a b?c#d.db").exists()


def test_any_file_name_will_do(tmp_path: Path) -> None:
    path = tmp_path / "a b?mode=ro#c%20é.db"
    with ledger.open(path) as store:
        put(store, reading())
    assert path.exists()
    with ledger.open(path, create=False) as store:
        assert store.counts().claims == 4


def test_a_damaged_ledger(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with ledger.open(path) as store:
        for number in range(30):
            put(store, reading(title=f"{number}"), f"{number}", b"%d" % number)
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = os.urandom(len(data) - 4096 * 2)
    path.write_bytes(data)
    with (
        pytest.raises(LedgerError, match=r"news.db is damaged; restore it from a copy"),
        ledger.open(path) as store,
    ):
        store.claims()


def test_a_ledger_that_is_only_read(store: Ledger, location: str) -> None:
    put(store, reading())
    with ledger.open(location, read_only=True) as reader:
        assert len(reader.claims()) == 4
        with pytest.raises(LedgerError, match="opened for reading only"):
            put(reader, reading(version="2.0"))
        put(store, reading(version="2.0", claims=()))
        assert reader.claims() == []


OPEN_WITHOUT_PRIVILEGE = """
import os
import sys
from reportedly import ledger
from reportedly.errors import LedgerError
ledger.open(sys.argv[1]).close()  # what is imported later may be closed to another user
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with ledger.open(sys.argv[2], read_only=sys.argv[3] == "read only") as store:
        print(store.counts().claims)
except LedgerError as error:
    print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may look into, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path
        path.chmod(0o755)


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "how", "expected"),
    [
        (0o444, 0o755, "write", "is read-only: its file"),
        (0o666, 0o555, "write", "is read-only: its folder"),
        (0o444, 0o555, "read only", "4"),
        (0o000, 0o755, "read only", "may not be read by us; change the file's permissions"),
        (0o644, 0o000, "read only", "Permission denied; give another path"),
    ],
)
def test_a_ledger_that_we_may_not_use(
    open_folder: Path, tmp_path: Path, file_mode: int, folder_mode: int, how: str, expected: str
) -> None:
    path = open_folder / "news.db"
    with ledger.open(path) as store:
        put(store, reading())
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    script = [
        sys.executable,
        "-c",
        OPEN_WITHOUT_PRIVILEGE,
        str(tmp_path / "other.db"),
        str(path),
        how,
    ]
    said = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert expected in said
    assert said == "4\n" or f"ledger {path}" in said


@pytest.mark.parametrize("location", ["postgresql"], indirect=True)
def test_a_server_that_knows_one_alphabet(location: str) -> None:
    name = f"test_{uuid.uuid4().hex}"
    url = make_url(location).set(drivername="postgresql+psycopg", query={})
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
        )
    try:
        with pytest.raises(LedgerError, match=r"a database in SQL_ASCII, .* create one in UTF-8"):
            ledger.open(url.set(database=name).render_as_string(hide_password=False))
        with pytest.raises(LedgerError, match='database "nowhere" does not exist; check that'):
            ledger.open(url.set(database="nowhere").render_as_string(hide_password=False))
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name}"))
        engine.dispose()


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    with ledger.open(tmp_path / "news.db") as store:
        put(store, reading())
        before = store.counts()

        @event.listens_for(store._engine, "connect")
        def limit(connection: sqlite3.Connection, _record: object) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 4}")

        store._engine.dispose()
        with pytest.raises(LedgerError, match="the disk is full; make room"):
            put(store, reading(title="Big"), "big.html", os.urandom(100_000))
        assert store.counts() == before
        store.record_capture(Capture(location="small"))


def test_a_writer_waits_for_another_and_then_says_so(location: str) -> None:
    with ledger.open(location) as first, ledger.open(location, wait=0.2) as second:
        with first._writing():
            assert second.claims() == []  # reading does not wait
            with pytest.raises(LedgerError, match="locked: another program has been writing to it"):
                put(second, reading())
        put(second, reading())
        assert len(first.claims()) == 4


def test_two_can_be_open_in_one_process(location: str) -> None:
    with ledger.open(location) as one, ledger.open(location) as other:
        put(one, reading())
        assert other.known(other.claims()[0].text_hash, "1.0")
        assert other.article(other.claims()[0].text_hash).text == FLOOD
        assert "news" in repr(one) or "postgresql" in repr(one)


@pytest.mark.parametrize("location", ["postgresql"], indirect=True)
def test_a_server_that_goes_away_undoes_the_page(store: Ledger, location: str) -> None:
    put(store, reading())
    half = "WITH half AS (UPDATE readings SET withdrawn = 'by half') "
    with (
        ledger.open(location) as other,
        pytest.raises(LedgerError, match=r"cut off: .*, run this again"),
        other._writing() as connection,
    ):
        connection.execute(text(f"{half} SELECT pg_terminate_backend(pg_backend_pid())"))
    assert store.claims()[0].withdrawn is None
    put(store, reading(version="2.0"))
