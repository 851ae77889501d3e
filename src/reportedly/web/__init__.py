"""The ledger in a browser: read-only pages, each with its CSV and JSON twin.

`application` makes the web application of one ledger, `serve` runs it. One module a view lies in
`views`; what keeps strangers out is in `security`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.web.application import application
    from reportedly.web.serving import serve
    from reportedly.web.settings import Settings

__all__ = ["Settings", "application", "serve"]


def __getattr__(name: str) -> object:
    from importlib import import_module  # noqa: PLC0415 (a server is loaded when it is wanted)

    home = {"application": "application", "Settings": "settings", "serve": "serving"}
    if name not in home:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home[name]}"), name)
