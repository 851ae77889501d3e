"""`happenings`, `stories` and `tolls` as a person calls them."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

import reportedly
from reportedly import cli
from tests.cli.conftest import call


@pytest.fixture
def own(ledger: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of examples, to decide on stories in."""
    return Path(shutil.copy(ledger, tmp_path / "own.db"))


def test_tolls_gives_a_range_with_the_words_of_both_ends(ledger: Path) -> None:
    called = call("tolls", "Tollen", "--kind", "killed", "--ledger", ledger)
    assert called.status == cli.DONE
    assert "killed: people: 41 to more than 80; 4 voices with no known common origin" in called.out
    words = " ".join(called.out.split())
    assert "most: more than 80, union of seamen, in Keshtal Herald, 17 Oct 2025" in words
    assert "“The union of seamen says that more than 80 people were killed.”" in words
    assert "not counted: 60, Lumarran coast guard, in Keshtal Herald, 14 Oct 2025: denied" in words


def test_every_claim_that_an_end_rests_on_can_be_shown(ledger: Path) -> None:
    (toll,) = json.loads(call("tolls", "Tollen", "--json", "--ledger", ledger).out)
    claims = {
        voice["claim"]: voice
        for line in toll["lines"]
        for end in (line["minimum"], line["maximum"], line["best"])
        if end
        for voice in end["rests_on"]
    }
    known = {one["id"]: one for one in json.loads(call("claims", "--json", "--ledger", ledger).out)}
    assert claims.keys() <= known.keys()
    for name, voice in claims.items():
        assert known[name]["figure"] == voice["figure"]
        assert " ".join(known[name]["sentence"].split()) == voice["quote"]


def test_tolls_as_a_table_has_a_row_a_line(ledger: Path) -> None:
    called = call("tolls", "Tollen", "--format", "csv", "--ledger", ledger)
    rows = list(csv.DictReader(io.StringIO(called.out)))
    (toll,) = json.loads(call("tolls", "Tollen", "--json", "--ledger", ledger).out)
    assert len(rows) == len(toll["lines"])
    killed = next(r for r in rows if r["kind"] == "killed" and r["place"] == "Tollen Strait")
    assert (killed["minimum"], killed["maximum"], killed["maximum_open"]) == ("41", "80", "yes")
    assert killed["maximum_source"] == "union of seamen"
    assert killed["civil_status"] == "unknown"


def test_policies_choose_among_the_figures_that_stand(ledger: Path, tmp_path: Path) -> None:
    asked = ("tolls", "Tollen", "--kind", "killed", "--ledger", ledger, "--policy")
    assert "killed: people: 58; 1 voice" in call(*asked, "latest").out
    assert "killed: people: 58; 2 voices" in call(*asked, "majority").out
    trust = tmp_path / "trust.txt"
    trust.write_text("Lumarran coast guard\n")
    assert "killed: people: 41; 1 voice" in call(*asked, f"trusted:{trust}").out


def test_sides_are_lines_of_their_own(ledger: Path) -> None:
    called = call("tolls", "Hadrun", "--kind", "killed", "--json", "--ledger", ledger)
    (toll,) = json.loads(called.out)
    assert {"Ilmerian", "Zorvathi", None} <= {line["side"] for line in toll["lines"]}
    assert {"combatants", "civilians"} <= {line["status"] for line in toll["lines"]}


