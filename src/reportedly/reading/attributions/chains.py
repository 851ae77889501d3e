"""The chain between a source and the page: media that report it, posts, the agency credited, who is cited."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from reportedly.reading.attributions.following import phrase_after
from reportedly.reading.attributions.naming import Name, name_of
from reportedly.reading.attributions.resolution import Speakers
from reportedly.reading.attributions.speech import Speech
from reportedly.reading.tokens import QUOTES, STOPS, Tokens, article_of, word_set


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
    if not words or "security" in words:
        return False
    if len(words) > 1 and (
        words[-1] in word_set("media", "names")
        or words[0] in {"radio", "tv", "television", "channel"}
    ):
        return True
    return words[-1] in word_set("media", "words")


@cache
def _platform_pattern() -> re.Pattern[str]:
    names = "|".join(
        re.escape(name) for name in sorted(word_set("media", "platforms"), key=len, reverse=True)
    )
    kinds = "|".join(re.escape(kind) for kind in sorted(word_set("media", "platform_kinds")))
    return re.compile(
        rf"\b(?:on|via|through) (?:the |his |her |its )?(?:(?:{kinds}) (?=\w))?({names})(?!\w)"
        rf"|\b(?:on|via|through) the (?:{kinds}) ([A-Z]\w+)"
    )


def credit_of(doc: Doc) -> list[str]:
    """The agency that the page credits, as a list of one or none."""
    article = article_of(doc)
    if article is None or not article.agency or _in_dateline(article.text, article.agency):
        return []
    return [article.agency]


def _in_dateline(text: str, agency: str) -> bool:
    """Whether the agency is that of the page's own dateline: then it is the publisher, not a way."""
    head = text[:DATELINE_REACH]
    return bool(re.search(rf"\({re.escape(agency)}\) ?(?:--|—|–|-)", head))


DATELINE_REACH = 1_500


def set_chains(tokens: Tokens, speeches: list[Speech]) -> None:
    """Fill `via` of all speeches, and name the medium behind "a report said"."""
    media = [speech.name for speech in speeches if speech.name and is_medium(speech.name)]
    for speech in speeches:
        if speech.name in {"report", "newspaper report", "media report"} and media:
            speech.name = media[0]
    posted: dict[str, list[str]] = {}
    for speech in speeches:
        if speech.name is None:
            continue
        speech.via.extend(_listener(tokens, speech))
        speech.via.extend(_platform(tokens, speech))
        speech.via.extend(_interviewer(tokens, speech))
        speech.via.extend(_quoter(tokens, speech))
        if speech.via:
            posted[speech.name] = [*speech.via]
        elif speech.name in posted:
            speech.via.extend(posted[speech.name])


def _listener(tokens: Tokens, speech: Speech) -> list[str]:
    """The medium that was told: "told the Torva Post that", "told state television"."""
    cue = speech.unit.cue
    if not cue.verb.told or speech.unit.order in {"passive", "agent", "shared"}:
        return []
    name = _named_at(tokens, cue.last)
    if (
        name is None
        or (" " not in name.text and name.text[:1].islower())
        or name.sort == "pronoun"
        or _is_audience(name.text)
        or not _is_medium_here(tokens, name)
    ):
        return []
    article = article_of(tokens.doc)
    publisher = (article.publisher or "") if article is not None else ""
    return [] if name.text.lower() in publisher.lower() else [name.text]


def _named_at(tokens: Tokens, index: int) -> Name | None:
    """The name of the phrase that begins at a token, without what says where and how."""
    last = tokens.bounds[tokens.sentence[index - 1]][1]
    phrase = phrase_after(tokens, index, last) if index < last else None
    if phrase is None:
        return None
    first, last = phrase
    placing = (i for i in range(first + 1, last) if tokens.lowers[i] in _PLACING)
    return name_of(tokens, first, next(placing, last))


_PLACING = frozenset({"in", "by", "on", "at", "from", "during", "over", "after"})


