"""`reportedly estimate`: what it prints, and what it answers where there is nothing to estimate."""

import builtins
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import reportedly
from reportedly import cli
from reportedly.errors import UsageError
from reportedly.publishing.estimates import estimates_view
from reportedly.records import Estimate
from tests.cli.conftest import call
from tests.estimating.invented import war

ESTIMATE: dict[str, Any] = {
    "kind": "killed",
    "side": "Ilmeria",
    "who": "soldiers",
    "reports": 40,
    "sources": 2,
    "days": [
        {"day": f"2031-{month:02}-28", "total": {"low": 900, "middle": 1200, "high": 1900}}
        for month in (1, 2, 3)
    ],
    "biases": [
        {
            "source": "Zorvath staff",
            "party": True,
            "kind": "killed",
            "reports": 33,
            "bias": {"low": 1.2, "middle": 2.01, "high": 3.5},
            "noise": 0.02,
        }
    ],
    "left_out": [{"reason": "the same report again", "reports": 2, "examples": ["row 3", "row 9"]}],
    "assumptions": ["There is one true running total."],
    "diagnostics": {
        "chains": 4,
        "draws": 300,
        "r_hat": 1.004,
        "effective_draws": 612.3,
        "divergences": 0,
    },
    "seed": 1,
}


def shown(estimate: Estimate) -> str:
    console = Console(width=80, no_color=True)
    with console.capture() as captured:
        console.print(estimates_view([estimate]))
    return captured.get()


def test_an_estimate_shows_its_interval_its_biases_and_all_it_rests_on() -> None:
    text = shown(Estimate.model_validate(ESTIMATE))
    assert "killed: soldiers, Ilmeria  a model's estimate, no verdict" in text
    for words in (
        "900 to 1,900",
        "Zorvath staff (party)",
        "1.20 to 3.50",
        "the same report again: row 3, row 9",
        "one true running total",
        "R-hat 1.004",
    ):
        assert words in text


def test_a_record_is_the_same_after_json() -> None:
    estimate = Estimate.model_validate(ESTIMATE)
    assert Estimate.model_validate_json(estimate.model_dump_json()) == estimate
    assert "estimate" in json.loads(call("schema", "--json").out)


def test_an_empty_ledger_says_what_is_lacking(tmp_path: Path) -> None:
    reportedly.open(tmp_path / "empty.db")
    called = call("estimate", "--ledger", tmp_path / "empty.db")
    assert called.status == cli.WRONG_USE
    assert "too little to estimate from: no figure of killed that fits" in called.err


def test_a_table_is_read_by_a_mapping_of_import(tmp_path: Path) -> None:
    table = tmp_path / "losses.csv"
    table.write_text("day;dead;said by\n2031-03-05;40;Red Lantern\n", encoding="utf-8")
    mapping = tmp_path / "mine.toml"
    mapping.write_text(
        'name = "mine"\ntitle = "the fallen"\n[number]\nbest = "dead"\n'
        '[claim]\nkind = "killed"\nwindow = "cumulative"\nsource = { column = "said by" }\n'
        '[when]\nend = { column = "day", format = "%Y-%m-%d" }\n'
        '[estimate]\nside = "Ilmeria"\nwho = "soldiers"\n',
        encoding="utf-8",
    )
    asked = "estimate", "--table", table, "--mapping", mapping
    assert "add --delimiter ';'" in call(*asked).err
    told = call(*asked, "--delimiter", ";").err
    assert "killed, Ilmeria, soldiers: 1 of 6 figures, 1 of 2 sources" in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--kind", "kiled"], "nearest: killed"),
        (["--from", "soon"], "write it as 2025-01-31"),
        (["--draws", "3"], "50 to 20000"),
        (["--table", "gone.csv"], "gone.csv does not exist"),
        (["--mapping", "minimum-maximum"], "name it with --table"),
        (["--encoding", "latin-1"], "--encoding is for a table"),
    ],
)
def test_wrong_use(tmp_path: Path, options: list[str], told: str) -> None:
    reportedly.open(tmp_path / "empty.db")
    called = call("estimate", "--ledger", tmp_path / "empty.db", *options)
    assert called.status == cli.WRONG_USE
    assert told in called.err


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.estimating import Wanted, estimates_of

    usual = builtins.__import__

    def missing(name: str, *others: Any, **more: Any) -> Any:
        if name == "reportedly.estimating.model":
            raise ModuleNotFoundError("No module named 'numpyro'", name="numpyro")
        return usual(name, *others, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=r"pip install 'reportedly\[estimate\]'"):
        estimates_of(war(), Wanted())
