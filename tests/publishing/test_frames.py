"""Claims as data frames, and series that draw themselves, for notebooks."""

from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.publishing.exports import COLUMNS
from reportedly.publishing.frames import Claims, DrawnSeries
from reportedly.records import Series, Stretch
from tests.publishing.drawn import war
from tests.publishing.test_exports import recorded


def two() -> Claims:
    """A claim with days and one without."""
    when = Stretch(start=date(1450, 1, 31), end=date(2025, 2, 1))
    return Claims(
        [
            recorded(when=when, via=("a", "b")),
            recorded(when=None, low=None, high=3000, comparator="at_most"),
        ]
    )


class TestFrames:
    def test_polars_has_the_columns_with_their_types(self) -> None:
        polars = pytest.importorskip("polars")
        frame = two().to_polars()
        assert tuple(frame.columns) == COLUMNS
        assert frame["when_start"].to_list() == [date(1450, 1, 31), None]
        assert frame["high"].to_list() == [None, 3000.0]
        assert frame.schema["start"] == polars.Int64
        assert frame["via"].to_list()[0] == "a > b"

    def test_pandas_has_the_same(self) -> None:
        pytest.importorskip("pandas")
        frame = two().to_pandas()
        assert tuple(frame.columns) == COLUMNS
        assert frame["when_start"][0].date() == date(1450, 1, 31)
        assert frame["when_start"].isna().tolist() == [False, True]
        assert frame["high"].tolist()[1] == 3000.0

    @pytest.mark.parametrize("library", ["pandas", "polars"])
    def test_no_claims_are_a_frame_without_rows(self, library: str) -> None:
        pytest.importorskip(library)
        frame = getattr(Claims(), f"to_{library}")()
        assert tuple(frame.columns) == COLUMNS
        assert len(frame) == 0


class TestPlot:
    def test_a_series_that_draws_itself_is_the_same_series(self) -> None:
        drawn = DrawnSeries.of(war())
        plain = Series.model_validate(drawn.model_dump())
        assert drawn == plain
        assert plain == drawn
        assert hash(drawn) == hash(plain)
        assert drawn.model_dump_json() == plain.model_dump_json()
        assert drawn != plain.model_copy(update={"title": "another"})
        assert drawn != 3

    def test_a_notebook_shows_it(self) -> None:
        chart = DrawnSeries.of(war()).plot(theme="dark")
        assert chart._repr_svg_().startswith("<svg")
        assert "killed: soldiers, Kessarin" in chart

    def test_it_is_saved_by_the_ending_of_the_name(self, tmp_path: Path) -> None:
        chart = DrawnSeries.of(war()).plot()
        assert chart.save(tmp_path / "chart.svg").read_text(encoding="utf-8") == chart
        pytest.importorskip("resvg_py")
        assert chart.save(str(tmp_path / "chart.PNG"), zoom=1).read_bytes().startswith(b"\x89PNG")

    def test_where_it_cannot_be_saved_it_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot be written"):
            DrawnSeries.of(war()).plot().save(tmp_path / "none" / "chart.svg")
