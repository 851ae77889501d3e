"""What a verb group says of a noun phrase: the kind, by voice, frame, complement and class of noun."""

from collections.abc import Sequence

from reportedly.reading.kinds.chains import chain_of
from reportedly.reading.kinds.entries import choose
from reportedly.reading.kinds.lexicon import NounClass, fits, lexicon
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.rows import Row, behind, is_passive, lemma_of, negated, verbs
from reportedly.records import Kind

_ONTO_DEATH = (("to", "death"), ("dead",), ("fatally",), ("alive",))


def said_of_object(row: Row, group: Phrase, noun: NounClass) -> Kind | None:
    """The kind that an active verb gives its object, or a passive one its subject."""
    lemma = lemma_of(row, group)
    following = behind(row, group)
    lowers = row.words.lowers[group.head + 1 : group.head + 9]
    if lemma in verbs("violent") and noun in (
        "person",
        "combatant",
        "animal",
        "unknown",
        "unit",
        "bare",
    ):
        inside = row.words.lowers[max(0, group.start - 1) : group.end]
        if "fatally" in inside or any(_near(rest, lowers) for rest in _ONTO_DEATH):
            return "killed"
    if lemma == "lose":
        return _lost(noun)
    found = choose(lexicon().done.get(lemma, ()), following, lowers, noun)
    return found or _by_form(row, group, noun)


def _near(rest: tuple[str, ...], lowers: Sequence[str]) -> bool:
    """Whether a result ("to death") follows before the next clause: not behind another verb's mark."""
    for at in range(min(8, len(lowers))):
        if lowers[at] in (",", "and", "when", "after", "while", "as", "who", "but", "including"):
            return False
        if tuple(lowers[at : at + len(rest)]) == rest:
            return True
    return False


def _lost(noun: NounClass) -> Kind | None:
    if noun in ("person", "combatant", "bare", "unit"):
        return "casualties"
    return "destroyed" if noun in ("vehicle", "structure", "weapon", "goods") else None


def _by_form(row: Row, group: Phrase, noun: NounClass) -> Kind | None:
    """A participle that the tagger took for another verb or an adjective: look it up as written."""
    entries = lexicon().being.get(row.words.lowers[group.head], ())
    return choose(entries, (), (), noun)


def said_of_subject(row: Row, index: int, noun: NounClass) -> Kind | None:
    """The kind that the verb group at `index` gives its subject, over raising verbs and copulas."""
    asked = (index, noun)
    if asked not in row.said:
        row.said[asked] = _said_of_subject(row, index, noun)
    return row.said[asked]


def _said_of_subject(row: Row, index: int, noun: NounClass) -> Kind | None:
    for step in chain_of(row, index):
        group = row.phrases[step]
        kind = being(row, step, noun) if group.sort == "ADJ" else _one_group(row, step, noun)
        if kind is not None:
            return kind
    return None


def _one_group(row: Row, index: int, noun: NounClass) -> Kind | None:
    group = row.phrases[index]
    lemma = lemma_of(row, group)
    if negated(row, group):
        return None
    if row.words.lemmas[group.start] == "fail" and group.start < group.head:
        return "missing" if lemma == "return" else None
    lowers = row.words.lowers[group.head + 1 : group.head + 9]
    light = _suffered(row, index, lemma) or _with_injuries(row, index, lemma)
    if light is not None:
        return light
    if (
        lemma == "have"
        and {"throat", "throats"} & set(lowers[:4])
        and {"slit", "cut"} & set(lowers)
    ):
        return "killed"
    if lemma == "lose" and any(word in lowers[:5] for word in ("life", "lives")):
        return "killed"
    kind = _by_voice(row, index, noun)
    if kind is not None or lemma == "be":
        return kind
    if group.form == "passive" and lemma not in ("die", "perish"):
        return None
    return _of_agent(row, group, noun)


def _by_voice(row: Row, index: int, noun: NounClass) -> Kind | None:
    """What a passive says of its subject, a copula by its complement, a participle by its form."""
    group = row.phrases[index]
    kind = said_of_object(row, group, noun) if is_passive(row, index) else None
    if kind is None and _links(row, index):
        kind = _complement(row, index, noun)
    if kind is None and not group.passive and row.words.tags[group.head] == "VBG":
        kind = _by_form(row, group, noun)
    return kind


def _links(row: Row, index: int) -> bool:
    """Whether a verb says its complement of its subject: "were", "seem", "are feared", not "confirmed"."""
    lemma = lemma_of(row, row.phrases[index])
    if lemma in verbs("linking") | verbs("seeming"):
        return True
    return lemma in verbs("raising") and is_passive(row, index)


