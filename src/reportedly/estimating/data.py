"""Reports as the model takes them, and which of them are one report told twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly import vocabulary
from reportedly.records import LeftOut

EXAMPLES = 3
"""So many of the reports that were left out for one reason are named."""


@dataclass(frozen=True, slots=True)
class Report:
    """One reported figure.

    Attributes:
        reference: where it stands: a row of a table, a statement of a ledger.
        day: the day that it speaks of; of a stretch, the last.
        side: whose loss.
        who: who or what was lost.
        kind: killed, injured, casualties ...
        source: whose bias it carries.
        party: whether the source is a party to the conflict.
        low: least value; None: a ceiling.
        high: greatest value; None: a floor. Equal to `low` for one number.
        days: length of the stretch that it counts; 0: a running total since the beginning.
    """

    reference: str
    day: date
    side: str
    who: str
    kind: str
    source: str
    party: bool
    low: float | None
    high: float | None
    days: int = 0

    @property
    def is_point(self) -> bool:
        """Whether it gives one number."""
        return self.low is not None and self.low == self.high

    @property
    def about(self) -> tuple[str, str, str, str, int]:
        """Whose figure of what it is."""
        return self.source, self.side, self.who, self.kind, self.days

    @property
    def said(self) -> tuple[object, ...]:
        """All but where it stands."""
        return self.about, self.day, self.low, self.high


@dataclass(frozen=True)
class Preparing:
    """Which reports are left out as no evidence of their own."""

    duplicates: bool = True
    repeats: bool = True
    multiples: bool = True
    copies: bool = True


@dataclass(frozen=True)
class Prepared:
    """The reports that the model uses, in order of time, and those that it does not."""

    reports: tuple[Report, ...]
    left_out: tuple[LeftOut, ...]


class _Leaving:
    """Counts what is left out, by reason."""

    def __init__(self) -> None:
        self._by_reason: dict[str, list[str]] = defaultdict(list)

    def split(
        self, reports: Sequence[Report], is_out: Callable[[Report], bool], reason: str
    ) -> list[Report]:
        kept: list[Report] = []
        for report in reports:
            if is_out(report):
                self._by_reason[reason].append(report.reference)
            else:
                kept.append(report)
        return kept

    def records(self) -> tuple[LeftOut, ...]:
        return tuple(
            LeftOut(reason=reason, reports=len(found), examples=tuple(found[:EXAMPLES]))
            for reason, found in self._by_reason.items()
        )


def prepare(reports: Iterable[Report], preparing: Preparing | None = None) -> Prepared:
    """Order reports, join the two ends of ranges, and leave out what is no evidence of its own.

    The result does not depend on the order of the reports but by their references.
    """
    preparing = preparing or Preparing()
    leaving = _Leaving()
    found = sorted(reports, key=_in_time)
    found = leaving.split(found, lambda r: not r.high and r.high is not None, "zero")
    if preparing.duplicates:
        found = leaving.split(found, _seen_before(lambda r: r.said), "the same report again")
    found = _joined(found)
    if preparing.multiples:
        derived = _multiples(found)
        reason = "a whole multiple of the source's own dead, day after day: arithmetic, no count"
        found = leaving.split(found, lambda r: r.reference in derived, reason)
    if preparing.copies:
        copied = _copies(found)
        reason = "another source's figure, taken over within weeks"
        found = leaving.split(found, lambda r: r.reference in copied, reason)
    if preparing.repeats:
        unchanged = _seen_before(lambda r: (r.about, r.low, r.high))
        reason = "the source's own running total, repeated unchanged"
        found = leaving.split(found, lambda r: r.days == 0 and unchanged(r), reason)
    return Prepared(tuple(found), leaving.records())


def _in_time(report: Report) -> tuple[object, ...]:
    ends = report.low or 0.0, report.high if report.high is not None else float("inf")
    return report.day, report.about, ends, report.reference


def _seen_before(key: Callable[[Report], object]) -> Callable[[Report], bool]:
    seen: set[object] = set()

    def again(report: Report) -> bool:
        found = key(report)
        if found in seen:
            return True
        seen.add(found)
        return False

    return again


def _joined(reports: Sequence[Report]) -> list[Report]:
    """Make one range of a floor and a ceiling that one source gives on one day."""
    ceilings: dict[object, list[Report]] = defaultdict(list)
    for report in reports:
        if report.low is None:
            ceilings[report.about, report.day].append(report)
    joined: dict[str, Report] = {}
    used: set[str] = set()
    for report in reports:
        if report.high is not None or report.low is None:
            continue
        for other in ceilings[report.about, report.day]:
            if other.reference not in used and other.high and other.high > report.low:
                used.add(other.reference)
                reference = f"{report.reference}, {other.reference}"
                joined[report.reference] = replace(report, high=other.high, reference=reference)
                break
    return [joined.get(r.reference, r) for r in reports if r.reference not in used]


def _multiples(reports: Sequence[Report]) -> set[str]:
    """Wounded or casualties that a source made by multiplying its own dead of the day."""
    killed: dict[object, set[float]] = defaultdict(set)
    for report in reports:
        if report.kind == "killed" and report.is_point and report.low:
            killed[report.source, report.side, report.who, report.days, report.day].add(report.low)
    found: dict[object, list[Report]] = defaultdict(list)
    for report in reports:
        if report.kind in ("injured", "casualties") and report.is_point and report.low:
            where = report.source, report.side, report.who, report.days
            for dead in killed[*where, report.day]:
                factor = report.low / dead
                if factor >= 2 and factor.is_integer():
                    found[where, report.kind, factor].append(report)
    least = vocabulary.load("estimate")["multiples"]["days"]
    return {
        report.reference
        for group in found.values()
        if len({report.day for report in group}) >= least
        for report in group
    }


def _copies(reports: Sequence[Report]) -> set[str]:
    """Unround figures that another source gave within the weeks before."""
    words = vocabulary.load("estimate")["copies"]
    within = timedelta(days=words["days"])
    first: dict[object, tuple[str, date]] = {}
    copied: set[str] = set()
    for report in reports:
        if not report.is_point or report.days or digits_of(report.low or 0) < words["digits"]:
            continue
        key = report.side, report.who, report.kind, report.low
        source, day = first.setdefault(key, (report.source, report.day))
        if source != report.source and report.day - day <= within and report.day != day:
            copied.add(report.reference)
    return copied


def digits_of(number: float) -> int:
    """How many digits stand before the zeros at a number's end: 2 in 15,000."""
    return len(f"{number:.0f}".rstrip("0"))


def rounding_of(number: float) -> float:
    """By how much a figure may have been rounded either way: half of its last digit's unit.

    A figure of one digit and zeros was rounded to fives of the next unit at least: people who would
    say 15,000 say 20,000 of 17,500 to 22,500.
    """
    text = f"{number:.0f}"
    zeros = len(text) - len(text.rstrip("0"))
    unit = 10.0**zeros
    return unit / 4 if zeros and len(text) - zeros == 1 else unit / 2
