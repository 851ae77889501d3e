"""Tolls: what one article gives as its event's total of a kind, with the spans it rests on.

The article's mentions of a kind are clustered by the word that says it; members of a list add up, parts
stay inside their whole, a repeated count counts once, and what is said to come on top is added. The
plain maximum of the article's figures is the baseline that every rule here was measured against.
"""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading import layers
from reportedly.reading.kinds.lexicon import PEOPLE_KINDS
from reportedly.reading.mentions.mention import Mention
from reportedly.reading.tolls.clusters import Cluster, clusters_of
from reportedly.reading.tolls.noncombatants import noncombatants_of
from reportedly.reading.tolls.totals import total_of
from reportedly.records import Claim, Kind, Number, RelationType, Toll

KINDS: tuple[Kind, ...] = tuple(sorted(PEOPLE_KINDS - {"deployed", "affected"}))
NONCOMBATANTS = "noncombatants"
_SUPERSEDED: tuple[RelationType, ...] = ("previous", "corrects", "rate")


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
        doc._.tolls = find(doc) if layers.asked(doc, "tolls") else []
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


def of_kind(kind: Kind, mentions: Sequence[Mention]) -> list[Toll]:
    """The tolls of one kind from its mentions: none, one, or one and its noncombatants."""
    usable = [
        item for item in mentions if item.sort == "count" and item.relation not in _SUPERSEDED
    ]
    clusters = clusters_of(usable)
    if not clusters:
        zeros = [item for item in mentions if item.sort == "zero"]
        evidence = tuple(item.span for item in zeros)
        return [Toll(kind=kind, low=0, high=0, best=0, evidence=evidence)] if zeros else []
    chosen, best = total_of(clusters, lambda cluster: cluster.total)
    evidence = tuple(sorted({member.span for cluster in chosen for member in cluster.counted}))
    low, high = _bounds(chosen)
    named = any(member.value is not None for cluster in chosen for member in cluster.counted)
    named = named and (low is None or best >= low)
    tolls = [Toll(kind=kind, low=low, high=high, best=best if named else None, evidence=evidence)]
    civilians = noncombatants_of(clusters, chosen, best)
    if civilians is not None:
        tolls.append(
            Toll(
                kind=kind,
                low=None if low is None else civilians.number,
                high=None if high is None else civilians.number,
                best=civilians.number,
                who=NONCOMBATANTS,
                evidence=tuple(sorted(civilians.evidence())),
            )
        )
    return tolls


def _bounds(chosen: Sequence[Cluster]) -> tuple[Number | None, Number | None]:
    """The interval of the total: the sum of the members' own, open where one of them is open."""
    members = [member for cluster in chosen for member in cluster.counted]
    lows = [member.low for member in members if member.low is not None]
    highs = [member.high for member in members if member.high is not None]
    low = sum(lows) if lows else None
    return low, sum(highs) if len(highs) == len(members) else None
