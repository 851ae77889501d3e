"""Keeping the account of a ledger up to date as pages arrive.

A page that comes, changes or goes touches its unit of pages; a statement of the unit that comes, changes
or goes touches the bucket of statements that it can be of one series with. Only those are worked out
anew, by the same functions that work out a whole ledger: what is kept is what these would give.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping

from reportedly.ledger import Ledger
from reportedly.ledger.keeping import Kept, Said, number_of
from reportedly.ledger.kept import (
    contexts,
    scoped_voices,
    tellings,
    unit_merges,
    unit_names,
    voice_links,
    voice_names,
)
from reportedly.reconciling import copies
from reportedly.reconciling.buckets import assemble
from reportedly.reconciling.closing import Closed, Grown, close
from reportedly.reconciling.decisions import Decided, in_force
from reportedly.reconciling.missed import with_missed_sources
from reportedly.reconciling.naming import Names
from reportedly.reconciling.occasions import Touch, Touched
from reportedly.reconciling.origins import Spoken, key_of, spoken_in
from reportedly.reconciling.packing import unpacked_context, unpacked_told
from reportedly.reconciling.refilling import refill
from reportedly.reconciling.seating import keep_areas, seat
from reportedly.reconciling.spellings import OWN, bin_of
from reportedly.reconciling.statements import groups_in, told_in
from reportedly.reconciling.stories import stories_in
from reportedly.reconciling.tellings import fold_phrases, telling_row
from reportedly.reconciling.told import Told
from reportedly.reconciling.units import Unit
from reportedly.reconciling.voices import joined, key_of_voice
from reportedly.records import NameDecision

METHOD = "7"
"""How the account is worked out. Whoever changes what comes out counts it up: what older versions have
kept is then worked out anew."""

AT_ONCE = 2_000
"""Texts that are worked out in one transaction: other writers wait meanwhile."""


def method_by(decisions: Sequence[NameDecision]) -> str:
    """By what is kept told whether it is as it would now be worked out.

    Args:
        decisions: what people decided of names, in the order in which they were recorded.
    """
    method = f"{METHOD} {copies.METHOD}"
    standing = in_force(decisions)
    if not standing:
        return method
    words = "\n".join(one.model_dump_json() for one in standing)
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{method} {digest}"


def refresh(ledger: Ledger, *, at_once: int = AT_ONCE) -> int:
    """Bring what is kept up to date; return how many texts were worked out.

    Each step is one transaction, so that an interruption loses one step at most.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    decisions = ledger.name_decisions()
    method = method_by(decisions)
    if in_force(decisions):
        return 0 if ledger.is_reconciled(method) else refill(ledger, method, decisions)
    with ledger.keeping() as kept:
        if kept.method() != method:
            kept.restart(method)
    done = 0
    while True:
        with ledger.keeping() as kept:
            stale = kept.stale(at_once)
            if not stale:
                return done
            _sign(kept, stale)
            _step(kept, stale)
            kept.done(stale)
            done += len(stale)


def work_out(kept: Kept, texts: Sequence[int]) -> None:
    """Work out some texts within a transaction of the caller's, who brought all others up to date before."""
    for begin in range(0, len(texts), AT_ONCE):
        part = texts[begin : begin + AT_ONCE]
        _step(kept, part)
        kept.done(part)


def _sign(kept: Kept, stale: Sequence[int]) -> None:
    """Sign those of some texts that have no sketch, or one by another method."""
    left = kept.articles(kept.unsigned(stale, copies.METHOD))
    sketches = (copies.sketch_of(left[text_id]) for text_id in sorted(left))
    kept.sign(sketches, copies.sketches_alike, copies.SAME_REPORT)


def _step(kept: Kept, stale: Sequence[int]) -> None:
    """Work out some texts, and all that they touch."""
    closed = close(kept, stale)
    fold_phrases(kept, closed.said)
    said = _said_of(kept, closed)
    units = {unit.id: _unit(unit, said) for unit in closed.units}
    for number in sorted(keep_areas(kept, closed.gone, units) - units.keys() - closed.gone):
        units[number] = _load(kept, number, said)
    meant = _meant(kept, units)
    rebinned = _write_names(kept, closed.gone, meant)
    renamed = sorted(_rehead(kept, rebinned) - units.keys())
    again = {number: _load(kept, number, said) for number in renamed}
    units |= again
    meant |= _meant(kept, again)
    names = Names(places=closed.places)
    heads = _heads(kept, meant.values())
    told = {
        number: told_in(
            unit, meant[number], groups_in(unit), lambda voice: key_of_voice(voice, heads), names
        )
        for number, unit in units.items()
    }
    touched = _write_told(kept, closed.gone | units.keys(), told, said)
    credited = [number_of(f"{OWN}{name}") for name in sorted(closed.publishers)]
    column = tellings.c
    columns = [column.bucket, column.family, column.occasion]
    for row in kept.chosen(columns, column.voice_key, credited):
        same = touched.setdefault(row.bucket, Touch(row.family))
        same.add(Touch(row.family, {row.occasion}, changed=None))
    written = assemble(kept, touched)
    # A mention's own days may have changed while its statement is what it was.
    readings = sorted({one.reading_id for one in closed.said})
    there = kept.chosen([column.series_id], column.reading_id, readings)
    kept.keep_days(written | {row.series_id for row in there if row.series_id})


