"""Names, series and stories put right in the browser, and what is refused."""

import re

import pytest
from fastapi.testclient import TestClient

from reportedly import verbs
from reportedly.ledger import Ledger
from tests.web.changing import sent

GUARD, HEAD = "Lumarran coast guard", "Sevarin Haldjek"


def spellings(desk: TestClient, name: str) -> set[str]:
    (one,) = desk.get("/names/actor.json", params={"name": name}).json()["identities"]
    return {spelling["words"] for spelling in one["spellings"]}


def test_names_are_merged_split_and_taken_back(desk: TestClient, reviewed: Ledger) -> None:
    answer = sent(desk, "/names/actor/merge", name=GUARD, other=HEAD, note="he  speaks\nfor it")
    assert answer.status_code == 303
    assert HEAD in spellings(desk, GUARD)
    page = desk.get(answer.headers["location"]).text
    assert "he speaks for it" in page
    assert "Ines Tarv" in page
    decision = verbs.name_decisions(reviewed)[-1]
    assert (decision.by, decision.note) == ("Ines Tarv", "he speaks for it")
    undone = sent(desk, f"/names/actor/undo/{decision.id}", name=GUARD)
    assert undone.status_code == 303
    assert HEAD not in spellings(desk, GUARD)
    assert "taken back" in desk.get(undone.headers["location"]).text
    split = sent(desk, "/names/actor/split", name=GUARD, other=["coast guard"])
    assert split.status_code in (303, 422)


@pytest.mark.parametrize(
    ("address", "said", "message"),
    [
        ("/names/actor/merge", {"name": GUARD, "other": "Nobody at all"}, "has no actor"),
        ("/names/actor/merge", {"name": GUARD, "other": f"the {GUARD}"}, "written alike"),
        ("/names/actor/split", {"name": GUARD}, "choose the names"),
        ("/names/actor/undo/0123456789ab", {"name": GUARD}, "no decision on names has the id"),
    ],
)
def test_what_cannot_be_decided_of_names_is_said_on_their_page(
    address: str, said: dict[str, str], message: str, desk: TestClient
) -> None:
    answer = sent(desk, address, **said)
    assert answer.status_code == 422
    assert message in answer.text.replace("&#39;", "'")
    assert "--" not in re.sub(r"<[^>]*>", "", answer.text)


def test_names_are_looked_for_and_shown_without_forms_to_readers(
    desk: TestClient, client: TestClient
) -> None:
    found = desk.get("/names/actor", params={"name": GUARD, "find": "ministry"}).text
    assert 'value="Zorvath&#39;s Defence Ministry"' in found
    shown = client.get("/names/actor", params={"name": GUARD})
    assert shown.status_code == 200
    assert "<form" not in shown.text
    assert "short form" in shown.text
    assert client.get("/names.json?sort=place&words=hadrun").json()[0]["name"] == "Hadrun"
    assert "Severin Haldyek" in client.get("/names.csv").text
    assert client.get("/names/actor?name=Nobody").status_code == 404
    assert client.get("/names/river?name=Nobody").status_code == 422
    assert client.post("/names/actor/merge", data={"name": "a", "other": "b"}).status_code == 403


def largest(desk: TestClient) -> str:
    listed: str = desk.get("/series.json").json()["series"][0]["id"]
    return listed


def test_figures_are_parted_from_a_series_and_joined_again(
    desk: TestClient, reviewed: Ledger
) -> None:
    whole = largest(desk)
    page = desk.get(f"/series/{whole}").text
    chosen = re.findall(r'name="claim" value="([^"]+)"', page)
    assert len(chosen) > 5
    parted = sent(desk, f"/series/{whole}/part", claim=chosen[:2], note="of another day")
    assert parted.status_code == 303
    part = parted.headers["location"].rpartition("/")[2]
    assert part != whole
    shown = desk.get(f"/series/{part}").text
    assert "Parted from others" in shown
    assert "of another day" in shown
    kept = desk.get("/series.json").json()["series"][0]["id"]
    joined = sent(desk, f"/series/{kept}/join", other=part, note="the same after all")
    assert joined.status_code == 303
    both = desk.get(joined.headers["location"]).text
    assert "the same after all" in both
    for one in reversed([one for one in reviewed.reviews() if one.decision in ("join", "part")]):
        address = joined.headers["location"]
        undone = sent(desk, f"{address}/undo/{one.id}")
        assert undone.status_code == 303, undone.text
    assert largest(desk) == whole


