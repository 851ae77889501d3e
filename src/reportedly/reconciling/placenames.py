"""Names of places: which are of one place, by their letters, the gazetteer, and what people decided.

Places are known by the keys of `geography`: the bare name, with the noun of a river or bridge. Two keys
are one place where transliterations write one name so, or where the gazetteer has both as names of one
town; never where the gazetteer has each as a town of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.reconciling.contexts import Context
from reportedly.reconciling.decisions import Decided, Meant
from reportedly.reconciling.evidence import Merge, Merging, said_by
from reportedly.reconciling.geography import Toponym, toponym
from reportedly.reconciling.names import (
    SHORTEST_FUZZY_WORD,
    Place,
    is_country,
    other_town_names,
    place_of,
    plain,
    sounds,
    town_names,
)
from reportedly.reconciling.partitions import Partition
from reportedly.reconciling.wordings import name_key
from reportedly.records import NameDecision, Statement


@dataclass(frozen=True)
class PlaceNames:
    """What places are called.

    Attributes:
        stands: key of a place to the key that stands for it; keys that stand for themselves are left out.
        read: a wording, on a page, to the words as which it is to be read.
        own: a wording, on a page, to its own key, where somebody said that it is not the place whose bare
            name it has.
        barred: a description, on a page, to the keys of places that somebody said it is not.
        merges: the evidence for names that are one.
    """

    stands: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[Meant, str] = field(default_factory=dict)
    own: Mapping[Meant, str] = field(default_factory=dict)
    barred: Mapping[Meant, frozenset[str]] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()

    def key(self, key: str) -> str:
        """The key that stands for a place."""
        return self.stands.get(key, key)

    def words(self, where: str) -> str:
        """A phrase for a place, as the name that stands for it where that is another."""
        key = toponym(where).key
        stands = self.key(key)
        return where if stands == key else stands

    def toponym(self, place: Toponym) -> Toponym:
        """A place under the name that stands for it."""
        key = self.key(place.key)
        return place if key == place.key else renamed(place, key)

    def as_read(self, statement: Statement) -> Statement:
        """A statement whose place is written as somebody said that it is to be read."""
        words = self.read.get(wording(statement)) if self.read else None
        return statement if words is None else statement.model_copy(update={"where": words})

    def parted(self, statement: Statement, key: str) -> str:
        """The key of a statement's place: its own where its wording was parted from that of the key."""
        if not (self.own or self.barred):
            return self.key(key)
        stands, form, bare = self.key(key), wording(statement), bare_key(statement.where)
        if not bare:
            return form.key if stands in self.barred.get(form, ()) else stands
        own = self.own.get(form)
        return self.key(own) if own is not None and stands == self.key(bare) else stands

    def place(self, place: Place) -> Place:
        """A place under the name that stands for it."""
        key = self.key(plain(place.name))
        return place if key == plain(place.name) else place_of(key)


def wording(statement: Statement) -> Meant:
    """How a statement's page writes its place, as decisions know it."""
    return Meant(name_key("place", statement.where or ""), statement.page)


def bare_key(where: str | None) -> str:
    """The key of the place that a phrase names; empty where it names none ("the district")."""
    place = toponym(where) if where else Toponym("")
    return place.key if place.name else ""


def renamed(place: Toponym, key: str) -> Toponym:
    """A place under another key; its level stays, its noun is that of the key."""
    other = toponym(key)
    return replace(place, name=other.name or key, feature=other.feature if other.name else "")


def place_names(
    statements: Sequence[Statement],
    contexts: Iterable[Context] = (),
    decisions: Sequence[NameDecision] = (),
) -> PlaceNames:
    """Find which names are of one place; the order of statements and contexts changes nothing.

    Args:
        statements: of any number of pages.
        contexts: what the pages' texts say beside figures.
        decisions: what people decided of names, in the order in which they were recorded.
    """
    decided = Decided(decisions, "place")
    counts = _counted(statements, contexts)
    forms = _forms(statements, decided)
    read = {form: said[1] for form in sorted(forms) if (said := decided.reading(form))}
    own = _own(forms, decided)
    counts.update(dict.fromkeys([*forms.values(), *own.values()], 0))
    called: dict[str, set[Meant]] = {key: {Meant(key)} for key in sorted(counts)}
    for form in sorted(forms):
        called[own.get(form, forms[form])].add(form)
    joined = decided.applied(called)
    merges = [*_alike(counts, joined), *_decided(forms, read, called, decided, joined)]
    stands = _standing(counts, joined)
    pages: dict[str, set[str]] = defaultdict(set)
    for statement in statements if merges else ():
        pages[bare_key(statement.where)].add(statement.page)
        pages[wording(statement).key].add(statement.page)
    merging = Merging()
    for merge, page in merges:
        one = replace(merge, identity=stands.get(merge.identity, merge.identity))
        merging.say(one, *({page} if page else pages[name_key("place", merge.form)]))
    unnamed = [form for form, key in forms.items() if key == form.key]
    barred = _barred(unnamed, called, decided, stands)
    return PlaceNames(stands, read, own, barred, merging.merges())


def _counted(statements: Iterable[Statement], contexts: Iterable[Context]) -> Counter[str]:
    """In how many texts each place is named."""
    named: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        named[statement.text_hash or statement.page] |= keys_in([statement.where])
    for context in contexts:
        named[context.text_hash] |= keys_in([], context)
    return Counter(key for keys in named.values() for key in keys)


def keys_in(wheres: Iterable[str | None], context: Context | None = None) -> set[str]:
    """The keys of the places that the claims of a text are about, or that the text describes."""
    keys = {bare_key(where) for where in wheres if where}
    if context is not None:
        keys |= {place.key for place in context.places if place.name}
    return keys - {""}


