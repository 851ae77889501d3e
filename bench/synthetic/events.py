"""What happens, and who says how many: events, wars, and everything said of them, in truth."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bench.synthetic.world import Speaker, Spot, World

HAPPENINGS = (
    "flood", "fire", "explosion", "landslide", "earthquake", "collapse", "crash", "storm", "blast",
    "stampede",
)  # fmt: skip
EVENTS_A_DAY = 4.0
WARS = 8
START = datetime(2020, 1, 6)  # noqa: DTZ001 (an invented world has one zone)
LEVELS = ("missing", "displaced")
TOLERANCE = {"about": 0.1}
RIVAL, BEHIND, REVISED, UNCOMPARED = 0.12, 0.06, 0.08, 0.06
"""How often an event has a rival count, a statement repeats an old number, a source lowers its
figure, and two services give different numbers in one evening."""


@dataclass(frozen=True)
class Said:
    """One figure, given by somebody at one moment, in truth.

    Attributes:
        series: id of the quantity of the event.
        kind: of the figure.
        who: whom it counts, as texts write it.
        speaker: who said it.
        at: when.
        value: the number named.
        hedge: `exactly`, `at_least`, `more_than` or `about`.
        former: the value that the same voice gave before and replaces aloud, if any.
        window: of the claim.
    """

    series: str
    kind: str
    who: str
    speaker: Speaker
    at: datetime
    value: int
    hedge: str = "exactly"
    former: int | None = None
    window: str = "event"

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Lowest and highest value that its words name."""
        return self.value, None if self.hedge in ("at_least", "more_than") else self.value


@dataclass(frozen=True)
class Event:
    """Something that happened, with all that was said of it in order of time.

    Attributes:
        id: of the event.
        word: what it was: a flood, a war.
        spot: where.
        start: when it began.
        said: everything that was said of it.
        pages: about how many pages report it.
        sides: of a war, the adjectives of the two.
    """

    id: str
    word: str
    spot: Spot
    start: datetime
    said: tuple[Said, ...]
    pages: int
    sides: tuple[str, ...] = ()


def events(world: World, chance: random.Random) -> Iterator[Event]:
    """Events without end, in order of their beginnings; wars go on through all of them."""
    wars = [_war(world, chance, number) for number in range(WARS)]
    day, number = START, 0
    while True:
        for war in wars:
            if chance.random() < 0.1:
                yield _day_of_war(war, day, chance)
        for _ in range(_count(chance, EVENTS_A_DAY)):
            number += 1
            moment = day + timedelta(minutes=chance.randrange(24 * 60))
            yield _event(world, chance, f"event-{number}", moment)
        day += timedelta(days=1)


def _count(chance: random.Random, mean: float) -> int:
    return sum(chance.random() < mean / 10 for _ in range(10))


