"""Tolls: what one article gives as its event's total of a kind, with the spans it rests on.

The article's mentions of a kind are clustered by the word that says it; members of a list add up, parts
stay inside their whole, a repeated count counts once, and what is said to come on top is added. The
plain maximum of the article's figures is the baseline that every rule here was measured against.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.kinds.lexicon import PEOPLE_KINDS
from reportedly.reading.mentions.mention import Mention
from reportedly.records import Claim, Kind, Number, Span, Toll

KINDS: tuple[Kind, ...] = tuple(sorted(PEOPLE_KINDS - {"deployed", "affected"}))
NONCOMBATANTS = "noncombatants"


@Language.factory("tolls", requires=["doc._.mentions", "doc._.claims"], assigns=["doc._.tolls"])
def create_tolls(nlp: Language, name: str) -> "Tolls":  # noqa: ARG001
    """The component; spaCy calls this when it is added to a pipeline."""
    return Tolls()


class Tolls:
    """Sets `doc._.tolls`."""

    def __init__(self) -> None:
        if not Doc.has_extension("tolls"):
            Doc.set_extension("tolls", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` finds into the document."""
        doc._.tolls = find(doc)
        return doc


def find(doc: Doc) -> list[Toll]:
    """The tolls of a document, in order of kind: of all, and of noncombatants where the text parts them."""
    claims: list[Claim] = doc._.claims or []
    apart = {(claim.start, claim.end) for claim in claims if claim.stance in ("denies", "expects")}
    tolls: list[Toll] = []
    for kind in KINDS:
        mentions = [
            item
            for item in doc._.mentions
            if item.kind == kind and (item.start, item.end) not in apart
        ]
        tolls += of_kind(kind, mentions)
    return tolls


@dataclass(slots=True)
class Cluster:
    """Mentions of one kind that one word says: a list, with the parts of its members."""

    members: list[Mention] = field(default_factory=list)
    parts: list[Mention] = field(default_factory=list)

    @property
    def total(self) -> Number:
        """What the list adds up to; a first member that the others break down counts alone."""
        values = [_count(member) for member in self.members]
        if len(values) > 2 and values[0] == sum(values[1:]):
            return values[0]
        return sum(values)

    @property
    def added(self) -> bool:
        """Whether the whole cluster is said to come on top of another."""
        first = self.members[0]
        return first.relation == "added" or (first.anew and first.construction != "toll")

    def combatants(self) -> Number:
        """How many of the cluster the text calls fighters, police or attackers."""
        values = [_count(member) for member in self.members]
        listed = (
            self.members[1:] if len(values) > 2 and values[0] == sum(values[1:]) else self.members
        )
        return sum(_count(item) for item in (*listed, *self.parts) if item.noun == "combatant")


def _count(mention: Mention) -> Number:
    return mention.value if mention.value is not None else 0


def of_kind(kind: Kind, mentions: Sequence[Mention]) -> list[Toll]:
    """The tolls of one kind from its mentions: none, one, or one and its noncombatants."""
    usable = [item for item in mentions if item.sort == "count" and item.relation != "previous"]
    if not usable:
        zeros = [item for item in mentions if item.sort == "zero"]
        evidence = tuple(item.span for item in zeros)
        return [Toll(kind=kind, low=0, high=0, best=0, evidence=evidence)] if zeros else []
    clusters = _clusters(usable)
    chosen, best = _total(clusters)
    evidence = tuple(sorted({member.span for cluster in chosen for member in cluster.members}))
    low, high = _bounds(chosen)
    named = best if best > 0 else None
    tolls = [Toll(kind=kind, low=low, high=high, best=named, evidence=evidence)]
    civilians = _noncombatants(clusters, chosen, best)
    if civilians is not None:
        tolls.append(
            Toll(
                kind=kind,
                low=civilians,
                high=civilians,
                best=civilians,
                who=NONCOMBATANTS,
                evidence=evidence,
            )
        )
    return tolls


def _clusters(mentions: Iterable[Mention]) -> list[Cluster]:
    """The clusters in order; a part goes to the cluster of its whole, or of its sentence."""
    clusters: list[Cluster] = []
    by_trigger: dict[Span | None, Cluster] = {}
    owner: dict[Span, Cluster] = {}
    for mention in mentions:
        if mention.relation == "part":
            cluster = owner.get(mention.part_of) if mention.part_of else None
            cluster = cluster or (clusters[-1] if clusters else None)
            if cluster is not None:
                cluster.parts.append(mention)
                owner[mention.span] = cluster
                continue
        found = by_trigger.get(mention.trigger) if mention.trigger else None
        if found is None:
            found = Cluster()
            clusters.append(found)
            by_trigger[mention.trigger] = found
        found.members.append(mention)
        owner[mention.span] = found
    return clusters


def _total(clusters: list[Cluster]) -> tuple[list[Cluster], Number]:
    """The clusters that the total rests on, and the total.

    The greatest cluster is the total, and what is said to come on top of it is added: "seventeen others".
    """
    best = max(clusters, key=lambda cluster: cluster.total)
    if best.added:
        before = [item for item in clusters if not item.added and _first(item) < _first(best)]
        base = max(before, key=lambda cluster: cluster.total, default=None)
        if base is not None:
            return [base, best], base.total + best.total
    chosen, total = [best], best.total
    for cluster in clusters:
        if cluster.added and _first(cluster) > _first(best):
            chosen.append(cluster)
            total += cluster.total
    return chosen, total


def _first(cluster: Cluster) -> int:
    return cluster.members[0].start


def _bounds(chosen: list[Cluster]) -> tuple[Number | None, Number | None]:
    """The interval of the total: the sum of the members' own, open where one of them is open."""
    members = [member for cluster in chosen for member in cluster.members]
    if len(chosen) == 1 and len(members) > 2 and chosen[0].total == _count(members[0]):
        members = members[:1]
    lows = [member.low for member in members]
    highs = [member.high for member in members]
    low = (
        sum(end for end in lows if end is not None)
        if any(end is not None for end in lows)
        else None
    )
    high = (
        sum(end for end in highs if end is not None)
        if all(end is not None for end in highs)
        else None
    )
    return low, high


def _noncombatants(clusters: list[Cluster], chosen: list[Cluster], best: Number) -> Number | None:
    """How many noncombatants the total holds, where the text tells them from fighters and police."""
    for cluster in (*chosen, *clusters):
        fighters = cluster.combatants()
        if cluster.total == best and 0 < fighters < best:
            return best - fighters
    for cluster in clusters:
        fighters = cluster.combatants()
        if fighters != cluster.total or not 0 < fighters < best:
            continue
        if any(other.total + fighters == best and not other.combatants() for other in clusters):
            return best - fighters
    return None
