"""Which figures of one quantity stand, and on how many voices.

Of one origin the latest figure stands, on however many pages: what it said before is superseded. A figure
that some page calls the former one is superseded for all. What is denied, doubted, expected, corrected,
withdrawn or part of another figure never counts; it is listed with why.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from reportedly.ledger import claim_id
from reportedly.ledger.rows import order_of
from reportedly.reconciling.comparing import agree, size
from reportedly.reconciling.conflicts import own_eyes
from reportedly.reconciling.copies import Groups
from reportedly.reconciling.members import Member, order
from reportedly.reconciling.names import plain
from reportedly.reconciling.statements import FRAME
from reportedly.reconciling.timing import is_level, printed_at, stated_on
from reportedly.reconciling.timing import voice as voice_of
from reportedly.records import Aside, Claim, ClaimSpan, Span, Statement, Voice

FLOORS = frozenset({"vague", "at_least", "more_than"})
"""Comparators of figures that agree with every greater one."""

CONTESTING = frozenset({"denies", "doubts"})


@dataclass(frozen=True)
class Standing:
    """The figures of one quantity that stand, and those that do not."""

    voices: tuple[Voice, ...] = ()
    apart: tuple[Aside, ...] = ()


@dataclass
class _Sorting:
    """Statements of one quantity as they are told apart."""

    counted: list[Member] = field(default_factory=list)
    aside: list[tuple[Member, str]] = field(default_factory=list)


def standing_of(members: Sequence[Member], groups: Groups) -> Standing:
    """Tell which statements of one quantity stand.

    Args:
        members: of one quantity of one happening.
        groups: which pages are copies of one report: what copies say in their own voice is said by the
            report's first publisher.
    """
    first = _first_publishers(groups)
    sorting = _Sorting()
    former = _former(members)
    for member in sorted(members, key=order):
        why = _why_aside(member, former)
        if why is None:
            sorting.counted.append(member)
        else:
            sorting.aside.append((member, why))
    _set_narrower_aside(sorting, first)
    voices = _resting(_latest(sorting, first), sorting.counted, first)
    apart = [_aside(member, why, voices, first) for member, why in sorting.aside]
    return Standing(tuple(voices), tuple(_distinct(apart)))


def _first_publishers(groups: Groups) -> dict[str, str]:
    """The voice of each page that is a copy: the report's first publisher."""
    return {
        page.page: group[0].publisher or group[0].page for group in groups.copies for page in group
    }


def _speaker(statement: Statement, first: Mapping[str, str]) -> str:
    if statement.source is None and statement.page in first and not statement.via:
        return first[statement.page]
    return voice_of(statement)


Bounds = tuple[float | int | None, float | int | None]


def _bounds(statement: Statement | Voice) -> Bounds:
    return statement.low, statement.high


def _former(members: Sequence[Member]) -> dict[Bounds, tuple[date, Statement]]:
    """Figures that some page calls former ones, with the day since when and the page."""
    found: dict[Bounds, tuple[date, Statement]] = {}
    for member in sorted(members, key=order):
        said, day = member.statement, member.told
        if day and said.relation and said.relation.type == "previous":
            found.setdefault(_bounds(said), (day, said))
    return found


def _why_aside(member: Member, former: Mapping[Bounds, tuple[date, Statement]]) -> str | None:
    """Why a statement does not count by itself, whatever else was said."""
    said = member.statement
    if said.apart is not None:
        return said.apart
    day, overtaken = member.told, former.get(_bounds(said))
    if overtaken is not None and day is not None and day <= overtaken[0]:
        return (
            f"superseded: called a former figure by {overtaken[1].publisher or overtaken[1].page}"
        )
    return None


