"""Giving pages, and deciding on names, series and stories, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.web.application import application
from tests.web.accessible import serious
from tests.web.conftest import PATIENCE, REVIEWED, SLOW, running
from tests.web.test_browser import PHONE

DESK = {"width": 1280, "height": 900}
SUNK = "Nine fishermen were killed when a boat sank off Tarn, the harbour master Ida Lunt said."
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/plain" }));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server where an empty ledger is reviewed."""
    with verbs.open(tmp_path_factory.mktemp("browser") / "empty.db") as ledger:
        yield from running(application(ledger, REVIEWED, patience=PATIENCE))


@pytest.fixture(scope="module")
def filled(reviewed: Ledger) -> Iterator[str]:
    """The address of a server where the example pages are reviewed."""
    yield from running(application(reviewed, REVIEWED, patience=PATIENCE))


@pytest.fixture(scope="module")
def known(browser: Any, empty: str, filled: str) -> Any:
    """What a browser keeps that opened both servers by their tokens, and gave a name."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(SLOW)
        for site in (empty, filled):
            enter(page, site)
        return context.storage_state()


@pytest.fixture
def page(browser: Any, known: Any) -> Iterator[Any]:
    with browser.new_context(viewport=DESK, color_scheme="light", storage_state=known) as context:
        made = context.new_page()
        made.set_default_timeout(SLOW)
        made.complaints = []
        made.on("pageerror", lambda error: made.complaints.append(str(error)))
        yield made
        assert made.complaints == []


def enter(page: Any, site: str) -> None:
    """Open a server by its token, and give a name."""
    page.goto(f"{site}/?token=right")
    page.goto(f"{site}/reviewer")
    page.locator("input[name=name]").fill("Ines Tarv")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"{site}/")


def look_at(page: Any, scheme: str = "light") -> None:
    """Nothing serious is found by axe, and the view fits a phone."""
    page.emulate_media(color_scheme=scheme)
    assert serious(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")


def test_a_file_is_dropped_and_a_text_pasted_on_an_empty_ledger(page: Any, empty: str) -> None:
    page.goto(f"{empty}/")
    page.get_by_role("heading", name="Nothing has been read yet").wait_for()
    look_at(page)
    page.wait_for_load_state()
    page.evaluate(DROP, ["boat.txt", SUNK])
    page.wait_for_url("**/read/*")
    page.get_by_role("heading", name="Another page").wait_for()
    assert page.get_by_role("link", name="Nine", exact=True).count() == 1
    look_at(page)
    page.get_by_label("Or the text of a page").fill(SUNK.replace("Nine", "Eleven"))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("link", name="Eleven", exact=True).wait_for()
    page.wait_for_load_state()
    page.evaluate(DROP, ["noise.html", "\x00\x01\x02" * 400])
    page.get_by_text("Not read:").wait_for()
    page.get_by_role("link", name="Add a page", exact=True).first.click()
    page.get_by_role("heading", name="Given lately").wait_for()
    look_at(page, "dark")


def test_a_page_is_given_without_scripts(browser: Any, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "rain.txt"
    file.write_text("Two people drowned in Oro on Monday, the mayor Ben Tarv said.", "utf-8")
    with browser.new_context(java_script_enabled=False, viewport=DESK) as context:
        page = context.new_page()
        page.set_default_timeout(SLOW)
        enter(page, empty)
        page.goto(f"{empty}/read")
        page.locator("input[type=file]").set_input_files(str(file))
        page.get_by_role("button", name="Read it").click()
        page.wait_for_url("**/read/*")
        page.get_by_role("link", name="Two", exact=True).wait_for()


def test_names_are_merged_taken_back_and_split(page: Any, filled: str) -> None:
    page.goto(f"{filled}/names")
    look_at(page)
    page.get_by_role("link", name="Lumarran coast guard").click()
    page.get_by_label("Words of the other name").fill("haldjek")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("radio", name="Sevarin Haldjek").check()
    page.get_by_label("Why").first.fill("he heads it")
    look_at(page)
    page.get_by_role("button", name="They are one").click()
    page.get_by_role("heading", name="What people decided").wait_for()
    written = page.get_by_role("table", name="Spellings")
    assert "Sevarin Haldjek" in written.inner_text()
    assert "he heads it" in page.locator(".rulings").inner_text()
    look_at(page, "dark")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("taken back", exact=True).wait_for()
    assert "Sevarin Haldjek" not in written.inner_text()
    page.goto(f"{filled}/names/actor?name=Sevarin+Haldjek")
    page.get_by_role("checkbox", name="Severin Haldyek").check()
    page.get_by_role("button", name="They are two").click()
    page.get_by_role("heading", name="Not the same").wait_for()
    assert "Severin Haldyek" not in written.inner_text()


def test_figures_are_parted_and_joined_and_that_is_taken_back(page: Any, filled: str) -> None:
    page.goto(f"{filled}/")
    page.locator("table.series th a").first.click()
    page.get_by_role("heading", name="Part figures from it").wait_for()
    look_at(page)
    whole = page.locator("table.figures tbody tr").count()
    page.locator("input[name=claim]").first.check()
    page.locator("#part input[name=note]").fill("of another day")
    page.get_by_role("button", name="They are another one").click()
    page.get_by_text("Parted from others").wait_for()
    assert page.locator("table.figures tbody tr").count() < whole
    look_at(page, "dark")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("taken back", exact=True).wait_for()
    assert page.locator("table.figures tbody tr").count() == whole
    page.get_by_label("Who or where the other one is of").fill("Hadrun")
    page.get_by_role("button", name="Look").click()
    page.locator("input[name=other]").first.check()
    page.get_by_role("button", name="They are one").click()
    page.get_by_text("Joined:").wait_for()
    assert page.locator("table.figures tbody tr").count() > whole


def test_a_story_is_named_and_a_happening_parted(page: Any, filled: str) -> None:
    page.goto(f"{filled}/stories")
    page.locator("main a[href^='/stories/']").first.click()
    page.get_by_role("form", name="Name").get_by_label("Name").fill("The winter at Hadrun")
    page.get_by_role("button", name="Give this name").click()
    page.get_by_role("heading", name="The winter at Hadrun", level=1).wait_for()
    look_at(page)
    page.locator("input[name=happening]").first.check()
    page.get_by_role("button", name="They are another one").click()
    page.get_by_text("Parted from others").wait_for()
    look_at(page, "dark")
    page.get_by_role("button", name="Undo parting").click()
    page.get_by_text("taken back", exact=True).wait_for()
    page.get_by_role("heading", name="The winter at Hadrun", level=1).wait_for()
