"""Origins: who spoke, as one identity over many pages, with the evidence of each merge.

A name is first read as its own page means it (an acronym, an office, a short form of a body named
there), then as the pages of its story do. Full names of persons and bodies with a nation's name are
one identity wherever they stand; "the police" are those of their story alone. Two persons are never
merged on a surname alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

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


@dataclass(frozen=True)
class Origins:
    """Who spoke, for each statement, and why names were taken for one another."""

    of: Mapping[Key, str]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, order=True)
class _Node:
    """A name as it is told apart from others: `scope` is empty where it means one everywhere."""

    name: str
    scope: str = ""


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


def resolve(
    statements: Sequence[Statement],
    contexts: Mapping[str, Context] | None = None,
    stories: Mapping[str, Story] | None = None,
) -> Origins:
    """Find who spoke in each statement with a source; the order of statements changes nothing."""
    contexts, stories = contexts or {}, stories or {}
    merging = _Merging()
    named = sorted((s for s in statements if s.source), key=key_of)
    readings = _Readings(named, contexts, stories, merging)
    nodes = {key_of(s): readings.node(s) for s in named}
    names = _identities(Counter(nodes.values()), readings.holders, merging)
    of = {key: names[node] for key, node in nodes.items()}
    publishers = {initials(s.publisher): s.publisher for s in named_by_publisher(statements)}
    for statement in statements:
        if not statement.source:
            voice = _own_voice(statement)
            of[key_of(statement)] = publishers.get(voice) or voice
    return Origins(of, tuple(sorted(merging.merges)))


def _own_voice(statement: Statement) -> str:
    """Where a page states a figure itself: its agency, else its publisher."""
    agency = statement.via[-1] if statement.via else None
    return agency or statement.publisher or statement.page


def named_by_publisher(statements: Iterable[Statement]) -> list[Statement]:
    """Statements of pages with a known publisher, in an order that no order of pages changes."""
    return sorted((s for s in statements if s.publisher), key=key_of)


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
        self.holders = _holders(stories.values())

    def _story_id(self, statement: Statement) -> str:
        story = self._stories.get(statement.text_hash or "")
        return story.id if story else ""

    def node(self, statement: Statement) -> _Node:
        """What the source of a statement is called, and where that name holds."""
        text_hash = statement.text_hash or ""
        story, context = self._stories.get(text_hash), self._contexts.get(text_hash)
        name = bare(statement.source or "")
        if story is None or context is None:
            return _Node(name)
        name = self._introduced(name, context, story)
        name = self._fuller(name, statement)
        if is_person(name) or countries_in(words_of(name))[0]:
            return _Node(name)
        return _Node(name, f"{story.id}|{self._scope(name, context, story, statement)}")

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
        level = reach_of(name)
        place = level_place(level, context, story) if level else None
        return place or (self._side(statement) if not story.short else "")

    def _side(self, statement: Statement) -> str:
        """The side that a publisher is named after: the first letters of `Ilmerian Press Bureau`."""
        sides = sorted({side[:_SIDE] for side in self._sides})
        return next((side for side in sides if _in_name(side, statement.publisher)), "")


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


def _identities(
    counts: Mapping[_Node, int], holders: Holders, merging: _Merging
) -> dict[_Node, str]:
    """The spelling that stands for each name: the commonest, then the longest, then the first."""
    ordered = sorted(counts, key=lambda n: (-counts[n], -len(n.name), n))
    chosen: dict[_Node, str] = {}
    heads: dict[tuple[str, str], list[_Node]] = {}
    for node in ordered:
        head = None
        for bin_ in _bins(node):
            rivals = heads.get((node.scope, bin_), [])
            head = next((rival for rival in rivals if _is_one(rival, node, holders, merging)), None)
            if head is not None:
                break
        if head is None:
            head = node
            for bin_ in _bins(node):
                heads.setdefault((node.scope, bin_), []).append(node)
        chosen[node] = head.name
    return chosen


def _bins(node: _Node) -> Iterator[str]:
    """Keys of which two names that may be one share one: the beginning of the last word."""
    words = _body_words(node.name)
    if words:
        yield words[-1][:2]


def _is_one(a: _Node, b: _Node, holders: Holders, merging: _Merging) -> bool:
    if _body_words(a.name) == _body_words(b.name):
        return True
    if same_actor(a.name, b.name):
        merging.say(b.name, a.name, "spelling")
        return True
    both = holders.get(plain(a.name), frozenset()) & holders.get(plain(b.name), frozenset())
    if both and is_person(a.name) and is_person(b.name) and _alike(a.name, b.name):
        office = min(both)[0]
        merging.say(b.name, a.name, f"both {office} in one story, and spellings of one surname")
        return True
    return False
