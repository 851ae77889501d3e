"""Whom statements count: the wordings that name one group of people, as people decided."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import Merge, Merging, said_by
from reportedly.reconciling.names import People, is_group, people_of
from reportedly.reconciling.partitions import Partition
from reportedly.reconciling.wordings import name_key
from reportedly.records import NameDecision, Statement


@dataclass(frozen=True)
class PeopleNames:
    """What groups of people are called.

    Attributes:
        of: a wording, in a story, to the people that it means; those that mean what their words say are
            left out.
        stands: people to those that stand for them, where they are one with others.
        merges: the evidence for names that are one.
    """

    of: Mapping[Meant, People] = field(default_factory=dict)
    stands: Mapping[People, People] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()

    def people(self, statement: Statement, scope: str) -> People:
        """Whom a statement counts; `scope` is the story of its page, or the page where it has none."""
        phrase = phrase_counted(statement)
        people = people_of(phrase)
        if self.of:
            people = self.of.get(Meant(name_key("group", phrase or ""), scope), people)
        return self.stands.get(people, people)


def phrase_counted(statement: Statement) -> str | None:
    """The words for whom a statement counts; where its `who` names no people, what the figure counts."""
    return words_counted(statement.who, statement.counted)


def words_counted(who: str | None, counted: str | None) -> str | None:
    """The same of the words of both fields."""
    phrase = who or counted
    if counted and not is_group(people_of(phrase).group):
        people = people_of(counted)
        if is_group(people.group) and people.group in ("people", "civilians", "children"):
            return counted
    return phrase


def people_names(
    statements: Sequence[Statement],
    scopes: Mapping[str, str],
    decisions: Sequence[NameDecision] = (),
) -> PeopleNames:
    """Find which wordings name one group; the order of statements changes nothing.

    Args:
        statements: of any number of pages.
        scopes: the story of each page.
        decisions: what people decided of names, in the order in which they were recorded.
    """
    decided = Decided(decisions, "group", scopes)
    if not decided:
        return PeopleNames()
    wordings: dict[Meant, str] = {}
    for statement in sorted(statements, key=lambda s: phrase_counted(s) or ""):
        phrase = phrase_counted(statement)
        if phrase:
            scope = scopes.get(statement.page, statement.page)
            wordings.setdefault(Meant(name_key("group", phrase), scope), phrase)
    of = _read(wordings, decided)
    called: dict[People, set[Meant]] = defaultdict(set)
    for form in sorted(wordings):
        called[of.get(form, people_of(wordings[form]))].add(form)
    ordered = dict(sorted(called.items()))
    joined = decided.applied(ordered)
    stands = _standing(ordered, joined)
    merging = Merging()
    for merge, people in _decided(wordings, of, ordered, decided, joined):
        merging.say(replace(merge, identity=label(stands.get(people, people))))
    return PeopleNames(of, stands, merging.merges())


def label(people: People) -> str:
    """Folded people in a line: `forces of North Korea`."""
    return " of ".join(part for part in (people.group, people.nation) if part)


def shown(people: People) -> str:
    """Folded people as a reader sees them: a side that no table has with its capital."""
    side = people.nation.title() if people.nation.islower() else people.nation
    return label(People(side, people.group or "people"))


def _read(wordings: Mapping[Meant, str], decided: Decided) -> dict[Meant, People]:
    """The wordings that somebody said mean other people than their words say."""
    taken: dict[People, list[Meant]] = defaultdict(list)
    of: dict[Meant, People] = {}
    for form in sorted(wordings, key=lambda form: (len(form.key), form)):
        said = decided.reading(form)
        people = people_of(said[1] if said else wordings[form])
        if said:
            of[form] = people
        if not decided.concerns(form):
            continue
        if any(decided.parted(form, other) for other in taken[people]):
            people = of[form] = People(people.nation, form.key)
        taken[people].append(form)
    return of


def _standing(called: Mapping[People, object], joined: Partition[People]) -> dict[People, People]:
    """The people that stand for those that are one: of a known nation and group before others."""
    stands: dict[People, People] = {}
    for people in called:
        one = joined.with_it(people)
        if len(one) > 1:
            head = min(one, key=lambda p: (not p.nation, not is_group(p.group), p))
            stands |= {other: head for other in one if other != head}
    return stands


def _decided(
    wordings: Mapping[Meant, str],
    of: Mapping[Meant, People],
    called: Mapping[People, set[Meant]],
    decided: Decided,
    joined: Partition[People],
) -> Iterator[tuple[Merge, People]]:
    """What people said is one, where pages use both names."""
    for form, words in wordings.items():
        said = decided.reading(form)
        if said is not None:
            yield Merge(words, said[1], said_by(said[0]), "decision"), of[form]
    by_key: dict[str, list[People]] = defaultdict(list)
    for people, forms in called.items():
        for key in sorted({form.key for form in forms}):
            by_key[key].append(people)
    for decision, first, second in decided.joins:
        ones, others = by_key.get(first.key, ()), by_key.get(second.key, ())
        one = next((a for a in ones if any(joined.one(a, b) for b in others)), None)
        if one is not None:
            yield Merge(decision.first, decision.second, said_by(decision), "decision"), one
