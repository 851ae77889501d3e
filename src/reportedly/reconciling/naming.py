"""Who and where are the same on some pages: the one place where names are folded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.reconciling.contexts import Context
from reportedly.reconciling.origins import Origins, resolve, scopes_of
from reportedly.reconciling.peoples import PeopleNames, people_names
from reportedly.reconciling.placenames import PlaceNames, place_names, under_names
from reportedly.reconciling.stories import Story, stories_of
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

    origins: Origins
    stories: Mapping[str, Story]
    contexts: Mapping[str, Context]
    places: PlaceNames = field(default_factory=PlaceNames)
    peoples: PeopleNames = field(default_factory=PeopleNames)

    def scope(self, statement: Statement) -> str:
        """Where a description of a statement's page means one: its story, or else its page."""
        story = self.stories.get(statement.text_hash or "")
        return story.id if story else statement.page


def names_of(
    statements: Sequence[Statement],
    contexts: Mapping[str, Context],
    decisions: Sequence[NameDecision] = (),
) -> Names:
    """Find out which names are the same; the order of statements and contexts changes nothing.

    Args:
        statements: of any number of pages.
        contexts: what the pages' texts say beside figures, by text hash.
        decisions: what people decided of names, in the order in which they were recorded.
    """
    places = place_names(statements, contexts.values(), decisions)
    contexts = {name: under_names(context, places) for name, context in contexts.items()}
    named = {s.where for s in statements if s.where} | {*places.stands.values()}
    stories = stories_of(contexts.values(), named)
    peoples = people_names(statements, scopes_of(statements, stories), decisions)
    origins = resolve(statements, contexts, stories, decisions)
    return Names(origins, stories, contexts, places, peoples)
