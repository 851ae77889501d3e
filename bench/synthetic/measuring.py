"""How well the truth of invented pages is found again: pairs of one series, of one origin, conflicts."""

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import reportedly
from bench.synthetic import errors
from bench.synthetic.events import Said
from bench.synthetic.making import SEED, made_pages
from bench.synthetic.oracle import conflicts_in_truth
from bench.synthetic.pages import Page
from bench.synthetic.truth import Truth, voice_of
from reportedly.ledger import Ledger
from reportedly.reconciling import copies
from reportedly.reconciling.refreshing import refresh
from reportedly.records import Conflict, Series

PAGES_AT_ONCE = 1_000
"""Pages that are added at a time: the bar on growth is of so many."""


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
    return {
        "series": paired((said.series, found) for said, found, _ in placed),
        "origins": paired((said.speaker.id, origin) for said, _, origin in placed),
        "conflicts": conflicts_found(truth, conflicts),
    }


def conflicts_found(truth: Truth, conflicts: Iterable[Conflict]) -> Score:
    """Contradictions as pairs of voices, each with its figure."""
    given = set()
    for number, conflict in enumerate(conflicts):
        if conflict.type == "contradiction":
            sides = [truth.of(statement) for statement in (conflict.a, conflict.b)]
            voices = [voice_of(s) if s else ("stray", number, i) for i, s in enumerate(sides)]
            given.add(frozenset(voices))
    gold = truth.conflicts()
    return Score(len(gold & given), len(given), len(gold))


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


def main(arguments: Sequence[str] = ()) -> None:
    """Fill a ledger with invented pages; print what it costs, and how much of the truth is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--small", type=int, default=10_000, help="claims of the ledger that growth is held against"
    )
    parser.add_argument("--errors", action="store_true", help="tell errors by their causes, too")
    parser.add_argument(
        "--oracle",
        action="store_true",
        help="score the conflicts, too, that are found where series and voices are known in truth",
    )
    parser.add_argument("--folder", type=Path, help="where the ledger is made; a new folder")
    parser.add_argument(
        "--cost-only", action="store_true", help="leave out what is found of the truth"
    )
    asked = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(dir=asked.folder) as folder,
        reportedly.open(Path(folder) / "invented.db") as ledger,
    ):
        scored = asked.errors or asked.oracle or not asked.cost_only
        truth = _measure(ledger, asked.claims, asked.small, asked.seed, scored=scored)
        if asked.oracle:
            known = conflicts_in_truth(truth, reportedly.series(ledger))
            print(f"{'conflicts, all else known':30} {conflicts_found(truth, known)}")
        if asked.errors:
            errors.report(truth, reportedly.series(ledger), reportedly.conflicts(ledger))


def _measure(ledger: Ledger, claims: int, small: int, seed: int, *, scored: bool) -> Truth:
    pages = made_pages(claims + 10_000, seed)
    truth, filled, cost = Truth(()), 0, 0.0
    marks = [size for size in (small, claims) if size <= claims]
    first: float | None = None
    for mark in marks:
        while filled < mark and (batch := list(islice(pages, PAGES_AT_ONCE))):
            store(ledger, batch)
            if scored:
                truth.learn(batch)
            filled += sum(len(page.reading.claims) for page in batch)
        # In which batches pages are worked out changes nothing of what is kept.
        with measured(f"working out what is new at {filled:,} claims"):
            refresh(ledger)
        batch = list(islice(pages, PAGES_AT_ONCE))
        cost = put(ledger, batch)
        if scored:
            truth.learn(batch)
        filled += sum(len(page.reading.claims) for page in batch)
        first = first or cost
        print(
            f"adding {len(batch):,} pages at {filled:9,} claims {cost:8.2f} s of CPU "
            f"{cost / first:6.2f} of the first",
            flush=True,
        )
    _ask(ledger, batch[0])
    if not scored:
        return truth
    with measured("series, all"):
        series = reportedly.series(ledger)
    for name, score in scores(truth, series, reportedly.conflicts(ledger)).items():
        print(f"{name:30} {score}")
    return truth


def put(ledger: Ledger, pages: Sequence[Page]) -> float:
    """Put pages into a ledger and bring its account up to date; return the seconds of CPU it took."""
    started = time.process_time()
    store(ledger, pages)
    refresh(ledger)
    return time.process_time() - started


def store(ledger: Ledger, pages: Sequence[Page]) -> None:
    """Put pages into a ledger, and leave working out what they tell for later."""
    ledger.ingest_many(
        [
            (page.capture, page.reading.article.text.encode(), page.reading, "text/plain")
            for page in pages
        ]
    )
    copies.sign(ledger, [page.reading.article for page in pages])


def _ask(ledger: Ledger, page: Page) -> None:
    place = page.reading.claims[0].where
    reportedly.series(ledger, where=place)  # loads the gazetteer
    with measured(f"series --where {place!r}"):
        reportedly.series(ledger, where=place)
    with measured(f"series --kind killed --where {place!r}"):
        reportedly.series(ledger, kind="killed", where=place)
    with measured("conflicts, the worst 100"):
        reportedly.conflicts(ledger, limit=100)
    with measured("conflicts --kind killed, the worst 100"):
        reportedly.conflicts(ledger, limit=100, kind="killed")
    with measured("conflicts, all"):
        found = reportedly.conflicts(ledger)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"conflicts found {len(found):,}; most memory, filling included {peak:,.0f} MB")


@contextmanager
def measured(what: str) -> Iterator[None]:
    """Print how long something takes."""
    started = time.perf_counter()
    yield
    print(f"{what:45} {(time.perf_counter() - started) * 1000:10,.0f} ms", flush=True)
