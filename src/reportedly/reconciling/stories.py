"""Stories: pages of nearby days that speak of the same places, and the geography that they share.

Two pages are of one story when they are about the same place, or when one is about a place that the
other names and they name another place, or somebody in office, in common, within the days after which a happening is over.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from reportedly import vocabulary
from reportedly.reconciling.bodies import Introduced
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.geography import LEVELS, toponym
from reportedly.reconciling.names import plain
from reportedly.vocabulary.countries import countries

SHARED_NAMES = 2
"""So many places, and people in office, two pages must both name to be of one story without being about
the same place; one of the places is what one of them is about."""

DEEPEST = 6
"""So many places lie in one another at most: a ring of errors ends there."""


@dataclass(frozen=True)
class Story:
    """What the pages of one story say together.

    Attributes:
        id: the text hash of its first page in alphabetical order: a name that no order changes.
        mains: the place that each page is about, by text hash.
        levels: name of an area to its level.
        parents: key of a place to that of the place it lies in.
        short: whether it is of a happening that is over in days.
        introduced: who is called what on its pages.
        place: the one place that it is about, as far as one can be named.
        nested: the places of which texts say what they lie in.
    """

    id: str
    mains: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    short: bool = False
    started: date | None = None
    introduced: Mapping[str, tuple[Introduced, ...]] = field(default_factory=dict)
    place: str = ""
    nested: frozenset[str] = frozenset()

    def within(self, place: str) -> list[str]:
        """A place and all that it lies in, the narrowest first."""
        chain = [place]
        while len(chain) < DEEPEST and (parent := self.parents.get(chain[-1])):
            if parent in chain:
                break
            chain.append(parent)
        return chain

    def lifted(self, place: str) -> str:
        """The widest place around a place that some page of the story is about; else itself."""
        about = set(self.mains.values())
        return next((outer for outer in reversed(self.within(place)) if outer in about), place)

    def of_level(self, level: str, place: str) -> str | None:
        """The place of a level that a place is, or lies in."""
        return next((p for p in self.within(place) if self.levels.get(p) == level), None)


@cache
def country_names() -> frozenset[str]:
    """Folded names of countries: no happening's place is a whole country."""
    return frozenset(plain(name) for country in countries() for name in country.names)


Places = Mapping[str, Mapping[str, int]]
"""The places that each page names, by text hash, and how much each weighs."""


def stories_of(
    contexts: Iterable[Context], named: Mapping[str, Iterable[str]] | None = None
) -> dict[str, Story]:
    """Sort pages into stories; the story of each page by its text hash, whatever their order.

    Args:
        contexts: of the pages, each text once.
        named: by text hash, the places that the text's claims are about, as written.
    """
    pages = list(contexts)
    said = named or {}
    own = {page.text_hash: own_places(page, said.get(page.text_hash, ())) for page in pages}
    return stories_in(pages, places_of(pages, own))


def own_places(page: Context, named: Iterable[str]) -> frozenset[str]:
    """Keys of the places that a page's text describes or its claims are about, countries left out."""
    described = {*page.places, *(toponym(phrase) for phrase in named)}
    keys = {place.key for place in described if place.name and place.level != "country"}
    return frozenset(keys - country_names())


def places_of(pages: Iterable[Context], own: Mapping[str, frozenset[str]]) -> Places:
    """The names of each page that it, or some page of near days, knows as those of places."""
    pages = list(pages)
    days: dict[str, list[date]] = defaultdict(list)
    for page in pages:
        if page.published is not None:
            for name in own[page.text_hash]:
                days[name].append(page.published)
    for known in days.values():
        known.sort()
    return {page.text_hash: places_in(page, own[page.text_hash], days) for page in pages}


def places_in(
    page: Context, own: frozenset[str], days: Mapping[str, Sequence[date]]
) -> dict[str, int]:
    """The names of one page that are those of places.

    Args:
        page: with its names.
        own: those that it knows itself.
        days: for each name, the days of the pages that know it as a place, in order.
    """
    return {
        name: weight
        for name, weight in page.names.items()
        if name in own or is_near(page.published, days.get(name, ()))
    }


def is_near(day: date | None, others: Sequence[date]) -> bool:
    """Whether some of the days, which are in order, is so near that one story can reach over both."""
    if day is None:
        return False
    at = bisect_left(others, day - nearby())
    return at < len(others) and others[at] <= day + nearby()


@cache
def nearby() -> timedelta:
    """The days over which one story reaches from page to page."""
    return timedelta(days=vocabulary.load("tolerances")["happening"]["days"])


def stories_in(contexts: Iterable[Context], places: Places) -> dict[str, Story]:
    """Sort pages into stories, whose places are known; the story of each page by its text hash."""
    pages = sorted(contexts, key=lambda context: context.text_hash)
    mains = {
        page.text_hash: main for page in pages if (main := main_of(page, places[page.text_hash]))
    }
    stories: dict[str, Story] = {}
    for group in _groups(pages, places, mains):
        story = _story(group, places, mains)
        stories.update({page.text_hash: story for page in group})
    return stories


