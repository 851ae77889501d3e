"""One person or thing without a number: by an article ("a farmer was shot"), or by name, which tolls count."""

from reportedly.reading.kinds.findings import Finding
from reportedly.reading.kinds.lexicon import (
    MATERIAL_KINDS,
    PEOPLE,
    PEOPLE_KINDS,
    NounClass,
    lexicon,
    noun_group,
)
from reportedly.reading.kinds.lists import in_list
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.rows import Row
from reportedly.reading.mentions import counted
from reportedly.reading.mentions.mention import Mention, noun_span, part_of, relation_of, trigger_of
from reportedly.records import Span


def of_article(
    row: Row, at: int, finding: Finding, spans: dict[int, Span], index: int
) -> Mention | None:
    """One person or thing by its article, in the kinds where `docs/figures.md` counts it."""
    phrase = row.phrases[at]
    if finding.kind not in (PEOPLE_KINDS | MATERIAL_KINDS) - {"deployed"} or _apposed(row, at):
        return None
    if _as_office(row, at) or (
        finding.construction == "among the group" and _is_predicate(row, at)
    ):
        return None
    words = row.words
    if words.tags[phrase.head] in ("NNS", "NNPS") or _of_many(row, phrase):
        return None
    if finding.kind in PEOPLE_KINDS and phrase.noun not in _TAKEN_FOR_PEOPLE:
        return None
    listed = finding.construction.startswith("list") and finding.kind in MATERIAL_KINDS
    if phrase.noun == "unknown" and not (
        (_sure(row, finding) and _plain(row, phrase)) or (listed and _plain(row, phrase))
    ):
        return None
    if finding.construction == "tree" and phrase.noun == "unknown":
        return None
    pair = counted.counted_words(row, phrase)
    relation, related_by = relation_of(row, at, finding)
    return Mention(
        words.starts[phrase.article], words.ends[phrase.article], "article", "count", 1, 1, 1, "exactly", None, None,
        finding.kind, finding.construction, index, phrase.noun, noun_span(row, phrase),
        counted=counted.span_of(row, pair) if pair else None,
        trigger=trigger_of(row, finding),
        part_of=part_of(finding, spans),
        relation=relation,
        related_by=related_by,
    )  # fmt: skip


# Kinds that are said of people alone, so that they tell a person by the verb; verbs of injury that are.
_SURE = frozenset({"killed", "captured"})
_HURTING = frozenset({"wound", "injure", "shoot", "stab", "maim"})


def _sure(row: Row, finding: Finding) -> bool:
    """Whether the words that say the kind are said of people alone."""
    if finding.kind == "injured":
        return finding.trigger >= 0 and row.words.lemmas[finding.trigger] in _HURTING
    return finding.kind in _SURE


def _as_office(row: Row, at: int) -> bool:
    """Whether the phrase only says what somebody was: "served as a senator"."""
    if row.lower(at - 1) != "as":
        return False
    return row.sort(at + 1) != "VG" or row.sort(at - 2) == "REL"


def _is_predicate(row: Row, at: int) -> bool:
    """Whether the phrase only says what one already counted was: "one of the dead was a soldier"."""
    group, subject = row.at(at - 1), row.at(at - 2)
    return group is not None and group.sort == "VG" and subject is not None and subject.sort == "NP"


def _tells_who(row: Row, at: int) -> bool:
    """Whether the phrase says who one already counted was: "one of the dead was a soldier"."""
    subject = row.at(at - 2)
    return row.sort(at - 1) == "VG" and subject is not None and subject.quantity is not None


def _of_many(row: Row, phrase: Phrase) -> bool:
    return row.words.lemmas[phrase.head] in noun_group("groups")


def _plain(row: Row, phrase: Phrase) -> bool:
    """Whether an unlisted noun may be a person: not an abstract word by its ending."""
    lemma = row.words.lemmas[phrase.head]
    if lemma in lexicon().heads or lemma in noun_group("events"):
        return False
    return not lemma.endswith(
        ("tion", "ment", "ness", "ity", "ence", "ance", "ism", "ing", "ship", "hood", "sion")
    )


