"""Sentences with figures in them: words, spans, and the claims that a reader makes of them."""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bench.synthetic.events import Said
from reportedly.records import Claim, Mark, Stretch

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_HEDGES = {
    "exactly": ("",),
    "at_least": ("at least ",),
    "more_than": ("more than ", "over "),
    "about": ("about ", "around ", "some "),
}

# {f} figure with hedge, {w} whom, {p} " in PLACE" or nothing, {s} source, {d} " on DAY" or nothing.
SOURCED = {
    "killed": (
        "{F} {w} were killed{p}, {s} said{d}.",
        "{S} said{d} that {f} {w} had died{p}.",
        "{S} put the number of dead{p} at {f}{d}.",
        "The number of {w} killed{p} stands at {f}, according to {s}{d}.",
    ),
    "injured": (
        "{F} {w} were injured{p}, {s} said{d}.",
        "{S} said{d} that {f} {w} had been hurt{p}.",
        "Hospitals took in {f} wounded {w}{p}, {s} said{d}.",
    ),
    "missing": (
        "{F} {w} are missing{p}, {s} said{d}.",
        "{S} said{d} that {f} {w} were still missing{p}.",
    ),
    "displaced": (
        "{F} {w} had to leave their homes{p}, {s} said{d}.",
        "{S} said{d} that {f} {w} had been displaced{p}.",
    ),
    "rescued": (
        "{F} {w} were rescued{p}, {s} said{d}.",
        "{S} said{d} that {f} {w} had been brought to safety{p}.",
    ),
    "destroyed": (
        "{F} {w} were destroyed{p}, {s} said{d}.",
        "{S} said{d} that {f} {w} were in ruins{p}.",
    ),
}
OWN = {
    "killed": "{F} {w} died{p}.",
    "injured": "{F} {w} were hurt{p}.",
    "missing": "{F} {w} are missing{p}.",
    "displaced": "{F} {w} left their homes{p}.",
    "rescued": "{F} {w} were saved{p}.",
    "destroyed": "{F} {w} lie in ruins{p}.",
}
WAR = {
    "killed": "{S} said{d} that {f} {w} had been killed{p} since the war began.",
    "injured": "{S} said{d} that {f} {w} had been wounded{p} since the war began.",
}
HEADLINES = {
    "killed": "{F} killed in {place} {word}",
    "injured": "{F} injured in {place} {word}",
    "missing": "{F} missing after {place} {word}",
    "displaced": "{F} displaced by {place} {word}",
    "rescued": "{F} rescued after {place} {word}",
    "destroyed": "{F} houses destroyed by {place} {word}",
}


@dataclass(frozen=True)
class Sentence:
    """Words with claims in them; offsets are into the words.

    Attributes:
        words: of the sentence.
        claims: fields of each claim, with `start` and `end`.
        marks: spans by field, of the words that were read for each claim.
        truth: what was said, for each claim; None for a figure of no series that is asked for.
        where: the place's words and their span, where the sentence names its place.
    """

    words: str
    claims: tuple[dict[str, Any], ...] = ()
    marks: tuple[dict[str, tuple[int, int]], ...] = ()
    truth: tuple[Said | None, ...] = ()
    where: tuple[int, int] | None = None


@dataclass(frozen=True)
class Naming:
    """How one page names a speaker, and what a reader takes as the source."""

    words: str
    source: str
    later: str = ""


def number(value: int, chance: random.Random, *, start: bool = False) -> str:
    """A number as papers write it."""
    if value < len(_SMALL) and (start or chance.random() < 0.7):
        return _SMALL[value]
    return f"{value:,}"


def figure(said: Said, chance: random.Random) -> tuple[str, str | None]:
    """The figure's words, and its hedge."""
    hedge = chance.choice(_HEDGES[said.hedge])
    return f"{hedge}{number(said.value, chance, start=not hedge)}", hedge.strip() or None


def sentence(
    template: str, said: Said, slots: dict[str, str], chance: random.Random, **others: Any
) -> Sentence:
    """Fill a template; `slots` has the words for p, s, d, place, word.

    Other arguments are fields of the claim.
    """
    words, hedge = figure(said, chance)
    filled = {
        "f": words,
        "F": words[:1].upper() + words[1:],
        "w": said.who,
        "S": slots.get("s", "")[:1].upper() + slots.get("s", "")[1:],
        **slots,
    }
    text, spans = _fill(template, filled)
    at = spans.get("f") or spans["F"]
    if template.startswith("{F}") and not text[0].isupper():
        text = text[0].upper() + text[1:]
    marks = {}
    where = _inside(spans.get("p"), text, others.get("where"))
    if where is not None:
        marks["where"] = where
    source = spans.get("s") or spans.get("S")
    if source is not None and others.get("source"):
        marks["source"] = source
    low, high = said.bounds
    claim = {
        "start": at[0],
        "end": at[1],
        "figure": text[at[0] : at[1]],
        "low": low,
        "high": high,
        "best": said.value,
        "comparator": said.hedge,
        "hedge": hedge,
        "kind": said.kind,
        "counted": said.who.split()[-1],
        "who": said.who,
        "window": said.window,
        **others,
    }
    return Sentence(text, (claim,), (marks,), (said,), where)


