"""Column types that keep a value exactly, the same on every database that a ledger may live in.

A type that a migration names is never changed afterwards: a new one is added beside it.
"""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

Key = BigInteger().with_variant(Integer(), "sqlite")
"""A row's own number. SQLite numbers rows by itself only in a column called INTEGER."""

Code = String().with_variant(String(collation="C"), "postgresql")
"""Hashes, days, moments and words of closed lists: ASCII, in the order of its characters."""

_ENCODER = json.JSONEncoder(separators=(",", ":"))
_LARGEST = 2**63 - 1
_ESCAPE = "\x10"
_UNSTORABLE = re.compile("[\x00\x10\ud800-\udfff]")
_is_unstorable = _UNSTORABLE.search
_ESCAPED = re.compile("\x10([0-9a-f]{4})")


class Words(TypeDecorator[str]):
    """Text, in the order of its code points, with any character in it.

    PostgreSQL takes no NUL, and no database a lone surrogate (Python's stand-in for a byte of a file
    name that is not UTF-8). Both are kept as U+0010 and four hexadecimal digits, as is U+0010 itself.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Sort by code point on PostgreSQL too, whose own order depends on its locale."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Text(collation="C"))
        return dialect.type_descriptor(Text())

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:  # noqa: ARG002
        """Escape what the database cannot hold."""
        return _escaped

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        """Give back what was escaped."""
        return _as_given


def _escaped(value: str | None) -> str | None:
    if value is None or not _is_unstorable(value):
        return value
    return _UNSTORABLE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", value)


def _as_given(value: str | None) -> str | None:
    if value is None or _ESCAPE not in value:
        return value
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


class lowered(FunctionElement[str]):  # noqa: N801 (SQLAlchemy's functions are lower case)
    """A text in lower case, whatever its alphabet."""

    type = Text()
    inherit_cache = True


@compiles(lowered)
def _lowered(element: lowered, compiler: SQLCompiler, **options: Any) -> str:
    return f"lower({compiler.process(element.clauses, **options)})"


@compiles(lowered, "postgresql")
def _lowered_by_unicode(element: lowered, compiler: SQLCompiler, **options: Any) -> str:
    # In the order "C" of our columns, and in some servers' own, lower() knows ASCII only.
    return f'lower({compiler.process(element.clauses, **options)} COLLATE "und-x-icu")'


class lowered_ascii(lowered):  # noqa: N801
    """The same, to be compared with letters of ASCII alone, by LIKE.

    SQLite's own LIKE minds no case of these, and asks nobody; `lower` is Python there, called for each row.
    """

    inherit_cache = True


@compiles(lowered_ascii, "sqlite")
def _as_it_stands(element: lowered_ascii, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)})"


def holds(column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    """Whether a column holds some words, in whatever case."""
    lower = lowered_ascii(column) if words.isascii() else lowered(column)
    return lower.contains(words.lower(), autoescape=True)


class ExactNumber(TypeDecorator[int | float]):
    """A whole number or a float that comes back as what it was: 3 as 3, 3.0 as 3.0, 10**18 exactly.

    SQLite: a column without affinity, where each value keeps its own type; whole numbers beyond 64
    bits are kept as their digits, and sort after all others. PostgreSQL: NUMERIC, where a float is
    told by its decimal point.
    """

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """BLOB is SQLite's word for no affinity."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(LargeBinary())
        return dialect.type_descriptor(Numeric(asdecimal=True))

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """How a number goes in."""
        return _to_sqlite if dialect.name == "sqlite" else _to_decimal

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        """How a number comes out."""
        return _from_sqlite if dialect.name == "sqlite" else _from_decimal


def _to_sqlite(value: float | None) -> int | float | str | None:
    if isinstance(value, int) and not -_LARGEST <= value <= _LARGEST:
        return str(value)
    return value


def _from_sqlite(value: float | str | None) -> int | float | None:
    return int(value) if isinstance(value, str) else value


def _to_decimal(value: float | None) -> Decimal | None:
    if value is None or isinstance(value, int):
        return None if value is None else Decimal(value)
    digits = format(Decimal(repr(value)), "f")
    return Decimal(digits if "." in digits else f"{digits}.0")


def _from_decimal(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.as_tuple().exponent == 0 else float(value)


class JsonText(TypeDecorator[Any]):
    """A small structure as JSON in ASCII, so that any character can stand in it. None is NULL."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:  # noqa: ARG002
        """Write it without spaces, keys in the order given."""
        return _to_json

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002
        """Read it back; tuples come back as lists."""
        return _from_json


def _to_json(value: Any) -> str | None:
    return None if value is None else _ENCODER.encode(value)


def _from_json(value: str | None) -> Any:
    return None if value is None else json.loads(value)
