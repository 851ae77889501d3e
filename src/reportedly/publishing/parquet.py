"""Claims as Parquet, for data frames and databases; pyarrow is an extra."""

from collections.abc import Iterable
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

from reportedly.errors import UsageError
from reportedly.publishing.carrying import columns
from reportedly.publishing.columns import Column
from reportedly.publishing.exports import flat
from reportedly.records import RecordedClaim

_AT_ONCE = 10_000


def check_installed() -> None:
    """Refuse before a file is opened.

    Raises:
        UsageError: pyarrow is not installed.
    """
    library("pyarrow")


def write(claims: Iterable[RecordedClaim], out: BinaryIO, *, full_text: bool = False) -> int:
    """Write claims with the columns of the CSV, typed; return how many.

    Days are dates, numbers doubles, and `via` is a list. With `full_text` the claims are `WholeClaim`s.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    typed = schema(columns(full_text=full_text))
    written = 0
    left = iter(claims)
    with parquet.ParquetWriter(out, typed, compression="zstd") as writer:
        while part := [_row(claim) for claim in islice(left, _AT_ONCE)]:
            writer.write_table(arrow.Table.from_pylist(part, schema=typed))
            written += len(part)
    return written


def schema(of: Iterable[Column]) -> Any:
    """The columns with the types of Arrow, and what they mean.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow = library("pyarrow")
    types = {
        "string": arrow.string(),
        "number": arrow.float64(),
        "integer": arrow.int64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    return arrow.schema(
        [
            arrow.field(
                column.name,
                arrow.list_(arrow.string()) if column.name == "via" else types[column.type],
                metadata={"description": column.means},
            )
            for column in of
        ]
    )


def _row(claim: RecordedClaim) -> dict[str, Any]:
    when, stated = claim.when, claim.stated
    days = {
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "stated_start": stated.start if stated else None,
        "stated_end": stated.end if stated else None,
    }
    return flat(claim) | days | {"via": list(claim.via)}


def library(name: str) -> Any:
    """A module of pyarrow.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed; run: pip install 'reportedly[parquet]'"
        ) from error
