"""Origins: who spoke, as one identity over many pages, with the evidence of each merge.

A name is first read as its own page means it (an acronym, an office, a short form of a body named
there), then as the pages of its story do. Full names of persons and bodies with a nation's name are
one identity wherever they stand; "the police" are those of their story alone. Two persons are never
merged on a surname alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from reportedly import vocabulary
from reportedly.reconciling.bodies import Introduced, office_of, single_offices
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.geography import area_nouns
from reportedly.reconciling.names import (
    WORD,
    countries_in,
    plain,
    same_actor,
    same_name,
    words_of,
)
from reportedly.reconciling.placing import level_place, reach_of
from reportedly.reconciling.stories import Story
from reportedly.records import Statement

Key = tuple[str, str]
"""Id and page of a statement: the same text on two pages has the same ids."""

_SIDE = 5  # letters by which a people and its land are alike: Ilmerian, Ilmeria


@dataclass(frozen=True, order=True)
class Merge:
    """Why one name is taken for another: the evidence."""

    form: str
    name: str
    why: str


class Voice(NamedTuple):
    """Whom a statement's source is, as far as its own story tells.

    Attributes:
        name: as pages write it.
        scope: where the name means them: empty for a name that means one everywhere, `OWN` for a page
            that speaks for itself, else a place and whose side they are on.
    """

    name: str
    scope: str = ""


OWN = "="
"""The scope of publishers and agencies that state a figure themselves."""


@dataclass(frozen=True)
class Meant:
    """Who is meant by the sources of the statements of one unit of pages.

    Attributes:
        of: the voice of each statement.
        merges: why short forms and spellings were taken for fuller names.
        links: pairs of names that are one for another reason than their spelling, and the reason.
    """

    of: Mapping[Key, Voice]
    merges: tuple[Merge, ...] = ()
    links: tuple[Merge, ...] = ()


@dataclass
class _Merging:
    merges: set[Merge] = field(default_factory=set)

    def say(self, form: str, name: str, why: str) -> str:
        if plain(form) != plain(name):
            self.merges.add(Merge(form, name, why))
        return name


def key_of(statement: Statement) -> Key:
    """By what a statement of a page is told from others."""
    return statement.id, statement.page


def meant_in(
    statements: Sequence[Statement],
    contexts: Mapping[str, Context] | None = None,
    stories: Mapping[str, Story] | None = None,
) -> Meant:
    """Find who spoke in each statement of one unit of pages; the order of statements changes nothing."""
    contexts, stories = contexts or {}, stories or {}
    merging = _Merging()
    named = sorted((s for s in statements if s.source), key=key_of)
    readings = _Readings(named, contexts, stories, merging)
    voices = {key_of(s): readings.voice(s) for s in named}
    local = Counter(voice for voice in voices.values() if voice.scope)
    chosen = _identities(local, merging)
    of = {key: chosen.get(voice, voice) for key, voice in voices.items()}
    of |= {key_of(s): Voice(_own_voice(s), OWN) for s in statements if not s.source}
    everywhere = sorted({voice.name for voice in voices.values() if not voice.scope})
    links = _by_office(everywhere, _holders(stories.values()))
    return Meant(of, tuple(sorted(merging.merges)), links)


def _own_voice(statement: Statement) -> str:
    """Where a page states a figure itself: its agency, else its publisher."""
    agency = statement.via[-1] if statement.via else None
    return agency or statement.publisher or statement.page


def initials(name: str | None) -> str:
    """`SNA` for Strait News Agency: agencies sign so."""
    return "".join(word[0] for word in WORD.findall(name or "") if word[0].isupper())


class _Readings:
    """Names as their pages and stories mean them."""

    def __init__(
        self,
        named: Sequence[Statement],
        contexts: Mapping[str, Context],
        stories: Mapping[str, Story],
        merging: _Merging,
    ) -> None:
        self._contexts, self._stories, self._merging = contexts, stories, merging
        self._sides = frozenset(_side_words(s.who or s.counted) for s in named) - {""}
        self._used: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_head: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._known: dict[str, dict[str, list[Introduced]]] = {}
        for statement in named:
            form = self._story_id(statement), plain(bare(statement.source or ""))
            self._used[form].add(self._side(statement))
            name = bare(statement.source or "")
            for scope in (statement.page, self._story_id(statement)):
                self._by_head[scope, _head(_body_words(name))].add(name)

    def _story_id(self, statement: Statement) -> str:
        story = self._stories.get(statement.text_hash or "")
        return story.id if story else ""

    def voice(self, statement: Statement) -> Voice:
        """What the source of a statement is called, and where that name holds."""
        text_hash = statement.text_hash or ""
        story, context = self._stories.get(text_hash), self._contexts.get(text_hash)
        name = bare(statement.source or "")
        if story is None or context is None:
            return Voice(name)
        name = self._introduced(name, context, story)
        name = self._fuller(name, statement)
        if is_person(name) or countries_in(words_of(name))[0] or self._names_side(name):
            return Voice(name)
        return Voice(name, self._scope(name, context, story, statement))

    def _introduced(self, name: str, context: Context, story: Story) -> str:
        """The name behind an acronym or an office, by the page's word, else by its story's."""
        if story.id not in self._known:
            self._known[story.id] = _by_form(
                one for page in sorted(story.introduced) for one in story.introduced[page]
            )
        own = _by_form(context.introduced)
        for known, where in ((own, "on its page"), (self._known[story.id], "in its story")):
            meant = _meant(name, known)
            if meant is not None:
                return self._merging.say(name, bare(meant.name), f"{meant.words!r} {where}")
        return name

    def _fuller(self, name: str, statement: Statement) -> str:
        """The one fuller name of a body that a short form stands for, on its page or in its story."""
        if is_person(name):
            return name
        for scope, where in (
            (statement.page, "on its page"),
            (self._story_id(statement), "in its story"),
        ):
            named = self._by_head[scope, _head(_body_words(name))]
            fuller = sorted(other for other in named if self._shortens(name, other, statement))
            heads = [o for o in fuller if not any(_is_short(o, longer) for longer in fuller)]
            if len(heads) == 1:
                return self._merging.say(
                    name, heads[0], f"a short form of the only such body {where}"
                )
        return name

    def _shortens(self, name: str, fuller: str, statement: Statement) -> bool:
        if not _is_short(name, fuller) or is_person(fuller):
            return False
        added = set(words_of(fuller)) - set(words_of(name))
        sides = {word for word in added if word[:_SIDE] in {side[:_SIDE] for side in self._sides}}
        if not sides:
            return True
        # Whose ministry a paper means is told by its own name, or by its being that of one side only.
        side = min(word[:_SIDE] for word in sides)
        own = self._side(statement)
        return own == side or (
            not own and self._used[self._story_id(statement), plain(name)] <= {side, ""}
        )

    def _scope(self, name: str, context: Context, story: Story, statement: Statement) -> str:
        """Where a body's name means that body: the place that it answers for, else that of its story.

        A proper name, `National Flood Agency`, is that of one body as far as the story's geography reaches.
        """
        level = reach_of(name)
        place = level_place(level, context, story) if level else None
        side = self._side(statement) if not place and not story.short else ""
        around = story.within(story.place)
        home = around[-1] if story.place and _is_proper(name) else story.place
        return f"{place or home or f'~{story.id}'}|{side}"

    def _names_side(self, name: str) -> bool:
        """Whether a body's name says whose it is: `Ilmeria's General Staff`."""
        return any(_in_name(side, name) for side in self._sides)

    def _side(self, statement: Statement) -> str:
        """The side that a publisher is named after: the first letters of `Ilmerian Press Bureau`."""
        sides = sorted({side[:_SIDE] for side in self._sides})
        return next((side for side in sides if _in_name(side, statement.publisher)), "")


def _is_proper(name: str) -> bool:
    """Whether a body's name is a proper name, not what all such bodies are called."""
    return len([word for word in WORD.findall(name) if word[:1].isupper()]) > 1


def bare(source: str) -> str:
    """A source's name without what stands before it: `the country's Flood Agency`, `the police`."""
    found = re.match(r"(?:(?:the )?([a-z]+)['’]s |[Tt]he |its |their )(?=\S)", source)
    if found is None or (found[1] is not None and found[1] not in area_nouns()):
        return source
    return source[found.end() :]


