"""Countries and peoples, from `countries.toml`: one table for all that ask what a country is called."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly import vocabulary


@dataclass(frozen=True, slots=True)
class Country:
    """A country or people: its one name, what else it is called, and the adjectives that name it."""

    name: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the first one being the one name."""
        return (self.name, *self.others)


def countries() -> Iterator[Country]:
    """All countries and peoples of the vocabulary, with the user's additions, in its order."""
    for name, entry in vocabulary.load("countries")["country"].items():
        yield Country(name, tuple(entry.get("also", ())), tuple(entry.get("adjectives", ())))


def people_named(adjective: str) -> str:
    """The people that an adjective names: "Kenyans" for "Kenyan", "Maltese" for "Maltese"."""
    return adjective if adjective.endswith(("s", "ese", "ish", "nch", "tch")) else adjective + "s"
