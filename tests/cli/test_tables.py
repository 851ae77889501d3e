"""Hand-kept tables on the command line: what is shown, what is stored, and what goes wrong."""

import json
from pathlib import Path

import pytest

from reportedly import cli
from tests.cli.conftest import call
from tests.importing.invented import MAPPING, ROWS, write_mapping, write_table


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_table(tmp_path, (*ROWS, ROWS[0]))


@pytest.fixture
def by(tmp_path: Path) -> Path:
    return write_mapping(tmp_path)


@pytest.fixture
def war(tmp_path: Path) -> Path:
    return tmp_path / "war.db"


def test_import_tells_what_it_did_and_what_is_odd(table: Path, by: Path, war: Path) -> None:
    done = call("import", table, "--mapping", by, "--ledger", war)
    assert done.status == cli.DONE
    assert "read as river: 5 rows, 5 new claims" in done.out
    assert "1 row repeats an earlier row exactly" in done.out
    assert "(rows 2 and 6)" in done.out
    again = call("import", table, "--mapping", by, "--ledger", war)
    assert "0 new claims" in again.out
    assert "5 rows already in the ledger" in again.out


def test_import_as_json(table: Path, by: Path, war: Path) -> None:
    done = json.loads(call("import", table, "-m", by, "--ledger", war, "--json").out)
    assert (done["rows"], done["claims"], done["stored"]) == (5, 5, True)
    assert done["oddities"][0]["rows"] == [[2, 6]]
    assert done["first"][0]["figure"] == "9"


def test_a_dry_run_shows_the_first_claims_and_stores_nothing(
    table: Path, by: Path, war: Path
) -> None:
    done = call("import", table, "-m", by, "--ledger", war, "--dry-run")
    assert done.status == cli.DONE
    assert "Ilmerian General" in done.out
    assert "(via Meridian" in done.out
    assert "5 claims to import; nothing is stored" in done.out
    assert not war.exists()


def test_a_dry_run_lists_bad_rows(by: Path, war: Path, tmp_path: Path) -> None:
    table = write_table(tmp_path, (ROWS[0], ROWS[0].replace("9", "x")))
    done = call("import", table, "-m", by, "--ledger", war, "--dry-run")
    assert done.status == cli.SOME_FAILED
    assert "row 3: 'number': 'x' is not a number" in done.out


def test_bad_rows_are_an_error_or_failures(by: Path, war: Path, tmp_path: Path) -> None:
    bad = [ROWS[0].replace("9", f"-{n}") for n in range(1, 31)]
    table = write_table(tmp_path, (ROWS[0], *bad))
    done = call("import", table, "-m", by, "--ledger", war)
    assert done.status == cli.WRONG_USE
    assert "30 of 31 rows say what cannot be; nothing is imported" in done.err
    assert "row 3: 'number': '-1' is less than nothing" in done.err
    assert "and 10 more" in done.err
    done = call("import", table, "-m", by, "--ledger", war, "--skip-bad")
    assert done.status == cli.SOME_FAILED
    assert "31 rows, 1 new claim" in done.out
    assert "30 rows failed" in done.out
    assert "and 10 more" in done.out


def test_a_table_without_rows_is_told(by: Path, war: Path, tmp_path: Path) -> None:
    done = call("import", write_table(tmp_path, ()), "-m", by, "--ledger", war)
    assert done.status == cli.NOTHING_FOUND
    assert "0 rows" in done.out


def test_a_table_from_standard_input(by: Path, war: Path) -> None:
    header_and_row = write_table(by.parent, (ROWS[0],)).read_bytes()
    done = call("import", "-", "-m", by, "--ledger", war, stdin=header_and_row)
    assert done.status == cli.DONE
    claims = json.loads(call("claims", "--ledger", war, "--json").out)
    assert claims[0]["page"] == "-#row=2"


def test_a_guessed_encoding_is_told(by: Path, war: Path, tmp_path: Path) -> None:
    table = write_table(tmp_path, (ROWS[0].replace("Staff", "Stäbe"),), encoding="latin-1")
    done = call("import", table, "-m", by, "--ledger", war)
    assert "its encoding was taken for cp1252; if that is wrong, name it: --encoding" in done.out
    named = call("import", table, "-m", by, "--ledger", war, "--encoding", "latin-1")
    assert "taken for" not in named.out


