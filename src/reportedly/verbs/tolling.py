"""`happenings`, `stories` and `tolls`: what reports tell of, and how many, as a range with its words."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, Unpack

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.reconciling.answering import everything_kept
from reportedly.reconciling.events import events_of
from reportedly.reconciling.happenings import Occasion, occasions
from reportedly.reconciling.members import members_of
from reportedly.reconciling.names import plain
from reportedly.reconciling.policies import LARGEST_FILE, sources_in
from reportedly.reconciling.statements import Account
from reportedly.reconciling.storylines import Told, stories_told
from reportedly.reconciling.tolling import Asked, toll_of
from reportedly.records import (
    POLICIES,
    AppliedDecision,
    Happening,
    Policy,
    Story,
    StoryToll,
)
from reportedly.verbs import accounts
from reportedly.verbs.querying import Filters, claims

SHORTEST_ID = 4
"""So many characters at least are taken for the beginning of an id."""


@dataclass(frozen=True)
class Whole:
    """A ledger's stories, with what they were made of."""

    account: Account
    told: tuple[Told, ...]
    applied: tuple[AppliedDecision, ...]

    @property
    def occasions(self) -> list[Occasion]:
        """All happenings, those of the largest story first."""
        return [occasion for told in self.told for occasion in told.occasions]


def whole_of(ledger: Ledger) -> Whole:
    """The stories of a ledger as it is now."""
    if accounts.is_kept(ledger):
        with ledger.kept() as kept:
            all_of_it = everything_kept(kept)
        account, events = all_of_it.account, all_of_it.events
        members = members_of(account, all_of_it.series)
    else:
        account = accounts.of(ledger)
        members = members_of(account)
        hashes = sorted({m.statement.text_hash for m in members if m.statement.text_hash})
        events = {text_hash: events_of(ledger.article(text_hash)) for text_hash in hashes}
    told, applied = stories_told(occasions(members, events), ledger.story_decisions())
    return Whole(account, tuple(told), tuple(applied))


def _chosen(ledger: Ledger, filters: Filters) -> set[tuple[str, str]] | None:
    """Statements with a claim that fits, by id and page; None where no filter is given."""
    if not any(value is not None for value in filters.values()):
        return None
    return {(claim.statement, claim.page) for claim in claims(ledger, **filters)}


def _has(occasion: Occasion, chosen: Collection[tuple[str, str]] | None) -> bool:
    return chosen is None or any(member.key in chosen for member in occasion.members)


def happenings(ledger: Ledger, **filters: Unpack[Filters]) -> list[Happening]:
    """What reports tell of: kinds of events at places in spans of days. Filters as in `claims`.

    In order of their days; each with the story that it belongs to.
    """
    chosen = _chosen(ledger, filters)
    found = [
        happening
        for told in whole_of(ledger).told
        for happening, occasion in zip(told.story.happenings, told.occasions, strict=True)
        if _has(occasion, chosen)
    ]
    return sorted(found, key=lambda one: (_first_day(one), one.title, one.id))


def _first_day(happening: Happening) -> str:
    days = happening.days
    return str(days.start or days.end) if days else ""


def stories(ledger: Ledger, **filters: Unpack[Filters]) -> list[Story]:
    """Happenings that belong together, the story with most statements first. Filters as in `claims`."""
    chosen = _chosen(ledger, filters)
    return [
        told.story
        for told in whole_of(ledger).told
        if any(_has(occasion, chosen) for occasion in told.occasions)
    ]


def tolls(
    ledger: Ledger,
    story: str | None = None,
    *,
    policy: str = "range",
    assume: bool = False,
    **filters: Unpack[Filters],
) -> list[StoryToll]:
    """The tolls of stories: of each quantity a range, with the words of both ends, never a verdict.

    Args:
        ledger: where to look.
        story: a story by its id, a beginning of it, or words of its title; None: all stories.
        policy: `range`, `latest`, `majority`, or `trusted:FILE` with a list of sources.
        assume: whether formations ("a battalion") are given as people too, by the vocabulary, marked
            as assumed.
        filters: which claims a line must hold, as in `claims`.

    Raises:
        UsageError: there is no such story or policy, or the file of sources is none.
    """
    name, trusted = policy_of(policy)
    chosen = _chosen(ledger, filters)
    whole = whole_of(ledger)
    wanted = list(whole.told) if story is None else [story_called(whole, story)]
    asked = Asked(name, trusted, assume, chosen)
    found = [toll_of(told, whole.account.groups, asked) for told in wanted]
    return [toll for toll in found if toll.lines]


class Tolled:
    """The stories of a ledger with what they were made of, asked for the toll of one after the other.

    Args:
        ledger: as it is now; what changes in it later is not seen.
    """

    def __init__(self, ledger: Ledger) -> None:
        whole = whole_of(ledger)
        self._groups = whole.account.groups
        self._told = {told.story.id: told for told in whole.told}

    def toll(self, story: str, policy: Policy) -> StoryToll | None:
        """The toll of a story by a policy that needs no file; None where it has none.

        Args:
            story: its id.
            policy: one of `POLICIES` but `trusted`.
        """
        told = self._told.get(story)
        if told is None:
            return None
        found = toll_of(told, self._groups, Asked(policy, (), False, None))
        return found if found.lines else None


def policy_of(given: str) -> tuple[Policy, tuple[str, ...]]:
    """A policy by its name, and the sources that `trusted:FILE` lists.

    Raises:
        UsageError: there is no such policy, or the file cannot be read.
    """
    name, _, path = given.partition(":")
    policy = next((known for known in POLICIES if known == name), None)
    if policy is None or (path and policy != "trusted"):
        known = "range, latest, majority, trusted:FILE"
        raise UsageError(f"--policy {given!r} is not a policy of tolls; they are {known}")
    if policy != "trusted":
        return policy, ()
    if not path:
        raise UsageError(
            "--policy trusted needs a file: trusted:sources.txt, one source a line, the most trusted first"
        )
    return policy, sources_in(_text_of(path), path)


def _text_of(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read: {error.strerror}; name a file with one source a line"
        ) from error
    if len(data) > LARGEST_FILE:
        raise UsageError(f"{path} has more than {LARGEST_FILE:,} bytes: that is no list of sources")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not UTF-8 (byte {error.start:,}): save it as UTF-8 text"
        ) from error


def story_called(whole: Whole, wanted: str) -> Told:
    """The one story of an id, a beginning of it, or words of its title.

    Raises:
        UsageError: there is none, or several fit.
    """
    found = called_so(whole.told, wanted, lambda told: (told.story.id, told.story.title))
    if not found:
        raise UsageError(f"there is no story {wanted!r}; `reportedly stories` lists them")
    if len(found) > 1:
        listed = ", ".join(f"{told.story.id} ({told.story.title})" for told in found[:5])
        raise UsageError(f"several stories fit {wanted!r}: {listed}; give an id")
    return found[0]


Named = TypeVar("Named")


def called_so(
    among: Sequence[Named], wanted: str, called: Callable[[Named], tuple[str, str]]
) -> list[Named]:
    """Those of an id, else of a beginning of it, else of a title, else with words in the title."""
    words = plain(wanted.strip())
    if not words:
        return []
    names = [(one, called(one)[0], plain(called(one)[1])) for one in among]
    for fits in (
        [one for one, name, _ in names if name == words],
        [one for one, name, _ in names if len(words) >= SHORTEST_ID and name.startswith(words)],
        [one for one, _, title in names if title == words],
        [one for one, _, title in names if words in title],
    ):
        if fits:
            return fits
    return []
