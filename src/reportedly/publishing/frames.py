"""Claims as data frames, for notebooks: the frame libraries are the reader's own."""

from importlib import import_module
from types import ModuleType
from typing import Any

from reportedly.errors import UsageError
from reportedly.publishing.exports import COLUMNS, flat
from reportedly.records import RecordedClaim


class Claims(list[RecordedClaim]):
    """A list of claims that can turn itself into a data frame."""

    def rows(self) -> list[dict[str, Any]]:
        """The claims as flat rows with the columns of `export --format csv`."""
        return [flat(claim) for claim in self]

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame`. Raises UsageError where pandas is not installed."""
        return _library("pandas").DataFrame(self.rows(), columns=list(COLUMNS))

    def to_polars(self) -> Any:
        """Return a `polars.DataFrame`. Raises UsageError where polars is not installed."""
        schema = list(COLUMNS)
        return _library("polars").DataFrame(self.rows(), schema=schema, infer_schema_length=None)


def _library(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{name} is not installed; run: python -m pip install {name}") from error
