"""Who says what: one invented example a construction."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading import attributions
from reportedly.reading.attributions.finding import attribution_of, find, quoted
from reportedly.records import Stance
from tests.reading.documents import document, span_of

# The text, the words of the figure, and the source of the figure.
SOURCES = [
    # leading, trailing and cutting
    ("Police said that 12 people died in the fire.", "12", "Police"),
    ("Police said 12 people died in the fire.", "12", "Police"),
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
    # resolved
    ("Mayor Ayo Oro came. Oro said 12 people died.", "12", "Ayo Oro"),
    ("Mayor Ayo Oro said the fire was out. He said 12 people died.", "12", "Ayo Oro"),
    ("President Ayo Oro came. The president said 12 people died.", "12", "Ayo Oro"),
    ("The Torva Relief Office (TRO) came. The TRO said 12 people died.", "12", "Torva Relief Office"),
    ("The Keldian Defence Ministry met. The ministry said 12 people died.", "12", "Keldian Defence Ministry"),
    ("The foreign secretary, Ayo Oro, said 12 people died.", "12", "Ayo Oro"),
    # what carries on
    ("Police said the fire was out. Another 12 people were injured.", "12", "Police"),
    ("The fire killed 12 people. It burned all night, the mayor added.", "12", "mayor"),
    # nobody
    ("The fire killed 12 people.", "12", None),
    ("Police said the fire was out. The fire killed 12 people.", "12", None),
    ("The fire reportedly killed 12 people.", "12", None),
    ("The fire killed 12 people. Police said the fire was out.", "12", None),
    ("The mayor condemned the attack, which killed 12 people.", "12", None),
    ("Estimates suggest 12 people died.", "12", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "source"), SOURCES)
def test_the_source_of_a_figure(text: str, figure: str, source: str | None) -> None:
    found = attribution_of(document(text), span_of(text, figure))
    assert (found.name if found else None) == source


STANCES: list[tuple[str, Stance]] = [
    ("Police said 12 people died.", "asserts"),
    ("Police confirmed that 12 people died.", "confirms"),
    ("Police estimate that 12 people died.", "estimates"),
    ("Police denied that 12 people died.", "denies"),
    ("Police doubt that 12 people died.", "doubts"),
    ("The army will send 12 tanks.", "expects"),
    ("The army expects to send 12 tanks.", "expects"),
    ("Some 12 people are believed to have died.", "estimates"),
    ("The blast reportedly killed 12 people.", "estimates"),
    ("Some 12 people are feared drowned.", "estimates"),
    ("The fire killed 12 people.", "asserts"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_how_firmly_a_figure_is_put_forward(text: str, stance: Stance) -> None:
    found = attribution_of(document(text), span_of(text, "12"))
    assert (found.stance if found else "asserts") == stance


@pytest.mark.parametrize(
    ("text", "via", "cites"),
    [
        ("The army told CNN that 12 died.", ("CNN",), None),
        ("Reuters reported that Mayor Ayo Oro said 12 died.", ("Reuters",), None),
        ("Reuters, citing Ayo Oro, said 12 died.", ("Reuters",), None),
        ("Ayo Oro, citing his commanders, said 12 died.", (), "his commanders"),
        ("Mayor Ayo Oro wrote on Telegram that 12 died.", ("Telegram",), None),
    ],
)
def test_the_chain_from_the_source_to_the_page(
    text: str, via: tuple[str, ...], cites: str | None
) -> None:
    found = attribution_of(document(text), span_of(text, "12"))
    assert found is not None
    assert found.name in {"army", "Ayo Oro"}
    assert (found.via, found.cites) == (via, cites)


def test_the_agency_that_the_page_credits_comes_last() -> None:
    text = "The army told CNN that 12 died. The flood killed 40. (Keld News)"
    doc = document(text, agency="Keld News")
    told = attribution_of(doc, span_of(text, "12"))
    plain = attribution_of(doc, span_of(text, "40"))
    assert told is not None
    assert plain is not None
    assert told.via == ("CNN", "Keld News")
    assert (plain.name, plain.via) == (None, ("Keld News",))


def test_the_agency_of_the_pages_own_dateline_is_no_way() -> None:
    text = "TORVA, May 17 (KNA) -- Police said 12 people died."
    found = attribution_of(document(text, agency="KNA"), span_of(text, "12"))
    assert found is not None
    assert found.via == ()


ROLES = [
    ("Police said 12 died.", "Police", "said", ["12 died"]),
    ("Police have said that 12 died.", "Police", "have said", ["that 12 died"]),
    ("Some 12 died, police said.", "police", "said", ["Some 12 died"]),
    ("Some 12, police said, died in Torva.", "police", "said", ["Some 12", "died in Torva"]),
    ("“It burned,” she said. “We ran to the river.”", "she", "said", ["“It burned,”", "“We ran to the river.”"]),
    ("According to the mayor, 12 died.", "the mayor", "According to", ["12 died"]),
    ("He claimed victory, adding that 12 died.", "He", "adding", ["that 12 died"]),
    ("The mayor condemned the attack.", "The mayor", "condemned", ["the attack"]),
    ("The mayor vowed to rebuild the bridge.", "The mayor", "vowed", ["to rebuild the bridge"]),
    ("Trees fell, though he noted that nobody died.", "he", "noted", ["that nobody died"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), ROLES)
def test_source_cue_and_content(text: str, source: str, cue: str, content: list[str]) -> None:
    found = [
        (
            [part.of(text) for part in item.source],
            [part.of(text) for part in item.cue],
            [part.of(text) for part in item.content],
        )
        for item in find(document(text))
    ]
    assert ([source], [cue], content) in found


def test_a_number_in_quotation_marks_is_quoted() -> None:
    text = "Oro said “12 died” but police said 14 died."
    doc = document(text)
    assert quoted(doc, span_of(text, "12"))
    assert not quoted(doc, span_of(text, "14"))


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    text = "“We ran at night,” Ayo Oro said. “It was cold.\n\n“We lost 12 men.”\n\nThe war goes on."
    found = attribution_of(document(text), span_of(text, "12"))
    assert found is not None
    assert found.name == "Ayo Oro"


PIECES = st.sampled_from(
    ["Oro", " said", " ", "that", "“", "”", '"', ",", ".", "\n\n", ":", " 12 died", " – ", "according to ", "He", " (OR)",
     "citing ", "told ", "which ", "'", "''", "``", " was quoted by ", " as saying ", "Mayor ", "in Torva", " the "]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=120)))
def test_any_text_gives_offsets_inside_of_it(text: str) -> None:
    doc = document(text)
    for item in find(doc):
        for part in (*item.source, *item.cue, *item.content):
            assert 0 <= part.start < part.end <= len(text)
    for start in range(0, max(0, len(text) - 2), 7):
        attribution_of(doc, span_of(text, text[start : start + 2]))


@pytest.mark.parametrize("text", ["said " * 2_000, '"' * 4_000, "“" * 4_000, "Oro said: " * 700])
def test_a_page_of_noise_is_read(text: str) -> None:
    assert isinstance(attributions.find(document(text)), list)
