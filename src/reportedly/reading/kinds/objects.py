"""Kinds that an active verb says of its object: "killed 12", "gunned down a guard", "left ten dead"."""

from dataclasses import replace

from reportedly.reading.kinds.findings import Finding, KindConstruction, finding_of
from reportedly.reading.kinds.lexicon import lexicon, noun_group
from reportedly.reading.kinds.predicates import being, said_of_object
from reportedly.reading.kinds.rows import Row, is_passive, lemma_of, negated
from reportedly.records import Kind


def object_of(row: Row, index: int) -> Finding | None:
    """The object of an active verb right before it: "killed 12", "wounding two others"."""
    step = index - 1
    while (
        row.sort(step) in ("ADV", "QUOTE", "ADJ")
        or _recipient(row, step, index)
        or _particle(row, step)
    ):
        step -= 1
    group = row.at(step)
    if group is None or group.sort != "VG":
        return None
    finding = _as_object(row, step, index)
    if finding is not None and finding.kind in ("killed", "injured") and row.sort(step - 1) == "CC":
        other = row.at(step - 2)
        if other is not None and other.sort == "VG":
            kind = said_of_object(row, other, row.phrases[index].noun)
            if {kind, finding.kind} == {"killed", "injured"} and not _deadly_pair(row, step):
                return replace(finding, kind="casualties")
    return finding


def _deadly_pair(row: Row, step: int) -> bool:
    """Whether the two verbs are one act with one end: "shot and killed"."""
    return row.lower(step - 1) != "or" and lemma_of(row, row.phrases[step]) != "injure"


_PARTICLES = frozenset({"down", "up", "off", "out", "away", "over", "dead", "in"})
_PREPOSITIONS = frozenset({"off", "over", "in"})


def _particle(row: Row, step: int) -> bool:
    """A particle between verb and object: "gunned down a policeman"; none in "drowned off Imrat"."""
    verb = row.at(step - 1)
    if row.lower(step) not in _PARTICLES or verb is None or verb.sort != "VG":
        return False
    befalls_its_subject = lemma_of(row, verb) in lexicon().undergone
    return not (befalls_its_subject and row.lower(step) in _PREPOSITIONS)


def _recipient(row: Row, step: int, index: int) -> bool:
    """A pronoun between verb and object: "gave them 20 tanks"."""
    phrase = row.at(step)
    return (
        step == index - 1
        and phrase is not None
        and phrase.sort == "NP"
        and phrase.bare
        and phrase.quantity is None
    )


def _as_object(row: Row, step: int, index: int) -> Finding | None:
    group, phrase = row.phrases[step], row.phrases[index]
    if group.form == "passive" or (group.passive and _stands_alone(row, step, index)):
        return None
    if negated(row, group):
        return None
    lemma = lemma_of(row, group)
    if lemma in _RESULTS:
        kind = _result(row, index)
        if kind is not None:
            return Finding(index, kind, _RESULTS[lemma], group.head)
    if lemma in ("kill", "take", "claim", "cost", "lose", "snuff") and row.words.lemmas[
        phrase.head
    ] in ("life", "lives"):
        return Finding(index, "killed", "lives", group.head)
    kind = said_of_object(row, group, phrase.noun)
    if kind == "killed" and lemma == "claim":
        kind = None
    if kind == "casualties" and lemma == "lose" and phrase.article >= 0:
        kind = "killed"
    if kind == "detained" and lemma in ("hold", "keep") and _held_captive(row, step, index):
        kind = "captured"
    if kind is None and lemma == "have" and phrase.noun == "person" and phrase.quantity:
        kind = "displaced" if _put_up(row, index) else None
    return finding_of(index, kind, "object", group.head)


_RESULTS: dict[str, KindConstruction] = {
    "leave": "result of leave",
    "find": "result of find",
    "bring": "result of bring",
}


def _held_captive(row: Row, step: int, index: int) -> bool:
    """Whether the one who holds people is no police: "rebels hold 12 nurses", "the army holds six prisoners"."""
    holder, words = row.at(step - 1), row.words
    if holder is None or holder.sort != "NP":
        return False
    lemma = words.lemmas[holder.head]
    if lemma in noun_group("captors"):
        return True
    held = words.lemmas[row.phrases[index].head]
    return lemma in noun_group("armies") and held in ("prisoner", "soldier", "captive")


def _put_up(row: Row, index: int) -> bool:
    """Whether the phrase behind says a shelter: "had 900 people in one sports hall"."""
    place = row.at(index + 2)
    if place is None or place.sort != "NP" or row.lower(index + 1) not in ("in", "at", "inside"):
        return False
    return row.words.lemmas[place.head] in noun_group("shelters")


def _stands_alone(row: Row, step: int, index: int) -> bool:
    """Whether a participle cannot govern what follows: it has a subject of its own, or marks stand between."""
    if row.lower(step + 1) in _PARTICLES - {"in", "over"}:
        step += 1
    return index - step > 1 and row.sort(step + 1) not in ("QUOTE", "ADV", "ADJ")


def _result(row: Row, index: int) -> Kind | None:
    """What "left", "found" say of their object behind it: "left 12 of them dead"."""
    phrase = row.phrases[index]
    for step in range(index + 1, min(index + 10, len(row.phrases))):
        sort = row.sort(step)
        if sort in ("ADJ", "VG"):
            kind = being(row, step, phrase.noun)
            if kind is not None:
                return kind
            if sort == "VG":
                return (
                    said_of_object(row, row.phrases[step], phrase.noun)
                    if is_passive(row, step)
                    else None
                )
        if sort in ("STOP", "SUB", "REL"):
            return None
        if sort == "P":
            kind = being(row, step, phrase.noun)
            if kind is not None:
                return kind
    return None
