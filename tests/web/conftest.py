"""The pages of a ledger for tests: in this process, and from a real server in a real browser."""

import csv
import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.web.application import application
from reportedly.web.settings import Settings
from tests.web import screenshots
from tests.web.screenshots import served

PATIENCE = 60.0
"""Seconds that a page waits for what is worked out behind it: no test looks twice."""

SLOW = 120_000
"""Milliseconds that the browser waits before a test fails: machines are busy at times."""


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """A ledger of the example pages."""
    path = tmp_path_factory.mktemp("web") / "examples.db"
    with verbs.open(path) as opened:
        verbs.read(examples, opened)
    return path


@pytest.fixture(scope="session")
def opened(ledger_path: Path) -> Iterator[Ledger]:
    with verbs.open(ledger_path, read_only=True) as ledger:
        yield ledger


def client_of(ledger: Ledger, settings: Settings | None = None, **options: Any) -> TestClient:
    """A client whose errors are answers, as a browser sees them."""
    app = application(ledger, settings, patience=PATIENCE)
    options.setdefault("base_url", "http://127.0.0.1")
    return TestClient(app, raise_server_exceptions=False, follow_redirects=False, **options)


REVIEWED = Settings(token="right", review=True)

SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form that stands on a page of this server."""


def entered(client: TestClient, name: str | None = None) -> TestClient:
    """A client that opened the address with the token of the start, and gave its name."""
    assert client.get("/?token=right").status_code == 303
    if name is not None:
        given = {"csrf": form_word(client), "name": name}
        assert client.post("/reviewer", data=given, headers=SAME_SITE).status_code == 303
    return client


def form_word(client: TestClient) -> str:
    """The word that forms of the client's session bring."""
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get("/reviewer").text)
    assert found
    return found.group(1)


@pytest.fixture(scope="module")
def reviewed(ledger_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the example pages that may be changed, of one module alone."""
    path = tmp_path_factory.mktemp("reviewed") / "examples.db"
    shutil.copy(ledger_path, path)
    with verbs.open(path) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def desk(reviewed: Ledger) -> TestClient:
    """A reviewer at the desk: with the token, and with a name."""
    return entered(client_of(reviewed, REVIEWED), "Ines Tarv")


@pytest.fixture(scope="session")
def client(opened: Ledger) -> TestClient:
    return client_of(opened)


@pytest.fixture(scope="session")
def places(client: TestClient) -> dict[str, str]:
    """The address of each view, by its name."""
    return places_of(client)


def places_of(client: TestClient) -> dict[str, str]:
    """The address of each view of a ledger of the example pages, by its name."""
    listed = client.get("/series.json").json()["series"][0]
    statements = client.get(f"/series/{listed['id']}.json").json()["statements"]
    rows = csv.DictReader(io.StringIO(client.get(f"/series/{listed['id']}.csv").text))
    copied = next(row for row in rows if row["publisher"] == "The Essel Courier")
    story = client.get("/stories.json").json()[0]["id"]
    return {
        "home": "/",
        "filtered": "/?kind=killed&where=Hadrun",
        "series": f"/series/{listed['id']}",
        "why": f"/series/{listed['id']}/why",
        "claim": f"/claims/{copied['claim']}",
        "page": f"/pages/{copied['text_hash']}",
        "pages": "/pages",
        "source": f"/source?name={statements[0]['origin'].replace(' ', '+')}",
        "sources": "/sources",
        "stories": "/stories",
        "story": f"/stories/{story}",
        "conflicts": "/conflicts",
        "failures": "/failures",
        "about": "/about",
        "names": "/names",
        "name": "/names/actor?name=Sevarin+Haldjek",
    }


@pytest.fixture(scope="session")
def site(opened: Ledger) -> Iterator[str]:
    """The address of a server that shows the example pages."""
    with served(opened, PATIENCE) as address:
        yield address


def running(app: FastAPI) -> Iterator[str]:
    """The address of an application while it is served, for fixtures."""
    with screenshots.running(app) as address:
        yield address


def chromium() -> str | None:
    """Where Chromium is; None where it is not."""
    return os.environ.get("REPORTEDLY_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    path = chromium()
    if path is None:
        reason = "there is no chromium on the path; install it, or set REPORTEDLY_CHROMIUM"
        if os.environ.get("REPORTEDLY_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=path, args=["--no-sandbox"], timeout=SLOW)
        yield made
        made.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the views go: to be looked at, where a folder is named for them."""
    named = os.environ.get("REPORTEDLY_SCREENSHOTS")
    return Path(named) if named else tmp_path_factory.mktemp("pictures")
