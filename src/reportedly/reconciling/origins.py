"""Origins: who spoke, as one identity over many pages, with the evidence of each merge.

A name is first read as its own page means it (an acronym, an office, a short form of a body named
there), then as the pages of its story do. Full names of persons and bodies with a nation's name are
one identity wherever they stand; "the police" are those of their story alone. Two persons are never
merged on a surname alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.reconciling.contexts import Context
from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import Merge
from reportedly.reconciling.hearing import Heard, Hearing, meant
from reportedly.reconciling.names import WORD, plain
from reportedly.reconciling.partitions import Partition
from reportedly.reconciling.spellings import (
    OWN,
    Voice,
    bin_of,
    body_words,
    by_office,
    holders_of,
    is_spelling,
)
from reportedly.reconciling.stories import Story
from reportedly.records import Statement

Key = tuple[str, str]
"""Id and page of a statement: the same text on two pages has the same ids."""


@dataclass(frozen=True)
class Origins:
    """Who spoke, for each statement, and why names were taken for one another.

    Attributes:
        of: the name of the origin of each statement.
        merges: the evidence for names that are one; with pages where it is that of these pages alone.
        pages: folded names of those who spoke, to the pages that have them.
    """

    of: Mapping[Key, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    pages: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def evidence(self) -> Iterator[Merge]:
        """The merges, each with all pages on which its form stands."""
        for merge in self.merges:
            pages = merge.pages or tuple(sorted(self.pages.get(plain(merge.form), ())))
            yield replace(merge, pages=pages)


Taken = tuple[Voice, Merge]
"""A voice, and why a form was taken for its name."""


@dataclass(frozen=True)
class Spoken:
    """Who is meant by the sources of the statements of one unit of pages.

    Attributes:
        of: the voice of each statement.
        merges: why short forms and spellings were taken for fuller names.
        links: pairs of names that are one for another reason than their spelling, and the reason.
        called: all names by which pages call each voice, as decisions know them; empty where nobody
            decided anything.
    """

    of: Mapping[Key, Voice]
    merges: tuple[Taken, ...] = ()
    links: tuple[Merge, ...] = ()
    called: Mapping[Voice, frozenset[Meant]] = field(default_factory=dict)


def key_of(statement: Statement) -> Key:
    """By what a statement of a page is told from others."""
    return statement.id, statement.page


def spoken_in(
    statements: Sequence[Statement],
    contexts: Mapping[str, Context],
    stories: Mapping[str, Story],
    decided: Decided,
) -> Spoken:
    """Find who spoke in each statement of one unit of pages; the order of statements changes nothing.

    Args:
        statements: of the unit.
        contexts: what the pages' texts say beside figures, by text hash.
        stories: the stories of the pages, by text hash.
        decided: what people decided of actors.
    """
    named = sorted((s for s in statements if s.source), key=_by_name)
    hearing = Hearing(named, contexts, stories, decided)
    heard = {key_of(s): hearing.heard(s) for s in named}
    scopes = scopes_of(statements, stories)
    for statement in statements:
        if not statement.source:
            own = own_voice(statement)
            scope = scopes.get(statement.page, statement.page)
            heard[key_of(statement)] = Heard(Voice(own, OWN), own, scope)
    chosen = _identities(heard.values(), decided)
    of = {key: chosen.get(one.voice, one.voice) for key, one in heard.items()}
    called: dict[Voice, set[Meant]] = defaultdict(set)
    for key, one in heard.items() if decided else ():
        called[of[key]] |= one.names
    everywhere = sorted({voice.name for voice in of.values() if not voice.scope})
    each = {story.id: story for story in stories.values()}
    return Spoken(
        of,
        _taken(heard, of),
        by_office(everywhere, holders_of(each.values())),
        {voice: frozenset(names) for voice, names in called.items()},
    )


def scopes_of(statements: Iterable[Statement], stories: Mapping[str, Story]) -> dict[str, str]:
    """The id of the story of each page that has one, by the page."""
    found = ((s.page, stories.get(s.text_hash or "")) for s in statements)
    return {page: story.id for page, story in found if story is not None}


def _by_name(statement: Statement) -> tuple[str, Key]:
    return plain(statement.source or ""), key_of(statement)


def own_voice(statement: Statement) -> str:
    """Where a page states a figure itself: its agency, else its publisher."""
    agency = statement.via[-1] if statement.via else None
    return agency or statement.publisher or statement.page


def initials(name: str | None) -> str:
    """`SNA` for Strait News Agency: agencies sign so."""
    return "".join(word[0] for word in WORD.findall(name or "") if word[0].isupper())


def _identities(heard: Iterable[Heard], decided: Decided) -> dict[Voice, Voice]:
    """The spelling that stands for each local name: the commonest, then the longest, then the first."""
    every = [one for one in heard if one.voice.scope not in ("", OWN)]
    counts = Counter(one.voice for one in every)
    ordered = sorted(counts, key=lambda v: (-counts[v], -len(v.name), v))
    called = {(one.voice, meant(one.voice.name, one.scope)) for one in every}
    names: dict[Voice, set[Meant]] = defaultdict(set)
    for voice, name in called:
        names[voice].add(name)
    joined = _parted(names, decided)
    chosen: dict[Voice, Voice] = {}
    heads: dict[tuple[str, str], list[Voice]] = defaultdict(list)
    for voice in ordered:
        rivals = heads[voice.scope, bin_of(voice.name)]
        same = (rival for rival in rivals if is_spelling(rival.name, voice.name))
        head = next((rival for rival in same if joined.join(rival, voice)), None)
        if head is None:
            head = voice
            rivals.append(voice)
        chosen[voice] = head
    return chosen


def _parted(names: Mapping[Voice, Iterable[Meant]], decided: Decided) -> Partition[Voice]:
    """Local names, kept apart as people said."""
    joined: Partition[Voice] = Partition()
    concerned = [
        (voice, name)
        for voice in sorted(names)
        for name in sorted(names[voice])
        if decided.splits and decided.concerns(name)
    ]
    for at, (voice, name) in enumerate(concerned):
        for other, its in concerned[at + 1 :]:
            if voice != other and decided.parted(name, its):
                joined.part(voice, other)
    return joined


def _taken(heard: Mapping[Key, Heard], of: Mapping[Key, Voice]) -> tuple[Taken, ...]:
    """Why names were taken for others, with the pages where they were."""
    pages: dict[Taken, set[str]] = defaultdict(set)
    for (key, page), one in heard.items():
        voice = of[key, page]
        for step in one.steps:
            if plain(step.form) != plain(step.name) or step.kind == "decision":
                pages[voice, Merge(step.form, step.name, step.why, step.kind)].add(page)
        if body_words(one.voice.name) != body_words(voice.name):
            pages[voice, Merge(one.voice.name, voice.name, "spelling")].add(page)
    return tuple(
        sorted(
            (voice, replace(merge, pages=tuple(sorted(found))))
            for (voice, merge), found in pages.items()
        )
    )
