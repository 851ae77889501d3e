"""The generator of invented ledgers: the same for the same seed, and true to its own truth."""

from bench.synthetic import made_pages
from bench.synthetic.events import Said, cannot_both
from bench.synthetic.measuring import Score, conflicts_found, paired
from bench.synthetic.oracle import conflicts_in_truth
from bench.synthetic.truth import Truth
from bench.synthetic.world import Speaker

from reportedly.reconciling import build
from tests.reconciling import invented


def test_the_same_seed_makes_the_same_pages() -> None:
    first, second = list(made_pages(200)), list(made_pages(200))
    assert [page.reading for page in first] == [page.reading for page in second]
    assert [page.reading for page in first] != [page.reading for page in made_pages(200, seed=8)]


def test_pages_come_in_order_of_printing_and_every_claim_shows_its_words() -> None:
    pages = list(made_pages(500))
    moments = [page.at for page in pages]
    assert moments == sorted(moments)
    assert sum(len(page.reading.claims) for page in pages) >= 500
    for page in pages:
        starts = {claim.start for claim in page.reading.claims}
        assert page.truth.keys() <= starts


def said(speaker: str, value: int, hour: int, hedge: str = "exactly", kind: str = "killed") -> Said:
    from datetime import datetime

    at = datetime(2020, 1, 6, hour)  # noqa: DTZ001
    return Said("flood", kind, "people", Speaker(speaker, speaker), at, value, hedge)


def test_figures_that_cannot_both_hold() -> None:
    assert cannot_both(said("police", 27, 20), said("governor", 34, 20))
    assert cannot_both(said("police", 34, 9), said("governor", 27, 20))
    assert not cannot_both(said("police", 27, 9), said("governor", 34, 20))
    assert not cannot_both(said("police", 27, 20, "at_least"), said("governor", 34, 20))
    assert not cannot_both(said("police", 100, 20, "about"), said("governor", 105, 20))
    assert not cannot_both(said("police", 34, 9), said("police", 27, 20))
    assert not cannot_both(
        said("police", 34, 9, kind="missing"), said("governor", 27, 20, kind="missing")
    )


def test_scores() -> None:
    assert paired([("a", 1), ("a", 1), ("b", 2)]).f1 == 1.0
    assert paired([("a", 1), ("a", 2)]) == Score(0, 0, 1)
    assert paired([("a", 1), ("b", 1)]) == Score(0, 1, 0)
    assert Truth(()).conflicts() == set()


class TestOracle:
    """Where series and voices are known in truth, what is in print is compared, and nothing else."""

    def found(self, *others: Said) -> Score:
        pages = [page for page in made_pages(60) if page.truth]
        statements, truth = [], Truth(())
        for page, one in zip(pages, others, strict=False):
            start = min(page.truth)
            page.truth.clear()
            page.truth[start] = one
            truth.learn([page])
            statements.append(
                invented.said(
                    one.value,
                    "whoever",
                    f"{one.at:%Y-%m-%dT%H:%M}",
                    id=page.capture.location,
                    page=page.capture.location,
                    claims=({"start": start, "end": start + 2},),
                )
            )
        series = [one for said in statements for one in build([said])]
        return conflicts_found(truth, conflicts_in_truth(truth, series))

    def test_what_was_grouped_apart_and_heard_as_one_is_found(self) -> None:
        assert self.found(said("police", 34, 9), said("governor", 27, 20)) == Score(1, 1, 1)

    def test_what_is_none_in_truth_and_in_print_is_not(self) -> None:
        assert self.found(said("police", 27, 9), said("governor", 34, 20)) == Score(0, 0, 0)
        assert self.found(said("police", 34, 9), said("police", 27, 20)) == Score(0, 0, 0)
