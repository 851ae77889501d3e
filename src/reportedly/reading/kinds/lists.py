"""Kinds that a member of a list has from the one before it, and numbers whose verb is left out."""

from dataclasses import replace

from reportedly.reading.kinds.findings import Finding, finding_of, listed
from reportedly.reading.kinds.lexicon import PEOPLE, fits, lexicon
from reportedly.reading.kinds.predicates import said_of_object, said_of_subject
from reportedly.reading.kinds.rows import Row, is_passive, lemma_of

_TOGETHER = frozenset({"along", "together"})


def conjoined(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """A later member of a list: it has what the member before it has."""
    phrase = row.phrases[index]
    countless = phrase.quantity is None and phrase.article < 0
    step = index - 1
    while row.sort(step) in ("ADV", "QUOTE", "ADJ") and row.lower(step) not in _TOGETHER:
        step -= 1
    if row.sort(step) not in ("CC", "COMMA") and row.lower(step) != "with":
        return None
    if opens_clause(row, index) or _describes_name(row, index):
        return None
    if row.lower(step) == "with" and row.lower(step - 1) in _TOGETHER:
        step = _over_places(row, step - 2)
        if row.sort(step) == "VG" and (is_passive(row, step) or _dies(row, step)):
            return _along_with(row, index, step)
    elif row.lower(step) == "with" and not countless and phrase.noun in PEOPLE | {"bare"}:
        group = row.at(step - 1)
        if (
            group is not None
            and group.sort == "VG"
            and (group.form == "passive" or _dies(row, step - 1))
        ):
            return _along_with(row, index, step - 1)
        return _object_with(row, index, step, found)
    elif row.sort(step) != "CC" and not (
        row.sort(step) == "COMMA" and (not countless or _goes_on(row, index))
    ):
        return None
    return _from_earlier(row, index, step, found)


def _goes_on(row: Row, index: int) -> bool:
    """Whether one who is only named goes on a list: "killed the mayor, | his wife | and their son"."""
    return row.sort(index - 2) == "NP" and in_list(row, index)


def _from_earlier(row: Row, index: int, step: int, found: dict[int, Finding]) -> Finding | None:
    """The finding of the nearest earlier member of the list that ends at `step`."""
    phrase = row.phrases[index]
    countless = phrase.quantity is None and phrase.article < 0
    step = _member_before(row, step, countless)
    for _ in range(16):
        if row.sort(step) != "NP":
            return None
        shared = _shared(row, index, found.get(step))
        if shared is not None:
            return _surer(row, index, step, found) or shared
        if row.sort(step - 1) == "P" and not (countless and row.lower(step - 1) != "of"):
            step -= 2
            while row.sort(step) in ("QUOTE", "ADV", "ADJ"):
                step -= 1
        elif countless is False and row.lower(step - 1) == "as" and _named_by(row, step - 2):
            step -= 3
        elif row.sort(step - 1) in ("COMMA", "CC"):
            step -= 1
            while row.sort(step) in ("CC", "COMMA", "ADV", "QUOTE"):
                step -= 1
        else:
            return None
    return None


def _surer(row: Row, index: int, step: int, found: dict[int, Finding]) -> Finding | None:
    """What is said of the one whom a name between commas names: "a commander, Ansa Moro, and his guard".

    Of the name itself the tree alone says it, which counts for less.
    """
    own, described = found.get(step), row.at(step - 2)
    if own is None or own.construction != "tree" or row.sort(step - 1) != "COMMA":
        return None
    one = described is not None and described.quantity is None
    return _shared(row, index, found.get(step - 2)) if one else None


def _describes_name(row: Row, index: int) -> bool:
    """Whether a phrase with an article only describes the name before it: "the Karsk Inn, a hostel in ..."."""
    before = row.at(index - 2)
    if row.phrases[index].article < 0 or row.sort(index - 1) != "COMMA" or before is None:
        return False
    if before.sort != "NP" or not row.words.tags[before.head].startswith("NNP"):
        return False
    return row.sort(index + 1) not in ("CC", "COMMA") and row.lower(index + 1) != "with"


def in_list(row: Row, at: int) -> bool:
    """Whether a name or "his wife" behind a comma goes on a list: more members follow, the last with "and"."""
    words = row.words
    owned = words.tags[row.phrases[at].start] == "PRP$"
    before = row.phrases[at - 2]
    named = words.tags[row.phrases[at].head] == "NNP" == words.tags[before.head]
    if not (owned or (named and row.sort(at - 2) == "NP")):
        return False
    step = at + 1
    while row.sort(step) == "COMMA" and row.sort(step + 1) == "NP":
        step += 2
    if owned and row.sort(step) == "COMMA":
        step += (
            1  # "his wife, and their son": no description, which would end by a comma, has an owner
        )
    return row.sort(step) == "CC" and row.sort(step + 1) == "NP"


def _member_before(row: Row, step: int, countless: bool) -> int:
    """The index of the member that ends before `step`: for who is only named, over what describes a name."""
    while row.sort(step) in ("CC", "COMMA", "ADV", "QUOTE", "DASH"):
        step -= 1
    return _over_description(row, step) if countless and row.sort(step + 1) == "COMMA" else step


def _over_description(row: Row, step: int) -> int:
    """The name that the words up to a comma only describe, else `step`: "Juma Ramos, a teacher in Oro, and"."""
    at = step
    while row.sort(at - 1) == "P" and row.sort(at - 2) == "NP":
        at -= 2
    name = row.at(at - 2)
    if row.sort(at) != "NP" or row.sort(at - 1) != "COMMA":
        return step
    if row.words.tags[row.phrases[at].start] != "DT":
        return step
    named = name is not None and name.sort == "NP" and row.words.tags[name.head] == "NNP"
    return at - 2 if named else step


def _named_by(row: Row, step: int) -> bool:
    """Whether a participle at `step` only names the member before it: "a teacher identified as"."""
    return row.sort(step) == "VG" and row.phrases[step].passive and row.sort(step - 1) == "NP"


def _over_places(row: Row, step: int) -> int:
    """The index before commas, places and times behind a verb: "killed in Karsk on Monday, along with"."""
    for _ in range(4):
        if row.sort(step) in ("COMMA", "ADV") or row.lower(step) == "dead":
            step -= 1
        elif row.sort(step) == "NP" and row.sort(step - 1) == "P":
            step -= 2
        else:
            break
    return step


def _dies(row: Row, step: int) -> bool:
    return lemma_of(row, row.phrases[step]) in ("die", "perish", "drown", "disappear", "vanish")


def _along_with(row: Row, index: int, step: int) -> Finding | None:
    """Behind a passive verb, who shared its subject's fate: "was killed along with two guards"."""
    noun = row.phrases[index].noun
    kind = said_of_subject(row, step, noun) if _dies(row, step) else None
    kind = kind or said_of_object(row, row.phrases[step], noun)
    return finding_of(index, kind, listed("subject"), row.phrases[step].head)


def _object_with(row: Row, index: int, step: int, found: dict[int, Finding]) -> Finding | None:
    """Who is killed with the object of a verb: "killed a teacher with two of his pupils"."""
    phrase, words = row.phrases[index], row.words
    owned = phrase.of >= 0 and words.tag(phrase.of + 1) == "PRP$"
    owned = owned or words.tags[phrase.start] == "PRP$"
    if not owned or row.sort(step - 1) != "NP":
        return None
    return _from_earlier(row, index, step - 1, found)


def _shared(row: Row, index: int, finding: Finding | None) -> Finding | None:
    """The finding of a list's earlier member for a later one, in the kind that fits it."""
    if finding is None or finding.construction in ("event noun", "modifier"):
        return None
    if not fits(finding.kind, row.phrases[index].noun):
        return _adapted(row, index, finding)
    return replace(finding, phrase=index, construction=listed(finding.construction))


def opens_clause(row: Row, index: int) -> bool:
    """Whether the phrase, perhaps with others, is the subject of an active verb: "a medic said"."""
    step = index + 1
    for _ in range(8):
        sort = row.sort(step)
        if sort == "VG":
            group = row.phrases[step]
            perfect = row.words.lowers[group.start] in ("has", "have", "had")
            finite = perfect or group.form in ("VBD", "VBZ", "VBP", "MD", "VB")
            return finite and not is_passive(row, step)
        if sort in ("CC", "P") and row.sort(step + 1) == "NP":
            step += 2
        elif sort in ("ADV", "QUOTE"):
            step += 1
        else:
            return False
    return False


def _adapted(row: Row, index: int, finding: Finding) -> Finding | None:
    """The same verb said of another class of noun: "destroyed a tank and ten soldiers"."""
    step = next(
        (
            at
            for at, item in enumerate(row.phrases)
            if item.sort == "VG" and item.head == finding.trigger
        ),
        None,
    )
    if step is None:
        return None
    kind = said_of_object(row, row.phrases[step], row.phrases[index].noun)
    return finding_of(index, kind, listed("object"), finding.trigger)


def _goes_on_date(row: Row, index: int) -> bool:
    """Whether a number is the second day of a date: "between March 16 and 18"."""
    before, words = row.at(index - 2), row.words
    if row.sort(index - 1) != "CC" or before is None or before.sort != "NP":
        return False
    inside = words.lowers[before.start : before.end]
    return any(word in lexicon().days for word in inside) and inside[-1].isdigit()


def gapped(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """A number whose verb is left out: "killing ten in Barra, five in Seld and three in Tor"."""
    phrase = row.phrases[index]
    if (
        phrase.quantity is None
        or not phrase.bare
        or row.sort(index - 1) not in ("CC", "COMMA", "STOP")
    ):
        return None
    if row.sort(index + 1) != "P":
        return None
    earlier = [at for at in found if at < index and row.phrases[at].quantity is not None]
    if not earlier or _goes_on_date(row, index):
        return None
    return replace(found[max(earlier)], phrase=index, construction="gapped")
