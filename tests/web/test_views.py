"""Each view as a page, as CSV and as JSON; what filters choose; what is said where nothing is found."""

import csv
import io
import os
import re
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.records import Band, Diagnostics, Estimate, EstimatedDay
from reportedly.web import estimates
from reportedly.web.application import application
from tests.web.conftest import PATIENCE, client_of

VIEWS = (
    *("home", "filtered", "series", "why", "claim", "page", "pages", "source", "sources"),
    *("stories", "story", "conflicts", "failures", "about", "names", "name"),
)


def twin(address: str, ending: str) -> str:
    """The address of a view's twin."""
    path, _, query = address.partition("?")
    path = "/series" if path == "/" else path
    return f"{path}.{ending}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_page_a_csv_and_a_json(
    view: str, client: TestClient, places: dict[str, str]
) -> None:
    page = client.get(places[view])
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.count("<h1") == 1
    assert len(page.content) < 300_000
    assert page.text.count("<tr") <= 101
    table = client.get(twin(places[view], "csv"))
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(table.text)))
    assert len({len(row) for row in rows}) == 1
    record = client.get(twin(places[view], "json"))
    assert record.status_code == 200
    assert record.json() is not None
    # A page names its twins, and they are the ones that answer.
    assert f'href="{twin(places[view], "csv")}"'.replace("&", "&amp;") in page.text


def test_the_first_page_lists_stories_and_series(client: TestClient) -> None:
    page = client.get("/").text
    assert "Shelling, Hadrun, 2 Feb 2026" in page
    assert "people, Tollen Strait" in page
    assert "18 Oct 2025" in page
    assert '<svg class="sparkline' in page


def test_filters_narrow_the_list_and_are_shown_as_chips(client: TestClient) -> None:
    every = client.get("/series.json").json()["total"]
    some = client.get("/series.json?kind=killed&where=Hadrun").json()
    assert 0 < some["total"] < every
    assert {row["kind"] for row in some["series"]} == {"killed"}
    page = client.get("/?kind=killed&where=Hadrun").text
    assert "without kind" in page
    assert "without where" in page


def test_lists_are_paged(client: TestClient) -> None:
    first = client.get("/series.json?rows=3&page=1").json()
    second = client.get("/series.json?rows=3&page=2").json()
    assert len(first["series"]) == len(second["series"]) == 3
    assert not {row["id"] for row in first["series"]} & {row["id"] for row in second["series"]}
    assert "After →" in client.get("/?rows=3").text
    assert client.get("/?page=900").status_code == 404


def test_orders(client: TestClient) -> None:
    latest = client.get("/series.json?order=latest").json()["series"]
    assert latest[0]["latest_day"] > "2026"
    conflicts = client.get("/series.json?order=conflicts").json()["series"]
    assert conflicts[0]["conflicts"] == max(row["conflicts"] for row in conflicts)
    only = client.get("/series.json?conflicting=1").json()["series"]
    assert only
    assert all(row["conflicts"] for row in only)
    assert client.get("/?order=beauty").status_code == 422


def test_a_series_shows_its_chart_its_conflicts_and_folds_copies(
    client: TestClient, places: dict[str, str]
) -> None:
    page = client.get(places["series"]).text
    assert '<svg class="chart' in page
    assert "and 1 copy" in page
    assert "contradiction" in page
    assert "not counted: denied" in page
    marks = set(re.findall(r'href="#(statement-[0-9a-f]+)"', page))
    anchors = re.findall(r'id="(statement-[0-9a-f]+)"', page)
    assert marks <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_a_claim_shows_its_words_in_their_page(client: TestClient, places: dict[str, str]) -> None:
    page = client.get(places["claim"]).text
    assert '<mark class="figure"' in page
    assert '<mark class="source"' in page
    assert '<svg class="chart chart-chain"' in page
    assert "#:~:text=" in page
    assert 'class="block furniture unread"' in page


def test_a_claim_can_be_explained_field_by_field(
    client: TestClient, places: dict[str, str]
) -> None:
    page = client.get(f"{places['claim']}?why=1").text
    assert '<dl class="why">' in page
    assert "kinds.toml" in page


def test_a_page_leads_from_its_figures_to_their_claims(
    client: TestClient, places: dict[str, str]
) -> None:
    page = client.get(places["page"]).text
    claims = set(re.findall(r'<a class="mark figure" href="(/claims/[0-9a-f]+)"', page))
    assert len(claims) > 3
    assert client.get(claims.pop()).status_code == 200
    assert "Copies of this report" in page


