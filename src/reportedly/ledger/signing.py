"""Sketches of texts, and which texts are alike. How a sketch is made is not the ledger's business."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Integer, bindparam, delete, select

from reportedly.ledger.connecting import Connected
from reportedly.ledger.inserting import insert_all, parts_of
from reportedly.ledger.tables import likenesses, signature_bands, signatures, texts

Likeness = Callable[[bytes, Sequence[bytes]], Sequence[float]]
"""How alike a text is to each of some others, by their sketches: 0 to 1."""


@dataclass(frozen=True)
class Sketch:
    """What is kept of a text to find those that are like it.

    Attributes:
        text_hash: of the text.
        method: how the sketch was made; sketches of other methods are never compared with it.
        data: the sketch; None for a text that is too short to have one.
        bands: numbers of which two texts that are alike share some.
        near: those that texts alike to it can have; None: its own.
    """

    text_hash: str
    method: str
    data: bytes | None
    bands: tuple[int, ...] = ()
    near: tuple[int, ...] | None = None


class Signing(Connected):
    """The methods that keep sketches, and find the texts that are alike by them."""

    def sign(self, sketches: Iterable[Sketch], likeness: Likeness, least: float) -> None:
        """Keep sketches, and the pairs that they make with each other and with those kept before.

        What one sketch costs depends on how many texts share a band with it, not on how many are kept.
        A text whose sketch was made by another method is signed anew.

        Args:
            sketches: of texts of the ledger; texts that it does not have are left out.
            likeness: compares a sketch with others.
            least: pairs that are less alike are not kept.
        """
        with self._writing() as connection:
            sign_in(connection, sketches, likeness, least)

    def unsigned(self, method: str) -> list[str]:
        """Hashes of the texts that have no sketch by a method, in order."""
        signed = select(signatures.c.text_id).where(signatures.c.method == method)
        query = select(texts.c.hash).where(texts.c.id.not_in(signed), texts.c.data.is_not(None))
        with self._reading() as connection:
            return list(connection.execute(query.order_by(texts.c.hash)).scalars())

    def alike(self, method: str) -> list[tuple[str, str]]:
        """Pairs of hashes of texts that are alike, each once, in order."""
        one, other = texts.alias("one"), texts.alias("other")
        query = (
            select(one.c.hash, other.c.hash)
            .select_from(likenesses)
            .join(one, one.c.id == likenesses.c.text_id)
            .join(other, other.c.id == likenesses.c.other_id)
            .join(signatures, signatures.c.text_id == likenesses.c.text_id)
            .where(signatures.c.method == method)
        )
        with self._reading() as connection:
            return sorted((min(row), max(row)) for row in connection.execute(query))

    def sharing(self, bands: Sequence[int], method: str) -> list[Sketch]:
        """The sketches that share a band with those given."""
        with self._reading() as connection:
            found = dict(_sharing(connection, bands, method))
            named: dict[int, str] = {}
            for part in parts_of(found):
                rows = connection.execute(
                    select(texts.c.id, texts.c.hash).where(texts.c.id.in_(part))
                )
                named.update((row.id, row.hash) for row in rows)
        return [Sketch(named[text_id], method, data) for text_id, data in sorted(found.items())]


def sign_in(
    connection: Connection, sketches: Iterable[Sketch], likeness: Likeness, least: float
) -> None:
    """As `Signing.sign`, inside a transaction that writes."""
    given = {sketch.text_hash: sketch for sketch in sketches}
    signing = _Signer(connection, likeness, least)
    for part in parts_of(given):
        columns = texts.c.hash, texts.c.id, signatures.c.method
        query = select(*columns).join(signatures, signatures.c.text_id == texts.c.id, isouter=True)
        found = {row.hash: row for row in connection.execute(query.where(texts.c.hash.in_(part)))}
        for text_hash in part:
            row, sketch = found.get(text_hash), given[text_hash]
            if row is None or row.method == sketch.method:
                continue
            if row.method is not None:
                _forget(connection, row.id)
            signing.add(row.id, sketch)
        signing.write()


_BANDS = 192
"""Bands in one question: as many as three stretches of days have. One length is prepared once."""


@lru_cache(maxsize=8)
def _by_band(dialect: Dialect) -> str:
    """The question for the texts that share one of so many bands, as the driver takes it."""
    bands = (bindparam(f"band_{n}", type_=Integer) for n in range(_BANDS))
    query = select(signature_bands.c.text_id).where(signature_bands.c.band.in_(list(bands)))
    words = str(query.distinct().compile(dialect=dialect))
    return re.sub(r"%\(band_\d+\)s(?:::\w+)?", "%s", words)


class _Signer:
    """Signs texts one after the other, and remembers the sketches that it has seen.

    What it has found is written by `write`; until then the texts signed know each other from memory.
    """

    def __init__(self, connection: Connection, likeness: Likeness, least: float) -> None:
        self._connection, self._likeness, self._least = connection, likeness, least
        self._seen: dict[int, tuple[str, bytes | None]] = {}
        self._waiting: dict[int, list[int]] = defaultdict(list)
        self._signatures: list[dict[str, Any]] = []
        self._likenesses: list[dict[str, Any]] = []

    def add(self, text_id: int, sketch: Sketch) -> None:
        """Take up the sketch of a text, and with whom it is alike."""
        others = {
            other_id: data
            for other_id in self._others(sketch)
            for method, data in (self._seen[other_id],)
            if method == sketch.method and data is not None
        }
        if others and sketch.data is not None:
            shares = self._likeness(sketch.data, list(others.values()))
            for other_id, share in zip(others, shares, strict=True):
                if share >= self._least:
                    first, second = sorted((text_id, other_id))
                    pair = {"text_id": first, "other_id": second, "likeness": share}
                    self._likenesses.append(pair)
        row = {"text_id": text_id, "method": sketch.method, "data": sketch.data}
        self._signatures.append(row)
        self._seen[text_id] = sketch.method, sketch.data
        for band in dict.fromkeys(sketch.bands):
            self._waiting[band].append(text_id)

    def write(self) -> None:
        """Keep what was taken up."""
        bands = [
            {"band": band, "text_id": text_id}
            for band, texts_of in self._waiting.items()
            for text_id in texts_of
        ]
        insert_all(self._connection, signatures, self._signatures)
        insert_all(self._connection, signature_bands, bands)
        insert_all(self._connection, likenesses, self._likenesses)
        self._waiting.clear()
        self._signatures, self._likenesses = [], []

    def _others(self, sketch: Sketch) -> list[int]:
        """The texts that share a band with a sketch; their own sketches are loaded."""
        near = list(sketch.bands if sketch.near is None else sketch.near)
        if sketch.data is None or not near:
            return []
        waiting = self._waiting
        found = {one for band in near if band in waiting for one in waiting[band]}
        # Without SQLAlchemy's own handling of values, which takes longer than finding them.
        sharing = _by_band(self._connection.dialect)
        for at in range(0, len(near), _BANDS):
            part = near[at : at + _BANDS]
            part += part[-1:] * (_BANDS - len(part))
            rows = self._connection.exec_driver_sql(sharing, tuple(part))
            found.update(row[0] for row in rows.all())
        for part in parts_of(sorted(one for one in found if one not in self._seen)):
            query = select(signatures).where(signatures.c.text_id.in_(part))
            kept = self._connection.execute(query).all()
            self._seen.update((row.text_id, (row.method, row.data)) for row in kept)
        return sorted(found)


def _sharing(
    connection: Connection, bands: Sequence[int], method: str
) -> Iterator[tuple[int, bytes]]:
    """Numbers and sketches of the texts that share a band, each once."""
    query = (
        select(signatures.c.text_id, signatures.c.data)
        .join(signature_bands, signature_bands.c.text_id == signatures.c.text_id)
        .where(
            signature_bands.c.band.in_(list(bands)),
            signatures.c.method == method,
            signatures.c.data.is_not(None),
        )
        .distinct()
    )
    for row in connection.execute(query):
        yield row.text_id, row.data


def _forget(connection: Connection, text_id: int) -> None:
    either: ColumnElement[bool] = (likenesses.c.text_id == text_id) | (
        likenesses.c.other_id == text_id
    )
    connection.execute(delete(likenesses).where(either))
    connection.execute(delete(signature_bands).where(signature_bands.c.text_id == text_id))
    connection.execute(delete(signatures).where(signatures.c.text_id == text_id))
