"""Identities: each actor, place and group of some pages, by all its names, with the evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import Merge, said_by
from reportedly.reconciling.names import People, countries_in, people_of, place_of, plain, words_of
from reportedly.reconciling.naming import Names
from reportedly.reconciling.origins import key_of
from reportedly.reconciling.peoples import label, phrase_counted, shown
from reportedly.reconciling.placenames import bare_key
from reportedly.reconciling.wordings import bare, name_key
from reportedly.records import (
    Evidence,
    EvidenceKind,
    Identity,
    KnownAs,
    NameDecision,
    NameSort,
    Spelling,
    Statement,
)

SORTS: tuple[NameSort, ...] = ("actor", "place", "group")


@dataclass(frozen=True)
class Use:
    """One use of a name, in one statement.

    Attributes:
        sort: what it names.
        words: as the page writes it.
        scope: the story or page where a description means one.
        page: where it stands.
        statement: the id of the statement.
        identity: what tells the identity from others of its sort; empty for "the district".
        name: the name that it was read as, where its page does not write it so.
    """

    sort: NameSort
    words: str
    scope: str
    page: str
    statement: str
    identity: str
    name: str = ""

    @property
    def meant(self) -> Meant:
        """The name as decisions know it."""
        return Meant(name_key(self.sort, self.words), self.scope)


def uses_of(statements: Iterable[Statement], names: Names) -> Iterator[Use]:
    """Every use of a name in some statements, with whom or what it names."""
    for statement in statements:
        yield _actor(statement, names)
        if statement.where:
            yield _place(statement, names)
        phrase = phrase_counted(statement)
        if phrase:
            scope = names.scope(statement)
            identity = label(names.peoples.people(statement, scope))
            yield Use("group", phrase, scope, statement.page, statement.id, identity)


def _actor(statement: Statement, names: Names) -> Use:
    """Who spoke: the source; in a page's own voice its agency, or its publisher."""
    agency = statement.via[-1] if statement.via else None
    own = agency or statement.publisher or statement.page
    words = bare(statement.source) if statement.source else own
    identity = names.origins.of[key_of(statement)]
    scope = names.scope(statement)
    return Use("actor", words, scope, statement.page, statement.id, identity, identity)


def _place(statement: Statement, names: Names) -> Use:
    read = names.places.as_read(statement)
    key = bare_key(read.where)
    identity = names.places.parted(statement, key) if key else ""
    where, page = statement.where or "", statement.page
    return Use("place", where, page, page, statement.id, identity)


@dataclass
class Gathered:
    """What is known of one identity while uses are gathered.

    Attributes:
        sort: what it is.
        identity: what tells it from others of its sort.
        statements: that speak of it, by id and page.
        by_words: those that use a name, by the name.
        meant: its names as decisions know them.
    """

    sort: NameSort
    identity: str
    statements: set[tuple[str, str]] = field(default_factory=set)
    by_words: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    meant: set[Meant] = field(default_factory=set)

    def add(self, use: Use) -> None:
        """Take one use of a name in."""
        self.statements.add((use.statement, use.page))
        self.by_words[use.words].add((use.statement, use.page))
        self.meant.add(use.meant)
        if use.name:
            self.meant.add(Meant(name_key(use.sort, use.name), use.scope))


def identities_of(
    statements: Iterable[Statement], names: Names, decisions: Sequence[NameDecision] = ()
) -> list[Identity]:
    """The actors, places and groups of some statements, those that are spoken of most first.

    Args:
        statements: those from which the names were found.
        names: as `names_of` found them.
        decisions: what people decided of names, in the order in which they were recorded.
    """
    gathered: dict[tuple[NameSort, str], Gathered] = {}
    scopes: dict[str, str] = {}
    for use in uses_of(statements, names):
        if use.sort != "place":
            scopes[use.page] = use.scope
        if use.identity:
            key = use.sort, use.identity
            gathered.setdefault(key, Gathered(*key)).add(use)
    merges = by_identity(names)
    decided = {
        sort: Decided(decisions, sort, scopes if sort != "place" else None) for sort in SORTS
    }
    found = [_identity(one, names, merges, decided[one.sort]) for one in gathered.values()]
    return sorted(found, key=by_weight)


def by_weight(one: Identity) -> tuple[int, int, str]:
    """Sorts identities: actors, places, groups; of each those that are spoken of most first."""
    return SORTS.index(one.sort), -one.statements, one.name


def known_names(statement: Statement, names: Names) -> Iterator[KnownAs]:
    """The names of a statement that people decided are another's, with the one that stands for them."""
    merges = by_identity(names)
    fields: dict[NameSort, Literal["source", "where", "who"]]
    fields = {"actor": "source", "place": "where", "group": "who"}
    for use in uses_of([statement], names):
        for merge in merges.get((use.sort, use.identity), ()):
            keys = {name_key(use.sort, merge.form), name_key(use.sort, merge.name)}
            if merge.kind == "decision" and use.meant.key in keys:
                name = use.identity if use.sort == "actor" else _titled(use.identity)
                yield KnownAs(field=fields[use.sort], words=use.words, name=name, why=merge.why)


def _titled(identity: str) -> str:
    return identity.title() if identity.islower() else identity


