"""What follows from what people decided of names: the later wins, and what is parted stays parted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reconciling.decisions import Decided, Meant, judged
from reportedly.reconciling.partitions import Partition
from reportedly.reconciling.wordings import is_description, name_key
from tests.reconciling.deciding_people import decided


def holding(*said: str) -> list[str]:
    """What became of each decision, in their order."""
    return [one.standing for one in judged(decided(*said))]


def parted(a: str, b: str, *said: str) -> bool:
    return Decided(decided(*said)).parted(Meant(a), Meant(b))


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        (["k = l"], ["in force"]),
        (["k = l", "k / l"], ["overruled", "in force"]),
        (["k / l", "k = l"], ["overruled", "in force"]),
        (["k = l", "k / l", "undo 1"], ["in force", "undone", "in force"]),
        (["k = l", "undo 0"], ["undone", "in force"]),
        (["k = l", "undo 0", "undo 1"], ["in force", "undone", "in force"]),
        # Of a chain that a later split contradicts, the oldest link gives way.
        (["k = l", "l = m", "k / m"], ["overruled", "in force", "in force"]),
        (["k / m", "k = l", "l = m"], ["overruled", "in force", "in force"]),
    ],
)
def test_the_later_decision_wins(said: list[str], standing: list[str]) -> None:
    assert holding(*said) == standing


def test_what_is_one_with_a_parted_name_is_parted_too() -> None:
    assert parted("k", "m", "k = l", "l / m")
    assert not parted("k", "m", "k = l", "l / m", "undo 1")
    assert not parted("k", "m", "l / m")


def test_decisions_of_another_sort_are_of_other_names() -> None:
    places = decided("Oro = Torva", sort="place")
    assert not Decided(places, "actor")
    assert Decided(places, "place")


def test_a_description_is_decided_for_a_story() -> None:
    said = Decided(decided("police = Oro Police", page="p1"), "actor", {"p1": "s1", "p2": "s1"})
    reading = said.reading(Meant("police", "s1"))
    assert reading is not None
    assert reading[1] == "Oro Police"
    assert said.reading(Meant("police", "s2")) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the Flood Agency", "Flood Agency"),
        ("the country's Flood Agency", "FLOOD AGENCY"),
        ("Ada Orlén", "Ada Orlen"),
        ("O'Tarv", "O’Tarv"),
    ],
)
def test_names_with_one_key(a: str, b: str) -> None:
    assert name_key("actor", a) == name_key("actor", b)


def test_descriptions() -> None:
    for name in ("police", "the governor", "Governor", "Rescuers", "the defence ministry"):
        assert is_description("actor", name)
    for name in ("Ada Orlen", "NFA", "National Flood Agency"):
        assert not is_description("actor", name)
    assert is_description("group", "villagers")
    assert not is_description("group", "Tarnish soldiers")


names = st.sampled_from("klmnop")
lines = st.lists(
    st.tuples(names, st.sampled_from([" = ", " / "]), names).filter(lambda t: t[0] != t[2]),
    max_size=8,
).map(lambda given: ["".join(one) for one in given])


@given(lines)
def test_nothing_is_one_and_two_at_once(said: list[str]) -> None:
    found = Decided(decided(*said))
    joined = found.applied({name: [Meant(name)] for name in "klmnop"})
    for a in "klmnop":
        assert not joined.parted(a, a)
        for b in "klmnop":
            assert not (joined.one(a, b) and joined.parted(a, b))
            assert joined.one(a, b) == joined.one(b, a)
            assert joined.parted(a, b) == joined.parted(b, a)


@given(lines)
def test_the_last_decision_holds(said: list[str]) -> None:
    if said:
        assert holding(*said)[-1] == "in force"


@given(lines, st.tuples(names, st.sampled_from([" = ", " / "]), names))
def test_taking_back_restores_what_was_before(said: list[str], more: tuple[str, ...]) -> None:
    if more[0] == more[2]:
        return
    before = Decided(decided(*said))
    after = Decided(decided(*said, "".join(more), f"undo {len(said)}"))
    assert [r[1:] for r in after.merges] == [r[1:] for r in before.merges]
    assert [r[1:] for r in after.splits] == [r[1:] for r in before.splits]


@given(st.lists(st.tuples(names, names), max_size=12))
def test_joining_is_being_connected(pairs: list[tuple[str, str]]) -> None:
    forwards: Partition[str] = Partition()
    backwards: Partition[str] = Partition()
    for a, b in pairs:
        forwards.join(a, b)
    for a, b in reversed(pairs):
        backwards.join(b, a)
    for a in "klmnop":
        assert set(forwards.with_it(a)) == set(backwards.with_it(a))
