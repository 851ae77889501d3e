"""Invented names: places, people, papers. Nothing that exists is meant by any of them."""

import random
from collections.abc import Callable

_Maker = Callable[[], str]

_STARTS = [
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "a", "e", "o"]
_MIDDLES = ["l", "n", "r", "m", "d", "k", "v", "st", "nd", "rn", "lt", "rd", "ss", "mb"]
_ENDS = ["n", "r", "l", "k", "s", "m", "t", "d", "sk", "rn", "nd"]

FIRST_NAMES = [
    "Ada",
    "Bero",
    "Calin",
    "Dara",
    "Edvin",
    "Fenja",
    "Goran",
    "Hadia",
    "Ilvar",
    "Jorun",
    "Kelda",
    "Lasso",
    "Mirel",
    "Nadir",
    "Oskan",
    "Petra",
    "Quill",
    "Ruvik",
    "Selma",
    "Tarek",
    "Ulia",
    "Vesna",
    "Wendel",
    "Xenja",
    "Yorick",
    "Zofia",
    "Albin",
    "Brisa",
    "Corvin",
    "Delia",
    "Emrik",
    "Farah",
    "Gisel",
    "Hannu",
    "Imane",
    "Jarek",
    "Kasia",
    "Leandr",
    "Marit",
    "Niklas",
    "Odette",
    "Pavla",
    "Radu",
    "Sunniva",
    "Tobin",
    "Ursel",
    "Valdis",
    "Wira",
    "Yasmin",
    "Zoran",
    "Amund",
    "Berit",
    "Cyra",
    "Dorian",
    "Elske",
    "Florin",
    "Greta",
    "Halvor",
    "Irina",
    "Jonna",
]


def _syllables(chance: random.Random, count: int) -> str:
    parts = [chance.choice(_STARTS) + chance.choice(_VOWELS)]
    parts += [chance.choice(_MIDDLES) + chance.choice(_VOWELS) for _ in range(count - 1)]
    return "".join(parts)


class Names:
    """A source of names, each given out once."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._given: set[str] = set()

    def _once(self, make: "_Maker") -> str:
        while (name := make()) in self._given:
            pass
        self._given.add(name)
        return name

    def place(self) -> str:
        """A name of a town, district or province."""
        chance = self._chance
        return self._once(
            lambda: str.title(
                f"{_syllables(chance, chance.choice((2, 2, 3)))}{chance.choice(_ENDS)}"
            )
        )

    def country(self) -> str:
        """A name of a country, whose adjective ends in n: Tarvia, Tarvian."""
        return self._once(lambda: _syllables(self._chance, 2).title().rstrip("aeiou") + "ovia")

    def person(self) -> str:
        """A first name and a surname; surnames come again, whole names do not."""
        chance = self._chance
        return self._once(
            lambda: (
                f"{chance.choice(FIRST_NAMES)} "
                f"{(_syllables(chance, chance.choice((2, 3))) + chance.choice(_ENDS)).title()}"
            )
        )


def spellings(name: str, chance: random.Random) -> tuple[str, ...]:
    """A name in the spellings of several papers, the usual one first."""
    first, _, last = name.partition(" ")
    found = [name]
    changes = [
        ("y", "i"),
        ("i", "y"),
        ("k", "kk"),
        ("ss", "s"),
        ("v", "w"),
        ("st", "sht"),
        ("n", "nn"),
    ]
    chance.shuffle(changes)
    for old, new in changes:
        if len(last) >= 6 and old in last[1:]:
            at = last.index(old, 1)
            found.append(f"{first} {last[:at]}{new}{last[at + len(old) :]}")
        if len(found) == 3:
            break
    return tuple(found[: chance.choice((1, 2, 3))])
