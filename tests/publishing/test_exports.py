"""Exports: every field, no cell that a spreadsheet would run, the same words again."""

import csv
import io
import json

import pytest

from reportedly.errors import UsageError
from reportedly.publishing import exports
from reportedly.publishing.frames import Claims
from reportedly.records import RecordedClaim, Stretch


def recorded(**changed: object) -> RecordedClaim:
    fields: dict[str, object] = {
        "id": "3f9a1c0b2d4e",
        "statement": "77aa11bb22cc",
        "page": "pages/tarn.txt",
        "text_hash": "0" * 64,
        "role": "body",
        "sentence": "Officials in Tarn said at least 40 people were hurt.",
        "sentence_start": 100,
        "start": 123,
        "end": 134,
        "figure": "at least 40",
        "low": 40,
        "high": None,
        "comparator": "at_least",
        "kind": "injured",
        "via": ("the Tarn Post", "TarnPress"),
        "when": Stretch.model_validate({"end": "2026-03-09"}),
    }
    return RecordedClaim.model_validate(fields | changed)


def rows_of(claims: list[RecordedClaim], *, raw: bool = False) -> list[dict[str, str]]:
    out = io.StringIO()
    assert exports.write(claims, "csv", out, raw=raw) == len(claims)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_csv_has_a_column_for_every_field() -> None:
    (row,) = rows_of([recorded()])
    assert tuple(row) == exports.COLUMNS
    assert row["figure"] == "at least 40"
    assert (row["low"], row["high"]) == ("40", "")
    assert (row["when_start"], row["when_end"]) == ("", "2026-03-09")
    assert row["via"] == "the Tarn Post > TarnPress"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    title = f'{start}HYPERLINK("http://evil.example")'
    assert rows_of([recorded(title=title)])[0]["title"] == "'" + title
    assert rows_of([recorded(title=title)], raw=True)[0]["title"] == title


def test_jsonl_gives_back_the_same_claims() -> None:
    claims = [recorded(), recorded(figure="at least 40", high=None, quoted=True)]
    out = io.StringIO()
    exports.write(claims, "jsonl", out)
    lines = out.getvalue().splitlines()
    assert [RecordedClaim.model_validate(json.loads(line)) for line in lines] == claims


def test_an_unknown_format_names_those_that_exist() -> None:
    with pytest.raises(UsageError, match="csv, jsonl"):
        exports.write([], "xlsx", io.StringIO())


def test_a_missing_frame_library_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(UsageError, match="pip install polars"):
        Claims([recorded()]).to_polars()
