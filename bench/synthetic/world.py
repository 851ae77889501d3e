"""An invented world: countries with their provinces, districts and towns, who speaks there, who prints."""

import random
from dataclasses import dataclass, field

from bench.synthetic.naming import Names, spellings

COUNTRIES, PROVINCES, DISTRICTS, TOWNS = 16, 6, 6, 5
PAPERS, AGENCIES = 8, 5

LOCAL_BODIES = ("police", "district hospital", "fire department", "rescue service")
NATIONAL_BODIES = ("National {} Agency", "Ministry of {}", "{} Relief Board")
RIVALS = ("union of {}", "opposition group {}", "aid organisation {}")
_CONCERNS = (
    "Flood",
    "Disaster",
    "Rescue",
    "Health",
    "Transport",
    "Interior",
    "Emergency",
    "Safety",
)


@dataclass(frozen=True)
class Speaker:
    """Somebody who gives figures.

    Attributes:
        id: who it is in truth.
        name: as a page gives it in full; a person's usual spelling.
        spellings: of a person, those of other papers too.
        office: of a person, as it stands before the name ("Governor"); empty for bodies.
        seat: the place that an office is of, as texts add it ("of Oro"); empty for national ones.
        acronym: of a national body.
    """

    id: str
    name: str
    spellings: tuple[str, ...] = ()
    office: str = ""
    seat: str = ""
    acronym: str = ""


@dataclass(frozen=True)
class Spot:
    """A place where something can happen, with what it lies in.

    Attributes:
        name: of the place itself.
        noun: what it is: town, village, district.
        district: name of the district that it lies in, or that it is.
        province: name of the province.
        country: index of the country.
        speakers: who speaks for it.
        rivals: who counts otherwise.
    """

    name: str
    noun: str
    district: str
    province: str
    country: int
    speakers: tuple[Speaker, ...]
    rivals: tuple[Speaker, ...]


@dataclass(frozen=True)
class Paper:
    """A publisher.

    Attributes:
        name: of the paper or agency.
        country: index of its country; None for agencies that write on all.
        acronym: by which others credit an agency; empty for papers.
        hours: whether its pages give the hour of publication.
        spelling: which of a name's spellings it uses.
    """

    name: str
    country: int | None
    acronym: str = ""
    hours: bool = True
    spelling: int = 0


@dataclass
class World:
    """All of it, made from one seed."""

    countries: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    papers: dict[int, list[Paper]] = field(default_factory=dict)
    agencies: list[Paper] = field(default_factory=list)
    presidents: list[Speaker] = field(default_factory=list)


def make_world(chance: random.Random) -> World:
    """Invent a world."""
    names, world = Names(chance), World()
    for index in range(COUNTRIES):
        country = names.country()
        world.countries.append(country)
        national = _national(names, chance, country)
        world.presidents.append(_person(names, chance, "President"))
        for _ in range(PROVINCES):
            world.spots += _province(names, chance, index, national)
        world.papers[index] = _papers(names, chance, index)
    for _ in range(AGENCIES):
        first, second = names.place(), names.place()
        name = f"{first} {second} News Agency"
        acronym = f"{first[0]}{second[0]}NA"
        world.agencies.append(Paper(name, None, acronym, spelling=chance.randrange(3)))
    return world


def _person(names: Names, chance: random.Random, office: str, seat: str = "") -> Speaker:
    name = names.person()
    return Speaker(name, name, spellings(name, chance), office, seat)


def _national(names: Names, chance: random.Random, country: str) -> tuple[Speaker, ...]:
    """A minister, and bodies with proper names."""
    found = [_person(names, chance, chance.choice(("Interior Minister", "Health Minister")))]
    for form in NATIONAL_BODIES:
        name = form.format(chance.choice(_CONCERNS))
        acronym = "".join(word[0] for word in name.split() if word[0].isupper())
        found.append(Speaker(f"{country}: {name}", name, acronym=acronym))
    return tuple(found)


def _province(
    names: Names, chance: random.Random, country: int, national: tuple[Speaker, ...]
) -> list[Spot]:
    province = names.place()
    governor = _person(names, chance, "Governor")
    spots = []
    for _ in range(DISTRICTS):
        district = names.place()
        bodies = tuple(Speaker(f"{district}: {body}", body) for body in LOCAL_BODIES)
        rivals = tuple(
            Speaker(f"{district}: {name}", name)
            for name in (form.format(names.place()) for form in RIVALS)
        )
        around = (governor, *bodies, *national)
        spots.append(Spot(district, "district", district, province, country, around, rivals))
        for _ in range(TOWNS):
            name = names.place()
            mayor = _person(names, chance, "Mayor", name)
            noun = chance.choice(("town", "town", "village", "city"))
            spots.append(Spot(name, noun, district, province, country, (mayor, *around), rivals))
    return spots


def _papers(names: Names, chance: random.Random, country: int) -> list[Paper]:
    titles = ("Courier", "Herald", "Standard", "Mirror", "Post", "Ledger", "Observer", "Times")
    return [
        Paper(
            f"{names.place()} {title}",
            country,
            hours=chance.random() < 0.8,
            spelling=chance.randrange(3),
        )
        for title in titles[:PAPERS]
    ]
