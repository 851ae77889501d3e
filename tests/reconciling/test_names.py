"""Folding of names: what is the same people, place or source, and what is not."""

import pytest

from reportedly.reconciling.names import people_of, place_of, same_actor


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("DPRK troops", "North Korean soldiers"),
        ("N. Korean forces", "the North Korean military"),
        ("British soldiers", "U.K. troops"),
        ("two children", "two boys"),
    ],
)
def test_phrases_for_the_same_people(a: str, b: str) -> None:
    assert people_of(a).nation == people_of(b).nation
    assert people_of(a).group == people_of(b).group


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("North Korean soldiers", "South Korean soldiers"),
        ("Kenyan soldiers", "Kenyan civilians"),
        ("people", "children"),
        ("Ilmerian soldiers", "Zorvathi soldiers"),  # peoples that no table has
        ("Ilmerian soldiers", "soldiers"),
        ("houses", "bridges"),
    ],
)
def test_phrases_for_other_people(a: str, b: str) -> None:
    assert people_of(a) != people_of(b)


def test_a_region_is_its_name_and_lies_in_its_country() -> None:
    assert place_of("Russia’s Kursk border region") == place_of("Kursk")
    assert place_of("the Kursk region").lies_in(place_of("Russia"))
    assert not place_of("Poltava").lies_in(place_of("Russia"))
    assert not place_of("Russia").lies_in(place_of("Russia"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Oleksan Vardiyev", "Olexan Vardiev"),
        ("South Korean officials", "S. Korean officials"),
        ("the Interior Ministry", "interior ministry"),
    ],
)
def test_spellings_of_one_source(a: str, b: str) -> None:
    assert same_actor(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Vardiyev", "Oleksan Vardiyev"),  # a surname alone is not a person
        ("Maren Tolk", "Jorun Tolk"),
        ("North Korean officials", "South Korean officials"),
        ("health ministry", "interior ministry"),
        ("Kim Jae", "Kim Jun"),
    ],
)
def test_sources_that_stay_apart(a: str, b: str) -> None:
    assert not same_actor(a, b)
