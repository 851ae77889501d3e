"""Review without a script: forms that are sent, and pages that say what came of it."""

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from reportedly import ledger as store
from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.ledger.applying import CORRIGIBLE, fields_of
from reportedly.reconciling.refreshing import refresh
from reportedly.web.reviewing.boxes import CHOICES, boxes_of, changed_fields, shown
from tests.ledger.invented import claim, put, reading
from tests.web.conftest import REVIEWED, SAME_SITE, client_of, entered, form_word
from tests.web.test_security import EVIL

Send = Callable[..., Response]


def sender(client: TestClient) -> Send:
    """What sends a form of a client's session."""
    word = form_word(client)

    def send(address: str, **boxes: str) -> Response:
        answer: Response = client.post(address, data={"csrf": word, **boxes}, headers=SAME_SITE)
        return answer

    return send


@pytest.fixture(scope="module")
def send(desk: TestClient) -> Send:
    return sender(desk)


def waiting(desk: TestClient, place: int = 1) -> str:
    """The id of the claim at a place of the queue."""
    row = desk.get(f"/review.json?rows=1&page={place}").json()[0]
    return str(row["claim"]["id"])


def claim_of(desk: TestClient, identity: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/claims/{identity}.json").json()
    return found


def done_in(answer: Response) -> str:
    """The id of the decision that an answer leads on with."""
    assert answer.status_code == 303, answer.text
    found = re.search(r"done=([0-9a-f]{16})", answer.headers["location"])
    assert found
    return found.group(1)


def test_nobody_decides_without_a_name(reviewed: Ledger) -> None:
    client = entered(client_of(reviewed, REVIEWED))
    page = client.get("/review").text
    assert "Begin to review" in page
    assert "/accept" not in page
    answer = sender(client)(f"/claims/{waiting(client)}/accept")
    assert answer.status_code == 403
    assert "Who reviews?" in answer.text


def test_what_may_not_be_changed_shows_no_forms(client: TestClient, places: dict[str, str]) -> None:
    for address in (*places.values(), "/review", "/reviews", "/reviews/disagreements"):
        page = client.get(address).text
        assert 'method="post"' not in page
        assert "reviewing.js" not in page
    assert client.post(f"/claims/{waiting(client)}/accept").status_code == 403


def test_an_accepted_claim_makes_room_for_the_next(desk: TestClient, send: Send) -> None:
    first, second = waiting(desk), waiting(desk, 2)
    page = desk.get("/review").text
    assert "<strong>1</strong> of 150" in page
    seen = re.search(r'name="seen" value="([0-9a-f]{16})"', page)
    assert seen
    answer = send(f"/claims/{first}/accept", seen=seen.group(1), back="/review", note="as  it\nis")
    after = desk.get(answer.headers["location"]).text
    assert f"/claims/{second}/accept" in after
    assert "<strong>1</strong> of 149" in after
    (said,) = claim_of(desk, first)["reviews"]
    assert (said["decision"], said["reviewer"], said["note"]) == ("accept", "Ines Tarv", "as it is")


def test_a_rejected_claim_is_listed_with_its_decision(desk: TestClient, send: Send) -> None:
    identity = waiting(desk)
    review = done_in(send(f"/claims/{identity}/reject", back=f"/claims/{identity}"))
    assert claim_of(desk, identity)["review"]["verdict"] == "rejected"
    rows = desk.get("/reviews.json").json()
    assert (rows[0]["id"], rows[0]["decision"]) == (review, "reject")
    assert f'id="{review}"' in desk.get("/reviews").text


def test_every_field_can_be_put_right(desk: TestClient, send: Send) -> None:
    identity = waiting(desk)
    boxes = {
        "where": "Port Essel",
        "who": "",
        "kind": "injured",
        "low": "1,200",
        "high": "1,500",
        "comparator": "between",
        "when_start": "2026-01-31",
        "when_end": "2026-02-02",
        "via": "Orlen Agency\r\nTV  Hadrun",
        "quoted": "yes",
        "relation": "part",
        "stance": "denies",
    }
    done_in(send(f"/claims/{identity}/correct", note="by ear", **boxes))
    new = claim_of(desk, identity)
    assert (new["where"], new["who"], new["kind"]) == ("Port Essel", None, "injured")
    assert (new["low"], new["high"], new["best"]) == (1200, 1500, 1200)
    assert new["when"] == {"start": "2026-01-31", "end": "2026-02-02"}
    assert new["via"] == ["Orlen Agency", "TV Hadrun"]
    assert (new["quoted"], new["relation"]["type"], new["stance"]) == (True, "part", "denies")
    page = desk.get(f"/review?claim={identity}").text
    assert "read as" in page
    rows = csv.DictReader(io.StringIO(desk.get("/reviews.csv").text))
    assert {"where", "who", "low", "when"} <= {row["field"] for row in rows}


@pytest.mark.parametrize(
    ("boxes", "why"),
    [
        ({"low": "many"}, "not a number"),
        ({"when_start": "31.1.2026"}, "not a day"),
        ({"when_start": "2026-02-31"}, "day"),
        ({"kind": "killd"}, "kind"),
        ({"figure": "no such words"}, "the page has no"),
        ({"low": "5", "high": "1"}, "low"),
        ({"who": "a\u202eb"}, "control characters"),
        ({"who": "x" * 501}, "500 characters"),
        ({}, "nothing would change"),
    ],
)
def test_what_cannot_be_kept_is_shown_again(
    boxes: dict[str, str], why: str, desk: TestClient, send: Send
) -> None:
    identity = waiting(desk)
    answer = send(f"/claims/{identity}/correct", where="", **boxes) if boxes else None
    if answer is None:
        answer = send(f"/claims/{identity}/correct")
    assert answer.status_code == 422
    assert why in unescape(answer.text)
    assert 'id="correct" open' in answer.text
    assert claim_of(desk, identity)["review"] is None


def test_boxes_that_nobody_touched_change_nothing(reviewed: Ledger) -> None:
    for one in verbs.claims(reviewed, limit=40):
        sent = {box.name: box.value for box in boxes_of(one, {}, {})}
        assert changed_fields(one, sent) == {}
        assert {name for field in CORRIGIBLE for name in shown(field, None)} == set(sent)


def test_boxes_take_what_a_page_has_although_it_steers() -> None:
    evil = EVIL[4]
    text = f"40 {evil} died."
    one = claim(text, "40", 40, counted=evil, who=evil, source=evil)
    sent = {box.name: box.value for box in boxes_of(one, {}, {})}
    assert "\u202e" not in "".join(sent.values())
    assert changed_fields(one, sent) == {}
    assert changed_fields(one, sent | {"who": "crew"}) == {"who": "crew"}
    assert set(CHOICES) <= set(fields_of(one))


def test_a_new_figure_brings_its_numbers(desk: TestClient, send: Send) -> None:
    row = next(
        one["claim"]
        for one in desk.get("/review.json?rows=200").json()
        if one["claim"]["figure"] == "between 20 and 30"
    )
    done_in(send(f"/claims/{row['id']}/correct", figure="20", seen=""))
    new = claim_of(desk, row["id"])
    assert (new["figure"], new["low"], new["high"]) == ("20", 20, 20)


def test_a_note_changes_nothing(desk: TestClient, send: Send) -> None:
    identity = waiting(desk)
    done_in(send(f"/claims/{identity}/note", note="ask the ministry"))
    assert waiting(desk) == identity
    assert "ask the ministry" in desk.get(f"/claims/{identity}").text
    assert send(f"/claims/{identity}/note", note="  ").status_code == 422


def test_what_somebody_else_decided_meanwhile_is_not_judged_unseen(
    desk: TestClient, send: Send, reviewed: Ledger
) -> None:
    identity = waiting(desk)
    page = desk.get(f"/review?claim={identity}").text
    seen = re.search(r'name="seen" value="([0-9a-f]{16})"', page)
    assert seen
    verbs.correct_claim(reviewed, identity, {"where": "Orlen"}, by="Bo Venn", at="2026-01-01")
    answer = send(f"/claims/{identity}/accept", seen=seen.group(1))
    assert answer.status_code == 409
    assert "somebody decided" in answer.text


def test_the_last_decisions_are_taken_back_one_by_one(desk: TestClient, send: Send) -> None:
    first, second = waiting(desk), waiting(desk, 2)
    reviews = [done_in(send(f"/claims/{one}/accept")) for one in (first, second)]
    for identity, review in ((second, reviews[1]), (first, reviews[0])):
        page = desk.get("/review").text
        assert f"/reviews/{review}/undo" in page
        answer = send(f"/reviews/{review}/undo")
        assert answer.headers["location"].startswith(f"/review?claim={identity}&done=")
        assert claim_of(desk, identity)["review"] is None
        assert "took back" in desk.get(answer.headers["location"]).text
    assert send(f"/reviews/{reviews[0]}/undo").status_code == 422


def test_a_disagreement_is_shown_and_settled(
    desk: TestClient, send: Send, reviewed: Ledger
) -> None:
    identity = waiting(desk)
    other = entered(client_of(reviewed, REVIEWED), "Bo Venn")
    done_in(send(f"/claims/{identity}/accept"))
    done_in(sender(other)(f"/claims/{identity}/reject"))
    found = desk.get("/reviews/disagreements").text
    assert f"/claims/{identity}" in found
    assert "Bo Venn" in found
    ids = [one["claim"] for one in desk.get("/reviews/disagreements.json").json()]
    assert identity in ids
    rows = csv.DictReader(io.StringIO(desk.get("/reviews/disagreements.csv").text))
    assert {"accept", "reject"} <= {row["decision"] for row in rows if row["claim"] == identity}
    assert "settles the disagreement" in desk.get(f"/review?claim={identity}").text
    done_in(send(f"/claims/{identity}/accept", settle="true", back="/reviews/disagreements"))
    ids = [one["claim"] for one in desk.get("/reviews/disagreements.json").json()]
    assert identity not in ids


def test_a_missed_claim_is_added_by_its_words(desk: TestClient, send: Send) -> None:
    page = next(
        one["text_hash"] for one in desk.get("/pages.json").json() if "04-" in one["location"]
    )
    text = desk.get(f"/pages/{page}.json").json()["article"]["text"]
    start = text.index("2021")
    form = desk.get(f"/pages/{page}/add?start={start - 1}&end={start + 4}").text
    assert 'name="words" value="2021"' in form
    assert "no number that can be read" in form
    answer = send(
        f"/pages/{page}/add",
        words="2021", start=str(start), end=str(start + 4), kind="missing", low="2021", high="2021",
        who="soldiers",
    )  # fmt: skip
    done_in(answer)
    added = desk.get(answer.headers["location"].partition("?")[0] + ".json").json()
    assert (added["figure"], added["start"], added["kind"]) == ("2021", start, "missing")
    assert added["review"]["verdict"] == "added"


def test_words_that_stand_there_often_are_asked_back(desk: TestClient, send: Send) -> None:
    page = next(
        one["text_hash"] for one in desk.get("/pages.json").json() if "04-" in one["location"]
    )
    form = desk.get(f"/pages/{page}/add?words=soldiers").text
    assert form.count('type="radio" name="start"') > 1
    for words, why in (
        ("soldiers", "several times"),
        ("no such", "does not stand"),
        ("", "choose"),
    ):
        answer = send(f"/pages/{page}/add", words=words, kind="killed", who="crew")
        assert answer.status_code == 422
        assert why in answer.text
        assert 'name="who" value="crew"' in answer.text
    assert desk.get(f"/pages/{page}/add?start=0&end=999999").status_code == 422
    assert desk.get(f"/pages/{'0' * 64}/add").status_code == 404


def test_a_claim_is_added_by_hand(desk: TestClient, send: Send) -> None:
    said = "The harbour master told us on the telephone that 14 sailors are missing."
    boxes = {"said": said, "words": "14", "kind": "missing", "published": "2026-02-01"}
    refused = send("/by-hand", **boxes)
    assert refused.status_code == 422
    assert "needs its source" in refused.text
    assert said in unescape(refused.text)
    answer = send("/by-hand", **boxes, source="harbour master of Keshtal", who="sailors")
    done_in(answer)
    added = desk.get(answer.headers["location"].partition("?")[0] + ".json").json()
    assert (added["source"], added["low"], added["published"]) == (
        "harbour master of Keshtal",
        14,
        "2026-02-01",
    )
    assert desk.get(answer.headers["location"]).status_code == 200


def test_reviews_travel_to_another_ledger_as_a_file(
    desk: TestClient, send: Send, ledger_path: Path, tmp_path: Path
) -> None:
    done_in(send(f"/claims/{waiting(desk)}/accept"))
    file = desk.get("/reviews/reviews.jsonl")
    assert "attachment" in file.headers["content-disposition"]
    (tmp_path / "other.db").write_bytes(ledger_path.read_bytes())
    with verbs.open(tmp_path / "other.db") as ledger:
        other = entered(client_of(ledger, REVIEWED), "Bo Venn")
        sent = {"csrf": form_word(other)}
        for new in (True, False):
            answer = other.post(
                "/reviews/import",
                data=sent,
                files={"file": ("reviews.jsonl", file.content)},
                headers=SAME_SITE,
            )
            assert answer.status_code == 200, answer.text
            assert ("<strong>0</strong> new" not in answer.text) is new
        assert len(other.get("/reviews.json?rows=100").json()) == len(
            desk.get("/reviews.json?rows=100").json()
        )
        bad = other.post(
            "/reviews/import", data=sent, files={"file": ("x.txt", b"\xff\x00")}, headers=SAME_SITE
        )
        assert bad.status_code == 422
        assert "x.txt" in bad.text
        assert str(tmp_path) not in bad.text
        assert "reviews.jsonl" not in bad.text  # where it lay meanwhile is nobody's business


def test_pages_that_are_reviewed_as_a_whole_are_gold(ledger_path: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.db").write_bytes(ledger_path.read_bytes())
    with verbs.open(tmp_path / "gold.db") as ledger:
        page = min(verbs.claims(ledger), key=lambda one: (len(one.page), one.page)).page
        for one in verbs.claims(ledger):
            if one.page == page:
                verbs.accept_claim(ledger, one.id, by="Ines Tarv", at="2026-01-01")
        gold = client_of(ledger, REVIEWED)
        lines = entered(gold).get("/reviews/gold.jsonl").text.splitlines()
    assert [json.loads(line)["doc"] for line in lines] == [page]


def test_orphans_and_empty_lists_have_their_pages(client: TestClient) -> None:
    for address, empty in (
        ("/reviews", "Nobody has decided"),
        ("/reviews/orphans", "has its words"),
        ("/reviews/disagreements", "disagree on no claim"),
    ):
        assert empty in client.get(address).text
        assert client.get(f"{address}.json").json() == []
        assert client.get(f"{address}.csv").text.count("\n") == 1
    assert "No claim waits" in client.get("/review?who=nobody+at+all").text


def test_hostile_words_are_judged_like_others(tmp_path: Path) -> None:
    with store.open(tmp_path / "hostile.db") as ledger:
        for at, evil in enumerate((EVIL[0] + EVIL[1], EVIL[2] + EVIL[3], EVIL[4])):
            text = f"{evil}\n\nAt least 4{at} {evil} were killed in {evil}, {evil} said."
            own = claim(
                text, f"At least 4{at}", 40 + at, counted=evil, who=evil, where=evil, source=evil,
                cites=evil, via=(evil,), hedge="At least",
            )  # fmt: skip
            put(ledger, reading(text, (own,), title=evil, publisher=evil, url=evil), f"{evil}{at}")
        refresh(ledger)
        client = entered(client_of(ledger, REVIEWED), "O'Tarv <b>&")
        send = sender(client)
        for one in client.get("/review.json").json():
            identity = one["claim"]["id"]
            page = client.get(f"/review?claim={identity}")
            harmless(page)
            note = "<script>alert(1)</script> =1+1"
            answer = send(f"/claims/{identity}/correct", where="<svg onload=x>", note=note)
            done_in(answer)
            harmless(client.get(answer.headers["location"]))
            harmless(client.get(f"/claims/{identity}"))
            refused = send(f"/claims/{identity}/note", note="a\u202eb\x00")
            assert refused.status_code == 422
            harmless(refused)
            added = client.get(f"/pages/{one['claim']['text_hash']}/add?start=0&end=40")
            harmless(added)
        for address in ("/reviews", "/reviews/orphans", "/reviews/disagreements", "/reviewer"):
            harmless(client.get(address))
        assert ",=1" not in client.get("/reviews.csv").text


def harmless(page: Response) -> None:
    """A page on which no words of others do anything."""
    assert page.status_code in (200, 422), page.text
    assert page.text.count("<script") == page.text.count("<script src=") == 2
    for bad in ("<svg onload", "<img", "<style>", 'href="javascript:', "\u202e", "\x07", "<b>&"):
        assert bad not in page.text
