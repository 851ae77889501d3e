"""Which files are archives, by their names."""

import os
from typing import Literal

Form = Literal["warc", "parquet"]

_FORMS: dict[str, Form] = {".warc": "warc", ".wet": "warc", ".parquet": "parquet"}

ENDINGS = tuple(_FORMS)
"""The endings of archives. That of a WARC or WET file may be followed by `.gz` or `.zst`."""

PACKED = (".gz", ".zst")
"""The endings by which compressed files are told."""


def form_of(name: str) -> Form | None:
    """The form of the archive that a file of this name is, or None if it is none."""
    return _FORMS.get(ending(name))


def ending(name: str) -> str:
    """The ending of a file's name in lower case, without what tells of its compression."""
    name = name.lower()
    for packed in PACKED:
        name = name.removesuffix(packed)
    return os.path.splitext(name)[1]  # noqa: PTH122
