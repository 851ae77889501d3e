"""Sources that a reader missed, found where the same pages have them.

A copy that has lost the paragraph in which somebody was introduced still prints what they said; and a
sentence that ends in "the rescue service said" tells its source, whatever was read.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache

from reportedly import vocabulary
from reportedly.reconciling.spellings import is_person
from reportedly.records import Statement

Alike = tuple[str, str]
"""Text hashes of two pages that are near-duplicates."""

LONGEST = 80
"""So many characters at most stand before a name and its verb at the beginning of a sentence."""


def with_missed_sources(
    statements: Sequence[Statement], alike: Iterable[Alike]
) -> tuple[Statement, ...]:
    """Statements of a unit of pages with the sources that their readers missed.

    Args:
        statements: of a unit.
        alike: pairs of text hashes of its pages that are near-duplicates.
    """
    return as_their_words_say(as_copies_read(statements, alike))


def as_their_words_say(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements whose source was missed, with the one that their own sentence names beside a verb of saying.

    Only who speaks in other statements of these pages is looked for, and a surname on its own page alone.

    Args:
        statements: of a unit.
    """
    unheard = [one for one in statements if _may_be_unheard(one)]
    if not unheard:
        return tuple(statements)
    everywhere: dict[str, str] = {}
    on_page: dict[str, dict[str, str]] = defaultdict(dict)
    for one in sorted(statements, key=lambda one: (one.source or "", one.id, one.page)):
        if one.source and one.named:
            everywhere.setdefault(one.source.casefold(), one.source)
            if is_person(one.source):
                surname = one.source.split()[-1].casefold()
                on_page[one.page].setdefault(surname, one.source)
    found = {id(one): _named_in(one, everywhere | on_page[one.page]) for one in unheard}
    return tuple(
        one.model_copy(update={"source": source, "named": True})
        if (source := found.get(id(one)))
        else one
        for one in statements
    )


def _may_be_unheard(one: Statement) -> bool:
    words = one.sentence
    return one.source is None and bool(words) and _saying().search(words or "") is not None


def _named_in(one: Statement, names: Mapping[str, str]) -> str | None:
    """The one source among some names that a sentence gives for its figure; None for none or several."""
    words, at = one.sentence or "", one.claims[0].start - (one.sentence_start or 0)
    if not 0 <= at < len(words):
        return None
    spoken = {
        name.casefold() for name in (*_before(words[:at]), *_behind(words[at:])) if name.strip()
    }
    heard = {
        (len(name), source)
        for name, source in names.items()
        if any(re.search(rf"\b{re.escape(name)}$", said) for said in spoken)
    }
    # "The Ministry of Emergency" ends in no other body's name, "the fire department" in no "department".
    return max(heard)[1] if heard else None


def _before(words: str) -> list[str]:
    """Who speaks in "the mayor, Ada Orlen, said that", before the figure: all up to the verb."""
    found = _verb().match(words)
    return [found["who"]] if found else []


def _behind(words: str) -> list[str]:
    """Who speaks in ", the police said on Monday." and ", according to the police", behind the figure."""
    return [found["who"] for pattern in _closing() if (found := pattern.search(words))]


_REMARK = r"(?:,? \([^()]{1,20}\))?,?"
"""What may stand between a name and its verb: an acronym, a comma."""

_REST = r"(?: on [A-Z]\w+)?(?:, (?:up|down) from [\w,.]+?)?[.”\"]*$"
"""What may follow at the end of the sentence: the day, the former figure."""


@cache
def _words(place: str) -> str:
    words: list[str] = vocabulary.load("series")["saying"][place]
    return "|".join(re.escape(word) for word in words)


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words('verbs')}|{_words('prepositions')})\b")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>[^.;]{{1,{LONGEST}}}?){_REMARK} (?:{_words('verbs')})\b")


@cache
def _closing() -> tuple[re.Pattern[str], ...]:
    who = r"(?P<who>[^,;]{1,80}?)"
    return (
        re.compile(rf", {who}{_REMARK} (?:{_words('verbs')}){_REST}"),
        re.compile(rf", (?:{_words('prepositions')}) {who}{_REMARK}{_REST}"),
    )


def as_copies_read(
    statements: Sequence[Statement], alike: Iterable[Alike]
) -> tuple[Statement, ...]:
    """Statements whose source a copy's reader missed, with that of the very sentence in other copies.

    A paper that cuts the paragraph in which somebody was introduced still prints what they said.

    Args:
        statements: of a unit.
        alike: pairs of text hashes of its pages that are near-duplicates.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in alike:
        near[a].add(b)
        near[b].add(a)
    known: dict[tuple[str, Hashable], set[tuple[str, bool]]] = defaultdict(set)
    for one in statements if near else ():
        if one.source and one.text_hash in near:
            known[one.text_hash, _words_said(one)].add((one.source, one.named))
    return tuple(
        one if one.source or one.text_hash not in near else _sourced(one, near, known)
        for one in statements
    )


def _words_said(statement: Statement) -> Hashable:
    return statement.sentence, statement.figure, statement.kind, statement.role


def _sourced(
    one: Statement,
    near: Mapping[str, Iterable[str]],
    known: Mapping[tuple[str, Hashable], set[tuple[str, bool]]],
) -> Statement:
    if not one.sentence:
        return one
    said = _words_said(one)
    found = {
        source for other in near[one.text_hash or ""] for source in known.get((other, said), ())
    }
    if len({source for source, _ in found}) != 1:
        return one
    source, named = max(found)
    return one.model_copy(update={"source": source, "named": named})
