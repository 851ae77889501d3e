"""From reports to estimates: one for each side, group of people and kind that is asked for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from reportedly import vocabulary
from reportedly.errors import EstimateError, UsageError
from reportedly.estimating.assumptions import Assumptions
from reportedly.estimating.data import Prepared, Preparing, Report, prepare
from reportedly.reconciling.names import people_of
from reportedly.records import Band, Estimate, EstimatedDay, LeftOut, SourceBias

if TYPE_CHECKING:
    from reportedly.estimating.model import Observed
    from reportedly.estimating.sampling import Draws

SUMMED = ("killed", "injured", "casualties")
"""Kinds that inform each other."""

MOST_FIGURES = 20_000
LONGEST_DAYS = 4_000


@dataclass(frozen=True)
class Wanted:
    """What is to be estimated.

    Attributes:
        kind: kind of figures.
        side: whose losses (words of it); None: of each side.
        who: of whom (words of it); None: of each group.
        start: the day on which nothing was lost yet; None: the day before the first figure, and
            what was lost until then is estimated too.
        end: the last day; None: that of the last figure.
        draws: of each of four chains.
        seed: starts the random numbers.
    """

    kind: str = "killed"
    side: str | None = None
    who: str | None = None
    start: date | None = None
    end: date | None = None
    draws: int = 300
    seed: int = 1


def estimates_of(
    reports: Iterable[Report],
    wanted: Wanted,
    preparing: Preparing | None = None,
    assumptions: Assumptions | None = None,
    left_out: Sequence[LeftOut] = (),
) -> list[Estimate]:
    """Estimate the running totals that are asked for, each with its biases and what was left out.

    Args:
        reports: of any kinds, sides and days.
        wanted: which of them, over which days.
        preparing: what is left out as no evidence of its own.
        assumptions: the priors; None: those of the vocabulary.
        left_out: what was left out before.

    Raises:
        EstimateError: there is too little to estimate from, or the sampler has not converged.
        UsageError: the library that the model is written with is not installed.
    """
    assumptions = assumptions or Assumptions.shipped()
    groups = _groups(reports, wanted)
    made: list[Estimate] = []
    refused: list[str] = []
    for (side, who), found in sorted(groups.items()):
        prepared = prepare(found, preparing)
        kept, outside = _within(prepared.reports, wanted)
        lacking = _lacking(kept, wanted.kind)
        if lacking:
            refused.append(f"{wanted.kind}, {side}, {who}: {lacking}")
            continue
        out = (*left_out, *prepared.left_out, *outside)
        made.append(_estimate(Prepared(tuple(kept), out), wanted, assumptions))
    if not made:
        raise EstimateError(
            "too little to estimate from: "
            + ("; ".join(refused) or f"no figure of {wanted.kind} that fits")
            + ". See what there is with `reportedly series`; widen --side, --who, --from, --to"
        )
    return made


def _groups(reports: Iterable[Report], wanted: Wanted) -> dict[tuple[str, str], list[Report]]:
    """The reports that inform what is asked for, by side and by who was lost."""
    informing = SUMMED if wanted.kind in SUMMED else (wanted.kind,)
    groups: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        fits = _is_side(report.side, wanted.side) and _is_group(report.who, wanted.who)
        if fits and report.kind in informing:
            groups[report.side, report.who].append(report)
    return {
        group: found
        for group, found in groups.items()
        if any(report.kind == wanted.kind for report in found)
    }


def _is_side(side: str, words: str | None) -> bool:
    """Whether words name a side: by a part of its name, or by its people (`Russian`)."""
    return words is None or _has(side, words) or side == people_of(words).nation


def _is_group(who: str, words: str | None) -> bool:
    """Whether words name a group; a ledger has soldiers under `forces`."""
    return words is None or _has(who, words) or who.partition(",")[0] == people_of(words).group


def _has(text: str, words: str) -> bool:
    return words.casefold() in text.casefold()


def _within(reports: Sequence[Report], wanted: Wanted) -> tuple[list[Report], tuple[LeftOut, ...]]:
    kept: list[Report] = []
    outside: list[Report] = []
    for report in reports:
        early = wanted.start is not None and report.day - timedelta(days=report.days) < wanted.start
        early = early or (wanted.start is not None and report.day <= wanted.start)
        late = wanted.end is not None and report.day > wanted.end
        (outside if early or late else kept).append(report)
    if not outside:
        return kept, ()
    examples = tuple(report.reference for report in outside[:3])
    reason = "outside the days asked for"
    return kept, (LeftOut(reason=reason, reports=len(outside), examples=examples),)


def _lacking(reports: Sequence[Report], kind: str) -> str:
    """What is lacking for an estimate, in words; empty where nothing is."""
    least = vocabulary.load("estimate")["enough"]
    of_kind = [report for report in reports if report.kind == kind]
    running = [report for report in of_kind if report.days == 0]
    counts = {
        "figures": len(of_kind),
        "sources": len({report.source for report in reports}),
        "days": len({report.day for report in of_kind}),
    }
    if not running:
        return f"no running total among {len(of_kind)} figures"
    few = [
        f"{counts[name]} of {least[name]} {name}" for name in counts if counts[name] < least[name]
    ]
    if not few and len(reports) > MOST_FIGURES:
        return f"{len(reports):,} figures, more than {MOST_FIGURES:,}: narrow it"
    return f"{', '.join(few)} that it takes" if few else ""


def _estimate(prepared: Prepared, wanted: Wanted, assumptions: Assumptions) -> Estimate:
    data, draws = fit(prepared.reports, wanted, assumptions)
    from reportedly.estimating.diagnostics import check

    first = prepared.reports[0]
    check(draws.diagnostics, f"{wanted.kind}, {first.side}, {first.who}")
    used = {report.kind for report in prepared.reports}
    return Estimate.model_validate(
        {
            "kind": wanted.kind,
            "side": first.side,
            "who": first.who,
            "reports": len(prepared.reports),
            "sources": len(data.sources),
            "days": _days(data, draws, wanted.kind),
            "biases": _biases(data, draws, prepared.reports),
            "left_out": prepared.left_out,
            "assumptions": assumptions.in_words(summed=used != {wanted.kind}),
            "diagnostics": draws.diagnostics,
            "seed": wanted.seed,
        }
    )


def fit(
    reports: Sequence[Report],
    wanted: Wanted,
    assumptions: Assumptions,
    hidden: frozenset[str] = frozenset(),
) -> "tuple[Observed, Draws]":
    """Draw from the model of the reports of one side and one group.

    Args:
        reports: all of that side and group, prepared.
        wanted: the days, the seed and the draws.
        assumptions: the priors.
        hidden: references of reports that the model must not see; it predicts them.

    Raises:
        UsageError: the library that the model is written with is not installed.
        EstimateError: the days are too many.
    """
    try:
        from reportedly.estimating.model import observed
        from reportedly.estimating.sampling import sample
    except ImportError as error:
        raise UsageError(
            f"estimates need the package {error.name}, which is not installed; "
            "install it with: pip install 'reportedly[estimate]'"
        ) from error
    start = wanted.start or min(r.day - timedelta(days=max(r.days, 1)) for r in reports)
    end = wanted.end or max(report.day for report in reports)
    if not 0 < (end - start).days <= LONGEST_DAYS:
        raise EstimateError(
            f"from {start} to {end} are {(end - start).days:,} days; "
            f"an estimate takes 1 to {LONGEST_DAYS:,}: narrow them with --from and --to"
        )
    opening = wanted.start is None
    data = observed(reports, start, end, assumptions, hidden, opening=opening)
    return data, sample(data, assumptions, wanted.seed, wanted.draws)


def _band(draws: NDArray[np.float64], digits: int) -> Band:
    low, middle, high = (float(f"{q:.{digits}g}") for q in np.quantile(draws, [0.025, 0.5, 0.975]))
    return Band(low=low, middle=middle, high=high)


def _days(data: "Observed", draws: "Draws", kind: str) -> tuple[EstimatedDay, ...]:
    share = draws.values["kinds"][:, data.kinds.index(kind)]
    totals = np.exp(draws.values["path"] + share[:, None])
    return tuple(
        EstimatedDay(day=data.start + timedelta(days=at + 1), total=_band(totals[:, at], 3))
        for at in range(data.length)
    )


def _biases(data: "Observed", draws: "Draws", reports: Sequence[Report]) -> tuple[SourceBias, ...]:
    found: list[SourceBias] = []
    for at, (source, kind) in enumerate(data.cells):
        own = [r for r in reports if (r.source, r.kind) == (source, kind)]
        noise = int(next(data.noise[i] for i in range(len(reports)) if data.cell[i] == at))
        found.append(
            SourceBias.model_validate(
                {
                    "source": source,
                    "party": any(report.party for report in own),
                    "kind": kind,
                    "reports": len(own),
                    "bias": _band(np.exp(draws.values["bias"][:, at]), 3),
                    "noise": float(f"{np.median(np.exp(draws.values['noise'][:, noise])):.2g}"),
                }
            )
        )
    return tuple(
        sorted(
            found,
            key=lambda b: (SUMMED.index(b.kind) if b.kind in SUMMED else 0, -b.reports, b.source),
        )
    )
