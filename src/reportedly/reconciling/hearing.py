"""Whom the source of a statement means: as its page says, then as the pages of its story do.

An acronym, an office, a short form of a body: each is read as the name that its page gives it, unless
somebody decided that it means another.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportedly.reconciling.bodies import Introduced
from reportedly.reconciling.contexts import Context
from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import said_by
from reportedly.reconciling.names import WORD, countries_in, plain, words_of
from reportedly.reconciling.placing import level_place, reach_of
from reportedly.reconciling.spellings import (
    Voice,
    alike,
    body_words,
    head_of,
    is_person,
    is_short,
)
from reportedly.reconciling.stories import Story
from reportedly.reconciling.wordings import bare, name_key, office_phrase
from reportedly.records import EvidenceKind, Statement

_SIDE = 5  # letters by which a people and its land are alike: Ilmerian, Ilmeria
_LONGEST_CHAIN = (
    8  # so often one description may be read as another: a ring of decisions ends there
)


class Step(NamedTuple):
    """One name read as another, on one page."""

    form: str
    name: str
    why: str
    kind: EvidenceKind


@dataclass(frozen=True)
class Heard:
    """Whom a statement has as its source, and by which steps it was found.

    Attributes:
        voice: the name, and where it holds.
        form: the name that stands on the page.
        scope: the story of the page.
        steps: from the form to the name.
    """

    voice: Voice
    form: str
    scope: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def names(self) -> set[Meant]:
        """All names by which it is called, as decisions know them."""
        called = {self.form, self.voice.name, *(step.name for step in self.steps)}
        return {meant(name, self.scope) for name in called}


def meant(name: str, scope: str = "") -> Meant:
    """An actor's name as decisions know it."""
    return Meant(name_key("actor", name), scope)