def _meant(kept: Kept, units: Mapping[int, Unit]) -> dict[int, Spoken]:
    """Who spoke in some units, where nobody decided anything."""
    nobody = Decided()
    spoken = {
        number: spoken_in(unit.statements, unit.contexts, unit.stories, nobody)
        for number, unit in units.items()
    }
    return seat(kept, spoken)


Where = dict[tuple[str, str], Said]
"""Statements by their id and page."""


def _said_of(kept: Kept, closed: Closed) -> dict[int, list[Said]]:
    """The statements of all texts of the units that are worked out, by text."""
    found: dict[int, list[Said]] = defaultdict(list)
    for one in closed.said:
        found[one.text_id].append(one)
    texts = {text for unit in closed.units for text in unit.texts} - found.keys()
    for one in kept.statements(sorted(texts)):
        found[one.text_id].append(one)
    return found


def _unit(unit: Grown, said: Mapping[int, Sequence[Said]]) -> Unit:
    statements = sorted((one.statement for text in unit.texts for one in said[text]), key=key_of)
    told = with_missed_sources(statements, unit.alike)
    return Unit(told, unit.contexts, unit.stories, unit.alike)


def _load(kept: Kept, number: int, said: dict[int, list[Said]]) -> Unit:
    """A unit whose pages have not changed, from what is kept of it."""
    pages = {
        row["text_id"]: unpacked_context(row["data"])
        for row in kept.find(contexts.c.unit_id, [number])
    }
    for one in kept.statements(sorted(pages.keys() - said.keys())):
        said[one.text_id].append(one)
    name = {text: page.context.text_hash for text, page in pages.items()}
    stories = stories_in(
        (page.context for page in pages.values()),
        {page.context.text_hash: page.places for page in pages.values()},
    )
    alike = sorted(
        (min(name[a], name[b]), max(name[a], name[b])) for a, b in kept.alike(sorted(pages))
    )
    statements = sorted((one.statement for text in sorted(pages) for one in said[text]), key=key_of)
    return Unit(
        with_missed_sources(statements, alike),
        {page.context.text_hash: page.context for page in pages.values()},
        stories,
        tuple(alike),
    )


def _write_names(kept: Kept, gone: Iterable[int], meant: Mapping[int, Spoken]) -> set[str]:
    """Keep the names that units use; return the bins in which names or links have come or gone."""
    old = sorted({*gone, *meant})
    before = {row["name_key"]: row["name"] for row in kept.find(unit_names.c.unit_id, old)}
    links = {
        (row["unit_id"], row["form"], row["name"]) for row in kept.find(voice_links.c.unit_id, old)
    }
    for table in (unit_names, voice_links, unit_merges, scoped_voices):
        kept.remove(table.c.unit_id, old)
    _add_names(kept, meant)
    now = {(number, link.form, link.name) for number, unit in meant.items() for link in unit.links}
    bins = {bin_of(form) for _, form, _ in links ^ now}
    used = {
        number_of(voice.name): voice.name
        for unit in meant.values()
        for voice in unit.of.values()
        if not voice.scope
    }
    known = {
        row.name_key
        for row in kept.chosen([voice_names.c.name_key], voice_names.c.name_key, sorted(used))
    }
    new = {key: name for key, name in used.items() if key not in known}
    kept.add(
        voice_names,
        [
            {"name_key": key, "name": name, "bin": bin_of(name), "head": name, "head_key": key}
            for key, name in sorted(new.items())
        ],
    )
    unused = sorted(before.keys() - used.keys())
    unused_now = set(unused) - {
        row.name_key for row in kept.chosen([unit_names.c.name_key], unit_names.c.name_key, unused)
    }
    kept.remove(voice_names.c.name_key, sorted(unused_now))
    bins |= {bin_of(name) for name in new.values()}
    return bins | {bin_of(before[key]) for key in unused_now}


def _add_names(kept: Kept, meant: Mapping[int, Spoken]) -> None:
    uses: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    merges: list[dict[str, Any]] = []
    scoped: list[dict[str, Any]] = []
    for number, unit in sorted(meant.items()):
        counts = Counter(voice.name for voice in unit.of.values() if not voice.scope)
        uses += [
            {"unit_id": number, "name_key": number_of(name), "name": name, "uses": count}
            for name, count in sorted(counts.items())
        ]
        links += [
            {"unit_id": number, "number": n, "form": m.form, "name": m.name, "why": m.why}
            for n, m in enumerate(unit.links)
        ]
        taken = [(voice, merge, page) for voice, merge in unit.merges for page in merge.pages]
        merges += [
            {
                "unit_id": number,
                "number": n,
                "form": m.form,
                "name": m.name,
                "why": m.why,
                "kind": m.kind,
                "page": page,
                "voice": voice.name,
                "scope": voice.scope,
            }
            for n, (voice, m, page) in enumerate(taken)
        ]
        local = {
            number_of(key_of_voice(voice, {})): voice.name
            for voice in unit.of.values()
            if voice.scope not in ("", OWN)
        }
        scoped += [
            {"unit_id": number, "voice_key": key, "name": name, "name_key": number_of(name)}
            for key, name in sorted(local.items())
        ]
    kept.add(unit_names, uses)
    kept.add(voice_links, [row | {"bin": bin_of(row["form"])} for row in links])
    kept.add(unit_merges, merges)
    kept.add(scoped_voices, scoped)


