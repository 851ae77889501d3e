"""What a verb group says of a noun phrase: the kind, by voice, frame, complement and class of noun."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from reportedly.reading.kinds.lexicon import MATERIAL_KINDS, THINGS, Entry, NounClass, fits, lexicon
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.words import Words
from reportedly.records import Kind
from reportedly.vocabulary import load

_SEVERE: tuple[Kind, ...] = ("killed", "destroyed", "injured")
_ONTO_DEATH = (("to", "death"), ("dead",), ("fatally",), ("alive",))


@cache
def verbs(group: str) -> frozenset[str]:
    """A group of verbs of `verbs.toml`, by lemma."""
    return frozenset(load("verbs")[group])


class Row(NamedTuple):
    """A sentence's words with its phrases."""

    words: Words
    phrases: Sequence[Phrase]

    def at(self, index: int) -> Phrase | None:
        """The phrase at `index`, or None outside the row."""
        return self.phrases[index] if 0 <= index < len(self.phrases) else None

    def sort(self, index: int) -> str:
        """The sort of the phrase at `index`, "" outside the row."""
        return self.phrases[index].sort if 0 <= index < len(self.phrases) else ""

    def lower_at(self, word: int) -> str:
        """The word at `word` in lower case."""
        return self.words.lower(word)

    def lower(self, index: int) -> str:
        """The words of the phrase at `index` in lower case, joined by spaces."""
        if not 0 <= index < len(self.phrases):
            return ""
        phrase = self.phrases[index]
        return " ".join(self.words.lowers[phrase.start : phrase.end])


def lemma_of(row: Row, group: Phrase) -> str:
    """The lemma of a verb group's main verb."""
    return row.words.lemmas[group.head]


def behind(row: Row, group: Phrase, count: int = 8) -> list[str]:
    """Lemmas of the words behind a verb group's main verb, at most `count`, to the next mark."""
    words, found = row.words, []
    for index in range(group.head + 1, min(len(words), group.head + 1 + count)):
        if words.lowers[index] in (".", ";", ":") or words.tags[index] == "MD":
            break
        found.append(words.lemmas[index])
    return found


def choose(
    entries: Iterable[Entry], following: Sequence[str], lowers: Sequence[str], noun: NounClass
) -> Kind | None:
    """The first entry whose further words follow and whose kind fits the class of noun."""
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
    for step in _chain(row, index):
        group = row.phrases[step]
        kind = being(row, step, noun) if group.sort == "ADJ" else _one_group(row, step, noun)
        if kind is not None:
            return kind
    return None


def _chain(row: Row, index: int) -> list[int]:
    """The verb group and what it hands its subject on to: "are feared | dead", "shot and | killed"."""
    chain = [index]
    while len(chain) < 4:
        following = chain[-1] + 1
        while row.sort(following) in ("ADV", "QUOTE") or (
            row.sort(following) in ("P", "SUB") and row.lower(following) in ("to", "as")
        ):
            following += 1
        following = _over_time(row, following)
        if row.sort(following) in ("VG", "ADJ") and _hands_on(row, chain[-1]):
            chain.append(following)
            continue
        following = _over_detours(row, following)
        if row.sort(following) not in ("CC", "COMMA"):
            break
        after = following + 1
        while row.sort(after) in ("CC", "ADV"):
            after += 1
        if row.sort(after) != "VG" or not _shares_subject(row, chain[-1], after):
            break
        chain.append(after)
    return _by_weight(row, chain)


def _over_time(row: Row, index: int) -> int:
    """The index behind a time inside a verb group: "were on Sunday evening killed"."""
    step = index + 1 if row.sort(index) == "P" else index
    if _temporal(row, step):
        step = _over_detours(row, step + 1)
    return step if step > index and row.sort(step) == "VG" else index


def _temporal(row: Row, index: int) -> bool:
    """Whether the phrase at `index` is a time inside a verb group: "were last night killed"."""
    phrase = row.at(index)
    if phrase is None or phrase.sort != "NP":
        return False
    return (
        row.words.lowers[phrase.head] in lexicon().days or row.words.lowers[phrase.start] == "last"
    )


