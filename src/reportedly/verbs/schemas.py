"""`schema`: the JSON schemas of the records."""

from typing import Any

from reportedly import records
from reportedly.errors import UsageError
from reportedly.records import Record


def _schemas() -> dict[str, type[Record]]:
    types = (getattr(records, name) for name in records.__all__)
    return {
        one.__name__.lower(): one
        for one in types
        if isinstance(one, type) and issubclass(one, Record) and one is not Record
    }


def schema_names() -> list[str]:
    """The records that have a schema."""
    return sorted(_schemas())


def schema(name: str) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a record.

    Raises:
        UsageError: there is no such record.
    """
    found = _schemas().get(name.lower())
    if found is None:
        raise UsageError(f"{name!r} is not a record; they are {', '.join(schema_names())}")
    return found.model_json_schema()
