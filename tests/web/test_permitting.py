"""Who may change a ledger in a browser: nobody by chance, from elsewhere, or without a name."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from reportedly import verbs
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import Ledger
from reportedly.web.reviewing.bodies import LARGEST
from reportedly.web.reviewing.permitting import checked_name, local
from reportedly.web.reviewing.sessions import Sessions
from reportedly.web.serving import serve
from reportedly.web.settings import Settings
from tests.web.conftest import REVIEWED, SAME_SITE, client_of, entered, form_word

HOME = {"Origin": "http://127.0.0.1"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with verbs.open(tmp_path_factory.mktemp("permitting") / "empty.db") as opened:
        yield opened


@pytest.fixture
def entry(ledger: Ledger) -> TestClient:
    """A client that opened the address with the token, and has no name yet."""
    return entered(client_of(ledger, REVIEWED))


def test_review_needs_a_token_and_a_ledger_to_write(opened: Ledger, ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="needs a token"):
        Settings(review=True)
    with pytest.raises(LedgerError, match="for writing"):
        serve(opened, REVIEWED)
    with pytest.raises(LedgerError, match="read_only"):
        serve(ledger, Settings(token="right"))


def test_nothing_is_changed_where_nobody_reviews(client: TestClient) -> None:
    for headers in ({}, SAME_SITE, HOME):
        answer = client.post("/reviewer", data={"name": "Ines Tarv"}, headers=headers)
        assert answer.status_code == 403
        assert "--review" in answer.text
    assert client.get("/reviewer").status_code == 404
    for method in ("PUT", "PATCH", "DELETE"):
        assert client.request(method, "/").status_code == 403


def test_the_cookie_goes_to_no_other_site(ledger: Ledger) -> None:
    client = client_of(ledger, REVIEWED)
    assert client.get("/reviewer").status_code == 403
    answer = client.get("/?token=right")
    cookie = answer.headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert answer.headers["location"] == "/"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_name_is_given_once(entry: TestClient) -> None:
    given = {"csrf": form_word(entry), "name": " Inès  Tarv ", "back": "/about"}
    answer = entry.post("/reviewer", data=given, headers=SAME_SITE)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/about"
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert 'value="Inès Tarv"' in entry.get("/reviewer").text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:81"},
        {"Origin": "http://127.0.0.1@evil.example"},
        {"Origin": "file://127.0.0.1"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"},
    ],
)
def test_a_form_of_elsewhere_is_refused(headers: dict[str, str], entry: TestClient) -> None:
    given = {"csrf": form_word(entry), "name": "Ines Tarv"}
    answer = entry.post("/reviewer", data=given, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers", [HOME, SAME_SITE, HOME | SAME_SITE, SAME_SITE | {"Origin": "null"}]
)
def test_a_form_of_this_server_is_taken(headers: dict[str, str], entry: TestClient) -> None:
    given = {"csrf": form_word(entry), "name": "Ines Tarv"}
    assert entry.post("/reviewer", data=given, headers=headers).status_code == 303


@pytest.mark.parametrize("word", [None, "", "0" * 64, "\u202e", "é" * 10, "x" * 10_000])
def test_a_form_needs_the_word_of_its_session(word: str | None, entry: TestClient) -> None:
    given = {"name": "Ines Tarv"} | ({} if word is None else {"csrf": word})
    answer = entry.post("/reviewer", data=given, headers=SAME_SITE)
    assert answer.status_code == 403
    assert "open the page again" in answer.text


def test_the_word_of_another_session_does_not_fit(entry: TestClient, ledger: Ledger) -> None:
    other = form_word(entered(client_of(ledger, REVIEWED)))
    answer = entry.post("/reviewer", data={"csrf": other, "name": "Eve"}, headers=SAME_SITE)
    assert answer.status_code == 403


def test_a_script_may_bring_the_word_in_a_header(entry: TestClient) -> None:
    headers = SAME_SITE | {"X-CSRF-Token": form_word(entry)}
    assert entry.post("/reviewer", data={"name": "Ines"}, headers=headers).status_code == 303
    headers["X-CSRF-Token"] = "wrong"
    assert entry.post("/reviewer", data={"name": "Ines"}, headers=headers).status_code == 403


def test_without_the_cookie_or_by_another_name_nothing_is_answered(entry: TestClient) -> None:
    given = {"csrf": form_word(entry), "name": "Ines Tarv"}
    called = entry.post("/reviewer", data=given, headers=SAME_SITE | {"Host": "evil.example"})
    assert called.status_code == 421
    entry.cookies.clear()
    assert entry.post("/reviewer", data=given, headers=SAME_SITE).status_code == 403
    forged = SAME_SITE | {"Cookie": "reportedly_8321=" + "0" * 32 + "." + "0" * 64}
    assert entry.post("/reviewer", data=given, headers=forged).status_code == 403


def test_too_much_is_not_even_read(entry: TestClient) -> None:
    given = {"csrf": form_word(entry), "name": "x" * LARGEST}
    assert entry.post("/reviewer", data=given, headers=SAME_SITE).status_code == 413
    pieces = (b"x" * 65_536 for _ in range(6))  # of no length that is told before
    assert entry.post("/reviewer", content=pieces, headers=SAME_SITE).status_code == 413
    told = SAME_SITE | {"Content-Length": "99999999999999999999999"}
    assert entry.post("/reviewer", content=b"", headers=told).status_code == 413


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\u202eb", "a\x00", "n" * 81, "\u200b"])
def test_a_name_is_a_line_that_can_be_seen(name: str, entry: TestClient) -> None:
    given = {"csrf": form_word(entry), "name": name}
    answer = entry.post("/reviewer", data=given, headers=SAME_SITE)
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers
    with pytest.raises(UsageError):
        checked_name(name)


def test_a_name_that_somebody_put_into_the_cookie_is_looked_at_too(entry: TestClient) -> None:
    for bad in ("%E2%80%AE", "%FF", "a%0Ab", "x" * 2_000):
        entry.cookies.set("reportedly_reviewer_8321", bad)
        page = entry.get("/reviewer").text
        assert 'name="name" value=""' in page
    entry.cookies.set("reportedly_reviewer_8321", "%22%3E%3Cscript%3E")
    assert "&#34;&gt;&lt;script&gt;" in entry.get("/reviewer").text


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/review?place=2", "/review?place=2"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/a\r\nSet-Cookie: x", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_leads_to_this_server(address: str, way: str) -> None:
    assert local(address) == way


def test_sessions_of_another_start_are_not_known() -> None:
    first, second = Sessions("one"), Sessions("two")
    cookie = first.begun()
    session = first.session_of(cookie)
    assert session is not None
    assert first.is_form_word(session, first.form_word(session))
    assert second.session_of(cookie) is None
    assert not second.is_form_word(session, first.form_word(session))
    assert first.session_of(cookie * 10) is None
