"""A model's estimate of the running total that a series tells of, worked out beside the server.

A process of its own samples: it can be ended when its time is up, and pages are answered meanwhile.
"""

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from reportedly.errors import ReportedlyError
from reportedly.records import Estimate, LeftOut, Series
from reportedly.verbs.browsing import Browsed
from reportedly.verbs.estimating import reports_of_series

if TYPE_CHECKING:
    from reportedly.estimating import Report, Wanted

SECONDS = 300.0
"""So long the sampler may take."""


def estimated(browsed: Browsed, series: Series, seconds: float = SECONDS) -> Estimate | str:
    """The estimate of a series, or why there is none, in a sentence's words.

    Args:
        browsed: the ledger that the series is in.
        series: a running total.
        seconds: after which it is given up.
    """
    try:
        reports, wanted, left_out = reports_of_series(browsed, series)
    except ReportedlyError as error:
        return str(error)
    return in_time(_estimate, (reports, wanted, left_out), seconds)


def in_time(
    work: Callable[..., Estimate | str], given: tuple[object, ...], seconds: float
) -> Estimate | str:
    """What a function gives, in a process that ends when the time is up."""
    own, other = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_send, args=(other, work, given), daemon=True)
    with own:
        process.start()
        other.close()
        try:
            if not own.poll(seconds):
                return f"it was not worked out within {seconds / 60:g} minutes; reportedly estimate takes its time"
            found: Estimate | str = own.recv()
        except EOFError:
            return "the sampler ended without a word; reportedly estimate may say more"
        finally:
            process.terminate()
            process.join()
    return found


def _send(to: Connection, work: Callable[..., Estimate | str], given: tuple[object, ...]) -> None:
    with to:
        to.send(work(*given))


def _estimate(
    reports: "Sequence[Report]", wanted: "Wanted", left_out: tuple[LeftOut, ...]
) -> Estimate | str:
    from reportedly.estimating import estimates_of  # noqa: PLC0415 (loaded in its own process)

    try:
        return estimates_of(reports, wanted, left_out=left_out)[0]
    except ReportedlyError as error:
        return str(error)
