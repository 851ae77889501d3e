"""`names`, and what people decide of them: `merge_names`, `split_names`, `undo_names`."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.reconciling.deciding import Asked, KnownNames, decision_on, undoing
from reportedly.reconciling.decisions import in_force, judged
from reportedly.reconciling.identities import SORTS, identities_of, known_names, uses_of
from reportedly.reconciling.names import plain
from reportedly.reconciling.wordings import name_key
from reportedly.records import (
    DecisionType,
    Identity,
    JudgedDecision,
    KnownAs,
    NameDecision,
    NameSort,
    RecordedClaim,
    ValidationError,
)
from reportedly.verbs import accounts


def names(ledger: Ledger, text: str | None = None, *, sort: str | None = None) -> list[Identity]:
    """The actors, places and groups of a ledger, each by all its names, with the evidence.

    Args:
        ledger: where to look.
        text: words that one of the names must hold.
        sort: `actor`, `place` or `group`; None: all.

    Raises:
        UsageError: a sort that is none.
    """
    wanted = _sort(sort)
    statements, found = accounts.named(ledger)
    return [
        one
        for one in identities_of(statements, found, ledger.name_decisions())
        if wanted in (None, one.sort) and _is_called(one, text)
    ]


def _is_called(one: Identity, text: str | None) -> bool:
    called = (one.name, *(spelling.words for spelling in one.spellings))
    return text is None or any(plain(text) in plain(name) for name in called)


def _sort(sort: str | None) -> NameSort | None:
    found = next((one for one in SORTS if one == sort), None)
    if sort is not None and found is None:
        raise UsageError(f"{sort!r} is not a sort of names; they are {', '.join(SORTS)}")
    return found


class Deciding(TypedDict, total=False):
    """By whom names are decided on, and what says which names are meant."""

    by: Required[str]
    """Who decides."""
    at: Required[str]
    """When, as `2025-11-01` or `2025-11-01T09:00Z`."""
    note: str | None
    """Why."""
    sort: str | None
    """`actor`, `place` or `group`, where both names are of several sorts."""
    page: str | None
    """A page (part of its path or URL) that says so, of a description ("the police") that means others in
    other stories."""
    again: bool
    """Whether to decide against an earlier decision of somebody else."""


def merge_names(
    ledger: Ledger, first: str, second: str, **deciding: Unpack[Deciding]
) -> NameDecision:
    """Record a person's decision that two names are one.

    Args:
        ledger: that holds both names.
        first: a name, as one of its pages writes it; a description is read as the other name from now on.
        second: the other name.
        deciding: by whom, when, why; see `Deciding`.

    Raises:
        UsageError: a name is not in the ledger, or means several; the names are of no common sort; it
            was decided so before; somebody else decided the opposite, and `again` is not set.
        LedgerError: the ledger cannot be written, or somebody decided in the meantime.
    """
    return _decided(ledger, "merge", (first, second), deciding)


def split_names(
    ledger: Ledger, first: str, second: str, **deciding: Unpack[Deciding]
) -> NameDecision:
    """Record a person's decision that two names are never one. Arguments and errors of `merge_names`."""
    return _decided(ledger, "split", (first, second), deciding)


def _decided(
    ledger: Ledger, kind: DecisionType, names: tuple[str, str], deciding: Deciding
) -> NameDecision:
    asked = Asked(
        deciding.get("by", ""),
        deciding.get("at", ""),
        deciding.get("note"),
        _sort(deciding.get("sort")),
        deciding.get("page"),
        deciding.get("again", False),
    )
    _check(asked)
    decisions = ledger.name_decisions()
    statements, found = accounts.named(ledger)
    known = KnownNames(uses_of(statements, found))
    decision = decision_on(kind, *names, asked, known, decisions)
    ledger.decide_name(decision, seen=len(decisions))
    return decision


def undo_names(
    ledger: Ledger, identity: str, *, by: str, at: str, note: str | None = None
) -> NameDecision:
    """Record that a decision on names is taken back; what was before it holds again.

    Args:
        ledger: that holds the decision.
        identity: its id, or the beginning of it.
        by: who takes it back.
        at: when.
        note: why.

    Raises:
        UsageError: no decision has the id, or several do, or it was taken back before.
        LedgerError: the ledger cannot be written, or somebody decided in the meantime.
    """
    asked = Asked(by, at, note)
    _check(asked)
    decisions = ledger.name_decisions()
    decision = undoing(identity, asked, decisions)
    ledger.decide_name(decision, seen=len(decisions))
    return decision


LONGEST = 2_000
"""Characters of the longest note or name: both are shown in lines."""


def _check(asked: Asked) -> None:
    """Refuse a decision by nobody, at no time, or in words that cannot be shown, before anything is read."""
    if not asked.by.strip():
        raise UsageError("a decision on names needs the name of whoever decides")
    for what, words in (("name", asked.by), ("note", asked.note or "")):
        if len(words) > LONGEST or not words.isprintable():
            raise UsageError(
                f"the {what} {words[:20]!r} cannot be shown in a line: write it without line breaks "
                f"and control characters, in {LONGEST:,} characters at most"
            )
    empty = {"first": "a", "second": "b", "first_key": "a", "second_key": "b"}
    try:
        NameDecision(id="", type="merge", sort="actor", by=asked.by, at=asked.at, **empty)
    except ValidationError as error:
        raise UsageError(
            f"{asked.at!r} is not a moment; write it as 2025-11-01 or 2025-11-01T09:00Z"
        ) from error


def name_decisions(
    ledger: Ledger, text: str | None = None, *, sort: str | None = None
) -> list[JudgedDecision]:
    """What people decided of names, in the order in which it was recorded, and whether it holds.

    Args:
        ledger: where to look.
        text: words that one of the two names must hold.
        sort: `actor`, `place` or `group`; None: all.

    Raises:
        UsageError: a sort that is none.
    """
    wanted = _sort(sort)
    return [
        one
        for one in judged(ledger.name_decisions())
        if wanted in (None, one.sort)
        and (text is None or any(plain(text) in plain(name) for name in (one.first, one.second)))
    ]


def known_as(ledger: Ledger, claim: RecordedClaim) -> tuple[KnownAs, ...]:
    """Whom and what the names of a claim mean, as far as people decided it."""
    decisions = ledger.name_decisions()
    if not _concerned(claim, decisions):
        return ()
    statements, found = accounts.named(ledger)
    own = [s for s in statements if (s.id, s.page) == (claim.statement, claim.page)]
    return tuple(one for statement in own for one in known_names(statement, found))


def _concerned(claim: RecordedClaim, decisions: Sequence[NameDecision]) -> bool:
    """Whether a decision that nobody took back speaks of a name of a claim."""
    names: tuple[tuple[NameSort, str | None], ...] = (
        ("actor", claim.source),
        ("place", claim.where),
        ("group", claim.who),
        ("group", claim.counted),
    )
    keys = {(sort, name_key(sort, name)) for sort, name in names if name}
    return any(
        {(one.sort, one.first_key), (one.sort, one.second_key)} & keys
        for one in in_force(decisions)
    )
