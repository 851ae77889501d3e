"""Where the view of an address lies when the pages are files."""

import posixpath
import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

LISTS = ("stories", "conflicts", "sources", "pages", "failures", "about")
"""Views of one address, by the names of their files."""

_ONE = re.compile(r"/(series|claims|pages|stories)/([0-9a-f]{2}[0-9a-f]+)(?:/(why|tolls))?")
_OF = {"why": "series", "tolls": "stories"}
_STATIC = "/static/"


@dataclass(frozen=True)
class Place:
    """An address and its file.

    Attributes:
        address: as a view is asked, without what makes no difference.
        file: its path in the folder of the site, with `/` between folders.
        part: which part of a list it is, from 1; that of a twin is the whole list.
    """

    address: str
    file: str
    part: int = 1

    @property
    def ending(self) -> str:
        """`.html`, or that of a twin: `.csv`, `.json`."""
        return posixpath.splitext(self.file)[1]


def place_of(address: str) -> Place | None:
    """Where the view of an address lies; None where only a server can answer it.

    Args:
        address: of a view, from the root of the server: `/series/5e81e5a0b1?page=2`.
    """
    parts = urlsplit(address)
    if parts.path.startswith(_STATIC):
        return Place(parts.path, parts.path.removeprefix("/"))
    path, ending = posixpath.splitext(parts.path)
    if ending not in (".csv", ".json"):
        path, ending = parts.path, ""
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    page = asked.pop("page", "1")
    stem = _stem(path, asked, twin=bool(ending))
    if stem is None or not page.isdecimal():
        return None
    kept = urlencode(asked)
    part = 1 if ending else max(1, int(page))
    query = "&".join(filter(None, (kept, f"page={part}" if part > 1 else "")))
    number = f"-{part}" if part > 1 else ""
    file = f"{stem}{number}{ending or '.html'}"
    return Place(f"{path}{ending}{f'?{query}' if query else ''}", file, part)


def _stem(path: str, asked: dict[str, str], *, twin: bool) -> str | None:
    """The file of a view without its ending; folders are kept small by the beginnings of ids."""
    if path == "/source" and set(asked) == {"name"}:
        key = sha256(asked["name"].encode("utf-8", "surrogatepass")).hexdigest()[:20]
        return f"source/{key[:2]}/{key}"
    if path == "/conflicts" and set(asked) == {"series"}:
        key = asked["series"]
        return f"conflicts/{key[:2]}/{key}" if re.fullmatch("[0-9a-f]+", key) else None
    policy = asked.get("policy", "range") if path.startswith("/stories/") else ""
    if set(asked) - {"policy"} or (asked and not re.fullmatch("[a-z]+", policy)):
        return None
    if path == ("/series" if twin else "/"):
        return "series" if twin else "index"
    if path[1:] in LISTS:
        return path[1:]
    found = _ONE.fullmatch(path)
    if found is None or (found[3] and found[1] != _OF[found[3]]):
        return None
    kind, key = found[1], found[2]
    which = "".join(f"-{one}" for one in (found[3], asked.get("policy")) if one)
    return f"{kind}/{key[:2]}/{key}{which}"


def relative(file: str, own: str) -> str:
    """The link that leads from one file of a site to another."""
    return posixpath.relpath(file, posixpath.dirname(own) or ".")
