"""The documentation says what the program does: its examples are run and their outputs compared."""

import difflib
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, Block, Step, blocks, elided, matches, pages
from tests.docs.running import Session

WITH_EXAMPLES = [page for page in pages() if blocks(page)]


def complaint(block: Block, step: Step, printed: list[str]) -> str:
    difference = difflib.unified_diff(
        step.expected, printed, "as documented", "as printed", lineterm=""
    )
    return "\n".join(
        [
            f"{block.place}: the documentation shows another output than the program gives for",
            f"  {step.source}",
            *difference,
            f"If the program is right: python -m tests.docs.regenerate {block.page.relative_to(ROOT)}",
        ]
    )


@pytest.mark.parametrize(
    "page", WITH_EXAMPLES, ids=[str(page.relative_to(ROOT)) for page in WITH_EXAMPLES]
)
def test_every_example_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    session = Session(tmp_path)
    complaints = []
    for block in blocks(page):
        for step in block.steps:
            printed = session.run(block, step)
            if not matches(step.expected, printed):
                complaints.append(complaint(block, step, printed))
    assert not complaints, "\n\n".join(complaints)


class TestTheComparison:
    def test_an_ellipsis_stands_for_any_number_of_lines(self) -> None:
        assert matches(["one", "...", "four"], ["one", "two", "three", "four"])
        assert matches(["one", "..."], ["one"])
        assert not matches(["one", "...", "five"], ["one", "two", "three", "four"])
        assert matches(["...", "two", "..."], ["one", "two", "three"])

    def test_without_an_ellipsis_every_line_must_be_there(self) -> None:
        assert matches(["one", ""], ["one"])
        assert not matches(["one"], ["one", "two"])
        assert not matches([], ["one"])

    def test_a_shortened_output_stays_shortened(self) -> None:
        assert elided(["a", "...", "z"], ["1", "2", "3", "4"]) == ["1", "...", "4"]
        assert elided(["a", "b"], ["1", "2", "3"]) == ["1", "2", "3"]

    def test_a_part_in_the_middle_is_found_by_its_first_line(self) -> None:
        expected = ["a", "...", "part", "old", "...", "z"]
        printed = ["1", "2", "part", "new", "newer", "", "8", "9"]
        assert elided(expected, printed) == ["1", "...", "part", "new", "newer", "...", "9"]
        assert elided(expected, ["1", "2", "8", "9"]) == ["1", "...", "9"]
