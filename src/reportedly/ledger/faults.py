"""What a database's errors mean to the person who reads the message, and what to do about them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reportedly.errors import LedgerError

_SQLITE = {
    "SQLITE_BUSY": "locked: another program has been writing to it for longer than we wait; "
    "let it finish or stop it, then run this again",
    "SQLITE_LOCKED": "locked by another part of this program; let it finish, then try again",
    "SQLITE_FULL": "not able to grow: the disk is full; make room, then run this again "
    "(what was stored before is whole)",
    "SQLITE_READONLY": "read-only: the file, its folder or its disk does not let us write; "
    "change the permissions, or copy the ledger elsewhere",
    "SQLITE_CANTOPEN": "not to be opened: its folder does not exist or does not let us in; "
    "check the path and its permissions",
    "SQLITE_NOTADB": "not a ledger: the file is not a database; give another path",
    "SQLITE_CORRUPT": "damaged; restore it from a copy, or see what `sqlite3 FILE .recover` saves",
    "SQLITE_IOERR": "on a disk that fails to read or write; check the disk",
    "SQLITE_PERM": "not ours to use: change the permissions of the file and its folder",
    "SQLITE_AUTH": "not ours to use: change the permissions of the file and its folder",
    "SQLITE_PROTOCOL": "locked: too many programs use it at once; run this again",
}

_POSTGRESQL = {
    "55P03": _SQLITE["SQLITE_BUSY"],
    "53100": _SQLITE["SQLITE_FULL"],
    "25006": "read-only on its server; connect to the server that takes writes",
    "42501": "closed to this user: ask for the right to create and change tables in its schema",
    "3F000": "not there: the database has no such schema; create it (CREATE SCHEMA NAME)",
    "53300": "not to be reached: the server has no connection free; try again later",
    "57P01": "cut off: its server ended the connection; what was being stored is undone, run this again",
}


@contextmanager
def explained(location: str) -> Iterator[None]:
    """Turn the database's errors into `LedgerError`s that name the ledger, the fault and the remedy.

    Args:
        location: the ledger's path or URL, without a password, as it will stand in the message.
    """
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(f"ledger {location} is {_fault(error)}") from error
    except SQLAlchemyError as error:
        raise LedgerError(
            f"ledger {location} cannot be used: {error}; please report this"
        ) from error


def _fault(error: DBAPIError) -> str:
    name = getattr(error.orig, "sqlite_errorname", None) or ""
    for code, meaning in _SQLITE.items():
        if name == code or name.startswith(f"{code}_"):
            return meaning
    meaning = _POSTGRESQL.get(getattr(error.orig, "sqlstate", None) or "", "")
    if meaning:
        return meaning
    reason = str(error.orig).strip().partition("\n")[0] or "it gives no reason"
    if reason.startswith("connection failed"):
        return (
            f"not to be reached: {reason}; check that the server runs, that the database exists "
            "and that the address is right"
        )
    if error.connection_invalidated:
        return (
            f"cut off: {reason}; what was being stored is undone, what was stored before is whole; "
            "run this again"
        )
    return f"not usable: {reason}"