def _is_medium_here(tokens: Tokens, name: Name) -> bool:
    """Whether a name is a medium's by itself or by the word before it: "the broadcaster Keld"."""
    return is_medium(name.text) or tokens.lower(name.first - 1) in word_set("media", "kinds")


def _interviewer(tokens: Tokens, speech: Speech) -> list[str]:
    """The medium of "in an interview with the Torva Post"."""
    first, last = speech.unit.sentence
    for index in range(first, last - 2):
        if tokens.lowers[index] == "interview" and tokens.lowers[index + 1] in {"with", "to", "on"}:
            name = _named_at(tokens, index + 2)
            return [name.text] if name and _is_medium_here(tokens, name) else []
    return []


def _quoter(tokens: Tokens, speech: Speech) -> list[str]:
    """The medium of "an official quoted by Radio Keld said"."""
    first, last = speech.source or (0, 0)
    for index in range(first + 1, last - 1):
        if tokens.lowers[index] == "quoted" and tokens.lowers[index + 1] == "by":
            name = _named_at(tokens, index + 2)
            return [name.text] if name and _is_medium_here(tokens, name) else []
    return []


def _is_audience(text: str) -> bool:
    """Whether those who are told are no medium but people: "reporters", "a news conference"."""
    return text.lower().split()[-1] in word_set("media", "listeners")


def _platform(tokens: Tokens, speech: Speech) -> list[str]:
    first, last = speech.unit.sentence
    text = tokens.text_of(first, last)
    match = _platform_pattern().search(text)
    return [match.group(1) or match.group(2)] if match else []


def set_cited(
    tokens: Tokens, speech: Speech, citing: dict[int, tuple[int, int]], speakers: Speakers
) -> None:
    """ "citing", "quoting": whom the speaker of the sentence has it from.

    A medium that quotes somebody is the way; the one it quotes is the source.
    """
    place = citing.get(speech.cue[0].start)
    if place is None or not speech.name:
        return
    medium = is_medium(speech.name)
    cited = speakers.cited(tokens, *place, speech.name, speaking=medium)
    if cited and medium:
        speech.via.insert(0, speech.name)
        speech.name = cited
    else:
        speech.cites = cited


def citations(tokens: Tokens, speeches: list[Speech]) -> dict[int, tuple[int, int]]:
    """Whom or what a speaker cites: tokens, by the offset of the cue of his speech.

    A word of citing belongs to the speaker of its sentence who is named last before it, else to the first.
    """
    by_sentence: dict[int, list[Speech]] = {}
    for speech in speeches:
        if speech.source is not None and speech.verb.base not in {"cite", "quote"}:
            number = tokens.sentence[speech.unit.cue.first]
            by_sentence.setdefault(number, []).append(speech)
    found: dict[int, tuple[int, int]] = {}
    for index, lower in enumerate(tokens.lowers):
        if lower not in _CITING or tokens.lower(index + 1) == "by":
            continue
        number = tokens.sentence[index]
        end = _cited_end(tokens, index + 1, tokens.bounds[number][1])
        speakers = by_sentence.get(number, ())
        if not speakers or end <= index + 1:
            continue
        before = [speech for speech in speakers if (speech.source or (index, 0))[0] < index]
        speaker = max(before, key=lambda s: s.source or (0, 0)) if before else speakers[0]
        found.setdefault(speaker.cue[0].start, (index + 1, end))
    return found


_CITING = frozenset({"citing", "quoting", "cites", "cited", "quoted"})


def _cited_end(tokens: Tokens, first: int, last: int) -> int:
    """The end of whom or what is cited: the next comma, "that", "as saying", quotation or stop."""
    for index in range(first, min(last, first + 20)):
        if tokens.texts[index] in QUOTES | STOPS | {",", ";", ":"} or tokens.lowers[index] in {
            "that",
            "as",
        }:
            return index
    return min(last, first + 20)


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
