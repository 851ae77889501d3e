"""The source of a figure: one invented example a construction."""

import pytest

from reportedly.reading.attributions.finding import attribution_of
from tests.reading.documents import document, span_of


def source_of(text: str, figure: str) -> str | None:
    """The name of the source of the first figure with these words."""
    found = attribution_of(document(text), span_of(text, figure))
    return found.name if found else None


# The text, the words of the figure, and the source of the figure.
CONSTRUCTIONS = [
    # leading, trailing and cutting
    ("Police said that 12 people died in the fire.", "12", "Police"),
    ("Police said 12 people died in the fire.", "12", "Police"),
    ("The rebels claimed to have killed 12 guards.", "12", "rebels"),
    ("At least 12 people died in the fire, officials said.", "At least 12", "officials"),
    ("At least 12 people died in the fire, local officials said on Monday.", "At least 12", "local officials"),
    ("Some 12 people, police said, died in the fire.", "12", "police"),
    ("In Torva, officials said, 12 people died.", "12", "officials"),
    ("On Monday officials said 12 people died.", "12", "officials"),
    ("The fire killed 12 people, said police chief Ayo Oro.", "12", "Ayo Oro"),
    ("The fire killed 12 people, said Ayo Oro, a spokesman for the mayor.", "12", "Ayo Oro"),
    ("Ayo Oro, a spokesman for the mayor, said 12 people died.", "12", "Ayo Oro"),
    ("The mayor of Torva said 12 people died.", "12", "mayor of Torva"),
    # according to
    ("According to the Interior Ministry, 12 people died.", "12", "Interior Ministry"),
    ("12 people died, according to the Interior Ministry.", "12", "Interior Ministry"),
    ("According to the Interior Ministry over 340 pilgrims died.", "over 340", "Interior Ministry"),
    # quotations
    ("“We buried 12 people,” said Ayo Oro.", "12", "Ayo Oro"),
    ("“It was terrible,” Ayo Oro said. “We buried 12 people in the garden.”", "12", "Ayo Oro"),
    ('"We buried 12 people," the mayor told reporters.', "12", "mayor"),
    ("“It was dark. We buried 12 people,” Ayo Oro said.", "12", "Ayo Oro"),
    # other verbs, and who is told
    ("The army told the Torva Post that 12 soldiers died.", "12", "army"),
    ("Ayo Oro confirmed that 12 people died.", "12", "Ayo Oro"),
    ("The ministry reported 12 deaths in the region.", "12", "ministry"),
    ("The ministry put the death toll at 12.", "12", "ministry"),
    ("Officials raised the death toll to 12 on Monday.", "12", "Officials"),
    ("Hospital records show 12 people died.", "12", "Hospital records"),
    ("The coast guard plans to bring home 12 sailors.", "12", "coast guard"),
    # participles and second verbs
    ("The mayor spoke of a tragedy, adding that 12 people died.", "12", "mayor"),
    ("The mayor said the fire was out, adding that 12 people died.", "12", "mayor"),
    ("With Keldian reports confirming around 4,000 casualties, talks began.", "around 4,000", "Keldian reports"),
    # quoted by others
    ("Ayo Oro was quoted by the Torva Post as saying that 12 people died.", "12", "Ayo Oro"),
    ("The Torva Post quoted Ayo Oro as saying 12 people died.", "12", "Ayo Oro"),
    ("Reuters reported that Ayo Oro said 12 people died.", "12", "Ayo Oro"),
    # headlines
    ("Flood kills 12 in Torva: officials\n\nRain fell.", "12", "officials"),
    ("Flood kills 12 in Torva – Oro\n\nMayor Ayo Oro spoke. Oro wept.", "12", "Ayo Oro"),
    ("Oro: Flood kills 12 in Torva\n\nMayor Ayo Oro spoke. Oro wept.", "12", "Ayo Oro"),
    # blocks
    ("The ministry said:\n\nThe raid killed 12 people.\n\nIt was at night.", "12", "ministry"),
    # what carries on
    ("Police said the fire was out. Another 12 people were injured.", "12", "Police"),
    ("The fire killed 12 people. It burned all night, the mayor added.", "12", "mayor"),
    # verbs that a tagger takes for nouns, and an acronym that looks like one
    ("Prosecutors allege soldiers shot 12 people.", "12", "Prosecutors"),
    ("Police estimate that 12 people died.", "12", "Police"),
    ("IS said 12 soldiers were killed.", "12", "IS"),
    # what hangs on a source, and on what is said
    ("Lena Oro, spokeswoman for a group that led the march, said more than 12 people died.", "more than 12", "Lena Oro"),
    ("Some 12 people died, according to Keld Rights, a group that works there.", "12", "Keld Rights"),
    ("Some 12 people died in a raid claimed by the rebels, police sources said.", "12", "police sources"),
    ("At least 12,000 people have fled, the UN estimates.", "At least 12,000", "UN"),
    # who records
    ("The mission has documented the deaths of 12 civilians.", "12", "mission"),
    ("The ministry has named 12 dead.", "12", "ministry"),
    ("The police have identified at least 12 victims of the fire.", "at least 12", "police"),
    ("The council counted 12 dead in Oro.", "12", "council"),
    ("The court has named 12 new judges.", "12", None),
    ("The number of dead, put at 12 by the ministry, may rise.", "12", "ministry"),
    ("A UN report released on Monday said that 12 people died.", "12", "UN report"),
    # nobody
    ("The fire killed 12 people.", "12", None),
    ("Police said the fire was out. The fire killed 12 people.", "12", None),
    ("The fire reportedly killed 12 people.", "12", None),
    ("The fire killed 12 people. Police said the fire was out.", "12", None),
    ("The mayor condemned the attack, which killed 12 people.", "12", None),
    ("Estimates suggest 12 people died.", "12", None),
    # who is told does not speak
    ("At least 12 people died, Colonel Ayo Oro told a news conference.", "12", "Ayo Oro"),
    ("At least 12 people died, the head of the guard, Ayo Oro, told the Observer.", "12", "Ayo Oro"),
    ("The mayor told parliament that 12 people died.", "12", "mayor"),
    # "as X said"
    ("As the mayor said, 12 people died.", "12", "mayor"),
    ("At least 12 people died, as the ministry reported on Sunday.", "12", "ministry"),
    # both sides of the cue
    ("At least 40 people died, the mission said: 12 in Torva and the rest at sea.", "12", "mission"),
    ("At least 40 people died, the mission said: 12 in Torva and the rest at sea.", "40", "mission"),
    # nouns of counting
    ("The coast guard's figure is 12 dead.", "12", "coast guard"),
    ("By the ministry's count, 12 people died.", "12", "ministry"),
    ("Some 12 people died, by the army's count.", "12", "army"),
    ("The commission's estimate of 12 dead was too high.", "12", "commission"),
    ("An estimate by the commission that 12 people died was too high.", "12", "commission"),
    ("The ministry's toll of 12 dead was disputed.", "12", "ministry"),
    ("Torva's death toll is 12.", "12", None),
    ("The army's claim that 12 rebels died is doubted.", "12", "army"),
    # counts that are given, put and raised
    ("The army gives its losses as 12 soldiers killed.", "12", "army"),
    ("The damage is put at 12 million dollars by Keld Lines.", "12", "Keld Lines"),
    ("The ministry's latest figures put the toll at 12.", "12", "ministry"),
    ("The rebels released a number of hostages and 12 soldiers.", "12", None),
    # papers speak for who issued them
    ("Figures from the health ministry show 12 people died.", "12", "health ministry"),
    ("A report by the Border Commission said 12 people died.", "12", "Border Commission"),
    ("A ministry statement said 12 people died.", "12", "ministry"),
    ("According to a report published on Monday by the Border Commission, 12 died.", "12", "Border Commission"),
    ("An earlier version of this report said that 12 people died.", "12", None),
    ("The army said an inquiry found that 12 people died.", "12", "army"),
    # passives
    ("The deaths of 12 soldiers were confirmed by the army.", "12", "army"),
    ("At least 12 deaths were reported by the ministry.", "12", "ministry"),
    ("The bridge is expected to cost 12 million dollars, the ministry said.", "12", "ministry"),
    ("At least 12 people died, the court was told.", "12", None),
    ("Some 12 people were reported killed by rebels.", "12", None),
    ("The army said at least 12 people were reported missing.", "at least 12", "army"),
    # numbers and times behind the verb
    ("A ministry official on Friday said at least 12 people died.", "at least 12", "ministry official"),
    ("The toll has risen to 12, officials said Monday of the raid that hit Torva.", "12", "officials"),
    ("According to an opposition deputy, an additional 12 people died.", "12", "opposition deputy"),
    # nobody
    ("Some 12 people died, reports say.", "12", None),
    ("According to preliminary information, 12 people died.", "12", None),
    ("Some 12 people died, Torva Radio reports.", "12", "Torva Radio"),
    # who speaks of something, boasts and accuses
    ("Residents spoke of 12 dead.", "12", "Residents"),
    ("The rebels boasted of killing 12 soldiers.", "12", "rebels"),
    ("Keldia accused Torvia of killing 12 civilians.", "12", "Keldia"),
    # denying what others say
    ("The coast guard denied reports that 12 people died.", "12", "coast guard"),
    ("The ministry dismissed claims that 12 people died.", "12", "ministry"),
    # what is only named, and told of by the article itself
    ("The army claimed responsibility for an attack that killed 12 people.", "12", None),
    ("Oro, who visited the site where 12 people died, wept, the mayor of Keld said.", "12", "mayor of Keld"),
    # two speakers in one sentence
    ("Police said 9 people died, while doctors said 12 died.", "12", "doctors"),
    ("Police said 9 people died, while doctors said 12 died.", "9", "Police"),
    ("Police say 9 people died; the rebels claim 12 were killed.", "12", "rebels"),
    ("The army vowed to rebuild the town, where 12 houses burned, according to the mayor.", "12", "mayor"),
]  # fmt: skip

