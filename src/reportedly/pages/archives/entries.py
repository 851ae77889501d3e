"""What an archive holds, as the process that opens it tells of it: pages, and what is no page.

The protocol: a frame is one letter, the lengths of its two parts (4 and 8 bytes, big-endian), a JSON
object and bytes. `R` ready · `P` a page: a `Head`, and the page's bytes · `X` what could not be read:
a `Fault` · `E` the end of the archive · `F` the process fails: `{"message"}`.
"""

import struct
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

FRAME = struct.Struct(">cIQ")
LARGEST_HEAD = 1 << 18
"""Bytes of the JSON object of a frame."""

KEPT_HEADERS, KEPT_LENGTH = 64, 1000
"""HTTP headers that are kept of a record, and characters of each: as of pages that are fetched."""

LONGEST_URL = 4000


class Where(BaseModel):
    """Where something stands in an archive.

    `offset` is of the record's first byte in the file, before decompression; in a Parquet file, the
    number of the row, from 0. `reached` is how much of the file has been gone through, in bytes.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    offset: int = Field(ge=0)
    record: str | None = Field(None, max_length=200)
    url: str | None = Field(None, max_length=LONGEST_URL)
    reached: int = Field(0, ge=0)


class Head(Where):
    """What an archive says of a page beside its bytes."""

    id: str | None = Field(None, max_length=LONGEST_URL)
    retrieved: str | None = Field(None, max_length=40)
    published: str | None = Field(None, max_length=40)
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = Field((), max_length=KEPT_HEADERS)
    media: str | None = Field(None, max_length=200)
    charset: str | None = Field(None, max_length=200)
    is_text: bool = False


class Fault(Where):
    """Why a record gives no page; `rest` where nothing behind it can be read either."""

    reason: str = Field(max_length=40)
    message: str = Field(max_length=500)
    rest: bool = False


@dataclass(frozen=True)
class Entry:
    """A page of an archive: what is said of it, and its bytes."""

    head: Head
    data: bytes
