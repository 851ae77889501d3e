"""Which claims are wanted."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from reportedly.errors import UsageError
from reportedly.records import Kind, Stance

DatedBy = Literal["stated", "when", "published"]


@dataclass(frozen=True, kw_only=True)
class ClaimFilter:
    """What a claim must be to be returned; all that is given must hold.

    `who`, `where`, `source` and `publisher` are looked for inside the claim's own phrase, `text`
    inside its sentence, `page` inside its path or URL, each in any case.

    `since` and `until` are days, both included, compared with the day named by `dated_by`:

    - `stated` (default): when the source said it; where that is not known, the page's date.
    - `when`: the time of what is counted.
    - `published`: the page's date.

    A stretch of days fits when it shares a day with the days asked for; an open end reaches as far as
    it needs to. A claim without the day fits no bound.

    Raises:
        UsageError: a kind, stance or day that is none.
    """

    kind: Kind | str | None = None
    who: str | None = None
    where: str | None = None
    source: str | None = None
    publisher: str | None = None
    page: str | None = None
    text: str | None = None
    stance: Stance | str | None = None
    since: date | str | None = None
    until: date | str | None = None
    dated_by: DatedBy = "stated"
    statement: str | None = None
    """Id of the statement that the claims are mentions of."""
    claim: str | None = None
    """Id of the claim."""
    text_hash: str | None = None
    superseded: bool = False
    """Whether claims of readings that a newer version has replaced are returned too."""
    limit: int | None = None

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, get_args(Kind))
        _one_of("stance", self.stance, get_args(Stance))
        _one_of("dated_by", self.dated_by, get_args(DatedBy))
        for name in ("since", "until"):
            object.__setattr__(self, name, _day(name, getattr(self, name)))
        if self.limit is not None and self.limit < 0:
            raise UsageError(f"limit {self.limit} is less than nothing; give 0 or more")


def _one_of(name: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise UsageError(f"{value!r} is not a {name}; they are {', '.join(allowed)}")


def _day(name: str, value: date | str | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{name} {value!r} is not a day; write it as 2025-01-31") from error
