"""One act of attribution while it is being read, with what the record does not keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from reportedly.reading.attributions.cues import Verb
from reportedly.reading.attributions.stances import StanceConstruction
from reportedly.reading.attributions.unit import Unit
from reportedly.records import Attribution, Span, Stance

Extension = Literal["block", "further quotation", "list behind"]
"""How a source governs what stands beyond its sentence."""

Carrying = Literal["closes the paragraph", "goes on"]
"""How a source governs a figure that is no content of its cue."""


@dataclass
class Speech:
    """One act of attribution. Spans are offsets into the text.

    `source` is a range of tokens; `answers` says whether the source answers for figures in the content (a
    verb of saying) or only takes a stand on something (praise, blame); `trails` whether the cue stands
    after what is said.
    """

    unit: Unit
    cue: list[Span]
    source: tuple[int, int] | None
    content: list[Span]
    stance: Stance
    answers: bool = True
    trails: bool = False
    name: str | None = None
    sort: str = "thing"
    via: list[str] = field(default_factory=list)
    cites: str | None = None
    document: bool = False
    """Whether the source is a paper, not somebody: "a report", "an inquiry"."""
    colon: int | None = None
    """Where the colon stands with which the cue opens a block, an offset; None without one."""

    beyond: dict[Span, Extension] = field(default_factory=dict)
    """Of the contents beyond the sentence, how each is governed."""

    @property
    def verb(self) -> Verb:
        """The verb of the cue."""
        return self.unit.cue.verb

    @property
    def counts(self) -> bool:
        """Whether what the source says can be a list of figures: also "losses reported by X:"."""
        return self.answers or self.unit.order == "agent"

    def covers(self, span: Span) -> int | None:
        """The size of the content span that holds a span wholly; None where none does."""
        sizes = [part.end - part.start for part in self.content if part.contains(span)]
        return min(sizes) if sizes else None


class Governed(NamedTuple):
    """What governs a figure: the attribution, the act of speech behind it, and the constructions.

    `carried` says how a speech governs a figure outside of what its cue has as content; None where it is inside.
    """

    attribution: Attribution | None
    speech: Speech | None
    carried: Carrying | None
    stance_by: StanceConstruction
