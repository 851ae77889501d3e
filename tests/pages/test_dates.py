"""Dates that pages print: forms, labels, zones, and which way round day and month are."""

import pytest

from reportedly.pages import datelines, dates, zones
from reportedly.pages.parsing import from_text
from reportedly.records import Article

BODY = "Nine people were killed when a bridge fell into the river at Harrow, the police said.\n"


def dated(line: str, *, body: str = BODY, tail: str = "", url: str | None = None) -> Article:
    return from_text(f"Bridge collapse kills nine in Harrow\n\n{line}\n\n{body}\n{tail}", url=url)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2026-03-09", "2026-03-09"),
        ("Posted 2026-03-09T07:45:00+02:00", "2026-03-09T07:45:00+02:00"),
        ("Published 2026-03-09T07:45Z", "2026-03-09T07:45Z"),
        ("/ 03:48 PM March 09, 2026", "2026-03-09T15:48"),
        ("10 March 2026 | 09:05", "2026-03-10T09:05"),
        ("Wednesday 11th March, 2026 - 2:30pm", "2026-03-11T14:30"),
        ("Tue., March 17, 2026, 8:00 a.m.", "2026-03-17T08:00"),
        ("Monday, Mar. 9, 2026", "2026-03-09"),
        ("09 Mar 2026 at 12:00 am", "2026-03-09T00:00"),
        ("12.03.2026, 16:02", "2026-03-12T16:02"),
        ("03.02.26 | 14:05", "2026-02-03T14:05"),
        ("2026/03/09 1832 GMT", "2026-03-09T18:32+00:00"),
        ("March 9, 2026 6:10 PM EST", "2026-03-09T18:10-05:00"),
        ("9 March 2026 18:32 GMT+3", "2026-03-09T18:32+03:00"),
        ("9 July 2026, 10am ET", "2026-07-09T10:00-04:00"),
        ("9 January 2026, 10am ET", "2026-01-09T10:00-05:00"),
        ("13/02/2026", "2026-02-13"),
        ("02/13/2026", "2026-02-13"),
        ("March 9, 2026 — 5 min read", "2026-03-09"),
    ],
)
def test_forms(line: str, published: str) -> None:
    article = dated(line)
    assert (article.published, article.warnings) == (published, ())


@pytest.mark.parametrize(
    "line",
    [
        "Published on March 4, 2026 at 6:15 pm by Ada Renn",
        "Posted by Ada Renn on 4 March 2026",
        "Story by Ada Renn • 4 Mar 2026 • 3 min read",
    ],
)
def test_a_date_may_stand_in_the_byline(line: str) -> None:
    article = dated(line)
    assert (article.published or "")[:10] == "2026-03-04"
    assert article.authors == ("Ada Renn",)


def test_labels_tell_published_from_updated() -> None:
    article = dated("Updated: 22:15, Mon 9 Mar 2026 | Created: 11:20, Mon 9 Mar 2026")
    assert article.published == "2026-03-09T11:20"
    assert article.updated == "2026-03-09T22:15"


def test_a_time_alone_belongs_to_the_day_before_it() -> None:
    article = dated("10 March 2026 | 09:05 (updated 18:10)")
    assert article.published == "2026-03-10T09:05"
    assert article.updated == "2026-03-10T18:10"


def test_a_page_that_gives_only_its_update_was_published_by_then() -> None:
    article = dated("Last updated Sat, 14 Mar 2026 10:30")
    assert article.published == article.updated == "2026-03-14T10:30"


@pytest.mark.parametrize(
    ("line", "evidence", "published"),
    [
        ("Published 04/03/2026 11:20", "(Nordwire, 2026-03-04)", None),
        ("date 2026-03-04\nCreated: 04-03-2026 11:20", "", "2026-03-04T11:20"),
        ("date 2026-04-03\nCreated: 04-03-2026 11:20", "", "2026-04-03T11:20"),
        ("04/03/2026 11:20 EST", "", "2026-04-03T11:20-05:00"),
        ("04/03/2026 11:20 CET", "", "2026-03-04T11:20+01:00"),
        ("Wed 04/03/2026", "", "2026-03-04"),
        ("Fri 04/03/2026", "", "2026-04-03"),
    ],
)
def test_day_or_month_first_by_evidence(line: str, evidence: str, published: str | None) -> None:
    article = dated(line, tail=evidence)
    assert article.published == published
    assert bool(article.warnings) == (published is None)


def test_the_dateline_shows_which_way_round() -> None:
    body = "HARROW, March 4 (Nordwire) - Nine people were killed when a bridge fell, police said.\n"
    assert (
        dated("Published 2026-03-05\nUpdated 05/03/2026 10:00", body=body).updated
        == "2026-03-05T10:00"
    )


def test_the_weekday_of_the_lead_shows_which_way_round() -> None:
    body = "Nine people were killed when a bridge fell into the river on Monday, the police said.\n"
    assert dated("Published 09/03/2026 11:20", body=body).published == "2026-03-09T11:20"


def test_the_address_shows_which_way_round() -> None:
    url = "https://post.example/2026/03/04/bridge"
    assert dated("04/03/2026", url=url).published == "2026-03-04"


