"""What the tests share: the example pages, and the measured data where it is present."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


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
