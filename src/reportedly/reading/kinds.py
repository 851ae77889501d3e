"""What happened to what is counted: the kind of every noun phrase of a sentence, and why.

Constructions are tried from the tightest to the loosest; word order goes before the tree, which has the
last word only where order says nothing. Each finding names its construction, for `--explain` and for
the confidence of the claim.
"""

from dataclasses import dataclass, replace

from reportedly.reading import trees
from reportedly.reading.lexicon import PEOPLE, THINGS, fits, lexicon
from reportedly.reading.phrases import ARTICLES, Phrase
from reportedly.reading.predicates import (
    Row,
    behind,
    being,
    choose,
    group_kind,
    is_passive,
    lemma_of,
    negated,
    said_of_object,
    said_of_subject,
)
from reportedly.records import Kind

_MODIFYING = frozenset(
    {
        "of",
        "in",
        "at",
        "from",
        "on",
        "near",
        "with",
        "for",
        "inside",
        "outside",
        "around",
        "between",
        "across",
        "aboard",
        "by",
        "under",
        "along",
        "over",
        "within",
        "off",
        "to",
        "into",
        "against",
        "through",
        "amid",
        "during",
        "throughout",
        "above",
    }
)
_INCLUSIVE = frozenset(
    {"including", "includes", "include", "included", "among", "amongst", "notably"}
)
_EVENT_HEADS = frozenset({"killed", "injured", "casualties", "attacks", "missing"})
_PERSON_HEADS = frozenset(
    {
        "refugee",
        "hostage",
        "prisoner",
        "detainee",
        "inmate",
        "captive",
        "victim",
        "survivor",
        "migrant",
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind of the noun phrase at `phrase`, by which construction, and the word that says it.

    `part_of` is the index of the phrase whose part this one is, `trigger` an index into `Words`.
    """

    phrase: int
    kind: Kind
    construction: str
    trigger: int = -1
    part_of: int | None = None


def find(row: Row) -> list[Finding]:
    """The findings of a sentence, one for each noun phrase that has a kind, in order."""
    found: dict[int, Finding] = {}
    for index, phrase in enumerate(row.phrases):
        if phrase.sort != "NP" or phrase.noun == "idle":
            continue
        if phrase.quantity is not None and not _countable(phrase):
            continue
        if (phrase.quantity is None and _uncountable(row, phrase)) or _describes(row, phrase):
            continue
        finding = _kind_of(row, index, found)
        if finding is not None:
            found[index] = finding
    return [found[index] for index in sorted(found)]


def _countable(phrase: Phrase) -> bool:
    """Whether a quantity counts: a number, none, a weight of goods, or a share of what is counted."""
    quantity = phrase.quantity
    if quantity is None:
        return False
    if quantity.sort == "percent":
        return phrase.of >= 0 and phrase.noun in (*PEOPLE, *THINGS, "animal")
    return quantity.sort in ("count", "zero", "amount")


def _describes(row: Row, phrase: Phrase) -> bool:
    """Whether a number only describes the noun it is hyphened to: "three-way talks", "a 20-car convoy"."""
    quantity, words = phrase.quantity, row.words
    if quantity is None or quantity.sort != "count":
        return False
    for at in range(phrase.start, min(phrase.end, phrase.start + 8)):
        if words.starts[at] == quantity.end and words.lowers[at] == "-":
            return words.lower(at + 1) not in ("strong", "odd")
    return False


def _uncountable(row: Row, phrase: Phrase) -> bool:
    """Pronouns, days and plurals without a number: nothing to count."""
    tag, lower = row.words.tags[phrase.head], row.words.lowers[phrase.head]
    if phrase.bare and phrase.article < 0:
        return lower not in ("him", "her")
    return lower in lexicon().days or (tag == "NNS" and row.lower_at(phrase.start) not in _DEFINITE)


_DEFINITE = frozenset({"the", "his", "her", "their", "its", "both"})


def _kind_of(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    whole = _whole(row, index)
    finding = (
        _event_noun(row, index, found)
        or _deed(row, index)
        or _behind(row, index)
        or _object(row, index)
        or (_part(row, index, whole, found) if whole is not None else None)
        or _subject(row, index)
        or _conjoined(row, index, found)
        or _prepositional(row, index)
        or _part(row, index, whole, found)
        or _toll(row, index)
        or _modifier(row, index)
        or _helped(row, index)
        or _person_noun(row, index)
        or _gapped(row, index, found)
        or (None if _opens_clause(row, index) else _by_tree(row, index))
        or _fighters(row, index)
    )
    if finding is not None and whole is not None and finding.part_of is None:
        return replace(finding, part_of=whole)
    return finding


def _finding(
    row: Row, index: int, kind: Kind | None, construction: str, trigger: int
) -> Finding | None:
    if kind is None:
        return None
    return Finding(index, kind, construction, trigger)


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


def _event_noun(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """Deaths, injuries, casualties: the counted noun is the happening itself."""
    phrase = row.phrases[index]
    kind = head_kind(row, index)
    words = row.words
    lemma = words.lemmas[phrase.head]
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
    if lemma in ("victim", "body", "life") and kind != "casualties":
        if lemma == "life" and _saved(row, index):
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
            _behind(row, index)
            or _object(row, index)
            or _subject(row, index)
            or Finding(index, "killed", "event noun", phrase.head)
        )
    return Finding(index, kind, "event noun", phrase.head)


def _saved(row: Row, index: int) -> bool:
    return (
        index > 0
        and row.sort(index - 1) == "VG"
        and lemma_of(row, row.phrases[index - 1]) in ("save", "rescue")
    )


def _attack(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """Strikes, shells, missiles: attacks, unless they are destroyed, intercepted or handed over."""
    phrase = row.phrases[index]
    other = _behind(row, index) or _object(row, index) or _subject(row, index)
    other = other or _conjoined(row, index, found)
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


def _behind(row: Row, index: int) -> Finding | None:
    """An adjective or participle right behind: "12 people dead", "three killed", "six missing"."""
    phrase = row.phrases[index]
    step = index + 1
    while row.sort(step) in ("ADV", "QUOTE"):
        step += 1
    following = row.at(step)
    if following is None:
        return None
    if following.sort == "ADJ":
        return _finding(
            row, index, being(row, step, phrase.noun), "adjective behind", following.start
        )
    if following.sort != "VG" or not is_passive(row, step):
        return None
    if following.form == "passive" and row.words.lowers[following.start] != "being":
        return None
    if negated(row, following):
        return None
    kind = said_of_subject(row, step, phrase.noun)
    main = _behind_clause(row, step)
    if kind not in (None, "killed", "injured") and row.sort(main) == "VG" and main > step:
        if said_of_subject(row, main, phrase.noun) == "killed":
            return Finding(index, "killed", "subject", row.phrases[main].head)
    return _finding(row, index, kind, "participle behind", following.head)


def _object(row: Row, index: int) -> Finding | None:
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
    finding = _as_object(row, step, index, "object")
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


_PARTICLES = frozenset({"down", "up", "off", "out", "away", "over", "dead"})


def _particle(row: Row, step: int) -> bool:
    """A particle between verb and object: "gunned down a policeman"."""
    return row.lower(step) in _PARTICLES and row.sort(step - 1) == "VG"


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


def _as_object(row: Row, step: int, index: int, construction: str) -> Finding | None:
    group, phrase = row.phrases[step], row.phrases[index]
    if group.form == "passive" or (group.passive and _stands_alone(row, step, index)):
        return None
    if negated(row, group):
        return None
    lemma = lemma_of(row, group)
    if lemma == "leave" or lemma == "find" or lemma == "bring":
        kind = _result(row, index)
        if kind is not None:
            return Finding(index, kind, "result of " + lemma, group.head)
    if lemma in ("kill", "take", "claim", "cost", "lose", "snuff") and row.words.lemmas[
        phrase.head
    ] in ("life", "lives"):
        return Finding(index, "killed", "lives", group.head)
    kind = said_of_object(row, group, phrase.noun)
    if kind == "killed" and lemma == "claim":
        kind = None
    return _finding(row, index, kind, construction, group.head)


def _stands_alone(row: Row, step: int, index: int) -> bool:
    """Whether a participle cannot govern what follows: it has a subject of its own, or marks stand between."""
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


def _governed(row: Row, index: int) -> bool:
    """Whether a preposition holds the phrase, so that it is no subject of what follows."""
    step = index - 1
    while row.sort(step) in ("QUOTE", "ADV", "ADJ"):
        step -= 1
    if (
        row.phrases[index].quantity is None
        and row.phrases[index].article < 0
        and row.sort(step) == "CC"
        and row.sort(step - 1) == "NP"
    ):
        step -= 2
    if row.phrases[index].quantity is not None and row.lower(step) == "with":
        return False
    return row.sort(step) == "P" and row.lower(step) != "that"


def _adverbial(row: Row, index: int) -> bool:
    """Whether the preposition before a number only opens the clause: "at seven people lost ..."."""
    group = row.at(index + 1)
    opens = index < 2 or row.sort(index - 2) in ("STOP", "COMMA")
    return (
        opens
        and row.lower(index - 1) in ("at", "in", "after")
        and group is not None
        and group.sort == "VG"
    )


def _subject(row: Row, index: int) -> Finding | None:
    """The subject of the next verb group, over what stands between: parentheses, lists, relatives."""
    phrase = row.phrases[index]
    if _governed(row, index) and not _adverbial(row, index):
        return _relative(row, index + 1, index) if row.sort(index + 1) == "REL" else None
    step, jumped = index + 1, False
    budget = 24
    while budget and step < len(row.phrases):
        budget -= 1
        sort = row.sort(step)
        if sort == "VG":
            if jumped and is_passive(row, step) is False and row.phrases[step].form == "VBG":
                return None
            if row.phrases[step].form == "VBG" and row.sort(step - 1) == "COMMA":
                return None
            kind = said_of_subject(row, step, phrase.noun)
            if _reduced(row, step) and (kind is None or _main_deadly(row, step, index)):
                step, jumped = _behind_clause(row, step), True
                continue
            return _finding(row, index, kind, "subject", row.phrases[step].head)
        if sort == "REL":
            relative = _relative(row, step, index)
            if relative is not None and not _main_deadly(row, step, index):
                return relative
            step, jumped = _behind_clause(row, step), True
            continue
        following = _over(row, step)
        if following is None:
            return None
        step = following
    return None


def _main_deadly(row: Row, step: int, index: int) -> bool:
    """Whether the main verb behind a relative clause or participle at `step` says a death."""
    main = _behind_clause(row, step)
    if row.sort(main) != "VG":
        return False
    return said_of_subject(row, main, row.phrases[index].noun) == "killed"


def _reduced(row: Row, step: int) -> bool:
    """Whether a verb group only describes the noun before it: "men travelling in a taxi were ..."."""
    form = row.phrases[step].form
    return row.sort(step - 1) == "NP" and (
        form == "VBG" or (form in ("VBN", "VBD") and is_passive(row, step))
    )


def _over(row: Row, step: int) -> int | None:
    """The index behind what may stand between a subject and its verb at `step`; None if nothing may."""
    sort = row.sort(step)
    if sort in ("ADV", "QUOTE", "ADJ"):
        return step + 1
    if sort == "PART":
        return step + 2 if row.sort(step + 1) == "NP" else step + 1
    if sort == "P":
        if row.lower(step) in _MODIFYING and row.sort(step + 1) == "NP":
            return step + 2
        return None
    if sort == "OPEN":
        close = next(
            (at for at in range(step, min(step + 30, len(row.phrases))) if row.sort(at) == "CLOSE"),
            None,
        )
        return None if close is None else close + 1
    if sort == "DASH":
        other = next(
            (
                at
                for at in range(step + 1, min(step + 20, len(row.phrases)))
                if row.sort(at) == "DASH"
            ),
            None,
        )
        return None if other is None or row.sort(other + 1) not in ("VG", "ADV") else other + 1
    if sort == "CC":
        return step + 2 if row.sort(step + 1) == "NP" else None
    if sort == "COMMA":
        return _over_comma(row, step)
    if sort == "NP" and row.words.lowers[row.phrases[step].head] in lexicon().days:
        return step + 1
    return None


def _over_comma(row: Row, step: int) -> int | None:
    """Over a list or a parenthesis between commas, which must lead to a verb of its own."""
    following = row.sort(step + 1)
    close = _closing_comma(row, step)
    if close is not None and row.sort(close + 1) in ("VG", "ADV"):
        return close + 1
    if following == "ADV" and row.sort(step + 2) in ("NP", "PART"):
        step, following = step + 1, row.sort(step + 2)
    if following == "NP":
        return step + 2
    if following == "PART":
        return step + 1
    if following == "CC" and row.sort(step + 2) == "NP":
        return step + 3
    if following == "VG" and row.phrases[step + 1].form == "passive":
        return step + 1
    return None


def _closing_comma(row: Row, step: int) -> int | None:
    """The comma that closes the parenthesis opened at `step`: the next with a finite verb behind it."""
    for at in range(step + 1, min(step + 24, len(row.phrases))):
        sort = row.sort(at)
        if sort == "STOP":
            return None
        if sort == "COMMA" and row.sort(at + 1) in ("VG", "ADV"):
            after = at + 1 if row.sort(at + 1) == "VG" else at + 2
            group = row.at(after)
            if group is not None and group.sort == "VG" and group.form != "VBG":
                return at
    return None


def _relative(row: Row, step: int, index: int) -> Finding | None:
    """A relative clause with a kind: "people who were killed"; with its own subject, not ours."""
    phrase = row.phrases[index]
    after = step + 1
    while row.sort(after) in ("ADV", "QUOTE"):
        after += 1
    group = row.at(after)
    if group is None or group.sort != "VG":
        return None
    if row.sort(step - 1) == "COMMA" and index != step - 2:
        return None
    kind = said_of_subject(row, after, phrase.noun)
    return _finding(row, index, kind, "relative clause", group.head)


def _behind_clause(row: Row, step: int) -> int:
    """The index of the verb group behind a relative clause or participle: past its comma, or the next."""
    groups = 1 if row.sort(step) == "VG" else 0
    for at in range(step + 1, min(step + 24, len(row.phrases))):
        sort = row.sort(at)
        if sort == "VG":
            if groups and (row.phrases[at].form in ("VB", "VBG") or row.lower(at - 1) == "to"):
                continue
            groups += 1
            if groups == 2:
                return at
        if sort == "COMMA" and row.sort(at + 1) in ("VG", "ADV") and groups:
            return at + 1
        if sort in ("STOP", "SUB", "REL") and at > step + 1:
            break
    return len(row.phrases)


_TOGETHER = frozenset({"along", "together"})


def _conjoined(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
    """A later member of a list: it has what the member before it has."""
    phrase = row.phrases[index]
    if _opens_clause(row, index):
        return None
    countless = phrase.quantity is None and phrase.article < 0
    step = index - 1
    while row.sort(step) in ("ADV", "QUOTE", "ADJ") and row.lower(step) not in _TOGETHER:
        step -= 1
    if row.lower(step) == "with" and row.lower(step - 1) in _TOGETHER:
        step -= 2
        if row.sort(step) == "VG" and is_passive(row, step):
            kind = said_of_object(row, row.phrases[step], phrase.noun)
            return _finding(row, index, kind, "list, subject", row.phrases[step].head)
    elif row.sort(step) not in ("CC", "COMMA") or (countless and row.sort(step) != "CC"):
        return None
    while row.sort(step) in ("CC", "COMMA", "ADV", "QUOTE", "DASH"):
        step -= 1
    for _ in range(8):
        if row.sort(step) != "NP":
            return None
        finding = found.get(step)
        if finding is not None and finding.construction not in ("event noun", "modifier"):
            if fits(finding.kind, phrase.noun) and (
                phrase.quantity or phrase.article >= 0 or finding.construction
            ):
                return replace(
                    finding,
                    phrase=index,
                    construction="list, " + finding.construction.removeprefix("list, "),
                )
            adapted = _adapted(row, index, finding)
            if adapted is not None:
                return adapted
        if row.sort(step - 1) == "P" and not (countless and row.lower(step - 1) != "of"):
            step -= 2
            while row.sort(step) in ("QUOTE", "ADV", "ADJ"):
                step -= 1
        else:
            return None
    return None


def _opens_clause(row: Row, index: int) -> bool:
    """Whether the phrase, perhaps with others, is the subject of an active verb: "a medic said"."""
    step = index + 1
    for _ in range(8):
        sort = row.sort(step)
        if sort == "VG":
            group = row.phrases[step]
            return group.form in ("VBD", "VBZ", "VBP", "MD", "VB") and not is_passive(row, step)
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
    return _finding(row, index, kind, "list, object", finding.trigger)


def _deed(row: Row, index: int) -> Finding | None:
    """Behind a noun that names the deed: "the capture of two men", whatever befell them afterwards."""
    if row.sort(index - 1) != "P":
        return None
    phrase, preposition = row.phrases[index], row.lower(index - 1)
    before = index - 2
    while row.sort(before) in ("QUOTE", "ADV"):
        before -= 1
    governor = row.at(before)
    if governor is None or governor.sort != "NP":
        return None
    if preposition not in ("of", "among", "against", "on", "for", "in"):
        return None
    for kind in lexicon().deeds.get(row.words.lemmas[governor.head], ()):
        if fits(kind, phrase.noun) and (preposition == "of" or kind == "casualties"):
            return Finding(index, kind, "deed of", governor.head)
    return None


def _prepositional(row: Row, index: int) -> Finding | None:
    """Behind a preposition: "an attack by 20 gunmen", "disposed of three bombs"."""
    if row.sort(index - 1) != "P":
        return None
    phrase, preposition = row.phrases[index], row.lower(index - 1)
    before = index - 2
    while row.sort(before) in ("QUOTE", "ADV"):
        before -= 1
    governor = row.at(before)
    if governor is None:
        return None
    if (
        preposition in ("by", "between")
        and phrase.noun in ("combatant", "person", "vehicle")
        and phrase.quantity
    ):
        return (
            Finding(index, "deployed", "agent", index - 1) if phrase.noun == "combatant" else None
        )
    if governor.sort == "VG":
        kind = choose(
            lexicon().undergone.get(lemma_of(row, governor), ()),
            behind(row, governor),
            (),
            phrase.noun,
        )
        if preposition == "of" and lemma_of(row, governor) == "dispose":
            return None
        return None if kind is None else None
    return None


def _whole(row: Row, index: int) -> int | None:
    """The phrase whose part this one is by "including", "among them", "of them"; None if it is none."""
    phrase = row.phrases[index]
    step = index - 1
    while row.sort(step) in ("ADV", "ADJ", "QUOTE"):
        step -= 1
    listed = step
    for _ in range(12):
        sort = row.sort(listed)
        if sort == "PART" or row.lower(listed) in _INCLUSIVE:
            break
        if sort in ("CC", "COMMA", "P", "NP", "ADV", "ADJ", "QUOTE") and _between_members(
            row, listed
        ):
            listed -= 1
            continue
        listed = -1
        break
    else:
        listed = -1
    if listed >= 0 and row.lower(listed) in ("among", "amongst") and row.sort(listed + 1) == "NP":
        inner = row.phrases[listed + 1]
        if listed + 1 == index or not inner.bare:
            listed = -1
    if listed > 0:
        return _counted_before(row, listed)
    words = row.words
    if phrase.of >= 0 and words.lower(phrase.of + 1) in ("them", "whom", "those"):
        return _counted_before(row, index)
    return None


def _between_members(row: Row, step: int) -> bool:
    """Whether the phrase at `step` may stand between "including" and a later member of its list."""
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


def _part(row: Row, index: int, whole: int | None, found: dict[int, Finding]) -> Finding | None:
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
                kind = group_kind(row, at)
                return _finding(
                    row,
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


def _toll(row: Row, index: int) -> Finding | None:
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
    if before not in ("P", "VG", "ADV", "NP") or (
        before == "P" and row.lower(index - 1) not in ("to", "at", "of", "past", "as")
    ):
        return None
    words = row.words
    tolls = lexicon().tolls
    for step in range(index - 1, max(-1, index - 14), -1):
        other = row.phrases[step]
        if other.sort == "STOP":
            return None
        if other.sort == "ADJ" and row.sort(step - 1) == "NP" and row.lower(step) in tolls:
            return Finding(index, tolls[row.lower(step)], "toll", other.head)
        if other.sort != "NP" or other.quantity is not None:
            continue
        for start in range(other.start, other.end):
            for end in range(other.end, start, -1):
                kind = tolls.get(" ".join(words.lowers[start:end]))
                if kind is not None and (
                    end - start > 1
                    or words.lowers[start] in ("toll", "deaths", "casualties", "fatalities", "dead")
                ):
                    return Finding(index, kind, "toll", other.head)
        if words.lowers[other.head] == "number" and row.lower(step + 1) == "of":
            if row.sort(step + 2) in ("ADJ", "VG"):
                return _finding(row, index, being(row, step + 2, "person"), "toll", other.head)
            kind = (
                head_kind(row, step + 2)
                or group_kind(row, step + 2)
                or said_of_group(row, step + 2)
            )
            return _finding(row, index, kind, "toll", other.head)
    return None


def said_of_group(row: Row, index: int) -> Kind | None:
    """What is said right behind a plain plural: "the number of people killed"."""
    finding = _behind(row, index)
    return finding.kind if finding else None


def _modifier(row: Row, index: int) -> Finding | None:
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
        if kind is not None:
            return Finding(index, kind, "modifier", at)
    return None


_NEEDED = frozenset(
    {
        "aid",
        "relief",
        "food",
        "assistance",
        "help",
        "supplies",
        "supply",
        "water",
        "shelter",
        "medicine",
        "care",
        "ration",
        "rations",
        "feed",
        "support",
        "blankets",
        "tents",
        "meals",
        "clothing",
    }
)


def _helped(row: Row, index: int) -> Finding | None:
    """People whom help goes to: "food for 40,000 people", "delivered relief to a million villagers"."""
    phrase = row.phrases[index]
    if (
        phrase.quantity is None
        or row.lower(index - 1) not in ("to", "for")
        or phrase.noun != "person"
    ):
        return None
    near = row.words.lowers[max(0, phrase.start - 7) : phrase.start]
    return Finding(index, "affected", "helped", index - 1) if _NEEDED & set(near) else None


def _fighters(row: Row, index: int) -> Finding | None:
    """Soldiers, police and gunmen by number, of whom nothing else is said: they took part."""
    phrase = row.phrases[index]
    counted = phrase.quantity is not None and phrase.quantity.sort == "count"
    if counted and phrase.noun == "combatant" and row.words.tags[phrase.head] in ("NNS", "NNPS"):
        return Finding(index, "deployed", "fighters", phrase.head)
    return None


def _person_noun(row: Row, index: int) -> Finding | None:
    """Hostages, refugees, protesters: people whose noun says what befell them."""
    phrase = row.phrases[index]
    if phrase.quantity is None or phrase.quantity.sort not in ("count", "zero"):
        return None
    kind = head_kind(row, index)
    if kind is None or kind in _EVENT_HEADS:
        return None
    return Finding(index, kind, "noun of people", phrase.head)


def _gapped(row: Row, index: int, found: dict[int, Finding]) -> Finding | None:
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
    if not earlier:
        return None
    return replace(found[max(earlier)], phrase=index, construction="gapped")


def _by_tree(row: Row, index: int) -> Finding | None:
    """What the tree says, where word order says nothing."""
    phrase = row.phrases[index]
    if _governed(row, index) and (phrase.quantity is None or row.lower(index - 1) != "of"):
        return None
    kind, trigger = trees.kind_of(row.words, phrase.head, phrase.noun)
    return _finding(row, index, kind, "tree", trigger)


def countable(phrase: Phrase) -> bool:
    """Whether a phrase without a number is one person or thing by its article."""
    return phrase.article >= 0 and phrase.quantity is None


__all__ = ["ARTICLES", "Finding", "countable", "find", "head_kind"]
