"""What happened to what is counted: one invented sentence a construction, every figure with its kind."""

import pytest

from reportedly import reading
from reportedly.records import Article, Block

CASES: dict[str, list[tuple[str, list[tuple[str, str]]]]] = {
    "passives": [
        ("Twelve villagers were killed near Ordal.", [("Twelve", "killed")]),
        ("At least 40 homes have been destroyed in Velm.", [("At least 40", "destroyed")]),
        ("Some 300 people were evacuated from the coast.", [("Some 300", "displaced")]),
        ("Nine sailors were rescued by a fishing boat.", [("Nine", "rescued")]),
        ("Two drones were shot down over the port of Karsk.", [("Two", "intercepted")]),
        ("More than 50 passengers were trapped in the tunnel.", [("More than 50", "affected")]),
        ("Six aid workers were abducted on the road to Menta.", [("Six", "captured")]),
        ("Thirty suspects were arrested in dawn raids.", [("Thirty", "detained")]),
        ("About 200 pupils were poisoned by a gas leak.", [("About 200", "sick")]),
        ("Five bridges were damaged by the flood.", [("Five", "damaged")]),
        ("Three hundred soldiers were sent to the border.", [("Three hundred", "deployed")]),
        ("Four men have been charged over the fire.", [("Four", "detained")]),
        ("Ten prisoners of war were exchanged on Sunday.", [("Ten", "rescued")]),
        ("Seven people are feared dead.", [("Seven", "killed")]),
        ("Eighteen miners were last night pulled alive from the shaft.", [("Eighteen", "rescued")]),
    ],
    "participles without an auxiliary": [
        ("Three killed in Pelora mine blast", [("Three", "killed")]),
        ("A roof collapsed, leaving five people injured.", [("A", "destroyed"), ("five", "injured")]),
        ("Six were killed and 60 wounded.", [("Six", "killed"), ("60", "injured")]),
        ("With 12 houses destroyed and 30 damaged, the village is empty.", [("12", "destroyed"), ("30", "damaged")]),
        ("20 arrested after Dorvan riot", [("20", "detained")]),
        ("Two women, 11 men detained in Sarn", [("Two", "detained"), ("11", "detained")]),
    ],
    "active objects": [
        ("The landslide killed nine people and injured 14 others.", [("nine", "killed"), ("14", "injured")]),
        ("Rebels abducted 15 teachers in Halvia.", [("15", "captured")]),
        ("Police detained eight protesters on Monday.", [("eight", "detained")]),
        ("The storm damaged 120 roofs.", [("120", "damaged")]),
        ("The army sent 2,000 troops to the north.", [("2,000", "deployed")]),
        ("Air defence shot down 31 drones overnight.", [("31", "intercepted")]),
        ("Flooding displaced around 7,500 residents.", [("around 7,500", "displaced")]),
        ("Firefighters rescued 22 children from the school.", [("22", "rescued")]),
        ("The blast gutted three shops and a bakery.", [("three", "destroyed"), ("a", "destroyed")]),
        ("Gunmen shot dead six traders.", [("six", "killed")]),
        ("Soldiers gunned down two farmers.", [("two", "killed")]),
        ("The outbreak has infected 340 people.", [("340", "sick")]),
        ("The company delivered 40 generators to the hospital.", [("40", "supplied")]),
        ("The squadron launched 18 missiles at the base.", [("18", "attacks")]),
    ],
    "verbs of their own": [
        ("Fourteen patients died in the fire.", [("Fourteen", "killed")]),
        ("Forty people drowned when the ferry sank.", [("Forty", "killed")]),
        ("More than 1,000 families fled the shelling.", [("more than 1,000".capitalize(), "displaced")]),
        ("Some 400 fighters surrendered at dawn.", [("Some 400", "captured")]),
        ("Only 11 passengers survived.", [("11", "rescued")]),
        ("Six miners were dragged from the rubble.", [("Six", "rescued")]),
        ("Six men were dragged from the bus and shot dead.", [("Six", "killed")]),
        ("Six men were dragged from the bus by gunmen.", []),
        ("Three climbers have disappeared on Mount Orl.", [("Three", "missing")]),
        ("Hundreds of farmers protested in the capital.", [("Hundreds", "deployed")]),
        ("Two barns collapsed.", [("Two", "destroyed")]),
        ("Twenty guests fell ill after the wedding.", [("Twenty", "sick")]),
        ("Five soldiers lost their lives.", [("Five", "killed")]),
        ("About 90 people lost their homes.", [("About 90", "affected")]),
    ],
    "states": [
        ("Eight people are missing.", [("Eight", "missing")]),
        ("Another three soldiers were missing on Friday.", [("three", "missing")]),
        ("Around 9,000 people are still without power.", [("Around 9,000", "affected")]),
        ("Sixteen men remain in custody.", [("Sixteen", "detained")]),
        ("Four of the injured are in critical condition.", [("Four", "injured")]),
        ("Two million people are in need of food.", [("Two million", "affected")]),
        ("Some 600 families were homeless.", [("Some 600", "displaced")]),
        ("12,000 troops are stationed in the valley.", [("12,000", "deployed")]),
    ],
    "nouns": [
        ("The quake caused 70 deaths and hundreds of injuries.", [("70", "killed"), ("hundreds", "injured")]),
        ("The army suffered more than 300 casualties.", [("more than 300", "casualties")]),
        ("Police made 25 arrests.", [("25", "detained")]),
        ("The militia holds 14 hostages.", [("14", "captured")]),
        ("There were 45 air strikes in one night.", [("45", "attacks")]),
        ("Camps for 30,000 refugees were built.", [("30,000", "displaced")]),
        ("Rescuers found eight bodies in the river.", [("eight", "killed")]),
        ("The ministry recorded 58 new infections.", [("58", "sick")]),
        ("Twin blasts hit the market.", []),
    ],
    "deeds": [
        ("He is wanted for the murder of four women.", [("four", "killed")]),
        ("The deaths of 19 migrants shocked the island.", [("19", "killed")]),
        ("They demanded the release of ten prisoners.", [("ten", "rescued")]),
        ("The destruction of 80 houses left the valley bare.", [("80", "destroyed")]),
        ("Crews recovered the bodies of three divers.", [("three", "killed")]),
        ("The arrest of two brothers led to riots.", [("two", "detained")]),
    ],
    "tolls": [
        ("The death toll rose to 41.", [("41", "killed")]),
        ("Officials put the death toll at 130.", [("130", "killed")]),
        ("The number of people killed has reached 87.", [("87", "killed")]),
        ("A toll of 16 was confirmed.", [("16", "killed")]),
        ("The number of missing stood at 12.", [("12", "missing")]),
    ],
    "light verbs": [
        ("The bombing left 12 dead and 20 wounded.", [("12", "killed"), ("20", "injured")]),
        ("The fire claimed the lives of five people.", [("five", "killed")]),
        ("The war has cost 2,500 lives.", [("2,500", "killed")]),
        ("Six workers suffered burns.", [("Six", "injured")]),
        ("Three guards sustained gunshot wounds.", [("Three", "injured")]),
        ("The rebels took 20 hostages.", [("20", "captured")]),
        ("The quake left 3,000 people homeless.", [("3,000", "displaced")]),
        ("Seven children were treated for smoke inhalation.", [("Seven", "injured")]),
        ("The general lost 45 soldiers in the attack.", [("45", "casualties")]),
        ("The enemy lost three tanks.", [("three", "destroyed")]),
    ],
    "one person or thing": [
        ("A farmer was shot dead near Lusk.", [("A", "killed")]),
        ("Another woman was wounded.", [("Another", "injured")]),
        ("A tank, a mortar and a bunker were destroyed.", [("A", "destroyed"), ("a", "destroyed"), ("a", "destroyed")]),
        ("A second man was arrested.", [("A", "detained")]),
        ("One of his guards was killed.", [("One", "killed")]),
        ("Police arrested a 40-year-old man.", [("a", "detained")]),
        ("Juma Ramos, a councillor, was killed.", []),
        ("A suicide attack shook the town.", []),
        ("A warship was sent to the strait.", []),
        ("The soldier who was killed came from Brell.", []),
        ("It was one of the most violent days.", []),
    ],
    "nothing": [
        ("No one was hurt.", [("No", "injured")]),
        ("There were no casualties.", [("no", "casualties")]),
        ("None of the sailors was injured.", [("None", "injured")]),
        ("No injuries or deaths were reported.", [("No", "casualties")]),
        ("Five people were not hurt.", []),
    ],
    "parts and wholes": [
        ("Ten people were killed, including a child.", [("Ten", "killed"), ("a", "killed")]),
        ("Five people, two of them women, were wounded.", [("Five", "injured"), ("two", "injured")]),
        ("Seven were killed, among them three nurses.", [("Seven", "killed"), ("three", "killed")]),
        ("Among the dead were four pupils.", [("four", "killed")]),
        ("The dead included two firefighters.", [("two", "killed")]),
        ("The blast hurt nine, two of them seriously.", [("nine", "injured"), ("two", "injured")]),
    ],
    "left out": [
        ("The raid killed ten in Barra, five in Seld and three in Tor.", [("ten", "killed"), ("five", "killed"), ("three", "killed")]),
        ("Police arrested 12 men and freed six.", [("12", "detained"), ("six", "rescued")]),
        ("Some 52 houses were damaged and five were destroyed.", [("Some 52", "damaged"), ("five", "destroyed")]),
        ("The toll is 13 dead, up from nine.", [("13", "killed"), ("nine", "killed")]),
    ],
    "clauses between": [
        ("Four men riding in a van were shot dead.", [("Four", "killed")]),
        ("The two brothers, who had left the city in May, were arrested.", [("two", "detained")]),
        ("Eleven villagers (six of them children) were killed.", [("Eleven", "killed"), ("six", "killed")]),
        ("A teacher who lived near the mine was killed.", [("A", "killed")]),
        ("Three people were on Sunday evening wounded.", [("Three", "injured")]),
        ("Two guards were shot in the head and killed.", [("Two", "killed")]),
    ],
    "money": [
        ("The flood caused $3 million in damage.", [("$3 million", "cost")]),
        ("The government pledged 20 million euros in aid.", [("20 million", "aid")]),
        ("Families will receive compensation of 5,000 dollars.", [("5,000", "aid")]),
        ("Thieves stole 40,000 pounds.", [("40,000", "cost")]),
        ("He was fined 200 euros.", [("200", "other")]),
    ],
    "the displaced": [
        ("The flood drove 12,000 people from their homes.", [("12,000", "displaced")]),
        ("The fire forced 1,200 residents to leave their homes.", [("1,200", "displaced")]),
        ("The mayor ordered 30,000 people to evacuate.", [("30,000", "displaced")]),
        ("Another 400 people spent the night in the open.", [("400", "displaced")]),
        ("About 2,500 people from Hadrun are now in Astrel.", [("About 2,500", "displaced")]),
        ("We had 900 people in one sports hall last night.", [("900", "displaced")]),
    ],
    "the affected": [
        ("The outage left 12,000 customers in the dark.", [("12,000", "affected")]),
        ("Four million people face hunger.", [("Four million", "affected")]),
        ("At least 5,000 households have no running water.", [("At least 5,000", "affected")]),
        ("The siege has cut 20,000 people off from supplies.", [("20,000", "affected")]),
    ],
    "the missing": [
        ("Rescuers are looking for eight people.", [("eight", "missing")]),
        ("Police are looking for two suspects.", []),
        ("The fate of 14 sailors is unknown.", [("14", "missing")]),
        ("Two divers failed to return.", [("Two", "missing")]),
    ],
    "the held and the freed": [
        ("Militants are holding 12 aid workers.", [("12", "captured")]),
        ("Government forces hold six Zorvathi prisoners.", [("six", "captured")]),
        ("The police hold six men.", [("six", "detained")]),
        ("Some 80 soldiers laid down their arms.", [("Some 80", "captured")]),
        ("Five suspects were handed over to the police.", [("Five", "detained")]),
        ("Seven people were found guilty of arson.", [("Seven", "detained")]),
        ("Coast guards picked up 45 people from the water.", [("45", "rescued")]),
        ("Our men brought in 17 people before the navy had left port.", [("17", "rescued")]),
        ("At least 25 pupils were taken to hospital with food poisoning.", [("At least 25", "sick")]),
    ],
    "shared fates": [
        ("She drowned with nine other passengers.", [("nine", "killed")]),
        ("He was killed in Karsk on Monday, along with two guards.", [("two", "killed")]),
        ("A bomb killed the chief with three of his sons.", [("three", "killed")]),
        ("The raiders slit the throats of four herders.", [("four", "killed")]),
        ("The general lost a soldier.", [("a", "killed")]),
        ("The army shot down a drone and lost ten of its own.", [("a", "intercepted"), ("ten", "casualties")]),
        ("It had destroyed 11 vehicles and shot down 31 drones.", [("11", "destroyed"), ("31", "intercepted")]),
        ("Four of the wounded died in hospital.", [("Four", "killed")]),
        ("About 14 people have died: ten in Hadrun and four in a bus.", [("About 14", "killed"), ("ten", "killed"), ("four", "killed")]),
        ("Nine people were injured in a fresh crisis.", [("Nine", "injured")]),
    ],
    "the wrong end of a verb": [
        ("He is charged with two murders.", []),
        ("She had served as a senator.", []),
        ("The raid killed 16 people, an official has said.", [("16", "killed")]),
        ("Police shot dead 104 bandits.", [("104", "killed")]),
        ("The police confirmed the killing of four herders.", [("four", "killed")]),
        ("Two cars collided.", []),
        ("The plan serves no purpose.", []),
        ("Two suspects were handed over to Velmark for trial.", [("Two", "detained")]),
        ("Two hostages were handed over to the Red Cross.", [("Two", "rescued")]),
        ("A sniper shot and wounded two nurses.", [("two", "injured")]),
    ],
    "no claims": [
        ("The town has 40,000 inhabitants.", []),
        ("He met two ministers.", []),
        ("The match ended 3-2.", []),
        ("It lasted three weeks.", []),
        ("They flew F-16 jets on 12 March 2021.", []),
        ("He is 34 years old.", []),
        ("Article 5 was invoked.", []),
    ],
}  # fmt: skip


def read(text: str) -> list[tuple[str, str]]:
    article = Article(text=text, blocks=(Block(start=0, end=len(text), role="body"),))
    found = reading.read(article)
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.figure
    return [(claim.figure, claim.kind) for claim in found.claims]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(*case, id=f"{name}: {case[0][:50]}")
        for name, cases in CASES.items()
        for case in cases
    ],
)
def test_kinds(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence) == expected
