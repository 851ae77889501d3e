"""What a request may ask: every parameter has its type and its limit."""

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from reportedly.errors import UsageError
from reportedly.verbs import Filters

ROWS = 50
"""Rows of a list on one page."""

MOST_ROWS = 1_000
"""Rows that a CSV or JSON twin may be asked for at once."""

MOST_PAGES = 1_000_000
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def _one_line(words: str) -> str:
    if _CONTROLS.search(words):
        raise ValueError("line breaks and control characters are not looked for")
    return words.strip()


Words = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Identity = Annotated[str, Path(pattern="^[0-9a-f]{4,64}$", description="an id, or its beginning")]


class Paged(BaseModel):
    """Which part of a list is wanted."""

    model_config = ConfigDict(frozen=True)

    page: Annotated[int, Field(ge=1, le=MOST_PAGES)] = 1
    rows: Annotated[int, Field(ge=1, le=MOST_ROWS)] = ROWS

    @property
    def offset(self) -> int:
        """How many rows come before."""
        return (self.page - 1) * self.rows


FILTERS = {
    "kind": "kind",
    "who": "who",
    "where": "where",
    "source": "source",
    "publisher": "publisher",
    "since": "from",
    "until": "until",
    "text": "text",
}
"""The filters of series, with the words that name them beside their fields."""


class Asked(Paged):
    """Which series are wanted, in which order."""

    kind: Words = ""
    who: Words = ""
    where: Words = ""
    source: Words = ""
    publisher: Words = ""
    since: Day = ""
    until: Day = ""
    text: Words = ""
    order: Words = "statements"
    conflicting: bool = False
    q: Annotated[Words, Field(description="a question that was read into the filters")] = ""
    left: Annotated[Words, Field(description="words of it that were not understood")] = ""

    def filters(self) -> Filters:
        """The filters as the library's verbs take them."""
        return Filters(
            kind=self.kind or None,
            who=self.who or None,
            where=self.where or None,
            source=self.source or None,
            publisher=self.publisher or None,
            since=self.since or None,
            until=self.until or None,
            text=self.text or None,
        )

    @property
    def given(self) -> dict[str, str]:
        """The filters that are set."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    def rest(self) -> dict[str, str]:
        """All that is asked but the part of the list, for the addresses of its other parts."""
        usual = type(self)()
        values = self.model_dump(exclude={"page"})
        return {
            name: "1" if value is True else str(value)
            for name, value in values.items()
            if value != getattr(usual, name)
        }

    def query(self, **changes: object) -> str:
        """The query of an address for the same with changes; what is as usual is left out."""
        usual = type(self)()
        values = {**self.model_dump(), **changes}
        return query_of({k: v for k, v in values.items() if v != getattr(usual, k, None)})


def query_of(values: Mapping[str, object]) -> str:
    """The query of an address, with its question mark; empty where nothing is asked."""
    given = {
        name: ("1" if value is True else str(value))
        for name, value in values.items()
        if value not in (None, "", False)
    }
    return f"?{urlencode(given)}" if given else ""


AskedOf = Annotated[Asked, Query()]
PagedOf = Annotated[Paged, Query()]


class NotThereError(UsageError):
    """What an address names is not in the ledger."""
