"""Names of private persons made unreadable in what is published.

Kept are the names of those who act as sources on the page (`source`, `cites`, `via`), of its publisher and
its agency, of places, bodies and peoples, and of persons named with a public office: they speak or answer in
public. All other runs of capitalised words that can be a person's name are covered, letter by letter, so that
every offset into the words still holds. It is a help and no promise: it covers too much rather than too little,
and a person named in small letters or by a single word stays. Look before you publish.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from reportedly import vocabulary
from reportedly.records import RecordedClaim, Series, Statement
from reportedly.vocabulary.countries import countries

COVER = "█"
"""What stands for each letter of a name."""

Told = TypeVar("Told", RecordedClaim, Statement)

Cover = Callable[[str], str]
"""Gives words with private names covered, as long as before."""

_WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
_TOKEN = re.compile(rf"{_WORD}\.?|[^\w\s]|\d\S*")
_ENDS = '.!?:;“”"‘—–'
_FIELDS = ("who", "counted", "sentence", "title", "hedge")


def redacted(
    claims: Sequence[RecordedClaim], text: str | None = None
) -> tuple[list[RecordedClaim], str | None]:
    """The claims of one page, and its text, with the names of private persons covered.

    Args:
        claims: all of the page that are published: together they say who speaks.
        text: the whole text of the page, where it is published too.
    """
    names = _Names(claims, text or "")
    return [names.covered(claim) for claim in claims], text and names.cover(text)


def redacted_series(series: Series) -> Series:
    """A series with the names of private persons covered in its statements."""
    names = _Names([*series.statements, *series.apart])
    return series.model_copy(
        update={
            "title": names.cover(series.title),
            "statements": tuple(names.covered(one) for one in series.statements),
            "apart": tuple(names.covered(one) for one in series.apart),
        }
    )


def covering(told: Iterable[RecordedClaim | Statement], *texts: str) -> Cover:
    """What covers the names of private persons in any words about some records.

    Args:
        told: claims or statements: together they say who speaks, and may be read.
        texts: other words in which persons are named in full, so that single names are known elsewhere.
    """
    return _Names(told, *texts).cover


class _Names:
    """Which names some records of one page tell, and which of them may be read."""

    def __init__(self, told: Iterable[RecordedClaim | Statement], *texts: str) -> None:
        same = list(told)
        # Words of figures are here too: what is said of a number is never covered.
        self._public = {
            word for one in same for name in (*_speaking(one), one.figure) for word in _words(name)
        }
        self._private: set[str] = set()
        found = [str(getattr(one, field, None) or "") for one in same for field in _FIELDS]
        for words in dict.fromkeys([*found, *texts]):
            for start, end in self._runs(words):
                run = _words(words[start:end])
                if len(run) > 1:  # each of its names may stand by itself elsewhere
                    self._private.update(
                        word
                        for word in run
                        if len(word) > 1 and not _is_common(word) and word not in self._public
                    )

    def covered(self, one: Told) -> Told:
        """A record whose words have no private name left."""
        changed = {
            field: self.cover(value)
            for field in _FIELDS
            if isinstance(value := getattr(one, field, None), str)
        }
        return one.model_copy(update=changed)

    def cover(self, words: str) -> str:
        """Words with private names covered; as long as before."""
        shown = list(words)
        for start, end in [*self._runs(words), *self._alone(words)]:
            for at in range(start, end):
                if shown[at].isalpha():
                    shown[at] = COVER
        return "".join(shown)

    def _alone(self, words: str) -> Iterator[tuple[int, int]]:
        """Single words that stand in a private name elsewhere."""
        for found in re.finditer(_WORD, words):
            if found[0].removesuffix("'s").removesuffix("’s") in self._private:
                yield found.span()

    def _runs(self, words: str) -> Iterator[tuple[int, int]]:
        """Capitalised words in a row that can be a private person's name."""
        tokens = list(_TOKEN.finditer(words))
        at = 0
        while at < len(tokens):
            end = _run_end(tokens, at)
            if end > at:
                yield from self._judged(tokens, at, end)
            at = max(end, at + 1)

    def _judged(
        self, tokens: Sequence[re.Match[str]], first: int, last: int
    ) -> Iterator[tuple[int, int]]:
        """The part of a run of tokens that is a private name, if one is."""
        opens = first == 0 or tokens[first - 1][0][-1] in _ENDS
        titled = [at for at in range(first, last) if _plain(tokens[at][0]) in _titles()]
        first = titled[-1] + 1 if titled else first
        while first < last and opens and not titled and _plain(tokens[first][0]) in _openers():
            first += 1
        before = [_plain(token[0]) for token in tokens[max(first - 2, 0) : first]]
        run = [
            token[0].rstrip(".").removesuffix("'s").removesuffix("’s")
            for token in tokens[first:last]
        ]
        said_all = [word.lower() for word in run]
        if not run or set(run) <= self._public or _is_no_person(before):
            return
        behind = tokens[last][0] if last < len(tokens) else ""
        if _bodies().intersection([*said_all, behind]) or _is_place(said_all):
            return
        if len(run) > 1 or _titles().intersection(before[-1:]):
            yield tokens[first].start(), tokens[last - 1].end()


