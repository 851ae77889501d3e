"""Kinds said of a subject: by what stands right behind it, by its verb, by a relative clause.

Between a subject and its verb may stand prepositions, lists, brackets and clauses; they are stepped over.
"""

from reportedly.reading.kinds.findings import Finding, finding_of
from reportedly.reading.kinds.lexicon import lexicon
from reportedly.reading.kinds.predicates import being, said_of_subject
from reportedly.reading.kinds.rows import Row, is_passive, lemma_of, negated, verbs

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


def described(row: Row, index: int) -> Finding | None:
    """An adjective or participle right behind: "12 people dead", "three killed", "six missing"."""
    phrase = row.phrases[index]
    step = index + 1
    while row.sort(step) in ("ADV", "QUOTE"):
        step += 1
    following = row.at(step)
    if following is None:
        return None
    if following.sort == "ADJ" and not _burned_alive(row, index, step):
        return finding_of(index, being(row, step, phrase.noun), "adjective behind", following.start)
    if following.sort != "VG" or not is_passive(row, step):
        return None
    if following.form == "passive" and row.words.lowers[following.start] != "being":
        return None
    if negated(row, following):
        return None
    kind = said_of_subject(row, step, phrase.noun)
    if kind not in (None, "killed", "injured") and _main_deadly(row, step, index):
        main = row.phrases[_behind_clause(row, step)]
        return Finding(index, "killed", "subject", main.head)
    return finding_of(index, kind, "participle behind", following.head)


def _burned_alive(row: Row, index: int, step: int) -> bool:
    """Whether "alive" behind a noun tells how its verb killed: "burned ten people alive"."""
    verb = row.at(index - 1)
    if row.lower(step) != "alive" or verb is None or verb.sort != "VG":
        return False
    return lemma_of(row, verb) in verbs("violent")


def away_from_home(row: Row, index: int) -> Finding | None:
    """People of one place who are in another: "some 600 people from Hadrun are now in Astrel"."""
    phrase = row.phrases[index]
    if phrase.quantity is None or phrase.noun != "person" or row.lower(index + 1) != "from":
        return None
    step = index + 3
    group = row.at(step)
    if row.sort(index + 2) != "NP" or group is None or group.sort != "VG":
        return None
    if row.words.lemmas[group.head] not in ("be", "stay", "remain", "live"):
        return None
    while row.sort(step + 1) == "ADV":
        step += 1
    place = row.at(step + 2)
    if row.lower(step + 1) not in ("in", "at", "with") or place is None or place.sort != "NP":
        return None
    if not row.words.tags[row.phrases[index + 2].head].startswith("NNP"):
        return None
    return Finding(index, "displaced", "away from home", group.head)


def governed(row: Row, index: int) -> bool:
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
    if row.phrases[index].quantity is not None and (
        row.lower(step) == "with" or (row.lower(step) == "of" and row.lower(step - 1) in _TOTALS)
    ):
        return False
    return row.sort(step) == "P" and row.lower(step) != "that"


_TOTALS = frozenset(
    {
        *("a total", "the total", "total", "a combined total"),
        *("average", "an average", "the average", "a daily average"),
    }
)


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


def subject_of(row: Row, index: int) -> Finding | None:
    """The subject of the next verb group, over what stands between: parentheses, lists, relatives."""
    phrase = row.phrases[index]
    if governed(row, index) and not _adverbial(row, index):
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
            return finding_of(index, kind, "subject", row.phrases[step].head)
        if sort == "REL":
            relative = _relative(row, step, index)
            if relative is not None and not _main_deadly(row, step, index):
                return relative
            step, jumped = _behind_clause(row, step), True
            continue
        following = _over(row, step)
        if following is None:
            main = _behind_open_clause(row, step) if phrase.quantity is None else -1
            kind = said_of_subject(row, main, phrase.noun) if main > 0 else None
            return finding_of(index, kind, "subject", row.phrases[main].head)
        step = following
    return None


