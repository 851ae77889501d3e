"""Review in a real browser: by single keys, by hand, by choosing words, and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly import verbs
from reportedly.ledger import Ledger
from reportedly.web.application import application
from tests.web.accessible import serious
from tests.web.conftest import PATIENCE, REVIEWED, SLOW, running
from tests.web.screenshots import take
from tests.web.test_browser import DESK, PHONE, _watched

DECIDED = re.compile("done=")


@pytest.fixture(scope="module")
def review_site(reviewed: Ledger) -> Iterator[str]:
    """The address of a server on which the example pages are reviewed."""
    yield from running(application(reviewed, REVIEWED, patience=PATIENCE))


@pytest.fixture(scope="module")
def state(browser: Any, review_site: str) -> Any:
    """What the browser of a reviewer keeps who came by the token and gave a name."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(SLOW)
        page.goto(f"{review_site}/?token=right")
        assert "token" not in page.url
        page.goto(f"{review_site}/review")
        page.get_by_label("Your name").fill("Ines Tarv")
        page.get_by_role("button", name="Begin to review").click()
        page.get_by_text("Reviewing as").wait_for()
        return context.storage_state()


@pytest.fixture
def page(browser: Any, state: Any) -> Iterator[Any]:
    """A reviewer's page; whatever the browser complains of fails the test."""
    with browser.new_context(viewport=DESK, color_scheme="light", storage_state=state) as context:
        page = _watched(context)
        yield page
        assert page.complaints == []
        assert page.outside == []


def at_hand(page: Any) -> str:
    """The id of the claim that is shown to be judged."""
    action = page.locator("form.judge").get_attribute("action")
    return str(action.split("/")[2])


def test_claims_are_judged_by_single_keys(page: Any, review_site: str) -> None:
    page.goto(f"{review_site}/review")
    first = at_hand(page)
    page.keyboard.press("j")
    page.wait_for_url("**/review?page=2")
    second = at_hand(page)
    assert second != first
    page.keyboard.press("k")
    page.wait_for_url("**/review")
    assert at_hand(page) == first
    page.keyboard.press("a")  # accepted, and the next is there
    page.wait_for_url(DECIDED)
    assert at_hand(page) == second
    assert page.locator(".done").inner_text().startswith("accepted")
    page.keyboard.press("r")
    page.locator(".done", has_text="rejected").wait_for()
    page.wait_for_load_state()  # keys are heard from then on
    assert at_hand(page) not in (first, second)
    for undone in (second, first):  # the last two decisions, one after the other
        page.keyboard.press("u")
        page.wait_for_url(f"**/review?claim={undone}&done=*")
        assert at_hand(page) == undone
    found = page.request.get(f"{review_site}/claims/{first}.json").json()
    assert found["review"] is None
    assert [one["decision"] for one in found["reviews"]] == ["accept", "undo"]


def test_a_field_is_put_right_by_keys(page: Any, review_site: str) -> None:
    page.goto(f"{review_site}/review")
    identity = at_hand(page)
    page.keyboard.press("e")
    page.locator("#correct[open]").wait_for()
    assert page.evaluate("document.activeElement.name") == "figure"
    figure = page.locator("#box-figure").input_value()
    page.keyboard.press("a")  # a letter in a box is a letter
    assert page.locator("#box-figure").input_value() == "a"
    page.locator("#box-figure").fill(figure)
    page.locator("#box-where").fill("Port Essel")
    page.keyboard.press("Enter")
    page.wait_for_url(DECIDED)
    assert "Port Essel" in page.locator(".done").inner_text()
    found = page.request.get(f"{review_site}/claims/{identity}.json").json()
    assert (found["where"], found["review"]["verdict"]) == ("Port Essel", "corrected")


def test_a_note_goes_with_the_decision(page: Any, review_site: str) -> None:
    page.goto(f"{review_site}/review")
    page.keyboard.press("n")
    page.keyboard.type("an age")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_url(DECIDED)
    assert "an age" in page.locator(".done").inner_text()


def test_keys_are_explained_and_can_be_switched_off(page: Any, review_site: str) -> None:
    page.goto(f"{review_site}/review")
    identity = at_hand(page)
    page.keyboard.press("?")
    page.locator("details.keys[open]").wait_for()
    page.get_by_label("keys are listened to").uncheck()
    page.keyboard.press("a")
    page.goto(f"{review_site}/review")
    assert at_hand(page) == identity
    page.keyboard.press("?")
    assert page.locator("details.keys[open]").count() == 0
    page.locator("details.keys summary").click()
    page.get_by_label("keys are listened to").check()


