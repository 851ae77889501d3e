"""The words of kinds and nouns, arranged for look-up: which verb says what of which class of noun."""

from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from reportedly.records import Kind
from reportedly.vocabulary import load

NounClass = Literal[
    "combatant",
    "person",
    "animal",
    "vehicle",
    "structure",
    "weapon",
    "goods",
    "unit",
    "idle",
    "unknown",
    "bare",
]

PEOPLE: frozenset[NounClass] = frozenset({"combatant", "person", "unit"})
THINGS: frozenset[NounClass] = frozenset({"vehicle", "structure", "weapon", "goods"})

_CLASSES: tuple[tuple[str, NounClass], ...] = (
    ("combatants", "combatant"),
    ("persons", "person"),
    ("animals", "animal"),
    ("vehicles", "vehicle"),
    ("structures", "structure"),
    ("weapons", "weapon"),
    ("goods", "goods"),
    ("military_units", "unit"),
    ("idle", "idle"),
)

PEOPLE_KINDS: frozenset[Kind] = frozenset(
    {
        "killed",
        "injured",
        "casualties",
        "missing",
        "captured",
        "detained",
        "displaced",
        "rescued",
        "sick",
        "affected",
        "deployed",
    }
)
MATERIAL_KINDS: frozenset[Kind] = frozenset({"destroyed", "damaged", "intercepted"})

_FITS: dict[NounClass, frozenset[Kind]] = {
    "animal": frozenset({"killed", "injured", "missing", "rescued", "sick", "affected"}),
    "vehicle": MATERIAL_KINDS | {"deployed", "supplied"},
    "structure": MATERIAL_KINDS | {"supplied", "affected"},
    "weapon": MATERIAL_KINDS | {"supplied", "attacks", "deployed"},
    "goods": MATERIAL_KINDS | {"supplied"},
    "unit": PEOPLE_KINDS | {"destroyed"},
    "combatant": PEOPLE_KINDS,
    "person": PEOPLE_KINDS,
    "unknown": (PEOPLE_KINDS - {"deployed"}) | MATERIAL_KINDS | {"supplied"},
    "idle": frozenset(),
    "bare": PEOPLE_KINDS | MATERIAL_KINDS,
}

# A suffix that makes an unlisted plural noun one of people.
_PERSON_ENDINGS = (
    "ers",
    "ors",
    "ists",
    "ians",
    "ants",
    "men",
    "women",
    "ees",
    "eers",
    "mates",
    "folk",
)
# And one that makes an unlisted singular one.
_AGENT_ENDINGS = ("ist", "ian", "man", "woman", "eer", "ster", "tor", "ssor", "smith", "wright")


class Entry(NamedTuple):
    """One way in which a kind is said: the kind, and words that must follow the verb ("down")."""

    kind: Kind
    rest: tuple[str, ...] = ()


class Lexicon(NamedTuple):
    """The vocabulary of kinds by frame, by the first lemma of each entry, in order of the file."""

    done: dict[str, list[Entry]]
    undergone: dict[str, list[Entry]]
    being: dict[str, list[Entry]]
    deeds: dict[str, list[Kind]]
    heads: dict[str, Kind]
    tolls: dict[str, Kind]
    suffered: dict[str, Kind]
    classes: dict[str, NounClass]
    days: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The words of kinds and nouns; arranged once."""
    frames: dict[str, dict[str, list[Entry]]] = {
        frame: defaultdict(list) for frame in ("done", "undergone", "being")
    }
    deeds: dict[str, list[Kind]] = defaultdict(list)
    heads: dict[str, Kind] = {}
    tolls: dict[str, Kind] = {}
    suffered: dict[str, Kind] = {}
    for name, entry in load("kinds").items():
        kind = cast("Kind", name)
        for frame, table in frames.items():
            for phrase in entry[frame]:
                first, *rest = phrase.split()
                table[first].append(Entry(kind, tuple(rest)))
        for noun in entry["deeds"]:
            deeds[noun].append(kind)
        heads.update({noun: heads.get(noun, kind) for noun in entry["heads"]})
        tolls.update({noun: tolls.get(noun, kind) for noun in entry["tolls"]})
        suffered.update(dict.fromkeys(entry.get("suffered", ()), kind))
    for table in frames.values():
        for entries in table.values():
            entries.sort(key=lambda item: -len(item.rest))
    nouns = load("nouns")
    classes: dict[str, NounClass] = {}
    for name, noun_class in _CLASSES:
        for noun in nouns[name]:
            classes.setdefault(noun, noun_class)
    return Lexicon(
        dict(frames["done"]), dict(frames["undergone"]), dict(frames["being"]), dict(deeds), heads, tolls, suffered,
        classes, frozenset(nouns["days"]),
    )  # fmt: skip


_VERB_ENDINGS = (
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("es", ""),
    ("s", ""),
    ("d", ""),
)


@lru_cache(maxsize=50_000)
def verb_lemma(form: str, lemma: str) -> str:
    """The lemma of a verb's form: the given one if the vocabulary knows it, else one that it knows."""
    table = lexicon()
    if lemma in table.done or lemma in table.undergone:
        return lemma
    for ending, added in _VERB_ENDINGS:
        if not form.endswith(ending) or len(form) < len(ending) + 2:
            continue
        stem = form[: len(form) - len(ending)]
        shorter = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
        for candidate in (stem + added, shorter):
            if candidate in table.done or candidate in table.undergone:
                return candidate
    return lemma


def noun_class(lemma: str, word: str, before: str = "") -> NounClass:
    """The class of a noun by lemma, by its form as written, or together with the word `before` it."""
    classes = lexicon().classes
    if before:
        for form in (lemma, word):
            found = classes.get(f"{before} {form}")
            if found:
                return found
    found = classes.get(lemma) or classes.get(word)
    if found:
        return found
    if "-" in lemma:
        return noun_class(lemma.rsplit("-", 1)[1], word.rsplit("-", 1)[-1])
    agent = word.endswith(_PERSON_ENDINGS) or lemma.endswith(_AGENT_ENDINGS)
    return "person" if agent and len(word) > 5 else "unknown"


@cache
def noun_group(name: str) -> frozenset[str]:
    """A group of words of `nouns.toml`."""
    return frozenset(load("nouns")[name])


def fits(kind: Kind, noun: NounClass) -> bool:
    """Whether a kind can be said of a class of nouns."""
    return kind in _FITS[noun]
