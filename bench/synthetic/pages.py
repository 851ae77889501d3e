"""Pages of an event: first reports, agency copies, rewrites, own reports, follow-ups, late printings."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bench.synthetic.events import Event, Said
from bench.synthetic.wording import (
    HEADLINES,
    OWN,
    SOURCED,
    WAR,
    Naming,
    Sentence,
    claims_of,
    day_of,
    filler,
    number,
    sentence,
)
from bench.synthetic.world import Paper, Speaker, World
from reportedly.records import Article, Block, Capture, Claim, Reading, Relation, Span, Stretch

Label = tuple[str, str, int | None, int | None]
"""Of a statement in truth: series, origin, low, high."""


@dataclass(frozen=True)
class Page:
    """An invented page.

    Attributes:
        capture: where it was read.
        reading: with its article and claims.
        truth: what each claim was in truth, by its start in the text.
        report: pages with one number print one report.
        at: when it was printed.
    """

    capture: Capture
    reading: Reading
    truth: dict[int, Said]
    report: str
    at: datetime


@dataclass(frozen=True)
class Report:
    """What was written once, and is then printed by one paper or by many.

    Attributes:
        id: of the report.
        lines: its sentences, the headline left out.
        lead: what the headline is about.
        at: when it was written.
        paper: who wrote it.
    """

    id: str
    lines: tuple[Sentence, ...]
    lead: Said
    at: datetime
    paper: Paper


class Press:
    """Prints events: pages in no particular order within one event."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self._world, self._chance = world, chance
        self._count = 0

    def pages(self, event: Event) -> Iterator[Page]:
        """All pages of an event."""
        if not event.said:
            return
        chance, printed, reports = self._chance, 0, 0
        while printed < event.pages:
            reports += 1
            paper = self._writer(event)
            report = self._report(event, paper, f"{event.id}#{reports}", reports == 1)
            yield self._print(event, report, paper, report.at)
            printed += 1
            if chance.random() < 0.06 and printed < event.pages:
                update = self._update(event, report, paper)
                if update is not None:
                    yield update
                    printed += 1
            if paper.acronym or chance.random() < 0.15:
                for copy in self._copies(event, report):
                    if printed < event.pages:
                        printed += 1
                        yield copy

    def _writer(self, event: Event) -> Paper:
        chance = self._chance
        if chance.random() < 0.3:
            return chance.choice(self._world.agencies)
        country = event.spot.country if chance.random() < 0.75 else chance.randrange(16)
        return chance.choice(self._world.papers[country])

    def _report(self, event: Event, paper: Paper, name: str, first: bool) -> Report:
        """What a paper writes some time after something was said."""
        chance, said = self._chance, event.said
        anchor = said[0] if first else chance.choice(said)
        late = not first and chance.random() < 0.06
        at = anchor.at + timedelta(minutes=chance.randrange(15, 90))
        at += timedelta(days=chance.randrange(1, 4)) if late else timedelta()
        told = self._told(said, anchor)
        lines = []
        names: dict[str, Naming] = {}
        for index, one in enumerate(told):
            lines.append(self._line(event, one, paper, names, (index == 0, late, at)))
            lines += [filler(chance) for _ in range(chance.choice((0, 1, 1, 2)))]
        lines += [filler(chance) for _ in range(chance.randrange(3, 6))]
        if chance.random() < 0.15:
            lines.insert(len(lines) - 1, self._background(event))
        if chance.random() < 0.05 and not event.sides:
            lines.append(self._denial(anchor.speaker, paper, names))
        return Report(name, tuple(lines), anchor, at, paper)

    def _told(self, said: tuple[Said, ...], anchor: Said) -> list[Said]:
        """The figures of a report: those of one time, the latest of each quantity and voice."""
        near = [
            one
            for one in said
            if timedelta(0) <= anchor.at - one.at < timedelta(hours=6) and one != anchor
        ]
        latest = {(one.series, one.speaker.id): one for one in near}
        others = [one for one in latest.values() if one.series != anchor.series]
        others += [one for one in latest.values() if one.series == anchor.series][:1]
        wanted = min(len(others), self._chance.randrange(0, 5))
        return [anchor, *self._chance.sample(others, wanted)]

    def _line(
        self,
        event: Event,
        said: Said,
        paper: Paper,
        names: dict[str, Naming],
        state: tuple[bool, bool, datetime],
    ) -> Sentence:
        chance = self._chance
        lead, late, _ = state
        says_day = chance.random() < (0.85 if late else 0.3)
        day = f" on {said.at:%A}" if says_day else ""
        stated: Stretch | None = day_of(said.at) if says_day else None
        place, where = self._place(event, paper, lead)
        slots = {"p": place, "d": day, "word": event.word}
        if event.sides:
            naming = self._named(said.speaker, paper, names)
            template = WAR[said.kind]
        elif not lead and chance.random() < 0.1 and said.former is None:
            slots.update(s="", d="")
            return sentence(OWN[said.kind], said, slots, chance, where=where)
        else:
            naming = self._named(said.speaker, paper, names)
            template = chance.choice(SOURCED[said.kind])
        slots["s"] = naming.words
        made = sentence(
            template, said, slots, chance, where=where, source=naming.source, stated=stated
        )
        return self._with_former(made, said) if said.former is not None else made

    def _with_former(self, made: Sentence, said: Said) -> Sentence:
        """Add the former figure: "…, down from 41"."""
        words, claim = made.words[:-1], made.claims[0]
        value = number(said.former or 0, self._chance)
        start = len(words) + len(", down from ")
        former = dict(
            claim,
            start=start,
            end=start + len(value),
            figure=value,
            low=said.former,
            high=said.former,
            best=said.former,
            comparator="exactly",
            hedge=None,
            relation=Relation(type="previous"),
        )
        return replace(
            made,
            words=f"{words}, down from {value}.",
            claims=(claim, former),
            marks=(made.marks[0], made.marks[0]),
            truth=(said, None),
        )

    def _place(self, event: Event, paper: Paper, lead: bool) -> tuple[str, str | None]:
        """The words for the place, and the place as a reader takes it from them."""
        chance, spot = self._chance, event.spot
        if not lead and chance.random() < 0.7:
            return "", None
        name = f"{spot.name} district" if spot.noun == "district" else spot.name
        if not lead:
            return f" in {name}", name
        country = self._world.countries[spot.country]
        around = f"{country}'s {spot.province} province"
        if paper.country == spot.country:
            around = f"{spot.province} province"
        if spot.noun == "district":
            return f" in {name}, in {around}", name
        inside = f"{spot.district} district" if paper.country == spot.country else around
        if chance.random() < 0.5:
            return f" in the {spot.noun} of {name}, in {inside}", f"the {spot.noun} of {name}"
        return f" in {name}, a {spot.noun} in {inside}", name

    def _named(self, speaker: Speaker, paper: Paper, names: dict[str, Naming]) -> Naming:
        """How a page names a speaker: in full first, then shortly."""
        chance = self._chance
        known = names.get(speaker.id)
        if known is not None:
            return Naming(known.later, known.source, known.later)
        made = self._introduced(speaker, paper)
        if speaker.office and chance.random() < 0.15:
            office = f"the {speaker.office.lower()}"
            made = Naming(office, office, office)
        elif speaker.acronym and chance.random() < 0.1:
            made = Naming(f"the {speaker.acronym}", speaker.acronym, f"the {speaker.acronym}")
        names[speaker.id] = made
        return made

    def _introduced(self, speaker: Speaker, paper: Paper) -> Naming:
        if speaker.office:
            name = speaker.spellings[paper.spelling % len(speaker.spellings)]
            surname = name.split()[-1]
            if speaker.seat and self._chance.random() < 0.5:
                return Naming(
                    f"the {speaker.office.lower()} of {speaker.seat}, {name},", name, surname
                )
            return Naming(f"{speaker.office} {name}", name, surname)
        if speaker.acronym:
            full = f"the {speaker.name} ({speaker.acronym})"
            return Naming(full, speaker.name, f"the {speaker.acronym}")
        return Naming(f"the {speaker.name}", speaker.name, f"the {speaker.name}")

    def _background(self, event: Event) -> Sentence:
        """An older event at the same place."""
        chance = self._chance
        year = event.start.year - chance.randrange(2, 12)
        value = chance.randrange(3, 400)
        words = f"In {year}, a {event.word} there killed {number(value, chance)} people."
        start = words.index(number_in := words.split("killed ")[1].split(" ", maxsplit=1)[0])
        claim = {
            "start": start,
            "end": start + len(number_in),
            "figure": number_in,
            "low": value,
            "high": value,
            "best": value,
            "comparator": "exactly",
            "kind": "killed",
            "counted": "people",
            "who": "people",
            "when": Stretch(start=f"{year}-01-01", end=f"{year}-12-31"),
        }
        return Sentence(words, (claim,), ({},), (None,))

    def _denial(self, speaker: Speaker, paper: Paper, names: dict[str, Naming]) -> Sentence:
        """A number that somebody says is none."""
        naming = self._named(speaker, paper, names)
        value = number(self._chance.randrange(100, 900), self._chance)
        words = f"{naming.words[:1].upper()}{naming.words[1:]} denied that {value} people had been killed."
        start = words.index(value)
        claim = {
            "start": start,
            "end": start + len(value),
            "figure": value,
            "low": int(value),
            "high": int(value),
            "best": int(value),
            "comparator": "exactly",
            "kind": "killed",
            "counted": "people",
            "who": "people",
            "source": naming.source,
            "stance": "denies",
        }
        return Sentence(words, (claim,), ({"source": (0, len(naming.words))},), (None,))

    def _update(self, event: Event, report: Report, paper: Paper) -> Page | None:
        """The same page some hours later, with a new figure in its first lines."""
        old = report.lead
        later = [
            one
            for one in event.said
            if (one.series, one.speaker.id) == (old.series, old.speaker.id)
            and timedelta(hours=1) < one.at - old.at < timedelta(hours=30)
        ]
        if not later:
            return None
        new = self._chance.choice(later)
        at = new.at + timedelta(minutes=30)
        line = self._line(event, new, paper, {}, (True, False, at))
        changed = replace(report, lines=(line, *report.lines[1:]), lead=new)
        return self._print(event, changed, paper, report.at, updated=at)

    def _copies(self, event: Event, report: Report) -> Iterator[Page]:
        chance = self._chance
        for _ in range(min(60, int(chance.lognormvariate(1.2, 0.9)))):
            country = event.spot.country if chance.random() < 0.6 else chance.randrange(16)
            paper = chance.choice(self._world.papers[country])
            at = report.at + timedelta(minutes=chance.randrange(20, 16 * 60))
            lines = report.lines
            if chance.random() < 0.4:  # a light rewrite, or the last paragraphs cut
                cut = [i for i, one in enumerate(lines) if not one.claims]
                gone = set(chance.sample(cut, min(len(cut), chance.randrange(1, 3))))
                lines = tuple(one for i, one in enumerate(lines) if i not in gone)
                if chance.random() < 0.5:
                    lines = (*lines[:-1], filler(chance), lines[-1])
            yield self._print(event, replace(report, lines=lines), paper, at)

    def _print(
        self,
        event: Event,
        report: Report,
        paper: Paper,
        at: datetime,
        *,
        updated: datetime | None = None,
    ) -> Page:
        """Put a report on a page: headline, blocks, claims."""
        self._count += 1
        chance = self._chance
        via: tuple[str, ...] = ()
        if report.paper is not paper:
            via = (report.paper.acronym or report.paper.name,)
        headline = self._headline(event, report)
        parts = [("headline", headline), *(("body", one) for one in report.lines)]
        text, placed, blocks = "", [], []
        for role, one in parts:
            placed.append((len(text), one))
            blocks.append(Block(start=len(text), end=len(text) + len(one.words), role=role))
            text += one.words + "\n"
        if via:
            credit = f"Report by {via[0]}"
            blocks.append(Block(start=len(text), end=len(text) + len(credit), role="credit"))
            text += credit + "\n"
        claims, truth = claims_of(placed, chance)
        claims = [claim.model_copy(update={"via": via}) for claim in claims]
        truth = _own_voices(placed, truth, _as_speaker(report.paper if via else paper))
        published = f"{at:%Y-%m-%dT%H:%M}" if paper.hours else f"{at:%Y-%m-%d}"
        article = Article(
            text=text,
            blocks=tuple(blocks),
            title=headline.words,
            publisher=paper.name,
            agency=via[0] if via else (paper.acronym or None),
            published=published,
            updated=f"{updated:%Y-%m-%dT%H:%M}" if updated else None,
        )
        reading = Reading(
            version="1.0",
            article=article,
            claims=tuple(_linked(claims)),
            sentences=tuple(
                Span(start, start + len(one.words)) for start, one in placed if one.claims
            ),
        )
        capture = Capture(location=f"pages/{self._count:07}.txt")
        return Page(capture, reading, dict(truth), report.id, updated or at)

    def _headline(self, event: Event, report: Report) -> Sentence:
        """The first figure, without its hedge more often than not, and without its source."""
        chance, said = self._chance, report.lead
        place = event.spot.name
        if event.sides or said.who == "children":
            return Sentence(f"What is known of the {event.word} in {place}")
        slots = {"place": place, "word": event.word}
        shown = replace(said, hedge="exactly") if chance.random() < 0.5 else said
        made = sentence(HEADLINES[said.kind], shown, slots, chance)
        claim = dict(made.claims[0], counted=None, who=None, where=place)
        at = made.words.index(place)
        return replace(
            made, claims=(claim,), marks=({"where": (at, at + len(place))},), truth=(said,)
        )


def _as_speaker(paper: Paper) -> Speaker:
    return Speaker(paper.name, paper.name)


def _own_voices(
    placed: list[tuple[int, Sentence]], truth: list[tuple[int, Said]], itself: Speaker
) -> list[tuple[int, Said]]:
    """Figures that a page states itself are its own, but for those that it also has from somebody."""
    own = {
        offset + claim["start"]
        for offset, one in placed[1:]
        for claim in one.claims
        if "source" not in claim
    }
    sourced = {
        (said.series, said.value)
        for start, said in truth
        if start >= placed[1][0] and start not in own
    }
    return [
        (start, replace(said, speaker=itself))
        if start in own and (said.series, said.value) not in sourced
        else (start, said)
        for start, said in truth
    ]


def _linked(claims: list[Claim]) -> list[Claim]:
    """Let former figures point at the figure that stands before them."""
    found: list[Claim] = []
    for claim in claims:
        if claim.relation is not None and claim.relation.type == "previous" and found:
            of = found[-1].span
            claim = claim.model_copy(update={"relation": Relation(type="previous", of=of)})
        found.append(claim)
    return found