def _latest(sorting: _Sorting, first: Mapping[str, str]) -> list[Voice]:
    """The figures that stand, one voice of each origin, or several where it gave several at one time."""
    by_voice: dict[str, list[Member]] = defaultdict(list)
    for member in sorting.counted:
        by_voice[_speaker(member.statement, first)].append(member)
    voices: list[Voice] = []
    for origin in sorted(by_voice):
        said = by_voice[origin]
        moments = _moments(said)
        last = max(moments[_bounds(member.statement)] for member in said)
        latest = {bounds for bounds, moment in moments.items() if moment == last}
        latest = _without_less(latest, said)
        standing = [m for m in said if _bounds(m.statement) in latest]
        for bounds in sorted(latest, key=repr):
            same = [m.statement for m in standing if _bounds(m.statement) == bounds]
            voices.append(_voice(_telling(same), origin, same))
        newest = max(standing, key=lambda m: m.told or date.min).statement
        by = f"superseded: {origin} gave {newest.figure!r} on {stated_on(newest) or 'a later day'}"
        less = "says less than the same voice said before"
        for member in said:
            if _bounds(member.statement) not in latest:
                is_last = moments[_bounds(member.statement)] == last
                sorting.aside.append((member, less if is_last else by))
    return sorted(voices, key=lambda one: (one.stated or date.min, one.origin, one.page))


Moment = tuple[date, str]


def _moments(said: Sequence[Member]) -> dict[Bounds, Moment]:
    """When a voice gave each of its figures last: the day, and within it the hour of the first page."""
    last: dict[Bounds, date] = {}
    for member in said:
        bounds = _bounds(member.statement)
        last[bounds] = max(last.get(bounds, date.min), member.told or date.min)
    hours: dict[Bounds, set[str]] = defaultdict(set)
    for member in said:
        bounds, published = _bounds(member.statement), printed_at(member.statement) or ""
        if (member.told or date.min) == last[bounds]:
            hours[bounds].add(order_of(published) if len(published) > 10 else "")
    # Where an hour is not known, no figure of the day is older than another.
    by_day: dict[date, list[str]] = defaultdict(list)
    for bounds, day in last.items():
        by_day[day].append(min(hours[bounds]))
    return {
        bounds: (day, min(hours[bounds]) if all(by_day[day]) else "")
        for bounds, day in last.items()
    }


def _without_less(latest: set[Bounds], said: Sequence[Member]) -> set[Bounds]:
    """Keep what a voice gave before where its last words say less: "thousands", "at least 50" after 58.

    Not of what comes and goes: fewer may be missing now.
    """
    statements = {_bounds(member.statement): member.statement for member in said}
    last = [statements[bounds] for bounds in latest]
    if any(one.comparator not in FLOORS or is_level(one) for one in last):
        return latest
    fuller = [
        member
        for member in said
        if member.statement.comparator != "vague"
        and all(size(member.statement) > size(one) and agree(member.statement, one) for one in last)
    ]
    if not fuller:
        return latest
    return {_bounds(max(fuller, key=lambda member: member.told or date.min).statement)}


def _telling(same: Sequence[Statement]) -> Statement:
    """The statement to quote: as it was said last, in the text before the headline, on the first page."""
    last = max(stated_on(s) or date.min for s in same)
    return min(
        (s for s in same if (stated_on(s) or date.min) == last),
        key=lambda s: (s.role in FRAME, s.source is None, s.published or "", s.page),
    )


def _voice(statement: Statement, origin: str, same: Sequence[Statement]) -> Voice:
    return Voice.model_validate(_fields(statement, origin, {s.page for s in same}))


def voice_alone(statement: Statement) -> Voice:
    """One statement as a voice, with the words that show it."""
    return _voice(statement, voice_of(statement), [statement])


def _fields(statement: Statement, origin: str, pages: set[str]) -> dict[str, object]:
    span = span_in_text(statement)
    return {
        "low": statement.low,
        "high": statement.high,
        "comparator": statement.comparator,
        "origin": origin,
        "figure": statement.figure,
        "best": statement.best,
        "stated": stated_on(statement),
        "statement": statement.id,
        "claim": claim_at(statement, span),
        "page": statement.page,
        "publisher": statement.publisher,
        "start": span.start,
        "end": span.end,
        "text_hash": statement.text_hash,
        "quote": " ".join((statement.sentence or statement.figure).split()),
        "pages": tuple(sorted(pages)),
    }


