"""The ways of statements as a drawing: layered, complete, safe."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportedly.publishing import charts
from reportedly.publishing.charts.flows import MOST_NAMES, flow
from reportedly.records import Chain, Origin, Sources

ARMY, AGENCY, STAR, DISPATCH = (
    "General Staff",
    "Press Bureau",
    "Zorvath Star",
    "Continental Dispatch",
)


def sources() -> Sources:
    paths = [(ARMY, AGENCY, STAR), (ARMY, AGENCY, DISPATCH), (ARMY, STAR)]
    chains = tuple(
        Chain(statement=f"s{n}", page=f"{n}.html", path=path) for n, path in enumerate(paths)
    )
    origins = (Origin(name=ARMY, statements=("s0", "s1", "s2"), pages=3),)
    return Sources(origins=origins, chains=chains, copies=(("0.html", "1.html"),))


def parsed(markup: str) -> etree._Element:
    return etree.fromstring(markup.encode(), etree.XMLParser(resolve_entities=False))


def boxes(markup: str) -> dict[str, float]:
    """The left end of each name's box."""
    found = {}
    for group in parsed(markup).iter("{*}g"):
        if group.get("class") in ("chart-origin", "chart-medium"):
            title, rect = group.findtext("{*}title"), group.find("{*}rect")
            assert title is not None
            assert rect is not None
            found[title] = float(rect.get("x") or 0)
    return found


def test_names_stand_left_of_those_whom_they_lead_to() -> None:
    at = boxes(charts.sources_drawing(sources()))
    assert at[ARMY] < at[AGENCY] < at[STAR] == at[DISPATCH]


def test_ways_say_how_many_statements_take_them_and_copies_are_joined() -> None:
    markup = charts.sources_drawing(sources())
    titles = {one.text for one in parsed(markup).iter("{*}title")}
    assert f"{ARMY} → {AGENCY}: 2 statements" in titles
    assert f"{ARMY} → {STAR}: 1 statement" in titles
    assert f"{STAR} and {DISPATCH}: copies of one report" in titles


def test_the_chain_of_one_claim_has_no_style_of_its_own() -> None:
    markup = charts.chain([ARMY, AGENCY, STAR])
    assert list(boxes(markup)) == [ARMY, AGENCY, STAR]
    assert parsed(markup).get("role") == "img"
    assert "style" not in markup


def test_many_names_are_counted_and_not_drawn() -> None:
    paths = [[f"Body {n}", STAR] for n in range(200)]
    markup = flow(paths, frozenset(), alone=True)
    assert len(boxes(markup)) == MOST_NAMES
    assert f"and {201 - MOST_NAMES} more names" in markup


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*"abcdefg", "<b>\u202e\x00"]), max_size=6), max_size=12))
def test_any_ways_give_a_drawing_with_every_name_and_no_two_boxes_on_one_place(
    paths: list[list[str]],
) -> None:
    root = parsed(flow(paths, frozenset("a")))
    rects = list(root.iter("rect"))
    places = {(one.get("x"), one.get("y")) for one in rects}
    assert len(places) == len(rects) == len({name for path in paths for name in path})