def names_standing(counts: Mapping[str, int]) -> PlaceNames:
    """Which names are of one place, where nobody decided on them.

    Args:
        counts: in how many texts each place is named, by its key.
    """
    joined: Partition[str] = Partition()
    merges = [merge for merge, _ in _alike(counts, joined)]
    stands = _standing(counts, joined)
    merging = Merging()
    for merge in merges:
        merging.say(replace(merge, identity=stands.get(merge.identity, merge.identity)))
    return PlaceNames(stands, merges=merging.merges())


def _forms(statements: Iterable[Statement], decided: Decided) -> dict[Meant, str]:
    """The wordings of which decisions speak, each on its page, with the keys of their places."""
    forms: dict[Meant, str] = {}
    for statement in statements if decided else ():
        form = wording(statement)
        if statement.where and decided.concerns(form):
            said = decided.reading(form)
            key = bare_key(said[1] if said else statement.where)
            forms[form] = key or form.key
    return forms


def _own(forms: Mapping[Meant, str], decided: Decided) -> dict[Meant, str]:
    """The wordings that are not the place whose bare name they have, each with a key of its own."""
    taken: dict[str, list[Meant]] = defaultdict(list)
    own: dict[Meant, str] = {}
    for form in sorted(forms, key=lambda form: (len(form.key), form)):
        key = forms[form]
        if any(decided.parted(form, other) for other in (Meant(key), *taken[key])):
            own[form] = form.key
        else:
            taken[key].append(form)
    return own


def _barred(
    forms: Iterable[Meant],
    called: Mapping[str, Iterable[Meant]],
    decided: Decided,
    stands: Mapping[str, str],
) -> dict[Meant, frozenset[str]]:
    """The places that descriptions are not, as the keys that stand for them."""
    if not decided.splits:
        return {}
    spoken_of = {
        key: [name for name in names if decided.concerns(name)] for key, names in called.items()
    }
    barred: dict[Meant, frozenset[str]] = {}
    for form in forms:
        keys = [
            stands.get(key, key)
            for key, names in spoken_of.items()
            if any(decided.parted(form, name) for name in names)
        ]
        if keys:
            barred[form] = frozenset(keys)
    return barred


def _alike(counts: Mapping[str, int], joined: Partition[str]) -> Iterator[tuple[Merge, str | None]]:
    """Join keys that transliterations or the gazetteer make names of one place."""
    towns: dict[str, list[str]] = defaultdict(list)
    spelled: dict[str, list[str]] = defaultdict(list)
    for key in sorted(counts):
        town = other_town_names().get(key)
        if town is not None:
            yield from _one(town, key, "the gazetteer has both as names of one town", joined)
            towns[town].append(key)
        if len(key) >= SHORTEST_FUZZY_WORD and not is_country(place_of(key)):
            spelled[" ".join(sounds(word) for word in key.split())].append(key)
    for same in spelled.values():
        first, *others = sorted(same, key=lambda key: (key not in town_names(), -counts[key], key))
        for other in others:
            if not (first in town_names() and other in town_names()) and _one_country(first, other):
                yield from _one(first, other, "transliterations of one name", joined)


def _one(
    name: str, form: str, why: str, joined: Partition[str]
) -> Iterator[tuple[Merge, str | None]]:
    if joined.join(name, form):
        yield Merge(form.title(), name.title(), why, "transliteration", form), None


def _one_country(a: str, b: str) -> bool:
    countries = {place_of(a).country, place_of(b).country} - {""}
    return len(countries) < 2


def _decided(
    forms: Mapping[Meant, str],
    read: Mapping[Meant, str],
    called: Mapping[str, Iterable[Meant]],
    decided: Decided,
    joined: Partition[str],
) -> Iterator[tuple[Merge, str | None]]:
    """What people said is one, where pages use both names."""
    for form in read:
        said = decided.reading(form)
        if said is not None:
            why = said_by(said[0])
            yield Merge(form.key, said[1], why, "decision", forms[form]), form.scope
    by_name: dict[str, list[str]] = defaultdict(list)
    for key, names in called.items() if decided else ():
        for name in sorted({name.key for name in names}):
            by_name[name].append(key)
    for decision, first, second in decided.joins:
        ones, others = by_name.get(first.key, ()), by_name.get(second.key, ())
        one = next((a for a in ones if any(joined.one(a, b) for b in others)), None)
        if one is not None:
            said_so = said_by(decision)
            yield Merge(decision.first, decision.second, said_so, "decision", one), None


def _standing(counts: Mapping[str, int], joined: Partition[str]) -> dict[str, str]:
    """The key that stands for each place: the gazetteer's, else the commonest, the longest, the first."""
    stands: dict[str, str] = {}
    for key in sorted(counts):
        one = joined.with_it(key)
        if len(one) > 1:
            head = min(one, key=lambda k: (k not in town_names(), -counts.get(k, 0), -len(k), k))
            stands |= {other: head for other in one if other != head}
    return stands


def under_names(context: Context, names: PlaceNames) -> Context:
    """What a page says beside its figures, places under the names that stand for them."""
    if not names.stands:
        return context
    places: Counter[Toponym] = Counter()
    for place, count in context.places.items():
        places[names.toponym(place)] += count
    weights: Counter[str] = Counter()
    for name, weight in context.names.items():
        weights[names.key(name)] += weight
    nests = frozenset((names.key(inner), names.key(outer)) for inner, outer in context.nests)
    return replace(context, places=dict(places), names=dict(weights), nests=nests)