def _of_agent(row: Row, group: Phrase, noun: NounClass) -> Kind | None:
    """What an active verb says of its subject: it died, fled, protested, or took part in a deed."""
    lemma = lemma_of(row, group)
    following = behind(row, group)
    lowers = row.words.lowers[group.head + 1 : group.head + 9]
    entries = lexicon().undergone.get(lemma, ())
    staying = noun == "bare" and lemma in verbs("staying")
    if staying or noun not in ("person", "combatant", "vehicle", "unit", "bare"):
        entries = [entry for entry in entries if entry.kind != "deployed"]
    kind = choose(entries, following, lowers, noun)
    if (
        kind is None
        and noun in ("combatant", "vehicle")
        and lemma not in verbs("idle")
        and not group.passive
    ):
        done = lexicon().done.get(lemma, ())
        if any(entry.kind in ("killed", "injured", "destroyed", "captured") for entry in done):
            return "deployed"
    return kind


def _suffered(row: Row, index: int, lemma: str) -> Kind | None:
    """Light verbs with an injury behind them: "sustained burns", "treated for gunshot wounds"."""
    step = index + 1
    if lemma == "treat" and row.sort(step) == "P":
        step += 1
    elif lemma not in verbs("light"):
        return None
    while row.sort(step) in ("ADJ", "ADV"):
        step += 1
    phrase = row.at(step)
    if phrase is None or phrase.sort != "NP" or (phrase.quantity is not None and lemma != "treat"):
        return None
    return lexicon().suffered.get(row.words.lemmas[phrase.head])


def _with_injuries(row: Row, index: int, lemma: str) -> Kind | None:
    """Verbs of bringing and escaping with an injury behind: "were taken to hospital with burns"."""
    if lemma not in verbs("carrying"):
        return None
    for step in range(index + 1, min(index + 6, len(row.phrases))):
        if row.sort(step) in ("STOP", "COMMA", "SUB", "VG", "CC"):
            return None
        if row.lower(step) in ("with", "for"):
            after = step + 2 if row.sort(step + 1) == "ADJ" else step + 1
            phrase = row.at(after)
            if phrase is None or phrase.sort != "NP":
                return None
            return lexicon().suffered.get(row.words.lemmas[phrase.head])
    return None


def being(row: Row, index: int, noun: NounClass) -> Kind | None:
    """The kind of an adjective, or of a participle taken for one, at phrase `index`."""
    phrase = row.phrases[index]
    words = row.words
    if row.lower(index + 1) == "to death" and fits("killed", noun):
        return "killed"
    for at in range(phrase.start, min(phrase.end, phrase.start + 4)):
        entries = lexicon().being.get(words.lowers[at], ())
        kind = choose(entries, words.lowers[at + 1 : at + 4], words.lowers[at + 1 : at + 4], noun)
        if kind is not None:
            return kind
    return None


def _complement(row: Row, index: int, noun: NounClass) -> Kind | None:
    """What a copula says: "are missing", "is among the dead", "was without power", "are refugees"."""
    step = index + 1
    while row.sort(step) in ("ADV", "QUOTE") or (
        row.sort(step) == "VG" and lemma_of(row, row.phrases[step]) in verbs("linking")
    ):
        step += 1
    phrase = row.at(step)
    if phrase is None:
        return None
    words = row.words
    if phrase.sort in ("ADJ", "VG", "NP") and phrase.quantity is None:
        kind = being(row, step, noun)
        if kind is not None:
            return kind
    if phrase.sort in ("P", "PART", "ADV"):
        entries = lexicon().being.get(words.lowers[phrase.start], ())
        rest = words.lowers[phrase.start + 1 : phrase.start + 4]
        kind = next(
            (
                item.kind
                for item in entries
                if item.rest and tuple(rest[: len(item.rest)]) == item.rest
            ),
            None,
        )
        if kind is not None and fits(kind, noun):
            return kind
        if words.lowers[phrase.start] in ("among", "amongst", "of"):
            return group_kind(row, step + 1)
    if phrase.sort == "NP" and phrase.quantity is None:
        return group_kind(row, step)
    return None


def group_kind(row: Row, index: int) -> Kind | None:
    """The kind of a definite group that a figure is part of: "the dead", "those killed", "the victims"."""
    phrase = row.at(index)
    if phrase is None or phrase.sort != "NP":
        return None
    words = row.words
    following = row.at(index + 1)
    if (
        words.lowers[phrase.head] in ("those", "people", "victims")
        and following
        and following.sort in ("VG", "ADJ")
    ):
        kind = being(row, index + 1, "person") or said_of_object(row, following, "person")
        if kind is not None:
            return kind
    lemma, lower = words.lemmas[phrase.head], words.lowers[phrase.head]
    if lemma == "victim" or lower == "victims":
        return "killed"
    kind = lexicon().heads.get(lower) or lexicon().heads.get(lemma)
    return (
        kind
        if kind
        in ("killed", "injured", "casualties", "missing", "captured", "detained", "displaced")
        else None
    )
