"""Identities that outlive a reading: of claims, of statements, of articles.

They are hashes of what stands in the text and what it says, never of the program's version, so that
a page read again by a better version keeps the identities of everything that it still reads alike.
A change to any function of this module changes identities: it needs a migration.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportedly.records import Article, Claim

DIGITS = 12
"""Hexadecimal digits of an identity: at 10 million claims, two share one with odds of 1 in 6."""

_MOST_PROFILES = 200
_UNDATED = ("", "")
_ENCODER = json.JSONEncoder(separators=(",", ":"))
_stands_as_it_is = re.compile(r"[ !#-\[\]-~]*").fullmatch  # in JSON


def fold(words: str | None) -> str:
    """One spelling of a phrase for comparing: casefolded, white space collapsed; None folds to ''.

    Names, demonyms, transliterations and abbreviations are not folded here: whether two phrases name
    one actor is for `reconciling` to say, with its evidence.
    """
    return " ".join(words.casefold().split()) if words else ""


def claim_id(text_hash: str, claim: Claim, ordinal: int = 0) -> str:
    """The id of a claim: 12 hexadecimal digits of SHA-256 over what the words say and where.

    Hashed are the text's hash, start, end, kind, low and high, so the same words of the same text
    keep their id when who, where, source or any other field is read better later. `ordinal` tells
    claims of one reading apart that agree in all of these (0 for the first).
    """
    identity = [text_hash, claim.start, claim.end, claim.kind, *_bounds(claim)]
    return _hash(identity, ordinal)


def claim_ids(text_hash: str, claims: Sequence[Claim]) -> list[str]:
    """The ids of all claims of one reading, in their order; no two are equal."""
    seen: dict[str, int] = defaultdict(int)
    ids = []
    for claim in claims:
        first = claim_id(text_hash, claim)
        ids.append(first if not seen[first] else claim_id(text_hash, claim, seen[first]))
        seen[first] += 1
    return ids


def phrase_hash(words: str) -> str:
    """32 hexadecimal digits of SHA-256 by which a phrase is looked up: phrases can be long."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def article_digest(article: Article) -> str:
    """SHA-256 of an article: its text and all that was learnt about it.

    Left out are `updated` and `warnings`, so that a page fetched again with another stamp or other
    furniture, but the same words, is the same article.
    """
    learnt = article.model_dump(
        exclude={"text", "updated", "warnings"}, exclude_defaults=True, exclude_none=True
    )
    whole = f"{article.text_hash()}\n{_ENCODER.encode(learnt)}"
    return hashlib.sha256(whole.encode("ascii")).hexdigest()


class Mentions(NamedTuple):
    """A statement of a page: its id, and which claims of the reading are its mentions."""

    id: str
    claims: tuple[int, ...]


def group(text_hash: str, claims: Sequence[Claim]) -> list[Mentions]:
    """Sort the claims of one page into statements, in order of their first mentions.

    Claims are mentions of one statement when they agree in kind, low, high, comparator, stance,
    relation and folded source, and who, where and when can be meant alike: each is equal, missing on
    one side, or (who) one contains the words of the other. A claim that could belong to two
    statements joins the one that is more specific, then the earlier one.

    The id is 12 hexadecimal digits of SHA-256 over the text's hash, kind, low, high, comparator and
    the folded source, who and where of the most specific mention; where several statements of the
    page agree in all of these (another day, denied instead of asserted), later ones add their number.
    """
    folds = _Folds()
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        alike[_what_is_said(claim, folds)].append(index)
    # Most figures of a page are given once: nothing has to be known of these to tell them apart.
    profiles = {
        index: _profile(claims[index], folds)
        for same in alike.values()
        if len(same) > 1
        for index in same
    }
    groups = [members for same in alike.values() for members in _by_profile(profiles, same)]
    groups.sort(key=lambda members: (claims[members[0]].start, members[0]))
    seen: dict[str, int] = defaultdict(int)
    statements = []
    for members in groups:
        first = fullest = claims[members[0]]
        if len(members) > 1:
            fullest = claims[max(members, key=lambda index: _specificity(profiles[index]))]
        identity = [text_hash, first.kind, *_bounds(first), first.comparator]
        identity += [folds[first.source], folds[fullest.who], folds[fullest.where]]
        key = _hash(identity, 0)
        seen[key] += 1
        if seen[key] > 1:
            key = _hash(identity, seen[key] - 1)
        statements.append(Mentions(key, tuple(members)))
    return statements


