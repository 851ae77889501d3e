"""Drawings as PNG, by a library that is an extra."""

from importlib import import_module
from typing import Any

from reportedly.errors import UsageError

_MOST_ZOOM = 8.0


def picture(svg: str, *, zoom: float = 2.0) -> bytes:
    """An SVG file of ours as PNG; its letters are those of the fonts of this machine.

    Args:
        svg: as `standalone` makes it.
        zoom: pixels of the picture for each of the drawing, up to 8.

    Raises:
        UsageError: the library is not installed, or zoom is out of bounds.
    """
    if not 0 < zoom <= _MOST_ZOOM:
        raise UsageError(f"a picture can be drawn at a zoom up to {_MOST_ZOOM:g}, not {zoom:g}")
    return bytes(_library().svg_to_bytes(svg_string=svg, zoom=zoom))


def check_installed() -> None:
    """Refuse before a file is opened.

    Raises:
        UsageError: the library that makes pictures is not installed.
    """
    _library()


def _library() -> Any:
    try:
        return import_module("resvg_py")
    except ImportError as error:
        raise UsageError(
            "PNG needs resvg_py, which is not installed; run: pip install 'reportedly[charts]', "
            "or write --format svg"
        ) from error
