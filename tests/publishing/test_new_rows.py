"""Claims as new rows of a layout: what is written reads back as the claim, or is not written."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.importing import Sheet, claim_of, load_mapping, parsed_row
from reportedly.publishing.new_rows import Layout, UnfitError
from reportedly.records import RecordedClaim
from tests.importing.invented import HEADER, mapping
from tests.publishing.test_exports import recorded


def soldiers(**changed: Any) -> RecordedClaim:
    fields: dict[str, Any] = {
        "kind": "killed",
        "who": "Ilmerian soldiers",
        "where": "Tavir bank",
        "window": "cumulative",
        "when": {"end": "2026-02-05"},
        "stated": {"end": "2026-02-06"},
        "source": "General Staff",
        "via": (),
    }
    return recorded(**fields | changed)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(mapping(tmp_path), HEADER)


def test_a_claim_is_a_row(layout: Layout) -> None:
    assert layout.rows(soldiers()) == ["2026-02-05,dead,I,40,,,,yes,General Staff,,"]
    fields: dict[str, Any] = {"low": 30, "high": 50, "comparator": "between", "best": 45}
    assert layout.rows(soldiers(**fields, via=("Tarn Post",), url="https://example.org/1")) == [
        "2026-02-05,dead,I,30,50,45,,yes,General Staff (via Tarn Post),https://example.org/1,"
    ]
    fields = {"low": 30, "high": 30, "comparator": "exactly", "best": 30}
    assert layout.rows(soldiers(**fields)) == ["2026-02-05,dead,I,,,30,,yes,General Staff,,"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "attacks"}, "its kind is attacks, which 'what' has no cell for"),
        ({"who": "civilians"}, "its who is civilians, which 'whose' has no cell for"),
        ({"where": "Orvel"}, "its where is Orvel, and every row of the layout is Tavir"),
        ({"stance": "denies"}, "its stance is denies"),
        ({"window": "state"}, "its window is state, which 'total' has no cell for"),
        ({"when": None, "stated": None}, "nothing says of which day it is"),
    ],
)
def test_a_claim_that_a_row_cannot_say_is_refused(
    layout: Layout, changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(UnfitError, match=said):
        layout.rows(soldiers(**changed))


def test_a_range_is_two_rows_where_the_layout_has_flags() -> None:
    layout = Layout(load_mapping("minimum-maximum"))
    claim = soldiers(
        who="Russian soldiers",
        low=300,
        high=500,
        comparator="between",
        best=None,
        when={"end": "2022-03-26"},
    )
    assert layout.header() == (
        "days,loss_count,minimum,maximum,category,loss_country,time_frame,claim_source,loss_type,"
        "source_target"
    )
    assert layout.rows(claim) == [
        f"30,{number},{flags},Military Deaths,Russia,Cumulative,General Staff,"
        "Military Deaths-Russia,General Staff-Russia"
        for number, flags in ((300, "1,0"), (500, "0,1"))
    ]


def test_things_keep_their_name() -> None:
    layout = Layout(load_mapping("minimum-maximum"))
    claim = soldiers(
        kind="destroyed",
        who="Russian ferries",
        counted="ferries",
        low=3,
        high=3,
        comparator="exactly",
        best=3,
        when={"end": "2022-03-26"},
    )
    assert layout.rows(claim)[0].startswith("30,3,0,0,ferries,Russia,Cumulative")


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path) -> None:
    claim = soldiers(source="=1+1")
    assert "'=1+1" in Layout(mapping(tmp_path), HEADER).rows(claim)[0]
    assert "'=1+1" not in Layout(mapping(tmp_path), HEADER, raw=True).rows(claim)[0]


NUMBERS = st.integers(0, 10**12)


@given(
    st.tuples(NUMBERS, NUMBERS).map(sorted),
    st.sampled_from(["exactly", "at_least", "more_than", "at_most", "less_than", "between"]),
    st.sampled_from(
        [("low-high-best", "Russian soldiers"), ("minimum-maximum", "Ukrainian soldiers")]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=9),
)
def test_a_row_says_what_the_claim_says(
    ends: list[int], comparator: str, layout_of: tuple[str, str], source: str
) -> None:
    low = None if comparator in ("at_most", "less_than") else ends[0]
    high = {"exactly": ends[0], "at_least": None, "more_than": None}.get(comparator, ends[1])
    claim = soldiers(
        who=layout_of[1],
        low=low,
        high=high,
        comparator=comparator,
        source=source,
        when={"start": "2022-02-24", "end": "2023-05-06"},
        stated={"start": "2023-05-06", "end": "2023-05-06"},
    )
    by = load_mapping(layout_of[0])
    layout = Layout(by)
    columns = {name: place for place, name in enumerate(layout.columns)}
    sheet = Sheet("t", by, layout.header(), columns)
    read = [claim_of(sheet, parsed_row(row, ",")) for row in layout.rows(claim)]
    assert next((one.low for one in read if one.low is not None), None) == low
    assert next((one.high for one in read if one.high is not None), None) == high
    for one in read:
        assert (one.kind, one.who, one.window) == (claim.kind, claim.who, claim.window)
        assert one.stated == claim.stated
