"""The folder that claims are written to: parts whole or not at all, and a checkpoint an archive.

    pages/ID.parquet  failures/ID.parquet  claims/ID.parquet   the parts of an archive
    checkpoints/ID.json                                         written last: the archive is done
    copies.parquet                                              which pages print one report
    reportedly.json                                             what the folder is, and by which version

A part is by archive, and not by month: an archive of Common Crawl's news is some hours of one day, so
that parts are of a good size for queries, the days of each are known from its statistics, and a worker
writes three files and not a hundred.
"""

import fcntl
import hashlib
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from reportedly.errors import UsageError
from reportedly.publishing.parts import TABLES, PartWriter
from reportedly.verbs.scaling.planning import Archive

MARK, COPIES = "reportedly.json", "copies.parquet"
FORMAT = 1
_PARTIAL = ".part"


class Part(BaseModel):
    """One file: its rows, its bytes, and their SHA-256."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: int
    size: int
    sha256: str


class Counts(BaseModel):
    """What became of the pages of an archive, or of many."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pages: int = 0
    read: int = 0
    failed: int = 0
    claims: int = 0
    passed_over: dict[str, int] = {}
    """Pages that were counted and not read, by reason: `language`, `no_candidates`, `not_article`."""


class Checkpoint(BaseModel):
    """What says that an archive is done: nothing in it tells when, where or by whom it was."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    archive: str
    size: int
    counts: Counts
    parts: dict[str, Part]


class _Mark(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    version: str


def program_version() -> str:
    """The version that readings carry, told without loading what reads."""
    try:
        return version("reportedly")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0"


def total(counts: Iterator[Counts]) -> Counts:
    """The sum of counts."""
    sums: Counter[str] = Counter()
    passed_over: Counter[str] = Counter()
    for one in counts:
        sums.update(one.model_dump(exclude={"passed_over"}))
        passed_over.update(one.passed_over)
    return Counts(**sums, passed_over=dict(sorted(passed_over.items())))


_TRIES, _BETWEEN_SECONDS = 40, 0.05
"""How often it is tried to have a folder alone."""


class Folder:
    """A folder of parts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, version: str) -> None:
        """Make the folder, or see that it is one of ours by the same version.

        Raises:
            UsageError: it holds something else, parts by another version, or cannot be written.
        """
        mark = _Mark(format=FORMAT, version=version)
        if self._is_marked():
            found = self._mark()
            if found != mark:
                raise UsageError(
                    f"{self.path} was written by version {found.version} of reportedly, this is "
                    f"{version}: name a new folder, or go on with the version that began it"
                )
        else:
            if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
                raise UsageError(
                    f"{self.path} holds something else than what `scale` writes: name a new or empty folder"
                )
            with _refusing(self.path):
                self.path.mkdir(parents=True, exist_ok=True)
            self._write_text(self.path / MARK, mark.model_dump_json(indent=1))
        with _refusing(self.path):
            for name in (*TABLES, "checkpoints"):
                (self.path / name).mkdir(exist_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs out, and take away what killed ones left.

        Raises:
            UsageError: another run writes here now.
        """
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            if not _taken(descriptor):
                raise UsageError(
                    f"{self.path} is being written by another run: wait for it, or name another folder"
                )
            self._tidy()
            yield
            self._tidy()
        finally:
            os.close(descriptor)

    def check(self) -> None:
        """Refuse a folder that `scale` did not write.

        Raises:
            UsageError: it is none.
        """
        if not self._is_marked():
            raise UsageError(f"{self.path} is no folder that `reportedly scale read` wrote")
        self._mark()

    def is_one(self) -> bool:
        """Whether it is a folder that `scale` wrote."""
        return self._is_marked()

    def part(self, table: str, archive: str) -> Path:
        """Where the part of an archive is, by the archive's id."""
        return self.path / table / f"{archive}.parquet"

    def checkpoint(self, archive: str) -> Checkpoint | None:
        """The checkpoint of an archive by its id; None where it is not done, or a part is gone."""
        try:
            text = (self.path / "checkpoints" / f"{archive}.json").read_bytes()
            found = Checkpoint.model_validate_json(text)
            sizes = {table: self.part(table, archive).stat().st_size for table in TABLES}
        except (FileNotFoundError, ValidationError):
            return None
        known = {table: part.size for table, part in found.parts.items()}
        return found if sizes == known and found.id == archive else None

    def checkpoints(self) -> list[Checkpoint]:
        """The checkpoints of all archives that are done, in order of their ids."""
        names = sorted(path.stem for path in (self.path / "checkpoints").glob("*.json"))
        return [found for name in names if (found := self.checkpoint(name)) is not None]

    @contextmanager
    def writing(self, archive: Archive) -> Iterator[dict[str, PartWriter]]:
        """Writers for the parts of an archive; the parts take their names when all are complete.

        Raises:
            UsageError: they cannot be written.
        """
        with ExitStack() as stack:
            yield {
                table: stack.enter_context(
                    PartWriter(table, stack.enter_context(whole(self.part(table, archive.id))))
                )
                for table in reversed(TABLES)
            }

    def complete(self, archive: Archive, counts: Counts, rows: dict[str, int]) -> Checkpoint:
        """Write the checkpoint of an archive whose parts are there."""
        parts = {table: _described(self.part(table, archive.id), rows[table]) for table in TABLES}
        done = Checkpoint(
            id=archive.id, archive=archive.name, size=archive.size, counts=counts, parts=parts
        )
        path = self.path / "checkpoints" / f"{archive.id}.json"
        self._write_text(path, done.model_dump_json(indent=1))
        return done

    def _tidy(self) -> None:
        """Take away what workers left that were killed."""
        for left in self.path.rglob(f".*{_PARTIAL}"):
            left.unlink(missing_ok=True)

    def _is_marked(self) -> bool:
        return (self.path / MARK).is_file()

    def _mark(self) -> _Mark:
        try:
            found = _Mark.model_validate_json((self.path / MARK).read_bytes())
        except (ValidationError, OSError) as error:
            raise UsageError(f"{self.path / MARK} cannot be read: name another folder") from error
        if found.format != FORMAT:
            raise UsageError(
                f"{self.path} has parts of format {found.format}, this version of reportedly knows "
                f"{FORMAT}: use the version that wrote it"
            )
        return found

    def _write_text(self, path: Path, text: str) -> None:
        with whole(path) as file:
            file.write(text.encode() + b"\n")


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes its name when it is complete and on the disk.

    Until then it has a name of the process that writes it, so that two that write the same do not meet.

    Raises:
        UsageError: it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}{_PARTIAL}")
    with _refusing(path):
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written: {error.strerror or error}; make room or name another folder, "
            "then run it again: what is done stays done"
        ) from error


def _described(path: Path, rows: int) -> Part:
    with path.open("rb") as file:
        return Part(
            rows=rows,
            size=os.fstat(file.fileno()).st_size,
            sha256=hashlib.file_digest(file, "sha256").hexdigest(),
        )


def _taken(descriptor: int) -> bool:
    """Whether a folder is ours alone now; the workers of a run that was killed may hold it while they die."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            time.sleep(_BETWEEN_SECONDS)
        else:
            return True
    return False
