"""Statements as their page means them: who spoke, of whom, where, of what stretch; repetitions joined.

A figure is told in headline, summary and text, by the governor's name and by his office: one statement.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from reportedly import vocabulary
from reportedly.reconciling.assigning import Assignment
from reportedly.reconciling.comparing import agree, size
from reportedly.reconciling.completing import completed
from reportedly.reconciling.contexts import Context, bound_to_happening
from reportedly.reconciling.copies import Groups, Printed, groups_of
from reportedly.reconciling.eventkinds import with_events
from reportedly.reconciling.misreading import without_misread
from reportedly.reconciling.names import (
    NOWHERE,
    People,
    Place,
    is_country,
    place_of,
    plain,
)
from reportedly.reconciling.naming import Names, reading_of
from reportedly.reconciling.origins import Origins, Spoken, initials, key_of
from reportedly.reconciling.placenames import PlaceNames, bare_key
from reportedly.reconciling.placing import place_in
from reportedly.reconciling.spellings import Voice, is_person
from reportedly.reconciling.stories import Story
from reportedly.reconciling.told import Told, why_apart
from reportedly.reconciling.units import Unit
from reportedly.reconciling.versions import (
    as_old_as_their_page,
    as_old_as_their_report,
    as_old_as_their_update,
    without_changed,
)
from reportedly.reconciling.voices import Voices
from reportedly.records import ClaimSpan, Counting, NameDecision, Statement

FRAME = frozenset({"headline", "summary"})
"""Roles of blocks that tell in short what the text tells."""

MONEY = frozenset({"aid", "cost"})
EARLY = timedelta(days=3)
"""So long before its first report a happening's own running total may begin."""


@dataclass(frozen=True)
class Account:
    """All statements of some pages, told apart and joined, and who spoke in them.

    The `origin` of a statement in it is the key of a voice; `voices` has their names.
    """

    told: tuple[Told, ...]
    voices: Voices
    names: Names
    groups: Groups = field(default_factory=Groups)
    assignments: tuple[Assignment, ...] = ()
    """What people decided of series, in the order of deciding."""

    @property
    def origins(self) -> Origins:
        """Who spoke in each statement."""
        return self.names.origins

    @property
    def stories(self) -> Mapping[str, Story]:
        """The story of each page, by text hash."""
        return self.names.stories


def account_of(
    statements: Iterable[Statement],
    contexts: Mapping[str, Context] | None = None,
    alike: Iterable[tuple[str, str]] = (),
    decisions: Sequence[NameDecision] = (),
) -> Account:
    """Work out what statements are about; the result does not depend on their order.

    Args:
        statements: of any number of pages.
        contexts: what the pages' texts say beside their figures, by text hash; without, only the
            statements' own words count.
        alike: pairs of text hashes of pages that are near-duplicates.
        decisions: what people decided of names, in the order in which they were recorded.
    """
    known = sorted(statements, key=key_of)
    reading = reading_of(known, contexts or {}, decisions, alike)
    groups = [groups_in(unit) for unit, _ in reading.units]
    return Account(
        tuple(
            one
            for (unit, spoken), same in zip(reading.units, groups, strict=True)
            for one in told_in(unit, spoken, same, reading.voices.key, reading.names)
        ),
        reading.voices,
        reading.names,
        Groups(
            tuple(sorted(group for same in groups for group in same.copies)),
            tuple(sorted(group for same in groups for group in same.versions)),
        ),
    )


def groups_in(unit: Unit) -> Groups:
    """The copies and versions among the pages of a unit."""
    return groups_of(printed(unit.statements, unit.contexts), unit.alike)


def told_in(
    unit: Unit, spoken: Spoken, groups: Groups, key: Callable[[Voice], str], names: Names
) -> list[Told]:
    """The statements of a unit, with what they are about; the result does not depend on their order.

    Args:
        unit: of pages, with their statements.
        spoken: who is meant by their sources.
        groups: which of its pages are copies and versions of each other.
        key: by what a voice is told from others.
        names: what places and groups of people are called; what it has of units is not asked.
    """
    known = _without_places_of_parts(sorted(unit.statements, key=key_of))
    told = [_told(statement, key(spoken.of[key_of(statement)]), unit, names) for statement in known]
    by_page: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in completed(told):
        by_page[one.statement.page, one.statement.text_hash or ""].append(one)
    joined = [one for page in sorted(by_page) for one in _joined(_rescoped(by_page[page]))]
    printed_anew = as_old_as_their_update(joined, groups.versions, unit.contexts)
    # A copy past midnight is as old as its report, and a report of Thursday can tell what was said on Monday.
    dated = as_old_as_their_page(printed_anew)
    dated = as_old_as_their_page(as_old_as_their_report(dated, groups.copies))
    known_events = with_events(
        without_misread(without_changed(dated, groups.versions, unit.contexts)),
        unit.contexts,
        unit.stories,
    )
    around = {story.id: story.within for story in unit.stories.values()}
    return [
        replace(one, around=tuple(around[one.story](one.place.name)[1:])) if one.story else one
        for one in known_events
    ]