class Hearing:
    """Names as their pages and stories mean them."""

    def __init__(
        self,
        named: Sequence[Statement],
        contexts: Mapping[str, Context],
        stories: Mapping[str, Story],
        decided: Decided,
    ) -> None:
        self._contexts, self._stories, self._decided = contexts, stories, decided
        self._sides = frozenset(_side_words(s.who or s.counted) for s in named) - {""}
        self._used: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_head: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._known: dict[str, dict[str, list[Introduced]]] = {}
        self._taken: dict[Meant, set[Meant]] = defaultdict(set)
        for statement in named:
            form = self._story_id(statement), plain(bare(statement.source or ""))
            self._used[form].add(self._side(statement))
            name = bare(statement.source or "")
            for scope in (statement.page, self._story_id(statement)):
                self._by_head[scope, head_of(body_words(name))].add(name)

    def _story_id(self, statement: Statement) -> str:
        story = self._stories.get(statement.text_hash or "")
        return story.id if story else ""

    def heard(self, statement: Statement) -> Heard:
        """What the source of a statement is called, and where that name holds."""
        text_hash = statement.text_hash or ""
        story, context = self._stories.get(text_hash), self._contexts.get(text_hash)
        form = bare(statement.source or "")
        where = story.id if story else statement.page
        steps = self._as_decided(form, where)
        name = steps[-1].name if steps else form
        if story is None or context is None:
            return Heard(Voice(name), form, where, tuple(steps))
        if introduced := self._introduced(name, context, story):
            steps.append(introduced)
            name = introduced.name
        if fuller := self._fuller(name, statement, story):
            steps.append(fuller)
            name = fuller.name
        if is_person(name) or countries_in(words_of(name))[0] or self._names_side(name):
            return Heard(Voice(name), form, where, tuple(steps))
        scope = self._scope(name, context, story, statement)
        return Heard(Voice(name, scope), form, where, tuple(steps))

    def _as_decided(self, form: str, scope: str) -> list[Step]:
        """As whom somebody said that a description is to be read."""
        steps: list[Step] = []
        name = form
        while len(steps) < _LONGEST_CHAIN and (said := self._decided.reading(meant(name, scope))):
            decision, other = said
            steps.append(Step(name, bare(other), said_by(decision), "decision"))
            name = bare(other)
        return steps

    def _may_be(self, form: str, name: str, scope: str) -> bool:
        """Whether nobody said that a form means somebody else, nor that another form does so."""
        one = meant(form, scope)
        if not self._decided.splits or not self._decided.concerns(one):
            return True
        others = meant(name, scope), *self._taken[meant(name)]
        return not any(self._decided.parted(one, other) for other in others)

    def _take(self, step: Step, scope: str) -> Step:
        form = meant(step.form, scope)
        if self._decided.splits and self._decided.concerns(form):
            self._taken[meant(step.name)].add(form)
        return step

    def _introduced(self, name: str, context: Context, story: Story) -> Step | None:
        """The name behind an acronym or an office, by the page's word, else by its story's."""
        if story.id not in self._known:
            self._known[story.id] = _by_form(
                one for page in sorted(story.introduced) for one in story.introduced[page]
            )
        own = _by_form(context.introduced)
        for known, where in ((own, "on its page"), (self._known[story.id], "in its story")):
            found = _meant_by(name, known)
            if found is not None and self._may_be(name, bare(found.name), story.id):
                kind: EvidenceKind = "acronym" if found.type == "acronym" else "office"
                step = Step(name, bare(found.name), f"{found.words!r} {where}", kind)
                return self._take(step, story.id)
        return None

    def _fuller(self, name: str, statement: Statement, story: Story) -> Step | None:
        """The one fuller name of a body that a short form stands for, on its page or in its story."""
        if is_person(name):
            return None
        for scope, where in ((statement.page, "on its page"), (story.id, "in its story")):
            named = self._by_head[scope, head_of(body_words(name))]
            fuller = sorted(
                other
                for other in named
                if self._shortens(name, other, statement) and self._may_be(name, other, story.id)
            )
            heads = [o for o in fuller if not any(is_short(o, longer) for longer in fuller)]
            if len(heads) == 1:
                why = f"a short form of the only such body {where}"
                return self._take(Step(name, heads[0], why, "short form"), story.id)
        return None

    def _shortens(self, name: str, fuller: str, statement: Statement) -> bool:
        if not is_short(name, fuller) or is_person(fuller):
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

        A proper name, `National Flood Agency`, is that of one body as far as the story's geography reaches;
        of a story of no place, as of rows of a table, everywhere.
        """
        level = reach_of(name)
        place = level_place(level, context, story) if level else None
        side = self._side(statement) if not place and not story.short else ""
        if is_proper(name) and not (place or side or story.place):
            return ""
        around = story.within(story.place)
        home = around[-1] if story.place and is_proper(name) else story.place
        return f"{place or home or f'~{story.id}'}|{side}"

    def _names_side(self, name: str) -> bool:
        """Whether a body's name says whose it is: `Ilmeria's General Staff`."""
        return any(_in_name(side, name) for side in self._sides)

    def _side(self, statement: Statement) -> str:
        """The side that a publisher is named after: the first letters of `Ilmerian Press Bureau`."""
        sides = sorted({side[:_SIDE] for side in self._sides})
        return next((side for side in sides if _in_name(side, statement.publisher)), "")


def is_proper(name: str) -> bool:
    """Whether a body's name is a proper name, not what all such bodies are called."""
    return len([word for word in WORD.findall(name) if word[:1].isupper()]) > 1


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


def _meant_by(name: str, known: Mapping[str, Sequence[Introduced]]) -> Introduced | None:
    """The only one whom a short form can stand for; None where there are several, or none."""
    acronym = next((one for one in known.get(plain(name), ()) if one.type == "acronym"), None)
    if acronym is not None:
        return acronym
    office = office_phrase(name)
    found = [
        one
        for one in (known.get(office.partition(" of ")[0], ()) if office else ())
        if one.type == "office" and _same_office(office, one.form)
    ]
    if not found or any(not alike(found[0].name, other.name) for other in found[1:]):
        return None
    return found[0]


def _same_office(a: str, b: str) -> bool:
    (office_a, _, place_a), (office_b, _, place_b) = a.partition(" of "), b.partition(" of ")
    return office_a == office_b and (not place_a or not place_b or place_a == place_b)
