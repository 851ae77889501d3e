"""Voices: one identity for all names of one origin, over all pages of a ledger.

Names that mean one person or body everywhere are joined where their spellings are one, or where some
story gives both the same office; what is joined to what is joined is one as well, so that no order
changes anything. Names that hold in one place only are told apart by it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.reconciling.evidence import Merge
from reportedly.reconciling.origins import Spoken, initials
from reportedly.reconciling.spellings import OWN, Voice, bin_of, is_spelling, words_of_body

_SCOPED = "\n"


def joined(names: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The head of each name: the alphabetically first of those that it is joined to.

    Args:
        names: that share a bin.
        links: pairs that are joined for another reason than their spelling.
    """
    ordered = sorted(set(names))
    head = {name: name for name in ordered}

    def top(name: str) -> str:
        while head[name] != name:
            head[name] = head[head[name]]
            name = head[name]
        return name

    def join(a: str, b: str) -> None:
        first, second = sorted((top(a), top(b)))
        head[second] = first

    for at, name in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if is_spelling(name, other):
                join(name, other)
    for a, b in links:
        if a in head and b in head:
            join(a, b)
    return {name: top(name) for name in ordered}


def key_of_voice(voice: Voice, heads: Mapping[str, str]) -> str:
    """By what a voice is told from all others, where nobody decided on its name.

    Args:
        voice: as its story means it.
        heads: of the names that mean one everywhere, the name that stands for each.
    """
    if voice.scope == OWN:
        return f"{OWN}{voice.name}"
    if voice.scope:
        return f"{words_of_body(voice.name)}{_SCOPED}{voice.scope}"
    return heads.get(voice.name, voice.name)


def place_of_key(key: str) -> str | None:
    """The place that a voice's name holds in, as it is shown behind the name; None where everywhere."""
    _, scoped, scope = key.partition(_SCOPED)
    if not scoped:
        return None
    place, _, side = scope.partition("|")
    shown = place[1:9] if place.startswith("~") else place.title()
    return ", ".join(part for part in (shown, side.title()) if part)


def body_of_key(key: str) -> str:
    """The name of a voice without the place that it holds in."""
    return key.partition(_SCOPED)[0]


@dataclass(frozen=True)
class Named:
    """What must be known to show voices by their names.

    Attributes:
        counts: how often each name that means one everywhere is used.
        heads: the name that stands for each of them.
        scoped: for each key of a voice of one place, its names.
        agencies: by the initials by which others credit them, the names of publishers.
        own: names of publishers and agencies that state a figure themselves.
        taken: names that several voices of one place bear.
        keys: the keys of voices, where people decided on names.
        shown: by their keys, the names that stand for voices that people decided on.
        merges: why names that mean one everywhere are one; None: their spellings and links tell it.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    scoped: Mapping[str, Iterable[str]] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    keys: Mapping[Voice, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] | None = None


class Voices:
    """The names by which voices are shown, each another one."""

    def __init__(self, named: Named) -> None:
        self.named = self._named = named
        members: dict[str, list[str]] = defaultdict(list)
        for name, head in named.heads.items():
            members[head].append(name)
        self._shown = {
            head: min(same, key=lambda name: (-named.counts.get(name, 0), -len(name), name))
            for head, same in members.items()
        }

    def key(self, voice: Voice) -> str:
        """By what a voice is told from others."""
        decided = self._named.keys.get(voice)
        return key_of_voice(voice, self._named.heads) if decided is None else decided

    def same(self, key: str) -> str:
        """The key of an agency where a page credits it by its initials; other keys as they are."""
        if key.startswith(OWN):
            return f"{OWN}{self._named.agencies.get(key[1:], key[1:])}"
        return key

    def shown(self, key: str) -> str:
        """The name of a voice; with its place where others have the same name."""
        decided = self._named.shown.get(self.same(key))
        if decided is not None:
            return decided
        if key.startswith(OWN):
            return self.same(key)[1:]
        place = place_of_key(key)
        if place is None:
            return self._shown.get(key, key)
        name = shown_of(self._named.scoped.get(key, ())) or key.partition(_SCOPED)[0]
        return f"{name} ({place})" if name in self._named.taken and place else name

    def spelled(self, links: Iterable[Merge]) -> list[Merge]:
        """Names that are taken for others everywhere, and why.

        Args:
            links: names that are one for another reason than their spelling.
        """
        return sorted({*self._spelled(links), *self._signed()})

    def _spelled(self, links: Iterable[Merge]) -> list[Merge]:
        if self._named.merges is not None:
            return list(self._named.merges)
        why = {frozenset((link.form, link.name)): (link.why, link.kind) for link in links}
        return [
            Merge(name, shown, *why.get(frozenset((name, shown)), ("spelling", "spelling")), shown)
            for name, head in self._named.heads.items()
            if words_of_body(name) != words_of_body(shown := self._shown[head])
        ]

    def _signed(self) -> list[Merge]:
        """Agencies that pages credit by their initials."""
        return [
            Merge(form, name, SIGNED, "acronym", self.shown(f"{OWN}{name}"))
            for form in self._named.own
            if (name := self._named.agencies.get(form, form)) != form
        ]


SIGNED = "an agency signs by its initials"


def shown_of(names: Iterable[str]) -> str:
    """The name by which a voice of one place is shown, of those that pages give it."""
    return min(names, key=lambda name: (-len(name), name), default="")


def agencies_of(publishers: Iterable[str]) -> dict[str, str]:
    """Publishers by their initials: of several, the first in alphabetical order."""
    found: dict[str, str] = {}
    for name in sorted(set(publishers), reverse=True):
        if len(initials(name)) > 1:
            found[initials(name)] = name
    return found


def named_in(spoken: Sequence[Spoken], publishers: Iterable[str]) -> Named:
    """What the names of some units of pages come to, looked at all together."""
    counts: Counter[str] = Counter()
    scoped: dict[str, set[str]] = defaultdict(set)
    own = set()
    for unit in spoken:
        for voice in unit.of.values():
            if not voice.scope:
                counts[voice.name] += 1
            elif voice.scope == OWN:
                own.add(voice.name)
            else:
                scoped[key_of_voice(voice, {})].add(voice.name)
    bins: dict[str, list[str]] = defaultdict(list)
    for name in sorted(counts):
        bins[bin_of(name)].append(name)
    linked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit in spoken:
        for link in unit.links:
            linked[bin_of(link.form)].append((link.form, link.name))
    heads = {
        name: head
        for bin_, names in bins.items()
        for name, head in joined(names, linked[bin_]).items()
    }
    bearing = Counter(name for names in scoped.values() for name in names)
    taken = frozenset(name for name, keys in bearing.items() if keys > 1 or name in counts)
    return Named(counts, heads, scoped, agencies_of(publishers), frozenset(own), taken)
