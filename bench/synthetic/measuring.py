"""How well the truth of invented pages is found again: pairs of one series, of one origin, conflicts."""

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from pathlib import Path

import reportedly
from bench.synthetic.events import Said, cannot_both
from bench.synthetic.making import SEED, made_pages
from bench.synthetic.pages import Page
from reportedly.ledger import Ledger
from reportedly.records import Conflict, Series, Statement

Pair = frozenset[tuple[object, ...]]


@dataclass(frozen=True)
class Score:
    """Precision, recall and their harmonic mean, of counts."""

    right: int
    given: int
    gold: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.gold) if self.given + self.gold else 0.0

    def __str__(self) -> str:
        precision = self.right / self.given if self.given else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}"


class Truth:
    """What the claims of pages are in truth."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._said: dict[tuple[str, int], Said] = {}
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
            frozenset((_voice(a), _voice(b)))
            for same in by_series.values()
            for a, b in combinations(same, 2)
            if cannot_both(a, b)
        }


def _voice(said: Said) -> tuple[object, ...]:
    return said.series, said.speaker.id, *said.bounds


def scores(
    truth: Truth, series: Sequence[Series], conflicts: Iterable[Conflict]
) -> dict[str, Score]:
    """Series and origins as pairs of statements that belong together, conflicts as pairs of voices."""
    placed: list[tuple[Said, str, str | None]] = []
    strays = 0
    for one in series:
        for statement in one.statements:
            said = truth.of(statement)
            if said is None:
                strays += 1
            else:
                placed.append((said, one.id, statement.origin))
    given = set()
    for number, conflict in enumerate(conflicts):
        if conflict.type == "contradiction":
            sides = [truth.of(statement) for statement in (conflict.a, conflict.b)]
            voices = [_voice(s) if s else ("stray", number, i) for i, s in enumerate(sides)]
            given.add(frozenset(voices))
    gold = truth.conflicts()
    return {
        "series": paired((said.series, found) for said, found, _ in placed),
        "origins": paired((said.speaker.id, origin) for said, _, origin in placed),
        "conflicts": Score(len(gold & given), len(given), len(gold)),
    }


def paired(labels: Iterable[tuple[Hashable, Hashable]]) -> Score:
    """Pairs of items that share their label, in truth and as found."""
    both = Counter(labels)
    gold: Counter[Hashable] = Counter()
    found: Counter[Hashable] = Counter()
    for (a, b), count in both.items():
        gold[a] += count
        found[b] += count
    return Score(_pairs(both.values()), _pairs(found.values()), _pairs(gold.values()))


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def main(arguments: Sequence[str] = ()) -> None: ...
