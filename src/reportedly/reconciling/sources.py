"""Who stands behind the figures: origins, the chains from them to pages, and copies of one report.

Of two origins of one series the relation is the same, known dependent (one cites the other), or none
known: never "independent", which no program can know.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.reconciling.comparing import size
from reportedly.reconciling.copies import Groups
from reportedly.reconciling.evidence import Merge
from reportedly.reconciling.names import plain
from reportedly.reconciling.origins import own_voice
from reportedly.reconciling.timing import voice
from reportedly.reconciling.wordings import bare
from reportedly.records import (
    Chain,
    Kinship,
    Origin,
    Series,
    Sources,
    Statement,
    VoicesOfFigure,
    figure_in_words,
)


def sources_of(series: Sequence[Series], groups: Groups, merges: Sequence[Merge]) -> Sources:
    """The origins of some series, with the chains of their statements and the copies among their pages."""
    known = _known(merges)
    statements = [s for one in series for s in (*one.statements, *one.apart)]
    pages = {statement.page for statement in statements}
    names = {voice(statement) for statement in statements}
    return Sources(
        origins=_origins(statements),
        chains=tuple(chain_of(s, known) for s in sorted(statements, key=_by_page)),
        copies=_among(pages, groups.copies),
        versions=_among(pages, groups.versions),
        figures=tuple(figure for one in series for figure in _figures(one)),
        dependent=_dependent(series, known),
        identities=tuple(
            one.as_record()
            for merge in merges
            if merge.identity in names and (one := _on_pages(merge, statements)) is not None
        ),
    )


def _on_pages(merge: Merge, statements: Iterable[Statement]) -> Merge | None:
    """A merge with those of some statements' pages on which its form stands; None where it is on none."""
    if merge.pages:
        pages = {s.page for s in statements} & set(merge.pages)
        return replace(merge, pages=tuple(sorted(pages))) if pages else None
    form = plain(merge.form)
    pages = {s.page for s in statements if plain(bare(s.source or own_voice(s))) == form}
    if not pages and merge.kind == "acronym":
        return None
    return replace(merge, pages=tuple(sorted(pages)))


def _by_page(statement: Statement) -> tuple[str, str]:
    return statement.page, statement.id


def _known(merges: Iterable[Merge]) -> dict[str, str]:
    """Folded spelling to the one that stands for it, for those that mean one wherever they stand."""
    found: dict[str, set[str]] = defaultdict(set)
    for merge in merges:
        if merge.kind in ("spelling", "decision"):
            found[plain(merge.form)].add(merge.identity)
        if merge.kind == "decision":
            found[plain(merge.name)].add(merge.identity)
    return {form: min(names) for form, names in found.items() if len(names) == 1}


def _among(pages: set[str], groups: Iterable[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    found = (tuple(str(getattr(page, "page", "")) for page in group) for group in groups)
    kept = (tuple(page for page in group if page in pages) for group in found)
    return tuple(group for group in kept if len(group) > 1)


def _origins(statements: Iterable[Statement]) -> tuple[Origin, ...]:
    heard: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        heard[voice(statement)].append(statement)
    ordered = sorted(heard, key=lambda name: (-len(heard[name]), name))
    return tuple(
        Origin(
            name=name,
            statements=tuple(sorted(dict.fromkeys(s.id for s in heard[name]))),
            pages=len({s.page for s in heard[name]}),
        )
        for name in ordered
    )


def chain_of(statement: Statement, known: Mapping[str, str]) -> Chain:
    """The way of a statement: whom its source cites, its source, the media between, the publisher."""
    cites = known.get(plain(statement.cites or ""), statement.cites)
    links = [cites, voice(statement), *statement.via]
    links.append(statement.publisher or statement.page)
    path: list[str] = []
    for link in links:
        if link and (not path or plain(path[-1]) != plain(link)):
            path.append(link)
    return Chain(statement=statement.id, page=statement.page, path=tuple(path))


def _figures(series: Series) -> list[VoicesOfFigure]:
    """How many voices give each figure of a series, the smallest figure first."""
    given: dict[tuple[float | int | None, float | int | None], list[Statement]] = defaultdict(list)
    for statement in series.statements:
        given[statement.low, statement.high].append(statement)
    return [
        VoicesOfFigure(
            series=series.id,
            title=series.title,
            figure=figure_in_words(same[0]),
            low=low,
            high=high,
            origins=tuple(sorted({voice(s) for s in same})),
            pages=len({s.page for s in same}),
        )
        for (low, high), same in sorted(given.items(), key=lambda item: size(item[1][0]))
    ]


def _dependent(series: Iterable[Series], known: Mapping[str, str]) -> tuple[Kinship, ...]:
    found: dict[tuple[str, str], Kinship] = {}
    for one in series:
        names = {plain(voice(s)): voice(s) for s in one.statements}
        for statement in one.statements:
            cites = plain(statement.cites or "")
            cited = names.get(plain(known.get(cites, cites)))
            speaker = voice(statement)
            if cited and cited != speaker and (speaker, cited) not in found:
                why = f"{speaker} cites {cited} on {statement.page}"
                found[speaker, cited] = Kinship(a=speaker, b=cited, why=why)
    return tuple(found[pair] for pair in sorted(found))
