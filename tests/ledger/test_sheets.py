"""Hand-kept tables in a ledger: whole or not at all, on each database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, text

from reportedly import ledger, verbs
from reportedly.errors import InputError, LedgerError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.sheets import AT_ONCE
from reportedly.ledger.tables import metadata
from reportedly.records import ImportedTable
from tests.importing.invented import MAPPING, ROWS, write_mapping, write_table
from tests.ledger.conftest import new_schema


def imported(store: Ledger, table: Path, **how: Any) -> ImportedTable:
    return verbs.import_(table, store, write_mapping(table.parent), **how)


def exported(store: Ledger, folder: Path, **how: Any) -> bytes:
    path = folder / "again.csv"
    verbs.export_table(store, write_mapping(folder), path, **how)
    return path.read_bytes()


def is_empty(store: Ledger) -> bool:
    with store._reading() as connection:
        counts = [
            connection.execute(text(f"SELECT count(*) FROM {name}")).scalar()  # noqa: S608
            for name in metadata.tables
        ]
    return not any(counts)


def test_every_row_is_a_claim_at_its_place(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path)
    done = imported(store, path)
    assert (done.rows, done.claims, done.unchanged, done.stored) == (4, 4, 0, True)
    claims = store.claims()
    assert {claim.page for claim in claims} == {f"{path}#row={n}" for n in (2, 3, 4, 5)}
    for claim in claims:
        assert claim.sentence in ROWS
        article = store.article(claim.text_hash)
        assert article.text[claim.start : claim.end] == claim.figure
        assert claim.role == "table"
    (first,) = store.claims(ClaimFilter(source="General Staff"))
    assert first.url == "https://example.org/1"
    (sheet,) = store.sheets()
    assert (sheet.location, sheet.name, sheet.mapping) == (str(path), "losses.csv", "river")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_table_comes_out_as_it_went_in(
    store: Ledger, tmp_path: Path, encoding: str, end: str
) -> None:
    rows = (*ROWS, "", ROWS[0], ROWS[0], ROWS[0].replace("Staff", "Stäbe"))
    path = write_table(tmp_path, rows, end=end, encoding=encoding)
    last = len(end) * (2 if encoding == "utf-16" else 1)
    path.write_bytes(path.read_bytes()[:-last])
    imported(store, path)
    assert exported(store, tmp_path) == path.read_bytes()


@pytest.mark.parametrize("again", [1, 2])
def test_the_same_table_again_adds_a_capture_and_nothing_else(
    store: Ledger, tmp_path: Path, again: int
) -> None:
    path = write_table(tmp_path)
    imported(store, path)
    before = store.counts()
    for _ in range(again):
        done = imported(store, path)
        assert (done.rows, done.claims, done.unchanged) == (4, 0, 4)
    after = store.counts()
    assert after.captures == before.captures + again
    assert (after.pages, after.claims) == (before.pages, before.claims)
    assert exported(store, tmp_path) == path.read_bytes()


def test_repeated_rows_are_claims_of_their_own(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path, (ROWS[0], ROWS[1], ROWS[0], ROWS[0]))
    done = imported(store, path)
    assert (done.rows, done.claims) == (4, 4)
    assert done.oddities[0].rows == ((2, 4),)
    claims = store.claims(ClaimFilter(source="General Staff"))
    assert sorted(claim.page[-5:] for claim in claims) == ["row=2", "row=4", "row=5"]
    assert len({claim.id for claim in claims}) == 3
    assert len({claim.statement for claim in claims}) == 3
    assert not verbs.sources(store).copies  # rows are like one another, and no copies


def test_a_table_that_grew_adds_its_new_rows_alone(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path, ROWS[1:])
    imported(store, path)
    ids = {claim.id for claim in store.claims()}
    write_table(tmp_path, ROWS)
    done = imported(store, path)
    assert (done.claims, done.unchanged, done.gone) == (1, 3, 0)
    assert ids < {claim.id for claim in store.claims()}
    assert exported(store, tmp_path) == path.read_bytes()


def test_a_row_that_is_gone_is_withdrawn_and_may_come_back(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path)
    imported(store, path)
    write_table(tmp_path, (ROWS[0].replace(",9,", ",10,"), *ROWS[1:]))
    done = imported(store, path)
    assert (done.claims, done.unchanged, done.gone) == (1, 3, 1)
    marked = {claim.low: claim.withdrawn for claim in store.claims(ClaimFilter(source="General"))}
    assert marked == {9: "the row is no longer in losses.csv", 10: None}
    assert exported(store, tmp_path) == path.read_bytes()
    write_table(tmp_path)
    assert imported(store, path).gone == 1
    marked = {claim.low: claim.withdrawn for claim in store.claims(ClaimFilter(source="General"))}
    assert marked == {9: None, 10: "the row is no longer in losses.csv"}


def test_a_line_end_that_is_added_changes_no_claim(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path)
    path.write_bytes(path.read_bytes().rstrip())
    imported(store, path)
    write_table(tmp_path)
    done = imported(store, path)
    assert (done.claims, done.gone) == (0, 0)
    assert len(store.claims()) == 4
    assert exported(store, tmp_path) == path.read_bytes()


def test_a_mended_mapping_reads_the_rows_anew(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path)
    imported(store, path)
    write_mapping(tmp_path, MAPPING.replace('dead = "killed"', 'dead = "missing"'), "mended.toml")
    done = verbs.import_(path, store, tmp_path / "mended.toml")
    assert (done.claims, done.gone) == (4, 0)
    assert sorted(claim.kind for claim in store.claims()) == ["injured", *["missing"] * 3]


def test_two_mappings_of_one_table_leave_each_other_alone(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path)
    imported(store, path)
    text = MAPPING.replace('name = "river"', 'name = "other"')
    other = write_mapping(tmp_path, text.replace('dead = "killed"', 'dead = "missing"'), "b.toml")
    verbs.import_(path, store, other)
    write_table(tmp_path, ROWS[:2])
    assert imported(store, path).gone == 2
    standing = [claim for claim in store.claims() if claim.withdrawn is None]
    assert sum(claim.kind == "missing" for claim in standing) == 3
    assert exported(store, tmp_path) == path.read_bytes()


def test_equal_rows_of_tables_with_other_meanings_stay_apart(store: Ledger, tmp_path: Path) -> None:
    write_mapping(tmp_path)
    for name in ("dead.csv", "wounded.csv"):
        imported(store, write_table(tmp_path, (ROWS[0],), name=name))
    assert len(store.claims()) == 2


def test_bad_rows_end_the_import_and_nothing_is_stored(store: Ledger, tmp_path: Path) -> None:
    rows = (*ROWS, ROWS[0].replace("9", "-9"), ROWS[0].replace("9", "nine"))
    path = write_table(tmp_path, rows)
    with pytest.raises(InputError) as error:
        imported(store, path)
    assert "2 of 6 rows say what cannot be; nothing is imported" in str(error.value)
    assert "row 6: 'number': '-9' is less than nothing" in str(error.value)
    assert "row 7: 'number': 'nine' is not a number" in str(error.value)
    assert is_empty(store)


def test_bad_rows_can_be_recorded_and_are_kept(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path, (ROWS[0].replace("9", "-9"), *ROWS))
    done = imported(store, path, skip_bad=True)
    assert (done.rows, done.claims, done.failed) == (5, 4, 1)
    (failure,) = store.failures()
    assert (failure.location, failure.reason) == (f"{path}#row=2", "row")
    assert "'-9' is less than nothing" in failure.message
    assert exported(store, tmp_path) == path.read_bytes()
    write_table(tmp_path)
    imported(store, path)
    assert not store.failures()  # what stands at row 2 now was read


def test_an_import_that_fails_late_leaves_nothing(store: Ledger, tmp_path: Path) -> None:
    path = write_table(tmp_path, ROWS * (AT_ONCE // 3))
    mended = path.read_text()

    def spoil(done: int, of: int | None) -> None:
        if of is not None and done >= AT_ONCE:
            path.write_text(mended.replace("Tollen", "Tullen"), encoding="utf-8")

    with pytest.raises(InputError, match="was changed while it was read; nothing is imported"):
        imported(store, path, report=spoil)
    assert is_empty(store)


def test_a_connection_that_breaks_leaves_nothing(server: Engine, tmp_path: Path) -> None:
    path = write_table(tmp_path, ROWS * (AT_ONCE // 3))
    with new_schema(server) as address, ledger.open(address) as store:
        ours: list[int] = []

        @event.listens_for(store._engine, "checkout")
        def note(connection: Any, *_: object) -> None:
            ours.append(connection.info.backend_pid)

        def cut(done: int, of: int | None) -> None:
            if of is not None and done == AT_ONCE:
                with server.connect() as connection:
                    connection.execute(text(f"SELECT pg_terminate_backend({ours[-1]})"))

        with pytest.raises(LedgerError, match=r"cut off.* undone"):
            imported(store, path, report=cut)
        assert is_empty(store)
        write_table(tmp_path)
        assert imported(store, path).claims == 4  # and then it works
        assert exported(store, tmp_path) == path.read_bytes()
        store.close()


# A file with control characters beside white space is taken for a binary one, and refused.
CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\t\n\r"), max_size=8
)


def lines(values: list[tuple[int, str, str, str]]) -> Iterator[str]:
    for number, source, note, end in values:
        cells = [str(number), source, note]
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
        yield ",".join(quoted) + end


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**9), CELLS, CELLS, st.sampled_from(["\n", "\r\n", "\n\n", "\r"])
        ),
        max_size=6,
    ),
    st.booleans(),
)
def test_any_table_comes_out_as_it_went_in(
    empty_file: Path,
    tmp_path: Path,
    values: list[tuple[int, str, str, str]],
    mark: bool,
) -> None:
    by = tmp_path / "plain.toml"
    by.write_text(
        'name = "plain"\ntitle = "t"\n[number]\nbest = "n"\n[claim]\nkind = "killed"\n'
        'source = { column = "s" }\n'
    )
    path, again = tmp_path / "any.csv", tmp_path / "again.csv"
    path.write_bytes((("\ufeff" if mark else "") + "n,s,x\n" + "".join(lines(values))).encode())
    location = tmp_path / "any.db"
    for old in tmp_path.glob("any.db*"):
        old.unlink()
    location.write_bytes(empty_file.read_bytes())
    with ledger.open(location) as store:
        done = verbs.import_(path, store, by)
        assert done.claims == done.rows == len(values)
        verbs.export_table(store, by, again)
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "by", "rows", "oddities"),
    [
        ("economist-source-estimates.csv", "low-high-best", 124, {}),
        (
            "pnas-reports.csv",
            "minimum-maximum",
            4609,
            {"repeated rows": 252, "ranges in two rows": 51, "multiples": 32},
        ),
    ],
)
def test_published_tables_come_out_as_they_went_in(  # noqa: PLR0917 (fixtures and cases)
    shared: Path,
    empty_file: Path,
    tmp_path: Path,
    name: str,
    by: str,
    rows: int,
    oddities: dict[str, int],
) -> None:
    path = shared / "data" / "losses" / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    location = tmp_path / "war.db"
    location.write_bytes(empty_file.read_bytes())
    with ledger.open(location) as store:
        done = verbs.import_(path, store, by)
        assert (done.rows, done.claims, done.failed) == (rows, rows, 0)
        assert {oddity.type: oddity.count for oddity in done.oddities} == oddities
        verbs.export_table(store, by, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == path.read_bytes()