def test_without_evidence_a_date_is_left_out_with_a_warning() -> None:
    article = dated("04/03/2026")
    assert article.published is None
    assert "2026-03-04 or 2026-04-03" in article.warnings[0]


@pytest.mark.parametrize(
    ("credit", "offset"),
    [("(ANI)", "+05:30"), ("(PTI)", "+05:30"), ("(TPS)", "+02:00")],
)
def test_the_agency_tells_the_zones_of_the_same_letters_apart(credit: str, offset: str) -> None:
    article = dated("9 March 2026 18:32 IST", body=BODY.rstrip() + " " + credit + "\n")
    assert article.published == f"2026-03-09T18:32{offset}"


def test_the_words_of_a_page_tell_the_zones_of_the_same_letters_apart() -> None:
    body = "Irish police (Garda) said that nine people were killed when a bridge fell near Cork in Ireland.\n"
    assert dated("9 July 2026 18:32 IST", body=body).published == "2026-07-09T18:32+01:00"


def test_a_zone_that_nothing_tells_apart_is_left_out_with_a_warning() -> None:
    article = dated("9 March 2026 18:32 IST")
    assert article.published == "2026-03-09T18:32"
    assert "'IST' is ambiguous" in article.warnings[0]


def test_a_wires_dateline_dates_the_page() -> None:
    article = from_text("Bridge falls\n\nHARROW, April 3 , 1997 (AFP) -- " + BODY)
    assert (article.published, article.agency) == ("1997-04-03", "AFP")


def test_the_year_may_come_from_the_copyright_line() -> None:
    article = from_text(f"Bridge falls\n\nHARROW, March 9 (TarPress) - {BODY}\n© 2026 TarPress")
    assert article.published == "2026-03-09"
    assert "copyright" in article.warnings[0]


def test_a_given_date_wins_over_the_texts() -> None:
    article = from_text(f"Bridge falls\n\n04/03/2026\n\n{BODY}", published="2026-03-05")
    assert (article.published, article.warnings) == ("2026-03-05", ())


def test_dates_of_linked_stories_are_not_the_pages() -> None:
    text = f"Bridge falls\n\n{BODY}\nMost read\nFerry sinks\n28 January 2026\nDam breaks\n2 February 2026\n"
    assert from_text(text).published is None


@pytest.mark.parametrize(
    "line", ["31 February 2026", "2026-13-45", "99/99/2026", "25:61", "call 02-751-1500"]
)
def test_what_is_no_date(line: str) -> None:
    assert dates.find(line) == []


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        (
            "ATHENS, April 3, 1997 (AFP) -- The government said",
            "ATHENS, April 3, 1997 (AFP) --",
            "AFP",
        ),
        (
            "RANGOON, April 2 , 1997 (AFP) -- Burma's army said",
            "RANGOON, April 2 , 1997 (AFP) --",
            "AFP",
        ),
        ("KYIV, Ukraine (AP) — Nine people were killed", "KYIV, Ukraine (AP) —", "AP"),
        ("KABUL (Reuters) - Nine people were killed", "KABUL (Reuters) -", "Reuters"),
        (
            "New Delhi [India], February 1 (ANI): Nine people",
            "New Delhi [India], February 1 (ANI):",
            "ANI",
        ),
        ("SEOUL, Jan. 5 (Yonhap) -- Nine people", "SEOUL, Jan. 5 (Yonhap) --", "Yonhap"),
        (
            "BEIJING, Nov. 15 , 2005 (Xinhua) -- China has",
            "BEIJING, Nov. 15 , 2005 (Xinhua) --",
            "Xinhua",
        ),
        (
            "PALE, Bosnia-Hercegovina, Dec 12 , 2005 -- NATO",
            "PALE, Bosnia-Hercegovina, Dec 12 , 2005 --",
            None,
        ),
        ("WASHINGTON — The house voted", "WASHINGTON —", None),
        ("MARNAGAR: A landslide buried a village", "MARNAGAR:", None),
        ("Geneva, 12 March 2026 – The office said", "Geneva, 12 March 2026 –", None),
        ("(Reuters) - Nine people were killed", "(Reuters) -", "Reuters"),
        ("Harrow, Mar 4 (Nordwire): Nine people", "Harrow, Mar 4 (Nordwire):", "Nordwire"),
        ("HARROW (AFP), March 4 - Nine people", "HARROW (AFP), March 4 -", "AFP"),
    ],
)
def test_datelines(text: str, dateline: str, agency: str | None) -> None:
    found = datelines.find(text)
    assert found is not None
    assert text[: found.end] == dateline
    assert found.agency == agency
    assert not text[found.body].isspace()


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: Nine people were killed",
        "On Feb. 24 - the day of the attack - he was in Harrow",
        "The minister - who resigned in March - said",
        "NATO said on Monday that nine people",
        "Nine people (two of them children) - all from Harrow - were killed",
        "The mayor said: We are still counting",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert datelines.find(text) is None


def test_an_unknown_zone_is_none() -> None:
    nowhere = zones.whereabouts(None, None, "")
    assert not zones.known("HRS")
    assert zones.known("IST")
    assert zones.known("+05:30")
    assert zones.order("IST", zones.whereabouts("IN", None, "")) == "day"
    assert zones.order("IST", nowhere) is None