def _rehead(kept: Kept, bins: set[str]) -> set[int]:
    """Join the names of some bins anew; return the units that use a name whose head has changed.

    Any name can stand for those that it is one with. Of several that did so, that which most units use
    goes on: an old name that thousands of pages use does not change with every new spelling of it.
    """
    names: dict[str, list[str]] = defaultdict(list)
    head = {}
    for row in kept.find(voice_names.c.bin, sorted(bins)):
        names[row["bin"]].append(row["name"])
        head[row["name"]] = row["head"]
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in kept.find(voice_links.c.bin, sorted(bins)):
        links[row["bin"]].append((row["form"], row["name"]))
    together: dict[str, list[str]] = defaultdict(list)
    for bin_, same in names.items():
        for name, top in joined(same, links[bin_]).items():
            together[top].append(name)
    standing = {
        top: sorted({head[name] for name in same} & set(same)) for top, same in together.items()
    }
    uses = _uses(kept, [name for some in standing.values() if len(some) > 1 for name in some])
    now = {
        name: min(standing[top] or same, key=lambda one: (-uses[one], one))
        for top, same in together.items()
        for name in same
    }
    changed = sorted(name for name, top in now.items() if head[name] != top)
    kept.change(
        voice_names.c.name_key,
        [
            {"name_key": number_of(name), "head": now[name], "head_key": number_of(now[name])}
            for name in changed
        ],
    )
    keys = sorted(number_of(name) for name in changed)
    return {row.unit_id for row in kept.chosen([unit_names.c.unit_id], unit_names.c.name_key, keys)}


def _uses(kept: Kept, names: Iterable[str]) -> Counter[str]:
    """How many units use the names that some names stand for."""
    keys = sorted(number_of(name) for name in names)
    columns = [voice_names.c.name_key, voice_names.c.head]
    head = {row.name_key: row.head for row in kept.chosen(columns, voice_names.c.head_key, keys)}
    found = kept.chosen([unit_names.c.name_key], unit_names.c.name_key, sorted(head))
    return Counter(head[row.name_key] for row in found)


def _heads(kept: Kept, meant: Iterable[Spoken]) -> dict[str, str]:
    keys = {
        number_of(voice.name) for unit in meant for voice in unit.of.values() if not voice.scope
    }
    columns = [voice_names.c.name, voice_names.c.head]
    found = kept.chosen(columns, voice_names.c.name_key, sorted(keys))
    return {row.name: row.head for row in found}


def _write_told(
    kept: Kept,
    units: Iterable[int],
    told: Mapping[int, Sequence[Told]],
    said: Mapping[int, Sequence[Said]],
) -> Touched:
    """Keep what units tell; return the buckets in which something has changed."""
    where = {key_of(one.statement): one for same in said.values() for one in same}
    now, by_row = {}, {}
    for number, same in told.items():
        for one in same:
            row = telling_row(number, one, where[key_of(one.statement)])
            now[row["reading_id"], row["statement_id"]] = row
            by_row[row["reading_id"], row["statement_id"]] = one
    touched: Touched = {}
    gone, moved = [], []
    for old in kept.find(tellings.c.unit_id, sorted(units)):
        at = old["reading_id"], old["statement_id"]
        new = now.get(at)
        if new is not None and all(old[name] == new[name] for name in _SAME):
            del now[at]
            if old["unit_id"] != new["unit_id"]:
                moved.append({"id": old["id"], "unit_id": new["unit_id"]})
        else:
            gone.append(old["id"])
            _touch(touched, old, unpacked_told(old["data"]))
    kept.remove(tellings.c.id, gone)
    kept.change(tellings.c.id, moved)
    kept.add(tellings, [now[key] for key in sorted(now)])
    for key in sorted(now):
        _touch(touched, now[key], by_row[key])
    return touched


def _touch(touched: Touched, row: Mapping[str, Any] | RowMapping, told: Told) -> None:
    """Note that a statement has come to its bucket, or gone from it."""
    series = {row["series_id"]} - {None}
    touch = Touch(row["family"], {row["occasion"]}, series, [told])
    if row["bucket"] in touched:
        touched[row["bucket"]].add(touch)
    else:
        touched[row["bucket"]] = touch


_SAME = ("bucket", "voice_key", "data")
