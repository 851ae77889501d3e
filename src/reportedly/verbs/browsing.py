"""What a person looks through piece by piece: series in lists, one series with its copies and reasons.

`Browsed` is a ledger at one moment. Where the ledger keeps its account, each question costs what its
answer costs; where it does not, the account is worked out once, and held.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Unpack, get_args

from sqlalchemy import Column, func, select

from reportedly.errors import UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import contexts, kept_conflicts, kept_series, tellings
from reportedly.reconciling import Account, conflicts_of, explanations_of, series_of
from reportedly.reconciling.answering import (
    account_kept,
    conflicts_kept,
    conflicts_numbered,
    series_kept,
)
from reportedly.reconciling.contexts import Context, context_of
from reportedly.reconciling.copies import Groups, groups_of
from reportedly.reconciling.packing import unpacked_context
from reportedly.reconciling.statements import printed
from reportedly.reconciling.voices_found import Heard, series_of_voice, voices_heard
from reportedly.records import Conflict, RecordedClaim, Series, SeriesExplanation, Statement
from reportedly.verbs import accounts
from reportedly.verbs.querying import Filters, claim_filter, claims

MOST_ALIKE = 1_000
"""Claims of a page among which one of the same figure is looked for."""

Order = Literal["statements", "latest", "conflicts"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""How series are listed: those of most statements, of the latest days, of most conflicts first."""


@dataclass(frozen=True)
class Place:
    """What a series is listed by."""

    id: str
    statements: int
    last_day: str
    conflicts: int

    def key(self, order: Order) -> tuple[object, ...]:
        """Sorts in an order, descending."""
        if order == "latest":
            return self.last_day, self.statements, self.id
        if order == "conflicts":
            return self.conflicts, self.statements, self.id
        return self.statements, self.last_day, self.id


@dataclass(frozen=True)
class Contradictions:
    """Conflicts, the worst first.

    Attributes:
        total: how many.
        part: some of them: how many to leave out before, and how many at most.
    """

    total: int
    part: Callable[[int, int], list[Conflict]]


