"""Numbers, hedges, ranges, units: what the words of a quantity allow, and where its span lies."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.quantities.scanning import Quantity, scan

Row = tuple[str, str, float | None, float | None, str]

# sentence, figure, low, high, comparator
NUMBERS: list[Row] = [
    ("ten men", "ten", 10, 10, "exactly"),
    ("10 men", "10", 10, 10, "exactly"),
    ("twenty-six men", "twenty-six", 26, 26, "exactly"),
    ("twenty six men", "twenty six", 26, 26, "exactly"),
    ("a dozen men", "a dozen", 12, 12, "exactly"),
    ("two dozen men", "two dozen", 24, 24, "exactly"),
    ("half a dozen men", "half a dozen", 6, 6, "exactly"),
    ("a hundred and fifty men", "a hundred and fifty", 150, 150, "exactly"),
    ("two hundred and six men", "two hundred and six", 206, 206, "exactly"),
    (
        "one thousand three hundred and one men",
        "one thousand three hundred and one",
        1301,
        1301,
        "exactly",
    ),
    ("nineteen hundred men", "nineteen hundred", 1900, 1900, "exactly"),
    ("3,000 men", "3,000", 3000, 3000, "exactly"),
    ("1,234,567 men", "1,234,567", 1234567, 1234567, "exactly"),
    ("9,99,999 men", "9,99,999", 999999, 999999, "exactly"),
    ("12,34,567 men", "12,34,567", 1234567, 1234567, "exactly"),
    ("3.5 million men", "3.5 million", 3_500_000, 3_500_000, "exactly"),
    ("2 lakh men", "2 lakh", 200_000, 200_000, "exactly"),
    ("five crore men", "five crore", 50_000_000, 50_000_000, "exactly"),
    ("20k men", "20k", 20_000, 20_000, "exactly"),
    ("1.2bn men", "1.2bn", 1_200_000_000, 1_200_000_000, "exactly"),
    ("5m people", "5m", 5_000_000, 5_000_000, "exactly"),
    ("half a million men", "half a million", 500_000, 500_000, "exactly"),
    ("a million and a half men", "a million and a half", 1_500_000, 1_500_000, "exactly"),
    ("two and a half million men", "two and a half million", 2_500_000, 2_500_000, "exactly"),
    ("a quarter of a million men", "a quarter of a million", 250_000, 250_000, "exactly"),
    ("one hundred thousand men", "one hundred thousand", 100_000, 100_000, "exactly"),
    ("2000 soldiers", "2000", 2000, 2000, "exactly"),
    ("3,000-strong force", "3,000", 3000, 3000, "exactly"),
    ("a total of 12 men", "12", 12, 12, "exactly"),
    ("another 37 men", "37", 37, 37, "exactly"),
    ("two-and-a-half men", "two-and-a-half", 2.5, 2.5, "exactly"),
    ("2 1/2 sacks", "2 1/2", 2.5, 2.5, "exactly"),
    ("2½ sacks", "2½", 2.5, 2.5, "exactly"),
    ("12 000 men", "12 000", 12_000, 12_000, "exactly"),
    ("1 234 567 men", "1 234 567", 1_234_567, 1_234_567, "exactly"),
    ("1.6 x 10^8 cells", "1.6 x 10^8", 160_000_000, 160_000_000, "exactly"),
    ("1.2E-5 cells", "1.2E-5", 0.000012, 0.000012, "exactly"),
    (".5 of a point", ".5", 0.5, 0.5, "exactly"),
    ("€1,5 million", "€1,5 million", 1_500_000, 1_500_000, "exactly"),
    ("minus 5 degrees", "minus 5", -5, -5, "exactly"),
    ("it fell -1.4% on Monday", "-1.4", -1.4, -1.4, "exactly"),
    ("three and a quarter sacks", "three and a quarter", 3.25, 3.25, "exactly"),
    ("five and three-quarter sacks", "five and three-quarter", 5.75, 5.75, "exactly"),
    ("6-1/4 sacks", "6-1/4", 6.25, 6.25, "exactly"),
]

HEDGES: list[Row] = [
    ("about 40 men", "about 40", 40, 40, "about"),
    ("around 40 men", "around 40", 40, 40, "about"),
    ("some 40 men", "some 40", 40, 40, "about"),
    ("approximately 40 men", "approximately 40", 40, 40, "about"),
    ("roughly 40 men", "roughly 40", 40, 40, "about"),
    ("an estimated 40 men", "an estimated 40", 40, 40, "about"),
    ("40 or so men", "40 or so", 40, 40, "about"),
    ("nearly 40 men", "nearly 40", None, 40, "less_than"),
    ("almost 40 men", "almost 40", None, 40, "less_than"),
    ("close to 40 men", "close to 40", None, 40, "less_than"),
    ("just under 40 men", "just under 40", None, 40, "less_than"),
    ("slightly below 40 men", "slightly below 40", None, 40, "less_than"),
    ("fewer than 40 men", "fewer than 40", None, 40, "less_than"),
    ("less than 40 men", "less than 40", None, 40, "less_than"),
    ("under 40 men", "under 40", None, 40, "less_than"),
    ("more than 40 men", "more than 40", 40, None, "more_than"),
    ("over 40 men", "over 40", 40, None, "more_than"),
    ("well over 40 men", "well over 40", 40, None, "more_than"),
    ("above 40 men", "above 40", 40, None, "more_than"),
    ("upwards of 40 men", "upwards of 40", 40, None, "more_than"),
    ("in excess of 40 men", "in excess of 40", 40, None, "more_than"),
    ("exceeding 40 men", "exceeding 40", 40, None, "more_than"),
    ("40-plus men", "40-plus", 40, None, "more_than"),
    ("40+ men", "40+", 40, None, "more_than"),
    ("at least 40 men", "at least 40", 40, None, "at_least"),
    ("no fewer than 40 men", "no fewer than 40", 40, None, "at_least"),
    ("No less than 40 men", "No less than 40", 40, None, "at_least"),
    ("a minimum of 40 men", "a minimum of 40", 40, None, "at_least"),
    ("40 or more men", "40 or more", 40, None, "at_least"),
    ("at least another 40 men", "at least another 40", 40, None, "at_least"),
    ("up to 40 men", "up to 40", None, 40, "at_most"),
    ("as many as 40 men", "as many as 40", None, 40, "at_most"),
    ("at most 40 men", "at most 40", None, 40, "at_most"),
    ("no more than 40 men", "no more than 40", None, 40, "at_most"),
    ("a maximum of 40 men", "a maximum of 40", None, 40, "at_most"),
    ("40 or fewer men", "40 or fewer", None, 40, "at_most"),
    ("as many as around 40 men", "as many as around 40", None, 40, "at_most"),
    ("nearly a million men", "nearly a million", None, 1_000_000, "less_than"),
    ("more than half a million men", "more than half a million", 500_000, None, "more_than"),
    ("up to a battalion of men", "up to a battalion", None, 1, "at_most"),
]

RANGES: list[Row] = [
    ("40 to 50 men", "40 to 50", 40, 50, "between"),
    ("40-50 men", "40-50", 40, 50, "between"),
    ("40–50 men", "40–50", 40, 50, "between"),
    ("between 40 and 50 men", "between 40 and 50", 40, 50, "between"),
    ("two or three men", "two or three", 2, 3, "between"),
    ("some 100 to 150 men", "some 100 to 150", 100, 150, "between"),
    ("10 to 20 billion yen", "10 to 20 billion", 10e9, 20e9, "between"),
    ("$10-$20 million", "$10-$20 million", 10e6, 20e6, "between"),
    (
        "between 2.15 million dollars and 6.8 million dollars",
        "between 2.15 million dollars and 6.8 million",
        2.15e6,
        6.8e6,
        "between",
    ),
    ("estimates range from 6 to 18 dead", "6 to 18", 6, 18, "between"),
    ("1 per cent to 1.5 per cent of it", "1 per cent to 1.5", 1, 1.5, "between"),
    ("~25 – 40min in the oven", "~25 – 40", 25, 40, "between"),
    ("between the ages of 17 and 20", "between the ages of 17 and 20", 17, 20, "between"),
    ("18- to 24-year-old men", "18- to 24", 18, 24, "between"),
    ("HK$5m-HK$8m", "HK$5m-HK$8m", 5e6, 8e6, "between"),
]

VAGUE: list[Row] = [
    ("a couple of men", "a couple", 2, 2, "about"),
    ("several men", "several", 3, 9, "vague"),
    ("a few men", "a few", 3, 9, "vague"),
    ("a handful of men", "a handful", 3, 9, "vague"),
    ("multiple men", "multiple", 2, None, "vague"),
    ("many men", "many", 2, None, "vague"),
    ("numerous men", "numerous", 2, None, "vague"),
    ("dozens of men", "dozens", 24, None, "vague"),
    ("scores of men", "scores", 40, None, "vague"),
    ("hundreds of men", "hundreds", 200, None, "vague"),
    ("thousands of men", "thousands", 2000, None, "vague"),
    ("tens of thousands of men", "tens of thousands", 20_000, None, "vague"),
    ("hundreds of thousands of men", "hundreds of thousands", 200_000, None, "vague"),
    ("millions of men", "millions", 2_000_000, None, "vague"),
    ("several dozen men", "several dozen", 36, 108, "vague"),
    ("several hundred men", "several hundred", 300, 900, "vague"),
    ("a few thousand men", "a few thousand", 3000, 9000, "vague"),
    ("at least dozens of men", "at least dozens", 24, None, "vague"),
    ("no men", "no", 0, 0, "exactly"),
    ("none of the men", "none", 0, 0, "exactly"),
    ("not a single man", "not a single", 0, 0, "exactly"),
]

# sentence, figure, value, sort, unit
MEASURES: list[tuple[str, str, float, str, str | None]] = [
    ("about £20 million", "about £20 million", 20e6, "money", "GBP"),
    ("US$ 20,000 bail", "20,000", 20_000, "money", "USD"),
    ("US$1.2bn", "US$1.2bn", 1.2e9, "money", "USD"),
    ("150 million US dollars", "150 million", 150e6, "money", "USD"),
    ("245,329 Singapore dollars", "245,329", 245_329, "money", "SGD"),
    ("(6.6 million US) on", "6.6 million", 6.6e6, "money", "USD"),
    ("29 cents", "29", 0.29, "money", "USD"),
    ("Rs 500 crore", "500 crore", 5e9, "money", "INR"),
    ("N500m in cash", "N500m", 500e6, "money", "NGN"),
    ("10 yuan", "10", 10, "money", "CNY"),
    ("20 per cent", "20", 20, "percent", "percent"),
    ("5.5% of homes", "5.5", 5.5, "percent", "percent"),
    ("two-thirds of the homes", "two-thirds", 66.67, "percent", "percent"),
    ("one in three homes", "one in three", 33.33, "percent", "percent"),
    ("half of the homes", "half", 50, "percent", "percent"),
    ("about 20 metres", "about 20", 20, "measure", "metre"),
    ("7.62mm rounds", "7.62", 7.62, "measure", "millimetre"),
    ("two tonnes of rice", "two", 2, "amount", "metric ton"),
    ("half an hour", "half", 0.5, "duration", "hour"),
    ("a quarter of a mile", "a quarter", 0.25, "measure", "mile"),
    ("a tenth of a percentage point", "a tenth", 0.1, "percent", "percentage point"),
    ("cut rates by a quarter point", "a quarter", 0.25, "measure", "point"),
    ("a 1/2 cent", "1/2", 0.005, "money", "USD"),
    ("3/4 of the land", "3/4", 75, "percent", "percent"),
    ("fell by a fifth since May", "a fifth", 20, "percent", "percent"),
    ("won the 200m in May", "200", 200, "measure", "metre"),
    ("550 nm", "550", 550, "measure", "nanometre"),
    ("450 Nm", "450", 450, "measure", "newton metre"),
    ("9.8 m/s2", "9.8", 9.8, "measure", "metre per square second"),
    ("12 TeV", "12", 12, "measure", "teraelectron volt"),
    ("children under 12 pay", "under 12", 12, "age", "year of age"),
    ("the mayor, 58, left", "58", 58, "age", "year of age"),
    ("a payload of 2,300 pounds", "2,300", 2300, "amount", "pound-mass"),
    ("three weeks", "three", 3, "duration", "week"),
    ("a boy aged 12", "12", 12, "age", "year of age"),
    ("a 12-year-old boy", "12", 12, "age", "year of age"),
    ("Juma Ramos, 34, said", "34", 34, "age", "year of age"),
    ("three times", "three", 3, "frequency", "time"),
    ("an 18-month-old boy", "18", 18, "age", "month of age"),
    ("She turned 40.", "40", 40, "age", "year of age"),
    ("a 500-pound bell", "500", 500, "amount", "pound-mass"),
    ("a 500-pound fine", "500", 500, "money", "GBP"),
    ("a $5 note", "$5", 5, "money", "USD"),
    ("A$5m", "A$5m", 5e6, "money", "AUD"),
    ("$A82,615", "$A82,615", 82_615, "money", "AUD"),
    ("$75 Canadian", "$75", 75, "money", "CAD"),
    ("PS2.7m", "PS2.7m", 2.7e6, "money", "GBP"),
    ("6ft", "6", 6, "measure", "foot"),
    ("the 100m final", "100", 100, "measure", "metre"),
    ("12kN", "12", 12, "measure", "kilonewton"),
    ("32m2", "32", 32, "measure", "square metre"),
    ("30 C", "30", 30, "measure", "celsius"),
    ("120g/km", "120", 120, "measure", "gram per kilometre"),
]

NOTHING: list[str] = [
    "on 7 January",
    "on Dec. 15",
    "January 05, 2025",
    "between 11-13 Dec",
    "in 2015",
    "since 2022",
    "the 2006 World Cup",
    "1997-2006",
    "2015-16",
    "at 9:00 a.m.",
    "by 6pm",
    "at 1040 GMT",
    "F-16 jets",
    "T-72 tanks",
    "the G20",
    "flight MH17",
    "the 3rd man",
    "in the 1990s",
    "10^400",
    "1.2.3",
    "1" * 400,
    "24/7",
    "they won 3-2",
    "a 5-4 vote",
    "555-1234",
    "+1 202 555 1212",
    "12 Main Street",
    "Article 5",
    "Flight 370",
    "Group of Seven",
    "posts 542 and 543",
    "no longer",
    "one another",
    "the other one, he said",
    "how many men",
    "many of them",
    "No. 5",
    "the twenty-first guest",
    "nineteen sixty-eight",
    "by 2030 emissions",
    "2018 sales",
    "16-18 Mill Lane",
    "9 E 71st St",
    "22 Rue Haute",
    "the Sarn 200 fell",
    "Tarn 2, Imrat 1",
    "he made 7-of-12 throws",
    "the channel BRC One",
    "a 5G network",
    "under-21s",
    "World Cup 2018 qualifiers",
    "seat 14C",
    "a nine-to-five job",
    "Division 1 side",
    "BRC Two",
    "the Big Ten",
    "the Group of 20",
    "the Sarn 250 also slipped",
    "the last 16 of the cup",
    "in the top five.",
    "a 401(k) plan",
    "call 0800 555 111",
    "a 3-to-1 margin",
    "by a third party",
    "on 1/2 they met",
    "4K video",
]


def only(sentence: str) -> Quantity:
    found = scan(sentence)
    assert len(found) == 1, [sentence[item.start : item.end] for item in found]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "figure", "low", "high", "comparator"), [*NUMBERS, *HEDGES, *RANGES, *VAGUE]
)
def test_interval(
    sentence: str, figure: str, low: float | None, high: float | None, comparator: str
) -> None:
    quantity = only(sentence)
    assert sentence[quantity.start : quantity.end] == figure
    assert (quantity.low, quantity.high, quantity.comparator) == (low, high, comparator)


@pytest.mark.parametrize(("sentence", "figure", "value", "sort", "unit"), MEASURES)
def test_measure(sentence: str, figure: str, value: float, sort: str, unit: str | None) -> None:
    quantity = only(sentence)
    assert sentence[quantity.start : quantity.end] == figure
    assert quantity.value == pytest.approx(value)
    assert (quantity.sort, quantity.unit) == (sort, unit)


@pytest.mark.parametrize(
    ("sentence", "sorts"),
    [
        ("two boys, aged nine and 11, were found", ["count", "age", "age"]),
        ("girls aged 9, 11 and 12.", ["age", "age", "age"]),
        ("a girl aged nine and 11 others were found", ["age", "count"]),
    ],
)
def test_a_list_of_ages_counts_nobody(sentence: str, sorts: list[str]) -> None:
    assert [quantity.sort for quantity in scan(sentence)] == sorts


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_counts_nothing(sentence: str) -> None:
    assert [sentence[item.start : item.end] for item in scan(sentence)] == []


def test_a_hedge_belongs_to_the_number_it_stands_at() -> None:
    text = "at least 16 killed and 62 injured"
    first, second = scan(text)
    assert text[first.start : first.end] == "at least 16"
    assert (second.low, second.high, second.comparator) == (62, 62, "exactly")


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("$1.15 or 1.8%", ["$1.15", "1.8"]),
        ("only one ferry sailed, the only one.", ["one"]),
        ("131 yards and three scores", ["131", "three"]),
    ],
)
def test_what_is_one_figure_and_what_two(sentence: str, figures: list[str]) -> None:
    assert [sentence[item.start : item.end] for item in scan(sentence)] == figures


def test_a_change_is_two_figures_of_one_unit() -> None:
    first, second = scan("costs rose from 10 to 20 billion dollars")
    assert (first.value, first.unit) == (10_000_000_000, "USD")
    assert (second.value, second.unit) == (20_000_000_000, "USD")


def test_the_number_named_stays_beside_the_interval() -> None:
    assert only("nearly 4,000 men").value == 4000
    assert only("nearly 4,000 men").hedge == "nearly"


WORDS = st.sampled_from(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "to",
        "no",
        "one",
        "two",
        "ten",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "dozen",
        "dozens",
        "half",
        "third",
        "several",
        "few",
        "many",
        "couple",
        "about",
        "at",
        "least",
        "more",
        "than",
        "up",
        "from",
        "between",
        "-",
        "–",
        ",",
        ".",
        "(",
        ")",
        "$",
        "%",
        "£",
        "3",
        "40",
        "1,000",
        "3.5",
        "9,99,999",
        "1.2.3",
        "12:30",
        "2015",
        "k",
        "bn",
        "people",
        "killed",
        "dollars",
        "years",
        "old",
        "percent",
        "January",
        "F-16",
        "'",
        '"',
        "\u200b",
        "\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_scanned(text: str) -> None:
    reached = 0
    for quantity in scan(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.start >= reached
        assert (
            quantity.start <= quantity.number < quantity.end <= quantity.stop
            or quantity.stop >= quantity.end
        )
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        reached = quantity.end


@pytest.mark.parametrize(
    "text",
    ["1" * 1_000_000, "1 " * 3_000, "a " * 30_000, "1,000" * 50_000, "between " * 10_000],
)
def test_a_megabyte_is_scanned(text: str) -> None:
    assert len(scan(text)) <= len(text)
