"""The tables of towns are those of the gazetteer that is installed."""

import pytest

from reportedly.reconciling import town_tables
from reportedly.reconciling.names import other_town_names, place_of, town_names
from reportedly.vocabulary import towns


def test_the_tables_are_up_to_date() -> None:
    for file, text in town_tables.tables().items():
        kept = (towns.FOLDER / file).read_text(encoding="utf-8")
        assert kept == text, f"{file}: run python -m reportedly.reconciling.town_tables"


@pytest.mark.parametrize(
    ("town", "country"), [("Kharkiv", "Ukraine"), ("Lyon", "France"), ("Nairobi", "Kenya")]
)
def test_towns_lie_in_countries(town: str, country: str) -> None:
    assert place_of(town).country == country
    assert town.lower() in town_names()


def test_large_towns_have_other_names() -> None:
    assert other_town_names()["kiev"] == "kyiv"
    assert "lyon" not in other_town_names()
