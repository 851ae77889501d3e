"""Files that are written whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import UsageError


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes its name when it is complete; what had the name before stays till then.

    A device or a pipe is written as it comes.

    Raises:
        UsageError: it cannot be written.
    """
    part = path.with_name(f"{path.name}.part") if path.is_file() or not path.exists() else path
    try:
        with part.open("wb") as file:
            yield file
        if part != path:
            part.replace(path)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written: {error.strerror}; make room, or name another file"
        ) from error
    finally:
        if part != path:
            part.unlink(missing_ok=True)
