"""Units of soldiers as the number itself: "up to a battalion", and bare: "lost battalion of infantry"."""

from decimal import Decimal

from reportedly.reading.quantities import hedges, numbers
from reportedly.reading.quantities.lexing import Lexeme
from reportedly.reading.quantities.quantity import Quantity


def formation(lexemes: list[Lexeme], at: int, floor: int) -> tuple[Quantity, int] | None:
    """The unit of soldiers that counts as one at lexeme `at`, if any, and the index to go on from."""
    table = numbers.tables()
    first = lexemes[at].lower
    if first not in ("a", "an") and first not in table.units:
        return None
    words = [item.lower for item in lexemes[at : at + 3]] + ["", "", ""]
    size = 2 if words[0] in ("a", "an") else 1
    unit = words[size - 1]
    if unit != "company" and unit not in table.units:
        return None
    behind = [item.lower for item in lexemes[at + size + 1 : at + size + 5]]
    of_soldiers = words[size] == "of" and any(word in table.soldiers for word in behind)
    if unit == "company" and size == 2 and of_soldiers:
        pass
    elif unit not in table.units or words[size] in table.not_units:
        return None
    if size == 1 and not (at > 0 and lexemes[at - 1].lower in table.losing):
        return None
    prefix = hedges.before(lexemes, at) if size == 2 else None
    start = prefix[0] if prefix and prefix[0] >= floor else at
    hedge = prefix[1] if prefix and prefix[0] >= floor else None
    bounds = hedges.bound(numbers.exact(Decimal(1), at + size), hedge)
    end = lexemes[at + size - 1].end
    quantity = Quantity(
        lexemes[start].start,
        end,
        lexemes[at].start,
        lexemes[at + size - 1].start if size == 2 else lexemes[at].start + 1,
        1,
        *bounds,
        hedge=hedge.entry if hedge else None,
        words=True,
        form="unit",
    )
    return quantity, at + size
