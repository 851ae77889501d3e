"""From what a person writes to a decision: which names of a ledger are meant, and what stands against it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from reportedly.errors import UsageError
from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.identities import SORTS, Use
from reportedly.reconciling.wordings import is_description, name_key
from reportedly.records import DecisionType, NameDecision, NameSort, day_of

MOST_NEAREST = 3
NEAR_ENOUGH = 60
"""A name is suggested that is so much like the one that was asked for, of 100 (rapidfuzz)."""
MOST_PAGES = 5
DIGITS = 12


@dataclass(frozen=True)
class Asked:
    """What a person decides: by whom and when, and what says which names are meant.

    Attributes:
        by: who decides.
        at: when, as `2025-11-01T09:00Z`.
        note: why, in their words.
        sort: what the names name; None where that is plain.
        page: the page that says so, of a description that means others elsewhere.
        again: whether the decision stands against an earlier one of somebody else.
    """

    by: str
    at: str
    note: str | None = None
    sort: NameSort | None = None
    page: str | None = None
    again: bool = False


class _Written(NamedTuple):
    """A name as it is written, or as it was read, with the page and what it means one in."""

    words: str
    page: str
    scope: str


class KnownNames:
    """The names of a ledger, by sort and key."""

    def __init__(self, uses: Iterable[Use]) -> None:
        self._written: dict[tuple[NameSort, str], set[_Written]] = defaultdict(set)
        self.scopes: dict[NameSort, dict[str, str]] = {sort: {} for sort in SORTS}
        for use in uses:
            for words in {use.words, use.name} - {""}:
                key = use.sort, name_key(use.sort, words)
                self._written[key].add(_Written(words, use.page, use.scope))
            self.scopes[use.sort][use.page] = use.scope

    def sorts_of(self, name: str, among: Sequence[NameSort]) -> list[NameSort]:
        """The sorts of which a ledger has a name.

        Raises:
            UsageError: it has none of it; the message gives the nearest names.
        """
        found = [sort for sort in among if self._of(sort, name)]
        if not found:
            raise UsageError(self._unknown(name, among))
        return found

    def _of(self, sort: NameSort, name: str) -> Collection[_Written]:
        key = name_key(sort, name)
        return self._written.get((sort, key), ()) if key else ()

    def _unknown(self, name: str, among: Sequence[NameSort]) -> str:
        spellings = {
            one.words
            for (sort, _), written in self._written.items()
            if sort in among
            for one in written
        }
        near = process.extract(
            name.casefold(),
            {words: words.casefold() for words in sorted(spellings)},
            scorer=fuzz.WRatio,
            limit=MOST_NEAREST,
            score_cutoff=NEAR_ENOUGH,
        )
        nearest = ", ".join(repr(words) for _, _, words in near)
        what = f"no {among[0]}" if len(among) == 1 else "no name"
        hint = f"nearest: {nearest}" if nearest else "`reportedly names` lists them"
        return f"the ledger has {what} {name!r}; {hint}"

    def place_of(self, sort: NameSort, name: str, page: str | None) -> str | None:
        """The page that a decision on a name is made for; None where the name means one everywhere.

        Raises:
            UsageError: the name is a description that means several, or stands not on the page.
        """
        written = self._of(sort, name)
        if not any(is_description(sort, one.words) for one in written):
            return None
        pages = sorted({one.page for one in written})
        fits = [one for one in pages if page is None or page in one]
        if not fits:
            raise UsageError(f"{name!r} stands on no page {page!r}; it does on {_few(pages)}")
        scopes = self.scopes[sort]
        by_scope = {scopes[one]: one for one in reversed(fits)}
        if len(by_scope) > 1:
            raise UsageError(
                f"{name!r} means others in other stories; say on which page with --page: "
                f"{_few(sorted(by_scope.values()))}"
            )
        return fits[0]


def _few(pages: Sequence[str]) -> str:
    shown = ", ".join(pages[:MOST_PAGES])
    return f"{shown} and {len(pages) - MOST_PAGES} more" if len(pages) > MOST_PAGES else shown


def decision_on(
    kind: DecisionType,
    first: str,
    second: str,
    asked: Asked,
    known: KnownNames,
    decisions: Sequence[NameDecision],
) -> NameDecision:
    """The decision that two names are one (`merge`), or two (`split`).

    Args:
        kind: merge or split.
        first: a name, as a page of the ledger writes it.
        second: the other name.
        asked: by whom, when, and which names are meant.
        known: the names of the ledger.
        decisions: all that were recorded, in their order.

    Raises:
        UsageError: a name is not in the ledger or means several; the names are of different sorts, or
            one; it was decided so before; somebody else decided the opposite, and `again` is not set.
    """
    sort = _sort_of(first, second, asked.sort, known)
    keys = name_key(sort, first), name_key(sort, second)
    if keys[0] == keys[1]:
        raise UsageError(f"{first!r} and {second!r} are one name, written alike; nothing to decide")
    pages = [known.place_of(sort, name, asked.page) for name in (first, second)]
    scopes = known.scopes[sort]
    meant = [
        Meant(key, scopes.get(page, page) if page else "")
        for key, page in zip(keys, pages, strict=True)
    ]
    decided = Decided(decisions, sort, scopes)
    _check_new(kind, (first, second), meant, decided)
    against = decided.against(kind, meant[0], meant[1])
    if against is not None and against.by != asked.by and not asked.again:
        raise UsageError(_contradiction(first, second, against))
    return _identified(
        NameDecision(
            id="",
            type=kind,
            sort=sort,
            first=first,
            second=second,
            first_key=keys[0],
            second_key=keys[1],
            first_page=pages[0],
            second_page=pages[1],
            by=asked.by,
            at=asked.at,
            note=asked.note,
        ),
        len(decisions),
    )


def _sort_of(first: str, second: str, wanted: NameSort | None, known: KnownNames) -> NameSort:
    among = SORTS if wanted is None else (wanted,)
    of_first, of_second = known.sorts_of(first, among), known.sorts_of(second, among)
    both = [sort for sort in of_first if sort in of_second]
    if not both:
        raise UsageError(
            f"{first!r} is {_a(of_first)} and {second!r} {_a(of_second)}: "
            "a decision is about names of one sort"
        )
    if len(both) > 1:
        raise UsageError(f"both names are {_a(both)} here; say which with --sort")
    return both[0]


def _a(sorts: Sequence[str]) -> str:
    return " and ".join(f"{'an' if sort[0] in 'aeiou' else 'a'} {sort}" for sort in sorts)


def _check_new(
    kind: DecisionType, names: tuple[str, str], meant: Sequence[Meant], decided: Decided
) -> None:
    before = decided.ruling_on(meant[0], meant[1])
    if before is not None and before.decision.type == kind:
        one = before.decision
        said = "are one" if kind == "merge" else "are two"
        raise UsageError(
            f"{one.by} decided before that {names[0]!r} and {names[1]!r} {said} (decision {one.id})"
        )


def _contradiction(first: str, second: str, against: NameDecision) -> str:
    when = day_of(against.at)
    said = "two" if against.type == "split" else "one"
    note = f", noting {against.note!r}" if against.note else ""
    return (
        f"{against.by} decided on {when.day} {when:%b %Y} that {against.first!r} and "
        f"{against.second!r} are {said} (decision {against.id}){note}: that stands against "
        f"{first!r} and {second!r}; add --again to decide otherwise, or undo it first"
    )


def undoing(identity: str, asked: Asked, decisions: Sequence[NameDecision]) -> NameDecision:
    """The decision that takes back another one, by its id or the beginning of its id.

    Raises:
        UsageError: no decision has the id, or several do, or it was taken back before.
    """
    wanted = identity.strip().lower()
    found = [one for one in decisions if wanted and one.id.startswith(wanted)]
    if not found:
        raise UsageError(
            f"no decision on names has the id {identity!r}; `reportedly names --decisions` lists them"
        )
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:MOST_PAGES])
        raise UsageError(f"several decisions begin with {identity!r}: {ids}; give more of the id")
    (undone,) = found
    taken_back = _taken_back(decisions).get(undone.id)
    if taken_back is not None:
        raise UsageError(
            f"decision {undone.id} was taken back before, by {taken_back.by} (decision {taken_back.id})"
        )
    changed = {"id": "", "type": "undo", "by": asked.by, "at": asked.at, "note": asked.note}
    decision = NameDecision(**undone.model_dump() | changed | {"undoes": undone.id})
    return _identified(decision, len(decisions))


def _taken_back(decisions: Sequence[NameDecision]) -> Mapping[str, NameDecision]:
    """The decisions that are taken back, each with the one that does."""
    found: dict[str, NameDecision] = {}
    for decision in reversed(decisions):
        if decision.type == "undo" and decision.id not in found and decision.undoes:
            found[decision.undoes] = decision
    return found


def _identified(decision: NameDecision, number: int) -> NameDecision:
    """A decision with its id: a hash of what it says and of how many were recorded before it."""
    said = json.dumps([number, *decision.model_dump(exclude={"id"}).values()])
    identity = hashlib.sha256(said.encode()).hexdigest()[:DIGITS]
    return NameDecision(**decision.model_dump() | {"id": identity})