def test_a_headline_leads_to_the_series_of_the_figure_that_it_repeats(
    client: TestClient, places: dict[str, str]
) -> None:
    claims = client.get(f"{places['page']}.json").json()["claims"]
    headline = next(claim for claim in claims if claim["role"] == "headline")
    found = client.get(f"/claims/{headline['id']}.json").json()["series"]
    assert f"/series/{found}" == places["series"]


def test_a_source_stands_beside_others(client: TestClient) -> None:
    page = client.get("/source?name=Sevarin+Haldjek").text
    assert "others are heard in" in page
    assert "higher" in page
    assert client.get("/source?name=Nobody").status_code == 404


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        (
            "How many people were injured in Hadrun since 3 February 2026?",
            {"kind": "injured", "where": "Hadrun", "since": "2026-02-03"},
        ),
        (
            "how many Ilmerian soldiers killed in Hadrun by February",
            {
                "kind": "killed",
                "who": "Ilmerian soldiers",
                "where": "Hadrun",
                "until": "2026-02-28",
            },
        ),
        ("how many houses were damaged", {"kind": "damaged", "who": "houses"}),
    ],
)
def test_a_question_becomes_filters(
    question: str, filters: dict[str, str], client: TestClient
) -> None:
    answer = client.get("/ask", params={"q": question})
    assert answer.status_code == 303
    query = dict(answer.next_request.url.params) if answer.next_request else {}
    assert {name: query.get(name) for name in filters} == filters
    assert "left" not in query


def test_what_of_a_question_was_not_understood_is_said(client: TestClient) -> None:
    answer = client.get("/ask", params={"q": "how many people were killed in Hadrun flurbishly"})
    page = client.get(answer.headers["location"]).text
    assert "Not understood: <strong><bdi>flurbishly</bdi></strong>" in page


