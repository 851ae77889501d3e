"""Decompression in small pieces, under a cap."""

import gzip
import zlib
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.pages.compression import (
    DamagedError,
    TooLargeError,
    beginning,
    collected,
    decompressed,
)


def _raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


def _cut(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(st.binary(max_size=3000), st.integers(1, 700))
def test_what_was_compressed_comes_back_however_it_is_cut(data: bytes, size: int) -> None:
    for encoding, packed in (
        ("gzip", gzip.compress(data, mtime=0)),
        (
            "gzip",
            gzip.compress(data[:100], mtime=0) + gzip.compress(data[100:], mtime=0) + b"\0\0\0",
        ),
        ("deflate", zlib.compress(data)),
    ):
        assert b"".join(decompressed(_cut(packed, size), encoding)) == data


def test_deflate_without_its_header_is_read_too() -> None:
    assert b"".join(decompressed([_raw_deflate(b"forty " * 9)], "deflate")) == b"forty " * 9


def test_no_piece_is_large_whatever_comes_in() -> None:
    bomb = gzip.compress(bytes(30_000_000), mtime=0)
    assert len(bomb) < 40_000
    assert max(map(len, decompressed([bomb], "gzip"))) <= 65_536


def test_a_bomb_is_left_at_the_cap() -> None:
    taken: list[int] = []
    with pytest.raises(TooLargeError):
        collected(
            _counted(decompressed([gzip.compress(bytes(30_000_000), mtime=0)], "gzip"), taken),
            200_000,
        )
    assert sum(taken) < 300_000


def _counted(chunks: Iterable[bytes], taken: list[int]) -> Iterator[bytes]:
    for chunk in chunks:
        taken.append(len(chunk))
        yield chunk


@pytest.mark.parametrize(
    "data",
    [
        b"no gzip at all",
        gzip.compress(b"cut short " * 50, mtime=0)[:-12],
        gzip.compress(b"damaged " * 500, mtime=0)[:30] + b"\xff" * 30,
        gzip.compress(b"then noise", mtime=0) + b"noise",
    ],
)
def test_damaged_data_is_an_error(data: bytes) -> None:
    with pytest.raises(DamagedError):
        b"".join(decompressed([data], "gzip"))


def test_the_beginning_of_an_endless_stream() -> None:
    endless = iter(lambda: b"ten bytes.", None)
    assert beginning(endless, 25) == b"ten bytes.ten bytes.ten b"
