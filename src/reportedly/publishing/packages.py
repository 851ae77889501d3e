"""Data Packages (version 2, https://datapackage.org): claims as a table with its description beside it."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.publishing import exports, parquet
from reportedly.publishing.carrying import columns
from reportedly.publishing.columns import Column
from reportedly.publishing.files import whole
from reportedly.records import RecordedClaim

FORMATS = ("csv", "parquet")
DESCRIPTOR = "datapackage.json"

MOST_SOURCES = 1_000
"""Sources that are named; what more there are is counted."""

_PROFILE = "https://datapackage.org/profiles/2.0"
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*", re.ASCII)


@dataclass(frozen=True)
class About:
    """What is said of a package.

    Attributes:
        title: what it is called.
        licence: identifier of its licence, such as `CC-BY-4.0`; None says that there is none named.
        chosen: which claims were asked for, by the name of the filter.
    """

    title: str = "Reported figures"
    licence: str | None = None
    chosen: dict[str, str] = field(default_factory=dict)


def write(
    claims: Iterable[RecordedClaim],
    folder: Path,
    form: str,
    about: About,
    *,
    raw: bool = False,
    full_text: bool = False,
) -> int:
    """Write claims into a folder as `claims.csv` or `claims.parquet`, with `datapackage.json`.

    The description comes last: a folder that has one has the table that it describes.

    Raises:
        UsageError: the format cannot be in a package, the licence is no identifier, or the folder
            cannot be written.
    """
    if form not in FORMATS:
        raise UsageError(f"--package takes --format {' or '.join(FORMATS)}, not {form}")
    if about.licence is not None and not _LICENCE.fullmatch(about.licence):
        raise UsageError(
            f"--licence {about.licence!r} is not an identifier of a licence, such as CC-BY-4.0"
        )
    if form == "parquet":
        parquet.check_installed()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder}: cannot be made: {error.strerror}; name another folder"
        ) from error
    sources = _Sources()
    path = folder / f"claims.{form}"
    with whole(path) as file:
        written = exports.write_bytes(
            sources.passing(claims), form, file, raw=raw, full_text=full_text
        )
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    described = _descriptor(sources, about)
    described["resources"] = [_resource(path, digest, columns(full_text=full_text), raw=raw)]
    with whole(folder / DESCRIPTOR) as file:
        file.write((json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    return written


def _descriptor(sources: "_Sources", about: About) -> dict[str, Any]:
    chosen = "; ".join(f"{name} {value}" for name, value in about.chosen.items())
    how = (
        f"Made by reportedly {_version()} from its ledger: every row is one mention of one figure on one "
        "page, on the word of the source that it names, with the sentence that it stands in. Nothing is "
        f"summed or weighed. Chosen were {chosen or 'all claims'}."
    )
    if sources.more:
        how += f" {sources.more:,} more pages than the sources listed here were used."
    described: dict[str, Any] = {
        "$schema": f"{_PROFILE}/datapackage.json",
        "name": "reportedly-claims",
        "title": about.title,
        "description": how,
    }
    if about.licence:
        described["licenses"] = [{"name": about.licence}]
    else:
        described["description"] += " No licence is named; the quoted words are their publishers'."
    if sources.found:
        described["sources"] = sources.found
    return described


def _resource(path: Path, digest: str, of: Sequence[Column], *, raw: bool) -> dict[str, Any]:
    form = path.suffix[1:]
    resource: dict[str, Any] = {
        "name": "claims",
        "type": "table",
        "path": path.name,
        "format": form,
        "mediatype": _MEDIA[form],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "$schema": f"{_PROFILE}/tableschema.json",
            "fields": [
                {"name": column.name, "type": _type(column, form), "description": column.means}
                for column in of
            ],
            "primaryKey": ["id", "page"],
        },
    }
    if form == "csv":
        resource["encoding"] = "utf-8"
        resource["schema"]["missingValues"] = [""]
        if not raw:
            resource["description"] = (
                "Cells that a spreadsheet would run as a formula begin with an apostrophe."
            )
    return resource


def _type(column: Column, form: str) -> str:
    return "array" if column.name == "via" and form == "parquet" else column.type


class _Sources:
    """Collects the pages of claims as the sources of a package."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []
        self.more = 0
        self._seen: set[str] = set()

    def passing(self, claims: Iterable[RecordedClaim]) -> Iterator[RecordedClaim]:
        """The same claims, each page of which is taken note of."""
        for claim in claims:
            page = claim.page.partition("#row=")[0]  # a row's source is its table
            if page not in self._seen:
                self._seen.add(page)
                self._note(claim, page)
            yield claim

    def _note(self, claim: RecordedClaim, page: str) -> None:
        if len(self.found) == MOST_SOURCES:
            self.more += 1
            return
        is_row = page != claim.page
        named = None if is_row else ", ".join(w for w in (claim.publisher, claim.title) if w)
        source = {"title": named or page}
        address = None if is_row else (claim.url or page)
        if address and address.lower().startswith(("https://", "http://")):
            source["path"] = address
        self.found.append(source)


def _version() -> str:
    try:
        return version("reportedly")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0"