def _side_words(phrase: str | None) -> str:
    """The adjective of a people in a phrase, folded; empty where there is none."""
    found = re.match(r"(?:the )?([A-Z][a-z]+(?:an|ian|i|ish|ese))\b", phrase or "")
    return plain(found[1]) if found else ""


def _in_name(side: str, publisher: str | None) -> bool:
    return any(word[:_SIDE] == side[:_SIDE] for word in words_of(publisher or ""))


def _by_form(introduced: Iterable[Introduced]) -> dict[str, list[Introduced]]:
    """What is introduced by its acronym, or by its office without its place."""
    known: dict[str, list[Introduced]] = defaultdict(list)
    for one in introduced:
        known[one.form.partition(" of ")[0] if one.type == "office" else one.form].append(one)
    return known


def _meant(name: str, known: Mapping[str, Sequence[Introduced]]) -> Introduced | None:
    """The only one whom a short form can stand for; None where there are several, or none."""
    acronym = next((one for one in known.get(plain(name), ()) if one.type == "acronym"), None)
    if acronym is not None:
        return acronym
    office = _office_phrase(name)
    found = [
        one
        for one in (known.get(office.partition(" of ")[0], ()) if office else ())
        if one.type == "office" and _same_office(office, one.form)
    ]
    if not found or any(not _alike(found[0].name, other.name) for other in found[1:]):
        return None
    return found[0]


