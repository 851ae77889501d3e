"""Kinds that nouns say: deaths, hostages, strikes, "the murder of four", "five missing miners"."""

from reportedly.reading.kinds.entries import choose
from reportedly.reading.kinds.findings import Finding
from reportedly.reading.kinds.lexicon import PEOPLE, fits, lexicon, noun_group
from reportedly.reading.kinds.lists import conjoined
from reportedly.reading.kinds.objects import object_of
from reportedly.reading.kinds.rows import Row, lemma_of
from reportedly.reading.kinds.subjects import described, subject_of
from reportedly.records import Kind

# Kinds that an adjective says of people alone: "positive addresses" are not sick.
_OF_PEOPLE: frozenset[Kind] = frozenset({"sick", "rescued", "affected", "detained", "deployed"})

_EVENT_HEADS = frozenset({"killed", "injured", "casualties", "attacks", "missing"})


def head_kind(row: Row, index: int) -> Kind | None:
    """The kind that a noun carries in itself: casualties, deaths, hostages, air strikes."""
    phrase = row.phrases[index]
    words, heads = row.words, lexicon().heads
    head = phrase.head
    forms = (words.lowers[head], words.lemmas[head])
    if head > phrase.start:
        before = words.lowers[head - 1]
        if before == "-" and head - 1 > phrase.start:
            before = words.lowers[head - 2]
        for form in forms:
            if f"{before} {form}" in heads:
                return heads[f"{before} {form}"]
    return next((heads[form] for form in forms if form in heads), None)


