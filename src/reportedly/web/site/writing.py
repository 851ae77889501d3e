"""Writing a site: page after page, each followed by what it leads to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from reportedly.ledger import Ledger
from reportedly.web import answers
from reportedly.web.addresses import Place, place_of
from reportedly.web.edition import Edition
from reportedly.web.site.asking import Views, views
from reportedly.web.site.folder import Folder, folder
from reportedly.web.site.linking import linked

STYLES = ("reportedly.css", answers.CHART_RULES, "icon.svg")
"""Files beside the pages, none of them a script."""

Progress = Callable[[int, int], None]
"""Is told how many files are written, and how many are to be, as far as known."""


@dataclass(frozen=True)
class Written:
    """What was written: how many files, and their bytes."""

    files: int
    bytes: int


def export_site(
    ledger: Ledger,
    output: str | Path,
    *,
    full_text: bool = False,
    redact: bool = False,
    overwrite: bool = False,
    progress: Progress = lambda _done, _known: None,
) -> Written:
    """Write a ledger's pages into a folder: they open from a disk, and from any web server.

    The same ledger gives the same files, byte for byte. Files of an earlier site in the folder that are
    no longer part of it are deleted; what others put there stays.

    Args:
        ledger: whose pages are written; nobody may change it meanwhile.
        output: the folder.
        full_text: whether the whole texts of pages are written, not only the sentences of claims.
        redact: whether the names of private persons are covered.
        overwrite: whether the folder may have files of others in it.
        progress: is told how far it is.

    Raises:
        LedgerError: the ledger was changed meanwhile.
        UsageError: the folder cannot be written, or has files of others in it.
    """
    edition = Edition(still=True, full_text=full_text, redact=redact)
    with folder(Path(output), overwrite=overwrite) as into, views(ledger, edition) as asked:
        for name in STYLES:
            into.add(Place(f"/static/{name}", f"static/{name}"))
        for address in ("/", "/stories", "/conflicts", "/sources", "/pages", "/failures", "/about"):
            place = place_of(address)
            assert place is not None  # noqa: S101 (they are views)
            into.add(place)
        done = 0
        for place in into.places():
            into.write(place.file, _content(place, asked, into))
            done += 1
            progress(done, into.count())
        return Written(done, into.bytes)


def _content(place: Place, asked: Views, into: Folder) -> Iterable[bytes]:
    if place.address.startswith("/static/"):
        return [answers.static_bytes(place.address.removeprefix("/static/"))]
    if place.ending != ".html":
        return asked.twin(place)
    page = linked(asked.page(place.address), place.file, into.add)
    return [page.encode("utf-8", "backslashreplace")]