def test_a_delimiter_can_be_named(by: Path, war: Path, tmp_path: Path) -> None:
    table = write_table(tmp_path, ())
    table.write_text(table.read_text().replace(",", "\t") + ROWS[0].replace(",", "\t") + "\n")
    wrong = call("import", table, "-m", by, "--ledger", war)
    assert (wrong.status, "separated by tabs" in wrong.err) == (cli.WRONG_USE, True)
    for named in ("tab", "\\t"):
        done = call("import", table, "-m", by, "--ledger", war, "--delimiter", named)
        assert done.status == cli.DONE


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (MAPPING.replace('source = { column = "said by"', 'source = { column = "who"'), "'who'"),
        (MAPPING.replace("[claim]", "[claim"), "not valid TOML"),
        (MAPPING.replace("kind =", "kin ="), "claim.kin: is no setting of a mapping"),
    ],
)
def test_a_mapping_that_does_not_fit(
    table: Path, war: Path, tmp_path: Path, mapping: str, said: str
) -> None:
    done = call("import", table, "-m", write_mapping(tmp_path, mapping), "--ledger", war)
    assert done.status == cli.WRONG_USE
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_table_goes_in_and_comes_out(table: Path, by: Path, war: Path, tmp_path: Path) -> None:
    call("import", table, "-m", by, "--ledger", war)
    again = tmp_path / "again.csv"
    done = call("export", "--mapping", by, "--output", again, "--ledger", war)
    assert "5 rows as they came and 0 new ones" in done.out
    assert again.read_bytes() == table.read_bytes()
    shown = call("export", "--mapping", by, "--ledger", war)
    assert shown.out.encode() == table.read_bytes()
    some = call("export", "--mapping", by, "--kind", "injured", "--ledger", war)
    assert some.out.splitlines()[1:] == [ROWS[2]]
    none = call("export", "--mapping", by, "--kind", "aid", "--ledger", war)
    assert none.status == cli.NOTHING_FOUND


def test_one_of_several_tables_is_chosen(by: Path, war: Path, tmp_path: Path) -> None:
    for name, row in (("one.csv", ROWS[0]), ("two.csv", ROWS[1])):
        call("import", write_table(tmp_path, (row,), name=name), "-m", by, "--ledger", war)
    both = call("export", "--mapping", by, "--ledger", war).out.splitlines()
    assert both[1:] == [ROWS[0], ROWS[1]]
    table = tmp_path / "two.csv"
    only = call("export", "--mapping", by, "--table", table, "--ledger", war).out
    assert only.encode() == table.read_bytes()
    gone = call("export", "--mapping", by, "--table", "gone.csv", "--ledger", war)
    assert "no table 'gone.csv' was imported as river; these were:" in gone.err


def test_claims_of_pages_become_rows_of_a_new_table(ledger: Path, tmp_path: Path) -> None:
    by = write_mapping(tmp_path, MAPPING.replace('where = "Tavir"', ""))
    done = call("export", "--mapping", by, "--ledger", ledger, "--kind", "killed")
    assert done.status == cli.DONE
    header, *rows = done.out.splitlines()
    assert header.startswith("day,least,most,number,end,what,whose,total,said by")
    assert any(row.startswith("2026-02-02,,,9,,dead,I,,General Staff") for row in rows)
    assert "left out: claim" in done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--mapping", "low-high-best", "--format", "parquet"), "--mapping writes CSV"),
        (("--mapping", "low-high-best", "--package", "x"), "leave one of them out"),
        (("--licence", "CC0-1.0"), "add --package DIR"),
        (("--table", "x.csv"), "add --mapping NAME"),
        (("--format", "xml"), "they are csv, jsonl, parquet, jsonld"),
        (("--format", "jsonl", "--package", "x"), "takes --format csv or parquet"),
    ],
)
def test_options_that_do_not_go_together(ledger: Path, options: tuple[str, ...], said: str) -> None:
    done = call("export", *options, "--ledger", ledger)
    assert done.status == cli.WRONG_USE
    assert said in done.err


def test_a_package_of_pages(ledger: Path, tmp_path: Path) -> None:
    done = call("export", "--package", tmp_path / "p", "--kind", "missing", "--ledger", ledger)
    assert "claims written to" in done.out
    package = json.loads((tmp_path / "p" / "datapackage.json").read_text())
    assert "kind missing" in package["description"]
    assert {"csv"} == {resource["format"] for resource in package["resources"]}


def test_mappings_are_listed_and_printed(tmp_path: Path, war: Path) -> None:
    assert "low-high-best: estimates with low, high and best value" in call("mappings").out
    listed = json.loads(call("mappings", "--json").out)
    assert [one["name"] for one in listed] == ["low-high-best", "minimum-maximum"]
    assert "loss_count" in listed[1]["columns"]
    copy = write_mapping(tmp_path, call("mappings", "--show", "low-high-best").out, "mine.toml")
    table = tmp_path / "t.csv"
    table.write_text(
        "date,estimate_low,estimate_high,estimate,type,source,source_url,country,"
        '"ignore for chart, data from warring parties"\n'
        "1/2/2026,,,12,deaths,Tollen Watch,,russia,yes\n"
    )
    done = call("import", table, "-m", copy, "--ledger", war)
    assert "1 row, 1 new claim" in done.out
    assert json.loads(call("mappings", "--show", "low-high-best", "--json").out)["claim"]
    wrong = call("mappings", "--show", "gone")
    assert "they are low-high-best, minimum-maximum" in wrong.err