def printed(statements: Iterable[Statement], contexts: Mapping[str, Context]) -> set[Printed]:
    """The pages of statements, as copies of reports are told from their first publication."""
    return {
        Printed(
            first=statement.published or "",
            page=statement.page,
            text_hash=statement.text_hash,
            publisher=statement.publisher,
            own=_is_own(contexts[statement.text_hash]),
            updated=contexts[statement.text_hash].updated or "",
        )
        for statement in statements
        if statement.text_hash is not None and statement.text_hash in contexts
    }


def _without_places_of_parts(statements: Sequence[Statement]) -> list[Statement]:
    """Take from a whole the place that belongs to its part: "52 dead, among them 21 in Oro"."""
    parts: dict[tuple[str, tuple[int, int]], list[int]] = defaultdict(list)
    for statement in statements:
        relation = statement.relation
        if relation is not None and relation.type == "part" and relation.of is not None:
            parts[statement.page, (relation.of.start, relation.of.end)] += [
                c.start for c in statement.claims
            ]
    return [
        s.model_copy(update={"where": None, "place": None, "tied": False})
        if s.place is not None
        and any(
            claim.end <= part < s.place.start
            for claim in s.claims
            for part in parts.get((s.page, (claim.start, claim.end)), ())
        )
        else s
        for s in statements
    ]


def _is_own(context: Context) -> bool:
    return is_own(context.publisher, context.agency)


def is_own(publisher: str | None, agency: str | None) -> bool:
    """Whether a page's report is credited to nobody but its publisher."""
    names = (plain(publisher or ""), plain(initials(publisher)))
    return agency is None or plain(agency) in names


def _told(statement: Statement, voice: str, unit: Unit, names: Names) -> Told:
    context = unit.contexts.get(statement.text_hash or "")
    story = unit.stories.get(statement.text_hash or "")
    people = names.peoples.people(statement, story.id if story else statement.page)
    read = names.places.as_read(statement)
    place, wider, why = _by_its_words(read, names.places), NOWHERE, _own_words(read)
    if context is not None and story is not None:
        placed = place_in(read, context, story, names.places)
        if placed is not None:
            name, why = names.places.parted(statement, placed.name), placed.why
            place = _in_country(name, story)
            if bound_to_happening(statement.sentence or "", statement.where or ""):
                wider = _in_country(story.lifted(name), story)
    counting, why_counting = _counting(statement, people, place, story)
    return Told(
        statement.model_copy(update={"origin": voice}),
        people,
        unit_of(statement),
        place,
        counting,
        why_counting=why_counting,
        story=story.id if story else "",
        wider=wider if wider != place else NOWHERE,
        why_place=why,
    )


def _by_its_words(statement: Statement, places: PlaceNames) -> Place:
    """The place that a statement's own words say."""
    place = places.place(place_of(statement.where))
    own = places.parted(statement, bare_key(statement.where))
    return place if own == places.key(bare_key(statement.where)) else Place(own, place.country)


def _own_words(statement: Statement) -> str:
    return f"its words say {statement.where!r}" if statement.where else "nothing says where"


def _in_country(name: str, story: Story) -> Place:
    around = [place_of(outer.title()) for outer in story.within(name)]
    country = next((place.name for place in around if is_country(place)), "")
    return Place(name, country or place_of(name).country)


def unit_of(statement: Statement) -> str:
    """What one is, in the plural: a battalion is not a man, a dollar not a house."""
    if statement.kind in MONEY:
        return statement.counted or ""
    words = (statement.counted or "").casefold().split()
    units: dict[str, str] = vocabulary.load("groups")["military_units"]
    return next((many for one, many in units.items() if one in words or many in words), "")


def _counting(
    statement: Statement, people: People, place: Place, story: Story | None
) -> tuple[Counting, str]:
    """What a statement counts over, and by what it is told."""
    window = statement.window
    if window == "period":
        return "stretch", "it gives a stretch of days"
    if story is not None and story.short and not people.nation:
        if _of_the_happening(statement, story):
            return "happening", "its story is of a happening that is over in days"
        return "running", "its running total began before the happening"
    if window in ("cumulative", "state"):
        return "running", "it is a running total" if window == "cumulative" else "it is a level"
    if story is not None and not story.short and people.nation and _has_done(statement):
        return "running", "a perfect ('has killed') tells of all until now"
    # What befell a nation's people in a whole country is no single happening, but how things stand.
    if people.nation and is_country(place):
        return "running", "a nation's people in a whole country are no single happening"
    return "happening", "it tells of one happening"


