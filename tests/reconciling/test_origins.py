"""Who spoke: what is one voice, and what must stay two."""

import pytest

from reportedly.reconciling.bodies import introduced
from reportedly.reconciling.contexts import context_of
from reportedly.reconciling.evidence import Merge
from reportedly.reconciling.missed import as_copies_read
from reportedly.reconciling.origins import key_of
from reportedly.reconciling.spellings import is_person
from reportedly.reconciling.statements import account_of
from reportedly.reconciling.wordings import bare
from reportedly.records import Article, Statement
from tests.reconciling.invented import article, statement


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("The National Flood Agency (NFA) said so.", "nfa", "National Flood Agency"),
        (
            "The Office for the Care of Cattle (OCC) said so.",
            "occ",
            "Office for the Care of Cattle",
        ),
        ("Governor Ada Orlen spoke.", "governor", "Ada Orlen"),
        ("The governor, Ada Orlen, spoke.", "governor", "Ada Orlen"),
        ("The mayor of Oro, Ben Tarv, spoke.", "mayor of oro", "Ben Tarv"),
        ("Ben Tarv, the mayor of Oro, spoke.", "mayor of oro", "Ben Tarv"),
        ("Defense Minister Ben Tarv spoke.", "defence minister", "Ben Tarv"),
    ],
)
def test_short_forms_that_a_text_introduces(text: str, form: str, name: str) -> None:
    assert (form, name) in {(one.form, one.name.removeprefix("The ")) for one in introduced(text)}


def test_letters_that_are_no_initials_introduce_nothing() -> None:
    assert list(introduced("The Flood Agency (Oro) said so.")) == []


@pytest.mark.parametrize("name", ["Ada Orlen", "Ben van Tarv"])
def test_persons(name: str) -> None:
    assert is_person(name.replace("van", "Van"))


@pytest.mark.parametrize(
    "name", ["police", "Flood Agency", "Orlen", "Kenyan Ministry", "Red Cross"]
)
def test_names_that_are_no_full_names_of_persons(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("the country's Flood Agency", "Flood Agency"),
        ("the police", "police"),
        ("hospital's director", "hospital's director"),
        ("Oro's mayor", "Oro's mayor"),
    ],
)
def test_what_stands_before_a_name_is_left_out(source: str, name: str) -> None:
    assert bare(source) == name


def voices(*said: tuple[Article, str]) -> list[str]:
    """The origins of statements, given as the page and the source that it names."""
    statements = [statement(page, FIRST, "7", source=s) for page, s in said]
    found, _ = _resolved([page for page, _ in said], statements)
    return [found[key_of(one)] for one in statements]


def _resolved(
    pages: list[Article], statements: list[Statement]
) -> tuple[dict[tuple[str, str], str], tuple[Merge, ...]]:
    contexts = {page.text_hash(): context_of(page) for page in pages}
    account = account_of(statements, contexts)
    shown = {
        key_of(told.statement): account.voices.shown(told.statement.origin or "")
        for told in account.told
    }
    return shown, account.origins.merges


FIRST = "In Oro district 7 died."


def page(text: str, **others: object) -> Article:
    return article(f"{FIRST} {text}", headline="Flood in Oro district", **others)


def test_an_acronym_is_read_as_its_story_introduces_it() -> None:
    one, other = page("The National Flood Agency (NFA) counts."), page("The NFA counts on.")
    assert voices((one, "National Flood Agency"), (other, "NFA")) == ["National Flood Agency"] * 2


def test_an_office_is_its_only_holder() -> None:
    one, other = page("Governor Ada Orlen wept."), page("The governor wept.")
    assert voices((one, "Ada Orlen"), (other, "governor")) == ["Ada Orlen"] * 2


def test_an_office_with_two_holders_is_neither() -> None:
    text = "Governor Ada Orlen and the governor of Torva, Ben Tarv, wept."
    assert voices((page(text), "Ada Orlen"), (page("All wept."), "governor"))[1] == "governor"


def test_holders_of_one_office_with_one_surname_are_spellings() -> None:
    one, other = page("Governor Aleksan Orlenn wept."), page("Governor Oleksan Orlen wept.")
    assert len(set(voices((one, "Aleksan Orlenn"), (other, "Oleksan Orlen")))) == 1


def test_two_persons_are_never_one_by_their_surname() -> None:
    one, other = page("Maren Orlen wept."), page("Jorun Orlen wept.")
    assert len(set(voices((one, "Maren Orlen"), (other, "Jorun Orlen")))) == 2
    assert len(set(voices((one, "Maren Orlen"), (other, "Orlen")))) == 2


def test_a_short_form_is_the_only_such_body() -> None:
    one, other = page("They count."), page("They count on.")
    assert (
        voices((one, "National Flood Agency"), (other, "flood agency"))
        == ["National Flood Agency"] * 2
    )


