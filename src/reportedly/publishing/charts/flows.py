"""The ways of statements from origins over media to publishers, as a layered drawing.

Layers from left to right by the longest way that leads to a name, who prints at the right; within a layer names stand
by the middle of those they are joined with (Sugiyama, Tagawa and Toda 1981), which is enough for chains of a few links.
A line over several layers has a place of its own in each of them, a bend, so that it passes behind no name; lines to one
name share their bends.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from reportedly.publishing.charts.legends import width_of
from reportedly.publishing.charts.styles import Theme, embedded
from reportedly.publishing.charts.svg import (
    Element,
    add,
    element,
    named,
    number,
    shortened,
    written,
)
from reportedly.records import Sources

MOST_NAMES = 80
"""Names that are drawn, those on the most ways first; what more there are is counted."""

Step = tuple[str, str]


class Bend(NamedTuple):
    """Where lines to one name pass through a layer."""

    end: str
    layer: int


Node: TypeAlias = str | Bend

_EDGE, _ROW, _HEIGHT, _GAP = 14.0, 34.0, 24.0, 70.0
_BEND = 14.0
"""Height that a bend has in its layer, in pixels."""

_BOW = 26.0
"""How far the lines between copies reach to the right, in pixels."""
_MOST_CHARACTERS = 32
_SWEEPS = 6
_THICKEST = 6.0


@dataclass
class _Graph:
    """Names and bends in layers, and how many statements go from each to each.

    Attributes:
        steps: from name to name.
        parts: the same from node to node, over bends.
        layers: from left to right, `layer_of` each name.
        copies: pairs of names that printed one report, the one further left first.
        more: names that are not drawn.
    """

    steps: Counter[Step]
    parts: Counter[tuple[Node, Node]] = field(default_factory=Counter)
    layers: list[list[Node]] = field(default_factory=list)
    copies: list[Step] = field(default_factory=list)
    layer_of: dict[str, int] = field(default_factory=dict)
    more: int = 0

    @property
    def names(self) -> list[str]:
        """All names, layer by layer."""
        return [node for layer in self.layers for node in layer if isinstance(node, str)]


def sources_drawing(sources: Sources, *, theme: Theme | None = None) -> str:
    """All ways of some sources, with the copies of reports, as an SVG file of its own."""
    publisher_of = {one.page: one.path[-1] for one in sources.chains}
    copies = {
        (publisher_of.get(first, first), publisher_of.get(other, other))
        for first, *others in sources.copies
        for other in others
    }
    origins = frozenset(one.name for one in sources.origins)
    paths = [one.path for one in sources.chains]
    return flow(paths, origins, copies=copies, alone=True, theme=theme)


def flow(
    paths: Iterable[Sequence[str]],
    origins: frozenset[str],
    *,
    copies: Iterable[Step] = (),
    alone: bool = False,
    theme: Theme | None = None,
) -> str:
    """Ways as one drawing: names in boxes, those who spoke in round ones; a thick line is many statements.

    Args:
        paths: each from the one furthest back to the publisher.
        origins: names of those who spoke.
        copies: pairs of publishers that printed one report: joined by a dashed line.
        alone: whether it is a file of its own, with title and stylesheet.
        theme: of such a file: `light` or `dark`; None follows the reader's preference.
    """
    graph = _graph(list(paths), copies)
    places, width, height = _placed(graph, 44.0 if alone else _EDGE)
    width += _BOW if graph.copies else 0.0
    root = element("svg", class_="chart chart-flow", role="img")
    add(root, "title", "Who stands behind the figures" if alone else "The way of the figure")
    add(root, "desc", _in_words(graph))
    if alone:
        root.set("xmlns", "http://www.w3.org/2000/svg")
        root.append(element("style", embedded(theme)))
        add(root, "rect", width="100%", height="100%", class_="chart-surface")
        told = "From who spoke, over media, to publishers; the thicker, the more statements"
        add(root, "text", told, x=_EDGE, y=26, class_="chart-muted")
        width = max(width, width_of(told) + 2 * _EDGE)
    if graph.more:
        add(root, "text", f"and {graph.more:,} more names", x=_EDGE, y=height, class_="chart-muted")
        height += 20
    _draw_steps(root, graph, places)
    _draw_copies(root, graph, places)
    for name in graph.names:
        _draw_name(root, name, *places[name], round_=name in origins)
    root.set("width", number(width))
    root.set("height", number(height))
    root.set("viewBox", f"0 0 {number(width)} {number(height)}")
    return written(root)


def _graph(paths: Sequence[Sequence[str]], copies: Iterable[Step]) -> _Graph:
    uses = Counter(name for path in paths for name in dict.fromkeys(path))
    kept = {
        name for name, _ in sorted(uses.items(), key=lambda one: (-one[1], one[0]))[:MOST_NAMES]
    }
    steps: Counter[Step] = Counter()
    for path in paths:
        left = [name for name in path if name in kept]
        steps.update(step for step in pairwise(left) if step[0] != step[1])
    graph = _Graph(steps, more=len(uses) - len(kept))
    layer_of = _layers(sorted(kept), steps)
    last, starts = max(layer_of.values(), default=0), {start for start, _ in steps}
    ends = {end for _, end in steps}
    layer_of |= dict.fromkeys(ends - starts, last)  # who prints stands at the right
    layers: dict[int, list[Node]] = defaultdict(list)
    for name in sorted(kept, key=lambda name: (-uses[name], name)):
        layers[layer_of[name]].append(name)
    graph.layer_of = layer_of
    pairs = sorted({(a, b) for a, b in copies if a != b and a in kept and b in kept})
    graph.copies = [(a, b) if layer_of[a] <= layer_of[b] else (b, a) for a, b in pairs]
    graph.parts = _parts({**dict.fromkeys(graph.copies, 0), **steps}, layer_of)
    for bend in sorted({end for _, end in graph.parts if isinstance(end, Bend)}):
        layers[bend.layer].append(bend)
    graph.layers = _ordered([layers[at] for at in sorted(layers)], graph.parts)
    return graph


def _parts(steps: Mapping[Step, int], layer_of: Mapping[str, int]) -> Counter[tuple[Node, Node]]:
    """Steps from layer to layer: those over several bend in each between."""
    parts: Counter[tuple[Node, Node]] = Counter()
    for (start, end), count in sorted(steps.items()):
        between = range(layer_of[start] + 1, layer_of[end])
        way: list[Node] = [start]
        way += (Bend(end, layer) for layer in between)
        for part in pairwise([*way, end]):
            parts[part] += count
    return parts


def _key(node: Node) -> tuple[str, int]:
    """Orders names and bends."""
    return (node, -1) if isinstance(node, str) else node


def _layers(names: Sequence[str], steps: Iterable[Step]) -> dict[str, int]:
    """How many links the longest way to each name has; a way that comes back to itself ends there."""
    before: dict[str, list[str]] = defaultdict(list)
    for start, end in sorted(steps):
        before[end].append(start)
    layer: dict[str, int] = {}
    for name in names:
        _settle(name, before, layer)
    return layer


def _settle(name: str, before: Mapping[str, Sequence[str]], layer: dict[str, int]) -> None:
    """Find the layer of a name and of all before it, without recursion: chains may be long."""
    under_way: dict[str, None] = {}
    waiting = [name]
    while waiting:
        one = waiting[-1]
        if one in layer:
            waiting.pop()
            continue
        under_way[one] = None
        missing = [b for b in before.get(one, ()) if b not in layer and b not in under_way]
        if missing:
            waiting.append(missing[0])
            continue
        layer[one] = 1 + max((layer[b] for b in before.get(one, ()) if b in layer), default=-1)
        waiting.pop()


def _ordered(layers: list[list[Node]], parts: Mapping[tuple[Node, Node], int]) -> list[list[Node]]:
    """Nodes of each layer by the middle of those that they are joined with, swept to and fro."""
    joined: dict[Node, list[Node]] = defaultdict(list)
    for start, end in sorted(parts, key=lambda part: (_key(part[0]), _key(part[1]))):
        joined[start].append(end)
        joined[end].append(start)
    for sweep in range(_SWEEPS):
        height = {
            node: (at + 0.5) / len(layer) for layer in layers for at, node in enumerate(layer)
        }
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            middle = {
                node: sum(height[other] for other in joined[node]) / len(joined[node])
                if joined[node]
                else height[node]
                for node in layer
            }
            layer.sort(key=lambda node: (middle[node], _key(node)))
            height |= {node: (at + 0.5) / len(layer) for at, node in enumerate(layer)}
    return layers


_Places = dict[Node, tuple[float, float, float]]
"""Left end, middle height and width of each name's box, in pixels; of a bend the width of its layer."""


