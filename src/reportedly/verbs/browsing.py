"""What a person looks through piece by piece: series in lists, one series with its copies and reasons.

`Browsed` is a ledger at one moment. Where the ledger keeps its account, each question costs what its
answer costs; where it does not, the account is worked out once, and held.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Unpack

from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import contexts, kept_conflicts
from reportedly.reconciling import Account, conflicts_of, explanations_of, series_of
from reportedly.reconciling.answering import (
    account_kept,
    conflicts_kept,
    conflicts_numbered,
    places_kept,
    series_kept,
)
from reportedly.reconciling.contexts import Context, context_of
from reportedly.reconciling.copies import Groups, groups_of
from reportedly.reconciling.listed import Line, last_printed, line_of
from reportedly.reconciling.names_kept import names_kept, why_kept
from reportedly.reconciling.packing import unpacked_context
from reportedly.reconciling.placenames import PlaceNames
from reportedly.reconciling.statements import printed
from reportedly.reconciling.timing import voice
from reportedly.reconciling.voices_found import (
    Heard,
    HeardIn,
    heard_in_order,
    heard_of,
    voices_heard,
)
from reportedly.records import (
    Conflict,
    Identity,
    RecordedClaim,
    Series,
    SeriesExplanation,
    Statement,
)
from reportedly.verbs import accounts
from reportedly.verbs.listing import (
    Listing,
    Place,
    conflicts_of_kind,
    lines_kept,
    listing_kept,
    listing_of,
    order_of,
    places_of,
    statements_kept,
)
from reportedly.verbs.querying import Filters, claim_filter, holding

MOST_ALIKE = 1_000
"""Claims of a page among which one of the same figure is looked for."""


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
    def places(self) -> PlaceNames:
        """What places are called, in a ledger that keeps its account."""
        with self._ledger.kept() as kept:
            return places_kept(kept)

    def look_up_places(self) -> None:
        """Make ready what explanations of series need to know of all places."""
        if self.is_kept:
            _ = self.places

    @cached_property
    def _places(self) -> dict[str, Place]:
        """All series of a ledger that keeps none, with what they are listed by."""
        return {one.id: self._place(one) for one in self._worked_out.values()}

    def _place(self, series: Series) -> Place:
        every = (*series.statements, *series.apart)
        conflicts = len(conflicts_of([series]))
        return Place(series.id, len(every), last_printed(series), conflicts)

    @property
    def is_empty(self) -> bool:
        """Whether there is no series."""
        return not self.listed().part(0, 1)

    @property
    def statements(self) -> int:
        """How many statements all series hold."""
        if not self.is_kept:
            return sum(place.statements for place in self._places.values())
        with self._ledger.kept() as kept:
            return statements_kept(kept)

    def listed(
        self, order: str = "statements", *, conflicting: bool = False, **filters: Unpack[Filters]
    ) -> Listing:
        """The series that filters choose, in an order, of which parts are asked for.

        Words that are common are looked for in the first series alone: see `Listing.looked_through`.

        Raises:
            UsageError: a kind, a day or an order that is none.
        """
        return self._listed(order, filters, conflicting=conflicting)

    def ids(
        self, order: str = "statements", *, conflicting: bool = False, **filters: Unpack[Filters]
    ) -> list[str]:
        """The ids of all series that filters choose, in an order. As `listed`, however long it takes."""
        found = self._listed(order, filters, conflicting=conflicting, whole=True)
        return found.part(0, None)

    def _listed(
        self, order: str, filters: Filters, *, conflicting: bool, whole: bool = False
    ) -> Listing:
        wanted, asked = order_of(order), claim_filter(filters)
        if not self.is_kept:
            fitting = holding(self._ledger, self._worked_out.values(), filters)
            places = [self._places[one.id] for one in fitting]
            return listing_of(places, wanted, conflicting=conflicting)
        who, where = filters.get("who"), filters.get("where")
        if who is None and where is None:
            found = listing_kept(self._ledger, wanted, asked, conflicting=conflicting, whole=whole)
            if found is not None:
                return found
        with self._ledger.kept() as kept:
            ids = accounts.chosen(kept, asked, who, where)
            return listing_of(places_of(kept, ids), wanted, conflicting=conflicting)

    def lines(self, ids: Sequence[str]) -> dict[str, tuple[Line, int]]:
        """What a list shows of some series, and how many conflicts each has, by their ids."""
        if self.is_kept:
            with self._ledger.kept() as kept:
                return lines_kept(kept, ids)
        return {one.id: (line_of(one), self._places[one.id].conflicts) for one in self.series(ids)}

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

    def listed_conflicts(
        self, ids: Sequence[str] | None = None, *, kind: str | None = None
    ) -> "Contradictions":
        """The same as a list of which parts are shown: each costs what it holds.

        Args:
            ids: of series; None: all.
            kind: of all series, those that are of this kind.
        """
        if kind is not None and (ids is not None or not self.is_kept):
            of_kind = self.ids(kind=kind)
            ids = of_kind if ids is None else sorted({*ids} & {*of_kind})
        if not self.is_kept:
            every = self.conflicts(ids)
            return Contradictions(len(every), lambda first, count: every[first : first + count])
        with self._ledger.kept() as kept:
            if ids is None:
                total = (
                    kept.count(kept_conflicts) if kind is None else conflicts_of_kind(kept, kind)
                )
                return Contradictions(total, partial(self._worst_of_all, kind))
            numbers = kept.worst_numbers(ids)
        return Contradictions(
            len(numbers), lambda first, count: self._numbered(numbers[first : first + count])
        )

    def _worst_of_all(self, kind: str | None, first: int, count: int) -> list[Conflict]:
        with self._ledger.kept() as kept:
            numbers = kept.worst_numbers(None, count, offset=first, kind=kind)
            return conflicts_numbered(kept, numbers)

    def _numbered(self, numbers: Sequence[int]) -> list[Conflict]:
        with self._ledger.kept() as kept:
            return conflicts_numbered(kept, numbers)

    def heard(self) -> list[Heard] | None:
        """Who is heard, the voice of most statements first; None where the ledger keeps no account."""
        if not self.is_kept:
            return None
        with self._ledger.kept() as kept:
            return voices_heard(kept)

    def names(self) -> list[Identity] | None:
        """Actors, places and groups by all their names; None where the ledger keeps no account.

        No statement is loaded for that: see `names_kept` for what is left out.
        """
        if not self.is_kept:
            return None
        with self._ledger.kept() as kept:
            return names_kept(kept, self.places, self._ledger.name_decisions())

    def with_reasons(self, one: Identity) -> Identity:
        """One of these names with why its names are one, as far as its own pages say it."""
        if one.sort != "actor":
            return one
        with self._ledger.kept() as kept:
            return why_kept(kept, one)

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
            return account_kept(kept, ids, self.places)

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

    def heard_in(self, name: str) -> HeardIn:
        """Where a voice is heard, by the name that it is shown by: no series where there is none such."""
        if self.is_kept:
            with self._ledger.kept() as kept:
                return heard_of(kept, name)
        own: dict[str, int] = {}
        pages: set[str] = set()
        for one in self._worked_out.values():
            said = [s for s in (*one.statements, *one.apart) if voice(s) == name]
            if said:
                own[one.id] = len(said)
                pages.update(s.page for s in said)
        every = {one: self._places[one].statements for one in own}
        return heard_in_order(own, every, len(pages))
