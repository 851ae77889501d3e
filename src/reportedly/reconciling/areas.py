"""Areas over a whole ledger: what lies in what, as the pages of any story say it.

A paper at home writes "Torva district" and counts on its readers to know the province and the country;
papers abroad give them. So the pages of one story often do not say for which country a ministry speaks,
or of which district a town's hospital is, and those of another one do. What a story's own pages say
holds in it; only where they end, that of the other stories goes on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.reconciling.decisions import Meant
from reportedly.reconciling.geography import LEVELS, feature_nouns
from reportedly.reconciling.hearing import is_proper
from reportedly.reconciling.origins import Spoken
from reportedly.reconciling.placing import reach_of
from reportedly.reconciling.spellings import OWN, Voice
from reportedly.reconciling.stories import DEEPEST, Story, country_names

CLEAR = 0.9
"""So large a share of the stories that say what an area lies in must agree: several places share a name."""

Around = tuple[str, str]
"""A place, and its level where texts say it."""

Votes = Mapping[Around, int]
"""What a place is said to lie in, and in how many stories."""


@dataclass(frozen=True)
class Areas:
    """What places lie in.

    Attributes:
        around: for each place, the areas that it lies in, of each level one.
    """

    around: Mapping[str, Sequence[Around]] = field(default_factory=dict)

    def reached(self, place: str) -> dict[str, str]:
        """A place and all areas around it, each with its level, the nearest first."""
        found, edge = {place: ""}, [place]
        for _ in range(DEEPEST):
            outer = [one for name in edge for one in self.around.get(name, ())]
            edge = [name for name, _ in outer if name not in found]
            found |= {name: level for name, level in outer if name not in found}
        return found

    def of_level(self, level: str, place: str) -> str | None:
        """The area of a level around a place."""
        around = self.reached(place)
        return next((name for name in around if name != place and around[name] == level), None)

    def widest(self, place: str) -> str:
        """The widest area around a place, or itself."""
        around = self.reached(place)
        tops = [name for name in reversed(around) if not self.around.get(name)]
        return min(tops, key=lambda name: _rank(name, around[name]), default=place)

    def seat(self, voice: Voice) -> Voice:
        """The voice of a body with the area that it speaks for, as far as any story tells."""
        if not is_seated(voice):
            return voice
        place, bar, side = voice.scope.partition("|")
        level = reach_of(voice.name)
        seat = self.of_level(level, place) or place if level else self.widest(place)
        return Voice(voice.name, f"{seat}{bar}{side}")


def is_seated(voice: Voice) -> bool:
    """Whether a voice is that of a body which speaks for an area wider than its happening's place."""
    if not voice.scope or voice.scope == OWN or voice.scope.startswith("~"):
        return False
    return reach_of(voice.name) is not None or is_proper(voice.name)


def places_spoken_for(spoken: Spoken) -> set[str]:
    """The places in which the names of bodies of a unit mean them, before they are seated."""
    voices = {*spoken.of.values(), *spoken.called, *(voice for voice, _ in spoken.merges)}
    return {voice.scope.partition("|")[0] for voice in voices if is_seated(voice)}


def _rank(name: str, level: str) -> float:
    """Orders areas, the widest first; one without a level is most likely a country that no text calls one."""
    if name in country_names():
        return -1
    return LEVELS.index(level) if level in LEVELS else 0.5


def votes_in(stories: Iterable[Story]) -> dict[str, Counter[Around]]:
    """What texts of some stories say that areas lie in, and in how many of the stories."""
    found: dict[str, Counter[Around]] = defaultdict(Counter)
    for story in {story.id: story for story in stories}.values():
        for inner in story.nested:
            outer = story.parents[inner]
            if not _is_feature(inner) and not _is_feature(outer):
                found[inner][outer, story.levels.get(outer, "")] += 1
    return found


def _is_feature(key: str) -> bool:
    return key.rpartition(" ")[2] in feature_nouns()


def agreed(votes: Votes) -> tuple[Around, ...]:
    """What a place lies in: of each level the area on which stories agree, where they do."""
    by_level: dict[str, Counter[str]] = defaultdict(Counter)
    for (outer, level), count in votes.items():
        by_level[level][outer] += count
    return tuple(
        (outer, level)
        for level in sorted(by_level, key=lambda level: _rank("", level), reverse=True)
        for outer, count in by_level[level].items()
        if count >= CLEAR * by_level[level].total()
    )


def areas_of(stories: Iterable[Story]) -> Areas:
    """The areas of all stories of a ledger."""
    return Areas({inner: agreed(votes) for inner, votes in votes_in(stories).items()})


def seated(spoken: Spoken, areas: Areas) -> Spoken:
    """Those who spoke in a unit of pages, bodies with the areas that they speak for."""
    voices = {*spoken.of.values(), *spoken.called, *(voice for voice, _ in spoken.merges)}
    seat = {voice: areas.seat(voice) for voice in voices}
    if all(voice == at for voice, at in seat.items()):
        return spoken
    called: dict[Voice, frozenset[Meant]] = {}
    for voice, names in spoken.called.items():
        called[seat[voice]] = called.get(seat[voice], frozenset()) | names
    return replace(
        spoken,
        of={key: seat[voice] for key, voice in spoken.of.items()},
        merges=tuple(sorted((seat[voice], merge) for voice, merge in spoken.merges)),
        called=called,
    )
