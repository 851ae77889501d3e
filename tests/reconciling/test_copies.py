"""Near-duplicate pages: copies of one report, versions of one page."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.reconciling.copies import (
    SAME_REPORT,
    Printed,
    bands_of,
    groups_of,
    likeness,
    signature_of,
    tokens_of,
)
from reportedly.records import Article
from tests.reconciling.invented import article

REPORT = (
    (
        "A bridge over the Sella broke on Monday morning when a lorry with timber crossed it, and seven people "
        "were killed, governor Ada Orlen said in the town of Oro."
    ),
    (
        "Divers looked for eleven others until darkness fell. The river was high after a week of rain, and two "
        "boats had to turn back, according to the fire service of Torva district."
    ),
    (
        "The bridge was built in 1961 and had been closed to lorries in autumn. Signs that said so had been "
        "stolen in winter, the road office said, and nobody had put up new ones."
    ),
)
REWRITTEN = (
    (
        "Seven people were killed on Monday morning when a bridge over the Sella broke under a lorry with timber, "
        "Ada Orlen, the governor, said in Oro."
    ),
    (
        "Until darkness fell divers looked for eleven others, but the river was high after a week of rain and, "
        "the Torva district fire service said, two boats turned back."
    ),
    (
        "Closed to lorries in autumn, the bridge was built in 1961. According to the road office signs had been "
        "stolen in winter and nobody put up new ones."
    ),
)
OTHER = (
    (
        "Governor Ada Orlen said on Tuesday that nine people had died in the collapse of the bridge at Oro, two "
        "more than a day before."
    ),
    (
        "A commission is to find out who is to blame. Its head, a judge from the capital, asked witnesses to come "
        "forward with photographs and letters."
    ),
    (
        "Families held a service in the church above the river, and shops in the district stayed closed. The "
        "mayor asked for a ferry until a new bridge is built."
    ),
)


def sketch(*paragraphs: str) -> Article:
    return article(*paragraphs)


def alike(a: Article, b: Article) -> float:
    first, second = signature_of(a), signature_of(b)
    assert first is not None
    assert second is not None
    return likeness(first, second)


def test_a_light_rewrite_is_alike_and_another_report_is_not() -> None:
    assert alike(article(*REPORT), article(*REWRITTEN)) >= SAME_REPORT
    assert alike(article(*REPORT), article(*OTHER)) < SAME_REPORT


def test_menus_and_credits_do_not_count() -> None:
    plain = article(*REPORT)
    text = (
        plain.text + "Subscribe to our letter, read by thousands every single morning of the week"
    )
    start = len(plain.text)
    menu = {"start": start, "end": len(text), "role": "furniture"}
    framed = Article.model_validate({"text": text, "blocks": (*plain.blocks, menu)})
    assert tokens_of(framed) == tokens_of(plain)


def test_a_short_text_has_no_signature() -> None:
    assert signature_of(article("Seven people were killed.")) is None


def test_signatures_do_not_change_from_one_machine_to_another() -> None:
    """They are kept in ledgers: a library that signs otherwise needs another name of the method."""
    signature = signature_of(article(*REPORT))
    assert signature is not None
    assert [int(number) for number in signature[:4]] == PINNED


PINNED = [1093408715, 2119960169, 1909619443, 284694702]


def test_bands_of_alike_texts_meet() -> None:
    first, second = signature_of(article(*REPORT)), signature_of(article(*REWRITTEN))
    assert first is not None
    assert second is not None
    assert set(bands_of(first)) & set(bands_of(second))
    assert all(0 <= band < 2**63 for band in bands_of(first))


def printed(name: str, first: str, publisher: str, *, own: bool = True) -> Printed:
    return Printed(first, f"{name}.txt", name, publisher, own)


def test_a_group_begins_with_its_first_publisher() -> None:
    pages = [
        printed("a", "2026-03-09T08:00", "The Post", own=False),
        printed("b", "2026-03-09", "North Wire"),
        printed("c", "2026-03-09T09:00", "The Standard", own=False),
        printed("d", "2026-03-09", "The Star"),
    ]
    groups = groups_of(pages, [("a", "b"), ("b", "c")])
    (group,) = groups.copies
    assert [page.publisher for page in group] == ["North Wire", "The Post", "The Standard"]
    assert groups.versions == ()


def test_pages_of_one_publisher_are_versions_and_no_copies() -> None:
    pages = [printed("a", "2026-03-09", "The Post"), printed("b", "2026-03-09", "The Post")]
    groups = groups_of(pages, [("a", "b")])
    assert groups.copies == ()
    assert [[page.page for page in group] for group in groups.versions] == [["a.txt", "b.txt"]]


def test_a_form_that_is_filled_in_weeks_later_is_no_copy() -> None:
    pages = [printed("a", "2026-03-09", "The Post"), printed("b", "2026-04-09", "The Star")]
    assert groups_of(pages, [("a", "b")]).copies == ()


def test_the_order_of_pages_changes_no_group() -> None:
    pages = [printed(n, f"2026-03-0{i + 1}", f"Paper {n}") for i, n in enumerate("abcd")]
    pairs = [("a", "b"), ("c", "d")]
    first = groups_of(pages, pairs)
    for order in permutations(pages):
        assert groups_of(order, reversed(pairs)) == first


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8))
def test_every_page_is_in_one_group_at_most(pairs: list[tuple[str, str]]) -> None:
    pages = [printed(n, "2026-03-09", f"Paper {n}") for n in "abcdef"]
    found = [page.page for group in groups_of(pages, pairs).copies for page in group]
    assert len(found) == len(set(found))
