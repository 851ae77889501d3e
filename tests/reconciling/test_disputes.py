"""Conflicts of long series, as a ledger keeps them: only what a new figure can change is compared anew."""

import random
from datetime import date, timedelta

import pytest

from reportedly.reconciling import disputes
from reportedly.reconciling.conflicts import conflicts_of, figure_of, standing_conflicts
from reportedly.reconciling.disputes import Changed, changed_in
from reportedly.reconciling.series import grouped, written
from reportedly.reconciling.statements import account_of
from reportedly.reconciling.told import Told
from reportedly.records import Conflict, Series, Statement
from tests.reconciling.invented import said

VOICES = "the staff", "the rebels", "Ada Orlen", None


def figures(seed: int) -> list[Statement]:
    """A running total of some months in several mouths: it rises, is lowered, is repeated late."""
    chance = random.Random(seed)
    found = []
    for number in range(40):
        day = date(2026, 1, 1) + timedelta(days=chance.randrange(25))
        value = chance.choice((1, 1, 2)) * (100 + 10 * (day.day + chance.randrange(-3, 3)))
        relation = {"type": "previous"} if chance.random() < 0.1 else None
        found.append(
            said(
                value,
                chance.choice(VOICES),
                f"{day}T{chance.randrange(6, 22):02}:00" if chance.random() < 0.7 else str(day),
                chance.choice(("exactly", "about", "more_than")),
                id=str(number),
                page=f"{chance.randrange(30)}.txt",
                who="Karnian soldiers",
                window="cumulative",
                relation=relation,
                stated={"start": day, "end": day} if chance.random() < 0.3 else None,
            )
        )
    return found


def series_of(statements: list[Statement]) -> tuple[Series, tuple[Told, ...]]:
    (group,) = grouped(account_of(statements))
    return written(group), group.told


def told_by(conflict: Conflict) -> tuple[object, ...]:
    a, b = conflict.a, conflict.b
    return conflict.type, a.id, a.page, b.id, b.page, conflict.repeated


def kept(before: Series, now: Series, changed: Changed) -> set[tuple[object, ...]]:
    """The conflicts before that nothing touches, and those of what has changed."""
    touched = changed.figures
    left = [
        one
        for one in conflicts_of([before])
        if touched is not None and not {figure_of(one.a), figure_of(one.b)} & touched
    ]
    return {told_by(one) for one in (*left, *standing_conflicts(now, changed.has))}


@pytest.mark.parametrize("seed", range(12))
def test_what_a_new_figure_leaves_alone_is_as_if_all_were_compared_anew(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disputes, "FEW", 2)
    statements, narrowed = figures(seed), 0
    before, _ = series_of(statements[:6])
    for count in range(7, len(statements) + 1):
        now, told = series_of(statements[:count])
        new = [one for one in told if one.statement.id == statements[count - 1].id]
        changed = changed_in(now, new, (), str)
        narrowed += changed.figures is not None
        assert kept(before, now, changed) == {told_by(one) for one in conflicts_of([now])}
        before = now
    assert narrowed > 10


def test_a_figure_at_the_end_of_a_rising_total_touches_its_own_alone() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(120)]
    statements = [said(100 + n, "the staff", str(day)) for n, day in enumerate(days)]
    now, told = series_of(
        [
            one.model_copy(update={"page": f"{one.id}.txt", "window": "cumulative"})
            for one in statements
        ]
    )
    changed = changed_in(now, told[-1:], (), str)
    assert changed.figures == frozenset({figure_of(now.statements[-1])})