def by_identity(names: Names) -> dict[tuple[NameSort, str], list[Merge]]:
    """Why names are one, by sort and identity."""
    merges: dict[tuple[NameSort, str], list[Merge]] = defaultdict(list)
    for merge in names.origins.evidence:
        merges["actor", merge.identity].append(merge)
    for merge in names.places.merges:
        merges["place", merge.identity].append(merge)
    for merge in names.peoples.merges:
        merges["group", merge.identity].append(merge)
    return merges


def _identity(
    one: Gathered,
    names: Names,
    merges: Mapping[tuple[NameSort, str], Sequence[Merge]],
    decided: Decided,
) -> Identity:
    spellings = [
        Spelling(words=words, statements=len(said), pages=len({page for _, page in said}))
        for words, said in one.by_words.items()
    ]
    pages = len({page for _, page in one.statements})
    found = identity_of(one, spellings, (len(one.statements), pages), merges, decided)
    within = tuple(_around(one.identity, names)) if one.sort == "place" else ()
    return found.model_copy(update={"within": within})


def identity_of(
    one: Gathered,
    spellings: Iterable[Spelling],
    counts: tuple[int, int],
    merges: Mapping[tuple[NameSort, str], Sequence[Merge]],
    decided: Decided,
) -> Identity:
    """An identity with why its names are one.

    Args:
        one: what it is, the pages of its words where they are known, and how decisions know it.
        spellings: its names, in any order.
        counts: statements that speak of it, and pages that print one.
        merges: why names are one, by sort and identity.
        decided: what people decided of names of its sort.
    """
    ordered = sorted(spellings, key=lambda s: (-s.statements, -len(s.words), s.words))
    name = _name(one, ordered)
    evidence = [merge.as_record() for merge in merges.get((one.sort, one.identity), ())]
    told = {(plain(e.form), plain(e.name)) for e in evidence}
    if one.sort != "actor":
        evidence += [
            e for e in _wordings(one, ordered, name) if (plain(e.form), plain(e.name)) not in told
        ]
    statements, pages = counts
    return Identity(
        sort=one.sort,
        name=name,
        statements=statements,
        pages=pages,
        spellings=tuple(ordered),
        evidence=tuple(evidence),
        apart=tuple(_apart(one, decided)),
    )


def _name(one: Gathered, spellings: Sequence[Spelling]) -> str:
    """What an identity is called: a place by its bare name, or the shortest wording that has it."""
    if one.sort == "actor":
        return one.identity
    if one.sort == "group":
        return spellings[0].words
    whole = (s.words for s in spellings if plain(s.words) == one.identity)
    longer = sorted((s.words for s in spellings if bare_key(s.words) == one.identity), key=len)
    return next(whole, None) or next(iter(longer), None) or place_of(one.identity).name.title()


def _wordings(one: Gathered, spellings: Sequence[Spelling], name: str) -> Iterator[Evidence]:
    """Why wordings of a place or a group name the same one, where their own words say so."""
    alike: dict[str | People, list[str]] = defaultdict(list)
    for spelling in spellings:
        words = spelling.words
        alike[bare_key(words) if one.sort == "place" else people_of(words)].append(words)
    for folded, same in alike.items():
        head = name if folded == one.identity or name in same else same[0]
        if isinstance(folded, People):
            why = f"both name {shown(folded)}"
        else:
            why = "the same name with words that say what place it is, or where"
        for form in sorted(same):
            if plain(form) != plain(head):
                pages = tuple(sorted({page for _, page in one.by_words[form]}))
                kind: EvidenceKind = _kind(form, head) if one.sort == "group" else "wording"
                yield Evidence(kind=kind, form=form, name=head, why=why, pages=pages)


def _kind(form: str, head: str) -> EvidenceKind:
    """Whether two wordings name a country in different words: `DPRK`, `North Korean`."""
    return "demonym" if _nations(form) != _nations(head) else "wording"


def _nations(wording: str) -> list[str]:
    """The words of a wording that name countries."""
    words = words_of(wording)
    _, others = countries_in(words)
    return [word for word in words if word not in others]


def _around(key: str, names: Names) -> Iterator[str]:
    """The places that a place lies in: as texts say, then its country as the gazetteer knows it."""
    stories = {story.id: story for story in names.stories.values()}
    said = Counter(
        tuple(story.within(key)[1:]) for _, story in sorted(stories.items()) if key in story.parents
    )
    chain: tuple[str, ...] = min(said, key=lambda way: (-said[way], way)) if said else ()
    places = [place_of(outer) for outer in chain]
    named = [place.name.title() for place in places]
    country = next((p.country for p in (place_of(key), *places) if p.country), "")
    if country and plain(country) not in {plain(name) for name in named}:
        named.append(country)
    yield from named


def _apart(one: Gathered, decided: Decided) -> Iterator[Evidence]:
    """The names that people said are not this one's."""
    for decision, first, second in decided.splits:
        for form, other, meant in (
            (decision.first, decision.second, first),
            (decision.second, decision.first, second),
        ):
            if any(use.key == meant.key and meant.scope in ("", use.scope) for use in one.meant):
                yield Evidence(kind="decision", form=form, name=other, why=said_by(decision))
                break
