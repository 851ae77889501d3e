"""A cue with its source: what is read of an attribution before its content."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.reading.attributions.cues import Cue


@dataclass(frozen=True, slots=True)
class Unit:
    """A cue with its source: token ranges, ends excluded; where the source stands.

    `order` is `before` ("X said"), `after` ("said X", "according to X"), `shared` (a participle that has
    the subject of another verb: ", adding that"), `relative` ("who said"), `passive` ("was told that"),
    `quoted` ("quoted X as saying"; then `reporter` is who quotes), `toll` ("raised the toll to 40"),
    `counted` ("put at 40 by X"), `nominal` ("X's figure is 40"), `by` ("by X's count"), `mark` (a colon).
    """

    cue: Cue
    source: tuple[int, int] | None
    order: str
    first: int
    last: int
    sentence: tuple[int, int]
    reporter: tuple[int, int] | None = None