def test_formations_are_people_only_where_that_is_asked(ledger: Path) -> None:
    asked = ("tolls", "Hadrun", "--kind", "casualties", "--ledger", ledger)
    assert "assumed, not said: at most 250 people" in " ".join(call(*asked, "--assume").out.split())
    assert "assumed" not in call(*asked).out
    assert "up to a company; 1 voice" in call(*asked).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "there is no story 'nowhere'; `reportedly stories` lists them"),
        (("",), "there is no story ''"),
        (("202",), "several stories fit '202'"),
        (("--policy", "best"), "'best' is not a policy of tolls; they are range, latest"),
        (("--policy", "range:x"), "'range:x' is not a policy of tolls"),
        (("--policy", "trusted"), "--policy trusted needs a file"),
        (("--policy", "trusted:"), "--policy trusted needs a file"),
        (("--policy", "trusted:missing.txt"), "missing.txt: cannot be read: No such file"),
        (("--format", "xml"), "'xml' is not a format of tolls; they are text, json, csv"),
        (("--kind", "kiled"), "'kiled' is not a kind; nearest: killed"),
    ],
)
def test_wrong_use_is_explained(ledger: Path, arguments: tuple[str, ...], message: str) -> None:
    called = call("tolls", *arguments, "--ledger", ledger)
    assert called.status == cli.WRONG_USE
    assert message in called.err


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "trust.txt", "names no source"),
        (b"\xff\xfe", "trust.txt", "is not UTF-8 (byte 0)"),
        (b"x" * 1_000_001, "trust.txt", "has more than 1,000,000 bytes"),
        (b"sources = 1", "trust.toml", "has no list of sources"),
    ],
)
def test_a_malformed_file_of_sources_is_explained(
    ledger: Path, tmp_path: Path, content: bytes, name: str, message: str
) -> None:
    trust = tmp_path / name
    trust.write_bytes(content)
    called = call("tolls", "--policy", f"trusted:{trust}", "--ledger", ledger)
    assert called.status == cli.WRONG_USE
    assert message in called.err
    assert str(trust) in called.err


def test_an_empty_ledger_has_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    reportedly.open(path).close()
    for command in ("tolls", "happenings", "stories"):
        called = call(command, "--ledger", path)
        assert called.status == cli.NOTHING_FOUND
        assert "in the ledger fits" in called.out
        assert json.loads(call(command, "--json", "--ledger", path).out) == []
    missing = call("tolls", "--ledger", tmp_path / "none.db")
    assert missing.status == cli.WRONG_USE
    assert "none.db" in missing.err


def test_tolls_of_what_no_line_holds_is_nothing(ledger: Path) -> None:
    called = call("tolls", "Tollen", "--kind", "intercepted", "--ledger", ledger)
    assert called.status == cli.NOTHING_FOUND
    table = call("tolls", "--who", "dragons", "--format", "csv", "--ledger", ledger)
    assert (table.status, table.out) == (cli.NOTHING_FOUND, "")


def test_happenings_lists_what_where_and_when(ledger: Path) -> None:
    called = call("happenings", "--where", "Hadrun", "--kind", "killed", "--ledger", ledger)
    assert called.status == cli.DONE
    assert "Shelling, Hadrun, 2 Feb 2026" in called.out
    assert "Shipwreck" not in called.out
    found = json.loads(call("happenings", "--json", "--ledger", ledger).out)
    assert {"disaster", "accident", "violence"} >= {one["family"] for one in found} - {None}


def test_stories_lists_them_with_their_happenings(ledger: Path) -> None:
    called = call("stories", "--ledger", ledger)
    assert called.status == cli.DONE
    found = json.loads(call("stories", "--json", "--ledger", ledger).out)
    assert [one["title"] for one in found] == [
        "Shelling, Hadrun, 2 Feb 2026",
        "Shipwreck, Tollen Strait, 13 Oct 2025 to 17 Oct 2025",
    ]
    assert all(happening["id"] in called.out for one in found for happening in one["happenings"])


