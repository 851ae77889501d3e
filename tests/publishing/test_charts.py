"""Charts: each figure drawn as its words mean it, reached by keyboard, safe whatever a page says."""

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportedly import vocabulary
from reportedly.errors import UsageError
from reportedly.publishing import charts
from reportedly.publishing.charts.placing import MOST_MARKS
from reportedly.publishing.charts.scales import DayScale, number_in_words, number_scale
from reportedly.records import (
    Band,
    Diagnostics,
    Estimate,
    EstimatedDay,
    Series,
    Statement,
    Stretch,
)
from tests.publishing.drawn import ARMY, MINISTRY, series, told, war


def parsed(markup: str) -> etree._Element:
    return etree.fromstring(markup.encode(), etree.XMLParser(resolve_entities=False))


def marks(markup: str) -> list[etree._Element]:
    found = parsed(markup).xpath("//*[@data-statement]")
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def of_class(within: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in within.iter() if name in (one.get("class") or "").split()]


def words(markup: str) -> str:
    return " ".join(
        "".join(t.itertext()) for t in parsed(markup).iter() if str(t.tag).endswith("text")
    )


class TestDrawing:
    def test_each_statement_is_a_mark_that_leads_to_its_row(self) -> None:
        drawn = war()
        found = marks(charts.drawing(drawn))
        ids = {one.id for one in (*drawn.statements, *drawn.apart)}
        assert {one.get("data-statement") for one in found} == ids
        for one in found:
            assert one.tag == "a"
            assert one.get("href") == f"#statement-{one.get('data-statement')}"

    def test_a_mark_says_its_words_who_said_them_and_when(self) -> None:
        drawn = series(told("at least 12", 12, None, "2025-01-05"))
        (one,) = marks(charts.drawing(drawn))
        assert one.get("aria-label") == (
            "at least 12, General Staff of Orvane, 5 Jan 2025, in Kessarin Courier"
        )
        assert "“It gave at least 12 as lost near Kessarin.”" in (one.findtext("title") or "")

    @pytest.mark.parametrize(
        ("figure", "low", "high", "form"),
        [
            ("12", 12, 12, "chart-point"),
            ("at least 12", 12, None, "chart-floor"),
            ("up to 12", None, 12, "chart-ceiling"),
            ("10 to 12", 10, 12, "chart-range"),
        ],
    )
    def test_a_figure_is_drawn_as_open_as_its_words(
        self, figure: str, low: int | None, high: int | None, form: str
    ) -> None:
        (one,) = marks(charts.drawing(series(told(figure, low, high, "2025-01-05"))))
        assert form in str(one.get("class")).split()
        assert bool(of_class(one, "chart-stem")) == (form in ("chart-floor", "chart-ceiling"))
        assert bool(of_class(one, "chart-bar")) == (form == "chart-range")

    def test_the_arrow_of_a_floor_goes_up_and_that_of_a_ceiling_down(self) -> None:
        for low, high, up in ((12, None, True), (None, 12, False)):
            drawn = series(told("12", low, high, "2025-01-05"), told("20", 20, 20, "2025-01-06"))
            stem = of_class(marks(charts.drawing(drawn))[0], "chart-stem")[0]
            start, end = re.findall(r"[MV](?:[\d.]+ )?([\d.]+)", stem.get("d") or "")[:2]
            assert (float(end) < float(start)) is up

    def test_what_is_not_counted_is_set_apart_and_says_why(self) -> None:
        markup = charts.drawing(war())
        apart = [one for one in marks(markup) if "chart-apart" in str(one.get("class"))]
        assert [one.get("aria-label", "").endswith("; not counted: denied") for one in apart] == [
            True
        ]
        assert "not counted: denied" in words(markup)

    def test_running_totals_hold_until_revised_and_single_happenings_have_no_line(self) -> None:
        running = charts.drawing(war())
        assert "running total" in words(running)
        assert len(of_class(parsed(running), "chart-line")) == 4  # three voices and the legend
        single = charts.drawing(
            war().model_copy(update={"counting": "happening", "window": "event"})
        )
        assert "told of one happening" in words(single)
        assert not of_class(parsed(single), "chart-line")

    def test_a_stretch_is_drawn_over_the_days_that_it_counts(self) -> None:
        when = Stretch(start=date(2025, 1, 1), end=date(2025, 1, 31))
        month = told("210", 210, 210, "2025-02-02", window="period", when=when)
        markup = charts.drawing(series(month, counting="stretch", window="period"))
        assert len(of_class(parsed(markup), "chart-days")) == 2  # the bar and the legend
        assert "told of a stretch of days" in words(markup)

    def test_the_scale_is_logarithmic_only_where_figures_span_much(self) -> None:
        assert "on a logarithmic scale" in words(charts.drawing(war()))
        near = series(told("7", 7, 7, "2025-01-05"), told("300", 300, 300, "2025-01-06"))
        assert "logarithmic" not in words(charts.drawing(near))

    def test_days_are_unambiguous(self) -> None:
        drawn = series(told("7", 7, 7, "2025-01-05"), told("9", 9, 9, "2025-01-07"))
        assert "5 Jan 2025 6 Jan 2025 7 Jan 2025" in words(charts.drawing(drawn))

    def test_copies_are_one_mark_that_says_how_many_more_there_are(self) -> None:
        drawn = series(*(told("12", 12, 12, "2025-01-05", page=f"{n}.html") for n in range(8)))
        (one,) = marks(charts.drawing(drawn))
        assert one.get("data-more") == "7"
        assert str(one.get("aria-label")).endswith("; and 7 more here")

    def test_figures_of_one_day_stand_beside_each_other(self) -> None:
        drawn = series(
            told("12", 12, 12, "2025-01-05"), told("12", 12, 12, "2025-01-05", origin=MINISTRY)
        )
        hits = of_class(parsed(charts.drawing(drawn)), "chart-hit")
        assert len({one.get("cx") for one in hits}) == 2

    def test_origins_are_told_apart_by_shape_and_class(self) -> None:
        found = marks(charts.drawing(war()))
        looks = {
            re.findall(r"chart-voice-\d", one.get("class") or "")[0]: of_class(one, "chart-shape")[
                0
            ].tag
            for one in found
        }
        assert len(looks) == 3

    def test_many_origins_share_the_last_place(self) -> None:
        drawn = series(*(told("12", 12, 12, "2025-01-05", origin=f"Body {n}") for n in range(20)))
        assert "13 more origins" in words(charts.drawing(drawn))

    def test_thousands_of_statements_stay_a_small_drawing(self) -> None:
        days = [date.fromordinal(738_000 + n // 3) for n in range(3_000)]
        drawn = series(*(told(f"{n}", n, n, day.isoformat()) for n, day in enumerate(days, 1)))
        markup = charts.drawing(drawn)
        assert len(marks(markup)) <= MOST_MARKS
        assert len(markup) < 200_000

    def test_statements_without_a_day_are_told_of_and_not_drawn(self) -> None:
        markup = charts.drawing(series(told("7", 7, 7, "2025-01-05"), told("9", 9, 9, None)))
        assert len(marks(markup)) == 1
        assert "1 without a day not drawn" in str(parsed(markup).findtext("desc"))
        assert "No statement" in words(charts.drawing(series(told("9", 9, 9, None))))

    def test_a_long_figure_is_never_cut_beside_its_mark(self) -> None:
        figure = "between three thousand five hundred and four thousand"
        assert "between" not in words(
            charts.drawing(series(told(figure, 3500, 4000, "2025-01-05")))
        )

    def test_an_estimate_is_a_band_where_it_is_asked_for(self) -> None:
        assert not of_class(parsed(charts.drawing(war())), "chart-band")
        found = of_class(parsed(charts.drawing(war(), estimate=estimated())), "chart-band")
        assert [one.tag for one in found] == ["rect", "polygon"]

    def test_it_is_the_same_every_time(self) -> None:
        drawn = war()
        assert charts.drawing(drawn) == charts.drawing(drawn)


def estimated() -> Estimate:
    days = tuple(
        EstimatedDay(day=date(2024, 12, n), total=Band(low=n, middle=2 * n, high=3 * n))
        for n in range(1, 31)
    )
    found = Diagnostics(chains=2, draws=10, r_hat=1.0, effective_draws=20, divergences=0)
    about = {"kind": "killed", "side": "Orvane", "who": "soldiers", "reports": 9, "sources": 3}
    told_of = {"biases": (), "left_out": (), "assumptions": (), "diagnostics": found, "seed": 1}
    return Estimate(days=days, **about, **told_of)


class TestSafety:
    HOSTILE = "<script>alert(1)</script>\"'&]]>\x00\x1b[2J\u202e\ud800\ufffe" + "x" * 10_000

    def hostile(self) -> Series:
        said = told(self.HOSTILE, 7, 7, "2025-01-05", origin=self.HOSTILE, sentence=self.HOSTILE)
        apart = told("9", 9, 9, "2025-01-05", apart=self.HOSTILE, publisher=self.HOSTILE)
        return series(said, apart=(apart,), title=self.HOSTILE, verdict=self.HOSTILE, id="\"><a'")

    def test_a_page_puts_nothing_into_a_drawing_but_text(self) -> None:
        for markup in (charts.drawing(self.hostile()), charts.standalone(self.hostile())):
            root = parsed(markup)
            assert {str(one.tag).rpartition("}")[2] for one in root.iter()} <= {
                *("svg", "title", "desc", "g", "a", "text", "path", "circle", "polygon", "rect"),
                "style",
            }
            assert "\u202e" not in markup
            assert "\x1b" not in markup

    def test_a_drawing_for_a_page_has_no_style_and_no_script_of_its_own(self) -> None:
        for markup in (charts.drawing(war()), charts.sparkline(war())):
            root = parsed(markup)
            assert not any("style" in one.attrib or one.tag == "style" for one in root.iter())
            assert not any(name.startswith("on") for one in root.iter() for name in one.attrib)

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.one_of(st.none(), st.integers(0, 10**30), st.floats(0, 1e300)),
                st.one_of(st.none(), st.integers(0, 10**30), st.floats(0, 1e300)),
                st.one_of(st.none(), st.dates()),
                st.sampled_from([ARMY, MINISTRY, ""]),
                st.booleans(),
            ),
            max_size=12,
        ),
        st.floats(0, 4_000),
    )
    def test_whatever_is_told_gives_a_drawing_within_its_bounds(
        self, given_: list[tuple[float | None, float | None, date | None, str, bool]], width: float
    ) -> None:
        counted: list[Statement] = []
        apart: list[Statement] = []
        for low, high, day, origin, is_apart in given_:
            if low is None and high is None:
                continue
            if low is not None and high is not None and low > high:
                low, high = high, low
            one = told("n", low, high, day.isoformat() if day else None, origin=origin)
            (apart if is_apart else counted).append(one)
        drawn = series(*counted, apart=tuple(apart), counting="running")
        for markup in (charts.drawing(drawn, width=width), charts.standalone(drawn, width=width)):
            root = parsed(markup)
            _, _, right, bottom = (float(part) for part in str(root.get("viewBox")).split())
            numbers = [float(n) for one in root.iter() for n in (one.get("cy"), one.get("y")) if n]
            assert all(-40 <= n <= bottom + 40 for n in numbers)
            assert all(0 <= float(n) <= right for one in root.iter() if (n := one.get("cx")))
        parsed(charts.sparkline(drawn))