def _tall(node: Node) -> float:
    return _ROW if isinstance(node, str) else _BEND


def _placed(graph: _Graph, top: float) -> tuple[_Places, float, float]:
    places: _Places = {}
    tallest = max((sum(map(_tall, layer)) for layer in graph.layers), default=0.0)
    x = _EDGE
    for layer in graph.layers:
        names = [shortened(node, _MOST_CHARACTERS) for node in layer if isinstance(node, str)]
        wide = max(map(width_of, names)) + 22
        stretch = tallest / sum(map(_tall, layer))
        y = top
        for node in layer:
            room = _tall(node) * stretch
            places[node] = (x, y + room / 2, wide)
            y += room
        x += wide + _GAP
    return places, max(x - _GAP + _EDGE, 200.0), top + tallest + _EDGE


def _draw_steps(root: Element, graph: _Graph, places: _Places) -> None:
    group = add(root, "g", class_="chart-ways", aria_hidden="true")
    most = max(graph.parts.values(), default=1)
    ordered = sorted(graph.parts.items(), key=lambda one: (_key(one[0][0]), _key(one[0][1])))
    for (start, end), count in ordered:
        if not count:  # copies alone go there
            continue
        x, y, wide = places[start]
        thick = 1.2 + (_THICKEST - 1.2) * (count - 1) / most
        way = _curve(x + wide, y, places[end][0], places[end][1])
        if isinstance(start, Bend):  # it runs on through the layer
            way = f"M{number(x)} {number(y)}H{number(x + wide)}{way[way.index('C') :]}"
        made = add(group, "path", d=way, class_="chart-way", stroke_width=thick)
        times = "1 statement" if count == 1 else f"{count:,} statements"
        to = end if isinstance(end, str) else end.end
        from_ = f"{named(start)} → " if isinstance(start, str) else "to "
        add(made, "title", f"{from_}{named(to)}: {times}")