class TestAPersonsStories:
    def test_a_name_is_kept_and_asked_by(self, own: Path) -> None:
        named = call(
            "stories", "name", "Tollen", "The Orla Maren", "--by", "Ida Lunt", "--ledger", own
        )
        assert named.status == cli.DONE
        assert "The Orla Maren (named by Ida Lunt)" in named.out
        assert "The Orla Maren" in call("stories", "--ledger", own).out
        assert call("tolls", "orla maren", "--ledger", own).status == cli.DONE
        again = call("stories", "name", "Hadrun", "the orla maren", "--by", "x", "--ledger", own)
        assert again.status == cli.WRONG_USE
        assert "there is a story called 'The Orla Maren'" in again.err

    def test_happenings_are_joined_and_parted(self, own: Path) -> None:
        found = json.loads(call("happenings", "--where", "Imrat", "--json", "--ledger", own).out)
        imrat = found[0]["id"]
        joined = call(
            *("stories", "join", "The bus", imrat, "--by", "Ida Lunt", "--note", "one bus"),
            *("--ledger", own, "--json"),
        )
        assert [one["id"] for one in json.loads(joined.out)["happenings"]] == [imrat]
        whole = call("stories", "join", "The Bus", "Hadrun", "--by", "Ida Lunt", "--ledger", own)
        assert whole.status == cli.WRONG_USE
        assert "several happenings fit 'Hadrun'" in whole.err
        parted = call("stories", "part", imrat, "--by", "Ben Tarv", "--ledger", own)
        assert parted.status == cli.DONE
        listed = call("stories", "decisions", "--ledger", own)
        assert "join The bus" in listed.out
        assert "Ben Tarv" in listed.out
        decided = json.loads(call("stories", "decisions", "--json", "--ledger", own).out)
        assert [(one["decision"]["action"], one["astray"]) for one in decided] == [
            ("join", []),
            ("part", []),
        ]

    def test_a_whole_story_is_joined_to_another(self, own: Path) -> None:
        story = json.loads(call("stories", "--json", "--ledger", own).out)[1]["id"]
        assert (
            call("stories", "join", "All", story, "--by", "x", "--ledger", own).status == cli.DONE
        )
        other = json.loads(call("stories", "--json", "--ledger", own).out)[0]["id"]
        call("stories", "join", "All", other, "--by", "x", "--ledger", own)
        assert len(json.loads(call("stories", "--json", "--ledger", own).out)) == 1

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("name", "nowhere", "A name", "--by", "x"), "there is no story 'nowhere'"),
            (("name", "Tollen", " ", "--by", "x"), "name is empty"),
            (("name", "Tollen", "A name", "--by", " "), "who decided"),
            (("name", "Tollen", "A name"), "Missing option '--by'"),
            (("join", "A name", "nowhere", "--by", "x"), "there is no happening 'nowhere'"),
            (("part", "zzzz", "--by", "x"), "there is no happening 'zzzz'"),
            (("name", "Tollen", "A", "--by", "x", "--at", "noon"), "'noon' is not a moment"),
        ],
    )
    def test_wrong_use_is_explained(
        self, own: Path, arguments: tuple[str, ...], message: str
    ) -> None:
        called = call("stories", *arguments, "--ledger", own)
        assert called.status == cli.WRONG_USE
        assert message in called.err

    def test_nobody_has_decided(self, ledger: Path) -> None:
        called = call("stories", "decisions", "--ledger", ledger)
        assert called.status == cli.NOTHING_FOUND
        assert "nobody has decided on stories" in called.out


def test_a_decision_on_stories_is_taken_back(own: Path) -> None:
    asked = ("--by", "Ida Lunt", "--ledger", own)
    before = call("stories", "--json", "--ledger", own).out
    assert call("stories", "name", "Tollen", "The Orla Maren", *asked).status == cli.DONE
    (decided,) = json.loads(call("stories", "decisions", "--json", "--ledger", own).out)
    undone = call("stories", "undo", decided["id"][:6], *asked, "--json")
    assert json.loads(undone.out)["name"] is None
    assert call("stories", "--json", "--ledger", own).out == before
    listed = " ".join(call("stories", "decisions", "--ledger", own).out.split())
    assert "name The Orla Maren;" in listed
    assert "taken back" in listed
    assert f"undo {decided['id'][:8]}" in listed
    again = call("stories", "undo", decided["id"], *asked)
    assert again.status == cli.WRONG_USE
    assert "was taken back before" in again.err