def event_noun(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """Deaths, injuries, casualties: the counted noun is the happening itself."""
    phrase = row.phrases[index]
    kind = head_kind(row, index)
    words = row.words
    lemma = words.lemmas[phrase.head]
    cases = kind == "sick" and phrase.quantity is not None and row.lower(index + 1) == "of"
    body = kind == "killed" and _body_of_one(row, index)
    if kind is not None and (cases or body):
        return Finding(index, kind, "body" if body else "event noun", phrase.head)
    if kind not in _EVENT_HEADS or (phrase.quantity is None and phrase.article < 0):
        return None
    if (
        phrase.quantity is None
        and kind != "missing"
        and words.lemmas[phrase.head] not in ("body", "corpse", "fatality")
    ):
        return None
    if kind == "attacks":
        return _attack(row, index, found)
    if lemma == "life" and kind != "casualties" and _saved(row, index):
        return Finding(index, "rescued", "saved lives", phrase.head)
    if (
        kind in ("killed", "injured")
        and row.sort(index + 1) == "CC"
        and row.sort(index + 2) == "NP"
    ):
        other = head_kind(row, index + 2)
        joined = row.lower(index + 1) == "or" or (
            phrase.quantity and phrase.quantity.sort == "zero"
        )
        if (
            joined
            and row.phrases[index + 2].quantity is None
            and {kind, other} <= {"killed", "injured", "casualties"}
            and other != kind
        ):
            return Finding(index, "casualties", "joined event nouns", phrase.head)
    if kind == "casualties" and lemma == "victim":
        return (
            described(row, index)
            or object_of(row, index)
            or subject_of(row, index)
            or Finding(index, "killed", "event noun", phrase.head)
        )
    return Finding(index, kind, "event noun", phrase.head)


def died_later(row: Row, index: int) -> Finding | None:
    """What befell those who were counted before: "four of the wounded died"."""
    phrase, words = row.phrases[index], row.words
    if phrase.of < 0 or phrase.quantity is None or words.lower(phrase.of + 1) != "the":
        return None
    if words.lowers[phrase.head] not in ("wounded", "injured", "missing"):
        return None
    later = subject_of(row, index)
    deadly = later is not None and later.kind == "killed"
    return later if later and deadly and words.lemmas[later.trigger] in ("die", "succumb") else None


def _body_of_one(row: Row, index: int) -> bool:
    """Whether the phrase is one person's body that something is told of: "his body was found"."""
    phrase, words = row.phrases[index], row.words
    if (
        words.lowers[phrase.head] not in ("body", "corpse")
        or phrase.quantity
        or phrase.article >= 0
    ):
        return False
    return any(words.tags[at] in ("PRP$", "POS") for at in range(phrase.start, phrase.head))


def _saved(row: Row, index: int) -> bool:
    return (
        index > 0
        and row.sort(index - 1) == "VG"
        and lemma_of(row, row.phrases[index - 1]) in ("save", "rescue")
    )


def _attack(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """Strikes, shells, missiles: attacks, unless they are destroyed, intercepted or handed over."""
    phrase = row.phrases[index]
    other = described(row, index) or object_of(row, index) or subject_of(row, index)
    other = other or conjoined(row, index, found)
    if other is not None and other.kind in ("destroyed", "intercepted", "supplied", "damaged"):
        return other
    if other is None and row.words.lemmas[phrase.head] in (
        "device",
        "mine",
        "incident",
        "operation",
        "mission",
        "flight",
        "round",
        "weapon",
        "engagement",
        "drone",
    ):
        return None
    return Finding(index, "attacks", other.construction if other else "event noun", phrase.head)


def _before_preposition(row: Row, index: int) -> int:
    """The index of what governs the preposition before the phrase at `index`, over quotation marks."""
    before = index - 2
    while row.sort(before) in ("QUOTE", "ADV"):
        before -= 1
    return before


def deed(row: Row, index: int) -> Finding | None:
    """Behind a noun that names the deed: "the capture of two men", whatever befell them afterwards."""
    if row.sort(index - 1) != "P":
        return None
    phrase, preposition = row.phrases[index], row.lower(index - 1)
    governor = row.at(_before_preposition(row, index))
    if governor is None or governor.sort != "NP":
        return None
    if preposition not in ("of", "among", "against", "on", "for", "in"):
        return None
    if preposition == "of" and row.lower(index - 2) == "to death" and fits("killed", phrase.noun):
        return Finding(index, "killed", "deed of", governor.head)
    for kind in lexicon().deeds.get(row.words.lemmas[governor.head], ()):
        if fits(kind, phrase.noun) and (preposition == "of" or kind == "casualties"):
            return Finding(index, kind, "deed of", governor.head)
    return None


def prepositional(row: Row, index: int) -> Finding | None:
    """Behind a preposition: "an attack by 20 gunmen", "disposed of three bombs"."""
    if row.sort(index - 1) != "P":
        return None
    phrase, preposition = row.phrases[index], row.lower(index - 1)
    before = _before_preposition(row, index)
    governor = row.at(before)
    if governor is None:
        return None
    if _searched_for(row, before, index):
        return Finding(index, "missing", "searched for", index - 1)
    if (
        preposition in ("by", "between")
        and phrase.noun in ("combatant", "person", "vehicle")
        and phrase.quantity
    ):
        return (
            Finding(index, "deployed", "agent", index - 1) if phrase.noun == "combatant" else None
        )
    return None


def _searched_for(row: Row, before: int, index: int) -> bool:
    """People whom others look for, or have lost contact with: "are searching for eight miners"."""
    phrase, words = row.phrases[index], row.words
    if phrase.quantity is None or phrase.noun != "person" or phrase.quantity.sort != "count":
        return False
    if words.lemmas[phrase.head] in noun_group("hunted"):
        return False
    if noun_group("hunters") & set(words.lowers[max(0, phrase.start - 8) : phrase.start]):
        return False
    preposition, governor = row.lower(index - 1), row.phrases[before]
    if preposition == "for":
        lemma = words.lemmas[governor.head] if governor.head >= 0 else ""
        return lemma in noun_group("searching")
    near = words.lowers[max(0, phrase.start - 6) : phrase.start]
    return preposition == "with" and "contact" in near and bool({"lost", "losing"} & set(near))


def modifier(row: Row, index: int) -> Finding | None:
    """A participle or adjective before the noun: "five missing miners", "26 wounded soldiers"."""
    phrase = row.phrases[index]
    words = row.words
    if phrase.quantity is None:
        return None
    for at in range(phrase.start, phrase.head):
        entries = lexicon().being.get(words.lowers[at], ())
        kind = choose(entries, (), (), phrase.noun)
        if kind is None and words.tags[at] == "VBN":
            kind = choose(lexicon().done.get(words.lemmas[at], ()), (), (), phrase.noun)
            kind = kind if kind not in ("deployed", "supplied", "affected") else None
        if kind in _OF_PEOPLE and phrase.noun not in PEOPLE:
            kind = None
        if kind is not None:
            return Finding(index, kind, "modifier", at)
    return None


def helped(row: Row, index: int) -> Finding | None:
    """People whom help goes to: "food for 40,000 people", "delivered relief to a million villagers"."""
    phrase = row.phrases[index]
    if (
        phrase.quantity is None
        or row.lower(index - 1) not in ("to", "for")
        or phrase.noun != "person"
    ):
        return None
    near = row.words.lowers[max(0, phrase.start - 7) : phrase.start]
    return (
        Finding(index, "affected", "helped", index - 1) if noun_group("help") & set(near) else None
    )


def fighters(row: Row, index: int) -> Finding | None:
    """Soldiers, police and gunmen by number, of whom nothing else is said: they took part."""
    phrase = row.phrases[index]
    counted = phrase.quantity is not None and phrase.quantity.sort == "count"
    if counted and phrase.noun == "combatant" and row.words.tags[phrase.head] in ("NNS", "NNPS"):
        return Finding(index, "deployed", "fighters", phrase.head)
    return None


def person_noun(row: Row, index: int) -> Finding | None:
    """Hostages, refugees, protesters: people whose noun says what befell them."""
    phrase = row.phrases[index]
    if phrase.quantity is None or phrase.quantity.sort not in ("count", "zero"):
        return None
    kind = head_kind(row, index)
    if kind is None or kind in _EVENT_HEADS:
        return None
    if row.words.lemmas[phrase.head] == "case" and row.lower(index - 1) in ("in", "of"):
        return None
    return Finding(index, kind, "noun of people", phrase.head)
