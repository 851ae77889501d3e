"""Policies: how casualty recorders make one range of many figures.

Every Casualty Worldwide's survey of recorders names them: publish the range of what is reported, take what most
sources say, or rank sources by trust (Definition and categorisation in casualty recording, p. 25); recorders of
single events also keep the latest figure. Each policy says of every figure that it leaves out why. None
says which figure is right.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.errors import UsageError
from reportedly.reconciling.names import plain, same_actor
from reportedly.records import Aside, Number, Policy, TollEnd, Voice

LARGEST_FILE = 1_000_000
"""Bytes of the largest file of trusted sources: a list of names has no thousandth of it."""

LONGEST_LIST = 10_000


@dataclass(frozen=True)
class Chosen:
    """What a policy takes of the figures that stand, and what it leaves out."""

    used: tuple[Voice, ...] = ()
    left: tuple[Aside, ...] = ()


def choose(voices: Sequence[Voice], policy: Policy, trusted: Sequence[str] = ()) -> Chosen:
    """Take those of the figures that stand that a policy goes by.

    Args:
        voices: the figures that stand, in order of time.
        policy: which one.
        trusted: names of sources, the most trusted first, for the policy of that name.
    """
    if not voices or policy == "range":
        return Chosen(tuple(voices))
    if policy == "latest":
        return _latest(voices)
    return _majority(voices) if policy == "majority" else _trusted(voices, trusted)


def _latest(voices: Sequence[Voice]) -> Chosen:
    last = max(one.stated or date.min for one in voices)
    used = [one for one in voices if (one.stated or date.min) == last]
    why = f"older than the latest, of {last.isoformat()}"
    return _chosen(voices, used, lambda _: why)


def _majority(voices: Sequence[Voice]) -> Chosen:
    """The number that most voices name; those of equally many voices stand together."""
    behind: dict[tuple[Number | None, Number | None], set[str]] = defaultdict(set)
    for one in voices:
        behind[_said(one)].add(one.rests_on or one.origin)
    most = max(len(origins) for origins in behind.values())
    used = [one for one in voices if len(behind[_said(one)]) == most]

    def why(one: Voice) -> str:
        return f"named by {len(behind[_said(one)])} of {count_of(voices)} voices, another by {most}"

    return _chosen(voices, used, why)


def _trusted(voices: Sequence[Voice], trusted: Sequence[str]) -> Chosen:
    for name in trusted:
        used = [one for one in voices if is_source(one, name)]
        if used:
            return _chosen(voices, used, _trusting(name))
    return _chosen(voices, [], lambda _: "its source is not in the list of trusted sources")


def _trusting(name: str) -> Callable[[Voice], str]:
    return lambda _: f"{name} is trusted more"


def is_source(voice: Voice, name: str) -> bool:
    """Whether a voice is the source of a name, in any of its spellings."""
    return plain(voice.origin) == plain(name) or same_actor(voice.origin, name)


def _chosen(voices: Sequence[Voice], used: Sequence[Voice], why: Callable[[Voice], str]) -> Chosen:
    kept = {id(one) for one in used}
    left = [
        Aside.model_validate(one.model_dump() | {"why": f"not used: {why(one)}"})
        for one in voices
        if id(one) not in kept
    ]
    return Chosen(tuple(used), tuple(left))


def count_of(voices: Iterable[Voice]) -> int:
    """How many voices: origins, without those that rest on another one."""
    return len({one.rests_on or one.origin for one in voices})


def _said(voice: Voice) -> tuple[Number | None, Number | None]:
    """The number that a figure names, whatever its hedge; of a range, both of its ends."""
    named = number_named(voice)
    return (named, named) if named is not None else (voice.low, voice.high)


def number_named(voice: Voice) -> Number | None:
    """The one number of a figure: 400 of "nearly 400"; None of "40 to 50" and of "dozens"."""
    if voice.best is not None:
        return voice.best
    if voice.comparator in ("between", "vague"):
        return voice.low if voice.low == voice.high else None
    return voice.low if voice.low is not None else voice.high


def least(voices: Sequence[Voice]) -> TollEnd | None:
    """The least number that figures give; open where the words of that figure have no floor."""
    ends = [(one.high if one.low is None else one.low, one.low is None, one) for one in voices]
    known = [(value, is_open, one) for value, is_open, one in ends if value is not None]
    if not known:
        return None
    value = min(end[0] for end in known)
    return _end(value, [(is_open, one) for end, is_open, one in known if end == value])


def greatest(voices: Sequence[Voice]) -> TollEnd | None:
    """The greatest number that figures give; open where the words of that figure have no ceiling."""
    ends = [(one.low if one.high is None else one.high, one.high is None, one) for one in voices]
    known = [(value, is_open, one) for value, is_open, one in ends if value is not None]
    if not known:
        return None
    value = max(end[0] for end in known)
    return _end(value, [(is_open, one) for end, is_open, one in known if end == value])


def best(voices: Sequence[Voice]) -> TollEnd | None:
    """The number that all figures name; None where they name several."""
    numbers = {number_named(one) for one in voices}
    if len(numbers) != 1:
        return None
    number = numbers.pop()
    return None if number is None else TollEnd(value=number, rests_on=tuple(voices))


def _end(value: Number, giving: Sequence[tuple[bool, Voice]]) -> TollEnd:
    """An end that several figures give is open if one of them leaves it open; that one comes first."""
    ordered = sorted(giving, key=lambda one: not one[0])
    return TollEnd(value=value, open=ordered[0][0], rests_on=tuple(one for _, one in ordered))


def sources_in(text: str, name: str) -> tuple[str, ...]:
    """Read a list of trusted sources: TOML with `sources = [...]`, or one name a line.

    Args:
        text: the file's content.
        name: the file's name; one that ends in `.toml` is TOML.

    Raises:
        UsageError: it is no such list; the message names the file and the place.
    """
    given = _of_toml(text, name) if name.lower().endswith(".toml") else _of_lines(text)
    if not given:
        raise UsageError(f"{name} names no source: write one name a line, the most trusted first")
    if len(given) > LONGEST_LIST:
        raise UsageError(f"{name} names {len(given):,} sources: give at most {LONGEST_LIST:,}")
    twice = [one for one, count in Counter(plain(one) for one in given).items() if count > 1]
    if twice:
        again = next(one for one in given if plain(one) == twice[0])
        raise UsageError(f"{name} names {again!r} twice: leave the place where it is trusted most")
    return tuple(given)


def _of_lines(text: str) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in text.removeprefix("\ufeff").splitlines())
    return [line for line in lines if line]


def _of_toml(text: str, name: str) -> list[str]:
    example = 'sources = ["Border Mission", "General Staff"]'
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{name} is not valid TOML: {error}; write {example}") from error
    unknown = sorted(set(table) - {"sources"})
    if unknown:
        raise UsageError(f"{name} has {unknown[0]!r}, which is not known; write {example}")
    given = table.get("sources")
    if not isinstance(given, list):
        raise UsageError(f"{name} has no list of sources: write {example}")
    for number, one in enumerate(given, 1):
        if not isinstance(one, str) or not one.strip():
            raise UsageError(f"{name}: source {number} is not a name but {one!r}; write {example}")
    return [one.strip() for one in given]
