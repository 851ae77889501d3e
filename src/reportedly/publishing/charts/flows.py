"""The ways of statements from origins over media to publishers, as a layered drawing.

Layers from left to right by the longest way that leads to a name; within a layer names stand by the middle of
those they are joined with (Sugiyama, Tagawa and Toda 1981), which is enough for chains of a few links.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportedly.publishing.charts.legends import width_of
from reportedly.publishing.charts.styles import Theme, embedded
from reportedly.publishing.charts.svg import (
    Element,
    add,
    element,
    number,
    shortened,
    shown,
    written,
)
from reportedly.records import Sources

MOST_NAMES = 80
"""Names that are drawn, those on the most ways first; what more there are is counted."""

Step = tuple[str, str]

_EDGE, _ROW, _HEIGHT, _GAP = 14.0, 34.0, 24.0, 70.0
_MOST_CHARACTERS = 32
_SWEEPS = 6
_THICKEST = 6.0


@dataclass
class _Graph:
    """Names in layers, and how many statements go from each to each."""

    steps: Counter[Step]
    origins: frozenset[str]
    layers: list[list[str]] = field(default_factory=list)
    more: int = 0

    @property
    def names(self) -> list[str]:
        """All names, layer by layer."""
        return [name for layer in self.layers for name in layer]


def chain(path: Sequence[str]) -> str:
    """One way, from the one furthest back to the publisher, as an inline `<svg>` for a page of HTML."""
    return flow([path], frozenset(path[:1]))


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
    graph = _graph(list(paths), origins)
    places, width, height = _placed(graph, 44.0 if alone else _EDGE)
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
    _draw_steps(root, graph, places, copies)
    for name, (x, y, wide) in places.items():
        _draw_name(root, name, x, y, wide, round_=name in origins)
    root.set("width", number(width))
    root.set("height", number(height))
    root.set("viewBox", f"0 0 {number(width)} {number(height)}")
    return written(root)


def _graph(paths: Sequence[Sequence[str]], origins: frozenset[str]) -> _Graph:
    uses = Counter(name for path in paths for name in dict.fromkeys(path))
    kept = {
        name for name, _ in sorted(uses.items(), key=lambda one: (-one[1], one[0]))[:MOST_NAMES]
    }
    steps: Counter[Step] = Counter()
    for path in paths:
        left = [name for name in path if name in kept]
        steps.update(step for step in pairwise(left) if step[0] != step[1])
    graph = _Graph(steps, origins, more=len(uses) - len(kept))
    layer_of = _layers(sorted(kept), steps)
    layers: dict[int, list[str]] = defaultdict(list)
    for name in sorted(kept, key=lambda name: (-uses[name], name)):
        layers[layer_of[name]].append(name)
    graph.layers = _ordered([layers[at] for at in sorted(layers)], steps)
    return graph


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


def _ordered(layers: list[list[str]], steps: Mapping[Step, int]) -> list[list[str]]:
    """Names of each layer by the middle of the names that they are joined with, swept to and fro."""
    joined: dict[str, list[str]] = defaultdict(list)
    for start, end in sorted(steps):
        joined[start].append(end)
        joined[end].append(start)
    for sweep in range(_SWEEPS):
        height = {
            name: (at + 0.5) / len(layer) for layer in layers for at, name in enumerate(layer)
        }
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            middle = {
                name: sum(height[other] for other in joined[name]) / len(joined[name])
                if joined[name]
                else height[name]
                for name in layer
            }
            layer.sort(key=lambda name: (middle[name], name))
            height |= {name: (at + 0.5) / len(layer) for at, name in enumerate(layer)}
    return layers


_Places = dict[str, tuple[float, float, float]]
"""Left end, middle height and width of each name's box, in pixels."""


def _placed(graph: _Graph, top: float) -> tuple[_Places, float, float]:
    places: _Places = {}
    tallest = max((len(layer) for layer in graph.layers), default=0) * _ROW
    x = _EDGE
    for layer in graph.layers:
        wide = max(width_of(shortened(name, _MOST_CHARACTERS)) for name in layer) + 22
        room = tallest / len(layer)
        for at, name in enumerate(layer):
            places[name] = (x, top + room * (at + 0.5), wide)
        x += wide + _GAP
    return places, max(x - _GAP + _EDGE, 200.0), top + tallest + _EDGE


def _draw_steps(root: Element, graph: _Graph, places: _Places, copies: Iterable[Step]) -> None:
    group = add(root, "g", class_="chart-ways", aria_hidden="true")
    most = max(graph.steps.values(), default=1)
    for (start, end), count in sorted(graph.steps.items()):
        x, y, wide = places[start]
        thick = 1.2 + (_THICKEST - 1.2) * (count - 1) / most
        way = _curve(x + wide, y, places[end][0], places[end][1])
        made = add(group, "path", d=way, class_="chart-way", stroke_width=thick)
        times = "1 statement" if count == 1 else f"{count:,} statements"
        add(made, "title", f"{shown(start)} → {shown(end)}: {times}")
    for start, end in sorted(set(copies)):
        if start in places and end in places and start != end:
            x, y, wide = places[start]
            other_x, other_y, other_wide = places[end]
            bow = max(x + wide, other_x + other_wide) + 24
            way = (
                f"M{number(x + wide)} {number(y)}C{number(bow)} {number(y)} {number(bow)} "
                f"{number(other_y)} {number(other_x + other_wide)} {number(other_y)}"
            )
            made = add(group, "path", d=way, class_="chart-middle")
            add(made, "title", f"{shown(start)} and {shown(end)}: copies of one report")


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = max(abs(to_x - x) / 2, 20.0)
    return (
        f"M{number(x)} {number(y)}C{number(x + bend)} {number(y)} "
        f"{number(to_x - bend)} {number(to_y)} {number(to_x)} {number(to_y)}"
    )


def _draw_name(root: Element, name: str, x: float, y: float, wide: float, *, round_: bool) -> None:
    group = add(root, "g", class_="chart-origin" if round_ else "chart-medium")
    add(group, "title", shown(name))
    corner = _HEIGHT / 2 if round_ else 3
    top = y - _HEIGHT / 2
    add(group, "rect", x=x, y=top, width=wide, height=_HEIGHT, rx=corner, class_="chart-box")
    words = shortened(name, _MOST_CHARACTERS)
    add(group, "text", words, x=x + wide / 2, y=y + 4, text_anchor="middle")


def _in_words(graph: _Graph) -> str:
    said = [f"{shown(start)} to {shown(end)}" for start, end in sorted(graph.steps)]
    listed = "; ".join(said[:20])
    more = f"; and {len(said) - 20} more" if len(said) > 20 else ""
    return f"{listed}{more}." if said else ", ".join(shown(name) for name in graph.names) + "."
