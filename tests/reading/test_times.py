"""Time expressions: forms, TIMEX3 values and the days they cover, in invented sentences."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading.times import find_in
from reportedly.records import TimeExpression

# A Friday.
WRITTEN = date(2024, 5, 17)

EXPRESSIONS = [
    # calendar dates
    ("The dam burst on 2024-05-03.", "2024-05-03", "2024-05-03"),
    ("It burst on May 3, 2021, at dawn.", "May 3, 2021", "2021-05-03"),
    ("It burst on 3 May 2021.", "3 May 2021", "2021-05-03"),
    ("It burst on the 3rd of May.", "the 3rd of May", "2024-05-03"),
    ("Nobody has seen her since Nov. 25.", "Nov. 25", "2023-11-25"),
    ("The vote is scheduled for June 9.", "June 9", "2024-06-09"),
    ("It opened in March 2019.", "March 2019", "2019-03"),
    ("It opened in early March 2019.", "early March 2019", "2019-03"),
    ("It began in October last year.", "October last year", "2023-10"),
    ("Rain began in April.", "April", "2024-04"),
    ("It has rained since late November.", "late November", "2023-11"),
    ("They will meet in June.", "June", "2024-06"),
    ("He fled last October.", "last October", "2023-10"),
    # weekdays look back, unless the words look ahead
    ("Police said Wednesday that two died.", "Wednesday", "2024-05-15"),
    ("Two died on Friday.", "Friday", "2024-05-17"),
    ("The camp will close on Monday.", "Monday", "2024-05-20"),
    ("They must leave by Sunday.", "Sunday", "2024-05-19"),
    ("It fell last Tuesday.", "last Tuesday", "2024-05-14"),
    ("They meet next Tuesday.", "next Tuesday", "2024-05-21"),
    ("Two died on Thursday night.", "Thursday night", "2024-05-16TNI"),
    ("Two died early Thursday morning.", "early Thursday morning", "2024-05-16TMO"),
    ("On Monday, the court will hear her.", "Monday", "2024-05-20"),
    ("She marked his return on Monday.", "Monday", "2024-05-13"),
    ("She is to return on Monday.", "Monday", "2024-05-20"),
    ("He arrived in June 2019 and left later that year.", "later that year", "2019"),
    ("She fell last spring in Torva.", "last spring", "2023-SP"),
    ("It said so on Thursday, April 11: no.", "Thursday, April 11", "2024-04-11"),
    # today and around it
    ("Two died yesterday.", "yesterday", "2024-05-16"),
    ("They go home tomorrow.", "tomorrow", "2024-05-18"),
    ("Two died this morning.", "this morning", "2024-05-17TMO"),
    ("Two died last night.", "last night", "2024-05-16TNI"),
    ("Drones came overnight.", "overnight", "2024-05-16TNI"),
    ("It fell the day before yesterday.", "the day before yesterday", "2024-05-15"),
    # weeks, months, years
    ("It fell last week.", "last week", "2024-W19"),
    ("It falls this week.", "this week", "2024-W20"),
    ("It fell over the weekend.", "the weekend", "2024-W19-WE"),
    ("It fell last month.", "last month", "2024-04"),
    ("It fell last year.", "last year", "2023"),
    ("It falls next year.", "next year", "2025"),
    ("It fell in 1998.", "1998", "1998"),
    ("It fell in early 1998.", "early 1998", "1998"),
    ("It fell in the late 1990s.", "the late 1990s", "199X"),
    ("It was built in the 19th century.", "the 19th century", "18XX"),
    ("It fell in the second quarter of 2023.", "the second quarter of 2023", "2023-Q2"),
    ("It fell in the summer of 2022.", "the summer of 2022", "2022-SU"),
    ("It fell in the week of May 6.", "the week of May 6", "2024-W19"),
    # distances
    ("It fell three years ago.", "three years ago", "2021"),
    ("It fell two months ago.", "two months ago", "2024-03"),
    ("It fell 11 days ago.", "11 days ago", "2024-05-06"),
    ("On May 3 it rained; two days later it fell.", "two days later", "2024-05-05"),
    ("On May 3 it rained; the next day it fell.", "the next day", "2024-05-04"),
    # lengths
    ("It took three days.", "three days", "P3D"),
    ("A two-day visit.", "two-day", "P2D"),
    ("It burned for five hours.", "five hours", "PT5H"),
    ("It burned for several weeks.", "several weeks", "PXW"),
    ("It burned for weeks.", "weeks", "PXW"),
    ("It stood for half a century.", "half a century", "P50Y"),
    ("In the past four months it fell.", "the past four months", "P4M"),
    ("It stood for a decade.", "a decade", "P10Y"),
    # repeated
    ("They march every day.", "every day", "P1D"),
    ("They march every Friday.", "every Friday", "XXXX-WXX-5"),
    ("The daily count rose.", "daily", "P1D"),
    ("He fasts twice a month.", "twice a month", "P1M"),
    ("He fasts every other week.", "every other week", "P2W"),
    ("He fasts each spring.", "each spring", "XXXX-SP"),
    ("It fell the week before last.", "the week before last", "2024-W18"),
    ("It fell in Q3 2019.", "Q3 2019", "2019-Q3"),
    ("It is a relic of the 1800s.", "the 1800s", "18XX"),
    ("It has rained in recent weeks.", "recent weeks", "PXW"),
    ("It will rain over the coming months.", "the coming months", "PXM"),
    ("He left within a few hours.", "a few hours", "PTXH"),
    ("It was a decades-long quarrel.", "decades-long", "PXY"),
    ("Until Monday they had not met.", "Monday", "2024-05-13"),
    ("The feast planned for Tuesday was cancelled.", "Tuesday", "2024-05-14"),
    ("The fair opens Saturday.", "Saturday", "2024-05-18"),
    ("They rest on Labor Day.", "Labor Day", "2024-09-02"),
    ("They rested on Memorial Day 2001.", "Memorial Day 2001", "2001-05-28"),
    # times of day
    ("It fell at 10:35 a.m.", "10:35 a.m.", "2024-05-17T10:35"),
    ("It fell at 4 p.m. Thursday.", "4 p.m. Thursday", "2024-05-16T16:00"),
    ("It fell at 0735 GMT.", "0735 GMT", "2024-05-17T07:35"),
    ("It fell at noon.", "noon", "2024-05-17T12:00"),
    # words that only point
    ("The mine is now closed.", "now", "PRESENT_REF"),
    ("It was recently closed.", "recently", "PAST_REF"),
    ("She was found on Thanksgiving Day.", "Thanksgiving Day", "2023-11-23"),
]


def expressions(text: str, base: date | None = WRITTEN) -> list[tuple[str, str]]:
    return [(found.span.of(text), found.value) for found in find_in(text, base)]


@pytest.mark.parametrize(("text", "words", "value"), EXPRESSIONS)
def test_an_expression_has_its_words_and_its_value(text: str, words: str, value: str) -> None:
    assert (words, value) in expressions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Some 2,000 people fled.",
        "About 2000 people fled.",
        "Flight 1998 was late.",
        "It may rain and they march on.",
        "The 24-year-old was hurt.",
        "He came second.",
        "A quarter of them fled.",
        "The price is $1998.",
        "Petr Moro and Jan Ansa spoke.",
        "He writes for the daily Torva Herald.",
        "They met at High Noon.",
    ],
)
def test_numbers_and_words_that_are_no_times(text: str) -> None:
    assert expressions(text) == []


def test_a_second_day_of_the_same_month_is_an_expression_of_its_own() -> None:
    assert expressions("They met on April 24 and 25.") == [
        ("April 24", "2024-04-24"),
        ("25", "2024-04-25"),
    ]


def test_without_a_day_of_writing_only_whole_dates_are_dated() -> None:
    found = find_in("On Monday, on May 3 and on May 3, 2021 it fell.", None)
    assert [expression.stretch is None for expression in found] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell in late November 2023.", "2023-11-21", "2023-11-30"),
        ("It fell in mid-September 2023.", "2023-09-11", "2023-09-20"),
        ("It fell last week.", "2024-05-06", "2024-05-12"),
        ("Drones came overnight.", "2024-05-16", "2024-05-17"),
        ("He ruled 1973-1990.", "1973-01-01", "1990-12-31"),
        ("In the past ten days it fell.", "2024-05-07", "2024-05-17"),
        ("It fell in the 1980s.", "1980-01-01", "1989-12-31"),
    ],
)
def test_a_stretch_covers_the_days_meant(text: str, start: str, end: str) -> None:
    (found,) = find_in(text, WRITTEN)
    assert found.stretch is not None
    assert (str(found.stretch.start), str(found.stretch.end)) == (start, end)


WORDS = st.sampled_from(
    [
        "May",
        "1998",
        "3",
        "on",
        "Friday",
        "the",
        "last",
        "next",
        "two",
        "days",
        "ago",
        "night",
        ",",
        ".",
        "-",
        "10:35",
        "a.m.",
        "week",
        "of",
        "early",
        "1990s",
        "and",
        "to",
        "past",
        "every\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=200)))
def test_offsets_lie_in_the_text_and_in_order(text: str) -> None:
    found: list[TimeExpression] = find_in(text, WRITTEN)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
