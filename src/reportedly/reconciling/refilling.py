"""The account of a whole ledger, worked out at once from its pages alone, and kept so.

What people decide on names can bear on any page. So while a decision is in force, what is kept is worked
out as a whole whenever something has come, changed or gone, and then asked like any other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.ledger import Ledger
from reportedly.ledger.keeping import Kept, Said
from reportedly.ledger.kept import contexts as kept_contexts
from reportedly.ledger.kept import tellings
from reportedly.reconciling.answering import DECIDED
from reportedly.reconciling.buckets import assemble
from reportedly.reconciling.closing import context_row
from reportedly.reconciling.contexts import context_of
from reportedly.reconciling.copies import METHOD as SIGNING
from reportedly.reconciling.copies import alike_in, sign
from reportedly.reconciling.events import events_of
from reportedly.reconciling.naming import Reading, places_claimed, reading_of
from reportedly.reconciling.occasions import Touch, Touched
from reportedly.reconciling.origins import key_of
from reportedly.reconciling.packing import KeptContext, KeptNames, packed_names
from reportedly.reconciling.statements import groups_in, told_in
from reportedly.reconciling.stories import own_places, places_of
from reportedly.reconciling.tellings import fold_phrases, telling_row
from reportedly.reconciling.told import Told
from reportedly.records import Article, NameDecision

AT_ONCE = 500
"""Texts that are signed in one transaction."""

NO_PAGE = 0
"""The unit of statements whose text the ledger does not have."""


@dataclass(frozen=True)
class _Whole:
    """A ledger's statements, where they stand, and what their names mean."""

    said: Sequence[Said]
    articles: Mapping[int, Article]
    reading: Reading


def refill(ledger: Ledger, method: str, decisions: Sequence[NameDecision]) -> int:
    """Work out all of a ledger and keep it; return how many texts have statements.

    Others may read pages into the ledger meanwhile: what they change is worked out the next time.

    Args:
        ledger: that can be written.
        method: by which it is then kept.
        decisions: what people decided of names, in the order in which they were recorded.
    """
    working = f"working out {method}"
    with ledger.keeping() as kept:
        kept.refill(working)
        kept.forget_stale()
    _sign_left(ledger)
    whole = _read(ledger, decisions)
    with ledger.keeping() as kept:
        if kept.method() == working:
            _write(kept, method, whole)
    return len({one.text_id for one in whole.said})


def _sign_left(ledger: Ledger) -> None:
    """Sign the texts that have no sketch, or one by another method."""
    left = ledger.unsigned(SIGNING)
    for at in range(0, len(left), AT_ONCE):
        sign(ledger, [ledger.article(text_hash) for text_hash in left[at : at + AT_ONCE]])


def _read(ledger: Ledger, decisions: Sequence[NameDecision]) -> _Whole:
    with ledger.kept() as kept:
        said = kept.statements(kept.told())
        articles = kept.articles(sorted({one.text_id for one in said}))
    statements = sorted((one.statement for one in said), key=key_of)
    known = {article.text_hash(): context_of(article) for article in articles.values()}
    return _Whole(said, articles, reading_of(statements, known, decisions, alike_in(ledger)))


def _write(kept: Kept, method: str, whole: _Whole) -> None:
    """Fill what is kept."""
    voices, names = whole.reading.voices, whole.reading.names
    decided = KeptNames(
        voices.named, names.origins.merges, names.places.merges, names.peoples.merges
    )
    kept.refill(method, **{DECIDED: packed_names(decided)})
    fold_phrases(kept, whole.said)
    unit_of, told = _told(whole)
    pages = _pages(whole)
    rows = [context_row(text, page, unit_of[text]) for text, page in sorted(pages.items())]
    kept.add(kept_contexts, rows)
    where = {key_of(one.statement): one for one in whole.said}
    new = [
        telling_row(number, one, where[key_of(one.statement)])
        for number, same in sorted(told.items())
        for one in same
    ]
    kept.add(tellings, sorted(new, key=lambda row: (row["reading_id"], row["statement_id"])))
    touched: Touched = {row["bucket"]: Touch(row["family"], None, changed=None) for row in new}
    kept.keep_days(assemble(kept, touched, voices.same))


def _told(whole: _Whole) -> tuple[dict[int, int], dict[int, list[Told]]]:
    """The unit of each text, by its number, and what each unit tells."""
    text_of = {article.text_hash(): text_id for text_id, article in whole.articles.items()}
    unit_of: dict[int, int] = {}
    told: dict[int, list[Told]] = defaultdict(list)
    for unit, spoken in whole.reading.units:
        ids = sorted(text_of[text_hash] for text_hash in unit.contexts)
        number = ids[0] if ids else NO_PAGE
        unit_of |= dict.fromkeys(ids, number)
        told[number] += told_in(
            unit, spoken, groups_in(unit), whole.reading.voices.key, whole.reading.names
        )
    return unit_of, told


def _pages(whole: _Whole) -> dict[int, KeptContext]:
    """What is kept of each text."""
    names = whole.reading.names
    claimed = places_claimed((one.statement for one in whole.said), names.places)
    own = {
        text_hash: own_places(page, claimed.get(text_hash, ()))
        for text_hash, page in names.contexts.items()
    }
    places = places_of(names.contexts.values(), own)
    found = {}
    for text_id, article in whole.articles.items():
        name = article.text_hash()
        page = KeptContext(names.contexts[name], own[name], places[name])
        found[text_id] = replace(page, events=events_of(article))
    return found
