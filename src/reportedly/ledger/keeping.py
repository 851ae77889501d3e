"""Reading and writing what reconciling keeps. What it means is not the ledger's business."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    RowMapping,
    delete,
    func,
    insert,
    select,
)

from reportedly.ledger import identity, queries, rows
from reportedly.ledger.accounts import statements_of
from reportedly.ledger.choosing import Choosing
from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import insert_all, parts_of
from reportedly.ledger.kept import (
    KEPT,
    kept_conflicts,
    kept_series,
    kept_state,
    stale_texts,
    unit_names,
)
from reportedly.ledger.kept import contexts as kept_contexts
from reportedly.ledger.signing import Likeness, Sketch, sign_in
from reportedly.ledger.tables import (
    articles,
    blocks,
    claims,
    likenesses,
    phrases,
    readings,
    signatures,
    texts,
)
from reportedly.records import Article, Statement


def number_of(*words: str) -> int:
    """A whole number below 2**63 by which words are looked up."""
    whole = "\n".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest()) >> 1


class Said(NamedTuple):
    """A statement, and where the ledger has it."""

    text_id: int
    reading_id: int
    statement_id: int
    statement: Statement


class Kept(Choosing):
    """What is kept."""

    # conflicts

    def worst(self, series: Iterable[str] | None, at_most: int | None) -> list[RowMapping]:
        """The conflicts of some series, or of all, that are the worst.

        Args:
            series: ids; None: all.
            at_most: so many, and those that no column tells from the last of them; None: all.
        """
        of = kept_conflicts.c
        order = of.severity, of.nearness, of.series_id, of.a, of.b
        query = select(kept_conflicts)
        some = (
            [query]
            if series is None
            else [query.where(of.series_id.in_(part)) for part in parts_of(series)]
        )
        if at_most is None:
            return [row for one in some for row in self._connection.execute(one).mappings()]
        found: dict[int, RowMapping] = {}
        for one in some:
            rows = self._connection.execute(one.order_by(*order).limit(at_most)).mappings().all()
            if len(rows) == at_most:
                last = [column == rows[-1][column.name] for column in order]
                rows = [*rows, *self._connection.execute(query.where(*last)).mappings()]
            found |= {row["id"]: row for row in rows}
        return list(found.values())

    def worst_numbers(
        self,
        series: Iterable[str] | None,
        at_most: int | None = None,
        *,
        offset: int = 0,
        kind: str | None = None,
    ) -> list[int]:
        """The numbers of the conflicts of some series, or of all, the worst first.

        Args:
            series: ids; None: all.
            at_most: so many; None: all.
            offset: how many to leave out before; of all series only.
            kind: of all series, those that are of this kind.
        """
        of = kept_conflicts.c
        order = of.severity, of.nearness, of.series_id, of.a, of.b, of.id
        if series is None:
            query = select(of.id).order_by(*order).limit(at_most).offset(offset)
            if kind is not None:
                of_kind = select(kept_series.c.id).where(kept_series.c.kind == kind)
                query = query.where(of.series_id.in_(of_kind))
            return list(self._connection.execute(query).scalars())
        rows = [tuple(row) for row in self.chosen(order, of.series_id, sorted(set(series)))]
        return [row[-1] for row in sorted(rows)[:at_most]]

    def worst_sides(self, at_most: int, *, offset: int = 0) -> Sequence[Any]:
        """Of the worst conflicts their numbers, their series and both statements, in order."""
        of = kept_conflicts.c
        order = of.severity, of.nearness, of.series_id, of.a, of.b, of.id
        query = select(of.id, of.series_id, of.a, of.b).order_by(*order)
        return self._connection.execute(query.limit(at_most).offset(offset)).all()

    # the state

    def state(self, name: str) -> str | None:
        """Something that is known of all that is kept."""
        query = select(kept_state.c.value).where(kept_state.c.name == name)
        return self._connection.execute(query).scalar()

    def method(self) -> str | None:
        """The method by which all that is kept was worked out."""
        return self.state("method")

    def restart(self, method: str) -> None:
        """Empty what is kept, and let every text be worked out anew by a method."""
        self.refill(method)
        self._connection.execute(delete(stale_texts))
        everything = select(texts.c.id)
        self._connection.execute(insert(stale_texts).from_select(["text_id"], everything))

    def refill(self, method: str, **state: str) -> None:
        """Empty what is kept, to be filled by a method; with more that is known of all of it."""
        for table in (*KEPT, kept_state):
            self._connection.execute(delete(table))
        rows = [{"name": name, "value": value} for name, value in state.items()]
        self.add(kept_state, [{"name": "method", "value": method}, *rows])

    def forget_stale(self) -> None:
        """All texts are being worked out anew: those that change from now on are noted."""
        self._connection.execute(delete(stale_texts))

    def unsigned(self, text_ids: Iterable[int], method: str) -> list[int]:
        """Those of some texts that have no sketch by a method."""
        given = sorted(set(text_ids))
        column = signatures.c
        signed = set(self.chosen([column.text_id], column.text_id, given, column.method == method))
        return sorted(set(given) - {row.text_id for row in signed})

    def sign(self, sketches: Iterable[Sketch], likeness: Likeness, least: float) -> None:
        """Keep sketches, as a ledger's `sign` does."""
        sign_in(self._connection, sketches, likeness, least)

    def told(self) -> list[int]:
        """The texts with claims of a reading that holds, in order."""
        query = (
            select(articles.c.text_id)
            .join(readings, readings.c.article_id == articles.c.id)
            .where(readings.c.superseded_by.is_(None))
            .distinct()
        )
        return sorted(self._connection.execute(query).scalars())

    def stale(self, at_most: int) -> list[int]:
        """Texts that are to be worked out anew, by their days, so that neighbours come together."""
        stale = stale_texts.c.text_id
        day = select(func.min(articles.c.published)).where(articles.c.text_id == stale)
        query = select(stale).order_by(day.scalar_subquery(), stale).limit(at_most)
        return list(self._connection.execute(query).scalars())

    def has_stale(self) -> bool:
        """Whether some text is to be worked out anew."""
        return self._connection.execute(select(stale_texts.c.text_id).limit(1)).first() is not None

    def done(self, text_ids: Iterable[int]) -> None:
        """These texts have been worked out."""
        self.remove(stale_texts.c.text_id, text_ids)

    # pages

    def hashes(self, text_ids: Iterable[int]) -> dict[int, str]:
        """The hashes of texts."""
        found = self.chosen([texts.c.id, texts.c.hash], texts.c.id, text_ids)
        return {row.id: row.hash for row in found}

    def texts(self, hashes: Iterable[str]) -> dict[str, int]:
        """The numbers of texts, by their hashes."""
        found = self.chosen([texts.c.id, texts.c.hash], texts.c.hash, hashes)
        return {row.hash: row.id for row in found}

    def articles(self, text_ids: Iterable[int]) -> dict[int, Article]:
        """The article of each text; of several, the one that was printed first.

        Texts that were forgotten are left out.
        """
        found: dict[int, Any] = {}
        for part in parts_of(text_ids):
            query = (
                select(articles, texts.c.data)
                .join(texts, texts.c.id == articles.c.text_id)
                .where(articles.c.text_id.in_(part), texts.c.data.is_not(None))
                .order_by(func.coalesce(articles.c.published, "9999"), articles.c.digest)
            )
            for row in self._connection.execute(query):
                found.setdefault(row.text_id, row)
        by_article: dict[int, list[Any]] = {row.id: [] for row in found.values()}
        for part in parts_of(by_article):
            query = select(blocks).where(blocks.c.article_id.in_(part)).order_by("start_offset")
            for block in self._connection.execute(query):
                by_article[block.article_id].append(block)
        return {text_id: rows.article_of(row, by_article[row.id]) for text_id, row in found.items()}

    def statements(self, text_ids: Iterable[int]) -> list[Said]:
        """The current statements of texts."""
        found: list[Said] = []
        for part in parts_of(text_ids):
            current = (
                select(claims.c.id)
                .join(readings, readings.c.id == claims.c.reading_id)
                .join(articles, articles.c.id == readings.c.article_id)
                .where(articles.c.text_id.in_(part), queries.FEW_CURRENT)
            )
            mentions, known = [], {}
            for row in self._connection.execute(queries.whole(current)).mappings():
                claim = rows.recorded_claim(row)
                mentions.append((row["reading_id"], claim))
                known[claim.statement, claim.page] = (
                    row["text_id"],
                    row["reading_id"],
                    row["statement_id"],
                )
            found += [Said(*known[one.id, one.page], one) for one in statements_of(mentions)]
        return found

    def phrases(self, words: Iterable[str]) -> dict[str, int]:
        """The numbers of phrases, by their words."""
        by_hash = {identity.phrase_hash(phrase): phrase for phrase in words}
        found = self.chosen([phrases.c.hash, phrases.c.id], phrases.c.hash, sorted(by_hash))
        return {by_hash[row.hash]: row.id for row in found}

    def alike(self, text_ids: Iterable[int]) -> set[tuple[int, int]]:
        """Pairs of texts that are alike, of which one is given."""
        given = list(text_ids)
        pair = [likenesses.c.text_id, likenesses.c.other_id]
        return {
            (row.text_id, row.other_id)
            for column in pair
            for row in self.chosen(pair, column, given)
        }

    def mark(self, text_ids: Iterable[int]) -> None:
        """Let texts be worked out anew."""
        mark_stale(self._connection, text_ids)

    def mark_units(self, unit_ids: Iterable[int]) -> None:
        """Let the pages of some units be worked out anew."""
        found = self.chosen([kept_contexts.c.text_id], kept_contexts.c.unit_id, unit_ids)
        mark_stale(self._connection, [row.text_id for row in found])


