"""The search for hostile inputs: what breaks a check is found, made small, and told once."""

from pathlib import Path

import pytest
from fuzz.findings import OutOfTimeError, Trial, limited

from fuzz import __main__ as command


def check(data: bytes) -> None:
    """Breaks on a bracket that is opened behind a number."""
    if b"(" in data.partition(b"7")[2]:
        raise KeyError("(")


def test_a_finding_is_made_small_and_kept_once(tmp_path: Path) -> None:
    trial = Trial(check, tmp_path)
    for data in (b"fine", b"Nine of the 7 men (miners) fled", b"17 (a)"):
        trial(data)
    (found,) = trial.findings.values()
    assert Path(found.path).read_bytes() == b"7("
    assert "KeyError" in Path(found.path).with_suffix(".txt").read_text(encoding="utf-8")
    assert trial.tried == 3


def test_the_input_that_is_tried_is_kept_for_where_it_ends_the_process(tmp_path: Path) -> None:
    trial = Trial(check, tmp_path)
    trial(b"the longer one")
    trial(b"short")
    assert (tmp_path / "current").read_bytes() == b"short"


def go_on_for_ever() -> None:
    with limited(0.05):
        while True:
            pass


def test_an_input_that_takes_for_ever_is_stopped() -> None:
    with pytest.raises(OutOfTimeError):
        go_on_for_ever()


def test_the_command_knows_all_components() -> None:
    from fuzz.components import COMPONENTS

    assert set(command.NAMES) == set(COMPONENTS)


def test_each_component_holds_for_what_its_search_begins_with() -> None:
    from fuzz.components import COMPONENTS

    for component in COMPONENTS.values():
        for data in component.seeds()[:2]:
            component.check(data[: component.longest])
