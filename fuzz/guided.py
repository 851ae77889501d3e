"""The coverage-guided engine: atheris, that is libFuzzer over the bytecode of the program.

It keeps the inputs that reach code which no input has reached, and changes those further: by bytes, by
words of the dictionary, and by our own mutator, which moves whole words so that text stays text.
"""

import random
from collections.abc import Callable
from pathlib import Path

import atheris

from fuzz import words
from fuzz.components import Component

MEMORY = 4_096
"""Megabytes of memory at which a run ends, with the input as a finding."""

SEEDS = 80
"""Inputs to begin with: each takes its time before the search starts."""


def fuzz(
    component: Component,
    attempt: Callable[[bytes], None],
    seconds: int,
    seed: int,
    folder: Path,
    most: int | None = None,
) -> None:
    """Try inputs for some seconds, or so many, then end the process, as libFuzzer does.

    Args:
        component: what is tried.
        attempt: tries one input, and raises nothing.
        seconds: how long.
        seed: of chance; the same one gives the same run only where inputs are counted.
        folder: for the inputs to begin with, and what libFuzzer leaves of one that ends the process.
        most: how many inputs, however long that takes; else the seconds count.
    """
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = component.seeds()
    for number, data in enumerate(seeds[:: max(1, len(seeds) // SEEDS)]):
        (corpus / f"seed-{number}").write_bytes(data[: component.longest])
    dictionary = folder / "dictionary"
    dictionary.write_text(_dictionary(), encoding="ascii")
    arguments = [
        str(corpus),
        f"-max_total_time={seconds}" if most is None else f"-runs={most}",
        f"-max_len={component.longest}",
        f"-seed={seed}",
        f"-dict={dictionary}",
        f"-artifact_prefix={folder}/",
        f"-rss_limit_mb={MEMORY}",
        "-timeout=120",
        "-verbosity=1",
    ]
    atheris.Setup(["fuzz", *arguments], attempt, custom_mutator=_mutated)
    atheris.Fuzz()


def _dictionary() -> str:
    """The words, numbers and marks of the inputs in libFuzzer's form."""
    tags = [f"<{tag}>" for tag in words.TAGS] + list(words.ATTRIBUTES)
    keys = ['{"text": "', '"published": "', '{"id": ']
    entries = [*words.vocabulary(), *words.NUMBERS, *words.ODD, *tags, *keys]
    encoded = (entry.encode() for entry in entries)
    lines = [
        "".join(f"\\x{byte:02x}" for byte in entry) for entry in encoded if 0 < len(entry) <= 60
    ]
    return "".join(f'"{line}"\n' for line in lines)


def _mutated(data: bytes, longest: int, seed: int) -> bytes:
    """A change of one or several words of a text, or of its bytes, half and half."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        changed: bytes = atheris.Mutate(data, longest)
        return changed
    parts = data.decode("utf-8", "surrogateescape").split(" ")
    for _ in range(chance.randint(1, 4)):
        _move(parts, chance)
    return " ".join(parts).encode("utf-8", "surrogateescape")[:longest]


def _move(parts: list[str], chance: random.Random) -> None:
    """Put in, take out, repeat or exchange some words."""
    at = chance.randrange(len(parts)) if parts else 0
    end = at + chance.randint(1, 4)
    pool = chance.choice((words.vocabulary(), words.NUMBERS, words.ODD, words.lines()))
    match chance.randrange(5):
        case 0:
            parts[at:at] = [chance.choice(pool)]
        case 1:
            parts[at : at + 1] = [chance.choice(pool)]
        case 2:
            del parts[at:end]
        case 3:
            parts[at:at] = parts[at:end] * chance.randint(1, 5)
        case _:
            to = chance.randrange(len(parts) + 1)
            parts[to:to] = parts[at:end]