CHOOSE = """([words]) => {
  const walker = document.createTreeWalker(document.querySelector("[data-add]"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def test_a_missed_claim_is_added_by_choosing_its_words(page: Any, review_site: str) -> None:
    pages = page.request.get(f"{review_site}/pages.json").json()
    text_hash = next(one["text_hash"] for one in pages if "04-" in one["location"])
    text = page.request.get(f"{review_site}/pages/{text_hash}.json").json()["article"]["text"]
    page.goto(f"{review_site}/pages/{text_hash}")
    page.evaluate(CHOOSE, ["2021"])
    page.get_by_role("link", name="Add a claim of these words").click()
    assert page.get_by_label("words of the figure").input_value() == "2021"
    page.locator("#box-kind").select_option("missing")
    page.locator("#box-who").fill("soldiers")
    page.get_by_text("All other fields", exact=True).click()
    page.locator("#box-low").fill("2,021")
    page.get_by_role("button", name="Add the claim").click()
    page.get_by_role("heading", name="Decisions of people").wait_for()
    found = page.request.get(page.url.partition("?")[0] + ".json").json()
    assert (found["start"], found["low"]) == (text.index("2021"), 2021)
    assert (found["kind"], found["review"]["verdict"]) == ("missing", "added")


def test_places_are_counted_in_characters_of_the_text(page: Any, tmp_path: Any) -> None:
    """An emoji is one character, as is one that steers and is shown by its name."""
    from tests.ledger.invented import claim, put, reading

    text = "\U0001f6a2\u202e At least 40 sailors died, and 12 drowned."
    with verbs.open(tmp_path / "steering.db") as ledger:
        put(ledger, reading(text, (claim(text, "At least 40", 40),)), "steering.txt")
        for site in running(application(ledger, REVIEWED, patience=PATIENCE)):
            page.goto(f"{site}/?token=right")
            page.goto(f"{site}/review")
            page.evaluate(CHOOSE, ["12"])
            link = page.get_by_role("link", name="Add a claim of these words")
            start = text.index("12")
            assert link.get_attribute("href").endswith(f"?start={start}&end={start + 2}")


def test_everything_is_decided_without_scripts(browser: Any, state: Any, review_site: str) -> None:
    with browser.new_context(
        java_script_enabled=False, viewport=DESK, storage_state=state
    ) as context:
        page = _watched(context)
        page.goto(f"{review_site}/review")
        first = at_hand(page)
        page.get_by_role("button", name="Accept").click()
        page.wait_for_url(DECIDED)
        assert at_hand(page) != first
        page.locator(".done").get_by_role("button", name="Undo").click()
        page.wait_for_url(f"**/review?*claim={first}*")
        page.locator("summary", has_text="Correct its fields").click()
        page.locator("#box-counted").fill("sailors")
        page.get_by_role("button", name="Keep and go on").click()
        page.wait_for_url(DECIDED)
        assert "sailors" in page.locator(".done").inner_text()
        page.get_by_role("link", name="add one by hand").click()
        page.get_by_label("what was said").fill("Nine lorries burned, the clerk told us.")
        page.get_by_label("words of the figure").fill("Nine")
        page.locator("#box-kind").select_option("destroyed")
        page.locator("#box-source").fill("clerk of Astrel")
        page.get_by_role("button", name="Add the claim").click()
        page.get_by_role("heading", name="Decisions of people").wait_for()


def test_axe_finds_nothing_serious_at_the_desk(
    page: Any, review_site: str, reviewed: Ledger, pictures: Path
) -> None:
    identity = verbs.review(reviewed, limit=1)[0].claim.id
    for name in ("Bo Venn", "Cem Ardal"):
        verbs.correct_claim(reviewed, identity, {"where": name}, by=name, at="2026-01-01")
    text_hash = reviewed.claim(identity).text_hash
    for name, view, schemes in (
        ("review", f"/review?edit=1&claim={identity}", ("light", "dark")),
        ("reviewed-claim", f"/claims/{identity}", ("light",)),
        ("reviews", "/reviews", ("light", "dark")),
        ("disagreements", "/reviews/disagreements", ("light",)),
        ("by-hand", "/by-hand", ("dark",)),
        ("add", f"/pages/{text_hash}/add?words=the", ("light",)),
        ("reviewer", "/reviewer", ("dark",)),
        ("orphans", "/reviews/orphans", ("light",)),
    ):
        page.set_viewport_size(DESK)
        page.goto(review_site + view)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            take(page, pictures, f"{name}-{scheme}")
            assert serious(page) == [], view
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], view
        take(page, pictures, f"{name}-phone")


def test_a_stranger_page_cannot_decide(browser: Any, state: Any, review_site: str) -> None:
    """A form of another site, sent in the browser of a reviewer, changes nothing."""
    with browser.new_context(viewport=DESK, storage_state=state) as context:
        page = _watched(context)
        page.goto(f"{review_site}/review")
        word = page.locator("form.judge input[name=csrf]").input_value()
        action = f"{review_site}/claims/{at_hand(page)}/accept"
        form = f"<form method=post action='{action}'><input name=csrf value={word}><button>go</button></form>"
        page.route(
            "http://evil.example/", lambda route: route.fulfill(content_type="text/html", body=form)
        )
        page.goto("http://evil.example/")
        with page.expect_response(action) as answered:
            page.get_by_role("button").click()
        assert answered.value.status == 403
