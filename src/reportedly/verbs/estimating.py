"""`estimate`: a model over biased sources, fed by a ledger or by a hand-kept table."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import EstimateError, UsageError
from reportedly.ledger import Ledger
from reportedly.records import Estimate, Series
from reportedly.verbs import accounts
from reportedly.verbs.browsing import Browsed
from reportedly.verbs.querying import check_kind

if TYPE_CHECKING:
    from reportedly.estimating import Report, Wanted
    from reportedly.records import LeftOut


def estimate(  # noqa: PLR0913 - the options of the command
    source: Ledger | str | Path,
    *,
    mapping: str | Path | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
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
        mapping: of a table: the name of a shipped mapping or a TOML file; None: the shipped one that
            fits.
        encoding: of a table; None to find out.
        delimiter: what stands between a table's cells; None for what the mapping says.
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
    from reportedly.estimating import Wanted, estimates_of, read_table

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
    if isinstance(source, Ledger):
        reports, left_out = _of_ledger(source)
    else:
        reports, left_out = read_table(source, mapping, encoding=encoding, delimiter=delimiter)
    return estimates_of(reports, wanted, left_out=left_out)


def reports_of_series(
    browsed: Browsed, series: Series
) -> "tuple[list[Report], Wanted, tuple[LeftOut, ...]]":
    """What the running total that one series tells of is estimated from, for `estimates_of`.

    Args:
        browsed: the ledger that the series is in.
        series: one of its series; those it is linked with inform the estimate too.

    Raises:
        EstimateError: none of its figures is one of a running total.
    """
    from reportedly.estimating import Wanted, reports_of
    from reportedly.reconciling.series import grouped

    account = browsed.account([series.id, *(link.to for link in series.links)])
    reports, left_out = reports_of(grouped(account))
    own = {statement.id for statement in series.statements}
    groups = Counter((one.side, one.who) for one in reports if one.reference in own)
    if not groups:
        raise EstimateError("no figure of this series is a running total with a number and a day")
    (side, who), _ = max(groups.items(), key=lambda one: (one[1], one[0]))
    same = [one for one in reports if (one.side, one.who) == (side, who)]
    return same, Wanted(kind=series.kind), left_out


def _of_ledger(ledger: Ledger) -> "tuple[list[Report], tuple[LeftOut, ...]]":
    from reportedly.estimating import reports_of
    from reportedly.reconciling.series import grouped

    return reports_of(grouped(accounts.of(ledger)))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{text!r} is not a day; write it as 2025-01-31") from error
