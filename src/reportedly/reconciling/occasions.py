"""Which statements of a bucket must be looked at when some come or go: those of the same days.

Statements of one key are cut into series where nothing was said for days; what lies behind such a
silence stays as it is. A running total has no such silence: all of it is one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import RowMapping

from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import tellings
from reportedly.reconciling.series import occasion_of
from reportedly.reconciling.stories import nearby
from reportedly.reconciling.told import Told

ALWAYS = ""
"""The occasion of statements of all until now: one for all of them."""


def occasion_in_words(told: Told) -> str:
    """The day by which a statement is told to be of one happening or another, as the ledger keeps it."""
    return ALWAYS if told.counting == "running" else occasion_of(told).isoformat()


@dataclass
class Touch:
    """What has changed in a bucket.

    Attributes:
        family: of the bucket.
        occasions: of the statements that came or went; None: all are to be looked at.
        series: those that lost a statement.
        changed: the statements that came or went; None: the voices of all may have changed.
    """

    family: int
    occasions: set[str] | None = field(default_factory=set)
    series: set[str] = field(default_factory=set)
    changed: list[Told] | None = field(default_factory=list)

    def add(self, other: "Touch") -> None:
        """Take in what has changed in another bucket, or is known from elsewhere."""
        both = self.occasions is not None and other.occasions is not None
        self.occasions = (self.occasions or set()) | (other.occasions or set()) if both else None
        self.series |= other.series
        known = self.changed is not None and other.changed is not None
        self.changed = [*(self.changed or ()), *(other.changed or ())] if known else None


Touched = dict[int, Touch]
"""By the numbers of buckets."""


@dataclass
class Known:
    """What a bucket holds, by the index alone.

    Attributes:
        occasions: of its statements.
        countries: that its statements know; of several, two.
    """

    occasions: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    @property
    def country(self) -> str | None:
        """The one country of the bucket: empty where none is known, None where there are several."""
        return None if len(self.countries) > 1 else min(self.countries, default="")


def known_in(kept: Kept, buckets: Iterable[int]) -> dict[int, Known]:
    """What buckets hold; those that are empty have no entry."""
    found: dict[int, Known] = defaultdict(Known)
    columns = [tellings.c.bucket, tellings.c.occasion, tellings.c.country]
    for row in kept.different(columns, tellings.c.bucket, sorted(buckets)):
        found[row.bucket].occasions.add(row.occasion)
        if row.country:
            found[row.bucket].countries.add(row.country)
    return dict(found)


Span = tuple[str, str]
"""The first and the last occasion of a stretch without silence."""


def spans(touched: Iterable[str], occasions: Iterable[str]) -> list[Span]:
    """The stretches without silence that reach some occasions.

    Args:
        touched: occasions of statements that came or went.
        occasions: of all statements that there are now.
    """
    wanted = set(touched)
    found: list[Span] = []
    if ALWAYS in wanted:
        found.append((ALWAYS, ALWAYS))
    days = sorted({*wanted, *occasions} - {ALWAYS})
    at = 0
    while at < len(days):
        last = at
        while last + 1 < len(days) and not _is_silent(days[last], days[last + 1]):
            last += 1
        if not wanted.isdisjoint(days[at : last + 1]):
            found.append((days[at], days[last]))
        at = last + 1
    return found


def _is_silent(day: str, later: str) -> bool:
    return date.fromisoformat(later) - date.fromisoformat(day) > nearby()


def within(occasion: str, some: Sequence[Span]) -> bool:
    """Whether an occasion lies in one of some stretches."""
    return any(first <= occasion <= last for first, last in some)


def told_within(kept: Kept, wanted: Mapping[int, Sequence[Span] | None]) -> Iterator[RowMapping]:
    """The statements of buckets as they are kept, those of some stretches only, or all where None."""
    column = tellings.c
    yield from kept.find(column.bucket, sorted(b for b, some in wanted.items() if some is None))
    cut = {bucket: some for bucket, some in wanted.items() if some}
    running = sorted(b for b, some in cut.items() if (ALWAYS, ALWAYS) in some)
    yield from kept.find(column.bucket, running, column.occasion == ALWAYS)
    days = {b: [span for span in some if span[0] != ALWAYS] for b, some in cut.items()}
    dated = sorted(bucket for bucket, some in days.items() if some)
    every = [span for bucket in dated for span in days[bucket]]
    if not every:
        return
    # One question for all, as wide as the widest: pages that arrive together are of days nearby.
    first, last = min(span[0] for span in every), max(span[1] for span in every)
    around = column.occasion >= first, column.occasion <= last
    for row in kept.find(column.bucket, dated, *around):
        if within(row["occasion"], days[row["bucket"]]):
            yield row
