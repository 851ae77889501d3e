"""Words that count to nothing: "no", "none", "not a single"."""

from reportedly.reading.quantities import numbers
from reportedly.reading.quantities.lexing import Lexeme
from reportedly.reading.quantities.quantity import Quantity


def zero(lexemes: list[Lexeme], at: int) -> tuple[Quantity, int] | None:
    """The zero at lexeme `at`, if any, and the index to go on from."""
    if lexemes[at].lower not in numbers.tables().zero_first:
        return None
    for length in (3, 2, 1):
        words = " ".join(item.lower for item in lexemes[at : at + length])
        if words in numbers.tables().zero and len(lexemes) >= at + length:
            break
    else:
        return None
    behind = lexemes[at + length].lower if at + length < len(lexemes) else ""
    if words in ("no", "not one") and (behind in _NOT_ZERO_BEFORE or behind[:1].isdigit()):
        return None
    if words == "no" and [item.lower for item in lexemes[at + 1 : at + 3]] == ["more", "than"]:
        return None
    if words == "neither" and behind != "of":
        return None
    start, end = lexemes[at].start, lexemes[at + length - 1].end
    if words == "no one":
        end = lexemes[at].end
    stop = lexemes[at + length - 1].end
    quantity = Quantity(
        start, end, start, stop, 0, 0, 0, "exactly", sort="zero", words=True, form="zero"
    )
    return quantity, at + length


_NOT_ZERO_BEFORE = frozenset(
    {
        "longer",
        "fewer",
        "less",
        "later",
        "doubt",
        "matter",
        "sooner",
        "way",
        ",",
        ".",
        "!",
        "other",
        "better",
    }
)
