"""The folder of a site: what may be written there, and what is taken away again.

A list of all files lies in it. It grows before a file is written, so that the next run knows the files of
one that was interrupted; what a run has not written again is deleted at its end: a page that was
forgotten must not stay.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from reportedly.errors import UsageError
from reportedly.web.addresses import Place

LIST = "reportedly-site.txt"
"""The file that lists all files, itself left out."""

HEADING = "Files of a site written by reportedly, which writes over them and deletes them.\n"


class Folder:
    """A folder that a site is written into.

    Args:
        path: of the folder.
        known: a database for what need not be in memory.
    """

    def __init__(self, path: Path, known: sqlite3.Connection) -> None:
        self._path = path
        self._known = known
        known.execute(
            "CREATE TABLE places (at INTEGER PRIMARY KEY, address, part, file UNIQUE, is_page, done)"
        )
        known.execute("CREATE INDEX next ON places (done, is_page, at)")
        known.execute("CREATE TABLE earlier (file PRIMARY KEY)")
        self.bytes = 0

    def add(self, place: Place) -> None:
        """Let a place be written, if it is not yet to be."""
        row = (place.address, place.part, place.file, place.ending == ".html")
        query = "INSERT OR IGNORE INTO places VALUES (NULL, ?, ?, ?, ?, FALSE)"
        self._known.execute(query, row)

    def places(self) -> Iterator[Place]:
        """What is to be written; it may grow on the way.

        In the order in which it was found, twins behind their pages: what they show is still known then.
        """
        query = "SELECT at, address, part, file FROM places WHERE done = FALSE ORDER BY is_page, at LIMIT 1"
        while (row := self._known.execute(query).fetchone()) is not None:
            self._known.execute("UPDATE places SET done = TRUE WHERE at = ?", row[:1])
            yield Place(row[1], row[3], row[2])

    def count(self) -> int:
        """How many places are known."""
        return int(self._known.execute("SELECT max(at) FROM places").fetchone()[0] or 0)

    def write(self, file: str, parts: Iterable[bytes]) -> None:
        """Write one file of the site."""
        self._noted.write(f"{file}\n")
        self._noted.flush()
        path = self._path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            for part in parts:
                self.bytes += out.write(part)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """While it is written; at the end what is no longer part of the site is deleted."""
        noted = self._path / LIST
        with noted.open("rb") if noted.exists() else noted.open("w+b") as old:
            names = (line.decode("utf-8", "replace").rstrip("\n") for line in old)
            rows = ((name,) for name in names if _is_inside(name))
            self._known.executemany("INSERT OR IGNORE INTO earlier VALUES (?)", rows)
        with noted.open("a", encoding="utf-8", newline="\n") as self._noted:
            if self._noted.tell() == 0:
                self._noted.write(HEADING)
            yield
        self._clear()
        with noted.with_name(f"{LIST}.part").open("w", encoding="utf-8", newline="\n") as out:
            out.write(HEADING)
            kept = self._known.execute("SELECT file FROM places ORDER BY file")
            out.writelines(f"{file}\n" for (file,) in kept)
        noted.with_name(f"{LIST}.part").replace(noted)

    def _clear(self) -> None:
        query = "SELECT file FROM earlier EXCEPT SELECT file FROM places"
        for (file,) in self._known.execute(query):
            path = self._path / file
            path.unlink(missing_ok=True)
            parent = path.parent
            while parent != self._path and parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
                parent = parent.parent


def _is_inside(name: str) -> bool:
    """Whether a line of the list is a file of the folder; anybody may have written it."""
    path = PurePosixPath(name)
    names = path.name.endswith((".html", ".csv", ".json", ".css", ".svg"))
    return names and not path.is_absolute() and ".." not in path.parts and "\0" not in name


@contextmanager
def folder(path: Path, *, overwrite: bool = False) -> Iterator[Folder]:
    """A folder to write a site into; it is made where there is none.

    Args:
        path: of the folder.
        overwrite: whether it may have files of others in it, some of which may be written over.

    Raises:
        UsageError: it cannot be written, or has files in it that no site of ours made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not overwrite and not (path / LIST).is_file() and any(path.iterdir()):
            raise UsageError(
                f"{path} has files in it that are no site of reportedly: name an empty or a new folder, "
                "or write among them with --overwrite"
            )
        with TemporaryDirectory() as beside:
            known = sqlite3.connect(Path(beside) / "known.db", isolation_level=None)
            known.execute("PRAGMA journal_mode = OFF")
            known.execute("PRAGMA synchronous = OFF")
            try:
                made = Folder(path, known)
                with made.opened():
                    yield made
            finally:
                known.close()
    except OSError as error:
        raise UsageError(
            f"{error.filename or path}: cannot be written: {error.strerror}; make room, or name another folder"
        ) from error
