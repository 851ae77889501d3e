"""Any claim comes back as it went in, and keeps its identity when it is read again."""

import hashlib
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url

from reportedly.ledger import ClaimFilter, Ledger, identity
from reportedly.ledger.columns import ExactNumber, Words
from reportedly.ledger.identity import claim_ids
from reportedly.records import Claim, Mark, RecordedClaim, Relation, Span, Stretch
from reportedly.records.values import Kind, RelationType, Stance, Window
from tests.ledger.invented import put, reading

CHARACTERS = st.characters(exclude_categories=["Cs"])
WORDS = st.text(CHARACTERS, min_size=1, max_size=20)
NUMBERS = st.one_of(
    st.integers(0, 10**15),
    st.floats(0, 1e15, allow_nan=False),
    st.integers(0, 10**30),
    st.sampled_from([3, 3.0, 0, 0.1, 2**53 + 1, 2**63, 5e-324, 1.7e308]),
)
DAYS = st.dates()


def literal(type_: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(type_.__args__)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return draw(
        st.sampled_from([Stretch(start=first, end=last), Stretch(start=first), Stretch(end=last)])
    )


@st.composite
def intervals(draw: st.DrawFn) -> dict[str, Any]:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return draw(
        st.sampled_from(
            [
                {"low": low, "high": low, "comparator": "exactly"},
                {"low": low, "high": None, "comparator": "more_than"},
                {"low": None, "high": high, "comparator": "at_most"},
                {"low": low, "high": high, "comparator": "between"},
                {"low": low, "high": None, "comparator": "vague"},
            ]
        )
    )


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def claims_of(draw: st.DrawFn, text: str) -> Claim:
    span = draw(spans(len(text)))
    maybe = st.none() | WORDS
    marks = st.builds(
        lambda where, field: Mark(start=where.start, end=where.end, field=field),
        spans(len(text)),
        st.sampled_from(["who", "where", "source"]),
    )
    return Claim(
        start=span.start,
        end=span.end,
        figure=span.of(text),
        **draw(intervals()),
        best=draw(st.none() | NUMBERS),
        hedge=draw(maybe),
        counted=draw(maybe),
        kind=draw(literal(Kind)),
        who=draw(maybe),
        where=draw(maybe),
        when=draw(st.none() | stretches()),
        window=draw(literal(Window)),
        source=draw(maybe),
        cites=draw(maybe),
        via=draw(st.lists(WORDS, max_size=3).map(tuple)),
        stance=draw(literal(Stance)),
        quoted=draw(st.booleans()),
        stated=draw(st.none() | stretches()),
        relation=draw(
            st.none()
            | st.builds(Relation, type=literal(RelationType), of=st.none() | spans(len(text)))
        ),
        confidence=draw(st.none() | st.floats(0, 1)),
        marks=draw(st.lists(marks, max_size=3).map(tuple)),
    )


@st.composite
def texts_with_claims(draw: st.DrawFn) -> tuple[str, tuple[Claim, ...]]:
    text = draw(st.text(CHARACTERS, min_size=1, max_size=200))
    return text, draw(st.lists(claims_of(text), min_size=1, max_size=5).map(tuple))


def as_claim(found: RecordedClaim) -> Claim:
    return Claim(**{name: getattr(found, name) for name in Claim.model_fields})


def exactly(claims: list[Claim]) -> list[str]:
    """Claims as text in which 3 and 3.0 differ, sorted."""
    return sorted(repr(claim) for claim in claims)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts_with_claims())
def test_any_claim_round_trips_and_keeps_its_identity(
    store: Ledger, given_: tuple[str, tuple[Claim, ...]]
) -> None:
    text, claims = given_
    page = f"page {store.counts().captures:06}"
    first = put(store, reading(text, claims, title=page), page, page.encode())
    asked = ClaimFilter(page=page)
    found = store.claims(asked)
    assert exactly([as_claim(claim) for claim in found]) == exactly(list(claims))
    for claim in found:
        assert claim.sentence == text[claim.sentence_start :][: len(claim.sentence)]
        assert claim.sentence_start <= claim.start
        assert claim.end <= claim.sentence_start + len(claim.sentence)
    assert len({claim.id for claim in found}) == len(claims)
    assert store.article(first.text_hash).text == text
    put(store, reading(text, claims, title=page, version="2.0"), page, page.encode())
    assert [(c.id, c.statement) for c in store.claims(asked)] == [
        (c.id, c.statement) for c in found
    ]
    assert sum(len(s.claims) for s in store.statements(asked)) == len(claims)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(texts_with_claims())
def test_ids_are_unique_in_a_reading_and_twelve_digits(
    given_: tuple[str, tuple[Claim, ...]],
) -> None:
    ids = claim_ids("0" * 64, given_[1])
    assert len(set(ids)) == len(ids)
    assert all(len(found) == 12 for found in ids)
    assert ids == claim_ids("0" * 64, given_[1])


def test_what_is_read_better_later_keeps_the_id() -> None:
    text = "At least 40 fell."
    span = {"start": 0, "end": 11, "figure": "At least 40", "low": 40, "high": None}
    plain = Claim(**span, comparator="at_least", kind="killed")
    better = plain.model_copy(update={"who": "villagers", "source": "Ida Lunt", "low": 40.0})
    elsewhere = plain.model_copy(update={"kind": "injured"})
    assert claim_ids(text, [plain]) == claim_ids(text, [better])
    assert claim_ids(text, [plain]) != claim_ids(text, [elsewhere])


@given(st.text(max_size=30))
def test_words_with_any_character_are_kept(text: str) -> None:
    dialect = make_url("sqlite://").get_dialect()()
    kept = Words().bind_processor(dialect)(text)
    assert "\x00" not in kept
    kept.encode("utf-8")
    assert Words().result_processor(dialect, None)(kept) == text


@given(NUMBERS)
def test_numbers_are_kept_exactly_on_every_database(number: float) -> None:
    for address in ("postgresql+psycopg://", "sqlite://"):
        dialect = make_url(address).get_dialect()()
        kept = ExactNumber().bind_processor(dialect)(number)
        back = ExactNumber().result_processor(dialect, None)(kept)
        assert (back, type(back)) == (number, type(number))


@given(st.lists(st.one_of(st.none(), st.text(max_size=20), st.integers(), st.floats())))
def test_an_identity_is_that_of_the_same_words_as_json(said: list[object]) -> None:
    as_json = json.dumps(said, separators=(",", ":"))
    assert identity._hash(said, 0) == hashlib.sha256(as_json.encode()).hexdigest()[:12]
