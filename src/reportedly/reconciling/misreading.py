"""Figures that one page alone gives under another kind than all others: most likely they were misread."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reportedly.reconciling.told import Told, why_apart

FEWEST = 2
"""So many other pages must give a voice's figure under one other kind."""


def without_misread(told: Sequence[Told]) -> list[Told]:
    """Set apart figures of a kind under which one page alone gives them, where others agree on another.

    The same voice gives the same number, and on every other page it is that of the injured: then one page
    that has it for that of the dead was misread, or misprinted.

    Args:
        told: the statements of one unit of pages.
    """
    given: dict[tuple[object, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in told:
        if why_apart(one.statement) is None:
            given[_said(one)][one.statement.kind].add(one.statement.page)
    return [_apart(one, given[_said(one)]) for one in told]


def _said(one: Told) -> tuple[object, ...]:
    said = one.statement
    return said.origin, said.low, said.high, said.comparator, one.story


def _apart(one: Told, pages: dict[str, set[str]]) -> Told:
    said = one.statement
    mine = pages.get(said.kind, set())
    if why_apart(said) is not None or len(mine) != 1:
        return one
    others = [kind for kind, where in pages.items() if len(where) >= FEWEST]
    if len(others) != 1 or said.page in pages[others[0]]:
        return one
    reason = f"other pages give it as the number of {others[0]}"
    return replace(one, statement=said.model_copy(update={"apart": reason}))
