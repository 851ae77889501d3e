"""How many noncombatants a toll holds, where the text tells them from fighters and police."""

from collections.abc import Sequence

from reportedly.reading.tolls.clusters import Cluster
from reportedly.reading.tolls.totals import breakdown_of, total_of
from reportedly.records import Number


def noncombatants_of(
    clusters: Sequence[Cluster], chosen: Sequence[Cluster], best: Number
) -> Number | None:
    """The noncombatants among `best`; None where the text does not part them, or all are one sort."""
    if not any(cluster.sided for cluster in clusters):
        return None
    apart = _told_apart(clusters, chosen)
    if apart is None:
        civil = [cluster for cluster in clusters if cluster.civil > 0]
        if not civil:
            return None
        _, apart = total_of(civil, lambda cluster: cluster.civil)
    return apart if 0 < apart < best else None


def _told_apart(clusters: Sequence[Cluster], chosen: Sequence[Cluster]) -> Number | None:
    """Where the greatest cluster does not say who they were, and others with the same sum do."""
    if len(chosen) != 1 or chosen[0].sided:
        return None
    best = chosen[0]
    others = [cluster for cluster in clusters if cluster is not best]
    for other in others:
        if other.total == best.total and other.sided and other.fighters:
            return other.civil
    run = breakdown_of(best, others, lambda cluster: cluster.total)
    if any(cluster.fighters for cluster in run):
        return sum(cluster.civil for cluster in run)
    return None
