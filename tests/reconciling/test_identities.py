"""Who and where are the same: what the program finds, what people decide, and the evidence of both."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reconciling.contexts import context_of
from reportedly.reconciling.identities import identities_of
from reportedly.reconciling.naming import names_of
from reportedly.reconciling.series import series_of
from reportedly.reconciling.statements import account_of
from reportedly.records import Article, Evidence, Identity, NameDecision, NameSort, Statement
from tests.reconciling.deciding_people import decided
from tests.reconciling.invented import article, statement

FIRST = "In Oro district 7 died."


def page(text: str, **others: object) -> Article:
    return article(f"{FIRST} {text}", headline="Flood in Oro district", **others)


Said = tuple[Article, dict[str, object]]


def found(
    *said: Said, decisions: list[NameDecision] | None = None, sort: NameSort = "actor"
) -> list[Identity]:
    """The identities of one sort in statements, given as the page and the fields that name somebody."""
    statements = [statement(page, FIRST, "7", **fields) for page, fields in said]
    contexts = {page.text_hash(): context_of(page) for page, _ in said}
    names = names_of(statements, contexts, decisions or [])
    every = identities_of(statements, names, decisions or [])
    return [one for one in every if one.sort == sort]


def called(identities: list[Identity]) -> set[frozenset[str]]:
    """The spellings of each identity."""
    return {frozenset(s.words for s in one.spellings) for one in identities}


def sources(*names: str, **others: object) -> list[Said]:
    pages = [page(f"Page {number}. {names[number]} said so.") for number in range(len(names))]
    return [(one, {"source": name} | others) for one, name in zip(pages, names, strict=True)]


class TestTheProgram:
    def test_spellings_are_one_with_their_evidence(self) -> None:
        (one,) = found(*sources("Oleksan Orlen", "Oleksan Orlen", "Olexan Orlen"))
        assert (one.name, one.statements, one.pages) == ("Oleksan Orlen", 3, 3)
        (why,) = one.evidence
        assert (why.kind, why.form, why.name, len(why.pages)) == (
            "spelling",
            "Olexan Orlen",
            "Oleksan Orlen",
            1,
        )

    def test_two_persons_with_one_surname_are_two(self) -> None:
        assert len(found(*sources("Maren Orlen", "Jorun Orlen", "Orlen"))) == 3

    @pytest.mark.parametrize(
        ("introduced", "full", "form", "kind"),
        [
            ("The National Flood Agency (NFA) counts.", "National Flood Agency", "NFA", "acronym"),
            ("Governor Ada Orlen wept.", "Ada Orlen", "governor", "office"),
            ("All count.", "National Flood Agency", "flood agency", "short form"),
        ],
    )
    def test_each_kind_of_evidence(self, introduced: str, full: str, form: str, kind: str) -> None:
        one, other = page(introduced), page("So it goes on.")
        (identity,) = found((one, {"source": full}), (other, {"source": form}))
        assert identity.name == full
        assert [(e.kind, e.form) for e in identity.evidence] == [(kind, form)]

    def test_peoples_by_their_adjectives(self) -> None:
        said = sources("Ada Orlen", "Ada Orlen")
        said[0][1]["who"], said[1][1]["who"] = "DPRK troops", "North Korean soldiers"
        (one,) = found(*said, sort="group")
        assert [e.kind for e in one.evidence] == ["demonym"]
        assert "forces of North Korea" in one.evidence[0].why

    @pytest.mark.parametrize(
        ("a", "b", "kind"),
        [
            ("Kiev", "Kyiv", "transliteration"),
            ("Qaltora", "Kaltora", "transliteration"),
            ("Oro district", "Oro", "wording"),
        ],
    )
    def test_places_by_their_spellings(self, a: str, b: str, kind: str) -> None:
        said = sources("Ada Orlen", "Ada Orlen", "Ada Orlen")
        for (_, fields), where in zip(said, (a, b, b), strict=True):
            fields["where"] = where
        (one,) = found(*said, sort="place")
        assert one.name == b
        assert [(e.kind, e.form) for e in one.evidence] == [(kind, a)]

    @pytest.mark.parametrize(
        ("a", "b"), [("Oro", "Oru"), ("Kaltora", "Kaltera"), ("Kursk", "Kirsk")]
    )
    def test_places_spelled_almost_alike_are_two(self, a: str, b: str) -> None:
        said = sources("Ada Orlen", "Ada Orlen")
        said[0][1]["where"], said[1][1]["where"] = a, b
        assert len(found(*said, sort="place")) == 2

    def test_places_nest(self) -> None:
        text = "The village of Sella, in Oro district, was flooded."
        said: list[Said] = [(page(text), {"source": "Ada Orlen", "where": "Sella"})]
        (one,) = found(*said, sort="place")
        assert one.within == ("Oro",)
        said = [(page("So it is."), {"where": "Kursk region"})]
        (one,) = found(*said, sort="place")
        assert one.within == ("Russia",)


class TestPeople:
    def test_a_merge_joins_all_that_is_one_with_either(self) -> None:
        said = sources("Oleksan Orlen", "Oleksan Orlen", "Olexan Orlen", "Ada Tarv")
        decisions = decided("Ada Tarv = Olexan Orlen")
        (one,) = found(*said, decisions=decisions)
        assert one.name == "Oleksan Orlen"
        assert [e.kind for e in one.evidence] == ["decision", "spelling"]
        assert one.evidence[0].why == "Ines Tarv said so on 20 Mar 2026"

    def test_a_split_parts_what_the_program_joins(self) -> None:
        said = sources("Oleksan Orlen", "Oleksan Orlen", "Olexan Orlen", "Oleksan Orlenn")
        decisions = decided("Oleksan Orlen / Olexan Orlen")
        first, second = found(*said, decisions=decisions)
        assert called([first]) == {frozenset({"Oleksan Orlen", "Oleksan Orlenn"})}
        assert second.name == "Olexan Orlen"
        assert [(e.form, e.name) for e in second.apart] == [("Olexan Orlen", "Oleksan Orlen")]

    def test_a_split_of_an_acronym_or_an_office(self) -> None:
        one, other = page("Governor Ada Orlen wept."), page("So it goes on.")
        said: list[Said] = [(one, {"source": "Ada Orlen"}), (other, {"source": "governor"})]
        name = f"{other.text_hash()[:8]}.txt"
        parted = found(*said, decisions=decided("governor / Ada Orlen", page=name))
        assert called(parted) == {frozenset({"Ada Orlen"}), frozenset({"governor"})}

    def test_two_forms_of_a_third_name_are_parted(self) -> None:
        one = page("The National Flood Agency (NFA) counts.")
        said: list[Said] = [
            (one, {"source": "National Flood Agency"}),
            (page("A."), {"source": "NFA"}),
            (page("B."), {"source": "Flood Agency"}),
        ]
        assert len(found(*said)) == 1
        parted = found(*said, decisions=decided("NFA / Flood Agency"))
        assert len(parted) == 2
        assert {"NFA", "Flood Agency"} not in [set(one) for one in called(parted)]

    def test_a_description_is_read_as_the_name_in_its_story_alone(self) -> None:
        mine = page("The police came.")
        second = article(
            "In Sella town 7 died.", headline="Fire in Sella town", published="2026-05-10"
        )
        statements = [
            statement(mine, FIRST, "7", source="police"),
            statement(page("Oro Police came."), FIRST, "7", source="Oro Police"),
            statement(second, "In Sella town 7 died.", "7", source="police"),
        ]
        contexts = {a.text_hash(): context_of(a) for a in (mine, page("Oro Police came."), second)}
        said = decided("police = Oro Police", page=statements[0].page)
        origins = names_of(statements, contexts, said).origins
        assert [origins.of[s.id, s.page] for s in statements] == [
            "Oro Police",
            "Oro Police",
            "police",
        ]

    def test_a_publisher_can_be_one_with_a_source(self) -> None:
        one, other = page("A.", publisher="Oro Post"), page("B.")
        said: list[Said] = [(one, {}), (other, {"source": "Oro Morning Post"})]
        assert len(found(*said)) == 2
        (both,) = found(*said, decisions=decided("Oro Morning Post = Oro Post"))
        assert both.statements == 2

    def test_places_are_one_and_stand_in_one_series(self) -> None:
        pages = [page("Sella is flooded."), page("Tolla is flooded.")]
        statements = [
            statement(pages[0], FIRST, "7", where="Sella", tied=True),
            statement(pages[1], FIRST, "7", where="Tolla", tied=True),
        ]
        contexts = {page.text_hash(): context_of(page) for page in pages}
        assert len(series_of(account_of(statements, contexts))) == 2
        said = decided("Tolla = Sella", sort="place")
        (both,) = series_of(account_of(statements, contexts, decisions=said))
        assert len(both) == 2

    def test_a_wording_of_a_place_can_be_parted_from_its_name(self) -> None:
        pages = [page("A."), page("B."), page("C.")]
        wheres = ("Kursk city", "Kursk region", "Kursk")
        statements = [
            statement(one, FIRST, "7", where=where, tied=True)
            for one, where in zip(pages, wheres, strict=True)
        ]
        contexts = {page.text_hash(): context_of(page) for page in pages}
        said = decided("Kursk city / Kursk region", sort="place")
        names = names_of(statements, contexts, said)
        places = [one for one in identities_of(statements, names, said) if one.sort == "place"]
        assert called(places) == {
            frozenset({"Kursk city", "Kursk"}),
            frozenset({"Kursk region"}),
        }
        assert len(series_of(account_of(statements, contexts, decisions=said))) == 2

    def test_the_district_is_read_as_a_place_or_parted_from_one(self) -> None:
        pages = [page("The district is flooded."), page("Torva district is dry.")]
        statements = [
            statement(pages[0], FIRST, "7", where="the district", tied=True),
            statement(pages[1], FIRST, "7", where="Torva district", tied=True),
        ]
        contexts = {page.text_hash(): context_of(page) for page in pages}

        def places(decisions: list[NameDecision]) -> list[str]:
            account = account_of(statements, contexts, decisions=decisions)
            by_page = {one.statement.page: one.place.name for one in account.told}
            return [by_page[one.page] for one in statements]

        name = statements[0].page
        assert places([]) == ["oro", "torva"]
        read = decided("the district = Torva district", sort="place", page=name)
        assert places(read) == ["torva", "torva"]
        parted = decided("the district / Oro", sort="place", page=name)
        assert places(parted) == ["district", "torva"]

    def test_groups_are_one_or_two(self) -> None:
        said = sources("Ada Orlen", "Ada Orlen", "Ada Orlen")
        for (_, fields), who in zip(
            said, ("DPRK troops", "North Korean soldiers", "Storm Guard"), strict=True
        ):
            fields["who"] = who
        one = found(
            *said, decisions=decided("Storm Guard = DPRK troops", sort="group"), sort="group"
        )
        assert len(one) == 1
        two = found(
            *said,
            decisions=decided("DPRK troops / North Korean soldiers", sort="group"),
            sort="group",
        )
        assert len(two) == 3


NAMES = (
    "Oleksan Orlen",
    "Olexan Orlen",
    "Ada Tarv",
    "governor",
    "National Flood Agency",
    "NFA",
    "flood agency",
    "police",
    None,
)
PLACES = ("Oro district", "Oro", "Qaltora", "Kaltora", "Kyiv", "Kiev", "the district")
GROUPS = ("people", "DPRK troops", "North Korean soldiers", "villagers")
TEXTS = ("The National Flood Agency (NFA) counts.", "Governor Ada Tarv wept.", "Nothing more.")


def world() -> tuple[list[Statement], list[Article]]:
    """Statements of a dozen pages by all names, each the same at every call."""
    chance = random.Random(7)
    pages = [
        page(f"Page {number}. {TEXTS[number % 3]}", published=f"2026-03-{9 + number % 4:02}")
        for number in range(14)
    ]
    statements = []
    for number, one in enumerate(pages):
        name = NAMES[number % len(NAMES)]
        fields: dict[str, object] = {"source": name} if name else {}
        fields |= {"where": chance.choice(PLACES), "who": chance.choice(GROUPS)}
        statements.append(statement(one, FIRST, "7", **fields))
    return statements, pages


def identities(
    statements: list[Statement], pages: list[Article], decisions: list[NameDecision]
) -> list[Identity]:
    contexts = {page.text_hash(): context_of(page) for page in pages}
    names = names_of(statements, contexts, decisions)
    return identities_of(statements, names, decisions)


CHOICES: dict[NameSort, list[str]] = {
    "actor": [name for name in NAMES if name and name != name.lower()],
    "place": [name for name in PLACES if name != name.lower()],
    "group": [name for name in GROUPS if name != name.lower()] + ["Storm Guard"],
}


@st.composite
def sayings(draw: st.DrawFn, most: int = 4) -> tuple[NameSort, list[str]]:
    """What people may say of names of one sort."""
    sort: NameSort = draw(st.sampled_from(["actor", "place", "group"]))
    some = st.sampled_from(CHOICES[sort])
    pairs = st.tuples(some, st.sampled_from([" = ", " / "]), some).filter(lambda t: t[0] != t[2])
    return sort, ["".join(one) for one in draw(st.lists(pairs, max_size=most))]


@settings(max_examples=25, deadline=None)
@given(sayings(), st.randoms(use_true_random=False))
def test_the_order_of_pages_changes_nothing(
    saying: tuple[NameSort, list[str]], chance: random.Random
) -> None:
    sort, said = saying
    statements, pages = world()
    contexts = {page.text_hash(): context_of(page) for page in pages}
    decisions = decided(*said, sort=sort)
    before = identities(statements, pages, decisions)
    series = series_of(account_of(statements, contexts, decisions=decisions))
    chance.shuffle(statements)
    chance.shuffle(pages)
    assert identities(statements, pages, decisions) == before
    assert series_of(account_of(statements, contexts, decisions=decisions)) == series


@settings(max_examples=25, deadline=None)
@given(sayings())
def test_a_decision_taken_back_leaves_nothing_behind(saying: tuple[NameSort, list[str]]) -> None:
    sort, said = saying
    if not said:
        return
    statements, pages = world()
    before = identities(statements, pages, decided(*said[:-1], sort=sort))
    undone = decided(*said, f"undo {len(said) - 1}", sort=sort)
    assert identities(statements, pages, undone) == before


@settings(max_examples=25, deadline=None)
@given(sayings())
def test_what_was_said_last_holds(saying: tuple[NameSort, list[str]]) -> None:
    sort, said = saying
    if not said:
        return
    statements, pages = world()
    every = identities(statements, pages, decided(*said, sort=sort))
    one = " = " in said[-1]
    first, second = said[-1].split(" = " if one else " / ")
    spellings = [
        {s.words for s in identity.spellings} for identity in every if identity.sort == sort
    ]
    used = set().union(*spellings)
    if {first, second} <= used:
        assert any({first, second} <= words for words in spellings) == one


def test_every_merge_of_the_world_gives_its_evidence() -> None:
    statements, pages = world()
    for one in identities(statements, pages, []):
        forms = {e.form for e in one.evidence} | {one.name}
        assert {s.words for s in one.spellings} - forms in (set(), {"the district"})
        assert all(isinstance(e, Evidence) and e.why for e in one.evidence)
