"""Source, cue and content of attributions, quotations, and pages of noise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.reading import attributions
from reportedly.reading.attributions.finding import attribution_of, find, quoted
from tests.reading.documents import document, span_of

ROLES = [
    ("Police said 12 died.", "Police", "said", ["12 died"]),
    ("Police have said that 12 died.", "Police", "have said", ["that 12 died"]),
    ("Some 12 died, police said.", "police", "said", ["Some 12 died"]),
    ("Some 12, police said, died in Torva.", "police", "said", ["Some 12", "died in Torva"]),
    ("“It burned,” she said. “We ran to the river.”", "she", "said", ["“It burned,”", "“We ran to the river.”"]),
    ("According to the mayor, 12 died.", "the mayor", "According to", ["12 died"]),
    ("He claimed victory, adding that 12 died.", "He", "adding", ["that 12 died"]),
    ("The mayor condemned the attack.", "The mayor", "condemned", ["the attack"]),
    ("The mayor vowed to rebuild the bridge.", "The mayor", "vowed", ["to rebuild the bridge"]),
    ("Trees fell, though he noted that nobody died.", "he", "noted", ["that nobody died"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), ROLES)
def test_source_cue_and_content(text: str, source: str, cue: str, content: list[str]) -> None:
    found = [
        (
            [part.of(text) for part in item.source],
            [part.of(text) for part in item.cue],
            [part.of(text) for part in item.content],
        )
        for item in find(document(text))
    ]
    assert ([source], [cue], content) in found


def test_a_number_in_quotation_marks_is_quoted() -> None:
    text = "Oro said “12 died” but police said 14 died."
    doc = document(text)
    assert quoted(doc, span_of(text, "12"))
    assert not quoted(doc, span_of(text, "14"))


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    text = "“We ran at night,” Ayo Oro said. “It was cold.\n\n“We lost 12 men.”\n\nThe war goes on."
    found = attribution_of(document(text), span_of(text, "12"))
    assert found is not None
    assert found.name == "Ayo Oro"


PIECES = st.sampled_from(
    ["Oro", " said", " ", "that", "“", "”", '"', ",", ".", "\n\n", ":", " 12 died", " – ", "according to ", "He", " (OR)",
     "citing ", "told ", "which ", "'", "''", "``", " was quoted by ", " as saying ", "Mayor ", "in Torva", " the "]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=120)))
def test_any_text_gives_offsets_inside_of_it(text: str) -> None:
    doc = document(text)
    for item in find(doc):
        for part in (*item.source, *item.cue, *item.content):
            assert 0 <= part.start < part.end <= len(text)
    for start in range(0, max(0, len(text) - 2), 7):
        attribution_of(doc, span_of(text, text[start : start + 2]))


@pytest.mark.parametrize("text", ["said " * 2_000, '"' * 4_000, "“" * 4_000, "Oro said: " * 700])
def test_a_page_of_noise_is_read(text: str) -> None:
    assert isinstance(attributions.find(document(text)), list)
