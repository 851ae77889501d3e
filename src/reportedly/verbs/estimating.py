"""`estimate`: a model over biased sources, fed by a ledger or by a hand-kept table."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.records import Estimate
from reportedly.verbs import accounts
from reportedly.verbs.querying import check_kind

if TYPE_CHECKING:
    from reportedly.estimating import Report
    from reportedly.records import LeftOut


def estimate(  # noqa: PLR0913 - the options of the command
    source: Ledger | str | Path,
    *,
    mapping: str | Path | None = None,
    kind: str = "killed",
    side: str | None = None,
    who: str | None = None,
    start: str | None = None,
    end: str | None = None,
    draws: int = 300,
    seed: int = 1,
) -> list[Estimate]:
    """Estimate running totals from the claims of biased sources: a model's, with intervals, no verdict.

    Needs the extra `reportedly[estimate]`. One estimate for each side and group of people.

    Args:
        source: a ledger, or the path of a CSV table.
        mapping: of a table: the name of a shipped layout or a TOML file; None: the one that fits.
        kind: kind of figures.
        side: whose losses; None: of each side.
        who: of whom: soldiers, civilians; None: of each group.
        start: the day on which nothing was lost yet, as `2025-01-31`; None: the day before the first
            figure, and what was lost until then is estimated too.
        end: the last day; None: that of the last figure.
        draws: draws of each of four chains.
        seed: the same seed gives the same estimate.

    Raises:
        EstimateError: there is too little to estimate from, or the sampler has not converged.
        InputError: the table cannot be read.
        UsageError: a kind, day or mapping that is none; or the extra is not installed.
    """
    from reportedly.estimating import Wanted, estimates_of

    if not 50 <= draws <= 20_000:
        raise UsageError(f"{draws} draws of each chain; 50 to 20000 can be made")
    wanted = Wanted(
        kind=check_kind(kind),
        side=side,
        who=who,
        start=_day(start),
        end=_day(end),
        draws=draws,
        seed=seed,
    )
    reports, left_out = _reports(source, mapping)
    return estimates_of(reports, wanted, left_out=left_out)


def _reports(
    source: Ledger | str | Path, mapping: str | Path | None
) -> "tuple[list[Report], tuple[LeftOut, ...]]":
    from reportedly.estimating import read_table, reports_of
    from reportedly.reconciling.series import grouped

    if isinstance(source, Ledger):
        return reports_of(grouped(accounts.of(source)))
    return read_table(source, mapping), ()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{text!r} is not a day; write it as 2025-01-31") from error
