"""The account of a ledger: kept up to date as pages arrive, or worked out where it cannot be kept."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, literal, or_

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.dating import conditions_of, is_of_series
from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import kept_series, phrase_meanings
from reportedly.reconciling import Account, account_of
from reportedly.reconciling.assigning import Assignment
from reportedly.reconciling.contexts import Context, context_of
from reportedly.reconciling.copies import alike_in
from reportedly.reconciling.names import people_of, place_of, plain
from reportedly.reconciling.naming import Names, names_of
from reportedly.reconciling.refreshing import method_by, refresh
from reportedly.records import Statement


def of(ledger: Ledger) -> Account:
    """All statements of a ledger, told apart and joined, worked out from nothing else than them.

    Names are as people decided.
    """
    statements = ledger.statements()
    contexts = _contexts(ledger, statements)
    account = account_of(statements, contexts, alike_in(ledger), ledger.name_decisions())
    return replace(account, assignments=assignments_of(ledger))


def assignments_of(ledger: Ledger) -> tuple[Assignment, ...]:
    """What people decided of series, in the order of deciding, as far as its words are found."""
    if not ledger.has_reviews("join", "part"):
        return ()
    held = [one for one in ledger.reviews() if one.standing == "in force"]
    said = [one for one in held if one.decision in ("join", "part")]
    places = ledger.places_of(claim for one in said for claim in one.attached)
    return tuple(
        Assignment(
            "join" if one.decision == "join" else "part",
            one.id,
            tuple(places[claim] for claim in one.attached if claim in places),
        )
        for one in said
    )


def named(ledger: Ledger) -> tuple[list[Statement], Names]:
    """All statements of a ledger, and who and where are the same in them."""
    statements = ledger.statements()
    contexts = _contexts(ledger, statements)
    decisions = ledger.name_decisions()
    return statements, names_of(statements, contexts, decisions, alike_in(ledger))


def _contexts(ledger: Ledger, statements: list[Statement]) -> dict[str, Context]:
    """What the pages of statements say beside their figures, by text hash."""
    hashes = sorted({s.text_hash for s in statements if s.text_hash})
    with ledger.kept() as kept:
        numbers = kept.texts(hashes)
        articles = kept.articles(sorted(numbers.values()))
    return {article.text_hash(): context_of(article) for article in articles.values()}


def is_kept(ledger: Ledger) -> bool:
    """Whether what the ledger keeps can be asked; brought up to date first, where that is allowed.

    A ledger that may not be changed, and has pages that nobody has worked out yet, is worked out in
    memory each time that it is asked: the answers are the same.
    """
    if assignments_of(ledger):
        return False
    if ledger.is_reconciled(method_by(ledger.name_decisions())):
        return True
    if ledger.read_only:
        return False
    refresh(ledger)
    return True


def chosen(
    kept: Kept,
    asked: ClaimFilter,
    who: str | None,
    where: str | None,
    among: Iterable[str] | None = None,
) -> list[str]:
    """The ids of the series with a claim that fits; `among` some, or all."""
    if is_of_series(asked) and who is None and where is None:
        column, conditions = kept_series.c.id, conditions_of(asked)
        if among is None:
            return sorted(row.id for row in kept.every([column], *conditions))
        return sorted(row.id for row in kept.chosen([column], column, among, *conditions))
    people = None if who is None else _people(who)
    place = None if where is None else _place(where)
    return kept.series_fitting(asked, people, place, among)


def _people(who: str) -> ColumnElement[bool]:
    column, asked = phrase_meanings.c, people_of(who)
    written = column.plain.contains(plain(who), autoescape=True)
    if not asked.nation:
        return written
    between = literal(" + ")
    nations = between.concat(column.nations).concat(between)
    same = nations.contains(f" + {asked.nation} + ", autoescape=True)
    if asked.group != "people":
        same = same & (column.people == asked.group)
    return or_(written, same)


def _place(where: str) -> ColumnElement[bool]:
    column, asked = phrase_meanings.c, place_of(where)
    return or_(
        column.plain.contains(plain(where), autoescape=True),
        column.place == number_of(asked.name, asked.country),
        column.country == number_of(asked.name),
    )
