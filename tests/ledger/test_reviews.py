"""What people decide of claims takes effect, is kept, and outlives every reading."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import ledger
from reportedly.errors import LedgerError, UsageError
from reportedly.ledger import ClaimFilter, Ledger
from reportedly.ledger.anchoring import locate, quote_of
from reportedly.records import Anchor, HandMade, Review, Span
from tests.ledger.invented import FLOOD, claim, flood_claims, put, reading, sha
from tests.ledger.reviewing import claim_with, decide, decided, undo


def state(store: Ledger) -> list[Any]:
    """All that a ledger says of its claims."""
    return [store.claims(), store.statements(), store.tolls()]


def test_an_accepted_claim_is_marked_and_else_as_it_was(store: Ledger) -> None:
    put(store, reading())
    before = claim_with(store, "At least 40")
    review = decide(store, before, "accept")
    after = store.claim(before.id)
    assert after.review is not None
    assert (after.review.verdict, after.review.by) == ("accepted", ("Bea Lindt",))
    assert after.review.reviews == (review.id,)
    assert after.model_copy(update={"review": None}) == before
    assert [statement.id for statement in store.statements()] == [
        statement.id for statement in store.statements()
    ]


def test_a_corrected_claim_has_the_new_fields_keeps_its_id_and_shows_the_old(store: Ledger) -> None:
    put(store, reading())
    before = claim_with(store, "At least 40")
    decide(store, before, "correct", after={"where": "Ostrel valley", "kind": "injured"})
    after = store.claim(before.id)
    assert (after.where, after.kind, after.source) == ("Ostrel valley", "injured", "Ida Lunt")
    assert after.review is not None
    assert after.review.verdict == "corrected"
    assert after.review.before == {"where": "Ostrel", "kind": "killed"}
    assert [one.id for one in store.claims(ClaimFilter(where="valley"))] == [before.id]
    assert before.id not in [one.id for one in store.claims(ClaimFilter(kind="killed"))]


def test_the_words_of_a_figure_can_be_put_right(store: Ledger) -> None:
    text = "Quake kills up to 30 people in Fenn, officials say."
    read = claim(text, "30", 30)
    put(store, reading(text, (read,)))
    wrong = claim_with(store, "30")
    right = {"figure": "up to 30", "low": None, "high": 30, "comparator": "at_most"}
    decide(store, wrong, "correct", after=right)
    found = store.claim(wrong.id)
    assert (found.figure, found.start, found.low, found.high) == ("up to 30", 12, None, 30)
    assert found.review is not None
    assert found.review.before["figure"] == "30"


def test_a_rejected_claim_stands_apart(store: Ledger) -> None:
    put(store, reading())
    decide(store, claim_with(store, "12"), "reject", note="a duplicate")
    apart = [one for one in store.statements() if one.apart]
    assert [(one.figure, one.apart) for one in apart] == [("12", "rejected")]


def test_of_two_mentions_one_can_be_rejected(store: Ledger) -> None:
    text = "Blast kills 9 in Fenn\n\nThe blast killed 9 people in Fenn, a nurse said."
    both = tuple(claim(text, "9", 9, where="Fenn", after=word) for word in ("Blast", "killed"))
    put(store, reading(text, both))
    assert [len(one.claims) for one in store.statements()] == [2]
    decide(store, store.claims()[0], "reject")
    assert [(len(one.claims), one.apart) for one in store.statements()] == [
        (1, "rejected"),
        (1, None),
    ]


def test_a_missed_claim_can_be_added(store: Ledger) -> None:
    put(store, reading(claims=flood_claims()[:2]))
    start = FLOOD.index("12")
    quote = quote_of(FLOOD, Span(start, start + 2))
    anchor = Anchor(
        claim="missed",
        text_hash=store.claims()[0].text_hash,
        page="flood.html",
        start=start,
        **quote._asdict(),
    )
    fields = {"kind": "missing", "low": 12, "high": 12, "comparator": "exactly", "source": "Lunt"}
    review = Review(
        id="", decision="add", reviewer="Bo", at="2025-03-08", anchors=(anchor,), after=fields
    ).identified()
    store.add_reviews([review])
    added = claim_with(store, "12")
    assert (added.kind, added.source, added.sentence) == (
        "missing",
        "Lunt",
        "Lunt said another 12 were missing.",
    )
    assert added.review is not None
    assert added.review.verdict == "added"
    assert store.reviews()[0].attached == (added.id,)
    # A better version of the program reads it too: it is one claim, as the person has it.
    put(store, reading(version="2.0"))
    assert [one.id for one in store.claims() if one.figure == "12"] == [added.id]
    assert claim_with(store, "12").source == "Lunt"


def test_a_claim_can_be_written_down_by_hand(store: Ledger) -> None:
    put(store, reading())
    words = "By phone, mayor Ida Lunt said at least 41 were killed."
    start = words.index("at least 41")
    made = HandMade(text=words, published="2025-03-05")
    anchor = Anchor(
        claim="hand", text_hash=sha(words.encode()), page="by hand: 1", words="at least 41",
        prefix=words[:start], suffix=words[start + 11 :], start=start,
    )  # fmt: skip
    fields = {"kind": "killed", "low": 41, "comparator": "at_least", "source": "Ida Lunt"}
    review = Review(
        id="", decision="add", reviewer="Bo", at="2025-03-08", anchors=(anchor,), after=fields,
        hand_made=made,
    ).identified()  # fmt: skip
    store.add_reviews([review])
    found = claim_with(store, "at least 41")
    assert (found.page, found.published, found.source) == ("by hand: 1", "2025-03-05", "Ida Lunt")
    undo(store, review)
    assert not [one for one in store.claims() if one.figure == "at least 41"]


@pytest.mark.parametrize("decision", ["accept", "correct", "reject"])
def test_undo_restores_exactly(store: Ledger, decision: str) -> None:
    put(store, reading())
    before = state(store)
    said = {"after": {"kind": "injured", "who": None}} if decision == "correct" else {}
    review = decide(store, claim_with(store, "At least 40"), decision, **said)
    assert state(store) != before
    back = undo(store, review)
    assert state(store) == before
    undo(store, back, at="2025-03-07T11:00Z")
    assert state(store) != before
    assert [one.standing for one in store.reviews()] == ["in force", "undone", "in force"]
    assert store.counts().superseded == 0


def test_reading_again_never_overwrites_a_review(store: Ledger) -> None:
    put(store, reading())
    decide(store, claim_with(store, "At least 40"), "correct", after={"where": "Ostrel valley"})
    decide(store, claim_with(store, "12"), "reject")
    decide(store, claim_with(store, "40", 1), "accept")
    headline, lead, missing, _ = flood_claims()
    other = lead.model_copy(update={"where": "Ostrel hills", "kind": "injured"})
    put(store, reading(claims=(headline, other, missing), version="2.0"))
    found = {one.figure: one for one in store.claims()}
    assert (found["At least 40"].where, found["At least 40"].kind) == ("Ostrel valley", "killed")
    assert found["12"].review is not None
    assert found["12"].review.verdict == "rejected"
    # The denial was accepted; that version 2.0 no longer reads it does not take it away.
    assert [one.stance for one in store.claims() if one.figure == "40"] == ["asserts", "denies"]
    assert all(one.attached for one in store.reviews())


def test_a_review_holds_for_later_captures_of_its_page(store: Ledger) -> None:
    put(store, reading())
    decide(store, claim_with(store, "At least 40"), "correct", after={"where": "Ostrel valley"})
    longer = FLOOD.replace("At least 40", "In the worst flood of the century, At least 40")
    claims = tuple(
        claim(longer, "At least 40", 40, where="Ostrel", source="Ida Lunt") for _ in range(1)
    )
    put(store, reading(longer, claims), retrieved="2025-03-06T10:00Z")
    assert [one.where for one in store.claims() if one.figure == "At least 40"] == [
        "Ostrel valley",
        "Ostrel valley",
    ]
    put(store, reading(longer, claims), "elsewhere.html", b"other bytes")
    put(store, reading("At least 40 are gone.", ()), "third.html")
    assert len(store.reviews()[0].attached) == 2


def test_what_cannot_attach_is_an_orphan_and_waits(store: Ledger, tmp_path: Any) -> None:
    with ledger.open(tmp_path / "other.db") as other:
        put(other, reading())
        review = decide(other, claim_with(other, "12"), "reject")
    store.add_reviews([review])
    assert [one.attached for one in store.reviews()] == [()]
    put(store, reading())
    assert [one.attached for one in store.reviews()] == [(claim_with(store, "12").id,)]
    assert claim_with(store, "12").review is not None


def test_the_later_of_two_reviewers_holds_and_the_claim_is_disputed(store: Ledger) -> None:
    put(store, reading())
    lead = claim_with(store, "At least 40")
    first = decide(store, lead, "correct", after={"where": "Ostrel valley"})
    second = decide(store, lead, "accept", reviewer="Cem", at="2025-03-09")
    found = store.claim(lead.id)
    assert found.where == "Ostrel"
    assert found.review is not None
    assert found.review.disputed
    decide(
        store, found, "correct", reviewer="Dara", at="2025-03-10",
        after={"where": "Ostrel valley"}, settles=(first.id, second.id),
    )  # fmt: skip
    settled = store.claim(lead.id)
    assert settled.where == "Ostrel valley"
    assert settled.review is not None
    assert (settled.review.disputed, settled.review.by) == (False, ("Dara",))
    assert [one.standing for one in store.reviews()] == ["settled", "settled", "in force"]


def test_corrections_of_different_fields_go_together(store: Ledger) -> None:
    put(store, reading())
    lead = claim_with(store, "At least 40")
    decide(store, lead, "correct", after={"where": "Ostrel valley"})
    decide(store, lead, "correct", after={"who": "farmers"}, reviewer="Cem", at="2025-03-09")
    found = store.claim(lead.id)
    assert (found.where, found.who) == ("Ostrel valley", "farmers")
    assert found.review is not None
    assert not found.review.disputed


def test_fields_that_do_not_go_together_leave_the_last_ones(store: Ledger) -> None:
    put(store, reading())
    lead = claim_with(store, "12")
    decide(store, lead, "correct", after={"low": 20, "high": 20})
    decide(store, lead, "correct", after={"low": 12, "high": 15, "comparator": "between"},
           reviewer="Cem", at="2025-03-09")  # fmt: skip
    found = store.claim(lead.id)
    assert (found.low, found.high) == (12, 15)


def test_a_review_that_was_changed_is_refused(store: Ledger) -> None:
    put(store, reading())
    review = decided(store, claim_with(store, "12"), "reject")
    with pytest.raises(UsageError, match="was changed"):
        store.add_reviews([review.model_copy(update={"note": "smuggled"})])
    assert store.add_reviews([review]) == [review]
    assert store.add_reviews([review]) == []
    with pytest.raises(LedgerError, match="somebody reviewed meanwhile"):
        store.add_reviews([review], seen=0)


def test_reviews_in_any_order_give_one_ledger(store: Ledger, tmp_path: Any) -> None:
    put(store, reading())
    lead, missing = claim_with(store, "At least 40"), claim_with(store, "12")
    first = decide(store, lead, "correct", after={"where": "Ostrel valley"})
    second = decide(store, missing, "reject", at="2025-03-08")
    third = decide(store, lead, "accept", at="2025-03-09", reviewer="Cem")
    back = undo(store, first, at="2025-03-10")
    given = [first, second, third, back]
    for number, order in enumerate(([3, 2, 1, 0], [2, 0, 3, 1])):
        with ledger.open(tmp_path / f"{number}.db") as other:
            for at in order:
                other.add_reviews([given[at]])
                if at == 2:
                    put(other, reading())
            assert state(other) == state(store)
            assert other.reviews() == store.reviews()


LETTERS = st.text("abc 12\n", max_size=120)


@given(before=LETTERS, after=LETTERS, around=st.tuples(LETTERS, LETTERS))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_text_put_before_or_behind_never_loses_words_that_stand_with_their_context(
    before: str, after: str, around: tuple[str, str]
) -> None:
    text = f"{around[0]}more than 30{around[1]}"
    span = Span(len(around[0]), len(around[0]) + 12)
    quote = quote_of(text, span)
    anchor = Anchor(claim="", text_hash="old", page="p", start=span.start, **quote._asdict())
    changed = f"{before} {text} {after}"
    found = locate(changed, "new", anchor)
    assert found == Span(span.start + len(before) + 1, span.end + len(before) + 1)


def test_white_space_is_of_one_kind() -> None:
    text = "The flood killed\n  more than 30 people in  Ostrel on Monday morning."
    span = Span(text.index("more"), text.index("people") - 1)
    anchor = Anchor(claim="", text_hash="old", page="p", start=19, **quote_of(text, span)._asdict())
    other = " ".join(text.split())
    found = locate(other, "new", anchor)
    assert found is not None
    assert found.of(other) == "more than 30"


def test_words_without_their_context_are_not_taken_for_them() -> None:
    anchor = Anchor(
        claim="", text_hash="old", page="p", words="12", start=40,
        prefix="After the flood in Ostrel the mayor said another ", suffix=" were missing.",
    )  # fmt: skip
    assert locate("The 12 best films of the year, and what to see on Monday", "new", anchor) is None