def _apposed(row: Row, at: int) -> bool:
    """Whether the phrase only describes one before it: "Juma Ramos, a councillor, was killed"."""
    if row.sort(at - 1) not in ("COMMA", "DASH") or row.sort(at - 2) != "NP":
        return False
    before, words = row.phrases[at - 2], row.words
    if before.quantity is not None and before.quantity.sort == "age":
        return row.sort(at - 3) == "COMMA" and row.sort(at - 4) == "NP"
    if words.lowers[before.head] in lexicon().days:
        return False
    if row.sort(at - 3) == "P" and row.lower(at - 3) != "of":
        return False
    if words.lowers[before.start] == "the" and words.lowers[before.head] == "one":
        return True
    if row.sort(at + 1) in ("CC", "COMMA") and words.tags[before.head].startswith("NNP") is False:
        definite = words.lowers[before.start] == "the" and before.quantity is None
        return definite and _verb_goes_on(row, at)
    return words.tags[before.head] in ("NNP", "NNPS")


def _verb_goes_on(row: Row, at: int) -> bool:
    """Whether no list but the clause goes on behind a comma: "shot the mayor, | a teacher |, and fled"."""
    step = at + 1
    while row.sort(step) in ("COMMA", "CC"):
        step += 1
    return row.sort(at + 1) == "COMMA" and row.sort(step) == "VG"


def _owned_pair(row: Row, at: int) -> bool:
    """Whether the noun shares the "his" of the one before it: "his wife and son"."""
    before = row.at(at - 2)
    return before is not None and before.sort == "NP" and row.words.tags[before.start] == "PRP$"


_TAKEN_FOR_PEOPLE = PEOPLE | {"animal", "unknown", "bare"}
_NO_NAMES = frozenset({"life", "death", "body", "victim", "dead", "wounded", "injured", "corpse"})


_OF_NAMES = (
    "subject",
    "object",
    "participle behind",
    "deed of",
    "relative clause",
    "adjective behind",
    "body",
    "tree",
    "among the group",
)


def of_name(
    row: Row, at: int, finding: Finding, spans: dict[int, Span], index: int
) -> Mention | None:
    """A person without a number: a name, "the mayor", "his driver". It counts in tolls alone."""
    phrase, words = row.phrases[at], row.words
    head = phrase.head
    described = finding.construction == "among the group"
    if finding.kind not in ("killed", "injured") or (phrase.article >= 0 and not described):
        return None
    plural = words.tags[head] in ("NNS", "NNPS")
    plural = plural or (words.lowers[head] in _NO_NAMES and finding.construction != "body")
    if plural or (described and _tells_who(row, at)):
        return None
    if row.sort(at - 1) == "COMMA" and row.sort(at - 2) in ("NP", "CLOSE") and not in_list(row, at):
        return None
    opened = words.tags[phrase.start] in ("DT", "PRP$", "NNP", "POS") or words.tags[head] == "NNP"
    if not opened and row.sort(at - 1) == "CC" and not _owned_pair(row, at):
        return None
    pronoun = words.pos[head] == "PRON"
    if pronoun and words.lowers[head] not in ("him", "her", "he", "she"):
        return None
    usable: tuple[NounClass, ...] = ("person", "combatant")
    if words.tags[head] == "NNP" or pronoun:
        usable = ("person", "combatant", "unknown")
    if phrase.noun not in usable:
        return None
    if finding.construction.removeprefix("list, ") not in _OF_NAMES:
        return None
    start, end = words.starts[phrase.start], words.ends[phrase.end - 1]
    relation, related_by = relation_of(row, at, finding)
    return Mention(
        start, end, "name", "count", 1, 1, 1, "exactly", None, None, finding.kind,
        "pronoun" if pronoun else finding.construction, index,
        phrase.noun, Span(start, end), trigger=trigger_of(row, finding), part_of=part_of(finding, spans),
        relation=relation, related_by=related_by,
    )  # fmt: skip
