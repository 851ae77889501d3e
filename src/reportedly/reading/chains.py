"""The chain between a source and the page: media that report it, posts, the agency credited, who is cited."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from reportedly.reading.naming import name_of
from reportedly.reading.resolution import Speakers
from reportedly.reading.sources import phrase_after
from reportedly.reading.speeches import Speech
from reportedly.reading.tokens import Tokens, word_set
from reportedly.records import Article


@cache
def _outlets() -> frozenset[str]:
    names = word_set("media", "outlets") | word_set("media", "platforms")
    return frozenset(name.removeprefix("The ").lower() for name in names)


def is_medium(name: str) -> bool:
    """Whether a name is that of a medium: a newspaper, an agency, a broadcaster, a platform."""
    lowered = name.lower().removeprefix("the ")
    if lowered in _outlets():
        return True
    words = lowered.split()
    return bool(words) and words[-1] in word_set("media", "words") and "security" not in words


@cache
def _platform_pattern() -> re.Pattern[str]:
    names = "|".join(
        re.escape(name) for name in sorted(word_set("media", "platforms"), key=len, reverse=True)
    )
    return re.compile(
        rf"\b(?:on|via|through) (?:the social media platform |his |her |its )?({names})(?!\w)"
    )


def credit_of(doc: Doc) -> list[str]:
    """The agency that the page credits, as a list of one or none."""
    article: Article | None = doc._.article if Doc.has_extension("article") else None
    if article is None or not article.agency or _in_dateline(article.text, article.agency):
        return []
    return [article.agency]


def _in_dateline(text: str, agency: str) -> bool:
    """Whether the agency is that of the page's own dateline: then it is the publisher, not a way."""
    head = text[:DATELINE_REACH]
    return bool(re.search(rf"\({re.escape(agency)}\) ?(?:--|—|–|-)", head))


DATELINE_REACH = 1_500


def set_chains(tokens: Tokens, speeches: list[Speech], speakers: Speakers) -> None:
    """Fill `via` and `cites` of all speeches."""
    posted: dict[str, list[str]] = {}
    for speech in speeches:
        if speech.name is None:
            continue
        speech.via.extend(_listener(tokens, speech))
        speech.via.extend(_platform(tokens, speech))
        if speech.via:
            posted[speech.name] = [*speech.via]
        elif speech.name in posted:
            speech.via.extend(posted[speech.name])
    _set_cited(tokens, speeches, speakers)


def _listener(tokens: Tokens, speech: Speech) -> list[str]:
    """The medium that was told: "told the Torva Post that"."""
    cue = speech.unit.cue
    if not cue.verb.told or speech.unit.order in {"passive", "agent"}:
        return []
    start = cue.last
    while start < len(tokens) and tokens.lowers[start] in word_set("clauses", "articles"):
        start += 1
    end = start
    while (
        end < len(tokens)
        and end - start < 6
        and (tokens.capital(end) or tokens.texts[end] in {"-", "of"})
    ):
        end += 1
    name = tokens.text_of(start, end)
    return [name] if name and is_medium(name) else []


def _platform(tokens: Tokens, speech: Speech) -> list[str]:
    first, last = speech.unit.sentence
    text = tokens.text_of(first, last)
    match = _platform_pattern().search(text)
    return [match.group(1)] if match else []


def _set_cited(tokens: Tokens, speeches: list[Speech], speakers: Speakers) -> None:
    """ "citing", "quoting": whom the speaker of the sentence has it from."""
    hosts: dict[int, Speech] = {}
    for speech in speeches:
        number = tokens.sentence[speech.unit.cue.first]
        if speech.verb.base not in {"cite", "quote"} and speech.name:
            hosts.setdefault(number, speech)
    for number, index in _citing(tokens):
        host = hosts.get(number)
        source = phrase_after(tokens, index + 1, tokens.bounds[number][1])
        name = name_of(tokens, *source) if source else None
        if host is None or name is None:
            continue
        cited = speakers.cited(tokens, name, host.name)
        if cited and host.name and is_medium(host.name):
            # A medium with a source behind it is the way; the one it quotes is the source.
            host.via.insert(0, host.name)
            host.name = cited
        else:
            host.cites = cited


def _citing(tokens: Tokens) -> list[tuple[int, int]]:
    return [
        (tokens.sentence[index], index)
        for index, lower in enumerate(tokens.lowers)
        if lower in {"citing", "quoting", "cites", "cited", "quoted"}
    ]


def chain_of(over: list[Speech], speech: Speech) -> list[str]:
    """The media among the speeches that hold this one, nearest the source first."""
    return [
        other.name
        for other in over
        if other is not speech
        and other.name
        and other.name != speech.name
        and is_medium(other.name)
    ]
