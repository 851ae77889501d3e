"""A person's stories in a ledger: they outlive new readings, on every database."""

import json
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import InputError, UsageError
from reportedly.ledger import Ledger
from reportedly.records import Claim
from tests.ledger.invented import put, reading

STORM = (
    "Storm kills seven in Torvale\n\n"
    "A storm killed seven fishermen in Torvale on Tuesday, the harbour master Ben Tarv said."
)


def storm_claims(**others: object) -> tuple[Claim, ...]:
    at = STORM.index("seven fishermen")
    fields: dict[str, object] = {
        "start": at,
        "end": at + 5,
        "figure": "seven",
        "low": 7,
        "high": 7,
        "best": 7,
        "comparator": "exactly",
        "kind": "killed",
        "counted": "fishermen",
        "who": "fishermen",
        "where": "Torvale",
        "source": "Ben Tarv",
    }
    return (Claim.model_validate(fields | others),)


@pytest.fixture
def told(store: Ledger) -> Ledger:
    put(store, reading())
    put(store, reading(STORM, storm_claims()), "storm.html")
    return store


def titles(store: Ledger) -> list[str]:
    return sorted(one.title for one in reportedly.stories(store))


def test_pages_become_happenings_and_stories(told: Ledger) -> None:
    assert [one.event for one in reportedly.happenings(told)] == ["flood", "storm"]
    assert len(reportedly.stories(told)) == 2
    assert [one.place for one in reportedly.happenings(told, where="Torvale")] == ["Torvale"]


def test_tolls_count_what_stands_and_list_a_denial(told: Ledger) -> None:
    (toll,) = reportedly.tolls(told, "Ostrel", kind="killed")
    line = next(one for one in toll.lines if one.status == "civilians")
    assert line.minimum is not None
    assert line.maximum is not None
    assert (line.minimum.value, line.maximum.value, line.maximum.open) == (40, 40, True)
    (denial,) = line.apart
    assert (denial.origin, denial.why) == ("Valley Guard", "denied")
    assert denial.contests
    shown = reportedly.show(told, line.minimum.rests_on[0].claim)
    assert shown.claim.figure == line.minimum.rests_on[0].figure


def test_a_name_outlives_a_reading_that_finds_another_place(
    told: Ledger,
) -> None:
    reportedly.name_story(told, "Torvale", "The lost boats", by="Ida Lunt")
    put(told, reading(STORM, storm_claims(where="Torvale harbour"), version="2.0"), "storm.html")
    assert "The lost boats" in titles(told)
    (applied,) = reportedly.story_decisions(told)
    assert not applied.astray


def test_a_decision_whose_happening_is_gone_waits_and_is_listed(told: Ledger) -> None:
    reportedly.name_story(told, "Torvale", "The lost boats", by="Ida Lunt")
    put(told, reading(STORM, (), version="2.0"), "storm.html")
    assert len(reportedly.stories(told)) == 1
    (applied,) = reportedly.story_decisions(told)
    assert (applied.found, len(applied.astray)) == ((), 1)
    put(told, reading(STORM, storm_claims(), version="3.0"), "storm.html")
    assert "The lost boats" in titles(told)


def test_joined_and_parted_by_a_person(told: Ledger) -> None:
    story = reportedly.join_story(told, "Spring", ["Ostrel", "Torvale"], by="Ida Lunt")
    assert (story.name, story.by, len(story.happenings)) == ("Spring", "Ida Lunt", 2)
    assert len(reportedly.stories(told)) == 1
    alone = reportedly.part_story(told, ["Torvale"], by="Ben Tarv", name="The boats")
    assert alone.title == "The boats"
    assert titles(told) == ["Spring", "The boats"]
    with pytest.raises(UsageError, match="there is a story called 'Spring'"):
        reportedly.part_story(told, ["Torvale"], by="Ben Tarv", name="spring")
    assert len(reportedly.story_decisions(told)) == 2


def test_every_policy_on_a_ledger(told: Ledger) -> None:
    for policy in ("range", "latest", "majority"):
        assert {one.policy for one in reportedly.tolls(told, policy=policy)} == {policy}


def test_an_empty_ledger_has_no_stories_and_no_such_story(store: Ledger) -> None:
    assert reportedly.happenings(store) == []
    assert reportedly.stories(store) == []
    assert reportedly.tolls(store) == []
    with pytest.raises(UsageError, match="there is no story 'Oro'"):
        reportedly.tolls(store, "Oro")


