"""Which names of those who spoke are spellings of one, and which spelling stands for them.

Two persons are never one on a surname alone: both must hold one office in one story, or all words of
their names must be spellings of one another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from reportedly import vocabulary
from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import Merge, said_by
from reportedly.reconciling.names import (
    WORD,
    countries_in,
    plain,
    same_actor,
    same_name,
    words_of,
)
from reportedly.reconciling.partitions import Partition
from reportedly.reconciling.stories import Story
from reportedly.reconciling.wordings import ARTICLES, bare, is_description
from reportedly.records import EvidenceKind

VOICE = "its own voice"
"""Scope of publishers and agencies, where pages state a figure themselves."""


@dataclass(frozen=True, order=True)
class Node:
    """A name as it is told apart from others: `scope` is empty where it means one everywhere."""

    name: str
    scope: str = ""


@cache
def _no_person() -> frozenset[str]:
    titles = vocabulary.load("titles")
    return frozenset({*titles["bodies"]["words"], *titles["groups"]["words"], *titles["nameless"]})


def is_person(name: str) -> bool:
    """Whether a name looks like a person's full name: two to four capitalised words, no body's."""
    words = WORD.findall(name)
    if not 2 <= len(words) <= 4 or not all(word[:1].isupper() for word in words):
        return False
    return (
        not any(plain(word) in _no_person() for word in words)
        and not countries_in(words_of(name))[0]
    )


Holders = Mapping[str, frozenset[tuple[str, str]]]


def holders_of(stories: Iterable[Story]) -> Holders:
    """Folded name of a person to the offices that texts give to it, each with its story."""
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for story in stories:
        for found in story.introduced.values():
            for one in found:
                if one.type == "office":
                    held[plain(bare(one.name))].add((one.form.partition(" of ")[0], story.id))
    return {name: frozenset(offices) for name, offices in held.items()}


class _Why(NamedTuple):
    """Evidence in words, and of what kind it is."""

    words: str
    kind: EvidenceKind


def spelled(
    counts: Mapping[Node, int],
    called: Mapping[Node, Iterable[Meant]],
    holders: Holders,
    decided: Decided,
) -> tuple[dict[Node, str], list[Merge]]:
    """The spelling that stands for each name, and why names are spellings of one.

    It is the commonest, then the longest, then the first; where people said that names are one, it is no
    description if there is another.

    Args:
        counts: how often each name is heard.
        called: the names by which pages call each, as decisions know them.
        holders: who holds which offices.
        decided: what people decided of names.
    """
    ordered = sorted(counts, key=lambda n: (-counts[n], -len(n.name), n))
    joined = decided.applied({node: called[node] for node in ordered})
    decided_on = {node for node in ordered if len(joined.with_it(node)) > 1} if decided else set()
    found = _spellings(ordered, holders, joined)
    rank = {node: at for at, node in enumerate(ordered)}
    chosen: dict[Node, str] = {}
    for node in ordered:
        if node not in chosen:
            one = sorted(joined.with_it(node), key=rank.__getitem__)
            named = [n for n in one if not is_description("actor", n.name)]
            stands = (named or one)[0] if decided_on.intersection(one) else one[0]
            chosen |= dict.fromkeys(one, stands.name)
    merges = [Merge(n.name, rival.name, *why, chosen[n]) for n, rival, why in found]
    return chosen, [*merges, *_decided_merges(called, joined, chosen, decided)]


def _spellings(
    ordered: Sequence[Node], holders: Holders, joined: Partition[Node]
) -> list[tuple[Node, Node, _Why]]:
    """Join the names that are spellings of one, unless somebody parted them; with the reasons."""
    heads: dict[tuple[str, str], list[Node]] = defaultdict(list)
    found = []
    for node in ordered:
        if node.scope == VOICE:
            continue
        bins = [(node.scope, bin_) for bin_ in _bins(node)]
        for rival in [rival for bin_ in bins for rival in heads[bin_]]:
            why = _why_one(rival.name, node.name, holders)
            if why is not None and joined.join(rival, node):
                found.append((node, rival, why))
                break
        else:
            for bin_ in bins:
                heads[bin_].append(node)
    return found


def _decided_merges(
    called: Mapping[Node, Iterable[Meant]],
    joined: Partition[Node],
    chosen: Mapping[Node, str],
    decided: Decided,
) -> Iterator[Merge]:
    """What people said is one, where pages use both names."""
    by_name: dict[str, list[Node]] = defaultdict(list)
    for node, names in called.items() if decided else ():
        for key in sorted({name.key for name in names}):
            by_name[key].append(node)
    for decision, first, second in decided.joins:
        ones, others = by_name.get(first.key, ()), by_name.get(second.key, ())
        for one in ones:
            if any(joined.one(one, other) for other in others):
                yield Merge(
                    decision.first, decision.second, said_by(decision), "decision", chosen[one]
                )
                break


def _bins(node: Node) -> Iterator[str]:
    """Keys of which two names that may be one share one: the beginning of the last word."""
    words = body_words(node.name)
    if words:
        yield words[-1][:2]


def _why_one(a: str, b: str, holders: Holders) -> _Why | None:
    """Why two names are spellings of one; None where they are not."""
    if body_words(a) == body_words(b) or same_actor(a, b):
        return _Why("spelling", "spelling")
    both = holders.get(plain(a), frozenset()) & holders.get(plain(b), frozenset())
    if both and is_person(a) and is_person(b) and alike(a, b):
        office = min(both)[0]
        return _Why(f"both {office} in one story, and spellings of one surname", "office")
    return None


def alike(a: str, b: str) -> bool:
    """Whether holders of one office are spellings of one name: their surnames are."""
    first, second = words_of(a), words_of(b)
    return same_actor(a, b) or same_name(first[-1], second[-1])


def is_short(name: str, fuller: str) -> bool:
    """Whether a body's name is another's with words left out, its head word kept."""
    short, full = body_words(name), body_words(fuller)
    if not short or len(short) >= len(full) or head_of(short) != head_of(full):
        return False
    return set(short) <= set(full)


def head_of(words: Sequence[str]) -> str:
    """The word that says what a body is: the last one, or the one before its `of`."""
    at = words.index("of") if "of" in words[1:] else len(words)
    return words[at - 1] if words else ""


@lru_cache(maxsize=50_000)
def body_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, in one spelling: `Defence` for `Defense`."""
    spellings = vocabulary.load("offices")["spellings"]
    words = [word for word in words_of(name) if word not in ARTICLES]
    return tuple(spellings.get(word, word) for word in words)