class TestAccessibility:
    def test_a_file_is_an_image_with_a_name_and_words(self) -> None:
        root = parsed(charts.standalone(war()))
        assert root.get("role") == "img"
        ids = {one.get("id"): "".join(one.itertext()) for one in root if one.get("id")}
        assert [bool(ids[name]) for name in str(root.get("aria-labelledby")).split()] == [
            True,
            True,
        ]

    def test_a_drawing_of_links_is_a_group_for_what_stands_in_an_image_is_not_reached(self) -> None:
        assert parsed(charts.drawing(war())).get("role") == "group"

    def test_the_words_say_what_the_drawing_shows(self) -> None:
        said = parsed(charts.drawing(war())).findtext("desc")
        assert said == (
            "rising: 7 → 4,000. 7 statements by 3 origins, from no (2 Nov 2024) to 4,000 (10 Feb 2025); "
            "1 more not counted."
        )

    def test_marks_are_large_enough_to_hit(self) -> None:
        assert all(
            float(one.get("r") or 0) >= 12
            for one in of_class(parsed(charts.drawing(war())), "chart-hit")
        )

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_colours_stand_out_from_their_surface(self, theme: str) -> None:
        table = vocabulary.load("charts")[theme]
        for colour in (*table["voices"], table["apart"]):
            assert contrast(colour, table["surface"]) >= 3
        assert contrast(table["muted"], table["surface"]) >= 4.5

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_origins_differ_in_shape_for_those_who_see_no_colours(self, theme: str) -> None:
        table = vocabulary.load("charts")
        assert len(set(table["shapes"])) == len(table["shapes"]) == len(table[theme]["voices"])

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize("cone", ["red", "green"])
    def test_the_first_origins_differ_for_the_colour_blind(self, theme: str, cone: str) -> None:
        seen = [as_seen(one, cone) for one in vocabulary.load("charts")[theme]["voices"][:4]]
        for one, other in combinations(seen, 2):
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.1


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2, relative luminance."""
    light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (linear(one), linear(other))
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


# How colours are seen without one sort of cones: Machado, Oliveira and Fernandes (2009), severity 1.
SEEN = {
    "red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
}


def as_seen(colour: str, missing: str) -> list[float]:
    rgb = linear(colour)
    seen = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in SEEN[missing]]
    return [min(max(part, 0.0), 1.0) ** (1 / 2.2) for part in seen]


class TestStylesheet:
    def test_every_class_that_is_drawn_and_coloured_has_a_rule(self) -> None:
        rules = charts.stylesheet()
        used = re.findall(r"var\(--([a-z0-9-]+)\)", rules)
        assert used
        assert all(f"--{name}:" in rules for name in used)

    def test_a_file_has_colours_that_every_program_understands(self) -> None:
        assert "var(" not in charts.standalone(war())
        assert "prefers-color-scheme: dark" in charts.standalone(war())
        assert "prefers-color-scheme" not in charts.standalone(war(), theme="dark")


class TestScales:
    @settings(max_examples=200, deadline=None)
    @given(st.dates(), st.dates(), st.integers(2, 12))
    def test_ticks_are_few_in_order_and_inside(self, one: date, other: date, most: int) -> None:
        scale = DayScale(min(one, other), max(one, other), 0, 600)
        ticks = [day for day, _ in scale.ticks(most)]
        assert 1 <= len(ticks) <= most
        assert ticks == sorted(set(ticks))
        assert all(scale.first <= day <= scale.last for day in ticks)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.one_of(st.just(0.0), st.floats(1e-6, 1e15)), min_size=1, max_size=9))
    def test_greater_numbers_stand_higher_and_ticks_are_true(self, values: list[float]) -> None:
        scale = number_scale(values, values, bottom=300, top=20)
        heights = [scale(value) for value in sorted(values)]
        assert heights == sorted(heights, reverse=True)
        assert all(20 - 1e-6 <= height <= 300 for height in heights)
        ticks = scale.ticks()
        assert 2 <= len(ticks) <= 13
        assert Counter(label for _, label in ticks).most_common(1)[0][1] == 1

    @pytest.mark.parametrize(
        ("value", "said"),
        [(3000, "3,000"), (1.5e6, "1.5 million"), (2e9, "2 billion"), (0.5, "0.5"), (0, "0")],
    )
    def test_numbers_of_an_axis(self, value: float, said: str) -> None:
        assert number_in_words(value) == said


class TestSparkline:
    def test_it_is_an_image_that_says_its_first_and_last_figure(self) -> None:
        root = parsed(charts.sparkline(war()))
        assert root.get("role") == "img"
        assert root.findtext("title") == (
            "killed: soldiers, Kessarin: no on 2 Nov 2024, 4,000 on 10 Feb 2025"
        )

    def test_it_has_nothing_to_click_and_is_small(self) -> None:
        many = series(*(told(f"{n}", n, n, f"20{n % 90 + 10}-01-01") for n in range(1, 500)))
        markup = charts.sparkline(many)
        assert not marks(markup)
        assert len(markup) < 8_000

    def test_what_is_not_counted_is_left_out(self) -> None:
        only_apart = series(apart=(told("9", 9, 9, "2025-01-05", apart="denied"),))
        assert "no counted statement" in charts.sparkline(only_apart)


class TestPicture:
    def test_it_is_a_png_of_the_size_that_was_asked_for(self) -> None:
        pytest.importorskip("resvg_py")
        data = charts.picture(charts.standalone(war(), width=600), zoom=2)
        assert data.startswith(b"\x89PNG\r\n")
        assert int.from_bytes(data[16:20], "big") == 1200

    def test_without_the_library_it_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
        with pytest.raises(UsageError, match=r"reportedly\[charts\]"):
            charts.picture("<svg/>")

    def test_a_zoom_is_bounded(self) -> None:
        with pytest.raises(UsageError, match="zoom"):
            charts.picture("<svg/>", zoom=99)


def test_one_series_in_two_widths_on_a_page_has_no_name_twice() -> None:
    both = charts.drawing(war()) + charts.drawing(war(), width=360)
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 4
