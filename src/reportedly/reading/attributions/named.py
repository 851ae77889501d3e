"""The people and bodies that an article names, with the words by which it describes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from reportedly.reading.attributions.naming import Name, head_word, name_of
from reportedly.reading.tokens import QUOTES, STOPS, Tokens, any_word, word_set


@dataclass
class Mentions:
    """The people and bodies that an article names, and by what words it describes them."""

    full: dict[str, str] = field(default_factory=dict)
    """Surname to the fullest name with that surname."""
    first: dict[str, str] = field(default_factory=dict)
    """First word of a two-part name, where no other has it, to the name: "Li" of "Li Oro"."""
    short: dict[str, str] = field(default_factory=dict)
    """Abbreviation to the name that it stands for."""
    near: dict[str, str] = field(default_factory=dict)
    """The first five letters of a surname to the name: for surnames spelled in two ways."""
    initials: dict[str, str] = field(default_factory=dict)
    """The initials of a body's name to the name: what a bare abbreviation may stand for."""
    described: list[tuple[int, str, frozenset[str]]] = field(default_factory=list)
    """Where a person is named (token), the name, and the words of title and apposition, in order."""
    bodies: list[tuple[int, str, str]] = field(default_factory=list)
    """Where a body or group is named, its last word in lower case, its name; in order."""


def mentions(tokens: Tokens) -> Mentions:
    """Read all names of a document, in one pass over its tokens."""
    found = Mentions()
    runs = _capital_runs(tokens)
    single = Counter(tokens.texts[first] for first, last in runs if last - first == 1)
    for first, last in runs:
        _add_run(tokens, first, last, found, single)
    _settle_spellings(found, tokens.texts)
    for surname, name in found.full.items():
        found.near.setdefault(surname[:5], name)
    firsts = Counter(name.split()[0] for name in found.full.values())
    for name in found.full.values():
        if firsts[name.split()[0]] == 1 and name.split()[0] not in found.full:
            found.first[name.split()[0]] = name
    _add_short(tokens.text, found)
    return found


def _capital_runs(tokens: Tokens) -> list[tuple[int, int]]:
    """Runs of capitalised words, with the particles and "of"s within."""
    runs: list[tuple[int, int]] = []
    index, size = 0, len(tokens)
    plain, capitals = _openers(), tokens.capitals
    while index < size:
        if not capitals[index] or tokens.lowers[index] in plain:
            index += 1
            continue
        last = index + 1
        while last < size and last - index < 14:
            text = tokens.texts[last]
            if (
                capitals[last]
                or (text == "-" and tokens.ends[last - 1] == tokens.starts[last])
                or (text in _JOINING and _resumes(tokens, last))
            ):
                last += 1
            else:
                break
        runs.append((index, last))
        index = last
    return runs


_JOINING = frozenset({"of", "for", "and", "the", "al", "bin", "de", "van", "von", "'s", "’s"})


@cache
def _openers() -> frozenset[str]:
    """Words that are capitalised only because a sentence starts with them."""
    closed = any_word(
        "clauses.prepositions",
        "clauses.conjunctions",
        "clauses.determiners",
        "clauses.subordinators",
        "clauses.personal",
    )
    return closed | {"meanwhile", "however", "earlier", "separately", "also", "yesterday"}


def _resumes(tokens: Tokens, index: int) -> bool:
    """Whether a small word inside a name is followed by another capital, at once or after "the"."""
    following = index + 1
    if tokens.lower(following) == "the":
        following += 1
    return (
        following < len(tokens)
        and tokens.texts[following][:1].isupper()
        and tokens.texts[index] != "and"
    )


def _settle_spellings(found: Mentions, texts: Sequence[str]) -> None:
    """One person spelled in two ways ("Orovski", "Orovsky") takes the spelling used most."""
    groups: dict[tuple[str, str], list[str]] = {}
    for surname, name in found.full.items():
        if len(surname) > 5:
            groups.setdefault((name.split()[0], surname[:5]), []).append(surname)
    doubtful = [surnames for surnames in groups.values() if len(surnames) > 1]
    counts = Counter(texts if doubtful else ())
    for surnames in doubtful:
        usual = max(surnames, key=lambda surname: counts[surname])
        for surname in surnames:
            if abs(len(surname) - len(usual)) <= 2:
                found.full[surname] = found.full[usual]


def _add_run(tokens: Tokens, first: int, last: int, found: Mentions, single: Counter[str]) -> None:
    start = first
    while start > 0 and start > first - 4 and _lower_title(tokens, start - 1):
        start -= 1
    name = name_of(tokens, start, last)
    if name is None:
        return
    if name.sort == "person":
        _add_person(tokens, name, (first, last), found, single)
        if " " in name.text:
            return
    end = _with_noun(tokens, last)
    if end > last or (name.sort in {"body", "group"} and last - first > 1):
        body = name if (start, last) == (first, end) else name_of(tokens, first, end)
        if body is not None and body.sort != "person":
            _add_body(tokens, (first, last), end, body, found)


