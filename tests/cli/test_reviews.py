"""`review` and `reviews` as a person calls them, and what other commands then show."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportedly import cli
from tests.cli.conftest import Called, call

INES = ("--by", "Ines Tarv", "--at", "2025-11-01T09:00Z")
BO = ("--by", "Bo Venn", "--at", "2025-11-02T09:00Z")


@pytest.fixture
def own(ledger: Path, tmp_path: Path) -> Path:
    """A ledger of the example pages that a test may decide in."""
    return Path(shutil.copy(ledger, tmp_path / "own.db"))


def asked(own: Path, *arguments: str) -> Any:
    return json.loads(call(*arguments, "--json", "--ledger", own).out)


def decide(own: Path, *arguments: str, by: tuple[str, ...] = INES) -> Called:
    called = call("review", *arguments, *by, "--ledger", own)
    assert called.status == cli.DONE, called.err
    return called


def rescued(own: Path) -> dict[str, Any]:
    """The first claim of people who were rescued."""
    found: dict[str, Any] = asked(own, "claims", "--kind", "rescued")[0]
    return found


def everything(own: Path) -> list[Any]:
    asking = (["claims"], ["series"], ["conflicts"], ["sources"])
    return [asked(own, *one) for one in asking]


def test_the_queue_begins_with_conflicts_and_ends_with_what_is_plain(own: Path) -> None:
    called = call("review", "--limit", "2", "--ledger", own)
    assert called.status == cli.DONE
    assert "conflict: contradiction with" in called.out
    assert "Next: reportedly review accept" in called.out
    queue = asked(own, "review", "--limit", "500")
    order = ["disagreement", "conflict", "low confidence", "not reviewed"]
    places = [order.index(one["doubt"]) for one in queue]
    assert places == sorted(places)
    assert len({one["claim"]["id"] for one in queue}) == len(queue) == len(asked(own, "claims"))
    sure = [one["claim"]["confidence"] for one in queue if one["doubt"] == "not reviewed"]
    assert sure == sorted(sure)


def test_what_is_reviewed_leaves_the_queue(own: Path) -> None:
    first = asked(own, "review", "--limit", "1")[0]["claim"]["id"]
    decide(own, "accept", first[:8])
    assert first not in [one["claim"]["id"] for one in asked(own, "review", "--limit", "500")]
    assert call("review", "--text", "no such words", "--ledger", own).status == cli.NOTHING_FOUND


def test_a_correction_is_used_everywhere_and_shown_with_what_was_read(own: Path) -> None:
    claim = rescued(own)
    called = decide(
        own, "correct", claim["id"][:8], "--set", "where=Port Essel", "--set", "who=crew"
    )
    shown = " ".join(called.out.split())
    assert "where Tollen Strait → Port Essel" in shown
    assert "read as: who people, where Tollen Strait" in shown
    found = asked(own, "show", claim["id"])
    assert (found["where"], found["who"]) == ("Port Essel", "crew")
    assert found["review"]["before"] == {"who": "people", "where": "Tollen Strait"}
    assert [one["decision"] for one in found["reviews"]] == ["correct"]
    assert claim["id"] in [c["id"] for c in asked(own, "claims", "--where", "Port Essel")]
    titles = [one["title"] for one in asked(own, "series", "--kind", "rescued")]
    assert any("Port Essel" in title for title in titles)
    exported = call("export", "--kind", "rescued", "--ledger", own).out
    assert "corrected,Ines Tarv" in exported
    assert '""where"": ""Tollen Strait""' in exported


def test_a_rejected_claim_leaves_series_and_tolls_and_is_listed_apart(own: Path) -> None:
    claim = rescued(own)
    counted = {s["id"] for one in asked(own, "series") for s in one["statements"]}
    assert claim["statement"] in counted
    decide(own, "reject", claim["id"], "--note", "passengers of another ship")
    assert claim["id"] not in [one["id"] for one in asked(own, "claims")]
    assert claim["id"] in [one["id"] for one in asked(own, "claims", "--rejected")]
    series = asked(own, "series", "--kind", "rescued")
    apart = [s for one in series for s in one["apart"] if s["apart"] == "rejected"]
    assert [s["claims"][0]["start"] for s in apart] == [claim["start"]]
    assert claim["page"] not in {s["page"] for one in series for s in one["statements"]}
    assert "not counted: rejected" in " ".join(
        call("series", "--kind", "rescued", "--ledger", own).out.split()
    )
    assert claim["id"] not in call("export", "--ledger", own).out


def test_a_series_of_which_all_is_rejected_is_none(own: Path) -> None:
    single = next(
        one for one in asked(own, "series") if len(one["statements"]) == 1 and not one["apart"]
    )
    statement = single["statements"][0]
    claims = [c for c in asked(own, "claims") if c["statement"] == statement["id"]]
    for claim in claims:
        decide(own, "reject", claim["id"])
    assert single["id"] not in [one["id"] for one in asked(own, "series")]


def test_undo_gives_back_everything_as_it_was(own: Path) -> None:
    before = everything(own), asked(own, "tolls")
    claim = rescued(own)
    for arguments in (
        ("reject", claim["id"]),
        ("correct", claim["id"], "--set", "kind=injured", "--set", "who="),
        ("accept", claim["id"]),
    ):
        decide(own, *arguments)
        assert asked(own, "claims") != before[0][0]
        standing = next(
            r
            for r in asked(own, "reviews")
            if r["standing"] == "in force" and r["decision"] != "undo"
        )
        decide(own, "undo", standing["id"][:10])
        assert asked(own, "claims") == before[0][0]
    assert (everything(own), asked(own, "tolls")) == before
    again = call("review", "undo", standing["id"], *INES, "--ledger", own)
    assert (again.status, again.err) == (
        cli.WRONG_USE,
        f"error: review {standing['id']} was taken back before",
    )


def test_a_claim_is_added_by_its_words_in_a_page(own: Path) -> None:
    claim = rescued(own)
    decide(own, "reject", claim["id"])
    there = ("131", "--set", "kind=rescued", "--set", "source=a deckhand")
    decide(own, "add", claim["page"], *there, "--start", str(claim["start"]))
    found = next(one for one in asked(own, "claims") if one["source"] == "a deckhand")
    assert (found["start"], found["low"], found["comparator"]) == (claim["start"], 131, "exactly")
    refused = call("review", "add", claim["page"], "no such words", *INES, "--ledger", own)
    assert "has no 'no such words'" in refused.err


def test_a_claim_without_a_page_is_added_by_hand(own: Path) -> None:
    said = "By telephone the harbour master spoke of more than 140 rescued in Tollen Strait."
    fields = ("--set", "kind=rescued", "--set", "where=Tollen Strait")
    nobody = call("review", "add", "more than 140", "--said", said, *fields, *INES, "--ledger", own)
    assert "a claim without a page needs its source" in nobody.err
    source = ("--set", "source=the harbour master", "--published", "2025-11-02")
    decide(own, "add", "more than 140", "--said", said, *fields, *source)
    found = next(one for one in asked(own, "claims") if one["source"] == "the harbour master")
    assert (found["low"], found["comparator"], found["sentence"]) == (140, "more_than", said)
    assert found["review"]["verdict"] == "added"
    series = asked(own, "series", "--kind", "rescued", "--where", "Tollen Strait")
    assert found["statement"] in {s["id"] for one in series for s in one["statements"]}


def test_reviewers_disagree_and_one_of_them_settles_it(own: Path) -> None:
    claim = rescued(own)["id"]
    decide(own, "accept", claim)
    assert call("reviews", "--disagreements", "--ledger", own).status == cli.NOTHING_FOUND
    decide(own, "correct", claim, "--set", "where=Port Essel", by=BO)
    (one,) = asked(own, "reviews", "--disagreements")
    assert (one["claim"], one["on"]) == (claim, ["where"])
    assert asked(own, "review", "--limit", "1")[0]["doubt"] == "disagreement"
    shown = " ".join(call("reviews", "--disagreements", "--ledger", own).out.split())
    assert "Ines Tarv, 1 Nov 2025: accepted “131”" in shown
    decide(own, "accept", claim, "--settle", by=("--by", "Cem Ardal", "--at", "2025-11-03"))
    assert asked(own, "show", claim)["where"] == "Port Essel"
    assert call("reviews", "--disagreements", "--ledger", own).status == cli.NOTHING_FOUND
    assert [r["standing"] for r in asked(own, "reviews")] == ["settled", "settled", "in force"]
    nothing = call("review", "reject", claim, "--settle", *BO, "--ledger", own)
    assert "there is nothing to settle" in nothing.err


def test_series_are_joined_and_parted(own: Path) -> None:
    before = everything(own)
    of = asked(own, "series", "--kind", "killed")
    first, second = of[0], of[1]
    decide(own, "join", first["id"], second["id"])
    after = {one["id"]: one for one in asked(own, "series")}
    assert second["id"] not in after
    joined = after[first["id"]]
    assert len(joined["statements"]) + len(joined["apart"]) == sum(
        len(one["statements"]) + len(one["apart"]) for one in (first, second)
    )
    assert joined["reviews"] == [asked(own, "reviews")[0]["id"]]
    decide(own, "undo", joined["reviews"][0])
    assert everything(own) == before
    statement = first["statements"][0]
    claim = next(c["id"] for c in asked(own, "claims") if c["statement"] == statement["id"])
    decide(own, "part", claim)
    made = [one for one in asked(own, "series") if one["reviews"]]
    assert len(made) == 2
    assert [len(one["statements"]) for one in made].count(1) >= 1


def test_series_of_two_kinds_are_not_one(own: Path) -> None:
    killed, rescued_ = (
        asked(own, "series", "--kind", "killed")[0],
        asked(own, "series", "--kind", "rescued")[0],
    )
    called = call("review", "join", killed["id"], rescued_["id"], *INES, "--ledger", own)
    assert "series of two kinds are not one" in called.err


def test_two_laptops_take_in_each_others_reviews(own: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(own, tmp_path / "other.db"))
    claim = rescued(own)["id"]
    decide(own, "accept", claim)
    decide(own, "note", claim, "ask the port")
    call("names", "split", "Severin Haldyek", "Sevarin Haldjek", *INES, "--ledger", own)
    decide(other, "correct", claim, "--set", "where=Port Essel", by=BO)
    files = [str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]
    for at, file in zip((own, other), files, strict=True):
        assert call("export", "--reviews", file, "--ledger", at).status == cli.DONE
    assert "disagree on 1 claims" in call("import", files[1], "--ledger", own).out
    assert (
        "2 new of 2 reviews, 1 new decisions on names, 0 on stories"
        in call("import", files[0], "--ledger", other).out
    )
    for question in ("claims", "series", "names"):
        assert asked(own, question) == asked(other, question)
    assert asked(own, "reviews") == asked(other, "reviews")
    assert "0 new of 2 reviews, 0 new" in call("import", files[0], "--ledger", other).out


def test_a_file_that_is_none_is_refused_whole(own: Path, tmp_path: Path) -> None:
    decide(own, "accept", rescued(own)["id"])
    file = tmp_path / "reviews.jsonl"
    call("export", "--reviews", str(file), "--ledger", own)
    good = file.read_text(encoding="utf-8")
    for bad, why in (
        (good.replace("Ines", "Anna"), "line 2: the review was changed"),
        (good + "{]\n", "line 3: it is not JSON"),
        (good + '{"votes": {}}\n', "'votes' is no sort of decision"),
        (good + "[" * 5000 + "\n", "line 3: "),
    ):
        file.write_text(bad, encoding="utf-8")
        called = call("import", str(file), "--ledger", tmp_path / "new.db")
        assert called.status == cli.WRONG_USE
        assert why in called.err
    file.write_text("who,what\n", encoding="utf-8")
    assert "is no file of reviews; for a hand-kept table" in call("import", str(file)).err


def test_the_scorer_takes_reviewed_pages_as_gold(own: Path, shared: Path, tmp_path: Path) -> None:
    page = rescued(own)["page"]
    for claim in asked(own, "claims"):
        if claim["page"] == page:
            decide(own, "accept", claim["id"])
    gold, read = tmp_path / "gold.jsonl", tmp_path / "read.jsonl"
    assert call("export", "--format", "gold", "--output", gold, "--ledger", own).status == cli.DONE
    read.write_text(call("annotate", page, "--format", "jsonl").out, encoding="utf-8")
    scorer = [sys.executable, str(shared / "bench" / "score_claims.py")]
    done = subprocess.run(
        [*scorer, gold, read, "--json"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)["claim"]["f1"] == 1


def test_gold_is_of_pages_that_were_reviewed_whole(own: Path, tmp_path: Path) -> None:
    page = rescued(own)["page"]
    claims = [one for one in asked(own, "claims") if one["page"] == page]
    for claim in claims[1:]:
        decide(own, "accept", claim["id"])
    none = call("export", "--format", "gold", "--ledger", own)
    assert none.status == cli.NOTHING_FOUND
    assert "left out: 1 pages" in none.err
    decide(own, "reject", claims[0]["id"])
    (line,) = call("export", "--format", "gold", "--ledger", own).out.splitlines()
    gold = json.loads(line)
    assert (gold["doc"], len(gold["claims"])) == (page, len(claims) - 1)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("accept", "ffff"), "no claim has the id 'ffff'"),
        (("correct", "ID", "--set", "wher=Fenn"), "nearest: where"),
        (("correct", "ID", "--set", "where"), "write it as where=Kursk"),
        (("correct", "ID", "--set", "low=900"), "is greater than high 131"),
        (("correct", "ID", "--set", "kind=eaten"), "kind"),
        (("correct", "ID", "--set", "kind=rescued"), "nothing would change"),
        (("undo", "ffff"), "no review has the id 'ffff'"),
        (("join", "no such series", "nor this"), "there is no series 'no such series'"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    own: Path, arguments: tuple[str, ...], why: str
) -> None:
    identity = rescued(own)["id"]
    given = [identity if one == "ID" else one for one in arguments]
    called = call("review", *given, *INES, "--ledger", own)
    assert called.status == cli.WRONG_USE
    assert why in called.err
