"""`import` of a folder that `scale` wrote: its pages into a ledger, without reading them again."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reportedly.errors import InputError
from reportedly.ledger import Ledger
from reportedly.pages import Input
from reportedly.pages.loading import ArchivedFailure, Loaded, OneOfMany, capture_of
from reportedly.publishing import parquet
from reportedly.records import Capture, Reading, Summary
from reportedly.verbs.failing import failure_of
from reportedly.verbs.ingesting import PageReport, read_given
from reportedly.verbs.scaling.folder import Checkpoint, Folder
from reportedly.verbs.turns import Turn
from reportedly.verbs.working import Outcome

ROWS = 64
"""Pages of a part that are held at a time."""

MEDIA = "application/json"
"""Media type of what a ledger keeps of a page out of a part."""


def is_parts(path: str | Path) -> bool:
    """Whether a path is a folder that `scale` wrote."""
    return Folder(Path(path)).is_one()


def import_parts(
    folder: str | Path, ledger: Ledger, *, report: Callable[[PageReport], None] | None = None
) -> Summary:
    """Take what `scale` read into a ledger: pages with their claims, and what failed.

    The bytes of a page stay in the archive. What a ledger keeps in their stead is a document of JSON: the
    page's address, the SHA-256 of its bytes, and its text; its capture names the archive and the place in
    it. The same folder again adds nothing.

    Args:
        folder: a folder that `scale` wrote; archives that are not done are left out.
        ledger: where to keep it.
        report: called once for every page.

    Raises:
        UsageError: it is no such folder, or pyarrow is not installed.
        LedgerError: the ledger cannot be written.
    """
    parquet.check_installed()
    parts = Folder(Path(folder))
    parts.check()
    return read_given(_inputs(parts), ledger, _ReadAlready(), report=report)


@dataclass(frozen=True)
class _PartInput(OneOfMany):
    """A page of a part."""

    row: dict[str, Any]

    @property
    def where(self) -> str | None:
        """The archive that it was read in, the offset there, and the record's id."""
        return str(self.row["place"])

    def load(self) -> Loaded:
        """The page as a document of JSON: two sites that print one text stay two pages."""
        try:
            known = Capture.model_validate_json(self.row["capture"])
        except ValidationError as error:
            raise InputError(f"{self.location}: its capture is damaged", "malformed") from error
        fields = {"page": self.location, "sha256": known.page_hash, "text": self.row["text"]}
        data = json.dumps(fields, ensure_ascii=False).encode()
        capture = known.model_copy(update={"page_hash": capture_of(self.location, data).page_hash})
        return Loaded(data, capture, text=self.row["text"], media=MEDIA)

    def reading(self) -> Reading:
        """What was read in it.

        Raises:
            InputError: the part is damaged: offsets and words do not agree.
        """
        try:
            fields = json.loads(self.row["reading"])
            fields["article"]["text"] = self.row["text"]
            return Reading.model_validate_json(json.dumps(fields))
        except (ValueError, KeyError, TypeError) as error:
            message = f"{self.location}: its reading is damaged; read its archive again"
            raise InputError(message, "malformed") from error


class _ReadAlready:
    """Gives each page the reading that it has."""

    def outcomes(self, items: Iterable[Turn]) -> Iterator[tuple[Turn, Outcome | None]]:
        """Each page with its reading, in order; None where the ledger needs none."""
        for item in items:
            outcome: Outcome | None = None
            if item.loaded is not None:
                assert isinstance(item.page, _PartInput)  # noqa: S101 - all that load are
                try:
                    outcome = item.page.reading()
                except InputError as error:
                    outcome = failure_of(item.page.location, error, item.capture.page_hash)
            yield item, outcome


def _inputs(folder: Folder) -> Iterator[Input]:
    for done in folder.checkpoints():
        for row in _rows(folder, "pages", done):
            yield _PartInput(row["page"], row)
        for row in _rows(folder, "failures", done):
            yield ArchivedFailure(
                row["page"], f"{row['message']} (in {row['place']})", row["reason"]
            )


def _rows(folder: Folder, table: str, of: Checkpoint) -> Iterator[dict[str, Any]]:
    """The rows of a part, some at a time."""
    path = folder.part(table, of.id)
    arrow = parquet.library("pyarrow")
    try:
        with parquet.library("pyarrow.parquet").ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=ROWS, use_threads=False):
                yield from batch.to_pylist()
    except (arrow.ArrowException, OSError) as error:
        raise InputError(
            f"{path} is damaged ({error}): delete it and run `reportedly scale read` again",
            "malformed",
        ) from error
