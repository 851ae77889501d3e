"""From a path, an address or JSONL to an `Article`: its text in blocks, with roles and dates.

What is exported here is loaded when it is first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.pages.inputs import Input, Loaded, expand
    from reportedly.pages.options import ReadOptions
    from reportedly.pages.parsing import body_of, from_text, parse
    from reportedly.pages.worker import Parser

__all__ = ["Input", "Loaded", "Parser", "ReadOptions", "body_of", "expand", "from_text", "parse"]

_HOME = {
    "Input": "inputs",
    "Loaded": "inputs",
    "Parser": "worker",
    "ReadOptions": "options",
    "body_of": "parsing",
    "expand": "inputs",
    "from_text": "parsing",
    "parse": "parsing",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
