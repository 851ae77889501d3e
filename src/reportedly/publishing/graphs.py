"""Chains of sources as a graph for Graphviz."""

import re

from reportedly.records import Sources

_UNSAFE = re.compile("[\x00-\x1f\x7f]")


def dot(sources: Sources) -> str:
    """A directed graph, in the DOT language: from origins over media to publishers.

    Origins are ellipses; publishers and media are boxes; an edge carries how many statements take it.
    Pages that print one report are joined by a dashed line.
    """
    origins = {origin.name for origin in sources.origins}
    edges: dict[tuple[str, str], int] = {}
    publisher_of: dict[str, str] = {}
    for chain in sources.chains:
        publisher_of[chain.page] = chain.path[-1]
        for step in zip(chain.path, chain.path[1:], strict=False):
            edges[step] = edges.get(step, 0) + 1
    nodes = sorted({*origins, *(name for edge in edges for name in edge)})
    lines = ["digraph sources {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [
        f"  {_quoted(name)}{' [shape=ellipse]' if name in origins else ''};" for name in nodes
    ]
    lines += [
        f"  {_quoted(start)} -> {_quoted(end)} [label={_quoted(str(count))}];"
        for (start, end), count in sorted(edges.items())
    ]
    for first, *others in sources.copies:
        for other in others:
            pair = publisher_of.get(first, first), publisher_of.get(other, other)
            joined = " -> ".join(_quoted(name) for name in pair)
            lines.append(f'  {joined} [style=dashed, dir=none, label="copy"];')
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(name: str) -> str:
    cleaned = _UNSAFE.sub(" ", name)
    escaped = cleaned.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
