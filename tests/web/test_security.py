"""Strangers: other names of the server, other sites, no token, and pages that mean harm."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from markupsafe import Markup

from reportedly import ledger as store
from reportedly import verbs
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Ledger
from reportedly.reconciling.refreshing import refresh
from reportedly.records import Capture, Failure
from reportedly.web import words
from reportedly.web.serving import address_of, serve
from reportedly.web.settings import Settings
from tests.ledger.invented import claim, put, reading
from tests.web.conftest import client_of

EVIL = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "<style>body{display:none}</style>",
    "</title></textarea><img src=x onerror=alert(1)>",
    "\u202egnp.elif\u2066 \u200b\x07 {{ 7*7 }} {% raw %}",
    "javascript:alert(1)",
)
LONG = "w" * 300_000


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80", "[::2]"]
)
def test_only_names_that_are_allowed_are_answered(host: str, client: TestClient) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421
    assert client.get("/static/reportedly.css", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8321", "127.0.0.1:1", "[::1]:8321", "localhost."]
)
def test_this_machine_may_be_called_by_any_of_its_names(host: str, client: TestClient) -> None:
    assert client.get("/about", headers={"Host": host}).status_code == 200


def test_another_name_is_allowed_where_it_is_given(opened: Ledger) -> None:
    client = client_of(opened, Settings(names=("desk.example",)))
    assert client.get("/about", headers={"Host": "desk.example:8321"}).status_code == 200
    assert client.get("/about", headers={"Host": "other.example"}).status_code == 421


@pytest.mark.parametrize(
    "address", ["/", "/about.json", "/no", "/?page=0", "/static/reportedly.js"]
)
def test_every_answer_keeps_the_browser_in(address: str, client: TestClient) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_has_a_script_or_style_of_its_own(
    client: TestClient, places: dict[str, str]
) -> None:
    for address in places.values():
        page = client.get(address).text
        assert page.count("<script") == page.count("<script src=") == 1
        assert "<style" not in page
        assert " style=" not in page
        assert " onload=" not in page


def test_a_token_is_exchanged_for_a_cookie_and_stripped(opened: Ledger) -> None:
    client = client_of(opened, Settings(token="right"))
    assert client.get("/").status_code == 403
    assert client.get("/static/reportedly.css").status_code == 403
    assert client.get("/?token=wrong").status_code == 403
    answer = client.get("/series.json?kind=killed&token=right")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/series.json?kind=killed"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "right" not in cookie
    assert client.get(answer.headers["location"]).status_code == 200
    client.cookies.clear()
    assert client.get("/", headers={"Cookie": "reportedly_8321=right"}).status_code == 403


def test_a_token_leads_to_no_other_site(opened: Ledger) -> None:
    client = client_of(opened, Settings(token="right"))
    answer = client.get("http://127.0.0.1//evil.example/?token=right")
    assert answer.headers["location"].startswith("/evil.example")


def test_others_are_let_in_by_a_token_only() -> None:
    with pytest.raises(UsageError, match="needs a token"):
        Settings("0.0.0.0")
    assert Settings("0.0.0.0", token="t").is_wildcard
    assert address_of(Settings("192.0.2.1", 80, "t")) == "http://192.0.2.1:80/?token=t"
    assert address_of(Settings("::1", 80)) == "http://[::1]:80/"


def test_a_ledger_that_could_be_changed_is_not_shown(tmp_path: Path) -> None:
    with (
        store.open(tmp_path / "writable.db") as ledger,
        pytest.raises(LedgerError, match="read_only"),
    ):
        serve(ledger, Settings(), lambda _address: None)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A ledger whose every field is written by an enemy."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with store.open(path) as ledger:
        for at, evil in enumerate((*EVIL, LONG)):
            text = f"{evil}\n\nAt least 4{at} {evil} were killed in {evil}, {evil} said."
            figure = f"At least 4{at}"
            own = claim(
                text, figure, 40 + at, counted=evil, who=evil, where=evil, source=evil,
                cites=evil, via=(evil,), hedge="At least",
            )  # fmt: skip
            learnt: dict[str, Any] = {
                "title": evil,
                "publisher": evil,
                "agency": evil,
                "authors": (evil,),
            }
            given = reading(text, (own,), **learnt, url=evil, warnings=(evil,))
            put(ledger, given, f"{evil[:500]}{at}")
            ledger.record_failure(
                Failure(
                    location=evil[:500], outcome="failed", reason="other", message=evil[:5_000]
                ),
                Capture(location=evil[:500]),
            )
        refresh(ledger)
    with verbs.open(path, read_only=True) as ledger:
        yield client_of(ledger)


def addresses(client: TestClient) -> Iterator[str]:
    """All views of a ledger."""
    yield from (
        "/",
        "/stories",
        "/conflicts",
        "/sources",
        "/pages",
        "/failures",
        "/about",
        "/names",
    )
    for row in client.get("/series.json").json()["series"]:
        yield from (f"/series/{row['id']}", f"/series/{row['id']}/why")
        for one in client.get(f"/series/{row['id']}.json").json()["statements"]:
            yield f"/pages/{one['text_hash']}"
            for found in client.get(f"/pages/{one['text_hash']}.json").json()["claims"]:
                yield f"/claims/{found['id']}"
    for story in client.get("/stories.json").json():
        yield f"/stories/{story['id']}"
    for row in client.get("/sources.json").json():
        yield f"/source?{urlencode({'name': row['name'][:2_000]})}"
    for row in client.get("/names.json").json():
        if len(row["name"]) <= 1_000:
            yield f"/names/{row['sort']}?{urlencode({'name': row['name']})}"


def test_a_hostile_page_is_shown_and_does_nothing(hostile: TestClient) -> None:
    seen = 0
    for address in addresses(hostile):
        page = hostile.get(address)
        if address.startswith("/source?") and len(address) > 1_000:
            assert page.status_code == 422  # so long a name is no name to ask by
            continue
        assert page.status_code == 200, address
        seen += 1
        text = page.text
        assert len(text) < 300_000, address
        assert text.count("<script") == 1, address
        assert "<svg onload" not in text
        assert "<img" not in text
        assert "<style>" not in text
        assert 'href="javascript:' not in text
        assert "\u202e" not in text
        assert "\x07" not in text
    assert seen > 20


def test_hostile_cells_are_not_run_by_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "formula.db"
    with store.open(path) as ledger:
        text = "40 people died in Oro, =HYPERLINK(1) said."
        own = claim(text, "40", 40, counted="people", source="=HYPERLINK(1)", where="Oro")
        put(ledger, reading(text, (own,), publisher="=1+1"))
        refresh(ledger)
    with verbs.open(path, read_only=True) as ledger:
        client = client_of(ledger)
        row = client.get("/series.json").json()["series"][0]["id"]
        assert ",=HYPERLINK" not in client.get(f"/series/{row}.csv").text
        assert "'=HYPERLINK(1)" in client.get(f"/series/{row}.csv").text


def test_words_that_steer_are_shown_and_isolated() -> None:
    shown = words.said("abc\u202edef")
    assert shown.startswith("<bdi>abc<span")
    assert "RLO" in shown
    assert isinstance(shown, Markup)
    assert words.said("<b>") == Markup("<bdi>&lt;b&gt;</bdi>")
    assert words.said("x" * 1_000).count("x") == words.LONGEST
    assert "760 more characters" in words.said("x" * 1_000)
    assert words.plain("a\u202eb") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil", "ftp://a/", None, "http://[", ""],
)
def test_only_addresses_of_the_web_are_linked(address: str | None) -> None:
    assert words.web_address(address) is None
    assert words.text_fragment(address, "Some words.") is None


def test_a_live_page_is_opened_at_the_words() -> None:
    sentence = "Mayor Lunt said on Monday, at noon, that forty-two people were rescued in Oro."
    link = words.text_fragment("https://news.example/a#top", sentence)
    assert link == (
        "https://news.example/a#:~:text=Mayor%20Lunt%20said%20on%20Monday%2C%20at,"
        "were%20rescued%20in%20Oro."
    )