def _behind_open_clause(row: Row, step: int) -> int:
    """The passive behind a relative clause that no comma closes, -1 where there is none.

    "Juma Ramos, who had spoken for the old government of Oro was killed": what the preposition holds is
    no subject, so that the verb behind it is that of the name.
    """
    if row.sort(step) != "COMMA" or row.sort(step + 1) != "REL" or row.sort(step + 2) != "VG":
        return -1
    for at in range(step + 3, min(step + 24, len(row.phrases))):
        sort = row.sort(at)
        if sort in ("STOP", "REL", "COMMA") or (sort == "SUB" and row.lower(at) != "as"):
            return -1
        if sort == "VG" and row.phrases[at].form == "passive":
            before = at - 1
            while row.sort(before) == "NP" and row.sort(before - 1) == "CC":
                before -= 2
            held = row.sort(before) == "NP" and row.sort(before - 1) == "P"
            return at if held and row.words.lowers[row.phrases[at].start] == "was" else -1
    return -1


def _main_deadly(row: Row, step: int, index: int) -> bool:
    """Whether the main verb behind a relative clause or participle at `step` says a death."""
    main = _behind_clause(row, step)
    if row.sort(main) != "VG":
        return False
    return said_of_subject(row, main, row.phrases[index].noun) == "killed"


def _reduced(row: Row, step: int) -> bool:
    """Whether a verb group only describes the noun before it: "men travelling in a taxi were ..."."""
    form = row.phrases[step].form
    if row.lower(step + 1) == "that":
        return False
    return row.sort(step - 1) in ("NP", "CLOSE") and (
        form == "VBG" or (form in ("VBN", "VBD") and is_passive(row, step))
    )


def _over(row: Row, step: int) -> int | None:
    """The index behind what may stand between a subject and its verb at `step`; None if nothing may."""
    sort = row.sort(step)
    if sort in ("ADV", "QUOTE", "ADJ"):
        return step + 1
    if sort in ("OPEN", "DASH"):
        return _over_bracket(row, step)
    if sort == "PART":
        return step + 2 if row.sort(step + 1) == "NP" else step + 1
    if sort == "P":
        return step + 2 if row.lower(step) in _MODIFYING and row.sort(step + 1) == "NP" else None
    if sort == "CC":
        return step + 2 if row.sort(step + 1) == "NP" else None
    if sort == "COMMA":
        return _over_comma(row, step)
    if sort == "NP" and (_is_age(row, step) or _names_day(row, step)):
        return step + 1
    return None


def _names_day(row: Row, step: int) -> bool:
    return row.words.lowers[row.phrases[step].head] in lexicon().days


def _is_age(row: Row, step: int) -> bool:
    """Whether the phrase at `step` is an age: "children | aged | 12 to 17 | were killed"."""
    quantity = row.phrases[step].quantity
    aged = row.lower(step - 1) == "aged"
    return aged or (quantity is not None and quantity.sort == "age")


def _over_bracket(row: Row, step: int) -> int | None:
    """Over a bracket, or over dashes that lead back to a verb."""
    dash = row.sort(step) == "DASH"
    wanted, reach = ("DASH", 20) if dash else ("CLOSE", 30)
    found = (
        at for at in range(step + 1, min(step + reach, len(row.phrases))) if row.sort(at) == wanted
    )
    close = next(found, None)
    if close is None or (dash and row.sort(close + 1) not in ("VG", "ADV")):
        return None
    return close + 1


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
    return finding_of(index, kind, "relative clause", group.head)


def _behind_clause(row: Row, step: int) -> int:
    """The index of the verb group behind a relative clause or participle: past its comma, or the next."""
    groups = 1 if row.sort(step) == "VG" else 0
    for at in range(step + 2, min(step + 24, len(row.phrases))):
        if row.sort(at) == "STOP":
            break
        # Two verbs side by side: the first ends the clause, the second is the main one.
        if row.sort(at) == "VG" == row.sort(at - 1) and row.phrases[at].form == "passive":
            return at
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
