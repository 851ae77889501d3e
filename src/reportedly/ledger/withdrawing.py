"""Pages that their publishers have taken back: kept, and marked."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select, update

from reportedly.ledger.inserting import parts_of
from reportedly.ledger.keeping import mark_stale
from reportedly.ledger.tables import articles, captures, page_readings, pages, readings
from reportedly.records import Capture, day_of

GONE = (404, 410)
"""HTTP statuses by which a server says that a page is no longer there."""


def withdraw(connection: Connection, gone: Capture, reason: str) -> int:
    """Mark the captures of an address that were made before `gone`; return how many.

    Captures of an address are those that were asked for by it or whose canonical URL it is. Those
    that were certainly retrieved later stay as they are.
    """
    addresses = {address for address in (gone.location, gone.canonical_url) if address}
    same = or_(captures.c.location.in_(addresses), captures.c.canonical_url.in_(addresses))
    found = connection.execute(
        select(captures.c.id, captures.c.retrieved, captures.c.page_hash).where(
            same, captures.c.page_hash.is_not(None), captures.c.withdrawn.is_(None)
        )
    ).all()
    earlier = [row for row in found if not _is_later(row.retrieved, gone.retrieved)]
    for row in earlier:
        connection.execute(update(captures).where(captures.c.id == row.id).values(withdrawn=reason))
    hashes = sorted({row.page_hash for row in earlier})
    for part in parts_of(hashes):
        touched = connection.execute(select(pages.c.id).where(pages.c.hash.in_(part)))
        refresh_withdrawn(connection, list(touched.scalars()))
    return len(earlier)


def refresh_withdrawn(connection: Connection, page_ids: Sequence[int]) -> None:
    """Set again, after its captures changed, whether what was read in a page is withdrawn.

    A reading is withdrawn when every capture of its pages is; its reason is that of the last one.
    """
    if not page_ids:
        return
    linked = select(page_readings.c.reading_id).where(page_readings.c.page_id.in_(page_ids))
    for reading_id in connection.execute(linked.distinct()).scalars().all():
        made_from = (
            select(captures.c.withdrawn)
            .join(pages, pages.c.hash == captures.c.page_hash)
            .join(page_readings, page_readings.c.page_id == pages.c.id)
            .where(page_readings.c.reading_id == reading_id)
            .order_by(captures.c.id)
        )
        reasons = connection.execute(made_from).scalars().all()
        reason = reasons[-1] if reasons and all(reasons) else None
        changed = connection.execute(
            update(readings)
            .where(readings.c.id == reading_id, readings.c.withdrawn.is_distinct_from(reason))
            .values(withdrawn=reason)
        )
        if changed.rowcount:
            text_of = select(articles.c.text_id).join(
                readings, readings.c.article_id == articles.c.id
            )
            found = connection.execute(text_of.where(readings.c.id == reading_id))
            mark_stale(connection, found.scalars())


def _is_later(moment: str | None, than: str | None) -> bool:
    if moment is None or than is None:
        return False
    return day_of(moment) > day_of(than)
