"""Things that are one or two: joined step by step, and kept apart where somebody said so."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Partition(Generic[Thing]):
    """Groups of things that are one. Two that were parted are never joined, nor what is one with them."""

    def __init__(self) -> None:
        self._leaders: dict[Thing, Thing] = {}
        self._members: dict[Thing, list[Thing]] = {}
        self._foes: dict[Thing, set[Thing]] = defaultdict(set)

    def __contains__(self, thing: Thing) -> bool:
        return thing in self._leaders

    def _leader(self, thing: Thing) -> Thing:
        if thing not in self._leaders:
            self._leaders[thing] = thing
            self._members[thing] = [thing]
        return self._leaders[thing]

    def one(self, a: Thing, b: Thing) -> bool:
        """Whether two things are one."""
        return self._leader(a) == self._leader(b)

    def parted(self, a: Thing, b: Thing) -> bool:
        """Whether two things are kept apart, themselves or by what they are one with."""
        return self._leader(b) in self._foes.get(self._leader(a), ())

    def with_it(self, thing: Thing) -> list[Thing]:
        """All that is one with a thing, itself among them, in the order in which it came to it."""
        return list(self._members[self._leader(thing)])

    def join(self, a: Thing, b: Thing) -> bool:
        """Make two things one; False where they are kept apart."""
        if self.parted(a, b):
            return False
        first, second = self._leader(a), self._leader(b)
        if first == second:
            return True
        if len(self._members[first]) < len(self._members[second]):
            first, second = second, first
        moved = self._members.pop(second)
        self._members[first] += moved
        self._leaders.update(dict.fromkeys(moved, first))
        for foe in self._foes.pop(second, set()):
            self._foes[foe].discard(second)
            self._foes[foe].add(first)
            self._foes[first].add(foe)
        return True

    def join_all(self, things: Iterable[Thing]) -> None:
        """Make things one, as far as they are not kept apart: each with the first that it may join."""
        known: list[Thing] = []
        for thing in things:
            if not any(self.join(other, thing) for other in known):
                known.append(thing)

    def part(self, a: Thing, b: Thing) -> bool:
        """Keep two things apart for ever; False where they are one already."""
        first, second = self._leader(a), self._leader(b)
        if first == second:
            return False
        self._foes[first].add(second)
        self._foes[second].add(first)
        return True
