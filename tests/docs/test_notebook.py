"""The notebook of the documentation runs from its first cell to its last, and shows what it says."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.docs.blocks import ROOT

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The executed cells by their ids."""
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("polars")
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(ROOT / "examples", folder / "examples")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    nbclient.NotebookClient(notebook, timeout=300, resources=resources).execute()
    return {cell.id: cell for cell in notebook.cells}


def shown(cell: Any) -> str:
    """What a cell shows, as text."""
    return "".join(
        out.get("text") or out.get("data", {}).get("text/plain", "") for out in cell.outputs
    )


def test_it_reads_the_examples(cells: dict[str, Any]) -> None:
    assert shown(cells["read"]) == "(6, 1, 0)"


def test_it_shows_claims_as_a_frame(cells: dict[str, Any]) -> None:
    assert "at least 12" in shown(cells["frame"])
    assert "Sevarin Haldjek" in shown(cells["voices"])


def test_it_shows_verdicts(cells: dict[str, Any]) -> None:
    assert "killed: people, Tollen Strait | in conflict" in shown(cells["verdicts"])


def test_it_shows_the_chart_as_a_picture(cells: dict[str, Any]) -> None:
    (out,) = cells["plot"].outputs
    assert out["data"]["image/svg+xml"].startswith("<svg")
    assert shown(cells["save"]) == "True"


def test_it_is_kept_without_outputs(cells: dict[str, Any]) -> None:
    assert '"outputs": []' in NOTEBOOK.read_text(encoding="utf-8")
    assert "image/svg" not in NOTEBOOK.read_text(encoding="utf-8")
    assert Path("killed.svg").exists() is False
