"""The stylesheet of charts: rules beside this module, colours of the vocabulary."""

import re
from importlib.resources import files
from typing import Literal

from reportedly import vocabulary

Theme = Literal["light", "dark"]

_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


def stylesheet() -> str:
    """The rules for charts in a page of HTML, with its colours as custom properties.

    They follow the reader's preference for light or dark; `data-theme="light"` or `"dark"` on an element
    around a chart overrules it.
    """
    where = ":root, [data-theme=light]"
    return (
        f"{_properties(where, 'light')}\n@media (prefers-color-scheme: dark) {{\n"
        f"{_properties(':root', 'dark')}\n{_properties('[data-theme=light]', 'light')}\n}}\n"
        f"{_properties('[data-theme=dark]', 'dark')}\n"
        f"@media print {{\n{_properties(':root, [data-theme]', 'light')}\n}}\n{_voices()}{_rules()}"
    )


def embedded(theme: Theme | None = None) -> str:
    """The rules for a file of its own, with colours that every program understands.

    Args:
        theme: the only one that there shall be; None follows the reader's preference where the program that
            shows the file has one, and is light elsewhere.
    """
    if theme is not None:
        return _resolved(theme)
    coloured = "".join(
        f"{rule}\n" for rule in (_voices() + _rules()).splitlines() if "var(" in rule
    )
    return (
        f"{_resolved('light')}@media (prefers-color-scheme: dark) {{\n"
        f"{_resolved('dark', coloured)}}}\n"
    )


def shapes() -> tuple[str, ...]:
    """The names of shapes, by the place of an origin."""
    return tuple(vocabulary.load("charts")["shapes"])


def surface(theme: Theme) -> str:
    """The colour behind a chart."""
    return str(vocabulary.load("charts")[theme]["surface"])


def _colours(theme: Theme) -> dict[str, str]:
    table = vocabulary.load("charts")[theme]
    colours = {f"chart-{name}": value for name, value in table.items() if name != "voices"}
    return colours | {
        f"chart-voice-{place}": colour for place, colour in enumerate(table["voices"], 1)
    }


def _properties(where: str, theme: Theme) -> str:
    given = " ".join(f"--{name}: {value};" for name, value in _colours(theme).items())
    return f"{where} {{ {given} }}"


def _voices() -> str:
    rules = []
    for place in range(1, len(shapes()) + 1):
        colour = f"var(--chart-voice-{place})"
        rules.append(
            f".chart-voice-{place} .chart-shape, .chart-voice-{place} .chart-bar {{ fill: {colour}; }}"
        )
        rules.append(
            f".chart-voice-{place} .chart-stem, .chart-voice-{place} .chart-line, "
            f".chart-voice-{place} .chart-days {{ stroke: {colour}; }}"
        )
    return "\n".join(rules) + "\n"


def _rules() -> str:
    return files(__package__).joinpath("charts.css").read_text(encoding="utf-8")


def _resolved(theme: Theme, rules: str | None = None) -> str:
    colours = _colours(theme)
    return _VARIABLE.sub(lambda found: colours[found[1]], rules or _voices() + _rules())