def _is_no_person(before: Sequence[str]) -> bool:
    """Whether the words before a name say that it is that of an office's holder, a place or a thing."""
    last = before[-1] if before else ""
    if len(before) > 1 and last in ("of", ",") and before[0] in _offices():
        return True  # "governor of Lower Oro", "the governor, Ida Lunt,"
    return last in _offices() or last in _things()


def _run_end(tokens: Sequence[re.Match[str]], first: int) -> int:
    """Behind the last of the capitalised words in a row that begin here; particles may stand among them."""
    end = at = first
    while at < len(tokens):
        word = tokens[at][0]
        if _is_capital(word):
            end = at + 1
        elif at == first or word not in _particles():
            break
        if word.endswith(".") and len(word) > 2 and _plain(word) not in _titles():
            break  # a sentence ends
        if at + 1 < len(tokens) and not _follows(tokens[at], tokens[at + 1]):
            break
        at += 1
    return end


def _speaking(one: RecordedClaim | Statement) -> list[str]:
    agency = one.agency if isinstance(one, RecordedClaim) else None
    origin = one.origin if isinstance(one, Statement) else None
    named = (one.source, one.cites, *one.via, one.publisher, one.where, agency, origin)
    return [name for name in named if name]


def _words(name: str) -> list[str]:
    return re.findall(_WORD, name)


def _plain(word: str) -> str:
    return word.rstrip(".").lower()


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital letter and is no acronym; an initial is none."""
    return word[0].isupper() and (len(word.rstrip(".")) == 1 or not word.isupper())


def _follows(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.string[one.end() : other.start()] == " "


def _is_place(said: Sequence[str]) -> bool:
    from reportedly.reading.gazetteer import places  # loads the language model's library

    known = places() | _peoples()
    named = [word for word in said if len(word) > 1]  # "N. Korean"
    return " ".join(said) in known or (bool(named) and all(word in known for word in named))


def _is_common(word: str) -> bool:
    said = word.lower()
    return said in _openers() or said in _titles() or said in _bodies() or _is_place([said])


@cache
def _titles() -> frozenset[str]:
    return frozenset(_plain(word) for word in vocabulary.load("titles")["titles"]) | _offices()


@cache
def _offices() -> frozenset[str]:
    return frozenset(vocabulary.load("redaction")["offices"])


@cache
def _things() -> frozenset[str]:
    """Words before a name that is not a person's: "the" Tollen Strait, the newspaper Oro Post."""
    return frozenset({"the", "in", "at", "near", *vocabulary.load("media")["kinds"]})


@cache
def _particles() -> frozenset[str]:
    return frozenset(vocabulary.load("titles")["particles"]) | {"'s", "’s"}


@cache
def _bodies() -> frozenset[str]:
    """Words in the names of bodies, media and things."""
    titles, media = vocabulary.load("titles"), vocabulary.load("media")
    words = [*titles["bodies"]["words"], *titles["nameless"], *media["words"], *media["names"]]
    return frozenset(word.lower() for word in words)


@cache
def _openers() -> frozenset[str]:
    """Words that have a capital letter only because a sentence begins with them."""
    clauses = vocabulary.load("clauses")
    closed = ("articles", "determiners", "pronouns", "possessives", "openers", "conjunctions")
    named = (*closed, "subordinators", "prepositions", "relatives", "focusing", "fronting")
    return frozenset(word.lower() for name in named for word in clauses[name])


@cache
def _peoples() -> frozenset[str]:
    names = (name for one in countries() for name in (*one.names, *one.adjectives))
    return frozenset(form for name in names for form in (name.lower(), f"{name.lower()}s"))
