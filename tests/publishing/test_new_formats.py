"""Parquet, JSON-LD and Data Packages: read back by the libraries that others read them with."""

import csv
import hashlib
import importlib.resources
import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for
from pyarrow import parquet
from pyld import jsonld

from reportedly import verbs
from reportedly.errors import UsageError
from reportedly.publishing import exports, linked, packages
from reportedly.publishing.columns import CLAIM
from reportedly.publishing.packages import About
from reportedly.records import RecordedClaim
from tests.publishing.test_exports import recorded

SCHEMA_ORG, ANNOTATION = "https://schema.org/", "http://www.w3.org/ns/oa#"


def several() -> list[RecordedClaim]:
    return [
        recorded(),
        recorded(
            id="aa11bb22cc33",
            page="https://example.org/a?b=1",
            url="https://example.org/a",
            publisher="Tarn Post",
            title='The "mayor" </script>',
            source="Ida Lunt",
            low=40,
            high=40,
            best=40,
            comparator="exactly",
            figure="40 people 𝄞"[:2],
            sentence="40 were hurt.",
            start=100,
            end=102,
        ),
    ]


class TestParquet:
    def test_it_has_the_columns_with_their_types(self) -> None:
        out = io.BytesIO()
        assert exports.write_bytes(several(), "parquet", out) == 2
        out.seek(0)
        table = parquet.read_table(out)
        assert tuple(table.column_names) == exports.COLUMNS
        first, second = table.to_pylist()
        assert (first["low"], first["high"], first["when_end"]) == (40.0, None, date(2026, 3, 9))
        assert first["via"] == ["the Tarn Post", "TarnPress"]
        assert (second["source"], second["quoted"], second["start"]) == ("Ida Lunt", False, 100)
        assert table.schema.field("low").metadata[b"description"].startswith(b"least value")

    def test_the_same_claims_give_the_same_bytes(self) -> None:
        written = [io.BytesIO(), io.BytesIO()]
        for out in written:
            exports.write_bytes(several(), "parquet", out)
        assert written[0].getvalue() == written[1].getvalue()

    def test_no_claim_is_an_empty_table(self) -> None:
        out = io.BytesIO()
        assert exports.write_bytes([], "parquet", out) == 0
        out.seek(0)
        assert parquet.read_table(out).num_rows == 0

    def test_without_pyarrow_it_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(UsageError, match=r"pip install 'reportedly\[parquet\]'"):
            verbs.export([], "parquet", tmp_path / "claims.parquet")
        assert not list(tmp_path.iterdir())


def expanded(claims: list[RecordedClaim]) -> list[Any]:
    """The document as a reader of JSON-LD has it; nothing is fetched."""
    out = io.StringIO()
    assert linked.write(claims, out) == len(claims)

    def refuse(url: str, _options: object) -> None:
        pytest.fail(f"the document needs {url}")

    found: list[Any] = jsonld.expand(json.loads(out.getvalue()), {"documentLoader": refuse})
    return found


def value(node: dict[str, Any], name: str) -> Any:
    (one,) = node[name]
    return one.get("@value", one)


class TestLinkedData:
    def test_a_claim_appears_where_its_selectors_say(self) -> None:
        claims = several()
        first, second = expanded(claims)
        assert first["@type"] == [f"{SCHEMA_ORG}Claim"]
        for node, claim in ((first, claims[0]), (second, claims[1])):
            appearance = value(node, f"{SCHEMA_ORG}appearance")
            assert f"{ANNOTATION}SpecificResource" in appearance["@type"]
            by_type = {one["@type"][0]: one for one in appearance[f"{ANNOTATION}hasSelector"]}
            quote = by_type[f"{ANNOTATION}TextQuoteSelector"]
            parts = [value(quote, f"{ANNOTATION}{name}") for name in ("prefix", "exact", "suffix")]
            assert "".join(parts) == claim.sentence
            assert parts[1] == claim.figure
            position = by_type[f"{ANNOTATION}TextPositionSelector"]
            assert value(position, f"{ANNOTATION}start") == claim.start
            assert value(position, f"{ANNOTATION}end") == claim.end

    def test_its_quantity_has_the_interval(self) -> None:
        first, second = expanded(several())
        quantity = value(first, f"{SCHEMA_ORG}about")
        assert value(quantity, f"{SCHEMA_ORG}minValue") == 40
        assert f"{SCHEMA_ORG}maxValue" not in quantity
        assert value(value(second, f"{SCHEMA_ORG}about"), f"{SCHEMA_ORG}value") == 40
        assert value(value(second, f"{SCHEMA_ORG}author"), f"{SCHEMA_ORG}name") == "Ida Lunt"

    def test_a_text_is_named_by_its_hash(self) -> None:
        node = expanded([recorded(text_hash=hashlib.sha256(b"Hello World!").hexdigest())])[0]
        source = value(value(node, f"{SCHEMA_ORG}appearance"), f"{ANNOTATION}hasSource")
        # The example of RFC 6920, section 8.1.
        assert source["@id"] == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"

    def test_it_may_stand_in_a_page(self) -> None:
        out = io.StringIO()
        linked.write(several(), out)
        assert "<" not in out.getvalue()
        assert json.loads(out.getvalue())["@graph"][1]["appearance"]["oa:hasSource"]["name"] == (
            'The "mayor" </script>'
        )

    def test_an_address_that_is_none_is_left_out(self) -> None:
        for page in ("pages/tarn.txt", "https://exam ple.org/<x>", "javascript:alert(1)"):
            node = linked.node(recorded(page=page))
            assert "url" not in node["appearance"]["oa:hasSource"]

    def test_no_claim_is_an_empty_graph(self) -> None:
        assert expanded([]) == []


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / packages.DESCRIPTOR).read_text(encoding="utf-8"))
    return found