@pytest.mark.parametrize(
    ("way", "said", "message"),
    [
        ("part", {}, "choose the figures"),
        ("part", {"claim": "0123456789ab"}, "no claim"),
        ("join", {"other": "0123456789"}, "there is no series"),
        ("undo/0123456789abcdef", {}, "no review has the id"),
    ],
)
def test_what_cannot_be_decided_of_series_is_said_on_their_page(
    way: str, said: dict[str, str], message: str, desk: TestClient
) -> None:
    answer = sent(desk, f"/series/{largest(desk)}/{way}", **said)
    assert answer.status_code == 422
    assert message in answer.text


def test_other_series_are_looked_for_by_who_and_where(desk: TestClient) -> None:
    rows = desk.get("/series.json?kind=killed").json()["series"]
    page = desk.get(f"/series/{rows[0]['id']}", params={"find": "Hadrun"}).text
    offered = re.findall(r'name="other" value="([0-9a-f]{10})"', page)
    assert offered
    assert {row["id"] for row in rows} >= set(offered)


def test_stories_are_named_joined_and_parted(desk: TestClient, client: TestClient) -> None:
    first, second, *_ = desk.get("/stories.json").json()
    named = sent(desk, f"/stories/{first['id']}/name", name="The winter at Hadrun")
    assert named.status_code == 303
    address = named.headers["location"]
    assert "Named by <bdi>Ines Tarv</bdi>" in desk.get(address).text
    found = desk.get(address, params={"find": second["title"][:12]}).text
    assert second["id"] in found
    joined = sent(
        desk, f"{address}/join", other=second["id"], name="The winter at Hadrun", note="one  war"
    )
    assert joined.status_code == 303
    both = desk.get(joined.headers["location"])
    assert "one war" in both.text
    happenings = desk.get(f"{joined.headers['location']}.json").json()["happenings"]
    chosen = [one["id"] for one in happenings if one["id"] in found or "Tollen" in one["title"]]
    parted = sent(
        desk, f"{joined.headers['location']}/part", happening=chosen[:1] or [happenings[-1]["id"]]
    )
    assert parted.status_code == 303
    assert parted.headers["location"] != joined.headers["location"]
    assert sent(desk, f"{address}/part").status_code == 422
    assert client.post(f"/stories/{first['id']}/name", data={"name": "x"}).status_code == 403


def test_decisions_on_stories_are_taken_back(
    desk: TestClient, client: TestClient, reviewed: Ledger
) -> None:
    before = desk.get("/stories.json").json()
    first, second, *_ = before
    joined = sent(desk, f"/stories/{first['id']}/join", other=second["id"], name="One  winter")
    address = joined.headers["location"]
    decided = reviewed.story_decisions()[-1]
    way = f"/undo/{decided.id}"
    assert f'action="{address}{way}"' in desk.get(address).text
    assert way not in client.get(f"/stories/{first['id']}").text
    undone = sent(desk, address + way, note="two after\nall")
    assert undone.status_code == 303
    assert desk.get("/stories.json").json() == before
    page = desk.get(undone.headers["location"]).text
    for words in ("taken back", "Took a decision back", "two after all", "Joined as"):
        assert words in page
    assert way not in page
    assert reviewed.story_decisions()[-1].by == "Ines Tarv"
    again = sent(desk, undone.headers["location"] + way)
    assert again.status_code == 422
    assert "was taken back before" in again.text
    assert client.post(address + way).status_code == 403
    assert sent(desk, f"{undone.headers['location']}/undo/0123456789ab").status_code == 422
