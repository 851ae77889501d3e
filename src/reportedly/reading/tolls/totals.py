"""What clusters of mentions add up to: the greatest, and what is said to come on top of it."""

from collections.abc import Callable, Sequence

from reportedly.reading.tolls.clusters import Cluster
from reportedly.records import Number

LONGEST_BREAKDOWN = 12
"""How many places or groups a total may be broken down into."""

Count = Callable[[Cluster], Number]


def total_of(clusters: Sequence[Cluster], count: Count) -> tuple[list[Cluster], Number]:
    """The clusters that the total rests on, and the total; `count` says what a cluster counts.

    The greatest cluster is the total. What is said to come on top of it is added ("seventeen
    others"), unless those numbers only break it down.
    """
    own = [cluster for cluster in clusters if not cluster.background] or list(clusters)
    best = max(own, key=lambda cluster: (count(cluster), cluster.least))
    others = [cluster for cluster in own if cluster is not best]
    if _broken_down(best, others, count):
        return [best], count(best)
    if best.added:
        before = [item for item in others if not item.added and item.start < best.start]
        base = max(before, key=count, default=None)
        if base is not None:
            return [base, best], count(base) + count(best)
    chosen, total = [best], count(best)
    for cluster in others:
        on_top = cluster.added and cluster.start > best.start
        if on_top or cluster.ordinal == total + 1:
            chosen.append(cluster)
            total += count(cluster)
    return chosen, total


def breakdown_of(best: Cluster, others: Sequence[Cluster], count: Count) -> list[Cluster]:
    """Neighbouring clusters that add up to the greatest: the same people, told apart; else none."""
    whole = count(best)
    for first in range(len(others)):
        run: Number = 0
        for last in range(first, min(first + LONGEST_BREAKDOWN, len(others))):
            run += count(others[last])
            if run == whole and last > first:
                return list(others[first : last + 1])
            if run >= whole:
                break
    return []


def _broken_down(best: Cluster, others: Sequence[Cluster], count: Count) -> bool:
    return bool(breakdown_of(best, others, count))
