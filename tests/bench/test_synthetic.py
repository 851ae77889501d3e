"""The generator of invented ledgers: the same for the same seed, and true to its own truth."""

from bench.synthetic import made_pages
from bench.synthetic.events import Said, cannot_both
from bench.synthetic.measuring import Score, paired
from bench.synthetic.truth import Truth
from bench.synthetic.world import Speaker


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
