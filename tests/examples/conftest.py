"""The example pages, read once for all tests of this folder."""

from collections.abc import Mapping
from typing import Any

import pytest

from reportedly.pages import parse
from reportedly.reading import read_many
from reportedly.records import Reading
from tests.examples.expectations import EXAMPLES, documents

Expected = Mapping[str, dict[str, Any]]
Readings = Mapping[str, Reading]


@pytest.fixture(scope="session")
def expected() -> Expected:
    """What a careful person reads, by the page's path under `examples/`."""
    return {page["doc"]: page for page in documents()}


@pytest.fixture(scope="session")
def readings(expected: Expected) -> Readings:
    """What the program reads in the pages that hold an article."""
    names = [name for name, page in expected.items() if page["article"]]
    articles = [parse((EXAMPLES / name).read_bytes(), location=name) for name in names]
    return dict(zip(names, read_many(articles), strict=True))
