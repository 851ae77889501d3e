"""Decompression that stops at a cap: a few kilobytes may unfold into gigabytes."""

import zlib
from collections.abc import Iterable, Iterator

GZIP_MAGIC = b"\x1f\x8b"
_STEP = 65_536
_GZIP, _DEFLATE, _RAW_DEFLATE = 31, 15, -15


class TooLargeError(Exception):
    """More came out than the cap allows."""


class DamagedError(Exception):
    """The compressed data is broken, cut short, or of another format."""


def decompressed(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Decompress a stream piece by piece; no piece is larger than 64 kB, whatever comes in.

    Args:
        chunks: the compressed bytes, in pieces of any size.
        encoding: `gzip` (several members are read as one) or `deflate` (with or without its
            header: servers send both under this name).

    Raises:
        DamagedError: the data is not of that encoding, is broken, or ends too early.
    """
    decoder = None
    ended = False
    for chunk in chunks:
        pending = chunk
        while pending:
            if decoder is None or ended:
                if ended and not pending.strip(b"\0"):
                    break  # padding after the last member, as some tools write it
                decoder, ended = zlib.decompressobj(_window(encoding, pending)), False
            try:
                piece = decoder.decompress(pending, _STEP)
            except zlib.error as error:
                raise DamagedError(f"its {encoding} data is damaged ({error})") from error
            if piece:
                yield piece
            ended = decoder.eof
            pending = decoder.unused_data if ended else decoder.unconsumed_tail
    if decoder is not None and not ended:
        yield from _rest(decoder, encoding)


def _window(encoding: str, start: bytes) -> int:
    if encoding == "gzip":
        return _GZIP
    # A zlib header says "deflate" in the low half of its first byte (RFC 1950, 2.2).
    return _DEFLATE if start[0] & 0x0F == 8 else _RAW_DEFLATE


def _rest(decoder: "zlib._Decompress", encoding: str) -> Iterator[bytes]:
    while piece := decoder.decompress(b"", _STEP):
        yield piece
    if not decoder.eof:
        raise DamagedError(f"its {encoding} data ends too early")


def collected(chunks: Iterable[bytes], cap: int) -> bytes:
    """Join the chunks of a stream, at most `cap` bytes of them.

    Raises:
        TooLargeError: the stream is longer. Nothing is taken from it beyond that point.
    """
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > cap:
            raise TooLargeError
        pieces.append(chunk)
    return b"".join(pieces)


def beginning(chunks: Iterable[bytes], length: int) -> bytes:
    """The first `length` bytes of a stream; nothing is taken from it beyond them."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        pieces.append(chunk)
        size += len(chunk)
        if size >= length:
            break
    return b"".join(pieces)[:length]
