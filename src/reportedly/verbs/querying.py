"""`claims`, `series`, `conflicts`, `sources` and `show`: questions to a ledger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypedDict, Unpack, get_args

from reportedly.errors import UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.inserting import parts_of
from reportedly.ledger.keeping import Kept
from reportedly.ledger.kept import kept_conflicts
from reportedly.publishing.frames import Claims, DrawnSeries
from reportedly.reconciling import (
    Account,
    conflicts_of,
    explanations_of,
    series_of,
    sources_of,
)
from reportedly.reconciling.answering import (
    account_kept,
    conflicts_kept,
    conflicts_numbered,
    series_kept,
)
from reportedly.reconciling.names import people_of, place_of, plain
from reportedly.records import (
    Article,
    Conflict,
    JudgedReview,
    Kind,
    KnownAs,
    RecordedClaim,
    Series,
    SeriesExplanation,
    Sources,
)
from reportedly.verbs import accounts
from reportedly.verbs.naming import known_as


class Filters(TypedDict, total=False):
    """What `claims` and `series` can be asked for; a missing or null filter lets everything pass."""

    kind: str | None
    """One of the kinds of `docs/figures.md`."""
    who: str | None
    """People or things affected; nations match by any of their names (`DPRK`, `N. Korean`)."""
    where: str | None
    """A place; a country matches the places that are known to lie in it."""
    source: str | None
    """Words of the source's name."""
    publisher: str | None
    """Words of the publisher's name."""
    since: str | None
    """First day, as `2025-01-31`."""
    until: str | None
    """Last day, as `2025-01-31`."""
    text: str | None
    """Words that the sentence must hold."""


def claims(
    ledger: Ledger,
    *,
    limit: int | None = None,
    rejected: bool = False,
    **filters: Unpack[Filters],
) -> Claims:
    """Claims of a ledger, in order of printing; at most `limit` of them.

    Args:
        ledger: where to look.
        limit: at most so many.
        rejected: whether claims that people rejected are given too.
        filters: what they must be.

    Raises:
        UsageError: a kind or a day that is none.
    """
    found = (
        claim
        for claim in ledger.claims(claim_filter(filters))
        if fits(claim, filters) and (rejected or not is_rejected(claim))
    )
    return Claims(islice(found, limit))


def each_claim(
    ledger: Ledger, *, rejected: bool = False, **filters: Unpack[Filters]
) -> Iterator[RecordedClaim]:
    """The same as `claims`, one at a time and without holding all of them in memory."""
    for claim in ledger.each_claim(claim_filter(filters)):
        if fits(claim, filters) and (rejected or not is_rejected(claim)):
            yield claim


def is_rejected(claim: RecordedClaim) -> bool:
    """Whether people say that a claim is none."""
    return claim.review is not None and claim.review.verdict == "rejected"


def fits(claim: RecordedClaim, filters: Filters) -> bool:
    """Whether a claim is what the filters want that the store cannot answer by itself."""
    return _fits_people(claim, filters.get("who")) and _fits_place(claim, filters.get("where"))


def claim_filter(filters: Filters) -> ClaimFilter:
    """The part of the filters that the store can answer by itself."""
    return ClaimFilter(
        kind=_kind(filters.get("kind")),
        source=filters.get("source"),
        publisher=filters.get("publisher"),
        since=filters.get("since"),
        until=filters.get("until"),
        text=filters.get("text"),
    )


def _kind(kind: str | None) -> str | None:
    return None if kind is None else check_kind(kind)


def check_kind(kind: str) -> str:
    """Give back a kind of figures.

    Raises:
        UsageError: it is none; names the nearest.
    """
    kinds: tuple[str, ...] = get_args(Kind)
    if kind in kinds:
        return kind
    from rapidfuzz import fuzz, process

    nearest = process.extractOne(kind, kinds, scorer=fuzz.ratio)[0]
    raise UsageError(f"{kind!r} is not a kind; nearest: {nearest}. All of them: {', '.join(kinds)}")


def _fits_people(claim: RecordedClaim, who: str | None) -> bool:
    if who is None:
        return True
    phrases = [phrase for phrase in (claim.who, claim.counted) if phrase]
    if any(plain(who) in plain(phrase) for phrase in phrases):
        return True
    asked = people_of(who)
    return any(
        asked.nation != ""
        and asked.nation in people_of(phrase).nation.split(" + ")
        and asked.group in ("people", people_of(phrase).group)
        for phrase in phrases
    )


