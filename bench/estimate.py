"""`reportedly estimate` held against published results: `python -m bench.estimate [PART...]`.

Parts: `published` (default) our estimates and biases beside those of Radford and others (PNAS 2023);
`differences` what in data and assumptions moves the total; `calibration` how often the figures of days
and sources that the model did not see lie in its 90% interval. Without the tables it says so.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from bench.texts import DATA
from reportedly.errors import EstimateError
from reportedly.estimating import (
    Assumptions,
    Prepared,
    Preparing,
    Report,
    Wanted,
    estimates_of,
    prepare,
    read_table,
)
from reportedly.estimating.data import rounding_of
from reportedly.estimating.estimates import fit
from reportedly.records import Band

REPORTS = DATA / "data" / "losses" / "pnas-reports.csv"
NEWSPAPER = DATA / "data" / "losses" / "economist-source-estimates.csv"
START, END = date(2022, 2, 24), date(2023, 2, 24)
YEAR = Wanted(start=START, end=END, who="soldiers")
PUBLISHED_TOTALS = {"Russia": 76_700, "Ukraine": 17_200}
PUBLISHED_BIASES = {
    ("Russia", "UA Source"): "almost 2",
    ("Russia", "RU Source"): "0.3",
    ("Ukraine", "UA Source"): "none found",
    ("Ukraine", "RU Source"): "4.3",
}
SHARE_HIDDEN = 0.2
SPLITS = (1, 2, 3)


def main(parts: Sequence[str] = ()) -> None:
    if not REPORTS.exists():
        print(f"the measured data is not at {DATA}; set REPORTEDLY_DATA to its folder")
        return
    for part in parts or ("published",):
        print(f"\n-- {part}", flush=True)
        {"published": published, "differences": differences, "calibration": calibration}[part]()


def rows_of(table: Path) -> list[Report]:
    return read_table(table)[0]


def published() -> None:
    wall, processor = time.perf_counter(), time.process_time()
    found = estimates_of(rows_of(REPORTS), YEAR)
    spent = (
        f"{time.perf_counter() - wall:.0f} s, {time.process_time() - processor:.0f} s of processor"
    )
    print(f"soldiers killed to {END}: ours, median and 95% interval; published median")
    for one in found:
        print(
            f"{one.side:8} {_band(one.days[-1].total)}   published {PUBLISHED_TOTALS[one.side]:,}"
        )
        for bias in one.biases:
            if bias.kind == "killed":
                theirs = PUBLISHED_BIASES.get((one.side, bias.source), "-")
                ours = f"{bias.bias.middle:.2f} ({bias.bias.low:.2f} to {bias.bias.high:.2f})"
                print(f"  {bias.source:15} {bias.reports:4} figures  {ours:24} published {theirs}")
        print(f"  {one.diagnostics}")
    print(f"both sides in {spent}")


def _band(band: Band) -> str:
    return f"{band.middle:9,.0f} ({band.low:,.0f} to {band.high:,.0f})"


def differences() -> None:
    """What in data and assumptions moves the totals of the first year."""
    for side in PUBLISHED_TOTALS:
        print(f"{side}: soldiers killed to {END}")
        _differences(side)


def _differences(side: str) -> None:
    reports, usual = rows_of(REPORTS), Assumptions.shipped()
    wanted = replace(YEAR, side=side)
    everything = Preparing(repeats=False, multiples=False, copies=False)
    alike = replace(usual, party=usual.third)
    flat = replace(usual, third=usual.party)
    dead = [r for r in reports if r.kind == "killed"]
    if side == "Russia":
        listed = [r for r in rows_of(NEWSPAPER) if START < r.day <= date(2023, 3, 1)]
        longer = replace(wanted, end=None, draws=400)
        _row("the newspaper's list, our model", [r for r in listed if not r.party], longer)
    _row("every report counts", reports, wanted, everything)
    _row("without either party", _without(reports, "UA Source", "RU Source"), wanted)
    _row("deaths alone, no casualties", dead, wanted)
    _row("parties as trusted as others", reports, wanted, assumptions=alike)
    _row("nobody trusted", reports, wanted, assumptions=flat)
    _row("without OSI", _without(reports, "OSI"), wanted)
    print(f"{'published, PNAS':34} {PUBLISHED_TOTALS[side]:9,}")
    if side == "Russia":
        print(f"{'published, newspaper':34} {29_700:9,} (18,500 to 47,600)")


def _without(reports: Iterable[Report], *sources: str) -> list[Report]:
    return [report for report in reports if report.source not in sources]


def _row(
    name: str,
    reports: Iterable[Report],
    wanted: Wanted,
    preparing: Preparing | None = None,
    assumptions: Assumptions | None = None,
) -> None:
    try:
        (found,) = estimates_of(reports, wanted, preparing, assumptions)
    except EstimateError as error:  # one row that is refused leaves the others
        print(f"{name:34} {error}", flush=True)
        return
    total = next(one.total for one in found.days if one.day == END)
    biases = "  ".join(
        f"{b.source} {b.bias.middle:.2f}" for b in found.biases if b.kind == "killed" and b.party
    )
    print(f"{name:34} {_band(total):36} {biases}", flush=True)


def calibration() -> None:
    """Hide whole days of whole sources, a fifth of them, and look where their figures lie."""
    only_duplicates = Preparing(repeats=False, multiples=False, copies=False)
    for name, preparing in (("duplicates removed", only_duplicates), ("as shipped", Preparing())):
        inside: dict[str, list[bool]] = defaultdict(list)
        for side, seed in ((side, seed) for side in PUBLISHED_TOTALS for seed in SPLITS):
            wanted = replace(YEAR, side=side, seed=seed)
            own = [r for r in rows_of(REPORTS) if (r.side, r.who) == (side, "soldiers")]
            prepared = prepare([r for r in own if START < r.day <= END], preparing)
            for source, hits in covered(prepared, wanted).items():
                inside[f"{side}, {source}"] += hits
        every = [hit for hits in inside.values() for hit in hits]
        print(f"{name}: {sum(every)} of {len(every)} hidden figures inside: {np.mean(every):.1%}")
        for source, hits in sorted(inside.items()):
            print(f"  {source:24} {sum(hits):4} of {len(hits)}", flush=True)


def covered(prepared: Prepared, wanted: Wanted, level: float = 0.9) -> dict[str, list[bool]]:
    """Whether each hidden figure lies in the predictive interval, by source."""
    groups = sorted({(report.day, report.source) for report in prepared.reports})
    random = np.random.default_rng(wanted.seed)
    chosen = random.permutation(len(groups))[: round(SHARE_HIDDEN * len(groups))]
    hidden_groups = {groups[at] for at in chosen}
    hidden = frozenset(r.reference for r in prepared.reports if (r.day, r.source) in hidden_groups)
    assumptions = Assumptions.shipped()
    _, draws = fit(prepared.reports, wanted, assumptions, hidden)
    found: dict[str, list[bool]] = defaultdict(list)
    ends = [(1 - level) / 2, (1 + level) / 2]
    for at, report in enumerate(prepared.reports):
        if report.reference not in hidden or not report.is_point or report.low is None:
            continue
        place, scale = draws.values["expected"][:, at], draws.values["scatter"][:, at]
        drawn = place + scale * random.standard_t(assumptions.noise_tails, size=place.size)
        low, high = np.exp(np.quantile(drawn, ends))
        rounding = rounding_of(report.low)
        found[report.source].append(
            bool(report.low + rounding >= low and report.low - rounding <= high)
        )
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
