"""What is kept of pages and statements, as bytes: compressed JSON, and back."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from reportedly.reconciling.bodies import Introduced
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.geography import Toponym
from reportedly.reconciling.names import People, Place
from reportedly.reconciling.told import Told
from reportedly.records import Block, Conflict, Series, Statement


@dataclass(frozen=True)
class KeptContext:
    """A context with what its neighbours make of it.

    Attributes:
        context: of the page.
        own: keys of the places that it knows itself.
        places: the names in it that are those of places, and how much each weighs.
        written: keys of places as the text and its claims name them, whatever stands for them.
    """

    context: Context
    own: frozenset[str]
    places: Mapping[str, int]
    written: frozenset[str] = frozenset()


def packed_context(kept: KeptContext) -> bytes:
    """A context as bytes."""
    context = kept.context
    return _packed(
        {
            "text_hash": context.text_hash,
            "published": context.published.isoformat() if context.published else None,
            "publisher": context.publisher,
            "agency": context.agency,
            "updated": context.updated,
            "places": [
                [t.name, t.level, t.feature, t.inside, count] for t, count in context.places.items()
            ],
            "nests": sorted(context.nests),
            "names": dict(context.names),
            "happenings": dict(context.happenings),
            "blocks": [[block.start, block.end, block.role] for block in context.blocks],
            "introduced": [[one.form, one.name, one.type, one.words] for one in context.introduced],
            "own": sorted(kept.own),
            "known": dict(kept.places),
            "written": sorted(kept.written),
        }
    )


def unpacked_context(data: bytes) -> KeptContext:
    """The context that some bytes are of."""
    given = _unpacked(data)
    context = Context(
        text_hash=given["text_hash"],
        published=date.fromisoformat(given["published"]) if given["published"] else None,
        publisher=given["publisher"],
        agency=given["agency"],
        updated=given["updated"],
        places={Toponym(*words): count for *words, count in given["places"]},
        nests=frozenset((inner, outer) for inner, outer in given["nests"]),
        names=given["names"],
        happenings=given["happenings"],
        blocks=tuple(
            Block(start=start, end=end, role=role) for start, end, role in given["blocks"]
        ),
        introduced=tuple(Introduced(*words) for words in given["introduced"]),
    )
    return KeptContext(
        context, frozenset(given["own"]), given["known"], frozenset(given["written"])
    )


_PLAIN = ("unit", "counting", "story", "why_place", "why_counting")


def packed_told(told: Told) -> bytes:
    """A statement with what it is about, as bytes."""
    about: dict[str, Any] = {name: getattr(told, name) for name in _PLAIN}
    about |= {name: list(asdict(getattr(told, name)).values()) for name in ("people", "place")}
    about |= {"wider": [told.wider.name, told.wider.country]}
    about |= {"joined": told.joined, "around": told.around}
    statement = told.statement.model_dump_json(exclude_defaults=True)
    return zlib.compress(f"{json.dumps(about)}\n{statement}".encode(), 1)


def unpacked_told(data: bytes) -> Told:
    """The statement that some bytes are of, with what it is about."""
    about, _, statement = zlib.decompress(data).partition(b"\n")
    given = json.loads(about)
    return Told(
        statement=Statement.model_validate_json(statement),
        people=People(*given["people"]),
        place=Place(*given["place"]),
        wider=Place(*given["wider"]),
        joined=tuple(given["joined"]),
        around=tuple(given["around"]),
        **{name: given[name] for name in _PLAIN},
    )


def packed_series(series: Series) -> bytes:
    """A series as bytes."""
    return zlib.compress(series.model_dump_json(exclude_defaults=True).encode(), 1)


def unpacked_series(data: bytes) -> Series:
    """The series that some bytes are of."""
    return Series.model_validate_json(zlib.decompress(data))


_CONFLICTS = TypeAdapter(list[Conflict])


def packed_conflicts(conflicts: Sequence[Conflict]) -> bytes:
    """Conflicts as bytes."""
    return zlib.compress(_CONFLICTS.dump_json(list(conflicts), exclude_defaults=True), 1)


def unpacked_conflicts(data: bytes) -> list[Conflict]:
    """The conflicts that some bytes are of."""
    return _CONFLICTS.validate_json(zlib.decompress(data))


def _packed(value: Mapping[str, Any]) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _unpacked(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return found
