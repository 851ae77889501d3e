"""Floors of reading scores: a drop is refused, a rise is recorded, a drop that is meant keeps its reason."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bench import scores


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Floors of one measure, which stands at 70 where it was 75."""
    path = tmp_path / "floors.toml"
    path.write_text('[floors.times]\n"value F1" = 75.0\n', encoding="utf-8")
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "documents.jsonl").touch()
    monkeypatch.setattr(scores, "FLOORS", path)
    monkeypatch.setattr(scores, "measure", lambda *_: {"value F1": 70.0})
    return path


def run(floors: Path, *arguments: str) -> int:
    return scores.main(["times", "--data", str(floors.parent), *arguments])


def kept(floors: Path) -> dict[str, Any]:
    return tomllib.loads(floors.read_text(encoding="utf-8"))


def test_a_drop_is_refused(floors: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(floors) == 1
    assert "times, value F1: 75.0 -> 70.0" in capsys.readouterr().out
    assert kept(floors)["floors"]["times"]["value F1"] == 75.0


def test_a_drop_that_is_meant_keeps_its_reason(floors: Path) -> None:
    assert run(floors, "--accept", "the guide changed") == 0
    assert kept(floors)["accepted"][0]["reason"] == "the guide changed"
    assert run(floors) == 0


def test_a_rise_is_recorded(floors: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "measure", lambda *_: {"value F1": 80.0})
    assert run(floors, "--record") == 0
    assert kept(floors)["floors"]["times"]["value F1"] == 80.0


def test_without_the_data_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scores.main(["--data", str(tmp_path / "none")]) == 0
    assert "REPORTEDLY_DATA" in capsys.readouterr().out


def test_the_floors_on_record_are_of_known_measures() -> None:
    recorded = kept(scores.FLOORS)["floors"]
    for name, measures in recorded.items():
        assert set(measures) <= set(scores.BENCHMARKS[name].measures)