def complaints(package: dict[str, Any]) -> list[str]:
    """What the standard's own schemas, as dplib has them, say against a description."""
    found = []
    resources = package["resources"]
    for name, values in (
        ("datapackage", [package]),
        ("dataresource", resources),
        ("tableschema", [resource["schema"] for resource in resources]),
    ):
        profile = importlib.resources.files("dplib") / "profiles" / "2.0" / f"{name}.json"
        schema = json.loads(profile.read_text(encoding="utf-8"))
        validator = validator_for(schema)(schema)
        found += [error.message for value in values for error in validator.iter_errors(value)]
    return found


class TestPackages:
    def test_the_schemas_do_complain(self, tmp_path: Path) -> None:
        packages.write(several(), tmp_path, "csv", About())
        package = described(tmp_path)
        package["resources"][0]["schema"]["fields"][0]["type"] = "words"
        package["licenses"] = "CC-BY-4.0"
        assert len(complaints(package)) >= 2

    @pytest.mark.parametrize("form", packages.FORMATS)
    def test_a_package_is_valid_and_describes_its_table(self, tmp_path: Path, form: str) -> None:
        about = About("Tarn", "CC-BY-4.0", {"kind": "injured"})
        assert packages.write(several(), tmp_path, form, about) == 2
        package = described(tmp_path)
        assert complaints(package) == []
        (resource,) = package["resources"]
        data = (tmp_path / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == list(exports.COLUMNS)
        assert package["licenses"] == [{"name": "CC-BY-4.0"}]
        assert "kind injured" in package["description"]
        assert package["sources"] == [
            {"title": "pages/tarn.txt"},
            {"title": 'Tarn Post, The "mayor" </script>', "path": "https://example.org/a"},
        ]

    def test_the_cells_are_of_the_types_that_it_names(self, tmp_path: Path) -> None:
        packages.write(several(), tmp_path, "csv", About())
        with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        read: dict[str, Callable[[str], object]] = {
            "number": float,
            "integer": int,
            "date": date.fromisoformat,
            "boolean": {"True": True, "False": False}.__getitem__,
            "string": str,
        }
        for row in rows:
            for column in CLAIM:
                if row[column.name]:
                    read[column.type](row[column.name])

    def test_without_a_licence_it_says_so(self, tmp_path: Path) -> None:
        packages.write(several(), tmp_path, "csv", About())
        package = described(tmp_path)
        assert complaints(package) == []
        assert "licenses" not in package
        assert "No licence is named" in package["description"]

    def test_it_depends_on_nothing_but_the_claims(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            packages.write(several(), tmp_path / name, "csv", About())
        one, two = ((tmp_path / name / packages.DESCRIPTOR).read_bytes() for name in ("one", "two"))
        assert one == two

    def test_many_sources_are_counted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(packages, "MOST_SOURCES", 1)
        packages.write(several(), tmp_path, "csv", About())
        package = described(tmp_path)
        assert len(package["sources"]) == 1
        assert "1 more pages" in package["description"]

    @pytest.mark.parametrize(
        ("form", "licence", "said"),
        [
            ("jsonl", None, "takes --format csv or parquet"),
            ("csv", "my own", "not an identifier"),
        ],
    )
    def test_what_cannot_be_is_refused_before_anything_is_written(
        self, tmp_path: Path, form: str, licence: str | None, said: str
    ) -> None:
        with pytest.raises(UsageError, match=said):
            packages.write(several(), tmp_path / "new", form, About(licence=licence))
        assert not (tmp_path / "new").exists()


class TestWholeFiles:
    def test_a_file_that_fails_half_way_leaves_what_was_there(self, tmp_path: Path) -> None:
        path = tmp_path / "claims.csv"
        path.write_text("before")

        def broken() -> Any:
            yield recorded()
            raise UsageError("the ledger broke")

        with pytest.raises(UsageError, match="the ledger broke"):
            verbs.export(broken(), "csv", path)
        assert path.read_text() == "before"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_folder_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot be written"):
            verbs.export([], "csv", tmp_path / "gone" / "claims.csv")
