"""What an amount of money is: damage, loss or price (`cost`), money pledged or paid (`aid`), or neither."""

from functools import cache

from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.rows import Row
from reportedly.records import Kind, Span
from reportedly.vocabulary import load

REACH = 14
"""How many words away a word may stand and still say what the money is for."""


@cache
def _cues() -> tuple[dict[str, Kind], frozenset[str]]:
    table = load("money")
    cues: dict[str, Kind] = {}
    for kind in ("cost", "aid"):
        cues.update(dict.fromkeys(table[kind], kind))
    return cues, frozenset(table["neither"])


def kind_of(row: Row, phrase: Phrase) -> tuple[Kind, Span | None]:
    """The kind of the amount of money at `phrase`, by the nearest word that says what it is for; and that word."""
    cues, neither = _cues()
    words = row.words
    irregular = load("irregular")["lemmas"]
    opened = next((at for at, item in enumerate(row.phrases) if item is phrase), 0)
    if row.sort(opened - 1) == "OPEN" and row.sort(opened - 2) == "NP":
        before = row.phrases[opened - 2]
        if before.quantity is not None and before.quantity.sort == "money":
            return kind_of(row, before)
    best: tuple[int, Kind, int] | None = None
    for index in range(max(0, phrase.start - REACH), min(len(words), phrase.end + REACH)):
        if phrase.start <= index < phrase.end:
            continue
        form = irregular.get(words.lowers[index]) or words.lemmas[index]
        kind: Kind | None = (
            "other" if form in neither else cues.get(form) or cues.get(words.lowers[index])
        )
        if kind is None:
            continue
        distance = phrase.start - index if index < phrase.start else 2 * (index - phrase.end + 1)
        lowest, highest = sorted((index, phrase.start))
        distance += 6 * sum(word in (",", ";", "but") for word in words.lowers[lowest:highest])
        if best is None or distance < best[0]:
            best = (distance, kind, index)
    if best is None:
        return "other", None
    return best[1], Span(words.starts[best[2]], words.ends[best[2]])
