"""The model that ships: its files, its size, its licence, its recorded scores."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import ModelError
from reportedly.language import pipeline
from reportedly.language.model import SHIPPED
from reportedly.language.scores import RECORD, Scores, card_row, digests, examples, scores_of
from reportedly.language.treebank import documents

LARGEST = 15 * 1024 * 1024

# Another processor rounds differently, which may turn a word or two.
TOLERANCE = 0.25


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    record: dict[str, Any] = json.loads((SHIPPED / RECORD).read_text(encoding="utf-8"))
    return record


def test_the_files_are_those_that_were_scored(recorded: dict[str, Any]) -> None:
    assert digests(SHIPPED) == recorded["sha256"]


def test_the_model_is_small() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) <= LARGEST


def test_the_licence_lies_beside_the_model() -> None:
    text = (SHIPPED / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in text
    assert "UD_English-EWT" in text
    assert "UD_English-GUM" in text


def test_the_record_holds_every_score(recorded: dict[str, Any]) -> None:
    names = {field.name for field in fields(Scores)}
    assert all(set(scores) == names for scores in recorded["scores"].values())
    assert recorded["speed"]["ratio"] >= 0.9


def test_scoring_again_gives_the_recorded_scores(recorded: dict[str, Any], shared: Path) -> None:
    treebank = shared / "data" / "ud" / "dev.conllu.gz"
    if not treebank.exists():
        pytest.skip(f"no treebank at {treebank}")
    news = [document for document in documents(treebank) if document.genre == "GUM news"]
    scores = scores_of(examples(pipeline(), news))
    for name, value in recorded["scores"]["GUM news"].items():
        assert getattr(scores, name) == pytest.approx(value, abs=TOLERANCE), name


def test_the_card_tells_the_recorded_scores(recorded: dict[str, Any]) -> None:
    card = (Path(__file__).parents[2] / "docs" / "model-card.md").read_text(encoding="utf-8")
    for genre, scores in recorded["scores"].items():
        assert card_row(genre, Scores(**scores)) in card


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    for name in ("model.json", "reader.npz", "splitter.npz"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes()[:1000])
    with pytest.raises(ModelError, match="install the package again"):
        pipeline(tmp_path)
