"""An estimate of a ledger: pages are read, their running totals go into the model, an answer comes out."""

import json
from datetime import date
from pathlib import Path

import pytest

from reportedly import cli
from tests.cli.conftest import call

pytest.importorskip("numpyro", reason="the extra reportedly[estimate] is not installed")

VOICES = {
    "the Zorvathi general staff": 2.0,
    "the monitoring group Red Lantern": 1.1,
    "the Ilmerian defence ministry": 0.4,
}


def pages(folder: Path) -> list[Path]:
    """Twelve pages of a month: each of three voices gives four running totals, by its own bias."""
    written = []
    for week in range(4):
        for at, (voice, bias) in enumerate(VOICES.items()):
            day = date(2031, 3, 4 + 7 * week + at)
            count = round((300 + 90 * week + 13 * at) * bias)
            page = folder / f"{day}.txt"
            page.write_text(
                f"Hadrun\n\n{day.day} March 2031\n\nA total of {count:,} Ilmerian soldiers have been "
                f"killed since the war began, {voice} said on {day:%A}.\n",
                encoding="utf-8",
            )
            written.append(page)
    return written


def test_an_estimate_of_pages(tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    assert call("read", *pages(tmp_path), "--ledger", ledger).status == cli.DONE
    called = call("estimate", "--ledger", ledger, "--who", "soldiers", "--draws", "200", "--json")
    assert called.status == cli.DONE, called.err
    (found,) = json.loads(called.out)
    assert (found["side"], found["who"], found["reports"]) == ("ilmerian", "forces", 12)
    biases = {bias["source"]: bias for bias in found["biases"]}
    assert sorted(biases) == ["Ilmerian defence ministry", "Red Lantern", "Zorvathi General Staff"]
    assert [name for name, bias in biases.items() if bias["party"]] == ["Ilmerian defence ministry"]
    last = found["days"][-1]["total"]
    assert last["low"] < last["middle"] < last["high"]
    middles = {name: bias["bias"]["middle"] for name, bias in biases.items()}
    by_size = sorted(middles, key=lambda name: middles[name])
    assert by_size == ["Ilmerian defence ministry", "Red Lantern", "Zorvathi General Staff"]