def span_in_text(statement: Statement) -> Span:
    """Where the statement's own figure stands: the mention in the sentence that is quoted."""
    start, sentence = statement.sentence_start, statement.sentence or ""
    inside = (
        mention
        for mention in statement.claims
        if start is not None
        and start <= mention.start
        and sentence[mention.start - start : mention.end - start] == statement.figure
    )
    mention = next(inside, statement.claims[0])
    return Span(mention.start, mention.end)


def claim_at(statement: Statement, span: Span | ClaimSpan) -> str:
    """The id of a statement's claim at a span, as the ledger has it."""
    mention = Claim(
        start=span.start,
        end=span.end,
        low=statement.low,
        high=statement.high,
        comparator=statement.comparator,
        figure=statement.figure,
        kind=statement.kind,
    )
    return claim_id(statement.text_hash or "", mention)


def _set_narrower_aside(sorting: _Sorting, first: Mapping[str, str]) -> None:
    """Set aside what helpers did themselves ("we brought in 17") where another voice gives more."""
    narrow = {
        member.key
        for member in sorting.counted
        if own_eyes(member.statement)
        and any(
            size(other.statement) > size(member.statement)
            and _speaker(other.statement, first) != _speaker(member.statement, first)
            for other in sorting.counted
        )
    }
    why = "what its source did or saw itself: a part of the whole"
    sorting.aside += [(m, why) for m in sorting.counted if m.key in narrow]
    sorting.counted = [m for m in sorting.counted if m.key not in narrow]


def _resting(
    voices: Sequence[Voice], counted: Sequence[Member], first: Mapping[str, str]
) -> list[Voice]:
    """Mark the voices that cite another one of the line: these are known dependent, no two voices."""
    cited: dict[str, set[str]] = defaultdict(set)
    for member in counted:
        if member.statement.cites:
            cited[_speaker(member.statement, first)].add(_folded(member.statement.cites))
    names = {_folded(one.origin): one.origin for one in voices}
    marked = []
    for one in voices:
        known = sorted(cited[one.origin] & names.keys() - {_folded(one.origin)})
        rests = names[known[0]] if known else None
        # Of two that cite each other one remains a voice of its own.
        mutual = rests is not None and _folded(one.origin) in cited[rests] and one.origin < rests
        marked.append(one if mutual else one.model_copy(update={"rests_on": rests}))
    return marked


def _folded(name: str) -> str:
    """A name as it is compared with another one: `the army` is `army`."""
    return plain(name).removeprefix("the ")


def aside_of(member: Member, why: str) -> Aside:
    """One statement as a figure that is not counted, whatever else was said."""
    return _aside(member, why, (), {})


def _aside(member: Member, why: str, voices: Sequence[Voice], first: Mapping[str, str]) -> Aside:
    said = member.statement
    fields = _fields(said, _speaker(said, first), {said.page})
    contests: list[str] = []
    if said.stance in CONTESTING:
        contests = [
            one.claim for one in voices if one.origin != fields["origin"] and agree(one, said)
        ]
    return Aside.model_validate(fields | {"why": why, "contests": tuple(contests)})


def _distinct(apart: Sequence[Aside]) -> list[Aside]:
    """Join what one voice says on several pages for one reason."""
    kept: dict[tuple[object, ...], Aside] = {}
    for one in apart:
        key = (one.origin, one.low, one.high, one.comparator, one.why)
        former = kept.get(key)
        pages = tuple(sorted({*(former.pages if former else ()), *one.pages}))
        kept[key] = (former or one).model_copy(update={"pages": pages})
    return sorted(kept.values(), key=lambda one: (one.stated or date.min, one.origin, one.page))
