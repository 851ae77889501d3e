"""What happened to what is counted: the kind of every noun phrase of a sentence, and why.

Constructions are tried from the tightest to the loosest; word order goes before the tree, which has the
last word only where order says nothing. Each finding names its construction, for `--explain` and for
the confidence of the claim.
"""

from dataclasses import replace

from reportedly.reading.kinds import trees
from reportedly.reading.kinds.findings import Finding, finding_of
from reportedly.reading.kinds.groups import bracketed, itemised, named_whole, part, toll, whole_of
from reportedly.reading.kinds.lexicon import (
    MATERIAL_KINDS,
    PEOPLE,
    PEOPLE_KINDS,
    THINGS,
    lexicon,
    noun_group,
)
from reportedly.reading.kinds.lists import conjoined, gapped, opens_clause
from reportedly.reading.kinds.nominals import (
    deed,
    died_later,
    event_noun,
    fighters,
    head_kind,
    helped,
    modifier,
    person_noun,
    prepositional,
)
from reportedly.reading.kinds.objects import object_of
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.predicates import said_of_subject
from reportedly.reading.kinds.rows import Row
from reportedly.reading.kinds.subjects import away_from_home, described, governed, subject_of
from reportedly.records import Kind


def _countable(row: Row, phrase: Phrase) -> bool:
    """Whether a quantity counts: a number, none, a weight of goods, or a share of what is counted."""
    quantity = phrase.quantity
    if quantity is None:
        return False
    if quantity.sort == "percent":
        pointed = row.words.lower(phrase.of + 1) == "those"  # "half of those killed"
        return phrase.of >= 0 and (phrase.noun in _COUNTED_BY_SHARE or pointed)
    return quantity.sort in ("count", "zero", "amount")


_COUNTED_BY_SHARE = PEOPLE | THINGS | {"animal"}


def _describes(row: Row, phrase: Phrase) -> bool:
    """Whether a number only describes the noun it is hyphened to: "three-way talks", "a 20-car convoy"."""
    quantity, words = phrase.quantity, row.words
    if quantity is None or quantity.sort != "count":
        return False
    for at in range(phrase.start, min(phrase.end, phrase.start + 8)):
        if words.starts[at] == quantity.end and words.lowers[at] == "-":
            return words.lower(at + 1) not in noun_group("behind_counting")
    return False


def _charged_with(row: Row, phrase: Phrase) -> bool:
    """Whether a number of crimes is what somebody is charged with: "is charged with two murders"."""
    if row.words.lemmas[phrase.head] not in noun_group("crimes"):
        return False
    near = row.words.lemmas[max(0, phrase.start - 6) : phrase.start]
    return bool(noun_group("charges") & set(near))


def _uncountable(row: Row, phrase: Phrase) -> bool:
    """Pronouns, days and plurals without a number: nothing to count."""
    tag, lower = row.words.tags[phrase.head], row.words.lowers[phrase.head]
    if phrase.bare and phrase.article < 0:
        return lower not in ("him", "her", "he", "she")
    return lower in lexicon().days or (tag == "NNS" and row.lower_at(phrase.start) not in _DEFINITE)


_DEFINITE = frozenset({"the", "his", "her", "their", "its", "both"})


def find(row: Row) -> list[Finding]:
    """The findings of a sentence, one for each noun phrase that has a kind, in order."""
    found: dict[int, Finding] = {}
    for index, phrase in enumerate(row.phrases):
        if phrase.sort != "NP" or phrase.noun == "idle":
            continue
        if phrase.quantity is not None and not _countable(row, phrase):
            continue
        if (
            (phrase.quantity is None and _uncountable(row, phrase))
            or _describes(row, phrase)
            or _charged_with(row, phrase)
        ):
            continue
        finding = _kind_of(row, index, found)
        if finding is not None and not _says_nothing(phrase, finding):
            found[index] = finding
    _through_pronouns(row, found)
    return [found[index] for index in sorted(found)]


