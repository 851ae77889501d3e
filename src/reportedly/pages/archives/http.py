"""The body of an archived HTTP answer: taken out of its transfer and content codings, bounded."""

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Protocol

from reportedly.errors import InputError
from reportedly.pages.compression import (
    DamagedError,
    collected,
    decompressed,
)

_STEP = 65_536


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""


def taken(stream: Readable, cap: int) -> bytes:
    """What a stream holds, at most `cap` bytes.

    Raises:
        TooLargeError: it holds more.
    """
    return collected(_pieces(stream), cap)


def _pieces(stream: Readable) -> Iterator[bytes]:
    while piece := stream.read(_STEP):
        yield piece


def plain(body: bytes, headers: Mapping[str, str], cap: int) -> bytes:
    """The body as a browser would show it.

    Many archives hold bodies that are decoded already under headers that still name the coding: what
    does not begin as the coding does is taken as it stands.

    Args:
        body: as it stands in the record.
        headers: of the answer, names in lower case.
        cap: the most bytes that may come out.

    Raises:
        TooLargeError: more comes out.
        InputError: `malformed` or `unsupported`.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    coding = headers.get("content-encoding", "").strip().lower().removeprefix("x-")
    try:
        if coding == "gzip" and body.startswith(b"\x1f\x8b"):
            return collected(decompressed([body], "gzip"), cap)
        if coding == "deflate":
            return _inflated(body, cap)
        if coding == "br":
            return _of_brotli(body, cap)
    except DamagedError as error:
        raise InputError(str(error), "malformed") from error
    if coding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        raise InputError("its body is compressed with zstd, which is not read", "unsupported")
    return body


def _unchunked(body: bytes) -> bytes:
    from fastwarc.stream_io import ChunkedReader  # noqa: PLC0415  (only the unpacker needs it)

    first = body[:20].partition(b"\r\n")[0].partition(b";")[0].strip()
    if not first or first.strip(b"0123456789abcdefABCDEF"):
        return body
    pieces: list[bytes] = []
    reader = ChunkedReader(io.BytesIO(body))
    with suppress(OSError):  # cut short by the crawler: what came is the page
        pieces.extend(_pieces(reader))  # never more than the body has
    return b"".join(pieces)


def _inflated(body: bytes, cap: int) -> bytes:
    try:
        return collected(decompressed([body], "deflate"), cap)
    except DamagedError:
        return body  # decoded already


def _of_brotli(body: bytes, cap: int) -> bytes:
    from fastwarc.stream_io import BrotliReader  # noqa: PLC0415

    try:
        return taken(BrotliReader(io.BytesIO(body)), cap)
    except OSError:
        return body  # decoded already: this coding has no mark to begin with