def _fill(template: str, slots: dict[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
    text, spans, rest = "", {}, template
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        text += before
        spans[name] = (len(text), len(text) + len(slots[name]))
        text += slots[name]
    return text + rest, spans


def _inside(span: tuple[int, int] | None, text: str, words: str | None) -> tuple[int, int] | None:
    if span is None or not words or words not in text[span[0] : span[1]]:
        return None
    start = text.index(words, span[0])
    return start, start + len(words)


def claims_of(
    sentences: list[tuple[int, Sentence]], chance: random.Random
) -> tuple[list[Claim], list[tuple[int, Said]]]:
    """The claims of a page as a reader gives them, its mistakes included, and what they are in truth.

    A place is carried over from the last sentence that named one.

    Args:
        sentences: each with its offset in the text.
        chance: for the mistakes.
    """
    found, truth = [], []
    place: tuple[str, tuple[int, int]] | None = None
    for offset, one in sentences:
        if one.where is not None:
            words = one.words[slice(*one.where)]
            place = words, (offset + one.where[0], offset + one.where[1])
        for fields, spans, said in zip(one.claims, one.marks, one.truth, strict=True):
            marks = {name: (a + offset, b + offset) for name, (a, b) in spans.items()}
            fields = dict(fields, start=fields["start"] + offset, end=fields["end"] + offset)
            if fields.get("where") is None and place is not None:
                fields["where"], marks["where"] = place
            _mistake(fields, marks, chance)
            marked = tuple(Mark(start=a, end=b, field=name) for name, (a, b) in marks.items())
            found.append(Claim(**fields, marks=marked))
            if said is not None:
                truth.append((fields["start"], said))
    return found, truth


def _mistake(
    fields: dict[str, Any], marks: dict[str, tuple[int, int]], chance: random.Random
) -> None:
    """Miss or mistake something in one claim of thirty."""
    if chance.random() >= 1 / 30:
        return
    field = chance.choice(("source", "where", "kind"))
    if field == "kind":
        fields["kind"] = chance.choice(("killed", "injured", "affected", "missing"))
    else:
        fields[field] = None
        marks.pop(field, None)


def day_of(at: datetime) -> Stretch:
    """The day of a moment."""
    return Stretch(start=at.date(), end=at.date())


def stretch(first: date) -> Stretch:
    """One day."""
    return Stretch(start=first, end=first)


def shifted(one: Sentence, prefix: str) -> Sentence:
    """The same sentence behind some words."""
    by = len(prefix)
    return replace(
        one,
        words=prefix + one.words,
        claims=tuple(dict(c, start=c["start"] + by, end=c["end"] + by) for c in one.claims),
        marks=tuple({n: (a + by, b + by) for n, (a, b) in m.items()} for m in one.marks),
        where=(one.where[0] + by, one.where[1] + by) if one.where else None,
    )


_BANK = (
    "crews hauled {n} and {m} through the {k} before dawn while neighbours carried {h}",
    "a {a} {n} stood beside the {k}, and volunteers handed out {m} and {h}",
    "trucks with {n} waited near the {k} because a {a} {m} blocked the {h}",
    "families slept on {n} in a {a} {k} and shared {m} and {h}",
    "engineers examined the {n}, the {k} and the {a} {m} with {h}",
    "the {k} smelled of {n}, and someone had left {m} beside a {a} {h}",
    "shops sold out of {n} and {m} while the {a} {k} stayed without {h}",
    "an old {n} hung from the {k}, above {m} and a {a} {h}",
    "teachers turned the {a} {k} into a store for {n}, {m} and {h}",
    "helicopters lowered {n} into the {k}, where a {a} {m} served as {h}",
)
_NOUNS = [
    "blankets",
    "ropes",
    "lanterns",
    "pumps",
    "ladders",
    "buckets",
    "tents",
    "stretchers",
    "generators",
    "shovels",
    "sandbags",
    "cables",
    "boats",
    "tarpaulins",
    "bricks",
    "timber",
    "gravel",
    "kettles",
    "radios",
    "candles",
    "bandages",
    "crates",
    "barrels",
    "wheelbarrows",
    "carts",
    "bicycles",
    "engines",
    "pipes",
    "nets",
    "ovens",
    "benches",
    "curtains",
    "mattresses",
    "helmets",
    "gloves",
    "whistles",
    "torches",
    "batteries",
    "hoses",
    "axes",
    "chains",
    "pulleys",
    "planks",
    "tiles",
    "windows",
    "doors",
    "beams",
    "rafters",
    "fences",
    "gates",
    "sacks",
    "flour",
    "rice",
    "bread",
    "milk",
    "apples",
    "onions",
    "soap",
    "towels",
    "shoes",
    "coats",
    "scarves",
]
_SPOTS = [
    "yard",
    "gymnasium",
    "courtyard",
    "warehouse",
    "cellar",
    "churchyard",
    "depot",
    "orchard",
    "quarry",
    "mill",
    "sawmill",
    "bakery",
    "garage",
    "stable",
    "library",
    "workshop",
    "cinema",
    "schoolroom",
    "pharmacy",
    "barn",
    "tannery",
    "brewery",
    "kitchen",
    "chapel",
    "theatre",
    "hangar",
    "greenhouse",
    "boathouse",
]
_WORDS = [
    "muddy",
    "crooked",
    "silent",
    "borrowed",
    "rusty",
    "patched",
    "wooden",
    "broken",
    "narrow",
    "painted",
    "heavy",
    "empty",
    "crowded",
    "frozen",
    "dusty",
    "leaking",
    "makeshift",
    "bright",
    "hollow",
    "splintered",
    "faded",
    "rented",
    "damp",
    "tilted",
    "smoking",
    "iron",
]


def filler(chance: random.Random) -> Sentence:
    """A sentence about anything but figures."""
    nouns = chance.sample(_NOUNS, 3)
    words = chance.choice(_BANK).format(
        n=nouns[0], m=nouns[1], h=nouns[2], k=chance.choice(_SPOTS), a=chance.choice(_WORDS)
    )
    more = chance.sample(_NOUNS, 2)
    return Sentence(f"{words[0].upper()}{words[1:]}, {more[0]} and {more[1]}.")
