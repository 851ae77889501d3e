"""The pages in a real browser: each view, the chart's words, filters, dark and phone, and axe's rules."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.accessible import serious
from tests.web.conftest import SLOW
from tests.web.screenshots import LOOKS, take
from tests.web.test_views import VIEWS

DESK = {"width": 1280, "height": 900}
PHONE = LOOKS["phone"]["viewport"]
MOST_ROWS = 100
HEAVIEST = 300_000
"""Bytes that a view may weigh with its styles and its script, as they travel."""

MEASURED = """
window.moved = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.moved += one.value;
}).observe({type: "layout-shift", buffered: true});
"""
WEIGHT = """
[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .reduce((sum, one) => sum + one.transferSize, 0)
"""


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a screen, in light colours; it fails where the browser complains of anything."""
    with browser.new_context(viewport=DESK, color_scheme="light") as context:
        yield _watched(context)


def _watched(context: Any) -> Any:
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: page.complaints.append(said.text) if said.type == "error" else None,
    )
    page.outside = []
    page.on(
        "request",
        lambda asked: None if "//127.0.0.1:" in asked.url else page.outside.append(asked.url),
    )
    return page


def open_at(page: Any, site: str, address: str) -> None:
    page.goto(site + address)
    assert page.complaints == []
    assert page.outside == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_stands_still_is_light_has_few_rows_and_axe_finds_nothing_serious(
    view: str, browser: Any, site: str, places: dict[str, str], pictures: Path
) -> None:
    with browser.new_context(viewport=LOOKS["light"]["viewport"], color_scheme="light") as context:
        page = _watched(context)
        page.add_init_script(MEASURED)
        open_at(page, site, places[view])
        assert 1_000 < page.evaluate(WEIGHT) < HEAVIEST
        assert page.locator("tbody tr").count() <= MOST_ROWS
        assert page.evaluate("window.moved") < 0.02  # pictures change the window, and move things
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            take(page, pictures, f"{view}-{scheme}")
            assert serious(page) == []


def test_every_view_fits_a_phone_and_paper(
    browser: Any, site: str, places: dict[str, str], pictures: Path
) -> None:
    with browser.new_context(**LOOKS["phone"]) as context:
        page = _watched(context)
        page.add_init_script(MEASURED)
        for view in VIEWS:
            open_at(page, site, places[view])
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= LOOKS["phone"]["viewport"]["width"], view
            assert page.evaluate("window.moved") < 0.02, view
            take(page, pictures, f"{view}-phone")
        page.emulate_media(media="print")
        assert page.locator("nav").first.is_hidden()


def test_dark_is_dark(page: Any, site: str) -> None:
    open_at(page, site, "/")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(colour) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) == "rgb(20, 23, 27)"


def test_a_mark_of_the_chart_tells_its_words(page: Any, site: str, places: dict[str, str]) -> None:
    open_at(page, site, places["series"])
    mark = page.locator(".chart-frame .wide [data-statement]").last
    mark.hover()
    box = page.locator(".hovering")
    box.wait_for(state="visible")
    assert len(box.inner_text()) > 20
    assert page.locator("tr.chosen").count() == 1
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    mark.focus()
    box.wait_for(state="visible")


def test_filters_are_filled_in_by_hand(page: Any, site: str) -> None:
    open_at(page, site, "/")
    before = page.locator("table.series tbody tr").count()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("kind").select_option("killed")
    page.get_by_label("where").fill("Hadrun")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/?kind=killed**")
    assert 0 < page.locator("table.series tbody tr").count() < before
    page.get_by_role("link", name="without kind").click()
    page.wait_for_url(lambda address: "kind=killed" not in address)
    assert "where=Hadrun" in page.url


def test_a_question_is_asked_and_its_reading_can_be_changed(page: Any, site: str) -> None:
    open_at(page, site, "/")
    page.get_by_label("A question").fill("how many houses were damaged in Hadrun")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/?kind=damaged**")
    assert page.get_by_label("where").input_value() == "Hadrun"
    assert page.locator("ul.chips li").count() > 3


def test_everything_is_reached_without_scripts(browser: Any, site: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=DESK) as context:
        page = _watched(context)
        open_at(page, site, "/")
        page.get_by_role("link", name="people, Tollen Strait").first.click()
        page.get_by_role("heading", name="Conflicts").wait_for()
        page.locator("summary", has_text="and 1 copy").first.click()
        assert page.locator("details[open] li").first.is_visible()
        page.locator("a.figure").first.click()
        page.get_by_role("heading", name="What was read").wait_for()


def test_a_policy_of_tolls_is_chosen(page: Any, site: str, places: dict[str, str]) -> None:
    open_at(page, site, places["story"])
    choices = page.get_by_role("navigation", name="Policies of the toll")
    choices.get_by_role("link", name="the latest of each voice").click()
    page.wait_for_url("**?policy=latest")
    assert choices.locator("[aria-current]").inner_text() == "the latest of each voice"
    page.locator(".tolls a.figure").first.click()
    page.get_by_role("heading", name="What was read").wait_for()