def _fits_place(claim: RecordedClaim, where: str | None) -> bool:
    if where is None:
        return True
    if claim.where is None:
        return False
    found, asked = place_of(claim.where), place_of(where)
    return plain(where) in plain(claim.where) or found == asked or found.lies_in(asked)


def series(ledger: Ledger, **filters: Unpack[Filters]) -> list[DrawnSeries]:
    """The same quantity over many reports, each series with a verdict. Filters as in `claims`."""
    return [DrawnSeries.of(one) for one in _series(ledger, filters)]


def _series(ledger: Ledger, filters: Filters) -> list[Series]:
    if accounts.is_kept(ledger):
        with ledger.kept() as kept:
            return series_kept(kept, _ids(kept, filters))
    return _worked_out(ledger, filters)[1]


def _ids(kept: Kept, filters: Filters, among: Iterable[str] | None = None) -> list[str]:
    return accounts.chosen(
        kept, claim_filter(filters), filters.get("who"), filters.get("where"), among
    )


def _worked_out(ledger: Ledger, filters: Filters) -> tuple[Account, list[Series]]:
    """The account of a ledger that keeps none, and the series in it that filters choose."""
    account = accounts.of(ledger)
    return account, holding(ledger, series_of(account), filters)


def holding(ledger: Ledger, every: Iterable[Series], filters: Filters) -> list[Series]:
    """Those of some series of a ledger that hold a claim which filters choose, rejected or not."""
    chosen = {(claim.statement, claim.page) for claim in claims(ledger, rejected=True, **filters)}
    return [
        one for one in every if any((s.id, s.page) in chosen for s in (*one.statements, *one.apart))
    ]


def _account(ledger: Ledger, filters: Filters) -> tuple[Account, list[Series]]:
    """The series that filters choose, with the account of the pages that they stand on."""
    if accounts.is_kept(ledger):
        with ledger.kept() as kept:
            ids = _ids(kept, filters)
            return account_kept(kept, ids), series_kept(kept, ids)
    return _worked_out(ledger, filters)


def explain_series(ledger: Ledger, **filters: Unpack[Filters]) -> list[SeriesExplanation]:
    """Why the statements of each series are in it, and why near misses are not. Filters as in `claims`."""
    account, found = _account(ledger, filters)
    wanted = {one.id for one in found}
    return [one for one in explanations_of(account, series_of(account)) if one.id in wanted]


def conflicts(
    ledger: Ledger,
    *,
    everything: bool = False,
    limit: int | None = None,
    **filters: Unpack[Filters],
) -> list[Conflict]:
    """Pairs of statements of one series that cannot both hold, worst first. Filters as in `claims`.

    Args:
        ledger: where to look.
        everything: whether differences that are explained are listed too: revisions, overtaken
            floors, denials, narrower scopes, other windows.
        limit: at most so many of them, the worst; None: all.
        filters: which claims a series must hold for its conflicts to be listed.
    """
    if everything or not accounts.is_kept(ledger):
        return conflicts_of(_series(ledger, filters), everything=everything)[:limit]
    with ledger.kept() as kept:
        everywhere = all(given is None for given in filters.values())
        if everywhere or limit is None:
            return conflicts_kept(kept, None if everywhere else _ids(kept, filters), limit)
        return _worst(kept, limit, filters)


def count_conflicts(ledger: Ledger, *, everything: bool = False, **filters: Unpack[Filters]) -> int:
    """How many conflicts there are in all, whatever number is listed. Arguments as of `conflicts`."""
    if everything or not accounts.is_kept(ledger):
        return len(conflicts_of(_series(ledger, filters), everything=everything))
    with ledger.kept() as kept:
        if all(given is None for given in filters.values()):
            return kept.count(kept_conflicts)
        series = kept_conflicts.c.series_id
        parts = parts_of(sorted(_ids(kept, filters)))
        return sum(kept.count(kept_conflicts, series.in_(part)) for part in parts)


