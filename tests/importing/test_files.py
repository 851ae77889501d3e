"""Tables as files: every character has its place, and what is no table is told."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError, UsageError
from reportedly.importing import open_table, parsed_row
from reportedly.importing.files import LONGEST_LINE, _records_in
from tests.importing.invented import HEADER, ROWS, mapping, opened, write_table

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


def whole(path: Path, tmp_path: Path) -> str:
    table, _, rows = opened(path, mapping(tmp_path))
    text = "".join(row.text + row.tail for row in (table.header, *rows))
    return ("\ufeff" if table.form.mark else "") + text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_records_are_the_file(tmp_path: Path, end: str) -> None:
    path = write_table(tmp_path, (*ROWS, '2026-02-06,dead,I,,,1,,no,"two\nlines",,'), end=end)
    assert whole(path, tmp_path).encode() == path.read_bytes()


def test_empty_lines_and_a_missing_last_line_end_are_kept(tmp_path: Path) -> None:
    path = write_table(tmp_path, (ROWS[0], "", "", ROWS[1]))
    path.write_bytes(path.read_bytes().rstrip())
    assert whole(path, tmp_path).encode() == path.read_bytes()
    _, _, rows = opened(path, mapping(tmp_path))
    assert [row.number for row in rows] == [2, 5]  # as a spreadsheet numbers them


def test_a_cell_stands_where_its_span_says(tmp_path: Path) -> None:
    _, sheet, rows = opened(write_table(tmp_path), mapping(tmp_path))
    row = rows[1]
    place = sheet.columns["said by"]
    assert row.spans[place].of(row.text) == row.cells[place]
    note = sheet.columns["our note"]
    assert row.spans[note].of(row.text) == 'a ""range""'  # as it stands in the file
    assert row.cells[note] == 'a "range"'


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=5))
def test_any_table_comes_apart_and_together_again(records: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(records)
    text = out.getvalue()
    rows = list(_records_in(io.StringIO(text, newline=""), ",", "it"))
    assert "".join(row.text + row.tail for row in rows) == text
    assert [list(row.cells) for row in rows] == records
    for row in rows:
        for cell, span in zip(row.cells, row.spans, strict=True):
            assert span.of(row.text).replace('""', '"') == cell
        assert parsed_row(row.text, ",").cells == row.cells


@pytest.mark.parametrize(
    ("encoding", "read_as", "guessed"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", False),
        ("utf-16", "utf-16-le", False),
        ("utf-16-be", "utf-16-be", True),
        ("latin-1", "cp1252", True),
    ],
)
def test_the_encoding_is_found_out(
    tmp_path: Path, encoding: str, read_as: str, guessed: bool
) -> None:
    row = "2026-02-02,dead,I,,,9,,no,Général Müller à Édenne,https://example.org/1,"
    path = write_table(tmp_path, (row, *ROWS), encoding=encoding)
    table, _, rows = opened(path, mapping(tmp_path))
    assert (table.form.encoding, table.form.guessed) == (read_as, guessed)
    assert rows[0].cells[8] == "Général Müller à Édenne"
    assert whole(path, tmp_path).encode(table.form.encoding) == path.read_bytes()


def test_a_foreign_letter_far_behind_is_found(tmp_path: Path) -> None:
    rows = (*(ROWS[0] for _ in range(4_000)), ROWS[0].replace("Staff", "Stáb"))
    path = write_table(tmp_path, rows, encoding="latin-1")
    table, _, found = opened(path, mapping(tmp_path))
    assert table.form.guessed
    assert "Stáb" in found[-1].text


def test_a_named_encoding_is_obeyed(tmp_path: Path) -> None:
    row = ROWS[0].replace("Staff", "Штаб")
    path = write_table(tmp_path, (row,), encoding="koi8-r")
    by = mapping(tmp_path)
    with open_table(path, by, encoding="KOI8-R") as table:
        assert "Штаб" in next(table.rows()).text
        assert not table.form.guessed
    with pytest.raises(InputError, match="is not in utf-8 throughout"):
        opened_as(path, tmp_path, "utf-8")
    with pytest.raises(UsageError, match="'klingon' is not an encoding"):
        opened_as(path, tmp_path, "klingon")
    with pytest.raises(UsageError, match="'base64' is not an encoding"):
        opened_as(path, tmp_path, "base64")


def opened_as(path: Path, tmp_path: Path, encoding: str) -> None:
    with open_table(path, mapping(tmp_path), encoding=encoding) as table:
        list(table.rows())


def test_a_missing_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    path = write_table(tmp_path, header=HEADER.replace("said by", "source"))
    with pytest.raises(InputError, match=r"no column 'said by'.*its columns are 'day', 'what'"):
        opened(path, mapping(tmp_path))


def test_a_wrong_delimiter_is_recognised(tmp_path: Path) -> None:
    lines = [line.replace(",", ";") for line in (HEADER, ROWS[0])]
    path = write_table(tmp_path, (lines[1],), header=lines[0])
    with pytest.raises(
        InputError, match=r"separated by semicolons, not by commas.*--delimiter ';'"
    ):
        opened(path, mapping(tmp_path))
    with open_table(path, mapping(tmp_path), delimiter=";") as table:
        assert next(table.rows()).cells[1] == "dead"
    with (
        pytest.raises(UsageError, match="cannot stand between cells"),
        open_table(path, mapping(tmp_path), delimiter=";;"),
    ):
        pass


@pytest.mark.parametrize(
    ("data", "reason", "said"),
    [
        (b"", "empty", "nothing to read"),
        (b" \n \n", "empty", "nothing to read"),
        (b"\n" + HEADER.encode(), "table", "begins with an empty line"),
        (HEADER.encode() + b',"day"\n', "table", "two columns 'day'"),
        (HEADER.encode() + b'\n"open,dead\n', "table", "line 2"),
        (HEADER.encode() + b'\n"a"b,dead\n', "table", "line 2"),
        (b"PK\x03\x04" + bytes(99), "binary", "ZIP archive or an office document"),
        (bytes(range(256)) * 9, "binary", "binary"),
        (HEADER.encode() + b"\n" + b"x" * (LONGEST_LINE + 9), "table", "more than 1,000,000"),
        (HEADER.encode() + b"\n" + b"x" * 200_000, "table", "field larger"),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, reason: str, said: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        opened(path, mapping(tmp_path))
    assert error.value.reason == reason
    assert said in str(error.value)
    assert "odd.csv" in str(error.value)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        opened(tmp_path / "gone.csv", mapping(tmp_path))
    with pytest.raises(InputError, match="is not a file"):
        opened(tmp_path, mapping(tmp_path))
