"""What the model assumes before it sees a figure, as numbers and as sentences."""

from dataclasses import dataclass

from reportedly import vocabulary


@dataclass(frozen=True)
class Assumptions:
    """The priors of the model; spreads are of natural logarithms. `docs/estimate.md` argues for each."""

    party: float
    third: float
    bias_tails: float
    kinds: float
    noise: float
    noise_spread: float
    noise_tails: float
    noise_floor: float
    ends: float
    knot_days: int
    roughness: float
    level: float
    wounded: float
    wounded_spread: float

    @classmethod
    def shipped(cls) -> "Assumptions":
        """Those of the vocabulary, with the user's changes."""
        words = vocabulary.load("estimate")
        bias, noise, path, wounded = (words[k] for k in ("bias", "noise", "path", "wounded"))
        return cls(
            party=bias["party"],
            third=bias["third"],
            bias_tails=bias["tails"],
            kinds=bias["kinds"],
            noise=noise["middle"],
            noise_spread=noise["spread"],
            noise_tails=noise["tails"],
            noise_floor=noise["floor"],
            ends=noise["ends"],
            knot_days=path["knot_days"],
            roughness=path["roughness"],
            level=path["level"],
            wounded=wounded["per_killed"],
            wounded_spread=wounded["spread"],
        )

    def in_words(self, *, summed: bool) -> tuple[str, ...]:
        """The assumptions as sentences; `summed`: whether wounded or casualties were used."""
        said = [
            "There is one true running total; it never falls, and its daily rate changes gradually.",
            "Each source multiplies it by a bias of its own that stays the same over the whole time.",
            (
                "Before seeing a figure: sources that are no party are right on average (spread "
                f"{self.third:g} of the logarithm), parties may be far out in either direction "
                f"({self.party:g}). No party is assumed to exaggerate or to conceal."
            ),
            (
                "Sources err independently of each other. Where they share a root that the input "
                "does not show, the intervals are too narrow."
            ),
            "Floors and ceilings say only on which side the source's own figure lies.",
        ]
        if summed:
            said.append(
                f"Casualties are killed and wounded; about {self.wounded:g} wounded for each killed "
                f"(spread {self.wounded_spread:g}), the same ratio at all times."
            )
        return tuple(said)