def _through_pronouns(row: Row, found: dict[int, Finding]) -> None:
    """Give a number what befell "them": "dragged three villagers out and shot them dead"."""
    if "them" not in row.present:
        return
    for index, phrase in enumerate(row.phrases):
        if phrase.sort != "NP" or row.lower(index) != "them":
            continue
        killed = object_of(row, index)
        if killed is None or killed.kind != "killed":
            continue
        for step in range(index - 1, max(-1, index - 16), -1):
            other = row.phrases[step]
            if other.sort == "STOP":
                break
            if other.sort == "NP" and other.quantity is not None and other.noun in PEOPLE:
                kind = found[step].kind if step in found else None
                if _countable(row, other) and kind in (None, "captured", "detained", "affected"):
                    found[step] = replace(killed, phrase=step, construction="pronoun behind")
                break


def _kind_of(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    whole = whole_of(row, index)
    finding = (
        named_whole(row, index)
        or died_later(row, index)
        or event_noun(row, index, found)
        or deed(row, index)
        or described(row, index)
        or object_of(row, index)
        or itemised(row, index, found)
        or (part(row, index, whole, found) if whole is not None else None)
        or subject_of(row, index)
        or conjoined(row, index, found)
        or prepositional(row, index)
        or part(row, index, whole, found)
        or toll(row, index)
        or modifier(row, index)
        or helped(row, index)
        or person_noun(row, index)
        or gapped(row, index, found)
        or bracketed(row, index, found)
        or away_from_home(row, index)
        or (None if opens_clause(row, index) else _by_tree(row, index))
        or fighters(row, index)
    )
    if finding is not None and finding.kind == "rescued" and _surrendered(row, index, finding):
        finding = replace(finding, kind="detained")
    if finding is not None and finding.kind == "deployed":
        finding = modifier(row, index) or finding
    if finding is not None and finding.kind == "detained" and head_kind(row, index) == "captured":
        finding = replace(finding, kind="captured")
    if finding is not None and whole is not None and finding.part_of is None:
        return replace(finding, part_of=whole)
    return finding


def _surrendered(row: Row, index: int, finding: Finding) -> bool:
    """Whether suspects are handed over or sent back: to be tried, not set free."""
    if finding.trigger < 0:
        return False
    words = row.words
    person, verb = words.lemmas[row.phrases[index].head], words.lemmas[finding.trigger]
    return person in noun_group("wanted") and verb in (
        "hand",
        "return",
        "bring",
        "send",
        "fly",
        "turn",
    )


def _says_nothing(phrase: Phrase, finding: Finding) -> bool:
    """Whether "no" only negates a thing that a verb has: "offered no proof", "serves no purpose"."""
    none = phrase.quantity is not None and phrase.quantity.sort == "zero"
    objects = finding.construction == "object" and phrase.noun == "unknown"
    return none and objects and finding.kind in _OF_PEOPLE


_OF_PEOPLE = frozenset({"affected", "deployed", "supplied"})


def _tellable(row: Row, phrase: Phrase) -> frozenset[Kind]:
    """The kinds that a tree alone may give a phrase: who is only named counts where he is dead or hurt."""
    if phrase.quantity is not None:
        return _ALL
    if phrase.article >= 0:
        return _ALL if phrase.noun != "unknown" else frozenset()
    tag, lower = row.words.tags[phrase.head], row.words.lowers[phrase.head]
    person = phrase.noun in ("person", "combatant") or tag == "NNP"
    return _HURT if person or lower in ("him", "her", "he", "she") else frozenset()


_ALL: frozenset[Kind] = PEOPLE_KINDS | MATERIAL_KINDS | {"supplied", "attacks"}
_HURT: frozenset[Kind] = frozenset({"killed", "injured"})


def _by_tree(row: Row, index: int) -> Finding | None:
    """What the tree says, where word order says nothing."""
    phrase = row.phrases[index]
    if governed(row, index) and (phrase.quantity is None or row.lower(index - 1) != "of"):
        return None
    kinds, counted = _tellable(row, phrase), phrase.quantity is not None
    if not kinds or not trees.may_tell(row.words, phrase.head, phrase.noun, kinds, behind=counted):
        return None
    kind, trigger = trees.kind_of(row.words, phrase.head, phrase.noun)
    if kind in ("injured", "affected", "deployed") and trigger > phrase.head:
        step = next(
            (at for at in range(index + 1, len(row.phrases)) if row.phrases[at].head == trigger), -1
        )
        said = said_of_subject(row, step, phrase.noun) if row.sort(step) == "VG" else None
        kind = said or kind
    return finding_of(index, kind, "tree", trigger)