def _event(world: World, chance: random.Random, name: str, start: datetime) -> Event:
    spot = chance.choice(world.spots)
    pages = min(400, max(1, int(chance.lognormvariate(2.4, 1.2))))
    days = 1 + (pages > 6) + (pages > 15) * chance.randrange(1, 4) + (pages > 60) * 3
    killed = 2 + int(chance.lognormvariate(1.5 + 0.35 * min(days, 6), 0.8))
    speakers = chance.sample(spot.speakers, min(len(spot.speakers), 1 + min(4, pages // 6)))
    said: list[Said] = []
    quantities = _quantities(chance, killed, pages)
    for at, share in _briefings(chance, start, days):
        talking = chance.sample(speakers, max(1, min(len(speakers), chance.randrange(1, 4))))
        for kind, who, final in quantities:
            said += _briefing(
                chance, f"{name}/{kind}/{who}", (kind, who), talking, (at, share, final)
            )
    said = _lived(chance, said)
    if chance.random() < RIVAL and pages > 4:
        said += _rival(chance, spot, said)
    return Event(
        name, chance.choice(HAPPENINGS), spot, start, tuple(sorted(said, key=_when)), pages
    )


def _when(said: Said) -> tuple[datetime, str, str, int]:
    return said.at, said.series, said.speaker.id, said.value


def _quantities(chance: random.Random, killed: int, pages: int) -> list[tuple[str, str, int]]:
    found = [("killed", "people", killed)]
    if chance.random() < 0.8:
        found.append(("injured", "people", int(killed * chance.uniform(0.8, 5)) + 2))
    if chance.random() < 0.4:
        found.append(("missing", "people", int(killed * chance.uniform(0.3, 2)) + 2))
    if chance.random() < 0.3 and pages > 3:
        found.append(("displaced", "people", int(killed * chance.uniform(20, 200))))
    if chance.random() < 0.2:
        found.append(("rescued", "people", int(killed * chance.uniform(0.5, 3)) + 2))
    if chance.random() < 0.2 and pages > 3:
        found.append(("destroyed", "houses", int(killed * chance.uniform(2, 20))))
    if chance.random() < 0.15 and killed > 12:
        found.append(("killed", "children", max(2, killed // chance.randrange(4, 9))))
    return found


def _briefings(
    chance: random.Random, start: datetime, days: int
) -> Iterator[tuple[datetime, float]]:
    """Moments at which officials speak, and the share of the truth that is known by then."""
    known = chance.uniform(0.25, 0.6)
    at = start + timedelta(hours=chance.uniform(0.5, 3))
    for _ in range(days):
        for _ in range(chance.choice((1, 2))):
            yield at, known
            known += (1 - known) * chance.uniform(0.2, 0.8)
            at += timedelta(hours=chance.uniform(5, 11))
        at = (at + timedelta(days=1)).replace(hour=chance.randrange(7, 12), minute=0)


def _briefing(
    chance: random.Random,
    series: str,
    what: tuple[str, str],
    talking: list[Speaker],
    state: tuple[datetime, float, int],
) -> Iterator[Said]:
    """What the speakers of one hour say of one quantity: they work from one list."""
    at, share, final = state
    kind, who = what
    falls = kind in LEVELS and share > 0.7
    value = max(2, round(final * (1.6 - share if falls else share)))
    if kind == "displaced":
        value = max(20, round(value, -1))
    early = share < 0.6
    for number, speaker in enumerate(talking):
        if number and chance.random() < 0.5:
            continue
        own = value
        if number and chance.random() < UNCOMPARED:
            own = max(2, round(value * chance.uniform(0.6, 1.5)))
        hedge = "at_least" if early and chance.random() < 0.6 else "exactly"
        if own > 50 and chance.random() < 0.25:
            hedge, own = "about", _round(own)
        elif own >= 20 and early and chance.random() < 0.15:
            hedge, own = "more_than", own // 10 * 10
        moment = at + timedelta(minutes=chance.randrange(0, 50))
        yield Said(series, kind, who, speaker, moment, own, hedge)


def _round(value: int) -> int:
    return round(value, -1) if value < 1000 else round(value, -2)


def _lived(chance: random.Random, said: list[Said]) -> list[Said]:
    """Let some statements repeat an old number, and some sources lower their figure aloud."""
    last: dict[tuple[str, str], Said] = {}
    found = []
    for one in sorted(said, key=_when):
        before = last.get((one.series, one.speaker.id))
        if before is not None and chance.random() < BEHIND:
            one = replace(one, value=before.value, hedge=before.hedge)
        if before is not None and before.value > 8 and chance.random() < REVISED:
            lower = max(2, round(before.value * chance.uniform(0.75, 0.95)))
            if lower < before.value:
                one = replace(one, value=lower, hedge="exactly", former=before.value)
        last[one.series, one.speaker.id] = one
        found.append(one)
    return found


def _rival(chance: random.Random, spot: Spot, said: list[Said]) -> list[Said]:
    speaker, factor = chance.choice(spot.rivals), chance.uniform(1.6, 3)
    known = [one for one in said if one.kind in ("killed", "missing") and one.who == "people"]
    found = []
    for one in chance.sample(known, min(len(known), chance.randrange(1, 4))):
        value = max(one.value + 2, round(one.value * factor))
        at = one.at + timedelta(hours=chance.uniform(1, 5))
        found.append(
            replace(one, speaker=speaker, value=value, hedge="exactly", at=at, former=None)
        )
    return found


@dataclass(frozen=True)
class War:
    """Two sides that fight in one province, and what each has lost in truth by day."""

    id: str
    spot: Spot
    sides: tuple[str, str]
    speakers: tuple[Speaker, ...]
    losses: tuple[float, float]


def _war(world: World, chance: random.Random, number: int) -> War:
    a, b = chance.sample(range(len(world.countries)), 2)
    spot = chance.choice([s for s in world.spots if s.country == a and s.noun == "district"])
    sides = f"{world.countries[a]}n", f"{world.countries[b]}n"
    speakers = (
        world.presidents[a],
        world.presidents[b],
        Speaker(f"{sides[0]} staff", f"{sides[0]} General Staff"),
        Speaker(f"{sides[1]} staff", f"{sides[1]} General Staff"),
    )
    losses = chance.uniform(5, 30), chance.uniform(5, 30)
    return War(f"war-{number}", spot, sides, speakers, losses)


def _day_of_war(war: War, day: datetime, chance: random.Random) -> Event:
    """What is said on one day of a war: totals of both sides since it began."""
    gone = (day - START).days + 200
    said = []
    for speaker in chance.sample(war.speakers, 2):
        for side in (0, 1):
            if chance.random() < 0.4:
                continue
            own = speaker in war.speakers[side::2]
            total = war.losses[side] * gone * (0.7 if own else 1.4)
            kind = chance.choice(("killed", "killed", "injured"))
            value = _round(int(total * (2.5 if kind == "injured" else 1)))
            who = f"{war.sides[side]} soldiers"
            at = day + timedelta(hours=chance.uniform(8, 18))
            hedge = chance.choice(("exactly", "about", "more_than"))
            series = f"{war.id}/{kind}/{who}"
            said.append(Said(series, kind, who, speaker, at, value, hedge, window="cumulative"))
    name = f"{war.id}@{day:%Y-%m-%d}"
    pages = chance.randrange(2, 9)
    return Event(name, "war", war.spot, day, tuple(sorted(said, key=_when)), pages, war.sides)


def cannot_both(a: Said, b: Said) -> bool:
    """Whether two figures of one series, of two voices, contradict each other."""
    if a.speaker.id == b.speaker.id or a.series != b.series:
        return False
    (low_a, high_a), (low_b, high_b) = _allowed(a), _allowed(b)
    if max(low_a, low_b) <= min(high_a, high_b):
        return False
    earlier, later = sorted((a, b), key=_when)
    if later.at - earlier.at < timedelta(hours=1):
        return True
    return a.kind not in LEVELS and later.value < earlier.value


def _allowed(said: Said) -> tuple[float, float]:
    share = TOLERANCE.get(said.hedge, 0.0)
    if said.hedge in ("at_least", "more_than"):
        return said.value + (said.hedge == "more_than"), float("inf")
    return said.value * (1 - share), said.value * (1 + share)