def test_stories_travel_to_another_ledger_of_the_same_pages(told: Ledger, tmp_path: Path) -> None:
    reportedly.name_story(told, "Torvale", "The lost boats", by="Ida Lunt", note="as its people do")
    written = tmp_path / "reviews.jsonl"
    assert reportedly.export_reviews(told, written) == 1
    with reportedly.open(tmp_path / "other.db") as other:
        done = reportedly.import_reviews(other, written)
        assert (done.stories, done.names, done.new) == (1, 0, 0)
        put(other, reading(STORM, storm_claims()), "storm.html")
        assert titles(other) == ["The lost boats"]
        assert reportedly.import_reviews(other, written).stories == 0
        again = tmp_path / "again.jsonl"
        reportedly.export_reviews(other, again)
        assert again.read_bytes() == written.read_bytes()


@pytest.mark.parametrize("change", [{"by": ""}, {"action": "undo"}, {"at": "soon"}])
def test_a_file_with_a_decision_that_is_none_is_refused(
    told: Ledger, tmp_path: Path, change: dict[str, str]
) -> None:
    reportedly.name_story(told, "Torvale", "The lost boats", by="Ida Lunt")
    written = tmp_path / "reviews.jsonl"
    reportedly.export_reviews(told, written)
    head, line = written.read_text("ascii").splitlines()
    changed = json.dumps({"story": json.loads(line)["story"] | change})
    written.write_text(f"{head}\n{changed}\n", "ascii")
    with pytest.raises(InputError, match="line 2: it holds no decision"):
        reportedly.import_reviews(told, written)


def test_what_was_decided_is_taken_back_and_holds_again_when_decided_again(told: Ledger) -> None:
    before = titles(told)
    reportedly.join_story(told, "Spring", ["Ostrel", "Torvale"], by="Ida Lunt")
    (joined,) = reportedly.story_decisions(told)
    after = reportedly.undo_story(told, joined.decision.id[:6], by="Ben Tarv", note="two rivers")
    assert len(after) == 2
    assert titles(told) == before
    undone, undo = reportedly.story_decisions(told)
    assert (undone.standing, undo.standing) == ("undone", "in force")
    assert (undo.decision.action, undo.decision.undoes) == ("undo", joined.decision.id)
    assert (undo.decision.by, undo.decision.note) == ("Ben Tarv", "two rivers")
    assert set(undo.found) == set(undone.found) == set(joined.found)
    reportedly.join_story(told, "Spring", ["Ostrel", "Torvale"], by="Ida Lunt")
    assert titles(told) == ["Spring"]


def test_taking_back_leaves_what_others_decided_of_the_same_story(told: Ledger) -> None:
    reportedly.name_story(told, "Torvale", "The lost boats", by="Ida Lunt")
    reportedly.name_story(told, "The lost boats", "The seven fishermen", by="Ben Tarv")
    last = reportedly.story_decisions(told)[-1].decision.id
    (now,) = reportedly.undo_story(told, last, by="Ida Lunt")
    assert (now.name, now.by) == ("The lost boats", "Ida Lunt")


@pytest.mark.parametrize(
    ("taken", "message"),
    [
        ("undone", "was taken back before"),
        ("undo", "takes another one back: decide that one again"),
        ("0123456789ab", "no decision on stories has the id"),
        ("", "no decision on stories has the id"),
    ],
)
def test_what_cannot_be_taken_back_is_said(told: Ledger, taken: str, message: str) -> None:
    reportedly.name_story(told, "Torvale", "The lost boats", by="Ida Lunt")
    first = reportedly.story_decisions(told)[0].decision.id
    reportedly.undo_story(told, first, by="Ida Lunt")
    undone, undo = (one.decision.id for one in reportedly.story_decisions(told))
    with pytest.raises(UsageError, match=message):
        reportedly.undo_story(told, {"undone": undone, "undo": undo}.get(taken, taken), by="Bea")
    assert len(reportedly.story_decisions(told)) == 2


def test_what_was_taken_back_stays_so_in_another_ledger(told: Ledger, tmp_path: Path) -> None:
    reportedly.name_story(told, "Torvale", "The lost boats", by="Ida Lunt", at="2026-04-01")
    first = reportedly.story_decisions(told)[0].decision.id
    reportedly.undo_story(told, first, by="Ben Tarv", at="2026-04-02")
    written = tmp_path / "reviews.jsonl"
    assert reportedly.export_reviews(told, written) == 2
    head, named, undone = written.read_text("ascii").splitlines()
    assert "undoes" not in json.loads(named)["story"]  # as versions of before wrote it, and read it
    with reportedly.open(tmp_path / "other.db") as other:
        put(other, reading(STORM, storm_claims()), "storm.html")
        assert reportedly.import_reviews(other, written).stories == 2
        assert "The lost boats" not in titles(other)
        assert [one.standing for one in reportedly.story_decisions(other)] == ["undone", "in force"]
    alone = tmp_path / "alone.jsonl"
    alone.write_text(f"{head}\n{undone}\n", "ascii")
    with (
        reportedly.open(tmp_path / "third.db") as third,
        pytest.raises(UsageError, match="no decision on stories has the id"),
    ):
        reportedly.import_reviews(third, alone)
