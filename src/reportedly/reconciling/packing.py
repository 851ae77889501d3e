"""What is kept of pages and statements, as bytes: compressed JSON, and back."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from reportedly.reconciling.bodies import Introduced
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.events import Event
from reportedly.reconciling.evidence import Merge
from reportedly.reconciling.geography import Toponym
from reportedly.reconciling.names import People, Place
from reportedly.reconciling.told import Told
from reportedly.reconciling.voices import Named
from reportedly.records import Block, Series, Statement


@dataclass(frozen=True)
class KeptContext:
    """A context with what its neighbours make of it.

    Attributes:
        context: of the page.
        own: keys of the places that it knows itself.
        places: the names in it that are those of places, and how much each weighs.
        written: keys of places as the text and its claims name them, whatever stands for them.
        events: the kinds of events that it names, and how much each weighs.
    """

    context: Context
    own: frozenset[str]
    places: Mapping[str, int]
    written: frozenset[str] = frozenset()
    events: Mapping[Event, int] = field(default_factory=dict)


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
            "about": context.about,
            "kinds": context.kinds,
            "own": sorted(kept.own),
            "known": dict(kept.places),
            "written": sorted(kept.written),
            "events": [[*event, weight] for event, weight in kept.events.items()],
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
        about=tuple(given["about"]),
        kinds=tuple(given["kinds"]),
    )
    return KeptContext(
        context,
        frozenset(given["own"]),
        given["known"],
        frozenset(given["written"]),
        {(family, kind): weight for family, kind, weight in given["events"]},
    )


_PLAIN = ("unit", "counting", "story", "why_place", "why_counting", "event")


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


def heard_in_told(data: bytes) -> tuple[str, str]:
    """The key of the voice of a statement that some bytes are of, and who is heard where it has none.

    Nothing else of the statement is made anew; `verdicts.voice` says who is heard in a whole one.
    """
    said = json.loads(zlib.decompress(data).partition(b"\n")[2])
    printed = said.get("via", [])[-1:] or [said.get("publisher") or said["page"]]
    return said.get("origin") or "", printed[0] or said.get("publisher") or said["page"]


def packed_series(series: Series) -> bytes:
    """A series as bytes."""
    return zlib.compress(series.model_dump_json(exclude_defaults=True).encode(), 1)


def unpacked_series(data: bytes) -> Series:
    """The series that some bytes are of."""
    return Series.model_validate_json(zlib.decompress(data))


_MERGES = TypeAdapter(tuple[Merge, ...])


@dataclass(frozen=True)
class KeptNames:
    """What the names of a whole ledger come to, where people decided on some.

    Attributes:
        named: what must be known to show voices; keys of voices and reasons are left out.
        speakers: why names of those who spoke were taken for one another.
        places: the same of places.
        peoples: the same of groups of people.
    """

    named: Named
    speakers: tuple[Merge, ...] = ()
    places: tuple[Merge, ...] = ()
    peoples: tuple[Merge, ...] = ()


_NAMED = ("counts", "heads", "agencies", "shown")


def packed_names(names: KeptNames) -> str:
    """Names as JSON."""
    named = names.named
    given: dict[str, Any] = {name: dict(getattr(named, name)) for name in _NAMED}
    given |= {"scoped": {key: sorted(some) for key, some in named.scoped.items()}}
    given |= {"own": sorted(named.own), "taken": sorted(named.taken)}
    merges = {
        name: _MERGES.dump_python(getattr(names, name), mode="json")
        for name in ("speakers", "places", "peoples")
    }
    return json.dumps({"named": given, **merges})


def unpacked_names(words: str) -> KeptNames:
    """The names that some JSON is of."""
    given = json.loads(words)
    named = given["named"]
    return KeptNames(
        Named(
            **{name: named[name] for name in _NAMED},
            scoped=named["scoped"],
            own=frozenset(named["own"]),
            taken=frozenset(named["taken"]),
        ),
        *(_MERGES.validate_python(given[name]) for name in ("speakers", "places", "peoples")),
    )


def _packed(value: Mapping[str, Any]) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _unpacked(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return found
