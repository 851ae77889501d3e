"""What a page's frame says of its article: title, publisher, authors, agency, dates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reportedly.pages import agencies, datelines, dates, publishers, zones
from reportedly.pages.dates import PrintedDate
from reportedly.pages.paragraphs import Paragraph
from reportedly.pages.phrases import phrases
from reportedly.pages.roles.crediting import NAME
from reportedly.pages.roles.guesses import Guess
from reportedly.records import Moment

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
URL_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|$)|((?:19|20)\d\d)-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Frame:
    """What was learnt of an article from the lines around it."""

    title: str | None = None
    summary: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    warnings: tuple[str, ...] = ()


def read(
    text: str,
    units: list[Paragraph],
    guesses: list[Guess],
    url: str | None,
    *,
    whole: bool = True,
) -> Frame:
    """Read a page's frame from its paragraphs and their roles; `whole`: they start with its first."""
    pairs = list(zip(units, guesses, strict=True))
    title = next((" ".join(u.text.split()) for u, g in pairs if g.role == "headline"), None)
    under = [" ".join(u.text.split()) for u, g in pairs if g.role == "summary"]
    agency = _agency(pairs) or credited_agency(pairs) or _closing_agency(pairs)
    publisher = publishers.find(text, pairs, whole=whole)
    here = zones.whereabouts(agencies.country_of(agency), url, text)
    published, updated, warnings = _dates(pairs, url, here)
    return Frame(
        title=title,
        summary=" ".join(under) or None,
        publisher=publisher,
        authors=tuple(_authors(pairs)),
        agency=agency,
        published=published,
        updated=updated,
        warnings=tuple(warnings),
    )


def _agency(pairs: list[tuple[Paragraph, Guess]]) -> str | None:
    for unit, guess in pairs:
        if guess.role == "body":
            line = datelines.find(unit.head[:400])
            if line is not None and line.agency:
                return line.agency
    return None


def credited_agency(pairs: list[tuple[Paragraph, Guess]]) -> str | None:
    """The agency that a byline or credit line names."""
    for unit, guess in pairs:
        if guess.role == "credit" and guess.reason in ("byline", "agency", "closing", "desk"):
            found = _credited(unit.text)
            if found:
                return found
        elif guess.reason == "position":
            found = agencies.sender_of(unit.text)
            if found:
                return found
    return None


def _closing_agency(pairs: list[tuple[Paragraph, Guess]]) -> str | None:
    texts = [unit.text for unit, guess in pairs if guess.role in ("body", "list", "quote")]
    for i, words in enumerate(reversed(texts)):
        found = agencies.at_end(words, last=i == 0)
        if found is not None:
            return found[1]
    return None


def _credited(line: str) -> str | None:
    rest = _after_by((dates.without(line) or line).strip(" |•·,–—-/"))
    for part in [rest, *re.split(r"\s*(?:[|,&/()]|\band\b|\bwith\b)\s*", rest)]:
        found = agencies.named(part)
        if found:
            return found
    last = rest.split("/")[-1].strip()
    return agencies.coined(last) if " " not in last and last != line.strip() else None


def _after_by(line: str) -> str:
    opening = phrases("credits", "bylines").start(line)
    return line[opening.end() :].strip(" :.") if opening else line.strip(" .()[]")


def _authors(pairs: list[tuple[Paragraph, Guess]]) -> Iterator[str]:
    for unit, guess in pairs:
        if guess.role != "credit" or guess.reason not in ("byline", "name"):
            continue
        found = False
        line = (dates.without(unit.text) or unit.text).strip(" |•·,–—-/")
        rest = re.split(r"[|•·\n]|\s[-–—]\s|\d|\b(?:in|at|on)\b", _after_by(line))[0]
        for name in re.split(r"\s*(?:,|&|\band\b|/)\s*", rest):
            name = name.strip(" .,:")
            if " " in name and NAME.fullmatch(name) and not _is_body(name):
                found = True
                yield name
        if found:
            return


def _is_body(name: str) -> bool:
    return bool(phrases("credits", "lines").inside(name) or agencies.named(name))


