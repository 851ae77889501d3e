"""Places as texts name them, and what texts say lies in what."""

import pytest

from reportedly.reconciling.contexts import context_of
from reportedly.reconciling.geography import Toponym, described, nested, toponym
from reportedly.reconciling.stories import Story, stories_of
from tests.reconciling.invented import article


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("Torva district", Toponym("torva", "district")),
        ("the village of Oro", Toponym("oro", "village")),
        ("the Tarnish province of Oro", Toponym("oro", "province", "", "tarnish")),
        ("Sella river", Toponym("sella", "", "river")),
        ("the province", Toponym("", "province")),
        ("Kenya", Toponym("kenya", "country")),
        ("Kenya's Oro border region", Toponym("oro", "province", "", "kenya")),
    ],
)
def test_a_phrase_is_taken_apart(phrase: str, place: Toponym) -> None:
    assert toponym(phrase) == place


def test_a_text_says_what_a_place_is() -> None:
    text = "In Torva, the district closest to the dam, and in the village of Oro people fled."
    found = {text[mention.start : mention.end]: mention.place for mention in described(text)}
    assert found["village of Oro"] == Toponym("oro", "village")
    assert Toponym("torva", "district") in found.values()


def test_a_text_says_what_lies_in_what() -> None:
    text = "The dam on the Sella river in the province of Mar broke above Oro village, in Torva district."
    pairs = {(a.key, b.key) for a, b in nested(text, list(described(text)))}
    assert ("sella river", "mar") in pairs
    assert ("oro", "torva") in pairs


def test_places_in_a_list_do_not_lie_in_one_another() -> None:
    text = "Shells fell on Oro village, Torva and Sella."
    assert list(nested(text, list(described(text)))) == []


def story(*pages: tuple[str, str]) -> tuple[Story, list[str]]:
    """The one story of some pages (headline, text), and the text hashes of these."""
    articles = [article(text, headline=headline) for headline, text in pages]
    contexts = [context_of(page) for page in articles]
    found = stories_of(contexts)
    assert len({one.id for one in found.values()}) == 1
    return next(iter(found.values())), [page.text_hash() for page in articles]


def test_pages_about_a_place_and_about_a_place_in_it_are_one_story() -> None:
    found, (first, second) = story(
        (
            "Flood in Mar",
            "The flood in the province of Mar reached Torva district and the town of Sella on Monday.",
        ),
        ("Torva digs", "Torva district buried its dead. People from Sella came to Torva."),
    )
    assert (found.mains[first], found.mains[second]) == ("mar", "torva")
    assert found.within("torva") == ["torva", "mar"]
    assert found.lifted("torva") == "mar"
    assert found.of_level("province", "torva") == "mar"
    assert found.short


def test_pages_of_other_days_are_other_stories() -> None:
    pages = [
        article("A flood hit the village of Oro.", headline="Oro flooded", published=day)
        for day in ("2026-03-09", "2026-06-09")
    ]
    pages[1] = article(
        "Another flood hit the village of Oro.", headline="Oro flooded", published="2026-06-09"
    )
    found = stories_of([context_of(page) for page in pages])
    assert len({one.id for one in found.values()}) == 2


@pytest.mark.parametrize(
    "words", ["A", "Aa-", "Oro ", "Oro, the ", "province of ", "in the ", "A (A"]
)
def test_a_page_of_one_word_over_and_over_is_gone_through_once(words: str) -> None:
    page = article(words * 20_000, headline="Oro")
    assert context_of(page).text_hash == page.text_hash()


def test_the_order_of_pages_makes_no_other_story() -> None:
    pages = [
        context_of(article(f"The flood in Oro district reached Torva {n}.", headline="Oro"))
        for n in ("town", "village", "district")
    ]
    assert stories_of(pages) == stories_of(reversed(pages))


def test_a_text_says_what_a_town_lies_in_behind_its_noun() -> None:
    text = "Seven died in Oro, a town in Ilmeria's Torva province."
    mentions = list(described(text))
    nests = {(inner.key, outer.key) for inner, outer in nested(text, mentions)}
    assert nests == {("oro", "torva"), ("torva", "ilmeria")}


def test_of_two_areas_around_a_place_the_narrower_lies_in_the_wider() -> None:
    at_home = article("In the town of Oro, in Sella district, 7 died.", headline="Flood in Oro")
    abroad = article("In the town of Oro, in Torva province, 7 died.", headline="Oro flood")
    found = stories_of([context_of(at_home), context_of(abroad)])
    assert {story.id for story in found.values()} == {min(found)}
    assert found[min(found)].within("oro") == ["oro", "sella", "torva"]