_PERFECT = re.compile(r"\b(?:has|have)(?: (?:already|now|also|so far))? [a-z]+ $")


def _has_done(statement: Statement) -> bool:
    """Whether the figure stands behind a perfect: "has killed 88", of what goes on, is a total."""
    start = statement.claims[0].start - (statement.sentence_start or 0)
    return _PERFECT.search((statement.sentence or "")[: max(0, start)]) is not None


def _of_the_happening(statement: Statement, story: Story) -> bool:
    """Whether a running total or level in a story of one short happening is that of the happening."""
    if statement.window != "cumulative":
        return True
    start = statement.when.start if statement.when else None
    if start is None:
        return True
    return story.started is not None and start >= story.started - EARLY


def _rescoped(told: Sequence[Told]) -> list[Told]:
    """Tell the toll of a happening from that of the place that it is called after.

    "The flood in Oro has killed 23. In Oro itself 12 people were killed": a page that gives two figures
    for one place, the larger one as that of a happening, gives it for all that the happening reached.
    """
    by_quantity: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in told:
        if why_apart(one.statement) is None:
            by_quantity[_what(one), one.place].append(one)
    moved: dict[int, Told] = {}
    for same in by_quantity.values():
        for one in same:
            others = [s for s in same if not agree(s.statement, one.statement)]
            if one.wider != NOWHERE and any(
                size(one.statement) > size(s.statement) for s in others
            ):
                why = "its page gives a smaller figure for the place that the happening is called after"
                moved[id(one)] = replace(one, place=one.wider, why_place=why)
    return [moved.get(id(one), one) for one in told]


def _what(one: Told) -> tuple[object, ...]:
    return one.statement.kind, one.people, one.unit


def _joined(told: Sequence[Told]) -> list[Told]:
    """Join what a page says twice: by another name of its source, in its headline, with less detail."""
    by_figure: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in sorted(told, key=_weight):
        by_figure[one.statement.kind, one.unit, why_apart(one.statement)].append(one)
    kept: list[Told] = []
    for same in by_figure.values():
        leads: list[Told] = []
        for one in same:
            repeated = [i for i, lead in enumerate(leads) if _repeats(one, lead)]
            if repeated:
                # A headline tells what the first lines tell, whoever says the same further down.
                at = min(repeated, key=lambda i: leads[i].statement.claims[0].start)
                leads[at] = _join(leads[at], one)
            else:
                leads.append(one)
        kept += leads
    return kept


def _weight(one: Told) -> tuple[bool, bool, bool, bool, tuple[str, str], int]:
    """Orders what is said in full before what repeats it."""
    statement = one.statement
    return (
        statement.role in FRAME,
        not statement.source,
        not one.people.nation,
        not statement.tied,
        key_of(statement),
        statement.claims[0].start,
    )


def _repeats(one: Told, lead: Told) -> bool:
    a, b = one.statement, lead.statement
    frame = a.role in FRAME
    vague = a.source is None or (frame and not is_person(a.source) and bool(b.source))
    if a.origin != b.origin and not vague:
        return False
    # "More than 30" in the text is "30" in the headline, and 30 itself would be no more than 30.
    same = (a.low, a.high) == (b.low, b.high) or (
        _same_number(a, b) and (frame or (a.source is None and agree(a, b)))
    )
    return same and _less_said(one, lead, frame=frame) and _one_place(one, lead, frame=frame)


def _same_number(a: Statement, b: Statement) -> bool:
    return size(a) == size(b) or (a.best is not None and a.best == b.best)


def _less_said(one: Told, lead: Told, *, frame: bool) -> bool:
    """Whether whom one counts is whom the other counts, or less of it is said."""
    nations = set(one.people.nation.split(" + ")) - {""}
    others = set(lead.people.nation.split(" + ")) - {""}
    if nations and others and not (nations <= others or others <= nations):
        return False
    groups = {one.people.group, lead.people.group}
    return len(groups) == 1 or bool(one.unit) or (frame and not groups.isdisjoint({"people", ""}))


def _one_place(one: Told, lead: Told, *, frame: bool) -> bool:
    return (
        one.place == lead.place
        or NOWHERE in (one.place, lead.place)
        or frame
        or _is_carried(one.statement)
        or _is_carried(lead.statement)
    )


def _is_carried(statement: Statement) -> bool:
    """Whether a place was read from another sentence than the figure's own."""
    return statement.place is not None and not statement.tied


def _join(lead: Told, one: Told) -> Told:
    joined = *lead.joined, f"{one.statement.figure!r} in the {one.statement.role or 'text'}"
    claims = {*lead.statement.claims, *one.statement.claims}
    statement = lead.statement.model_copy(update={"claims": tuple(sorted(claims, key=_start))})
    return replace(lead, statement=statement, joined=joined)


def _start(span: ClaimSpan) -> tuple[int, int]:
    return span.start, span.end