def mark_stale(connection: Connection, text_ids: Iterable[int]) -> None:
    """Let texts be worked out anew."""
    wanted = sorted(set(text_ids))
    for part in parts_of(wanted):
        connection.execute(delete(stale_texts).where(stale_texts.c.text_id.in_(part)))
        insert_all(connection, stale_texts, [{"text_id": text_id} for text_id in part])


class Keeping(Connected):
    """The methods by which reconciling keeps what it has worked out."""

    @contextmanager
    def keeping(self) -> Iterator[Kept]:
        """Change what is kept, in one transaction."""
        with self._writing() as connection:
            yield Kept(connection)

    @contextmanager
    def kept(self) -> Iterator[Kept]:
        """Read what is kept, as it is at one moment."""
        with self._reading() as connection:
            yield Kept(connection)

    def is_reconciled(self, method: str) -> bool:
        """Whether all that is kept was worked out by a method, and nothing has changed since."""
        with self.kept() as kept:
            return kept.method() == method and not kept.has_stale()

    def mark_names(self, names: Iterable[str]) -> int:
        """Let all pages on which some names speak be worked out anew; return how many units they are.

        For whoever changes what a name means.
        """
        keys = [number_of(name) for name in names]
        with self.keeping() as kept:
            column = unit_names.c
            units = {row.unit_id for row in kept.chosen([column.unit_id], column.name_key, keys)}
            kept.mark_units(units)
        return len(units)
