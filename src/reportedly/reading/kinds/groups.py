"""Parts of a whole, and the values of totals: "including a child", "the death toll rose to 41"."""

from dataclasses import replace

from reportedly.reading.kinds.findings import Finding, finding_of
from reportedly.reading.kinds.lexicon import fits, lexicon
from reportedly.reading.kinds.nominals import head_kind
from reportedly.reading.kinds.phrases import Phrase
from reportedly.reading.kinds.predicates import being, group_kind
from reportedly.reading.kinds.rows import Row, lemma_of
from reportedly.reading.kinds.subjects import described
from reportedly.records import Kind

_INCLUSIVE = frozenset(
    {"including", "includes", "include", "included", "among", "amongst", "notably"}
)


def whole_of(row: Row, index: int) -> int | None:
    """The phrase whose part this one is by "including", "among them", "of them"; None if it is none."""
    phrase = row.phrases[index]
    listed = -1 if _INCLUSIVE.isdisjoint(row.present) else _inclusion(row, index)
    if listed >= 0 and row.lower(listed) in ("among", "amongst") and row.sort(listed + 1) == "NP":
        inner = row.phrases[listed + 1]
        if listed + 1 == index or not inner.bare:
            listed = -1
    if listed > 0 and not _own_clause(row, listed, index):
        return _counted_before(row, listed)
    words = row.words
    if phrase.of >= 0 and words.lower(phrase.of + 1) in ("them", "whom", "those", "which"):
        return _counted_before(row, index)
    return None


def _inclusion(row: Row, index: int) -> int:
    """The index of "including" before a phrase, over the members of its list between; -1 if there is none."""
    listed = index - 1
    while row.sort(listed) in ("ADV", "ADJ", "QUOTE"):
        listed -= 1
    for _ in range(12):
        sort = row.sort(listed)
        if sort == "PART" or row.lower(listed) in _INCLUSIVE:
            return listed
        if sort in ("CC", "COMMA", "P", "NP", "ADV", "ADJ", "QUOTE") and _between_members(
            row, listed
        ):
            listed -= 1
            continue
        return -1
    return -1


def _own_clause(row: Row, listed: int, index: int) -> bool:
    """Whether a number behind "and" has a verb of its own, as the whole has: "..., and 17 were hurt"."""
    if row.sort(index + 1) != "VG" or row.sort(index - 1) != "CC" or index - listed < 2:
        return False
    if row.phrases[index + 1].form in ("VBG", "VBN"):
        return False
    whole = _counted_before(row, listed)
    return whole is not None and any(row.sort(at) == "VG" for at in range(whole, listed))


def _between_members(row: Row, step: int) -> bool:
    """Whether the phrase at `step` may stand between "including" and a later member of its list."""
    if row.lower(step) == "but":
        return False
    return row.sort(step) != "COMMA" or row.sort(step - 1) in ("NP", "ADJ")


def _counted_before(row: Row, index: int) -> int | None:
    """The nearest noun phrase before `index` that may be the whole: a number, or people."""
    for step in range(index - 1, max(-1, index - 20), -1):
        phrase = row.phrases[step]
        if phrase.sort == "STOP" and row.lower(step) != ":":
            return None
        if (
            phrase.sort == "NP"
            and phrase.quantity is not None
            and phrase.quantity.sort in ("count", "zero")
        ):
            return step
    return None


def part(row: Row, index: int, whole: int | None, found: dict[int, Finding]) -> Finding | None:
    """A part has the kind of its whole, also of a whole that stands behind a verb of its own."""
    phrase = row.phrases[index]
    if whole is not None:
        finding = found.get(whole)
        if finding is None or not (fits(finding.kind, phrase.noun) or phrase.noun == "unknown"):
            return None
        return replace(finding, phrase=index, construction="part", part_of=whole)
    step = index - 1
    if row.sort(step) == "PART" or (
        row.sort(step) == "VG"
        and row.lower(step).startswith(("include", "were", "was", "are", "is"))
    ):
        for at in range(step - 1, max(-1, step - 4), -1):
            if row.sort(at) == "NP":
                if row.lower(at - 1) == "of" and _is_counted(row.at(at - 2)):
                    return None  # "two of those killed were police" says who the two were
                kind = group_kind(row, at)
                return finding_of(
                    index,
                    kind if kind and fits(kind, phrase.noun) else None,
                    "among the group",
                    row.phrases[at].head,
                )
    if row.lower(step - 1) in ("among", "amongst") or (
        row.sort(step) == "VG" and row.sort(step - 2) in ("P", "PART")
    ):
        kind = group_kind(row, step - 1) if row.sort(step - 1) == "NP" else None
        if kind and fits(kind, phrase.noun):
            return Finding(index, kind, "among the group", row.phrases[step - 1].head)
    return None


