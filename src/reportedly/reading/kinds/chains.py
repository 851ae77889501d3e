"""The verbs that are said of one subject: "are feared | dead", "was shot | and killed", deaths first."""

from reportedly.reading.kinds.lexicon import lexicon
from reportedly.reading.kinds.rows import Row, is_passive, lemma_of, temporal, verbs


def chain_of(row: Row, index: int) -> list[int]:
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
    if temporal(row, step):
        step = _over_detours(row, step + 1)
    return step if step > index and row.sort(step) == "VG" else index


def _over_detours(row: Row, index: int) -> int:
    """The index behind prepositions with their nouns, times and brackets."""
    for _ in range(8):
        if _detour(row, index):
            index += 2
        elif temporal(row, index) or _times(row, index):
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