NAMES = [
    # a name and who it is
    ("The mayor of Torva, Lena Oro, said 12 people died.", "Lena Oro"),
    ("At least 12 people died, said the mayor of Torva, Lena Oro. It rained.", "Lena Oro"),
    ("At least 12 people died, according to its director, Dr Lena Oro.", "Lena Oro"),
    ("According to the mayor of Torva, Lena Oro, 12 people died.", "Lena Oro"),
    ("Some 12 people died near the village of Imra, the governor of Keld, Lena Oro, said.", "Lena Oro"),
    ("“12 people died”, Lena Oro, the head of the coast guard, said.", "Lena Oro"),
    ("Lena Oro, 45, of Torva, Keld, who was on the boat, said 12 people died.", "Lena Oro"),
    ("Lena Oro, head of the relief agency Handa, said 12 people died.", "Lena Oro"),
    ("Minister Lena Oro, who had come on Tuesday, confirmed on Saturday that 12 people died.", "Lena Oro"),
    ("Coast guard chief Lena Oro said 12 people died.", "Lena Oro"),
    ("Commodore Lena Oro of the coast guard said 12 people died.", "Lena Oro"),
    ("A witness, Ayo Oro, said 12 people died.", "Ayo Oro"),
    ("A spokeswoman for the agency Handa said 12 people died.", "spokeswoman for the agency Handa"),
    ("The ferry's operator, Keld Lines, said 12 people died.", "Keld Lines"),
    ("The newspaper Torva Dawn quoted the mayor, Lena Oro, as saying that 12 people died.", "Lena Oro"),
    ("Police and witnesses said 12 people died.", "Police and witnesses"),
    ("Health workers in Torva and rebel commanders said 12 died.", "Health workers in Torva and rebel commanders"),
    ("Guns killed dozens, security and hospital officials said. Some 12 were women, they said.", "security and hospital officials"),
    ("Ayo Oro and Lena Baro, two survivors, said 12 people died.", "Ayo Oro and Lena Baro"),
    ("An officer quoted by the newspaper Keldnews said 12 people died.", "officer"),
    ("The US-led coalition said 12 people died.", "US-led coalition"),
    # pronouns
    ("Mayor Ayo Oro came. Oro said 12 people died.", "Ayo Oro"),
    ("Mayor Ayo Oro said the fire was out. He said 12 people died.", "Ayo Oro"),
    ("Spokeswoman Lena Oro spoke to spokesman Ayo Baro. Baro said it rained. She said 12 died.", "Lena Oro"),
    ("The Torva Mission said it rained. It said 12 people died.", "Torva Mission"),
    ("The damage was checked by Keld Lines, which said 12 people died.", "Keld Lines"),
    # descriptions
    ("President Ayo Oro came. The president said 12 people died.", "Ayo Oro"),
    ("President Ayo Oro came. The Keldian leader said 12 people died.", "Ayo Oro"),
    ("The foreign secretary, Ayo Oro, said 12 people died.", "Ayo Oro"),
    ("The Keldian Defence Ministry met. The ministry said 12 people died.", "Keldian Defence Ministry"),
    ("The Keldian Red Crescent came. The organisation said 12 people died.", "Keldian Red Crescent"),
    ("The Torva Relief Office (TRO) came. The TRO said 12 people died.", "Torva Relief Office"),
    ("The army said in a statement that it rained. The statement said 12 people died.", "army"),
    ("A man of the Keldian Security Force (KSF) died, a KSF statement said. The statement said 12 more were hurt.", "Keldian Security Force"),
    ("Police and witnesses said it rained. Some 12 people died, witnesses said.", "witnesses"),
]  # fmt: skip

