"""Powers of ten and fractions in digits: "1.6 x 10^8", "1.2E-5", "3/4"."""

from decimal import Decimal

from reportedly.reading.quantities.lexing import Lexeme

GREATEST_EXPONENT = 15
LEAST_EXPONENT = -30
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32})


def of_ten(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """The power of ten that multiplies the digits before lexeme `at`, and where it ends."""
    if not 0 < at < len(lexemes):
        return None
    sign = lexemes[at].lower
    if sign in ("x", "×", "*", "·") and _lower(lexemes, at + 1) == "10":
        marked = _lower(lexemes, at + 2) == "^"
        power = _exponent(lexemes, at + (3 if marked else 2), signed=not marked)
    elif sign == "e" and lexemes[at - 1].joins(lexemes[at]):
        power = _exponent(lexemes, at + 1, signed=False)
    else:
        return None
    return None if power is None else (Decimal(10) ** power[0], power[1])


def _exponent(lexemes: list[Lexeme], at: int, *, signed: bool) -> tuple[int, int] | None:
    """The exponent at lexeme `at`, which touches what stands before; `signed` asks for a minus."""
    minus = _lower(lexemes, at) in ("-", "−", "–")
    digits = at + 1 if minus or _lower(lexemes, at) == "+" else at
    if (signed and not minus) or not _lower(lexemes, digits).isdigit():
        return None
    joined = all(lexemes[index - 1].joins(lexemes[index]) for index in range(at, digits + 1))
    if not joined or len(_lower(lexemes, digits)) > 2:
        return None
    exponent = int(lexemes[digits].lower) * (-1 if minus else 1)
    return (exponent, digits + 1) if LEAST_EXPONENT <= exponent <= GREATEST_EXPONENT else None


def fraction(lexemes: list[Lexeme], at: int) -> tuple[Decimal, int] | None:
    """The proper fraction in digits at lexeme `at` ("3/4"), and where it ends."""
    if _lower(lexemes, at + 1) != "/" or at + 2 >= len(lexemes):
        return None
    first, second = lexemes[at].lower, lexemes[at + 2].lower
    if not (first.isdigit() and second.isdigit() and len(first) < 3 and len(second) < 3):
        return None
    glued = lexemes[at].joins(lexemes[at + 1]) and lexemes[at + 1].joins(lexemes[at + 2])
    if not glued or int(second) not in _DENOMINATORS or not 0 < int(first) < int(second):
        return None
    return Decimal(int(first)) / Decimal(int(second)), at + 3


def _lower(lexemes: list[Lexeme], at: int) -> str:
    return lexemes[at].lower if 0 <= at < len(lexemes) else ""