def _worst(kept: Kept, limit: int, filters: Filters) -> list[Conflict]:
    """The worst conflicts of the series that filters choose, looked for from the worst of all."""
    most = max(limit, FIRST_LOOK)
    while True:
        rows = kept.worst(None, most)
        among = {row["series_id"] for row in rows}
        fitting = set(_ids(kept, filters, sorted(among)))
        found = sum(row["series_id"] in fitting for row in rows)
        if found >= limit or len(rows) < most:
            return conflicts_kept(kept, sorted(fitting), limit)
        most *= 4


def fresh_conflicts(ledger: Ledger, **filters: Unpack[Filters]) -> Iterator[Conflict]:
    """Of `conflicts`, the worst first, those with a statement that no worse one has.

    They are looked for a part at a time, as they are asked for.
    """
    if not accounts.is_kept(ledger):
        yield from conflicts_of(_series(ledger, filters))
        return
    wanted = _fresh(ledger, filters)
    while numbers := list(islice(wanted, SHOWN_AT_ONCE)):
        with ledger.kept() as kept:
            found = conflicts_numbered(kept, numbers)
        yield from found


def _fresh(ledger: Ledger, filters: Filters) -> Iterator[int]:
    """The numbers of those conflicts."""
    everywhere = all(given is None for given in filters.values())
    seen: set[str] = set()
    at, count = 0, FIRST_LOOK
    while count == FIRST_LOOK:
        with ledger.kept() as kept:
            rows = kept.worst_sides(FIRST_LOOK, offset=at)
            among = {row.series_id for row in rows}
            fitting = among if everywhere else set(_ids(kept, filters, sorted(among)))
        for row in rows:
            if row.series_id in fitting and not {row.a, row.b} <= seen:
                seen |= {row.a, row.b}
                yield row.id
        at, count = at + FIRST_LOOK, len(rows)


SHOWN_AT_ONCE = 50
"""Conflicts that are unpacked at a time for whoever goes through them."""


FIRST_LOOK = 1_000
"""So many of the worst conflicts are looked at first for those that filters choose."""


def sources(ledger: Ledger, **filters: Unpack[Filters]) -> Sources:
    """Who stands behind the figures: origins, chains, copies of one report. Filters as in `claims`."""
    account, found = _account(ledger, filters)
    return sources_of(found, account.groups, account.origins.merges)


@dataclass(frozen=True)
class Shown:
    """One claim with the text it stands in and the chain from its origin to the page."""

    claim: RecordedClaim
    article: Article | None
    chain: tuple[str, ...]
    known_as: tuple[KnownAs, ...] = ()
    reviews: tuple[JudgedReview, ...] = ()
    """What people decided of it, in the order of deciding."""

    def as_json(self) -> dict[str, Any]:
        """The claim's fields, the chain, and the block that the claim stands in."""
        dumped = self.claim.model_dump(mode="json")
        blocks = self.article.blocks if self.article else ()
        block = next((b for b in blocks if b.start <= self.claim.start < b.end), None)
        text = block.span.of(self.article.text) if block and self.article else None
        printed = self.article.page_at(self.claim.start) if self.article else None
        of_report = {} if printed is None else {"page_number": printed}
        return (
            dumped
            | of_report
            | {
                "chain": list(self.chain),
                "known_as": [one.model_dump(mode="json") for one in self.known_as],
                "reviews": [one.model_dump(mode="json") for one in self.reviews],
                "block": block.model_dump() | {"text": text} if block else None,
            }
        )


def show(ledger: Ledger, identity: str) -> Shown:
    """One claim by its id, or by the beginning of its id.

    Raises:
        UsageError: no claim has that id, or several do.
    """
    claim = ledger.claim(identity)
    known = known_as(ledger, claim)
    speaker = next((one.name for one in known if one.field == "source"), None)
    history = tuple(ledger.reviews(claim=claim.id))
    article = ledger.article(claim.text_hash)
    return Shown(claim, article, chain_of(claim, speaker), known, history)


def chain_of(claim: RecordedClaim, speaker: str | None = None) -> tuple[str, ...]:
    """The chain of sources, from the one furthest back to the page.

    Args:
        claim: whose chain it is.
        speaker: the name that stands for its source, where people decided on it.
    """
    source = (speaker or claim.source) if claim.source else None
    links = [claim.cites, source, *claim.via, claim.publisher or claim.page]
    chain: list[str] = []
    for link in links:
        if link and (not chain or chain[-1] != link):
            chain.append(link)
    return tuple(chain)