class Browsed:
    """A ledger as it is at one moment, asked piece by piece.

    Args:
        ledger: that is asked; the answers hold until it changes.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.is_kept = accounts.is_kept(ledger)

    @cached_property
    def _account(self) -> Account:
        return accounts.of(self._ledger)

    @cached_property
    def _worked_out(self) -> dict[str, Series]:
        return {one.id: one for one in series_of(self._account)}

    @cached_property
    def places(self) -> dict[str, Place]:
        """All series by their ids, with what they are listed by."""
        if not self.is_kept:
            return {one.id: self._place(one) for one in self._worked_out.values()}
        with self._ledger.kept() as kept:
            statements, conflicts = dict(_counts(kept)), dict(_conflicting(kept))
            rows = kept.every([kept_series.c.id, kept_series.c.last_day])
            return {
                row.id: Place(
                    row.id, statements.get(row.id, 0), row.last_day, conflicts.get(row.id, 0)
                )
                for row in rows
            }

    def _place(self, series: Series) -> Place:
        every = (*series.statements, *series.apart)
        days = [s.published[:10] for s in every if s.published]
        conflicts = len(conflicts_of([series]))
        return Place(series.id, len(every), max(days, default=""), conflicts)

    def ids(
        self, order: str = "statements", *, conflicting: bool = False, **filters: Unpack[Filters]
    ) -> list[str]:
        """The ids of the series that filters choose, in an order.

        Raises:
            UsageError: a kind, a day or an order that is none.
        """
        wanted = next((one for one in ORDERS if one == order), None)
        if wanted is None:
            raise UsageError(f"{order!r} is not an order of series; they are {', '.join(ORDERS)}")
        places = self.places
        found = [places[one] for one in self._fitting(filters) if one in places]
        if conflicting:
            found = [place for place in found if place.conflicts]
        found.sort(key=lambda place: place.key(wanted), reverse=True)
        return [place.id for place in found]

    def _fitting(self, filters: Filters) -> Iterable[str]:
        if all(value is None for value in filters.values()):
            return self.places
        if self.is_kept:
            with self._ledger.kept() as kept:
                asked = claim_filter(filters)
                return accounts.chosen(kept, asked, filters.get("who"), filters.get("where"))
        chosen = {(claim.statement, claim.page) for claim in claims(self._ledger, **filters)}
        return [
            one.id
            for one in self._worked_out.values()
            if any((s.id, s.page) in chosen for s in (*one.statements, *one.apart))
        ]

    def series(self, ids: Iterable[str]) -> list[Series]:
        """Some series, in the order of their ids; those that there are not are left out."""
        wanted = list(ids)
        if self.is_kept:
            with self._ledger.kept() as kept:
                found = {one.id: one for one in series_kept(kept, wanted)}
        else:
            found = self._worked_out
        return [found[one] for one in wanted if one in found]

    def conflicts(self, ids: Iterable[str] | None = None) -> list[Conflict]:
        """The standing conflicts of some series, or of all, worst first."""
        if self.is_kept:
            with self._ledger.kept() as kept:
                return conflicts_kept(kept, ids)
        every = self._worked_out.values() if ids is None else self.series(ids)
        return conflicts_of(list(every))

    def listed_conflicts(self, ids: Sequence[str] | None = None) -> "Contradictions":
        """The same as a list of which parts are shown: each costs what it holds."""
        if not self.is_kept:
            every = self.conflicts(ids)
            return Contradictions(len(every), lambda first, count: every[first : first + count])
        with self._ledger.kept() as kept:
            if ids is None:
                return Contradictions(kept.count(kept_conflicts), self._worst_of_all)
            numbers = kept.worst_numbers(ids)
        return Contradictions(
            len(numbers), lambda first, count: self._numbered(numbers[first : first + count])
        )

    def _worst_of_all(self, first: int, count: int) -> list[Conflict]:
        with self._ledger.kept() as kept:
            return conflicts_numbered(kept, kept.worst_numbers(None, count, offset=first))

    def _numbered(self, numbers: Sequence[int]) -> list[Conflict]:
        with self._ledger.kept() as kept:
            return conflicts_numbered(kept, numbers)

    def heard(self) -> list[Heard] | None:
        """Who is heard, the voice of most statements first; None where the ledger keeps no account."""
        if not self.is_kept:
            return None
        with self._ledger.kept() as kept:
            return voices_heard(kept)

    def groups(self, statements: Sequence[Statement]) -> Groups:
        """Copies of one report, and versions of one page, among the pages of some statements."""
        pages: dict[str, set[str]] = defaultdict(set)
        for one in statements:
            if one.text_hash:
                pages[one.text_hash].add(one.page)
        with self._ledger.kept() as kept:
            names = {number: text for text, number in kept.texts(sorted(pages)).items()}
            found = ((names.get(a), names.get(b)) for a, b in kept.alike(sorted(names)))
            alike = sorted((a, b) for a, b in found if a and b)
            several = {text for pair in alike for text in pair}
            several |= {text for text, same in pages.items() if len(same) > 1}
            known = self._contexts(kept, {n: t for n, t in names.items() if t in several})
        return groups_of(printed(statements, known), alike)

    def _contexts(self, kept: Kept, names: Mapping[int, str]) -> dict[str, Context]:
        """What some texts say beside their figures, by their hashes."""
        if self.is_kept:
            rows = kept.chosen([contexts.c.data], contexts.c.text_id, sorted(names))
            found = (unpacked_context(row.data).context for row in rows)
        else:
            found = (context_of(article) for article in kept.articles(sorted(names)).values())
        return {context.text_hash: context for context in found}

    def account(self, ids: Iterable[str]) -> Account:
        """The account in which some series are whole; others may be in it too."""
        if not self.is_kept:
            return self._account
        with self._ledger.kept() as kept:
            return account_kept(kept, ids)

    def explanation(self, identity: str) -> SeriesExplanation | None:
        """Why the statements of a series are in it, and why near misses are not; None: no such series."""
        account = self.account([identity])
        every = series_of(account)
        found = explanations_of(account, [one for one in every if one.id == identity])
        return found[0] if found else None

    def series_of_claim(self, claim: RecordedClaim) -> str | None:
        """The id of the series that a claim stands in.

        A headline that repeats a figure of the text is a mention of what the text says: where its own
        statement stands in no series, that of the same figure on its page is taken.
        """
        own = self.series_of([claim.statement]).get(claim.statement)
        if own is not None:
            return own
        alike = [
            other.statement
            for other in self._ledger.claims(
                ClaimFilter(text_hash=claim.text_hash, kind=claim.kind, limit=MOST_ALIKE)
            )
            if (other.low, other.high) == (claim.low, claim.high)
        ]
        found = self.series_of(alike)
        return next((found[one] for one in alike if one in found), None)

    def series_of(self, statement_ids: Iterable[str]) -> dict[str, str]:
        """The ids of the series that statements stand in, by the ids of the statements."""
        if self.is_kept:
            return self._ledger.series_of(statement_ids)
        wanted = set(statement_ids)
        return {
            s.id: one.id
            for one in self._worked_out.values()
            for s in (*one.statements, *one.apart)
            if s.id in wanted
        }

    def said_by(self, name: str) -> list[Series]:
        """The series in which an origin is heard, by the name that it is shown by."""
        if self.is_kept:
            with self._ledger.kept() as kept:
                found = series_kept(kept, series_of_voice(kept, name))
        else:
            found = list(self._worked_out.values())
        return [
            one for one in found if any(s.origin == name for s in (*one.statements, *one.apart))
        ]


def _counts(kept: Kept) -> Iterable[tuple[str, int]]:
    return _by_series(kept, tellings.c.series_id)


def _conflicting(kept: Kept) -> Iterable[tuple[str, int]]:
    return _by_series(kept, kept_conflicts.c.series_id)


def _by_series(kept: Kept, column: Column[Any]) -> Iterable[tuple[str, int]]:
    """How many rows of a table each series has."""
    query = select(column, func.count()).where(column.is_not(None)).group_by(column)
    return ((identity, count) for identity, count in kept.ask(query))
