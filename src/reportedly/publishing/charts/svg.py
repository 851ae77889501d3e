"""Elements of SVG, with the words of pages made fit for XML and for the eye."""

import re
from typing import TypeAlias
from xml.etree import ElementTree

from reportedly.publishing.showing import one_line

Element: TypeAlias = ElementTree.Element

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may hold, beside control characters."""


LONGEST_NAME = 120
"""Characters of a name that a tooltip or a description has: a page may call anything a name."""

LONGEST_SAID = 400
"""Characters of a verdict in a description."""


def shown(words: str) -> str:
    """Words of a page in one line: nothing in them is control, override or forbidden in XML."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", one_line(words))


def shortened(words: str, most: int) -> str:
    """Words of a page in one line, cut behind `most` characters."""
    line = shown(words)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def named(words: str) -> str:
    """A name as tooltips and descriptions have it."""
    return shortened(words, LONGEST_NAME)


def element(name: str, text: str | None = None, **attributes: str | float | None) -> Element:
    """An element; `class_` is written `class`, `_` within a name `-`; attributes of None are left out."""
    made = ElementTree.Element(name)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_").replace("_", "-"), number(value))
    made.text = text
    return made


def add(
    parent: Element, name: str, text: str | None = None, **attributes: str | float | None
) -> Element:
    """The same as the last child of another element."""
    made = element(name, text, **attributes)
    parent.append(made)
    return made


def number(value: str | float) -> str:
    """A length as SVG writes it, in tenths of a pixel; strings stay."""
    return value if isinstance(value, str) else f"{round(value, 1):g}"


def written(root: Element) -> str:
    """The element as markup."""
    return ElementTree.tostring(root, encoding="unicode")