def _over_detours(row: Row, index: int) -> int:
    """The index behind prepositions with their nouns, times and brackets."""
    for _ in range(8):
        if _detour(row, index):
            index += 2
        elif _temporal(row, index) or _times(row, index):
            index += 1
        elif row.sort(index) == "OPEN":
            close = next((at for at in range(index, index + 12) if row.sort(at) == "CLOSE"), None)
            if close is None:
                return index
            index = close + 1
        else:
            return index
    return index


def _times(row: Row, index: int) -> bool:
    """Whether the phrase at `index` says how often: "was shot several times and died"."""
    phrase = row.at(index)
    if phrase is None or phrase.sort != "NP":
        return False
    return row.words.lowers[phrase.head] in ("times", "rounds")


def _detour(row: Row, index: int) -> bool:
    """A preposition with its noun between two verbs of one subject: "shot in the head and killed"."""
    return (
        row.sort(index) == "P"
        and row.sort(index + 1) == "NP"
        and row.phrases[index + 1].quantity is None
    )


def _hands_on(row: Row, index: int) -> bool:
    return row.sort(index) == "VG" and lemma_of(row, row.phrases[index]) in verbs(
        "raising"
    ) | verbs("violent")


def _shares_subject(row: Row, first: int, second: int) -> bool:
    """Whether the second of two verb groups joined by "and" is said of the subject of the first."""
    one, two = row.phrases[first], row.phrases[second]
    if one.sort != "VG" or two.form == "VBG":
        return False
    if two.form == "passive" or lemma_of(row, two) in ("die", "succumb"):
        return True
    return is_passive(row, first) == is_passive(row, second)


def _by_weight(row: Row, chain: list[int]) -> list[int]:
    """Deaths before anything else that is said in one breath: "abducted and killed"."""
    weighty = [step for step in chain if row.sort(step) == "VG" and _deadly(row, step)]
    return weighty + [step for step in chain if step not in weighty]


def _deadly(row: Row, step: int) -> bool:
    lemma = lemma_of(row, row.phrases[step])
    if lemma == "find" and row.lower(step + 1) in ("dead", "murdered", "killed", "slain"):
        return True
    table = lexicon()
    entries = [*table.done.get(lemma, ()), *table.undergone.get(lemma, ())]
    return any(entry.kind == "killed" and not entry.rest for entry in entries)


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


def negated(row: Row, group: Phrase) -> bool:
    """Whether a verb group is denied in itself: "were not hurt"."""
    inside = row.words.lowers[group.start : group.end]
    return any(word in ("not", "n't", "never") for word in inside) and "only" not in inside


def is_passive(row: Row, index: int) -> bool:
    """Whether a verb group's subject is what it is done to: by auxiliary, or as a bare participle.

    A past form of a transitive verb with no noun phrase behind it is a participle, whatever its tag:
    "and 19 injured when ...", "Three killed Sunday".
    """
    group = row.phrases[index]
    if group.form == "passive":
        return True
    words = row.words
    if words.tags[group.head] not in ("VBN", "VBD", "JJ") or (
        group.head != group.start and not group.passive
    ):
        return group.passive
    if any(word in ("have", "has", "had") for word in words.lowers[group.start : group.head]):
        return group.passive and "been" in words.lowers[group.start : group.head]
    if words.tags[group.head] == "VBD" and not _takes_objects(row, group):
        return False
    following = index + 1
    while row.sort(following) in ("ADV", "QUOTE") or row.lower(following) == "dead":
        following += 1
    object_behind = row.at(following)
    if words.tags[group.head] == "VBD" and _acts_on(row, following):
        return False
    if object_behind is None or object_behind.sort != "NP":
        return True
    head = words.lowers[object_behind.head]
    day = head in lexicon().days or head == "day"
    return day or words.lowers[object_behind.start] in ("last", "this", "that")


def _acts_on(row: Row, index: int) -> bool:
    """Whether "and" with a further verb and its object follows: "a sniper shot | and | killed | a doctor"."""
    second, thing = row.at(index + 1), row.at(index + 2)
    if row.sort(index) != "CC" or second is None or thing is None or second.sort != "VG":
        return False
    active = row.words.tags[second.head] == "VBD" and second.start == second.head
    return active and thing.sort == "NP" and not _temporal(row, index + 2)


def _takes_objects(row: Row, group: Phrase) -> bool:
    """Whether a past form can be the participle of a verb that the vocabulary knows."""
    table = lexicon()
    return lemma_of(row, group) in table.done or row.words.lowers[group.head] in table.being


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
