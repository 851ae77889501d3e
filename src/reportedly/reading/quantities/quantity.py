"""A number with its hedge and unit: the value that everything after the scan works on."""

from dataclasses import dataclass

from reportedly.reading.quantities.measures import Sort
from reportedly.records import Comparator, Number


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge. Offsets are into the article's text.

    `start` to `end` is the figure's span by `docs/figures.md`; `number` is where the number's own
    words begin; `stop` where what it counts may begin, behind unit or currency; `share` what part of
    its unit the text's own is: cents are a hundredth of dollars, in which they are given here.
    """

    start: int
    end: int
    number: int
    stop: int
    value: Number | None
    low: Number | None
    high: Number | None
    comparator: Comparator
    hedge: str | None = None
    sort: Sort = "count"
    unit: str | None = None
    words: bool = False
    form: str = "number"
    scale: int = 1
    share: float = 1
