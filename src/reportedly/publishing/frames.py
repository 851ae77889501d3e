"""Claims as data frames and series as charts, for notebooks: the frame libraries are the reader's own."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly.errors import UsageError
from reportedly.publishing import charts
from reportedly.publishing.columns import CLAIM
from reportedly.publishing.exports import COLUMNS, flat
from reportedly.publishing.files import whole
from reportedly.records import Estimate, RecordedClaim, Series


class Claims(list[RecordedClaim]):
    """A list of claims that can turn itself into a data frame."""

    def rows(self) -> list[dict[str, Any]]:
        """The claims as flat rows with the columns of `export --format csv`."""
        return [flat(claim) for claim in self]

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame`; days are of the type `datetime64`, text as pandas has it.

        Raises:
            UsageError: pandas is not installed.
        """
        pandas = _library("pandas")
        frame = pandas.DataFrame(self.rows(), columns=list(COLUMNS))
        for column in CLAIM:
            if column.type == "date":
                frame[column.name] = frame[column.name].astype("datetime64[s]")
            elif column.type == "number":
                frame[column.name] = frame[column.name].astype("float64")
        return frame

    def to_polars(self) -> Any:
        """Return a `polars.DataFrame`; days are of the type `Date`.

        Raises:
            UsageError: polars is not installed.
        """
        polars = _library("polars")
        types = {
            "string": polars.String,
            "date": polars.String,
            "number": polars.Float64,
            "integer": polars.Int64,
            "boolean": polars.Boolean,
        }
        schema = {column.name: types[column.type] for column in CLAIM}
        days = [polars.col(column.name).str.to_date() for column in CLAIM if column.type == "date"]
        return polars.DataFrame(self.rows(), schema=schema, strict=False).with_columns(days)


class Chart(str):
    """A drawing of a series as SVG; a notebook shows it."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)

    def save(self, path: str | Path, *, zoom: float = 2.0) -> Path:
        """Write it to a file: PNG where its name ends so, else SVG.

        Args:
            path: the file.
            zoom: of a PNG, its pixels for each of the drawing.

        Raises:
            UsageError: the file cannot be written, or PNG needs a library that is not installed.
        """
        named = Path(path)
        if named.suffix.lower() == ".png":
            data = charts.picture(self, zoom=zoom)
        else:
            data = self.encode("utf-8")
        with whole(named) as file:
            file.write(data)
        return named


class DrawnSeries(Series):
    """A series that can be drawn; equal to the same one without a drawing."""

    @classmethod
    def of(cls, series: Series) -> "DrawnSeries":
        """The same series, with all its links and statements."""
        return cls.model_construct(**series.__dict__)

    def plot(
        self,
        *,
        width: float = 960.0,
        theme: charts.Theme | None = None,
        estimate: Estimate | None = None,
    ) -> Chart:
        """Its figures against the days on which they were said.

        Args:
            width: in pixels.
            theme: `light` or `dark`; None follows the reader's preference.
            estimate: a model's estimate of the same total, drawn as a band.
        """
        return Chart(charts.standalone(self, width=width, theme=theme, estimate=estimate))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Series):
            return NotImplemented
        return self.__dict__ == other.__dict__

    __hash__ = Series.__hash__


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed; run: python -m pip install {name}") from error
