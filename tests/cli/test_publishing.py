"""Commands that publish: charts, drawings of sources, covered names, whole texts; and the one door out."""

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import call


def test_a_chart_of_the_one_series_that_fits(ledger: Path, tmp_path: Path) -> None:
    chart = tmp_path / "rescued.svg"
    done = call(
        "export",
        "--format",
        "svg",
        "--kind",
        "rescued",
        "--where",
        "Tollen",
        "--output",
        chart,
        "--ledger",
        ledger,
    )
    assert (done.status, done.out) == (
        0,
        f"chart of rescued: people, Tollen Strait written to {chart}\n",
    )
    assert chart.read_text(encoding="utf-8").startswith("<svg")


def test_of_several_series_one_is_named_by_its_id(ledger: Path, tmp_path: Path) -> None:
    asked = ("export", "--format", "svg", "--kind", "killed", "--ledger", ledger)
    refused = call(*asked)
    assert refused.status == 2
    assert "series fit; name one of them with --series" in refused.err
    identity = refused.err.splitlines()[1].split()[0]
    done = call(*asked, "--series", identity[:6], "--theme", "dark", "--redact", "names")
    assert done.status == 0
    assert done.out.startswith("<svg")
    assert call(*asked, "--series", "none").status == 1


def test_a_picture(ledger: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    chart = tmp_path / "rescued.png"
    asked = ("--format", "png", "--kind", "rescued", "--where", "Tollen", "--output", chart)
    assert call("export", *asked, "--ledger", ledger).status == 0
    assert chart.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "given",
    [
        ("--series", "5e81e5"),
        ("--theme", "dark"),
        ("--format", "svg", "--theme", "pink"),
        ("--format", "svg", "--package", "folder"),
        ("--format", "png", "--full-text"),
        ("--redact", "places"),
        ("--mapping", "low-high-best", "--redact", "names"),
    ],
)
def test_what_does_not_go_together_is_refused(ledger: Path, given: tuple[str, ...]) -> None:
    assert call("export", *given, "--ledger", ledger).status == 2


def test_sources_as_a_drawing(ledger: Path) -> None:
    done = call("sources", "--format", "svg", "--ledger", ledger)
    assert done.out.startswith("<svg")
    assert "Lumarran coast guard" in done.out


def test_whole_texts_are_exported_only_where_asked_for(ledger: Path) -> None:
    def texts(*options: str) -> list[str | None]:
        out = call("export", "--kind", "missing", *options, "--ledger", ledger).out
        return [row.get("text") for row in csv.DictReader(io.StringIO(out))]

    assert set(texts()) == {None}
    assert all(text and len(text) > 200 for text in texts("--full-text"))
    covered = texts("--full-text", "--redact", "names")
    assert any("█" in str(text) for text in covered)
    assert all("Lumarran coast guard" in str(text) for text in covered[:2])


def test_forget_takes_a_page_out_and_read_leaves_it_out(
    ledger: Path, examples: Path, tmp_path: Path
) -> None:
    own = Path(shutil.copy(ledger, tmp_path / "news.db"))
    assert call("forget", "--ledger", own).out == "nothing was forgotten\n"
    page = next(path for path in sorted((examples / "ferry").iterdir()) if "03" in path.name)
    assert call("forget", page, "--ledger", own).status == 2
    done = call("forget", page, "--reason", "asked by a family", "--ledger", own)
    assert done.status == 0
    assert done.out.startswith(f"forgotten: {page}: ")
    assert "asked by a family" in call("forget", "--ledger", own).out
    again = call("read", page, "--ledger", own)
    assert again.out.startswith("skipped")
    assert "asked by a family" in again.out
    assert call("read", page, "--again", "--ledger", own).out.startswith("read ")
