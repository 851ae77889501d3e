"""Mapping files: what the columns of a table mean, as TOML.

`docs/tables.md` describes the format for its writers. A mapping has a digest, which the readings of its
rows carry as part of their version: rows that were imported by a mapping that was mended are read anew.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, ValidationError, model_validator

from reportedly.errors import UsageError
from reportedly.records import Kind, Record, Stance, Window

LARGEST = 1_000_000
"""Bytes of the largest mapping file that is read."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}", re.ASCII)
_FOLDER = Path(__file__).parent.parent / "vocabulary" / "mappings"


def _printable(text: str) -> str:
    if not text or not text.isprintable():
        raise ValueError("a name of characters that can be printed is needed")
    return text


Header = Annotated[str, AfterValidator(_printable)]
"""The head of a column, exactly as the table has it."""


class Part(Record):
    """Words of one column: the cell, a part of it, or what it stands for."""

    column: Header
    values: dict[str, str] = Field(default_factory=dict)
    """What cells stand for; an empty text stands for nothing, and the key `""` for an empty cell."""
    default: str | None = None
    """What cells stand for that `values` does not list."""
    before: str | None = None
    """Only what stands before these words."""
    between: tuple[str, str] | None = None
    """Only what stands between these words; nothing where they are missing."""


class Flag(Record):
    """A column that marks rows: `when` lists the cells that do, `otherwise` is what new rows get."""

    column: Header
    when: tuple[str, ...] = Field(("1", "yes", "true", "x"), min_length=1)
    otherwise: str = ""


class DayColumn(Record):
    """A column of days: as dates in a format of `strptime`, or counted from a day."""

    column: Header
    format: str | None = None
    days_after: date | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.format is None) == (self.days_after is None):
            raise ValueError("give either format or days_after")
        if self.format is not None:
            _check_format(self.format)
        return self


def _check_format(form: str) -> None:
    day = date(2031, 11, 29)
    try:
        again = datetime.strptime(day.strftime(form), form).date()  # noqa: DTZ007 (a day has no zone)
    except ValueError as error:
        raise ValueError(f"the format {form!r} does not read what it writes: {error}") from error
    if again != day:
        raise ValueError(f"the format {form!r} does not hold day, month and year")


class When(Record):
    """The days of what is counted."""

    start: DayColumn | None = None
    end: DayColumn | None = None
    since: date | None = None
    """The day on which running totals start."""


Words = str | Part | tuple[str | Part, ...]
"""A constant, a column, or several of both, joined by spaces."""


class Numbers(Record):
    """The columns of numbers; `floor` and `ceiling` mark a number as the lower or upper end."""

    low: Header | None = None
    high: Header | None = None
    best: Header | None = None
    floor: Flag | None = None
    ceiling: Flag | None = None
    single: Literal["exactly", "about"] = "exactly"
    """The comparator of a number that stands alone."""
    thousands: str = Field(",", max_length=1)
    decimal: str = Field(".", min_length=1, max_length=1)

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.low is None and self.high is None and self.best is None:
            raise ValueError("name at least one of the columns low, high and best")
        if self.thousands == self.decimal:
            raise ValueError("thousands and decimal cannot be the same character")
        return self


class ClaimFields(Record):
    """Where the fields of a claim come from."""

    kind: Words
    who: Words | None = None
    where: Words | None = None
    counted: Words | None = None
    window: Words = "event"
    source: Words | None = None
    cites: Words | None = None
    via: Words | None = None
    stance: Words = "asserts"
    hedge: Words | None = None
    url: Words | None = None
    publisher: Words | None = None

    @model_validator(mode="after")
    def _of_closed_lists(self) -> Self:
        for name, allowed in CLOSED.items():
            for constant in _constants(getattr(self, name)):
                if constant not in allowed:
                    message = f"{name}: {constant!r} is none of {', '.join(allowed)}"
                    raise ValueError(message)
        return self


CLOSED: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "window": get_args(Window),
    "stance": get_args(Stance),
}
"""The fields of a claim that take one of a list."""


def _constants(words: Words) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, Part):
        yield from words.values.values()
        if words.default is not None:
            yield words.default


class Estimating(Record):
    """What `estimate` asks of a row beyond its claim; what is not set follows from the claim."""

    side: Words | None = None
    """Whose loss; not set: the nation in the claim's `who`."""
    who: Words | None = None
    """Who or what was lost; not set: the group in the claim's `who`."""
    source: Words | None = None
    """Whose bias the figure carries; not set: the claim's `source`."""
    party: Flag | None = None
    """A column that marks the rows of parties to the conflict; not set: whoever is of a side."""


