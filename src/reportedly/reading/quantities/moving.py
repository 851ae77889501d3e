"""Forms of verbs that say that a number goes up or down, from the vocabulary."""

from functools import cache

from reportedly.records import Change
from reportedly.vocabulary import load


@cache
def directions() -> dict[tuple[str, ...], Change]:
    """The direction of each form ("rose", "edged up"), by its words."""
    table = load("movements")
    found: dict[tuple[str, ...], Change] = {}
    found.update({tuple(form.split()): "up" for form in table["up"]})
    found.update({tuple(form.split()): "down" for form in table["down"]})
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form[0] for form in directions())


def moves(word: str) -> bool:
    """Whether a word begins a form of movement, or is "up" or "down": what follows is an amount or a level."""
    return word in ("up", "down") or word in _first_words()


@cache
def _first_upward() -> frozenset[str]:
    return frozenset(form[0] for form, change in directions().items() if change == "up")


def rises(word: str) -> bool:
    """Whether a word begins a form of upward movement: "edged up to 3.6", but not "lost up to a company"."""
    return word in _first_upward()
