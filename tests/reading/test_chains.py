"""The chain between a source and the page: media, platforms, agencies, and whom a source cites."""

import pytest

from reportedly.reading.attributions.finding import attribution_of
from tests.reading.documents import document, span_of


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


CHAINS: list[tuple[str, str, tuple[str, ...], str | None]] = [
    ("The army told Radio Keld that 12 died.", "army", ("Radio Keld",), None),
    ("Some 12 died, Ayo Oro told state television.", "Ayo Oro", ("state television",), None),
    ("Ayo Oro told reporters that 12 died.", "Ayo Oro", (), None),
    ("Radio Keld, quoting doctors, said 12 died.", "doctors", ("Radio Keld",), None),
    ("The Torva Star reported on Saturday, citing Mayor Ayo Oro, that 12 died.", "Ayo Oro", ("Torva Star",), None),
    ("Some 12 died, the daily Torva Post reported, citing police.", "police", ("Torva Post",), None),
    ("According to the Torva Post, which cited police, 12 died.", "police", ("Torva Post",), None),
    ("Keld News reported that Mayor Ayo Oro, citing doctors, said 12 died.", "Ayo Oro", ("Keld News",), "doctors"),
    ("Mayor Ayo Oro wrote on the messaging service Pigeon that 12 died.", "Ayo Oro", ("Pigeon",), None),
    ("In a post on Telegram, Mayor Ayo Oro said that 12 died.", "Ayo Oro", ("Telegram",), None),
    ("Ayo Oro was quoted by the Keld News Agency as saying that 12 died.", "Ayo Oro", ("Keld News Agency",), None),
    ("The army told CNN in an interview aired on Sunday that 12 died.", "army", ("CNN",), None),
    ("In an interview with the Torva Post, the army said 12 died.", "army", ("Torva Post",), None),
    ("An officer quoted by state television said 12 died.", "officer", ("state television",), None),
    ("An officer told the agency that 12 died.", "officer", (), None),
    ("The army said an inquiry found that 12 died.", "army", (), "inquiry"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "via", "cites"), CHAINS)
def test_who_says_it_through_whom_and_on_whose_word(
    text: str, source: str, via: tuple[str, ...], cites: str | None
) -> None:
    found = attribution_of(document(text), span_of(text, "12"))
    assert found is not None
    assert (found.name, found.via, found.cites) == (source, via, cites)