def main_of(page: Context, places: Mapping[str, int]) -> str | None:
    """The place that a page is about: where it stands in headline and lead, and how often."""
    features = {place.key for place in page.places if place.feature}
    ranked = sorted(places, key=lambda name: (-places[name], name in features, name))
    return ranked[0] if ranked else None


def _groups(
    pages: Sequence[Context], places: Places, mains: Mapping[str, str]
) -> list[list[Context]]:
    """The connected groups of pages that are of one story, each in order of text hash."""
    leader = {page.text_hash: page.text_hash for page in pages}

    def head(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    naming: dict[str, list[Context]] = defaultdict(list)
    for page in sorted((p for p in pages if p.published), key=_day):
        for name in places[page.text_hash]:
            naming[name].append(page)
    for page in pages:
        main = mains.get(page.text_hash)
        for other in _near(page, naming.get(main, [])) if main else ():
            if head(other.text_hash) != head(page.text_hash) and _same_story(
                page, other, places, mains
            ):
                first, second = sorted((head(page.text_hash), head(other.text_hash)))
                leader[second] = first
    grouped: dict[str, list[Context]] = defaultdict(list)
    for page in pages:
        grouped[head(page.text_hash)].append(page)
    return list(grouped.values())


def _day(page: Context) -> date:
    return page.published or date.min


def _near(page: Context, others: Sequence[Context]) -> Sequence[Context]:
    """Those of some pages, in order of their days, that were printed within days of a page."""
    days = nearby()
    if page.published is None:
        return ()
    first = bisect_left(others, page.published - days, key=_day)
    return others[first : bisect_right(others, page.published + days, key=_day)]


def _same_story(a: Context, b: Context, places: Places, mains: Mapping[str, str]) -> bool:
    """Whether two pages of near days, of which one names the place of the other, are of one story."""
    if mains.get(a.text_hash) == mains.get(b.text_hash):
        return True
    shared = len(places[a.text_hash].keys() & places[b.text_hash].keys())
    people = {plain(one.name) for one in a.introduced} & {plain(one.name) for one in b.introduced}
    return shared + len(people) >= SHARED_NAMES


def _story(pages: Sequence[Context], places: Places, mains: Mapping[str, str]) -> Story:
    levels = _levels(pages)
    length: Counter[str] = Counter()
    for page in pages:
        length.update(page.happenings)
    parents, nested = _parents(pages, places, mains, levels)
    story = Story(
        id=pages[0].text_hash,
        mains={page.text_hash: mains[page.text_hash] for page in pages if page.text_hash in mains},
        levels=levels,
        parents=parents,
        nested=nested,
        short=length["short"] > length["long"],
        started=min((page.published for page in pages if page.published), default=None),
        introduced={page.text_hash: page.introduced for page in pages},
    )
    about = Counter(story.lifted(main) for main in story.mains.values())
    return replace(story, place=_most(about)) if about else story


def _levels(pages: Sequence[Context]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for place, count in page.places.items():
            if place.level and not place.feature:
                votes[place.name][place.level] += count
    return {name: _most(vote) for name, vote in sorted(votes.items())}


def _parents(
    pages: Sequence[Context],
    places: Places,
    mains: Mapping[str, str],
    levels: Mapping[str, str],
) -> tuple[dict[str, str], frozenset[str]]:
    """What each place lies in: what texts say; else the wider area that pages naming both are about.

    Returns:
        The place around each place, and the places of which texts say it.
    """
    said: dict[str, Counter[str]] = defaultdict(Counter)
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for inner, outer in page.nests:
            if inner != outer:
                said[inner][outer] += 1
        main = mains.get(page.text_hash, "")
        for name in places[page.text_hash]:
            if main in levels and name in levels and _wider(levels[main], levels[name]):
                beside[name][main] += 1
    parents = _chained(said, levels)
    by_side = {name: _most(votes) for name, votes in beside.items() if name not in parents}
    return parents | by_side, frozenset(parents)


def _chained(said: Mapping[str, Counter[str]], levels: Mapping[str, str]) -> dict[str, str]:
    """The narrowest place that each lies in; of two areas around one place the narrower lies in the wider.

    "Oro, in Torva district" and "Oro, in Sella province", of two papers: Torva district lies in Sella.
    """
    parents: dict[str, str] = {}
    inferred: dict[str, Counter[str]] = defaultdict(Counter)
    for name in sorted(said):
        around = _by_level(said[name], levels)
        parents[name] = around[0]
        for inner, outer in pairwise(around):
            inferred[inner][outer] += 1
    return {name: _most(votes) for name, votes in sorted(inferred.items())} | parents


def _by_level(votes: Counter[str], levels: Mapping[str, str]) -> list[str]:
    """The areas that a place is said to lie in, of each level the one said most, the narrowest first."""
    most = _most(votes)
    if most not in levels:
        return [most]
    best: dict[str, Counter[str]] = defaultdict(Counter)
    for name, count in votes.items():
        if name in levels:
            best[levels[name]][name] = count
    return [_most(best[level]) for level in reversed(LEVELS) if level in best]


def _wider(a: str, b: str) -> bool:
    return LEVELS.index(a) < LEVELS.index(b)


def _most(votes: Counter[str]) -> str:
    return min(votes, key=lambda name: (-votes[name], name))
