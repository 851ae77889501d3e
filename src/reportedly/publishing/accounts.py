"""Conflicts and sources as a terminal shows them."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.publishing.tables import day, safe
from reportedly.records import (
    Conflict,
    SeriesExplanation,
    Sources,
    Statement,
    figure_in_words,
)

MOST_NAMES = 20
"""So many origins are shown; the rest are counted."""


def conflicts_view(conflicts: Sequence[Conflict]) -> RenderableType:
    """Each conflict: its case, its series, and both figures with the sentences they stand in."""
    shown: list[RenderableType] = []
    for conflict in conflicts:
        shown.append(Text.assemble((f"{conflict.type}: ", "bold"), safe(conflict.title)))
        shown.append(Padding(Text(conflict.why, "italic"), (0, 0, 0, 2)))
        sides = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_header=False)
        sides.add_column(no_wrap=True, min_width=11)
        sides.add_column(style="bold", ratio=2)
        sides.add_column(ratio=3)
        sides.add_column(ratio=6)
        for side in (conflict.a, conflict.b):
            sides.add_row(
                _day_of(side), safe(figure_in_words(side)), safe(_said_by(side)), safe(_quote(side))
            )
        shown.append(Padding(sides, (0, 0, 0, 2)))
        if conflict.repeated:
            times = "time" if conflict.repeated == 1 else "times"
            line = f"printed {conflict.repeated} more {times}, on other pages"
            shown.append(Padding(Text(line, "dim"), (0, 0, 0, 2)))
        shown.append(Text(""))
    return Group(*shown)


def _day_of(statement: Statement) -> str:
    stated = statement.stated.end or statement.stated.start if statement.stated else None
    return day(stated or statement.published)


def _said_by(statement: Statement) -> str:
    publisher = statement.publisher or statement.page
    said = f"{statement.origin}, in {publisher}" if statement.source else publisher
    return f"{said} [{statement.apart}]" if statement.apart else said


def _quote(statement: Statement) -> str:
    return f"“{' '.join((statement.sentence or '').split())}”"


def sources_view(sources: Sources) -> RenderableType:
    """Origins with what they gave, figures with their voices, chains over media, copies and merges."""
    shown: list[RenderableType] = [Text("who spoke", "bold"), _indented(_origins(sources))]
    voices = [f for f in sources.figures if f.pages > 1]
    if voices:
        shown += [Text(""), Text("figures on several pages", "bold")]
        shown += [_line(f"{f.title}: {f.figure}: {_voices(f.pages, f.origins)}") for f in voices]
    ways = dict.fromkeys(" → ".join(chain.path) for chain in sources.chains if len(chain.path) > 2)
    shown += _section("chains", ways)
    shown += _section("copies of one report, its first publisher first", _joined(sources.copies))
    shown += _section("versions of one page, the earliest first", _joined(sources.versions))
    shown += _section("no two voices", (kin.why for kin in sources.dependent))
    shown += _section(
        "taken for one", (f"{one.form} = {one.name}: {one.why}" for one in sources.identities)
    )
    return Group(*shown)


def _origins(sources: Sources) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(ratio=4)
    table.add_column(ratio=3)
    for origin in sources.origins[:MOST_NAMES]:
        count = len(origin.statements)
        said = f"{count} statement{'s' if count > 1 else ''}"
        pages = f"{origin.pages} page{'s' if origin.pages > 1 else ''}"
        table.add_row(safe(origin.name), f"{said} on {pages}")
    if len(sources.origins) > MOST_NAMES:
        table.add_row(f"and {len(sources.origins) - MOST_NAMES} more", "")
    return table


def _voices(pages: int, origins: Sequence[str]) -> str:
    if len(origins) == 1:
        return f"{pages} pages, one voice ({origins[0]})"
    return f"{pages} pages, {len(origins)} voices with no known common origin"


def _joined(groups: Iterable[Sequence[str]]) -> list[str]:
    return [", ".join(group) for group in groups]


def _section(title: str, lines: Iterable[str]) -> list[RenderableType]:
    given = [_line(line) for line in lines]
    return [Text(""), Text(title, "bold"), *given] if given else []


def _line(line: str) -> RenderableType:
    return _indented(safe(line))


def _indented(shown: RenderableType) -> RenderableType:
    return Padding(shown, (0, 0, 0, 2))


def explanations_view(explained: Sequence[SeriesExplanation]) -> RenderableType:
    """Each series: why its statements are in it, and why near misses are not."""
    shown: list[RenderableType] = []
    for one in explained:
        shown.append(Text.assemble((safe(one.title).plain, "bold")))
        for member in one.inside:
            shown.append(_line(f"{member.figure}, {member.origin} ({_name(member.page)})"))
            shown += [Padding(safe(why), (0, 0, 0, 4)) for why in member.why]
        if one.near:
            shown.append(_line("near, but not in it"))
        for miss in one.near:
            said = f"{miss.figure}, {miss.origin} ({_name(miss.page)}): {miss.why_not}"
            shown.append(Padding(safe(said), (0, 0, 0, 4)))
        shown.append(Text(""))
    return Group(*shown)


def _name(page: str) -> str:
    return page.rstrip("/").rsplit("/", 1)[-1]
