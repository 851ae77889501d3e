"""Who is affected, in invented sentences: people, what attacks are aimed at, whom money is for."""

import pytest

from reportedly import annotate
from reportedly.records import Claim


def claims_of(text: str) -> dict[str, Claim]:
    """The claims of a text by their words; of two with the same words, the first."""
    found: dict[str, Claim] = {}
    for claim in annotate(text, published="2024-05-17").claims:
        found.setdefault(claim.figure, claim)
    return found


PEOPLE = [
    ("The raid killed 12 villagers.", "12", "villagers"),
    ("The raid killed 12 people.", "12", "people"),
    ("The raid killed 12.", "12", "people"),
    ("The number of wounded stands at 57, including 12 children.", "57", "people"),
    ("The raid killed 12 miners. Another 30 were wounded.", "30", "miners"),
    ("Guards fired at looters, killing 12.", "12", "looters"),
    ("A gunman attacked a group of pilgrims near Torva, killing 12 of them.", "12", "pilgrims"),
    ("The raid killed a civilian and wounded four others.", "four", "civilians"),
    ("The raid caused 12 civilian casualties.", "12", "civilians"),
    ("The blast killed 12 people, three of them teenagers.", "three", "teenagers"),
    ("Ten of the victims were children who died in the blast.", "Ten", "children"),
    ("Of the 40 dead, 12 were children.", "12", "children"),
    ("Forty people died in the raid. Eleven were women and children.", "Eleven", "women and children"),
    ("A council clerk, Ansa Moro, was jailed on Monday.", "A", "Ansa Moro"),
    ("The fire trapped 40 miners. Rescuers found 12 bodies on Friday.", "12", "miners"),
    ("The latest list has 11 dead and 14 injured.", "11", "people"),
    ("The ministry reported 14 dead.", "14", "people"),
    ("The battalion reported 14 dead.", "14", "The battalion"),
    # neither those who are told nor those who tell
    ("The warden told reporters in Velm that 38 were missing.", "38", "people"),
    ("“We had 900 people in one hall last night,” said Ana Moro, who runs a shelter.", "900", "people"),
    ("The floods killed 12 villagers, including a child. The toll rose to 15 later.", "15", "villagers"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "who"), PEOPLE)
def test_people(text: str, figure: str, who: str) -> None:
    assert claims_of(text)[figure].who == who


ATTACKS = [
    ("The army fired 36 shells at a border village.", "36", "border village"),
    ("Two rockets hit a school in Torva.", "Two", "school"),
    ("The army conducted 30 air strikes against the rebels.", "30", "rebels"),
    ("Strikes against the Lwira Front went on. The army conducted 30 air strikes on Monday.", "30", "Lwira Front"),
    ("Two bombs exploded on Monday, killing 12 pilgrims.", "Two", "pilgrims"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "who"), ATTACKS)
def test_attacks_are_of_those_they_are_aimed_at_else_of_those_they_harm(
    text: str, figure: str, who: str
) -> None:
    assert claims_of(text)[figure].who == who


MONEY = [
    ("The families of the dead will be paid 20,000 dollars in compensation.", "20,000", "families of the dead"),
    ("The ministry pledged 20,000 dollars in aid to the villagers.", "20,000", "villagers"),
    ("The ministry gave the villagers 20,000 dollars in aid.", "20,000", "villagers"),
    ("The villagers received 20,000 dollars in aid.", "20,000", "villagers"),
    ("The villagers received 20,000 dinars (300 dollars) in compensation.", "300", "villagers"),
    ("The flood caused damage of 20,000 dollars to the bridge.", "20,000", "bridge"),
    ("The new bridge cost 20,000 dollars.", "20,000", "new bridge"),
    ("Thieves took paintings worth 20,000 dollars.", "20,000", "paintings"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "who"), MONEY)
def test_money_is_of_those_who_get_it_or_of_what_it_pays(text: str, figure: str, who: str) -> None:
    assert claims_of(text)[figure].who == who


def test_a_state_that_suffers_a_loss_stands_for_its_soldiers() -> None:
    text = "Some 300 Kenyan soldiers were sent to Torva. Kenya has suffered 40 casualties."
    assert claims_of(text)["40"].who == "Kenyan soldiers"


def test_those_who_were_sent_are_not_those_who_were_hurt() -> None:
    text = "Police sent 40 firefighters to Torva, where the blaze killed 12."
    assert claims_of(text)["12"].who == "people"
