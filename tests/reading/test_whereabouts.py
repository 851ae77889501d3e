"""Where and when: the place, the time and the window of a figure, in invented sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading import places, times
from reportedly.records import Kind, Span, Window
from tests.reading.documents import document, span_of

PLACES = [
    ("The fire killed 12 people in Torva.", "12", "Torva"),
    ("A blast near Torva killed 12 people.", "12", "Torva"),
    ("The raid killed 12 people in the northern district of Oro.", "12", "district of Oro"),
    ("The raid killed 12 people at a hospital in Lwira.", "12", "hospital in Lwira"),
    ("The raid killed 12 people in Torva, Keldia Province.", "12", "Torva, Keldia Province"),
    ("The raid killed 12 people in Lwira in the southern province of Oro.", "12", "Lwira"),
    ("The raid killed 12 people in Lwira, near Torva.", "12", "Lwira"),
    ("A blast in Lwira, a busy market town in the southern Oro district, killed 12 people.", "12", "Lwira"),
    ("Twelve people died in Lwira, a village near the Torva border.", "Twelve", "Lwira"),
    ("In Lwira, a soldier said the raid killed 12 people in Torva.", "12", "Torva"),
    ("Raids killed 12 people in Lwira, Torva and Keld.", "12", "Lwira, Torva and Keld"),
    ("A fire broke out in Torva. It killed 12 people.", "12", "Torva"),
    ("Flood kills 12\n\nA flood hit the city of Torva.", "12", "city of Torva"),
    ("TORVA, Keldia, May 17 (KNA) -- A fire killed 12 people here.", "12", "Torva"),
    ("TORVA, May 17 (KNA) -- A fire killed 12 people.", "12", "Torva"),
    ("The mayor told reporters in Keld that 12 people died in Torva.", "12", "Torva"),
    ("In Torva, two men fled. The raid killed 12 people in Lwira.", "12", "Lwira"),
    ("Torva Province bombing kills 12", "12", "Torva Province"),
    ("The hunt for the bombers of the Torva Valley massacre of 12 people went on.", "12", "Torva Valley"),
    ("Floods killed 12 people in flood-hit Keldia.", "12", "Keldia"),
    ("All 12 men died in Sunday's Torva mine fire.", "12", "Torva mine"),
    ("The raid killed 12 people in Lwira, about 30 kilometres (some 19 miles) north of Torva.", "12", "Lwira"),
    ("Consul Ansa Moro in Keld wept after 12 people died in Torva.", "12", "Torva"),
    ("A fire broke out in Torva. The consul in Keld was told that 12 people died.", "12", "Torva"),
    ("Keldia lost 12 men.", "12", None),
    ("A blast killed 9 people in Oro and 12 in a bus near Torva.", "12", "Torva"),
    ("The mayor flew to Torva Island, where 12 people died.", "12", "Torva Island"),
    ("The raid killed 12 people in the city's old stadium.", "12", "city's old stadium"),
    ("The raid killed 12 people at a police training camp in western Keldia.", "12", "police training camp in western Keldia"),
    ("Rebels hold Oro camp. A fire broke out at Torva bridge. It killed 12 people at the scene.", "12", "Torva bridge"),
    ("A fire broke out in Oro camp. Aid went to Torva. In the camp, 12 people died.", "12", "Oro camp"),
    ("The fire killed 12 people in October.", "12", None),
    ("The fire killed 12 people.", "12", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "where"), PLACES)
def test_the_place_of_a_figure(text: str, figure: str, where: str | None) -> None:
    name, mark = places.where_of(document(text), span_of(text, figure), "killed")
    assert name == where
    assert (mark is None) == (where is None)


def test_people_who_leave_are_counted_where_they_leave() -> None:
    text = "Some 300 people fled from Torva."
    assert places.where_of(document(text), span_of(text, "300"), "displaced")[0] == "Torva"


@pytest.mark.parametrize("kind", ["cost", "aid"])
def test_what_is_paid_has_no_place_but_that_of_its_own_sentence(kind: Kind) -> None:
    text = "A fire broke out in Torva. Relief cost 300 dollars."
    assert places.where_of(document(text), span_of(text, "300"), kind)[0] is None


def test_who_is_tried_is_not_where_the_deed_was_done() -> None:
    text = "Some 12 soldiers are accused of murder in Torva."
    doc, figure, verb = document(text), span_of(text, "12"), span_of(text, "accused")
    assert places.where_of(doc, figure, "detained", verb)[0] is None
    text = "Police in Torva arrested 12 soldiers."
    doc, figure, verb = document(text), span_of(text, "12"), span_of(text, "arrested")
    assert places.where_of(doc, figure, "detained", verb)[0] == "Torva"


TIMES: list[tuple[str, Kind, tuple[str | None, str | None] | None, Window]] = [
    ("The fire killed 12 people on Monday.", "killed", ("2024-05-13", "2024-05-13"), "event"),
    ("Police said Thursday that the fire on Monday killed 12 people.", "killed", ("2024-05-13", "2024-05-13"), "event"),
    ("Police said Thursday that the fire killed 12 people.", "killed", None, "event"),
    ("Drones killed 12 people overnight.", "killed", ("2024-05-16", "2024-05-17"), "event"),
    ("A fire broke out on Monday. It killed 12 people.", "killed", ("2024-05-13", "2024-05-13"), "event"),
    ("The mayor wept on Thursday after a fire killed 12 people.", "killed", None, "event"),
    ("Some 12 people have died so far.", "killed", (None, "2024-05-17"), "cumulative"),
    ("Some 12 people have died since 1 April 2024.", "killed", ("2024-04-01", "2024-05-17"), "cumulative"),
    ("Some 12 people have died this year.", "killed", ("2024-01-01", "2024-05-17"), "cumulative"),
    ("Some 12 cases have been registered.", "sick", (None, "2024-05-17"), "cumulative"),
    ("Some 12 people died in the past ten days.", "killed", ("2024-05-07", "2024-05-17"), "period"),
    ("The army lost 12 men in two days.", "killed", None, "period"),
    ("They send home 12 people a day.", "rescued", None, "period"),
    ("Some 12 soldiers are in Torva.", "deployed", None, "state"),
    ("The navy has sent four ships and 12 boats.", "deployed", (None, "2024-05-17"), "cumulative"),
    ("The ferry left on Monday. Police said on Tuesday that all was well. It sank at 7:30 p.m. The storm killed 12 people.", "killed", ("2024-05-13", "2024-05-13"), "event"),
    ("Some 12 soldiers were sent to Torva.", "deployed", (None, "2024-05-17"), "cumulative"),
    ("Some 12 firefighters were sent to Torva.", "deployed", None, "event"),
    ("Some 12 people have died since heavy rains began in April.", "killed", ("2024-04-01", "2024-05-17"), "cumulative"),
    ("Some 12 people died in the worst fire since 1998.", "killed", None, "event"),
    ("The toll of the fire on Monday rose to 12.", "killed", ("2024-05-13", "2024-05-13"), "event"),
    ("A series of raids this month killed 12 people.", "killed", ("2024-05-01", "2024-05-17"), "period"),
    ("The army lost 12 men in two days. The losses of the past two days were heavy.", "killed", ("2024-05-15", "2024-05-17"), "period"),
    ("The fire killed 12 people on Monday and Tuesday.", "killed", ("2024-05-13", "2024-05-14"), "period"),
    ("Crowds mourned on Thursday after Monday's deadly blast. It killed 12 people.", "killed", ("2024-05-13", "2024-05-13"), "event"),
    ("A fire broke out on Monday. Some 12 people are on trial over it.", "detained", None, "event"),
    ("May 14, 2024\n\nThe fire killed 12 people.", "killed", None, "event"),
    ("Some 12 people are still missing.", "missing", ("2024-05-17", "2024-05-17"), "state"),
    ("Some 12 people are currently in the camp.", "displaced", ("2024-05-17", "2024-05-17"), "state"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "when", "window"), TIMES)
def test_the_time_and_window_of_a_figure(
    text: str, kind: Kind, when: tuple[str | None, str | None] | None, window: Window
) -> None:
    doc, span = document(text), span_of(text, "12")
    found, mark = times.when_of(doc, span, kind)
    days = (found.start, found.end) if found else None
    assert (
        days and tuple(day.isoformat() if day else None for day in days),
        times.window_of(doc, span, kind),
    ) == (when, window)
    assert mark is None or 0 <= mark.start < mark.end <= len(text)


def test_without_a_day_of_writing_and_a_year_there_is_no_when() -> None:
    text = "The fire killed 12 people on Monday."
    assert times.when_of(document(text, None), span_of(text, "12"), "killed") == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Oro said on Monday that 12 people died.", "2024-05-13", "2024-05-13"),
        ("Oro said earlier that 12 people died.", None, "2024-05-16"),
        (
            "Oro, who had been in Velm on Tuesday, said on Thursday that 12 people died.",
            "2024-05-16",
            "2024-05-16",
        ),
        ("Oro said that 12 people died.", "2024-05-17", "2024-05-17"),
        ("The fire killed 12 people.", "2024-05-17", "2024-05-17"),
        (
            "Ansa Moro spoke to reporters. Ansa Moro said that 12 people died. Ansa Moro said on Monday that it was over.",
            "2024-05-13",
            "2024-05-13",
        ),
    ],
)
def test_when_the_source_said_it(text: str, start: str | None, end: str) -> None:
    from reportedly.reading.attributions.finding import attribution_of

    doc, span = document(text), span_of(text, "12")
    stated = times.stated_of(doc, attribution_of(doc, span))
    assert stated is not None
    assert (str(stated.start) if stated.start else None, str(stated.end)) == (start, end)


def test_today_in_somebodys_mouth_is_the_day_that_he_said_it() -> None:
    from reportedly.reading.attributions.finding import attribution_of

    text = 'Ansa Moro told reporters on Wednesday: "We lost 12 men today and yesterday."'
    doc, span = document(text), span_of(text, "12")
    timing = times.timing_of(doc, span, "killed", None, attribution_of(doc, span))
    assert timing.when is not None
    assert (str(timing.when.start), str(timing.when.end)) == ("2024-05-14", "2024-05-15")
    assert timing.window == "period"


PIECES = st.sampled_from(
    ["in ", "Torva", ", ", "near ", "the ", "district ", "of ", "12 died", ". ", "\n", "on Monday", "since 1998 ", "here",
     "TORVA, May 3 (KNA) -- ", "and ", "'s ", "camp ", "have ", "so far "]
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_places_lie_inside_of_any_text(text: str) -> None:
    doc = document(text)
    for place in places.find(doc):
        assert 0 <= place.span.start < place.span.end <= len(text)
    for start in range(0, max(0, len(text) - 2), 9):
        span = Span(start, start + 2)
        places.where_of(doc, span)
        times.when_of(doc, span)
