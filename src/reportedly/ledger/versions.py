"""Which of two versions of the program is the newer one."""

import re

_NUMBERS = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


def is_newer(one: str, other: str) -> bool:
    """Whether version `one` is newer than `other`, by the numbers that they begin with.

    `0.10.0` is newer than `0.9.2`. Versions that differ only in what follows the numbers
    (`0.9.2+a1b2`, the same program with other vocabulary) are of one age: the later reading counts.
    """
    return _numbers(one) > _numbers(other)


def _numbers(version: str) -> tuple[int, ...]:
    found = _NUMBERS.match(version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
