"""Mentions of one kind, put together by the word that says them: lists with the parts of their members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.reading.mentions.mention import Mention
from reportedly.records import Number, Span


@dataclass(slots=True)
class Cluster:
    """Mentions of one kind that one word says: a list, with the parts of its members."""

    members: list[Mention] = field(default_factory=list)
    parts: list[Mention] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the cluster starts in the text."""
        return self.members[0].start

    @property
    def total(self) -> Number:
        """What the list adds up to."""
        return sum(count_of(member) for member in self.counted)

    @property
    def counted(self) -> list[Mention]:
        """The members that add up.

        A first member that the others break down counts alone ("ten, six men and four women"); of
        several names before a verb in the singular one is counted, the others describe it.
        """
        values = [count_of(member) for member in self.members]
        if len(values) > 2 and values[0] == sum(values[1:]):
            return self.members[:1]
        described = False
        counted: list[Mention] = []
        for member in self.members:
            single = member.standing.alone and member.value == 1
            if not (single and described):
                counted.append(member)
            described = described or single
        return counted

    @property
    def least(self) -> Number:
        """The least that the list's words allow, vague ones among them: 24 for "dozens"."""
        return sum(member.low or 0 for member in self.counted)

    @property
    def added(self) -> bool:
        """Whether the whole cluster is said to come on top of another."""
        first = self.members[0]
        return first.relation == "added" or (first.anew and first.construction != "toll")

    @property
    def ordinal(self) -> int | None:
        """The place in the count of a cluster of one: 6 in "a sixth protester"."""
        return self.members[0].standing.ordinal if len(self.members) == 1 else None

    @property
    def background(self) -> bool:
        """Whether the cluster is told of another time than the article's own."""
        return all(member.standing.background for member in self.members)

    @property
    def fighters(self) -> Number:
        """How many of the cluster the text calls fighters, police or attackers."""
        return sum(count_of(item) for item in (*self._listed, *self.parts) if is_fighter(item))

    @property
    def civil(self) -> Number:
        """How many noncombatants the cluster holds, as far as its own words say."""
        if self.fighters:
            return max(self.total - self.fighters, 0)
        named = sum(count_of(part) for part in self.parts if part.standing.side == "civilian")
        if 0 < named < self.total and not any(m.standing.side for m in self.members):
            return named
        return self.total

    @property
    def sided(self) -> bool:
        """Whether the cluster's words tell fighters from others."""
        return any(item.standing.side for item in (*self.members, *self.parts))

    @property
    def _listed(self) -> Sequence[Mention]:
        return self.counted if len(self.counted) > 1 else self.members


def count_of(mention: Mention) -> Number:
    """The number that a mention names, of a range the lower end.

    Vague words ("several", "dozens") count nothing: a number that is named beside them says more.
    """
    if mention.value is not None:
        return mention.value
    return mention.low or 0 if mention.comparator == "between" else 0


def is_weak(mention: Mention) -> bool:
    """Whether it is a pronoun, or a name of which the tree alone says it: enough where nothing else is."""
    by = mention.construction
    return mention.form == "name" and (by == "pronoun" or by.endswith("tree"))


def is_fighter(mention: Mention) -> bool:
    """Whether a mention counts fighters or police."""
    return mention.standing.side == "combatant"


def clusters_of(mentions: Iterable[Mention]) -> list[Cluster]:
    """The clusters in order of their first words; a part goes to the cluster of its whole."""
    mentions = list(mentions)
    mentions = [mention for mention in mentions if not is_weak(mention)] or mentions
    mentions = _wholes_first(mentions)
    clusters: list[Cluster] = []
    by_trigger: dict[Span | None, Cluster] = {}
    owner: dict[Span, Cluster] = {}
    parted: dict[Span | None, Cluster] = {}
    for mention in mentions:
        left_out = mention.construction == "gapped" and mention.trigger in parted
        if mention.relation == "part" or mention.standing.partitive or left_out:
            cluster = owner.get(mention.part_of) if mention.part_of else None
            cluster = cluster or parted.get(mention.trigger) or _whole_of(mention, clusters)
            if cluster is not None:
                cluster.parts.append(mention)
                owner[mention.span] = parted[mention.trigger] = cluster
                continue
        found = by_trigger.get(mention.trigger) if mention.trigger else None
        if found is None:
            found = Cluster()
            clusters.append(found)
            by_trigger[mention.trigger] = found
        found.members.append(mention)
        owner[mention.span] = found
    return clusters


def _wholes_first(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in order, but a part that stands before its whole, as in a table, behind them all."""
    spans = {mention.span for mention in mentions}
    ordered: list[Mention] = []
    early: list[Mention] = []
    for at, mention in enumerate(mentions):
        whole = mention.part_of
        before_it = whole in spans and whole > mention.span
        before_it = before_it or _is_of(mention, mentions[at + 1 : at + 2])
        (early if before_it else ordered).append(mention)
    return ordered + early


OF_THE = 12
"""Characters between a number and the greater one that it is of, at most: "three of the 90 wounded"."""


def _is_of(mention: Mention, following: Sequence[Mention]) -> bool:
    """Whether a number of a definite group stands right before the number of that group."""
    if not (mention.standing.partitive and following):
        return False
    (whole,) = following
    near = 0 < whole.start - mention.end <= OF_THE
    return near and whole.trigger == mention.trigger and count_of(whole) >= count_of(mention)


def _whole_of(mention: Mention, clusters: Sequence[Cluster]) -> Cluster | None:
    """The cluster that a part without a named whole belongs to: the last that is large enough."""
    wanted = count_of(mention)
    return next((cluster for cluster in reversed(clusters) if cluster.total >= wanted), None)