class Mapping(Record):
    """What the columns of a table mean."""

    name: str
    title: str
    description: str = ""
    delimiter: str = Field(",", min_length=1, max_length=1)
    missing: tuple[str, ...] = ("", "NA")
    """Cells that say nothing."""
    number: Numbers
    claim: ClaimFields
    when: When = When()
    stated: DayColumn | None = None
    published: DayColumn | None = None
    marks: dict[str, Header] = Field(default_factory=dict)
    """Columns that are no field of a claim and are marked in the row under a name of their own."""
    derived: dict[str, str] = Field(default_factory=dict)
    """Columns of new rows that follow from others: `{category}-{loss_country}`."""
    estimate: Estimating = Estimating()

    text: str = Field("", exclude=True, repr=False)
    """The file."""

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"name: {self.name!r} is none; take small letters, digits and hyphens")
        if self.delimiter in '"\r\n':
            raise ValueError(f"delimiter: {self.delimiter!r} cannot stand between cells")
        return self

    @property
    def digest(self) -> str:
        """12 hexadecimal digits by which two states of a mapping are told apart."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:12]

    def columns(self) -> tuple[str, ...]:
        """The heads of all columns that the mapping reads, in the order of its fields, each once."""
        found = _columns_in(self.model_dump(exclude={"derived"}))
        return tuple(dict.fromkeys(name for name in found if name is not None))


def _columns_in(dumped: Any) -> Iterator[str | None]:
    for group in ("when", "stated", "published"):
        yield from _named_columns(dumped[group])
    yield from (dumped["number"][name] for name in ("low", "high", "best"))
    for group in ("number", "claim"):
        yield from _named_columns(dumped[group])
    yield from dumped["marks"].values()
    yield from _named_columns(dumped["estimate"])


def _named_columns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "column" in value:
            yield value["column"]
        else:
            for one in value.values():
                yield from _named_columns(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _named_columns(one)


def shipped_mappings() -> list[str]:
    """The names of the mappings in the package, in order."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def load_mapping(name: str | Path) -> Mapping:
    """A shipped mapping by its name, or one from a file.

    Raises:
        UsageError: there is none, it is not valid TOML, or says what no mapping can.
    """
    if str(name) in shipped_mappings():
        return _parsed((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"), f"mapping {name}")
    path = Path(name)
    if not path.is_file():
        raise UsageError(
            f"mapping {str(name)!r}: there is no such file, and the shipped ones are "
            f"{', '.join(shipped_mappings())}; `reportedly mappings --show NAME` prints one to copy"
        )
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UsageError(f"mapping {path} has more than {LARGEST:,} bytes; give the right file")
        return _parsed(data.decode("utf-8"), f"mapping {path}")
    except OSError as error:
        raise UsageError(
            f"mapping {path} cannot be read: {error.strerror}; change its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"mapping {path} is not in UTF-8 (byte {error.start}); save it in UTF-8"
        ) from error


def _parsed(text: str, what: str) -> Mapping:
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{what} is not valid TOML: {error}; mend that line") from error
    if "text" in given:
        raise UsageError(f"{what}: text is no setting of a mapping; docs/tables.md lists them")
    # A table of TOML that has `number` but no `claim` gets a message of pydantic's for each.
    try:
        return Mapping(**given, text=text)
    except ValidationError as error:
        raise UsageError(
            f"{what}: {_complaint(error)}; docs/tables.md lists the settings"
        ) from None


def _complaint(error: ValidationError) -> str:
    """The first thing that is wrong, in words: where it stands, and what is the matter."""
    # Where words may be a constant, a column or a list, the deepest complaint is about what was meant.
    # A setting that does not exist is most often the one that is missing, misspelt.
    weight = {"extra_forbidden": 2, "missing": 0, "string_type": -1}
    first = max(error.errors(), key=lambda one: (_depth(one), weight.get(one["type"], 1)))
    steps = [str(step) for step in first["loc"] if str(step) not in _ALTERNATIVES]
    place = ".".join(step for step in steps if not step.startswith(("tuple[", "function-")))
    said = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        said = "is no setting of a mapping"
    elif first["type"] == "missing":
        said = "is missing"
    return f"{place}: {said}" if place else said


_ALTERNATIVES = {"str", "Part"}


def _depth(one: Any) -> int:
    return len([step for step in one["loc"] if step not in _ALTERNATIVES])