def test_the_police_of_two_stories_are_two() -> None:
    first = page("The police came.")
    second = article("In Sella town 7 died.", headline="Fire in Sella town", published="2026-03-10")
    statements = [
        statement(first, FIRST, "7", source="police"),
        statement(second, "In Sella town 7 died.", "7", source="police"),
    ]
    found, merges = _resolved([first, second], statements)
    assert sorted(found.values()) == ["police (Oro)", "police (Sella)"]
    assert merges == ()


def test_every_merge_gives_its_evidence() -> None:
    one, other = page("The National Flood Agency (NFA) counts."), page("The NFA counts on.")
    statements = [
        statement(one, FIRST, "7", source="National Flood Agency"),
        statement(other, FIRST, "7", source="NFA"),
    ]
    _, (merge,) = _resolved([one, other], statements)
    assert (merge.form, merge.name) == ("NFA", "National Flood Agency")
    assert "National Flood Agency (NFA)" in merge.why


def test_a_page_in_its_own_voice_is_its_publisher_and_an_agency_by_its_initials() -> None:
    own = page("So it is.", publisher="North Wire Service")
    copied = page("So it was.", publisher="The Post")
    statements = [
        statement(own, FIRST, "7"),
        statement(copied, FIRST, "7", via=("NWS",)),
    ]
    found, _ = _resolved([own, copied], statements)
    assert set(found.values()) == {"North Wire Service"}


def of_a_story(where: str, text: str, source: str, day: str) -> tuple[Article, Statement]:
    """A page of a story of its own, and its statement."""
    words = f"In {where} 7 died."
    made = article(f"{words} {text}", headline=f"Flood in {where}", published=day)
    return made, statement(made, words, "7", source=source)


def shown(*stories: tuple[Article, Statement]) -> list[str]:
    found, _ = _resolved([one for one, _ in stories], [said for _, said in stories])
    return [found[key_of(said)] for _, said in stories]


ABROAD = of_a_story(
    "Sella district", "It is in Ilmeria's Torva province.", "Ada Orlen", "2026-01-05"
)


def test_a_body_of_a_country_is_one_over_stories_where_others_say_what_lies_in_it() -> None:
    one = of_a_story(
        "Oro district, in Torva province", "So it is.", "Ministry of Floods", "2026-03-09"
    )
    other = of_a_story(
        "Kestel district, in Ilmeria's Varn province", "It is.", "Ministry of Floods", "2026-05-09"
    )
    assert shown(one, other) == ["Ministry of Floods (Torva)", "Ministry of Floods (Ilmeria)"]
    assert shown(one, other, ABROAD)[:2] == ["Ministry of Floods"] * 2


def test_a_district_hospital_is_that_of_the_district_which_another_story_names() -> None:
    town = of_a_story("Maro town", "So it is.", "district hospital", "2026-03-09")
    district = of_a_story("Oro district", "So it is.", "district hospital", "2026-05-09")
    told = of_a_story("the town of Maro, in Oro district", "It is.", "Ada Orlen", "2026-01-05")
    assert len(set(shown(town, district))) == 2
    assert shown(town, district, told)[:2] == ["district hospital"] * 2


def test_where_stories_disagree_on_what_an_area_lies_in_nothing_is_joined() -> None:
    one = of_a_story(
        "Oro district, in Torva province", "So it is.", "Ministry of Floods", "2026-03-09"
    )
    other = of_a_story(
        "Kestel district, in Ilmeria's Varn province", "It is.", "Ministry of Floods", "2026-05-09"
    )
    against = of_a_story(
        "Maro district", "It is in Karnia's Torva province.", "Ben Tarv", "2025-01-05"
    )
    assert len(set(shown(one, other, ABROAD, against)[:2])) == 2


def test_vowels_do_not_part_spellings_of_one_name() -> None:
    one, other = page("Corvin Missodat wept."), page("Corvin Myssodat wept.")
    assert len(set(voices((one, "Corvin Missodat"), (other, "Corvin Myssodat")))) == 1


def test_a_source_missed_in_a_copy_is_that_of_the_very_sentence_in_another() -> None:
    one, copy = page("So it is."), page("So it is, too.")
    heard = statement(one, FIRST, "7", source="police")
    missed = statement(copy, FIRST, "7")
    pair = (one.text_hash(), copy.text_hash())
    assert [s.source for s in as_copies_read([heard, missed], [pair])] == ["police", "police"]
    assert [s.source for s in as_copies_read([heard, missed], [])] == ["police", None]
    rival = page("So it is not.")
    other = statement(rival, FIRST, "7", source="mayor")
    pairs = [pair, (copy.text_hash(), rival.text_hash())]
    assert as_copies_read([heard, missed, other], pairs)[1].source is None
