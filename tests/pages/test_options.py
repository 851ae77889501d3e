"""The options of reading, and that importing the stage costs next to nothing."""

import dataclasses
import subprocess
import sys
from importlib.metadata import version

import pytest

from reportedly import pages
from reportedly.errors import UsageError
from reportedly.pages import ReadOptions


def test_the_program_says_who_it_is() -> None:
    agent = ReadOptions().user_agent
    assert agent.startswith(f"reportedly/{version('reportedly')} (+https://")


def test_private_addresses_and_disobedience_have_to_be_asked_for() -> None:
    assert not ReadOptions().allow_private
    assert ReadOptions().obey_robots


def test_options_are_one_frozen_value() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ReadOptions().max_bytes = 1  # type: ignore[misc]
    assert dataclasses.replace(ReadOptions(), redirects=0).redirects == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_bytes": 0},
        {"total_seconds": -1},
        {"worker_seconds": float("inf")},
        {"worker_cpu_seconds": float("nan")},
        {"redirects": -1},
        {"user_agent": "two\r\nlines"},
        {"user_agent": "ünïcode"},
    ],
)
def test_an_option_that_cannot_work_is_refused(wrong: dict[str, float | str]) -> None:
    with pytest.raises(UsageError, match=next(iter(wrong))):
        ReadOptions(**wrong)  # type: ignore[arg-type]


def loaded_by(statement: str) -> set[str]:
    """The packages that a statement loads."""
    program = f"{statement}; import sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    command = [sys.executable, "-c", program]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_importing_the_stage_loads_nothing_heavy() -> None:
    heavy = {"pydantic", "httpx", "trafilatura", "lxml", "py3langid", "numpy", "spacy"}
    assert not loaded_by("import reportedly.pages") & heavy


def test_files_are_read_and_parsers_started_without_network_and_parsers_in_this_process() -> None:
    heavy = {"httpx", "protego", "trafilatura", "lxml", "py3langid", "numpy", "spacy"}
    statement = "from reportedly.pages import Parser, ReadOptions, expand; ReadOptions()"
    assert not loaded_by(f"{statement}; list(expand(['nowhere'], ReadOptions()))") & heavy


def test_all_that_is_exported_is_there() -> None:
    for name in pages.__all__:
        assert getattr(pages, name)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = pages.nothing
