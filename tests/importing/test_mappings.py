"""Mapping files: what can be said, and how a mistake is told."""

from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.importing import load_mapping, shipped_mappings
from tests.importing.invented import MAPPING, mapping, write_mapping


def test_a_mapping_names_its_columns(tmp_path: Path) -> None:
    found = mapping(tmp_path)
    assert len(found.columns()) == 11
    heads = "day,what,whose,least,most,number,end,total,said by,link,our note"
    assert set(found.columns()) == set(heads.split(","))


@pytest.mark.parametrize("name", ["low-high-best", "minimum-maximum"])
def test_shipped_mappings_load_and_describe_themselves(name: str) -> None:
    found = load_mapping(name)
    assert found.name == name
    assert name in shipped_mappings()
    assert found.description.strip()
    assert len(found.digest) == 12


def test_a_mended_mapping_has_another_digest(tmp_path: Path) -> None:
    first = mapping(tmp_path).digest
    assert mapping(tmp_path, MAPPING.replace('"destroyed"', '"damaged"')).digest != first


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[number]", "[number", "is not valid TOML"),
        ('low = "least"', 'lowest = "least"', "number.lowest: is no setting"),
        ('name = "river"', 'name = "The River"', "'The River' is none"),
        ('houses = "destroyed"', 'houses = "flooded"', "kind: 'flooded' is none of killed"),
        ('format = "%Y-%m-%d" }', 'format = "%Y-%m" }', "does not hold day, month and year"),
        ('format = "%Y-%m-%d" }', "days = 3 }", "is no setting"),
        ('kind = { column = "what", values', 'kind = { columns = "what", values', "claim.kind"),
        ("since = 2026-02-01", "since = 2026-02-31", "is not valid TOML"),
        ('title = "losses on the river"', "", "title: is missing"),
        ('title = "losses on the river"', 'title = "x"\ndelimiter = "\\n"', "cannot stand between"),
        ('title = "losses on the river"', 'title = "x"\ntext = "y"', "text is no setting"),
        ('low = "least"\nhigh = "most"\nbest = "number"', "", "at least one of the columns"),
    ],
)
def test_a_malformed_mapping_is_told_by_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in MAPPING
    path = write_mapping(tmp_path, MAPPING.replace(old, new, 1))
    with pytest.raises(UsageError) as error:
        load_mapping(path)
    assert said in str(error.value)
    assert "river.toml" in str(error.value)


def test_a_mapping_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UsageError, match="low-high-best, minimum-maximum"):
        load_mapping("rivr")


def test_a_mapping_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes(b'name = "\xe9"')
    with pytest.raises(UsageError, match="not in UTF-8"):
        load_mapping(path)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(UsageError, match="more than 1,000,000 bytes"):
        load_mapping(path)
