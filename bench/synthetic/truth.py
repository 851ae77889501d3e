"""What the claims of invented pages are in truth."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from bench.synthetic.events import Said, cannot_both
from bench.synthetic.pages import Page
from reportedly.records import Statement

Pair = frozenset[tuple[object, ...]]
"""Two voices, each with its figure."""


class Truth:
    """What the claims of pages are in truth."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._said: dict[tuple[str, int], Said] = {}
        self.learn(pages)

    def learn(self, pages: Iterable[Page]) -> None:
        """Know more pages."""
        for page in pages:
            for start, said in page.truth.items():
                self._said[page.capture.location, start] = said

    def of(self, statement: Statement) -> Said | None:
        """What a statement is in truth; None for one that belongs nowhere."""
        for span in statement.claims:
            said = self._said.get((statement.page, span.start))
            if said is not None:
                return said
        return None

    def conflicts(self) -> set[Pair]:
        """Pairs of voices with figures that cannot both hold."""
        by_series: dict[str, set[Said]] = defaultdict(set)
        for said in self._said.values():
            by_series[said.series].add(said)
        return {
            frozenset((voice_of(a), voice_of(b)))
            for same in by_series.values()
            for a, b in combinations(same, 2)
            if cannot_both(a, b)
        }


def voice_of(said: Said) -> tuple[object, ...]:
    """A figure of a series in one mouth, whenever it was given."""
    return said.series, said.speaker.id, *said.bounds
