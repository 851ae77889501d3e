"""What is one token: figures whole, ranges and units apart."""

import pytest

from reportedly.language import pipeline


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("3,000 people", ["3,000", "people"]),
        ("$1.2bn", ["$", "1.2", "bn"]),
        ("40-50 roads", ["40", "-", "50", "roads"]),
        ("40–50", ["40", "–", "50"]),
        ("N. Korea", ["N.", "Korea"]),
        ("the U.S.-led force", ["the", "U.S.", "-", "led", "force"]),
        ("7:30pm", ["7:30", "pm"]),
        ("a 15-year-old", ["a", "15", "-", "year", "-", "old"]),
        ("pre-war, pro-Orlenz", ["pre-war", ",", "pro-Orlenz"]),
        ("dead!!! really?!", ["dead", "!!!", "really", "?!"]),
        ("No. 3", ["No.", "3"]),
        ("don't", ["do", "n't"]),
        ("and/or", ["and", "/", "or"]),
        ("call 713-555-0100", ["call", "713-555-0100"]),
        ("(713) 555-0100", ["(", "713", ")", "555-0100"]),
        ("(annex)(map)", ["(", "annex", ")", "(", "map", ")"]),
        ("(right):", ["(", "right", ")", ":"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in pipeline().make_doc(text)] == tokens


@pytest.mark.parametrize("run", ["'" * 999, "1," * 200, "-" * 100])
def test_a_run_of_one_or_two_characters_is_one_token(run: str) -> None:
    doc = pipeline().make_doc(f"Two died {run} in Velm.")
    assert doc.text == f"Two died {run} in Velm."
    assert [token.text for token in doc if not token.is_space] == [
        "Two",
        "died",
        run,
        "in",
        "Velm",
        ".",
    ]


def test_a_long_address_is_no_such_run() -> None:
    address = "https://paper.example/" + "abc-12/" * 20
    tokens = [token.text for token in pipeline().make_doc(f"See ({address}) now.")]
    assert tokens == ["See", "(", address, ")", "now", "."]