def _dates(
    pairs: list[tuple[Paragraph, Guess]], url: str | None, here: zones.Whereabouts
) -> tuple[Moment | None, Moment | None, list[str]]:
    printed = list(_printed(pairs))
    anchors = [item.days[0] for item in printed if not item.ambiguous]
    lines = list(_dateline_days(pairs))
    anchors += lines
    anchors += _url_days(url)
    order = _order(printed, here)
    weekdays = _lead_weekdays(pairs)
    warnings: list[str] = []
    chosen: dict[str, list[tuple[PrintedDate, date]]] = {"published": [], "updated": []}
    for item in printed:
        day = _decide(item, anchors, order, weekdays)
        if day is None:
            ways = " or ".join(str(d) for d in item.days)
            warnings.append(
                f"a date on the page may be {ways}: nothing tells which; it is left out"
            )
        else:
            chosen[item.label or "published"].append((item, day))
    published = _best(chosen["published"], here, warnings)
    updated = _best(chosen["updated"], here, warnings)
    if published is None and lines:
        published = lines[0].isoformat()
    if published is None and updated is None:
        published = _without_year(pairs, warnings)
    return published or updated, updated, warnings


def _printed(pairs: list[tuple[Paragraph, Guess]]) -> Iterator[PrintedDate]:
    """Dates of the lines that date the page: those before the lead, and labelled ones after it."""
    lead = next((i for i, (_, guess) in enumerate(pairs) if guess.role == "body"), len(pairs))
    for i, (unit, guess) in enumerate(pairs):
        if guess.role in ("dateline", "credit", "furniture") and len(unit.text) <= 300:
            for item in dates.find(unit.text):
                if (
                    item.label is not None
                    or (i < lead and guess.reason != "masthead")
                    or guess.reason == "date line"
                ):
                    yield item


def _dateline_days(pairs: list[tuple[Paragraph, Guess]]) -> Iterator[date]:
    for unit, guess in pairs:
        if guess.role == "body":
            line = datelines.find(unit.head[:400])
            if line is not None:
                for item in dates.find(line.text.replace(" ,", ",")):
                    if not item.ambiguous:
                        yield item.days[0]


def _url_days(url: str | None) -> Iterator[date]:
    for match in URL_DAY.finditer(url or ""):
        year, month, day = match.groups()[:3] if match[1] else match.groups()[3:]
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def _order(printed: list[PrintedDate], here: zones.Whereabouts) -> str | None:
    orders = {zones.order(item.zone, here) for item in printed if item.zone} - {None}
    return orders.pop() if len(orders) == 1 else None


def _lead_weekdays(pairs: list[tuple[Paragraph, Guess]]) -> list[int]:
    body = " ".join(u.head for u, g in pairs if g.role == "body")
    return dates.weekdays_in(body[:1500])


def _decide(
    item: PrintedDate, anchors: list[date], order: str | None, weekdays: list[int]
) -> date | None:
    if not item.ambiguous:
        return item.days[0]
    near = dates.nearest(item.days, anchors)
    if near is not None:
        return near
    if order is not None:
        return item.days[0] if order == "day" else item.days[1]
    if weekdays:
        fitting = [day for day in item.days if (day.weekday() - weekdays[0]) % 7 in (0, 1)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _best(
    found: Iterable[tuple[PrintedDate, date]], here: zones.Whereabouts, warnings: list[str]
) -> Moment | None:
    found = list(found)
    if not found:
        return None
    labelled = [pair for pair in found if pair[0].label is not None] or found
    first = labelled[0]
    same_day = [pair for pair in labelled if pair[1] == first[1]]
    item, day = next((pair for pair in same_day if pair[0].time is not None), first)
    offset = None
    if item.zone is not None and item.time is not None and zones.known(item.zone):
        offset = zones.offset(item.zone, day, item.time, here)
        if offset is None:
            warnings.append(
                f"the time zone {item.zone!r} is ambiguous on this page; it is left out"
            )
    return dates.moment(item, day, offset)


def _without_year(pairs: list[tuple[Paragraph, Guess]], warnings: list[str]) -> Moment | None:
    """A dateline's month and day, in the year of the page's copyright line."""
    years = {
        match[0]
        for unit, guess in pairs
        if guess.role == "furniture" and ("©" in unit.text or "opyright" in unit.text)
        for match in YEAR.finditer(unit.text[:300])
    }
    for unit, guess in pairs:
        line = datelines.find(unit.head[:400]) if guess.role == "body" else None
        found = dates.month_day(line.text) if line is not None else None
        if found is not None and years:
            try:
                day = date(int(max(years)), *found)
            except ValueError:
                return None
            warnings.append("the year of the date is that of the page's copyright line")
            return day.isoformat()
    return None
