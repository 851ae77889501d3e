"""The reading stage as a whole: tolls, what is skipped, batches, and texts that nobody wrote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import reading
from reportedly.reading import pipeline
from reportedly.records import LAYERS, Article, Block, Kind, Reading

STORY = """Blast at Orven market kills 14

A bomb killed 14 people, including two policemen, at a market in Orven on Monday, officials said.

The blast also wounded 30 others. Juma Ramos, a councillor, and his driver were among the dead.

The weather was fine and the square was full. Nobody had expected it.

In a separate attack in Velm, gunmen shot dead three farmers."""

TOLLS: list[tuple[str, Kind, str | None, float]] = [
    ("A bomb killed 12 clerks and four technicians.", "killed", None, 16),
    ("Twelve people were killed. The twelve died at once.", "killed", None, 12),
    ("Ten people, including two children, were killed.", "killed", None, 10),
    ("Nine villagers were killed. Five others died on Sunday.", "killed", None, 14),
    ("The mayor and his driver were killed.", "killed", None, 2),
    ("A farmer was shot dead.", "killed", None, 1),
    ("Six people were killed, four women and two boys.", "killed", None, 6),
    ("Rebels killed 21 policemen and 20 civilians.", "killed", None, 41),
    ("Rebels killed 21 policemen and 20 civilians.", "killed", "noncombatants", 20),
    ("Eight people, including three soldiers, were killed.", "killed", "noncombatants", 5),
    ("No one was hurt.", "injured", None, 0),
    ("Four people were killed. In a separate attack, gunmen killed three.", "killed", None, 7),
]


def article(text: str) -> Article:
    blocks: list[Block] = []
    at = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            blocks.append(Block(start=at, end=at + len(paragraph), role="body"))
        at += len(paragraph) + 2
    return Article(text=text, blocks=tuple(blocks), published="2021-03-02")


@pytest.mark.parametrize(("text", "kind", "who", "best"), TOLLS)
def test_toll(text: str, kind: Kind, who: str | None, best: float) -> None:
    found = {(toll.kind, toll.who): toll for toll in reading.read(article(text)).tolls}
    assert found[kind, who].best == best


def test_a_toll_shows_the_words_it_rests_on() -> None:
    text = "The mayor and his driver were killed."
    (toll,) = reading.read(article(text)).tolls
    assert [span.of(text) for span in toll.evidence] == ["The mayor", "his driver"]


def test_nobody_is_a_noncombatant_where_the_text_does_not_say() -> None:
    found = reading.read(article("Sixteen rebels were killed.")).tolls
    assert [toll.who for toll in found if toll.kind == "killed"] == [None]


def test_a_part_points_to_its_whole() -> None:
    text = "Ten people were killed, including a child."
    whole, part = reading.read(article(text)).claims
    assert part.relation is not None
    assert (part.relation.type, part.relation.of) == ("part", whole.span)


def test_what_is_not_read_gives_nothing() -> None:
    text = "READ: 40 killed in Velm\n\nTwo people were hurt."
    blocks = (Block(start=0, end=23, role="related"), Block(start=25, end=len(text), role="body"))
    found = reading.read(Article(text=text, blocks=blocks))
    assert [claim.figure for claim in found.claims] == ["Two"]


def test_skipping_sentences_changes_no_figure_and_no_toll() -> None:
    nlp = pipeline()
    first = reading.read(article(STORY))
    with nlp.select_pipes(disable=["candidates"]):
        second = reading.read(article(STORY))
    assert first.figures == second.figures
    assert first.tolls == second.tolls
    assert first.claims == second.claims


def test_a_line_that_is_printed_narrow_goes_on_in_the_next() -> None:
    text = "Floods in Velm have killed more than three\nhundred people, the governor said."
    (claim,) = reading.read(article(text)).claims
    assert claim.figure == "more than three\nhundred"
    assert (claim.low, claim.counted, claim.kind) == (300, "people", "killed")


MEASURED = """Six-party talks resumed 12 km from Orven, where 30 people were killed, the 27-member council said.

A third of the 3,000 houses burned. Prices rose 5 percent to 12 dollars. The 12 km were mined.

The council said on Monday that a 200-strong column went 40 km; it added that 3 percent of the crop was lost."""


@pytest.mark.parametrize("text", [STORY, MEASURED])
def test_what_is_not_asked_for_is_not_made_and_changes_nothing(text: str) -> None:
    whole = reading.read(article(text))
    for layer in LAYERS:
        part = reading.read(article(text), layers=[layer])
        assert getattr(part, layer) == getattr(whole, layer)
        assert not any(getattr(part, other) for other in LAYERS if other != layer)


@given(st.text(alphabet="12 %-kmofinsaidkledpo,.", max_size=80))
@settings(max_examples=25, deadline=None)
def test_claims_are_the_same_with_and_without_the_other_layers(text: str) -> None:
    page = article("The army said 12 people were killed. " + text)
    assert reading.read(page).claims == reading.read(page, layers=["claims"]).claims


def test_batches_change_nothing() -> None:
    articles = [article(STORY), article(TOLLS[0][0]), article(STORY), article("")]
    assert list(reading.read_many(articles)) == [reading.read(one) for one in articles]


def check(found: Reading) -> None:
    text = found.article.text
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.figure
    for figure in found.figures:
        assert 0 <= figure.start < figure.end <= len(text)
        if figure.counted_span is not None and figure.unit is None:
            assert figure.counted_span.of(text) == figure.counted


PIECES = st.sampled_from(
    ['a', 'the', 'one', 'no', 'two', 'ten', '40', '3,000', '3.5', 'million', 'dozens', 'of', 'people', 'soldiers', 'was', 'were', 'killed', 'wounded', 'and', ',', '.', '(', ')', ';', ':', '—', '-', '"', "'", 'who', 'said', 'that', 'including', 'among', 'them', '$5', '%', '12-year-old', 'tank', 'dead', 'injured', 'left', 'lost', 'others', 'another', 'Juma', 'Ramos', 'on', 'Monday', 'by', 'in', 'to', 'for', 'with', '\n', '\n\n', 'death', 'toll', 'rose', 'more', 'than', 'at', 'least', 'up', 'from', '9']
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    check(reading.read(article(text)))


@pytest.mark.parametrize(
    "text", ["1" * 200_000, "7 " * 20_000, '"' * 20_000, "said " * 10_000, "killed " * 5_000]
)
def test_noise_is_read(text: str) -> None:
    check(reading.read(article(text)))


@pytest.mark.parametrize("words", ["no", "killed", "half a", "12 killed", "no one was"])
def test_words_that_are_said_again_and_again_count_nobody(words: str) -> None:
    again = f"{words} " * 40
    found = reading.read(article(f"In Velm {again} .\n\nThree people were killed in Velm."))
    assert [claim.figure for claim in found.claims] == ["Three"]
    told = (
        "Three men were killed, and no one was hurt, and no house was hit, and no one was missing."
    )
    assert reading.read(article(told)).claims[0].figure == "Three"


def test_confidence_says_how_a_claim_was_read() -> None:
    plain, loose = (
        reading.read(article(text)).claims[0]
        for text in (
            "Twelve people were killed in Velm.",
            "Officials said damage in Velm came to 12 million euros.",
        )
    )
    assert plain.confidence is not None
    assert loose.confidence is not None
    assert 0 < loose.confidence < plain.confidence < 1