def _add_person(
    tokens: Tokens, name: Name, run: tuple[int, int], found: Mentions, single: Counter[str]
) -> None:
    parts = name.text.split()
    surname = parts[-1]
    if len(parts) > 1 and not _sentence_opener(tokens, name):
        known = found.full.setdefault(surname, name.text)
        if len(known.split()) < len(parts) <= 4 and known in name.text:
            found.full[surname] = name.text
    words = set(name.titles) | _apposition(tokens, run[1])
    told = tokens.lower(run[1]) in _SPEAKING or tokens.lower(run[0] - 1) in _SPEAKING
    if words or (len(parts) > 1 and (single[surname] or told)):
        found.described.append((name.first, name.text, frozenset(words)))


def _add_body(tokens: Tokens, run: tuple[int, int], end: int, body: Name, found: Mentions) -> None:
    found.bodies.append((run[0], head_word(tokens, body.first, body.last), body.text))
    short = _initials(body.text)
    if 3 <= len(short) <= 7:
        found.initials.setdefault(short, body.text)
    if run[1] - run[0] == 1 and tokens.lowers[end - 1] in _MEDIA_NOUNS:
        found.short.setdefault(tokens.texts[run[0]], body.text)


_SPEAKING = frozenset({"said", "says", "told", "added", "has", "was", "who"})


_MEDIA_NOUNS = frozenset({"agency", "newspaper", "daily", "television", "radio"})


def _with_noun(tokens: Tokens, last: int) -> int:
    """The end of a capitalised run with the noun that makes it a body: "Keldian police", "US-led coalition"."""
    end = last
    bodies = any_word("titles.bodies.words", "titles.groups.words")
    prepositions = word_set("clauses", "prepositions")
    for index in range(last, min(last + 3, len(tokens))):
        lower = tokens.lowers[index]
        if lower in bodies or lower in _MEDIA_NOUNS:
            end = index + 1
        elif (
            (not lower.isalpha() and lower != "-")
            or lower in prepositions
            or (tokens.verbal(index) and tokens.texts[index - 1] != "-")
        ):
            break
    return end


def _lower_title(tokens: Tokens, index: int) -> bool:
    lower = tokens.lowers[index]
    return not tokens.capital(index) and (lower in word_set("titles", "titles"))


def _sentence_opener(tokens: Tokens, name: Name) -> bool:
    """ "But Smith": a run that is two words only because a sentence starts with one of them."""
    first = tokens.bounds[tokens.sentence[name.first]][0]
    opener = tokens.lowers[name.first]
    return first == name.first and opener in _openers()


def _apposition(tokens: Tokens, last: int) -> set[str]:
    """The words after "X, a spokesman for Y,": up to the next comma."""
    if tokens.lower(last) != ",":
        return set()
    words: set[str] = set()
    for index in range(last + 1, min(last + 14, len(tokens))):
        text = tokens.texts[index]
        if text in STOPS | QUOTES | {",", ";"} or "\n" in text:
            return words if index > last + 1 else set()
        words.add(tokens.lowers[index])
        if tokens.finite(index):
            return set()
    return set()


_SHORT = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")


def _add_short(text: str, found: Mentions) -> None:
    """ "the Relief Office of Torva (ROT)": the capitalised words before the bracket."""
    for match in _SHORT.finditer(text):
        before = text[max(0, match.start() - 90) : match.start()].rstrip()
        names = re.search(
            r"(?:[A-Z][\w'’&.-]*(?: (?:of|for|the|and|on|in|de|des) | |-)?)+$", before
        )
        short = match.group(1)
        if names and _initials_fit(short, names.group()):
            name = re.sub(r"^(?:The|A|An) ", "", names.group().strip())
            found.short.setdefault(short, _from_initial(short, name))


def _initials(name: str) -> str:
    """The letters that abbreviate a name: "UN Relief Office" gives UNRO."""
    words = [word for word in re.findall(r"[\w.]+", name) if word[0].isupper()]
    return "".join(
        word.replace(".", "") if word.isupper() and len(word) <= 3 else word[0] for word in words
    )


def _initials_fit(short: str, name: str) -> bool:
    capitals = "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]*", name)).upper()
    letters = [letter for letter in short.upper() if letter.isalpha()]
    return len(letters) >= 2 and letters[-1] in name.upper() and (letters[0] in capitals)


def _from_initial(short: str, name: str) -> str:
    """The name from the word that the abbreviation starts with: "Ayo of Relief Office" gives the office."""
    parts = name.split()
    for start, part in enumerate(parts):
        rest = [word for word in parts[start:] if word[0].isupper()]
        if part[0].upper() == short[0].upper() and abs(len(rest) - len(short)) <= 2:
            return " ".join(parts[start:])
    return name
