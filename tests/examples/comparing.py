"""Compares what the program reads in an example page with what a careful person reads there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.records import Claim, Reading
from tests.examples.expectations import Words

WORD = re.compile(r"[^\W_]+")
LEFT_OUT = {"the", "a", "an", "s", "commodore", "colonel", "dr", "minister", "governor"}


@dataclass(frozen=True)
class Pair:
    """An expected claim with the claim that the program has at its place, if it has one."""

    page: str
    expected: dict[str, Any]
    found: Claim | None

    @property
    def counted(self) -> bool:
        """Whether it is scored: of two figures of kind `other`, none is."""
        return self.expected["kind"] != "other" or self.found is not None

    @property
    def value_right(self) -> bool:
        wanted = (self.expected["low"], self.expected["high"], self.expected["comparator"])
        found = self.found
        return found is not None and (found.low, found.high, found.comparator) == wanted

    @property
    def figure_right(self) -> bool:
        """Whether value and kind are right."""
        kind = self.found.kind if self.found else None
        return self.value_right and kind == self.expected["kind"]

    @property
    def source_right(self) -> bool:
        return self.found is not None and same_name(self.expected["source"], self.found.source)

    @property
    def right(self) -> bool:
        """Whether value, kind and source are right."""
        return self.figure_right and self.source_right

    def __str__(self) -> str:
        found = self.found
        read = f"{found.figure!r} {found.kind} by {found.source}" if found else "nothing"
        wanted = f"{self.expected['kind']} by {self.expected['source']}"
        return f"{self.page}: {self.expected['words']!r} is {wanted}; read: {read}"


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two sources are written alike: equal, or one with more words before or behind."""
    if one is None or other is None:
        return one is other
    first, second = _words(one), _words(other)
    return bool(first and second) and (set(first) <= set(second) or set(second) <= set(first))


def _words(name: str) -> list[str]:
    return [word for word in WORD.findall(name.casefold()) if word not in LEFT_OUT]


def place(expected: dict[str, Any], text: str) -> tuple[int, int] | None:
    """Where an expected claim's figure stands in an article's text."""
    if expected["start"] is not None:
        return expected["start"], expected["end"]
    return Words.parse(expected["words"], first=True).locate(text)


def pairs(page: dict[str, Any], reading: Reading) -> list[Pair]:
    """Each expected claim of a page with the program's claim that shares its characters."""
    free = list(reading.claims)
    paired = []
    for expected in page["claims"]:
        span = place(expected, reading.article.text)
        at_place = [c for c in free if span and c.start < span[1] and span[0] < c.end]
        found = at_place[0] if at_place else None
        if found is not None:
            free.remove(found)
        paired.append(Pair(page["doc"], expected, found))
    return paired


def extra(page: dict[str, Any], reading: Reading) -> list[Claim]:
    """The program's claims that a careful person does not read, those in tables aside."""
    matched = {id(pair.found) for pair in pairs(page, reading)}
    blocks = [block for block in reading.article.blocks if block.role == "table"]
    return [
        claim
        for claim in reading.claims
        if id(claim) not in matched
        and claim.kind != "other"
        and not any(block.start <= claim.start < block.end for block in blocks)
    ]


def share(chosen: Sequence[bool]) -> float:
    """The share of those that are true."""
    return sum(chosen) / len(chosen) if chosen else 0.0
