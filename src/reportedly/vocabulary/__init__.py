"""What the program knows about words, as data.

One TOML file a subject stands beside this module. A user adds to them without touching code: a file
of the same name in a folder named by the environment variable `REPORTEDLY_VOCABULARY` is laid over
ours: its tables are merged key by key, its lists are appended, other values replace ours.
"""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reportedly.errors import VocabularyError

FOLDER_VARIABLE = "REPORTEDLY_VOCABULARY"

Entry = Mapping[str, Any]


@cache
def load(subject: str) -> Entry:
    """Return one vocabulary file, with the user's additions, as a read-only mapping.

    Args:
        subject: the file's name without `.toml`, for example `hedges`.

    Raises:
        VocabularyError: there is no such file, or one of them is not valid TOML.
    """
    user_folder = os.environ.get(FOLDER_VARIABLE, "")
    shipped = Path(__file__).parent / f"{subject}.toml"
    entries = _parse(shipped)
    own = Path(user_folder) / f"{subject}.toml" if user_folder else None
    if own is not None and own.exists():
        entries = _merge(entries, _parse(own))
    return MappingProxyType(entries)


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = (
            f"vocabulary {path.stem!r}: no file {path}; the subjects are the .toml files there"
        )
        raise VocabularyError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VocabularyError(
            f"vocabulary file {path}: not valid TOML: {error}; mend it"
        ) from error


def _merge(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    merged = dict(ours)
    for key, value in theirs.items():
        present = merged.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            merged[key] = _merge(present, value)
        elif isinstance(present, list) and isinstance(value, list):
            merged[key] = [*present, *value]
        else:
            merged[key] = value
    return merged
