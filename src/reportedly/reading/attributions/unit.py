"""A cue with its source: what is read of an attribution before its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.reading.attributions.cues import Cue

Order = Literal[
    "after",
    "agent",
    "before",
    "by",
    "counted",
    "infinitive",
    "mark",
    "nominal",
    "passive",
    "quoted",
    "relative",
    "shared",
    "toll",
]
"""How source, cue and content stand; `vocabulary/constructions.toml` says of each what it is."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A cue with its source: token ranges, ends excluded; where the source stands.

    `order` is `before` ("X said"), `after` ("said X", "according to X"), `shared` (a participle that has
    the subject of another verb: ", adding that"), `infinitive` ("went on to say"), `relative` ("who said"),
    `passive` ("was told that", "it was said that"), `agent` ("was confirmed by X"),
    `quoted` ("quoted X as saying"; then `reporter` is who quotes), `toll` ("raised the toll to 40"),
    `counted` ("put at 40 by X"), `nominal` ("X's figure is 40"), `by` ("by X's count"), `mark` (a colon).
    """

    cue: Cue
    source: tuple[int, int] | None
    order: Order
    first: int
    last: int
    sentence: tuple[int, int]
    reporter: tuple[int, int] | None = None
