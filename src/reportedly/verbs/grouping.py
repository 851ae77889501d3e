"""What people decide on stories: `name_story`, `join_story`, `part_story`, `undo_story`, `story_decisions`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.pages.loading import now
from reportedly.reconciling.happenings import Occasion
from reportedly.reconciling.names import plain
from reportedly.reconciling.storylines import Told, key_of
from reportedly.records import (
    AppliedDecision,
    HappeningKey,
    Story,
    StoryAction,
    StoryDecision,
    ValidationError,
)
from reportedly.verbs.tolling import SHORTEST_ID, Whole, called_so, story_called, whole_of


def story_decisions(ledger: Ledger) -> list[AppliedDecision]:
    """What people decided on stories, in order, and what of it fits the ledger as it is now."""
    return list(whole_of(ledger).applied)


def name_story(
    ledger: Ledger,
    story: str,
    name: str,
    *,
    by: str,
    note: str | None = None,
    at: str | None = None,
) -> Story:
    """Give a story a name of your own; the name stays when pages are read again.

    Args:
        ledger: where the story is.
        story: by its id, a beginning of it, or words of its title.
        name: the new name.
        by: who decides.
        note: why.
        at: when it was decided, as an ISO date or date-time; now, where it is not given.

    Raises:
        UsageError: there is no such story, or another one has that name.
    """
    whole = whole_of(ledger)
    chosen = story_called(whole, story)
    taken = _named(whole, name)
    if taken is not None and taken.story.id != chosen.story.id:
        raise UsageError(
            f"there is a story called {taken.story.title!r} ({taken.story.id}): "
            "give another name, or join the happenings to it"
        )
    return _decide(ledger, "name", name, chosen.occasions, _Person(by, at, note))


def join_story(
    ledger: Ledger,
    name: str,
    joined: Sequence[str],
    *,
    by: str,
    note: str | None = None,
    at: str | None = None,
) -> Story:
    """Put happenings into the story of a name, which is made where there is none.

    Args:
        ledger: where the happenings are.
        name: of the story, as a person gave it, or a new one.
        joined: happenings or whole stories, by id, a beginning of it, or words of the title.
        by: who decides.
        note: why.
        at: when it was decided, as an ISO date or date-time; now, where it is not given.

    Raises:
        UsageError: there is no such happening or story.
    """
    whole = whole_of(ledger)
    known = _named(whole, name)
    name = known.story.name or name if known else name
    return _decide(ledger, "join", name, _occasions(whole, joined), _Person(by, at, note))


def part_story(
    ledger: Ledger,
    parted: Sequence[str],
    *,
    by: str,
    name: str | None = None,
    note: str | None = None,
    at: str | None = None,
) -> Story:
    """Take happenings out of their story: together they are a story of their own.

    Args:
        ledger: where the happenings are.
        parted: happenings, by id, a beginning of it, or words of the title.
        by: who decides.
        name: of the new story.
        note: why.
        at: when it was decided, as an ISO date or date-time; now, where it is not given.

    Raises:
        UsageError: there is no such happening, or another story has that name.
    """
    whole = whole_of(ledger)
    taken = _named(whole, name) if name else None
    if taken is not None:
        raise UsageError(
            f"there is a story called {taken.story.title!r} ({taken.story.id}): give another name"
        )
    return _decide(ledger, "part", name, _occasions(whole, parted), _Person(by, at, note))


def undo_story(
    ledger: Ledger,
    decision: str,
    *,
    by: str,
    note: str | None = None,
    at: str | None = None,
) -> list[Story]:
    """Take a decision on stories back: what held before it holds again. It stays in the list, as undone.

    Args:
        ledger: that holds the decision.
        decision: its id, or a beginning of it: `story_decisions` has it.
        by: who takes it back.
        note: why.
        at: when, as an ISO date or date-time; now, where it is not given.

    Returns:
        The stories that its happenings then belong to, the largest first; none where no happening of the
        ledger fits it.

    Raises:
        UsageError: no decision has the id, or several do; it was taken back before, or takes back itself.
    """
    undone = _standing(story_decisions(ledger), decision.strip())
    _record(ledger, "undo", None, undone.happenings, _Person(by, at, note), undone.id)
    whole = whole_of(ledger)
    return list(_holding(whole, whole.applied[-1].found))


def _standing(applied: Sequence[AppliedDecision], wanted: str) -> StoryDecision:
    """The one decision of an id that can be taken back."""
    fitting = [one for one in applied if one.decision.id.startswith(wanted)]
    if len(wanted) < SHORTEST_ID or not fitting:
        raise UsageError(
            f"no decision on stories has the id {wanted!r}; `reportedly stories decisions` lists them"
        )
    if len(fitting) > 1:
        raise UsageError(f"several decisions on stories begin with {wanted!r}: give more of the id")
    (found,) = fitting
    if found.standing == "undone":
        raise UsageError(f"decision {found.decision.id} was taken back before")
    if found.decision.action == "undo":
        raise UsageError(
            f"decision {found.decision.id} takes another one back: decide that one again instead"
        )
    return found.decision


@dataclass(frozen=True)
class _Person:
    """Who decided, when and why."""

    by: str
    at: str | None
    note: str | None


def _decide(
    ledger: Ledger,
    action: StoryAction,
    name: str | None,
    chosen: Sequence[Occasion],
    person: _Person,
) -> Story:
    """Store a decision, and give the story that it made."""
    _record(ledger, action, name, tuple(key_of(occasion) for occasion in chosen), person)
    return next(_holding(whole_of(ledger), (occasion.id for occasion in chosen)))


def _holding(whole: Whole, happenings: Iterable[str]) -> Iterator[Story]:
    """The stories that happenings of these ids belong to, the largest first."""
    wanted = set(happenings)
    return (one.story for one in whole.told if wanted & {o.id for o in one.occasions})


def _record(
    ledger: Ledger,
    action: StoryAction,
    name: str | None,
    keys: tuple[HappeningKey, ...],
    person: _Person,
    undoes: str | None = None,
) -> None:
    try:
        decision = StoryDecision(
            action=action,
            name=name.strip() if name else None,
            happenings=keys,
            by=person.by.strip(),
            at=person.at or now(),
            note=person.note,
            undoes=undoes,
        )
    except ValidationError as error:
        raise UsageError(
            f"{person.at!r} is not a moment: write it as 2025-11-01 or 2025-11-01T09:00Z"
        ) from error
    ledger.add_story_decision(decision)


def _named(whole: Whole, name: str) -> Told | None:
    wanted = plain(name.strip())
    return next((t for t in whole.told if t.story.name and plain(t.story.name) == wanted), None)


def _occasions(whole: Whole, wanted: Sequence[str]) -> list[Occasion]:
    """The happenings of ids and words, those of whole stories among them."""
    chosen: dict[str, Occasion] = {}
    for one in wanted:
        found = called_so(whole.occasions, one, lambda occasion: (occasion.id, occasion.title))
        if not found:
            stories = called_so(whole.told, one, lambda told: (told.story.id, told.story.title))
            if not stories:
                raise UsageError(
                    f"there is no happening {one!r}; `reportedly happenings` lists them"
                )
            found = list(story_called(whole, one).occasions)
        elif len(found) > 1:
            listed = ", ".join(f"{found_one.id} ({found_one.title})" for found_one in found[:5])
            raise UsageError(f"several happenings fit {one!r}: {listed}; give an id")
        chosen.update({occasion.id: occasion for occasion in found})
    return list(chosen.values())
