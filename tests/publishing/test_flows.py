"""The ways of statements as a drawing: layered, complete, safe."""

import re

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


def crossed(markup: str) -> list[tuple[str, str]]:
    """Lines that pass behind the boxes of names, by points along their straight and curved pieces."""
    root = parsed(markup)
    placed: list[tuple[str, list[float]]] = []
    for group in root.iter("{*}g"):
        for rect in group.findall("{*}rect"):
            sides = [float(rect.get(name) or 0) for name in ("x", "y", "width", "height")]
            placed.append((group.findtext("{*}title") or "", sides))
    found = []
    for path in root.iter("{*}path"):
        for x, y in points_along(path.get("d") or ""):
            for name, (left, top, wide, high) in placed:
                if left + 1 < x < left + wide - 1 and top + 1 < y < top + high - 1:
                    found.append((path.findtext("{*}title") or "", name))
    return found


def points_along(way: str) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    x = y = 0.0
    for command, values in re.findall(r"([MHC])([-\d. ]+)", way):
        numbers = [float(one) for one in values.split()]
        if command == "M":
            x, y = numbers
        elif command == "H":
            points += [(x + (numbers[0] - x) * k / 20, y) for k in range(21)]
            x = numbers[0]
        else:
            x1, y1, x2, y2, to_x, to_y = numbers
            for t in (k / 20 for k in range(21)):
                s = 1 - t
                a, b, c, d = s**3, 3 * s * s * t, 3 * s * t * t, t**3
                points.append(
                    (a * x + b * x1 + c * x2 + d * to_x, a * y + b * y1 + c * y2 + d * to_y)
                )
            x, y = to_x, to_y
    return points


def test_no_line_passes_behind_a_name() -> None:
    """An origin that is printed directly and over two media: the direct line goes around both."""
    paths = [("Coast guard", "Agency", "Herald", "Star"), ("Coast guard", "Star")]
    paths += [("Mayor", "Herald", "Star"), ("Mayor", "Agency", "Courier")]
    markup = flow(paths, frozenset({"Mayor"}), copies=[("Agency", "Courier"), ("Courier", "Star")])
    assert crossed(markup) == []
    assert markup.count("copies of one report") == 2


def test_a_chain_says_what_each_step_is() -> None:
    markup = charts.chain([ARMY, AGENCY, STAR], ["cited by the source", "the source", "the page"])
    words = [one.text for one in parsed(markup).iter("text")]
    assert words == [ARMY, "cited by the source", AGENCY, "the source", STAR, "the page"]
    title = parsed(markup).findtext("title") or ""
    assert f"the source: {AGENCY}, then the page: {STAR}" in title


def test_names_without_end_make_no_drawing_without_end() -> None:
    long = "w" * 300_000
    assert len(charts.chain([long] * 40, [long] * 40)) < 20_000
    assert len(flow([[long, f"{long}b"]], frozenset([long]))) < 3_000
