"""In how many texts places and publishers are named: what they are called follows from it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reportedly.ledger.keeping import Kept, number_of
from reportedly.ledger.kept import context_names, contexts, place_names, publisher_names
from reportedly.reconciling.origins import initials
from reportedly.reconciling.packing import KeptContext
from reportedly.reconciling.placenames import PlaceNames, names_standing


def count_places(
    kept: Kept, stale: Sequence[int], before: Iterable[KeptContext], after: Iterable[set[str]]
) -> PlaceNames:
    """Keep in how many texts places are named; let texts be worked out anew whose places are now called otherwise."""
    counts: Counter[str] = Counter()
    for keys in after:
        counts.update(keys)
    for page in before:
        counts.subtract(page.written)
    columns = [place_names.c.name, place_names.c.texts, place_names.c.stands]
    known = {row.name: row for row in kept.every(columns)}
    new = {name: known[name].texts if name in known else 0 for name in {*known, *counts}}
    for name, more in counts.items():
        new[name] += more
    places = names_standing({name: count for name, count in new.items() if count > 0})
    rows = {
        name: {
            "name_key": number_of(name),
            "name": name,
            "texts": count,
            "stands": places.key(name),
        }
        for name, count in new.items()
    }
    changed = [
        name
        for name in sorted(new)
        if name not in known
        or (known[name].texts, known[name].stands) != (new[name], places.key(name))
    ]
    kept.remove(place_names.c.name_key, [number_of(name) for name in changed if name in known])
    kept.add(place_names, [rows[name] for name in changed if new[name] > 0])
    renamed = [
        name
        for name in changed
        if (known[name].stands if name in known else name) != places.key(name)
    ]
    _mark(kept, renamed, set(stale))
    return places


def _mark(kept: Kept, names: Sequence[str], stale: set[int]) -> None:
    """Let all other texts with some names be worked out anew, and those of which no day is known."""
    if not names:
        return
    column = context_names.c
    keys = [number_of(name) for name in names]
    texts = {row.text_id for row in kept.chosen([column.text_id], column.name, keys)}
    texts |= {row.text_id for row in kept.every([contexts.c.text_id], contexts.c.day.is_(None))}
    kept.mark(texts - stale)


def count_publishers(
    kept: Kept, before: Iterable[KeptContext], after: Iterable[KeptContext]
) -> set[str]:
    """Keep how many texts each publisher printed; return the initials of those that have come or gone."""
    counts = Counter(page.context.publisher for page in after if page.context.publisher)
    counts.subtract(page.context.publisher for page in before if page.context.publisher)
    keys = {number_of(name): name for name in sorted(counts) if counts[name]}
    known = {row["name"]: row for row in kept.find(publisher_names.c.name_key, keys)}
    now = {
        name: counts[name] + (known[name]["texts"] if name in known else 0)
        for name in keys.values()
    }
    kept.remove(publisher_names.c.name_key, sorted(number_of(name) for name in known))
    kept.add(
        publisher_names,
        [
            {"name_key": key, "name": name, "initials": initials(name), "texts": now[name]}
            for key, name in keys.items()
            if now[name] > 0
        ],
    )
    return {initials(name) for name, count in now.items() if (count > 0) != (name in known)}
