"""What figures say besides number and hedge: unit, movement, concept, levels; in every form of sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import reading
from reportedly.publishing import annotations
from reportedly.records import Article, Block, Figure


def figures(text: str) -> tuple[Figure, ...]:
    block = Block(start=0, end=max(1, len(text)), role="body")
    return reading.read(Article(text=text or " ", blocks=(block,), published="2025-10-16")).figures


def only(text: str, words: str) -> Figure:
    found = [figure for figure in figures(text) if text[figure.start : figure.end] == words]
    assert len(found) == 1, [text[figure.start : figure.end] for figure in figures(text)]
    return found[0]


# sentence, figure, unit
UNITS: list[tuple[str, str, str | None]] = [
    ("The club sold 14 first-team players.", "14", "first-team player"),
    ("Two viruses were found in the well.", "Two", "virus"),
    ("They stayed for the 50 previous years.", "50", "year"),
    ("One of the best screens was broken.", "One", "good screen"),
    ("Four of the mayor's advisers resigned.", "Four", "adviser"),
    ("The firm sold 4.3M digital and physical tickets.", "4.3M", "digital physical ticket"),
    ("He hired a 12-man crew.", "12", "man"),
    ("Tickets cost 20 euros.", "20", "euro"),
    ("Tickets cost £20.", "£20", "pound sterling"),
    ("Tickets cost ₪40.", "₪40", "shekel"),
    ("Tickets cost 900 rupees.", "900", "rupee"),
    ("Oil cost $61.20 a barrel.", "$61.20", "dollar per barrel"),
    ("The flat costs $3,500 a month.", "$3,500", "dollar per month"),
    ("The flat costs $80 per sq m.", "$80", "dollar per square metre"),
    ("They make three thousand kits per day.", "three thousand", "kit per day"),
    ("The rate rose by 0.5 percentage points.", "0.5", "percentage point"),
    ("He drove at 15-22 miles per hour.", "15-22", "mile per hour"),
    ("The gap is 352 μm.", "352", "micrometre"),
    ("The garden has 32m2.", "32", "square metre"),
    ("The wire carries 1.3 A/cm2.", "1.3", "ampere per square centimetre"),
    ("The rope bears 12kN.", "12", "kilonewton"),
    ("She has an 18-month-old son.", "18", "month of age"),
    ("They used 40 pounds of flour.", "40", "pound-mass"),
    ("It traded at 132.86 on Monday.", "132.86", None),
    ("The stamp is 45 cents.", "45", "cent"),
    ("Shares closed at 312.5p on Monday.", "312.5", "penny"),
    ("A ticket is 10 € at the door.", "10", "euro"),
    ("The number of visitors rose to 900.", "900", "visitor"),
    ("They built 8 and 12 rafts.", "8", "raft"),
    ("She wrote seven novels, three of them in prison.", "three", "novel"),
    ("The firm opened 40 shops, up from 30.", "30", "shop"),
    ("Some 18 of the 50 towns have a law.", "Some 18", "town"),
    ("She won 13 of her first 20 races.", "13", "race"),
    ("It costs £9 a month or £99 a year.", "£9", "pound sterling per month"),
    ("The shares pay 8 cents a share.", "8", "cent per share"),
    ("The shares pay 8 cents, against 7 cents a year earlier.", "7", "cent"),
    ("They drank 2 litres of water every day.", "2", "litre per day"),
    ("The 20-storey tower fell.", "20", "storey"),
    ("Two 19-year-old men left.", "Two", "man"),
    ("They praised the three countries' entry.", "three", "country"),
    ("Hundreds of stranded passengers waited.", "Hundreds", "stranded passenger"),
    ("It serves 8 million low- and middle-income homes.", "8 million", "low- middle-income home"),
    ("He repaired dozens of Kima and Hundo vehicles.", "dozens", "Kima Hundo vehicle"),
    ("He ran 112 yards on 18 carries.", "18", "carry"),
    ("The field measures 20 x 30 metres.", "20", "metre"),
    ("Rates of 5 and 6 per cent were paid.", "5", "percentage"),
    ("Those aged 18 to 24 read 3.5 hours a day.", "3.5", "hour per day"),
    ("The No. 3 seed met 12 rivals.", "12", "rival"),
]


@pytest.mark.parametrize(("text", "words", "unit"), UNITS)
def test_unit(text: str, words: str, unit: str | None) -> None:
    assert only(text, words).unit == unit


# sentence, figure, change
CHANGES: list[tuple[str, str, str | None]] = [
    ("Rents rose 5%.", "5", "up"),
    ("Rents rose by a further 5%.", "5", "up"),
    ("Rents were down 5%.", "5", "down"),
    ("Rents were up nearly 57% on the year.", "nearly 57", "up"),
    ("Rents dropped by 3 to 4 per cent.", "3 to 4", "down"),
    ("Rents were 3% lower at noon.", "3", "down"),
    ("Tariffs bring a 3% higher cost.", "3", None),
    ("The bank lowered its forecast by 2 percentage points.", "2", "down"),
    ("Rents edged up to 3.6%.", "3.6", None),
    ("Rents rose 5% to 12 crowns.", "12", None),
    ("The charity raised $5 million.", "$5 million", None),
    ("The regiment lost 12 horses.", "12", None),
    ("Clay makes up 20% of the soil.", "20", None),
    ("Tin rose above 9,000 crowns.", "above 9,000", None),
    ("Tin was at 4%, down from 5%.", "4", None),
    ("Tin ended 1.1% up.", "1.1", "up"),
    ("Rents were up by a third.", "a third", "up"),
    ("Rents rose 2% in May and 3% in June.", "3", "up"),
    ("Tin fell 12.3 points or 0.4%.", "0.4", "down"),
    ("The club lost 47 of its 59 boats.", "47", None),
]


@pytest.mark.parametrize(("text", "words", "change"), CHANGES)
def test_change(text: str, words: str, change: str | None) -> None:
    assert only(text, words).change == change


# sentence, figure, concept
CONCEPTS: list[tuple[str, str, str | None]] = [
    ("Sixty per cent of the revenue comes from toys.", "Sixty", "revenue"),
    ("The speed of 90 mph was too much.", "90", "speed"),
    ("The ferry carries a 6.1-inch screen.", "6.1", "screen ferry"),
    ("Copper rose 3% after wool fell 2%.", "3", "Copper"),
    ("Copper rose 3% after wool fell 2%.", "2", "wool"),
    ("The path runs for 8 miles (13 km) of railway.", "13", "railway path"),
    ("The dam, which is 62 metres high, is full.", "62", "dam"),
    ("They left in three hours.", "three", None),
    ("There are four different cooks.", "four", None),
    ("The baker's oven was stoked for a 6-year-old girl.", "6", "girl"),
]


@pytest.mark.parametrize(("text", "words", "concept"), CONCEPTS)
def test_concept(text: str, words: str, concept: str | None) -> None:
    assert only(text, words).concept == concept


class TestLevels:
    def test_a_fall_keeps_the_order_of_the_text(self) -> None:
        figure = only("Copper fell from $9,100 in May to $8,700.", "$9,100 in May to $8,700")
        assert figure.levels == (9100, 8700)
        assert (figure.low, figure.high, figure.change) == (8700, 9100, "down")

    def test_the_line_gives_them_in_that_order(self) -> None:
        text = "Copper fell from $9,100 to $8,700."
        block = Block(start=0, end=len(text), role="body")
        found = reading.read(Article(text=text, blocks=(block,), published="2025-10-16"))
        (line,) = annotations.line(found, "copper", ("figures",))["figures"]
        assert (line["low"], line["high"]) == (9100, 8700)
        assert line["concept"] == "Copper"

    def test_a_range_is_no_movement(self) -> None:
        figure = only("Fares range from 10 to 20 crowns.", "10 to 20")
        assert (figure.levels, figure.change) == (None, None)

    def test_an_amount_and_a_level_stay_apart(self) -> None:
        found = figures("Debt rose by $43 million to $419 million.")
        assert [figure.value for figure in found] == [43_000_000, 419_000_000]
        assert [figure.change for figure in found] == ["up", None]

    def test_the_dead_of_two_days_are_two_figures(self) -> None:
        found = figures("The number of people killed rose from 9 to 13.")
        assert [figure.value for figure in found] == [9, 13]


@pytest.mark.parametrize(
    "text",
    [
        "a gap of 352 μm.",
        "12 C melting point",
        "$80 million",
        "Up 5%",
        "62 metres high",
        "(0.5 tonnes)",
    ],
)
def test_a_fragment_is_read(text: str) -> None:
    assert len(figures(text)) == 1


PIECES = st.sampled_from(
    [
        "from",
        "to",
        "rose",
        "fell",
        "by",
        "up",
        "down",
        "$",
        "5",
        "7",
        "9.5",
        "%",
        "km",
        "/",
        "μ",
        "m2",
        "(",
        ")",
        ",",
        ".",
        "of",
        "the",
        "per",
        "a",
        "day",
        "barrels",
        "shares",
        "-",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_levels_are_the_interval(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.start < figure.end <= len(text)
        if figure.levels is not None:
            assert sorted(figure.levels) == [figure.low, figure.high]
