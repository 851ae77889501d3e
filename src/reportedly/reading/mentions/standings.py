"""How a mention stands in its sentence: on which side, of which group, told of which time.

Tolls need it to tell fighters from the others, parts from wholes, and one happening from the next.
"""

from collections.abc import Sequence
from functools import cache

from reportedly.reading.kinds.lexicon import noun_class
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.rows import Row, lemma_of
from reportedly.reading.mentions.mention import Side, Standing
from reportedly.reading.tokens import word_set
from reportedly.vocabulary import load


def standing_of(row: Row, at: int, trigger: int) -> Standing:
    """The standing of the noun phrase at `at`, whose kind the word `trigger` says (-1: none does)."""
    phrase = row.phrases[at]
    whole = _of_counted(row, at)
    predicate = _predicate(row, _group_of(row, at) if whole is None else whole)
    if at > 1 and _of_counted(row, at - 2) is not None:
        predicate = None
    side = _side(row, phrase) or _members_side(row, at)
    if side is None and predicate is not None:
        side = _side(row, row.phrases[predicate])
    of_fighters = trigger >= 0 and _counts_fighters(row, trigger, phrase)
    bare = phrase.bare and phrase.quantity is not None and phrase.quantity.sort == "count"
    return Standing(
        side="combatant" if of_fighters else side,
        partitive=of_fighters or whole is not None or _partitive(row, phrase),
        identifies=bare and predicate is not None,
        alone=_alone(row, at, trigger),
        background=_background(row, at),
        ordinal=_ordinal(row, phrase),
    )


def _counts_fighters(row: Row, trigger: int, phrase: Phrase) -> bool:
    """Whether a total is of fighters or police alone: "the number of officers killed was nine"."""
    if row.words.lowers[trigger] != "number":
        return False
    between = range(trigger, min(phrase.start, trigger + 6))
    return any(
        noun_class(row.words.lemmas[at], row.words.lowers[at]) == "combatant" for at in between
    )


def _of_counted(row: Row, at: int) -> int | None:
    """The index of the group with its own number that a number is of: "six | of | the eight"."""
    whole = row.at(at + 2)
    if not row.phrases[at].bare or row.lower(at + 1) != "of" or whole is None:
        return None
    definite = row.words.lowers[whole.start] in ("the", "those", "these")
    return at + 2 if whole.quantity is not None and definite else None


def _group_of(row: Row, at: int) -> int:
    """The group that a number is of, which a copula then stands behind: "two of those killed were"."""
    pointed = row.lower(at + 1) == "of" and row.lower(at + 2) in ("those", "them", "these")
    return at + 2 if pointed else at


def _side(row: Row, phrase: Phrase) -> Side | None:
    """Fighters and police by their noun, civilians by the word itself."""
    inside = row.words.lowers[phrase.start : phrase.end]
    if any(word in word_set("tolls", "civilians") for word in inside):
        return "civilian"
    if phrase.noun == "combatant" and not word_set("tolls", "former") & set(inside):
        return "combatant"
    return None


def _members_side(row: Row, at: int) -> Side | None:
    """Members of a body of fighters or police: "three members of the local militia"."""
    phrase, words = row.phrases[at], row.words
    if words.lemmas[phrase.head] not in word_set("tolls", "members") or row.lower(at + 1) != "of":
        return None
    body = row.at(at + 2)
    if body is None or body.sort != "NP":
        return None
    inside = words.lowers[body.start : body.end]
    armed = word_set("tolls", "bodies")
    return "combatant" if body.noun == "combatant" or armed & set(inside) else None


def _predicate(row: Row, at: int) -> int | None:
    """The noun phrase that a copula says of the one at `at`: "three of them | were | policemen"."""
    step = at + 1
    if (
        row.sort(step) == "VG"
        and row.phrases[step].form in ("VBN", "VBD")
        and _copula(row, step + 1)
    ):
        step += 1
    if not _copula(row, step):
        return None
    step += 1
    while row.sort(step) in ("ADV", "QUOTE", "ADJ"):
        step += 1
    phrase = row.at(step)
    if phrase is None or phrase.sort != "NP" or phrase.quantity is not None:
        return None
    return step if phrase.noun in ("person", "combatant") else None


def _copula(row: Row, step: int) -> bool:
    group = row.at(step)
    if group is None or group.sort != "VG":
        return False
    return lemma_of(row, group) == "be" and group.form != "passive"


def _partitive(row: Row, phrase: Phrase) -> bool:
    """Whether a number is of a group that the text has counted: "five of the victims", "two of them"."""
    if phrase.of < 0:
        return False
    words = row.words
    following = words.lower(phrase.of + 1)
    if following in ("them", "whom", "those", "which", "these"):
        return True
    if following != "the":
        return False
    counted = words.tag(phrase.of + 2) == "CD" or words.lowers[phrase.head] == "the"
    return counted or words.lowers[phrase.head] in word_set("tolls", "victims")


def _alone(row: Row, at: int, trigger: int) -> bool:
    """Whether the verb that says the kind has a singular subject, which the phrase stands before."""
    group = next((item for item in row.phrases if item.sort == "VG" and item.head == trigger), None)
    if group is None or group.start < row.phrases[at].start:
        return False
    return row.words.lowers[group.start] in ("was", "is", "has")


def _background(row: Row, at: int) -> bool:
    """Whether the clause of a phrase tells of another time: "days after an attack killed 11"."""
    lowers = row.words.lowers
    phrase = row.phrases[at]
    first, last = _clause(lowers, phrase)
    before = f" {' '.join(lowers[first : phrase.start])} "
    around = f"{before}{' '.join(lowers[phrase.end : last])} "
    told_before, told_around = _background_cues()
    return any(cue in before for cue in told_before) or any(cue in around for cue in told_around)


@cache
def _background_cues() -> tuple[list[str], list[str]]:
    """What tells of another time before a number, and what on either side, as they stand in a line of words."""
    cues = load("tolls")
    return [f" {cue} " for cue in cues["background_before"]], [
        f" {cue}" for cue in cues["background"]
    ]


def _clause(lowers: Sequence[str], phrase: Phrase) -> tuple[int, int]:
    """The words around a phrase, to the next commas."""
    first = phrase.start
    while first > 0 and phrase.start - first < 30 and lowers[first - 1] not in _ENDS:
        first -= 1
    last = phrase.end
    while last < len(lowers) and last - phrase.end < 30 and lowers[last] not in _ENDS:
        last += 1
    return first, last


_ENDS = frozenset({",", ";", ":", "--", "–", "—", "(", ")"})


def _ordinal(row: Row, phrase: Phrase) -> int | None:
    """The place in the count that an article phrase gives: 6 in "a sixth protester"."""
    if phrase.article < 0:
        return None
    places: dict[str, int] = load("tolls")["ordinals"]
    inside = row.words.lowers[phrase.article + 1 : phrase.article + 3]
    return next((places[word] for word in inside if word in places), None)