def _draw_copies(root: Element, graph: _Graph, places: _Places) -> None:
    """Join publishers of one report: of one layer beside it, of others through the bends between."""
    group = add(root, "g", class_="chart-copies", aria_hidden="true")
    for start, end in graph.copies:
        x, y, wide = places[start]
        other_x, other_y, other_wide = places[end]
        way = f"M{number(x + wide)} {number(y)}"
        if graph.layer_of[start] == graph.layer_of[end]:
            bow = max(x + wide, other_x + other_wide) + _BOW
            way += f"C{number(bow)} {number(y)} {number(bow)} {number(other_y)} "
            way += f"{number(other_x + other_wide)} {number(other_y)}"
        at = x + wide, y
        for layer in range(graph.layer_of[start] + 1, graph.layer_of[end] + 1):
            bend = Bend(end, layer)
            to_x, to_y, through = places.get(bend, (other_x, other_y, 0.0))
            way += _bent(*at, to_x, to_y) + (f"H{number(to_x + through)}" if through else "")
            at = to_x + through, to_y
        made = add(group, "path", d=way, class_="chart-middle")
        add(made, "title", f"{named(start)} and {named(end)}: copies of one report")


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"M{number(x)} {number(y)}{_bent(x, y, to_x, to_y)}"


def _bent(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = max(abs(to_x - x) / 2, 20.0)
    return (
        f"C{number(x + bend)} {number(y)} "
        f"{number(to_x - bend)} {number(to_y)} {number(to_x)} {number(to_y)}"
    )


def _draw_name(root: Element, name: str, x: float, y: float, wide: float, *, round_: bool) -> None:
    group = add(root, "g", class_="chart-origin" if round_ else "chart-medium")
    add(group, "title", named(name))
    corner = _HEIGHT / 2 if round_ else 3
    top = y - _HEIGHT / 2
    add(group, "rect", x=x, y=top, width=wide, height=_HEIGHT, rx=corner, class_="chart-box")
    words = shortened(name, _MOST_CHARACTERS)
    add(group, "text", words, x=x + wide / 2, y=y + 4, text_anchor="middle")


def _in_words(graph: _Graph) -> str:
    said = [f"{named(start)} to {named(end)}" for start, end in sorted(graph.steps)]
    listed = "; ".join(said[:20])
    more = f"; and {len(said) - 20} more" if len(said) > 20 else ""
    return f"{listed}{more}." if said else ", ".join(named(name) for name in graph.names) + "."