def rejected(statement: str) -> str:
    """The id of a statement of the claims that people rejected among those of another statement."""
    return _hash([statement, "rejected"], 0)


class _Profile(NamedTuple):
    who: str
    where: str
    when: tuple[str, str]
    counted: str


class _Folds(dict[str | None, str]):
    """Phrases of one page, folded once each."""

    def __missing__(self, words: str | None) -> str:
        self[words] = folded = fold(words)
        return folded


def _profile(claim: Claim, folds: _Folds) -> _Profile:
    when = _UNDATED
    if claim.when is not None:
        when = (str(claim.when.start or ""), str(claim.when.end or ""))
    return _Profile(folds[claim.who], folds[claim.where], when, folds[claim.counted])


def _what_is_said(claim: Claim, folds: _Folds) -> tuple[object, ...]:
    relation = claim.relation.type if claim.relation else ""
    currency = folds[claim.counted] if claim.kind in ("cost", "aid") else ""
    return (
        claim.kind,
        *_bounds(claim),
        claim.comparator,
        claim.stance,
        relation,
        currency,
        folds[claim.source],
    )


def _by_profile(profiles: Mapping[int, _Profile], same: list[int]) -> list[list[int]]:
    if len(same) == 1:
        return [same]
    members: dict[_Profile, list[int]] = defaultdict(list)
    for index in same:
        members[profiles[index]].append(index)
    # A table of thousands of rows with one number would compare each row with each: then only equal
    # profiles are merged.
    if len(members) > _MOST_PROFILES:
        return list(members.values())
    by_specificity = sorted(members, key=lambda profile: members[profile][0])
    by_specificity.sort(key=_specificity, reverse=True)
    merged: list[list[_Profile]] = []
    for profile in by_specificity:
        home = next((g for g in merged if all(_compatible(profile, other) for other in g)), None)
        if home is None:
            merged.append([profile])
        else:
            home.append(profile)
    return [sorted(index for profile in g for index in members[profile]) for g in merged]


def _specificity(profile: _Profile) -> tuple[int, int, int, int]:
    given = sum((bool(profile.who), bool(profile.where), profile.when != _UNDATED))
    return (given, len(profile.who), len(profile.where), len(profile.counted))


def _compatible(one: _Profile, other: _Profile) -> bool:
    if one.where and other.where and one.where != other.where:
        return False
    if _UNDATED not in (one.when, other.when) and one.when != other.when:
        return False
    if one.who and other.who:
        words, others = set(one.who.split()), set(other.who.split())
        return words <= others or others <= words
    if not one.who and not other.who and one.counted and other.counted:
        return one.counted.split()[-1] == other.counted.split()[-1]
    return True


def _bounds(claim: Claim) -> tuple[int | float | None, int | float | None]:
    return _plain(claim.low), _plain(claim.high)


def _plain(number: float | None) -> int | float | None:
    # 3000.0 and 3000 are one number, whichever of the two a version computes.
    if isinstance(number, float) and number.is_integer():
        return int(number)
    return number


def _hash(said: Sequence[object], ordinal: int) -> str:
    whole = [*said, ordinal] if ordinal else said
    encoded = f"[{','.join([_as_json(one) for one in whole])}]".encode("ascii")
    return hashlib.sha256(encoded).hexdigest()[:DIGITS]


def _as_json(value: object) -> str:
    """What the encoder writes; it takes longer to start than these to write."""
    if type(value) is str and _stands_as_it_is(value):
        return f'"{value}"'
    return "null" if value is None else str(value) if type(value) is int else _ENCODER.encode(value)
