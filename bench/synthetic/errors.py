"""What goes wrong on invented pages, by its cause: `python -m bench synthetic --errors`."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from bench.synthetic.events import LEVELS, Said, cannot_both
from bench.synthetic.truth import Pair, Truth, voice_of
from bench.synthetic.world import LOCAL_BODIES, NATIONAL_BODIES, RIVALS
from reportedly.records import Conflict, Series, Statement

_FORMS = [
    *LOCAL_BODIES,
    *(form.replace("{}", "").strip() for form in (*NATIONAL_BODIES, *RIVALS)),
    "staff",
]


def report(truth: Truth, series: Sequence[Series], conflicts: Iterable[Conflict]) -> None:
    """Print how many pairs of one origin are lost, and which conflicts are false or missed, by cause."""
    placed = [
        (said, one, statement)
        for one in series
        for statement in one.statements
        if (said := truth.of(statement)) is not None
    ]
    _print("pairs of one origin that are parted, by who spoke", _parted(placed))
    _print("pairs of two origins that are joined, by who spoke", _joined(placed))
    found = [one for one in conflicts if one.type == "contradiction"]
    gold = truth.conflicts()
    _print("conflicts that are none", _false(truth, found, gold))
    given = {_pair(truth, one, number) for number, one in enumerate(found)}
    _print("conflicts that are missed", _missed(gold - given, placed))


def _print(what: str, counts: Counter[str]) -> None:
    print(f"{what}: {counts.total():,}")
    for cause, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(f"{count:10,}  {cause}")


Placed = Sequence[tuple[Said, Series, Statement]]


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _sort(speaker: str) -> str:
    """What sort of speaker somebody is, by the name that they have in truth."""
    return next((form for form in _FORMS if form in speaker), "persons and papers")


def _parted(placed: Placed) -> Counter[str]:
    found: dict[str, Counter[str | None]] = defaultdict(Counter)
    for said, _, statement in placed:
        found[said.speaker.id][statement.origin] += 1
    lost: Counter[str] = Counter()
    for speaker, origins in found.items():
        lost[_sort(speaker)] += _pairs(origins.total()) - sum(map(_pairs, origins.values()))
    return lost


def _joined(placed: Placed) -> Counter[str]:
    found: dict[str | None, Counter[str]] = defaultdict(Counter)
    for said, _, statement in placed:
        found[statement.origin][said.speaker.id] += 1
    wrong: Counter[str] = Counter()
    for speakers in found.values():
        most = speakers.most_common(1)[0][0]
        wrong[_sort(most)] += _pairs(speakers.total()) - sum(map(_pairs, speakers.values()))
    return wrong


def _pair(truth: Truth, conflict: Conflict, number: int) -> Pair:
    sides = [truth.of(statement) for statement in (conflict.a, conflict.b)]
    return frozenset(voice_of(s) if s else ("stray", number, i) for i, s in enumerate(sides))


def _false(truth: Truth, found: Sequence[Conflict], gold: set[Pair]) -> Counter[str]:
    causes: dict[Pair, str] = {}
    for number, conflict in enumerate(found):
        pair = _pair(truth, conflict, number)
        if pair not in gold:
            a, b = truth.of(conflict.a), truth.of(conflict.b)
            causes.setdefault(pair, _why_none(a, b))
    return Counter(causes.values())


def _why_none(a: Said | None, b: Said | None) -> str:
    if a is None or b is None:
        return "of no series that is asked for"
    if a.series != b.series:
        one_event = a.series.split("/")[0] == b.series.split("/")[0]
        return "of one event, a kind misread" if one_event else "of two events"
    if a.speaker.id == b.speaker.id:
        return "one voice, taken for two"
    if a.bounds == b.bounds:
        return "of one figure"
    apart = abs(a.at - b.at)
    moves = "comes and goes" if a.kind in LEVELS else "rises"
    if apart < timedelta(hours=6):
        return f"what is counted {moves}, said within six hours"
    return (
        f"what is counted {moves}, said {'a day' if apart > timedelta(days=1) else 'hours'} apart"
    )


def _missed(missed: set[Pair], placed: Placed) -> Counter[str]:
    where: dict[tuple[object, ...], list[tuple[Said, str, str | None]]] = defaultdict(list)
    for said, series, statement in placed:
        where[voice_of(said)].append((said, series.id, statement.origin))
    causes: Counter[str] = Counter()
    for pair in missed:
        a, b = (where[one] for one in sorted(pair, key=repr))
        causes[_why_missed(a, b)] += 1
    return causes


def _why_missed(
    a: Sequence[tuple[Said, str, str | None]], b: Sequence[tuple[Said, str, str | None]]
) -> str:
    if not a or not b:
        return "one is not counted"
    if {one[1] for one in a}.isdisjoint(one[1] for one in b):
        return "in two series"
    if {one[2] for one in a} == {one[2] for one in b}:
        return "two voices, taken for one"
    at_once = any(
        cannot_both(x[0], y[0]) and abs(x[0].at - y[0].at) < timedelta(hours=1)
        for x in a
        for y in b
    )
    return "said within the hour" if at_once else "the later one is lower"