HEADLINES = [
    ("Flood kills 12 in Torva: officials\n\nRain fell.", "officials"),
    ("Flood kills 12 in Torva – Oro\n\nMayor Ayo Oro spoke. Oro wept.", "Ayo Oro"),
    ("Oro: Flood kills 12 in Torva\n\nMayor Ayo Oro spoke. Oro wept.", "Ayo Oro"),
    ("Army spokesman: 12 soldiers killed\n\nRain fell.", "Army spokesman"),
    ("UN: Raid kills 12 children\n\nRain fell.", "UN"),
    ("Some 12 soldiers killed, says president\n\nPresident Ayo Oro spoke.", "Ayo Oro"),
    ("Keldia loses 12 soldiers, ministry says\n\nThe Defence Ministry spoke.", "Defence Ministry"),
    ("Army denies reports of 12 soldiers killed\n\nRain fell.", "Army"),
    ("Flood kills 12 in Torva\n\nMayor Ayo Oro spoke.", None),
]  # fmt: skip

BLOCKS = [
    ("The ministry said:\n\nThe raid killed 12 people.\n\nIt was at night.", "ministry"),
    ("The ministry said in a statement on Monday:\n\nThe raid killed 12 people.", "ministry"),
    (
        "The ministry reported the following losses on Monday:\n- 7 people hurt\n- 12 people killed",
        "ministry",
    ),
    (
        "Mayor Ayo Oro gave this account on Friday night:\n• 7 people are missing\n• 12 people died",
        "Ayo Oro",
    ),
    ("The mayor reported:\n1. 7 people missing\n2. 12 people killed\n\nIt rained.", "mayor"),
    ("Losses reported by the army:\n- 7 men wounded\n- 12 men killed", "army"),
    ("The mayor reported:\n- 7 people missing\n\nA storm killed 12 people.", None),
    ("“12 people died.” — Ayo Oro, baker", "Ayo Oro"),
]


@pytest.mark.parametrize(("text", "figure", "source"), CONSTRUCTIONS)
def test_the_source_of_a_figure(text: str, figure: str, source: str | None) -> None:
    assert source_of(text, figure) == source


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_source_is_named_in_the_fullest_form_of_the_article(text: str, name: str) -> None:
    assert source_of(text, "12") == name


@pytest.mark.parametrize(("text", "source"), HEADLINES)
def test_a_headline_has_its_own_forms(text: str, source: str | None) -> None:
    assert source_of(text, "12") == source


@pytest.mark.parametrize(("text", "source"), BLOCKS)
def test_a_block_or_list_is_whose_it_is_set_under(text: str, source: str | None) -> None:
    assert source_of(text, "12") == source
