"""How many noncombatants a toll holds, where the text tells them from fighters and police."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.reading.tolls.clusters import Cluster
from reportedly.reading.tolls.totals import breakdown_of, total_of
from reportedly.records import Number, Span


class Noncombatants(NamedTuple):
    """How many they are, and the clusters that say so."""

    number: Number
    clusters: Sequence[Cluster]

    def evidence(self) -> set[Span]:
        """The words of the clusters: what is counted, and the parts that are told apart."""
        found = {member.span for cluster in self.clusters for member in cluster.counted}
        return found | {
            part.span
            for cluster in self.clusters
            for part in cluster.parts
            if part.standing.side is not None
        }


def noncombatants_of(
    clusters: Sequence[Cluster], chosen: Sequence[Cluster], best: Number
) -> Noncombatants | None:
    """The noncombatants among `best`; None where the text does not part them, or all are one sort."""
    if not any(cluster.sided for cluster in clusters):
        return None
    apart = _told_apart(clusters, chosen)
    if apart is None:
        civil = [cluster for cluster in clusters if cluster.civil > 0]
        if not civil:
            return None
        based, number = total_of(civil, lambda cluster: cluster.civil)
        apart = Noncombatants(number, based)
    return apart if 0 < apart.number < best else None


def _told_apart(clusters: Sequence[Cluster], chosen: Sequence[Cluster]) -> Noncombatants | None:
    """Where the greatest cluster does not say who they were, and others with the same sum do."""
    if len(chosen) != 1 or chosen[0].sided:
        return None
    best = chosen[0]
    others = [cluster for cluster in clusters if cluster is not best]
    for other in others:
        if other.total == best.total and other.sided and other.fighters:
            return Noncombatants(other.civil, [other])
    run = breakdown_of(best, others, lambda cluster: cluster.total)
    if any(cluster.fighters for cluster in run):
        return Noncombatants(sum(cluster.civil for cluster in run), run)
    return None