def test_an_empty_ledger_says_how_to_read_a_first_page(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    verbs.open(path).close()
    with verbs.open(path, read_only=True) as ledger:
        client = client_of(ledger)
        page = client.get("/").text
        assert "reportedly read PAGE.html" in page
        for address in ("/stories", "/conflicts", "/sources", "/pages", "/failures", "/about"):
            assert client.get(address).status_code == 200


def test_what_is_not_there_is_said_in_the_form_that_was_asked_for(client: TestClient) -> None:
    assert "Not in this ledger" in client.get("/claims/ffffffffffff").text
    assert client.get("/claims/ffffffffffff").status_code == 404
    assert "error" in client.get("/claims/ffffffffffff.json").json()
    assert client.get("/series/0123456789.csv").headers["content-type"].startswith("text/plain")
    assert client.get("/no/such/page").status_code == 404
    assert client.get("/?page=0").status_code == 422
    assert client.get("/?kind=kiled").status_code == 422
    assert "nearest: killed" in client.get("/?kind=kiled").text
    assert client.get("/?since=yesterday").status_code == 422
    assert client.get("/?since=2025-02-31").status_code == 422
    assert client.get(f"/?who={'x' * 201}").status_code == 422
    assert client.get("/?who=%00").status_code == 422
    assert client.post("/").status_code == 403  # nothing is changed where nobody reviews


def test_a_page_follows_what_is_read_later(tmp_path: Path, examples: Path) -> None:
    path = tmp_path / "growing.db"
    with verbs.open(path) as writing:
        verbs.read(examples / "ferry" / "01-strait-news-agency.txt", writing)
        with verbs.open(path, read_only=True) as ledger:
            client = client_of(ledger)
            before = client.get("/about.json").json()["counts"]["pages"]
            verbs.read(examples / "ferry" / "03-keshtal-herald.txt", writing)
            after = client.get("/about.json").json()["counts"]["pages"]
    assert (before, after) == (1, 2)


def test_names_that_people_decided_on_are_shown(tmp_path: Path, ledger_path: Path) -> None:
    """Such a ledger keeps no account: it is worked out, and answers the same."""
    path = tmp_path / "decided.db"
    path.write_bytes(ledger_path.read_bytes())
    with verbs.open(path) as ledger:
        verbs.merge_names(
            ledger, "Sevarin Haldjek", "Lumarran coast guard", by="a reader", at="2026-03-01"
        )
    with verbs.open(path, read_only=True) as ledger:
        client = client_of(ledger)
        listed = client.get("/series.json?kind=killed").json()
        assert listed["total"] > 3
        address = f"/series/{listed['series'][0]['id']}"
        for view in (address, f"{address}/why", "/conflicts", "/sources", "/stories"):
            assert client.get(view).status_code == 200


def test_the_schema_is_served_and_no_page_of_it_loads_from_elsewhere(
    client: TestClient, opened: Ledger
) -> None:
    assert opened.read_only
    assert "/series/{identity}.json" in client.get("/openapi.json").json()["paths"]
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404


def test_a_story_shows_its_toll_with_the_words_of_both_ends(
    client: TestClient, places: dict[str, str]
) -> None:
    ferry = client.get("/stories.json").json()[1]["id"]
    page = client.get(f"/stories/{ferry}").text
    toll = client.get(f"/stories/{ferry}/tolls.json").json()
    line = next(one for one in toll["lines"] if one["minimum"] and one["kind"] == "killed")
    first = line["maximum"]["rests_on"][0]
    assert f'href="/claims/{first["claim"]}"' in page
    assert first["quote"][:40].replace("'", "&#39;") in page
    rows = list(csv.DictReader(io.StringIO(client.get(f"/stories/{ferry}/tolls.csv").text)))
    assert len(rows) == len(toll["lines"])
    latest = client.get(f"/stories/{ferry}/tolls.json?policy=latest").json()
    assert latest["policy"] == "latest"
    assert latest["lines"] != toll["lines"]
    assert "?policy=latest" in page
    assert client.get(f"/stories/{ferry}?policy=trusted").status_code == 422
    assert client.get(f"/stories/{ferry}?policy=trusted:/etc/passwd").status_code == 422


def test_an_estimate_is_drawn_only_where_it_is_asked_for(
    opened: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def made(_work: object, given: tuple[Any, ...], _seconds: float) -> Estimate:
        asked.append(given[1].kind)
        days = [
            EstimatedDay(day=date(2026, 2, d), total=Band(low=30, middle=60, high=99.6))
            for d in (2, 9)
        ]
        return Estimate(
            kind="damaged", side="all", who="houses", reports=3, sources=2, days=tuple(days),
            biases=(), left_out=(), assumptions=(), seed=1,
            diagnostics=Diagnostics(chains=4, draws=300, r_hat=1, effective_draws=1, divergences=0),
        )  # fmt: skip

    monkeypatch.setattr(estimates, "in_time", made)
    client = client_of(opened)
    running = next(
        row["id"]
        for row in client.get("/series.json?kind=damaged").json()["series"]
        if "(so far)" in row["title"]
    )
    plain = client.get(f"/series/{running}").text
    assert "chart-band" not in plain
    assert f"/series/{running}?estimate=1" in plain
    assert asked == []
    drawn = client.get(f"/series/{running}?estimate=1").text
    assert 'class="chart-band"' in drawn
    assert "no verdict: 60 by" in drawn
    assert "between 30 and 100" in drawn
    client.get(f"/series/{running}?estimate=1")
    assert asked == ["damaged"]  # it is kept until the ledger changes


def test_where_there_is_no_estimate_the_page_says_why(
    client: TestClient, places: dict[str, str]
) -> None:
    page = client.get(f"{places['series']}?estimate=1").text
    assert "No estimate can be drawn" in page
    assert "running total" in page
    assert '<svg class="chart' in page


def test_a_sampler_is_ended_when_its_time_is_up() -> None:
    assert "not worked out" in str(estimates.in_time(_sleep, (), 0.05))
    assert estimates.in_time(_answer, ("said",), 60) == "said"
    assert "without a word" in str(estimates.in_time(_leave, (), 60))


def _sleep() -> str:
    time.sleep(60)
    return ""


def _answer(words: str) -> str:
    return words


def _leave() -> str:
    os._exit(1)


def test_a_page_never_waits_for_what_is_worked_out(
    opened: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = application(opened, patience=0)
    client = TestClient(app, base_url="http://127.0.0.1")
    story = client_of(opened).get("/stories.json").json()[0]["id"]
    desk = app.state.desk
    desk.remembered("stories", lambda: verbs.stories(opened))
    may_end = threading.Event()
    monkeypatch.setattr(desk, "_toll", lambda *_: may_end.wait(PATIENCE) and None)
    try:
        assert "look again" in client.get(f"/stories/{story}").text
        assert client.get(f"/stories/{story}/tolls.json").status_code == 404
    finally:
        may_end.set()
