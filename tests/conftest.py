"""What the tests share: the example pages, and the measured data where it is present."""

import os
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run files of few tests first: those tests are long, and one alone at the end keeps the other cores waiting."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: tests[item.path])


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold texts and benchmarks, which is not part of the repository."""
    folder = Path(os.environ.get("REPORTEDLY_DATA", ROOT.parent / "shared"))
    if not (folder / "gold" / "documents.jsonl").exists():
        pytest.skip(f"the measured data is not at {folder}; set REPORTEDLY_DATA to its folder")
    return folder
