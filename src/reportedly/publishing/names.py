"""Identities of names, and what people decided of them, as a terminal shows them."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.publishing.tables import day, safe
from reportedly.records import Evidence, Identity, JudgedDecision, NameDecision

MOST_SPELLINGS = 12
"""So many spellings of one identity are shown; the rest are counted."""

_PLURAL = {"actor": "actors", "place": "places", "group": "groups"}


def identities_view(identities: Sequence[Identity]) -> RenderableType:
    """Actors, places and groups, each with its spellings and why they are one."""
    shown: list[RenderableType] = []
    for sort, title in _PLURAL.items():
        of_sort = [one for one in identities if one.sort == sort]
        if of_sort:
            shown += [Text(title, "bold"), *(_identity(one) for one in of_sort), Text("")]
    return Group(*shown[:-1])


def _identity(one: Identity) -> RenderableType:
    heading = Text.assemble(
        safe(one.name),
        *((f", in {safe(', '.join(one.within)).plain}",) if one.within else ()),
        (f"  {_counted(one.statements, 'statement')} on {_counted(one.pages, 'page')}", "dim"),
    )
    lines: list[RenderableType] = [Padding(heading, (0, 0, 0, 2))]
    if len(one.spellings) > 1 or one.spellings[0].words != one.name:
        lines.append(_line(f"written {_spellings(one)}"))
    lines += [_line(line) for line in _evidence(one.evidence, "=")]
    lines += [_line(line) for line in _evidence(one.apart, "is not")]
    return Group(*lines)


def _spellings(one: Identity) -> str:
    shown = [f"{s.words} ({s.statements})" for s in one.spellings[:MOST_SPELLINGS]]
    more = len(one.spellings) - MOST_SPELLINGS
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _evidence(evidence: Iterable[Evidence], sign: str) -> Iterable[str]:
    for one in evidence:
        kind = "" if one.kind in one.why else f"{one.kind}: "
        where = f", on {_counted(len(one.pages), 'page')}" if one.pages else ""
        yield f"{one.form} {sign} {one.name}: {kind}{one.why}{where}"


def _line(line: str) -> RenderableType:
    return Padding(safe(line), (0, 0, 0, 4))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def decisions_view(decisions: Sequence[JudgedDecision]) -> RenderableType:
    """Every decision, in the order in which they were recorded, and whether it holds."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("decision", no_wrap=True, min_width=8)
    table.add_column("on", no_wrap=True)
    table.add_column("by", ratio=2)
    table.add_column("said", ratio=6)
    table.add_column("holds", ratio=2)
    for one in decisions:
        said = Text.assemble(safe(_said(one)), *((f": {one.note}",) if one.note else ()))
        table.add_row(one.id[:8], day(one.at), safe(one.by), safe(said.plain), one.standing)
    return table


def _said(one: NameDecision) -> str:
    names = f"{_placed(one.first, one.first_page)} {{}} {_placed(one.second, one.second_page)}"
    sign = {"merge": "=", "split": "is not", "undo": "and"}[one.type]
    said = names.format(sign)
    return f"takes back {str(one.undoes)[:8]}, on {said}" if one.type == "undo" else said


def _placed(name: str, page: str | None) -> str:
    return (
        name if page is None else f"{name} (in the story of {page.rstrip('/').rsplit('/', 1)[-1]})"
    )


def decision_view(decision: NameDecision, identities: Sequence[Identity]) -> RenderableType:
    """A decision just made, and whom or what its two names are from now on."""
    done = {"merge": "one from now on", "split": "two from now on", "undo": "taken back"}
    names = {decision.first, decision.second}
    told = [
        one
        for one in identities
        if names & {one.name, *(s.words for s in one.spellings)}
        or any(
            names & {e.form, e.name} for e in (*one.evidence, *one.apart) if e.kind == "decision"
        )
    ]
    shown: list[RenderableType] = [
        safe(f"{done[decision.type]}: {_said(decision)} (decision {decision.id[:8]})"),
        *(_identity(one) for one in told),
    ]
    if decision.type != "undo":
        shown.append(safe(f"To take it back: reportedly names undo {decision.id[:8]} --by NAME"))
    return Group(*shown)
