"""The auxiliaries before a verb, and whether they make it a passive."""

from __future__ import annotations

from reportedly.reading.attributions.cues import Cue, alike
from reportedly.reading.tokens import Tokens, word_set

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})
HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve", "'s", "’s", "'d", "’d"})


def auxiliaries_before(tokens: Tokens, index: int, first: int) -> list[str]:
    """The auxiliaries and adverbs directly before a verb."""
    found: list[str] = []
    between = word_set("cues", "between", "words")
    position = index - 1
    while position >= first and len(found) < 8:
        lower = tokens.lowers[position]
        if tokens.texts[position] == "IS" or (
            lower not in between and not (lower.endswith("ly") and not tokens.capital(position))
        ):
            break
        found.append(lower)
        position -= 1
    return found


def is_passive(cue: Cue, auxiliaries: list[str]) -> bool:
    """Whether a cue is a passive: "was told", not "had told"."""
    if (cue.form != "past" and cue.verb.base not in alike()) or not auxiliaries:
        return False
    nearest = next((word for word in auxiliaries if word in BE | {"has", "have", "had"}), "")
    return nearest in BE and not (nearest in {"'s", "’s"} and "been" not in auxiliaries)
