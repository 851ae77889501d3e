"""Who and where are the same on some pages: the one place where names are folded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.reconciling.areas import areas_of, seated
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.decisions import Decided
from reportedly.reconciling.evidence import Merge, Merging
from reportedly.reconciling.missed import Alike
from reportedly.reconciling.names import plain
from reportedly.reconciling.origins import (
    Key,
    Origins,
    Spoken,
    key_of,
    own_voice,
    scopes_of,
    spoken_in,
)
from reportedly.reconciling.peoples import PeopleNames, people_names
from reportedly.reconciling.placenames import PlaceNames, place_names, under_names
from reportedly.reconciling.ruling import named_as_decided
from reportedly.reconciling.stories import Story, stories_of
from reportedly.reconciling.units import Unit, units_of
from reportedly.reconciling.voices import Voices
from reportedly.reconciling.wordings import bare
from reportedly.records import NameDecision, Statement


@dataclass(frozen=True)
class Names:
    """Who spoke, whom figures count, where, and in which story.

    Attributes:
        origins: who spoke in each statement.
        stories: the story of each page, by text hash.
        contexts: what each page says beside its figures, by text hash, places under the names that stand
            for them.
        places: what places are called.
        peoples: what groups of people are called.
    """

    origins: Origins = field(default_factory=Origins)
    stories: Mapping[str, Story] = field(default_factory=dict)
    contexts: Mapping[str, Context] = field(default_factory=dict)
    places: PlaceNames = field(default_factory=PlaceNames)
    peoples: PeopleNames = field(default_factory=PeopleNames)

    def scope(self, statement: Statement) -> str:
        """Where a description of a statement's page means one: its story, or else its page."""
        story = self.stories.get(statement.text_hash or "")
        return story.id if story else statement.page


@dataclass(frozen=True)
class Reading:
    """Names as the units of all pages mean them.

    Attributes:
        names: who spoke, whom figures count, where.
        units: of pages, with who is meant by the sources in each.
        voices: by what those who spoke are told from one another, and how they are shown.
    """

    names: Names
    units: tuple[tuple[Unit, Spoken], ...]
    voices: Voices


def names_of(
    statements: Sequence[Statement],
    contexts: Mapping[str, Context],
    decisions: Sequence[NameDecision] = (),
    alike: Iterable[Alike] = (),
) -> Names:
    """Find out which names are the same; arguments of `reading_of`."""
    return reading_of(statements, contexts, decisions, alike).names


def reading_of(
    statements: Sequence[Statement],
    contexts: Mapping[str, Context],
    decisions: Sequence[NameDecision] = (),
    alike: Iterable[Alike] = (),
) -> Reading:
    """Find out which names are the same; the order of statements and contexts changes nothing.

    Args:
        statements: of any number of pages.
        contexts: what the pages' texts say beside figures, by text hash.
        decisions: what people decided of names, in the order in which they were recorded.
        alike: pairs of text hashes of pages that are near-duplicates.
    """
    places = place_names(statements, contexts.values(), decisions)
    contexts = {name: under_names(context, places) for name, context in contexts.items()}
    stories = stories_of(contexts.values(), places_claimed(statements, places))
    scopes = scopes_of(statements, stories)
    peoples = people_names(statements, scopes, decisions)
    decided = Decided(decisions, "actor", scopes)
    units = units_of(statements, contexts, stories, alike)
    areas = areas_of(stories.values())
    spoken = [
        seated(spoken_in(unit.statements, unit.contexts, unit.stories, decided), areas)
        for unit in units
    ]
    publishers = {context.publisher for context in contexts.values()} or {
        statement.publisher for statement in statements
    }
    named = named_as_decided(spoken, {name for name in publishers if name}, decided)
    voices = Voices(named)
    of = {key: voices.shown(voices.key(voice)) for one in spoken for key, voice in one.of.items()}
    origins = Origins(of, merges_of(spoken, voices), _pages(statements, of))
    names = Names(origins, stories, contexts, places, peoples)
    return Reading(names, tuple(zip(units, spoken, strict=True)), voices)


def places_claimed(statements: Iterable[Statement], places: PlaceNames) -> dict[str, set[str]]:
    """The places that the claims of each text are about, by text hash, under the names that stand for them."""
    claimed: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        where = places.as_read(statement).where
        if where and statement.text_hash:
            claimed[statement.text_hash].add(places.words(where))
    return claimed


def merges_of(spoken: Iterable[Spoken], voices: Voices) -> tuple[Merge, ...]:
    """Why names were taken for one another, each reason once."""
    merging = Merging()
    units = list(spoken)
    for unit in units:
        for voice, merge in unit.merges:
            identity = voices.shown(voices.key(voice))
            merging.say(replace(merge, identity=identity, pages=()), *merge.pages)
    for merge in voices.spelled([link for unit in units for link in unit.links]):
        merging.say(merge)
    return merging.merges()


def _pages(statements: Iterable[Statement], of: Mapping[Key, str]) -> dict[str, frozenset[str]]:
    """Folded names of those who spoke, as pages write them and as they are shown, to their pages."""
    pages: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        form = bare(statement.source) if statement.source else own_voice(statement)
        for name in (form, of[key_of(statement)]):
            pages[plain(name)].add(statement.page)
    return {name: frozenset(found) for name, found in pages.items()}
