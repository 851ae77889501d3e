"""What a paragraph seems to be."""

from dataclasses import dataclass

from reportedly.records import Role


@dataclass(frozen=True)
class Guess:
    """A role, and on what evidence it was given: later looks weigh guesses by their reasons."""

    role: Role
    reason: str
