"""Which entry of the vocabulary holds: its further words must follow, and its kind must fit the noun."""

from collections.abc import Sequence

from reportedly.reading.kinds.lexicon import MATERIAL_KINDS, THINGS, Entry, NounClass, fits
from reportedly.records import Kind


def choose(
    entries: Sequence[Entry], following: Sequence[str], lowers: Sequence[str], noun: NounClass
) -> Kind | None:
    """The first entry whose further words follow and whose kind fits the class of noun."""
    if not entries:
        return None
    if noun in THINGS:
        entries = sorted(entries, key=lambda entry: entry.kind not in MATERIAL_KINDS)
    elif noun == "combatant":
        entries = sorted(entries, key=lambda entry: (-len(entry.rest), entry.kind == "rescued"))
    plain = [lemma for lemma in following if lemma not in _ARTICLES]
    for entry in entries:
        forms = (following, lowers, plain) if len(entry.rest) > 1 else (following, lowers)
        if entry.rest and not any(_follows(entry.rest, form) for form in forms):
            continue
        if fits(entry.kind, noun):
            return entry.kind
    return None


def _follows(rest: tuple[str, ...], following: Sequence[str]) -> bool:
    """Whether the words of `rest` stand in `following`, in order and together, near its start.

    The object may stand behind a particle: "picked up | 45 people | from the water".
    """
    size = len(rest)
    if size > 1 and rest[0] in _PARTICLES and following[:1] == [rest[0]]:
        return _follows(rest[1:], list(following[1:]))
    for at in range(min(6, len(following))):
        if tuple(following[at : at + size]) == rest:
            behind_it = following[at + size] if at + size < len(following) else ""
            return at == 0 or rest[0] not in _PARTICLES or behind_it in _AFTER_PARTICLES
    return False


_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "they", "he", "she", "it"})


_PARTICLES = frozenset({"off", "down", "up", "out", "away", "over", "in"})


_AFTER_PARTICLES = frozenset(
    {
        "",
        ",",
        "and",
        "in",
        "near",
        "on",
        "at",
        "after",
        "when",
        "by",
        "during",
        "over",
        "as",
        "from",
        "to",
    }
)