def _office_phrase(name: str) -> str:
    """A name that is an office and nothing else, in its one form; empty otherwise."""
    office, of, place = name.partition(" of ")
    _, words = countries_in(words_of(office))
    form = office_of(" ".join(words))
    if form not in single_offices():
        return ""
    return f"{form} of {' '.join(words_of(place))}" if of else form


def _same_office(a: str, b: str) -> bool:
    (office_a, _, place_a), (office_b, _, place_b) = a.partition(" of "), b.partition(" of ")
    return office_a == office_b and (not place_a or not place_b or place_a == place_b)


def _alike(a: str, b: str) -> bool:
    """Whether holders of one office are spellings of one name: their surnames are."""
    first, second = words_of(a), words_of(b)
    return same_actor(a, b) or same_name(first[-1], second[-1])


def _is_short(name: str, fuller: str) -> bool:
    """Whether a body's name is another's with words left out, its head word kept."""
    short, full = _body_words(name), _body_words(fuller)
    if not short or len(short) >= len(full) or _head(short) != _head(full):
        return False
    return set(short) <= set(full)


def _head(words: Sequence[str]) -> str:
    """The word that says what a body is: the last one, or the one before its `of`."""
    at = words.index("of") if "of" in words[1:] else len(words)
    return words[at - 1] if words else ""


@lru_cache(maxsize=50_000)
def _body_words(name: str) -> tuple[str, ...]:
    spellings = vocabulary.load("offices")["spellings"]
    words = [word for word in words_of(name) if word not in ("the", "a", "an")]
    return tuple(spellings.get(word, word) for word in words)


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


def _holders(stories: Iterable[Story]) -> Holders:
    """Folded name of a person to the offices that texts give to it, each with its story."""
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for story in stories:
        for found in story.introduced.values():
            for one in found:
                if one.type == "office":
                    held[plain(bare(one.name))].add((one.form.partition(" of ")[0], story.id))
    return {name: frozenset(offices) for name, offices in held.items()}


def _identities(counts: Mapping[Voice, int], merging: _Merging) -> dict[Voice, Voice]:
    """The spelling that stands for each local name: the commonest, then the longest, then the first."""
    ordered = sorted(counts, key=lambda v: (-counts[v], -len(v.name), v))
    chosen: dict[Voice, Voice] = {}
    heads: dict[tuple[str, str], list[Voice]] = defaultdict(list)
    for voice in ordered:
        rivals = heads[voice.scope, bin_of(voice.name)]
        head = next((rival for rival in rivals if is_spelling(rival.name, voice.name)), None)
        if head is None:
            head = voice
            rivals.append(voice)
        elif _body_words(head.name) != _body_words(voice.name):
            merging.say(voice.name, head.name, "spelling")
        chosen[voice] = head
    return chosen


def bin_of(name: str) -> str:
    """A key that two names share if they may be one: the beginning of the last word."""
    words = _body_words(name)
    return words[-1][:2] if words else ""


def is_spelling(a: str, b: str) -> bool:
    """Whether two names are spellings of one, by their words alone."""
    return _body_words(a) == _body_words(b) or same_actor(a, b)


def words_of_body(name: str) -> str:
    """The folded words of a body's name: the same for all its usual spellings."""
    return " ".join(_body_words(name))


def _by_office(names: Sequence[str], holders: Holders) -> tuple[Merge, ...]:
    """Pairs of persons who hold one office in one story, and whose surnames are spellings of one."""
    holding: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        for office in holders.get(plain(name), ()):
            holding[office].append(name)
    return tuple(
        sorted(
            Merge(a, b, f"both {office} in one story, and spellings of one surname")
            for (office, _), same in holding.items()
            for a, b in combinations(same, 2)
            if is_person(a) and is_person(b) and not is_spelling(a, b) and _alike(a, b)
        )
    )
