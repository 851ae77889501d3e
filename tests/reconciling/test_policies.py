"""Files of trusted sources, and what is said of those that are none."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.reconciling.policies import LONGEST_LIST, sources_in


def test_a_text_has_one_source_a_line_the_most_trusted_first() -> None:
    text = "\ufeff# whom we trust\nBorder Mission\n\n  General Staff  # of Ilmeria\n"
    assert sources_in(text, "trust.txt") == ("Border Mission", "General Staff")


def test_toml_has_a_list_of_sources() -> None:
    text = 'sources = ["Border Mission", "General Staff"]'
    assert sources_in(text, "trust.TOML") == ("Border Mission", "General Staff")


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("", "t.txt", "t.txt names no source"),
        ("# nothing\n", "t.txt", "t.txt names no source"),
        ("sources = []", "t.toml", "t.toml names no source"),
        ("sources = [", "t.toml", "t.toml is not valid TOML"),
        ("", "t.toml", "t.toml has no list of sources"),
        ('sources = "Mission"', "t.toml", "t.toml has no list of sources"),
        ("sources = [1]", "t.toml", "source 1 is not a name but 1"),
        ('sources = ["A", " "]', "t.toml", "source 2 is not a name"),
        ('source = ["A"]', "t.toml", "has 'source', which is not known"),
        ("A\nB\na\n", "t.txt", "names 'A' twice"),
        ("x = " + "[" * 5000, "t.toml", "t.toml is not valid TOML"),
    ],
)
def test_a_malformed_list_is_refused_with_what_is_wrong(text: str, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        sources_in(text, name)


def test_a_list_that_is_too_long_is_refused() -> None:
    text = "\n".join(f"Source {number}" for number in range(LONGEST_LIST + 1))
    with pytest.raises(UsageError, match="give at most 10,000"):
        sources_in(text, "t.txt")


@given(st.text(max_size=200), st.sampled_from(["t.txt", "t.toml"]))
def test_any_text_is_a_list_or_refused(text: str, name: str) -> None:
    with contextlib.suppress(UsageError):
        assert all(one.strip() for one in sources_in(text, name))
