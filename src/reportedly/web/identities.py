"""Finding names: by a spelling, by words, and those that are written alike."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from reportedly.reconciling.names import plain
from reportedly.reconciling.wordings import name_key
from reportedly.records import Identity, JudgedDecision, NameSort
from reportedly.web.desk import Desk

MOST_FOUND = 12
FEW_NEAREST = 5
NEAR_ENOUGH = 70
"""A name is offered that is so much like the one that is shown, of 100 (rapidfuzz)."""

LONGEST_COMPARED = 200


def named(every: Sequence[Identity], sort: NameSort, name: str) -> list[Identity]:
    """Everybody of a name: those that are called so, else those of which it is a spelling."""
    of_sort = [one for one in every if one.sort == sort]
    own = [one for one in of_sort if one.name == name]
    if own:
        return own
    written = [one for one in of_sort if any(s.words == name for s in one.spellings)]
    key = name_key(sort, name)
    return written or [one for one in of_sort if key and key in keys_of(one)]


def keys_of(one: Identity) -> set[str]:
    """The keys by which decisions know an identity."""
    return {name_key(one.sort, words) for words in names_of(one)} - {""}


def names_of(one: Identity) -> list[str]:
    """All names of an identity, the one that stands for it first."""
    return list(dict.fromkeys((one.name, *(spelling.words for spelling in one.spellings))))


def handle_of(one: Identity) -> str:
    """The name by which an identity is decided on: one that a page writes, or by which it was read."""
    if one.sort == "actor" or not one.spellings:
        return one.name
    key = name_key(one.sort, one.name)
    written = any(name_key(one.sort, spelling.words) == key for spelling in one.spellings)
    return one.name if written else one.spellings[0].words


def called(one: Identity, words: str) -> bool:
    """Whether one of the names of an identity holds some words."""
    wanted = plain(words)
    return any(wanted in plain(name) for name in names_of(one))


def alike(others: Iterable[Identity], words: str) -> list[Identity]:
    """The first ones that have some words in a name."""
    return [one for one in others if called(one, words)][:MOST_FOUND]


def nearest(one: Identity, others: Sequence[Identity]) -> list[Identity]:
    """Those whose names are written most like that of an identity."""
    spelled = {at: other.name[:LONGEST_COMPARED].casefold() for at, other in enumerate(others)}
    near = process.extract(
        one.name[:LONGEST_COMPARED].casefold(),
        spelled,
        scorer=fuzz.WRatio,
        limit=FEW_NEAREST,
        score_cutoff=NEAR_ENOUGH,
    )
    return [others[at] for _, _, at in near]


def decided_on(desk: Desk, found: Sequence[Identity]) -> list[JudgedDecision]:
    """What people decided of the names of some identities, the latest first."""
    keys = {(one.sort, key) for one in found for key in keys_of(one)}
    return [
        one
        for one in reversed(desk.name_decisions())
        if {(one.sort, one.first_key), (one.sort, one.second_key)} & keys
    ]