def _is_counted(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.quantity is not None


def named_whole(row: Row, index: int) -> Finding | None:
    """A whole that its own noun says the kind of, whatever befell its part: "three of the 90 wounded died"."""
    phrase, counted, behind = row.phrases[index], row.at(index - 2), row.at(index + 1)
    if row.lower(index - 1) != "of" or counted is None or not counted.bare:
        return None
    if phrase.quantity is None or not _is_counted(counted):
        return None
    if phrase.bare and behind is not None and behind.start == behind.head == phrase.end:
        kind = next((entry.kind for entry in lexicon().done.get(lemma_of(row, behind), ())), None)
        hurt = kind if kind == "injured" and row.sort(index + 2) == "VG" else None
        return finding_of(index, hurt, "participle behind", behind.head)
    kind = head_kind(row, index)
    return finding_of(index, kind if kind != "casualties" else None, "noun of people", phrase.head)


def itemised(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """A bare number behind a colon that breaks a total down: "14 have died: ten in Orl and four in Tor"."""
    phrase = row.phrases[index]
    if phrase.quantity is None or not phrase.bare or row.sort(index + 1) != "P":
        return None
    counted = [at for at in sorted(found) if at < index and row.phrases[at].quantity is not None]
    if not counted:
        return None
    last = found[counted[-1]]
    if row.lower(index - 1) == ":":
        return replace(last, phrase=index, construction="part", part_of=counted[-1])
    goes_on = row.sort(index - 1) in ("CC", "COMMA") and last.part_of is not None
    if goes_on and any(row.lower(at) == ":" for at in range(last.part_of or 0, index)):
        return replace(last, phrase=index)
    return None


def bracketed(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """A number in a bracket right behind what it breaks down: "six people (five men and a boy)"."""
    if _OPENING.isdisjoint(row.present):
        return None
    phrase = row.phrases[index]
    if phrase.article < 0 and (phrase.quantity is None or phrase.quantity.sort != "count"):
        return None
    for step in range(index - 1, max(-1, index - 12), -1):
        sort = row.sort(step)
        if sort == "OPEN":
            near = range(step - 1, max(-1, step - 5), -1)
            at = next((at for at in near if row.sort(at) in ("NP", "STOP")), -1)
            whole = found.get(at)
            if whole is None or row.phrases[at].quantity is None:
                return None
            if not fits(whole.kind, phrase.noun):
                return None
            return replace(whole, phrase=index, construction="part", part_of=at)
        if sort not in ("NP", "CC", "COMMA", "ADV"):
            return None
    return None


_OPENING = frozenset({"(", "["})


def toll(row: Row, index: int) -> Finding | None:
    """The value of a toll: "the death toll rose to 41", "put the number of dead at 20"."""
    phrase = row.phrases[index]
    if phrase.quantity is None or phrase.quantity.sort != "count":
        return None
    if not (
        phrase.bare
        or head_kind(row, index)
        or row.words.lowers[phrase.head] in ("people", "persons")
    ):
        return None
    before = row.sort(index - 1)
    following = row.at(index + 2)
    if row.lower(index - 1) == "from":
        # "From 41 to 58": what it was, and what it has become.
        if row.lower(index + 1) != "to" or following is None or following.quantity is None:
            return None
    elif before not in ("P", "VG", "ADV", "NP") or (
        before == "P" and row.lower(index - 1) not in ("to", "at", "of", "past", "as")
    ):
        return None
    for step in range(index - 1, max(-1, index - 14), -1):
        other = row.phrases[step]
        if other.sort == "STOP":
            return None
        kind = _toll_kind(row, step)
        if kind is not None:
            return Finding(index, kind, "toll", other.head)
    return None


_BARE_TOLLS = frozenset({"toll", "deaths", "casualties", "fatalities", "dead", "losses"})


def _toll_kind(row: Row, step: int) -> Kind | None:
    """The kind that the phrase at `step` is a toll of: "the death toll", "the number of missing"."""
    other, words, tolls = row.phrases[step], row.words, lexicon().tolls
    if other.sort == "ADJ" and row.sort(step - 1) == "NP":
        return tolls.get(row.lower(step))
    if other.sort != "NP" or other.quantity is not None:
        return None
    for start in range(other.start, other.end):
        for end in range(other.end, start, -1):
            kind = tolls.get(" ".join(words.lowers[start:end]))
            if kind is not None and (end - start > 1 or words.lowers[start] in _BARE_TOLLS):
                return kind
    if words.lowers[other.head] != "number" or row.lower(step + 1) != "of":
        return None
    if row.sort(step + 2) in ("ADJ", "VG"):
        return being(row, step + 2, "person")
    return head_kind(row, step + 2) or group_kind(row, step + 2) or said_of_group(row, step + 2)


def said_of_group(row: Row, index: int) -> Kind | None:
    """What is said right behind a plain plural: "the number of people killed"."""
    finding = described(row, index)
    return finding.kind if finding else None
