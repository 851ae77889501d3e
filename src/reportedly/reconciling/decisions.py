"""What people decided of names, as it bears on the pages of today.

The later of two decisions wins, also over what follows from several earlier ones together. A name that
stands for one everywhere is joined with all that is one with the other. A description ("the police")
means another one in another story: it is decided for the story of a page, and is then read there as the
other name.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from reportedly.reconciling.partitions import Partition
from reportedly.records import DecisionType, JudgedDecision, NameDecision, NameSort, Standing

Node = TypeVar("Node", bound=Hashable)


class Meant(NamedTuple):
    """A name as it is used: by its key, and in which story or page; in all where the scope is empty."""

    key: str
    scope: str = ""


class Ruling(NamedTuple):
    """A decision that holds, with the two names that it speaks of."""

    decision: NameDecision
    first: Meant
    second: Meant


def in_force(decisions: Sequence[NameDecision]) -> list[NameDecision]:
    """The merges and splits that nobody took back, the latest first.

    Args:
        decisions: in the order in which they were recorded.
    """
    undone: set[str | None] = set()
    kept = []
    for decision in reversed(decisions):
        if decision.id in undone:
            continue
        if decision.type == "undo":
            undone.add(decision.undoes)
        else:
            kept.append(decision)
    return kept


class Decided:
    """The decisions on names of one sort that hold."""

    def __init__(
        self,
        decisions: Sequence[NameDecision] = (),
        sort: NameSort = "actor",
        scopes: Mapping[str, str] | None = None,
    ) -> None:
        """Weigh decisions against each other.

        Args:
            decisions: of any sorts, in the order in which they were recorded.
            sort: the sort that is wanted.
            scopes: by page, the scope that a decision made for it holds in; the page itself where it
                has none.
        """
        self._scopes = scopes or {}
        self._names: Partition[Meant] = Partition()
        self.merges: list[Ruling] = []
        self.splits: list[Ruling] = []
        for decision in in_force([one for one in decisions if one.sort == sort]):
            first = self._meant(decision.first_key, decision.first_page)
            second = self._meant(decision.second_key, decision.second_page)
            ruling = Ruling(decision, first, second)
            if decision.type == "merge" and self._names.join(first, second):
                self.merges.append(ruling)
            elif decision.type == "split" and self._names.part(first, second):
                self.splits.append(ruling)
        self._read_as: dict[Meant, tuple[NameDecision, str]] = {}
        for ruling in self.merges:
            self._read(ruling)

    def __bool__(self) -> bool:
        return bool(self.merges or self.splits)

    def _meant(self, key: str, page: str | None) -> Meant:
        return Meant(key, self._scopes.get(page, page) if page is not None else "")

    def _read(self, ruling: Ruling) -> None:
        """Note how a description is to be read, where one of the two names is one."""
        decision, first, second = ruling
        if first.scope and second.scope in ("", first.scope):
            self._read_as.setdefault(first, (decision, decision.second))
        elif second.scope and not first.scope:
            self._read_as.setdefault(second, (decision, decision.first))

    def reading(self, name: Meant) -> tuple[NameDecision, str] | None:
        """As which other name, in words, somebody said that a description is to be read."""
        return self._read_as.get(name)

    @property
    def joins(self) -> Iterator[Ruling]:
        """The merges that hold, but for those by which a description is read as another name."""
        return (r for r in self.merges if not {r.first, r.second} & self._read_as.keys())

    def parted(self, a: Meant, b: Meant) -> bool:
        """Whether somebody said that two names are two, or it follows from what people said."""
        return bool(self.splits) and any(
            self._names.parted(one, other) for one in self._known(a) for other in self._known(b)
        )

    def ruling_on(self, a: Meant, b: Meant) -> Ruling | None:
        """The latest decision that holds and speaks of these very two names."""
        both = {a, b}
        rulings = (*self.splits, *self.merges)
        return next((one for one in rulings if {one.first, one.second} == both), None)

    def against(self, kind: DecisionType, a: Meant, b: Meant) -> NameDecision | None:
        """The latest decision that holds and says, itself or with others, the opposite of a new one."""
        if a not in self._names or b not in self._names:
            return None
        one = self._names.one
        if kind == "split":
            chain = (r for r in self.merges if one(a, b) and one(a, r.first))
            return next((ruling.decision for ruling in chain), None)
        parting = (
            r
            for r in self.splits
            if (one(a, r.first) and one(b, r.second)) or (one(a, r.second) and one(b, r.first))
        )
        return next((ruling.decision for ruling in parting), None)

    def concerns(self, name: Meant) -> bool:
        """Whether a decision that holds speaks of a name."""
        return any(True for _ in self._known(name))

    def _known(self, name: Meant) -> Iterator[Meant]:
        for scope in dict.fromkeys(("", name.scope)):
            if (one := Meant(name.key, scope)) in self._names:
                yield one

    def with_it(self, name: Meant) -> list[Meant]:
        """The names that people said are one with a name of a decision, itself among them."""
        return sorted(self._names.with_it(name))

    def applied(self, called: Mapping[Node, Iterable[Meant]]) -> Partition[Node]:
        """Join and part what has names, as the decisions say.

        Args:
            called: all that has names, in an order that no order of pages changes, with the names.
        """
        nodes: Partition[Node] = Partition()
        by_key: dict[str, list[tuple[str, Node]]] = defaultdict(list)
        for node, names in called.items() if self else ():
            for name in sorted(set(names)):
                by_key[name.key].append((name.scope, node))

        def named(meant: Meant) -> list[Node]:
            found = by_key.get(meant.key, ())
            return [node for scope, node in found if meant.scope in ("", scope)]

        def all_named(meant: Meant) -> list[Node]:
            return [node for other in self.with_it(meant) for node in named(other)]

        for _, first, second in self.splits:
            for one in all_named(first):
                for other in all_named(second):
                    nodes.part(one, other)
        for _, first, second in self.joins:
            nodes.join_all(dict.fromkeys([*named(first), *named(second)]))
        return nodes


def judged(decisions: Sequence[NameDecision]) -> list[JudgedDecision]:
    """All decisions with what became of them, in the order given: that in which they were recorded."""
    standing = {one.id for one in in_force(decisions)}
    undone = {one.undoes for one in _undoing(decisions)}
    sorts: tuple[NameSort, ...] = ("actor", "place", "group")
    rulings = [Decided(decisions, sort) for sort in sorts]
    holding = {one.decision.id for each in rulings for one in (*each.merges, *each.splits)}

    def of(decision: NameDecision) -> Standing:
        if decision.id in undone:
            return "undone"
        return "in force" if decision.id in holding or decision.id not in standing else "overruled"

    return [JudgedDecision(**one.model_dump(), standing=of(one)) for one in decisions]


def _undoing(decisions: Sequence[NameDecision]) -> Iterator[NameDecision]:
    """The decisions that take one back and were not taken back themselves."""
    undone: set[str | None] = set()
    for decision in reversed(decisions):
        if decision.type == "undo" and decision.id not in undone:
            undone.add(decision.undoes)
            yield decision
