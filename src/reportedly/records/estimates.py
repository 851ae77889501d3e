"""What a model over biased sources gives: an estimate with its intervals, and how it came about."""

from datetime import date

from pydantic import Field

from reportedly.records.values import Kind, Record


class Band(Record):
    """A number that is not known exactly: its median and the interval that holds it with 95%."""

    low: float = Field(description="2.5% of the draws lie below")
    middle: float = Field(description="the median of the draws")
    high: float = Field(description="2.5% of the draws lie above")


class EstimatedDay(Record):
    """The running total on one day, as the model sees it."""

    day: date
    total: Band


class SourceBias(Record):
    """How much of each true loss a source reports, as the model sees it: 2 is twice as many."""

    source: str
    party: bool = Field(description="whether it is taken for a party to the conflict")
    kind: Kind
    reports: int = Field(ge=1, description="figures of it that the model used")
    bias: Band
    noise: float = Field(description="median scatter of its figures, as a share of them")


class LeftOut(Record):
    """Figures that the model did not use, and why."""

    reason: str
    reports: int = Field(ge=1)
    examples: tuple[str, ...] = Field((), description="the first few, by row or statement")


class Diagnostics(Record):
    """Whether the sampler can be trusted."""

    chains: int
    draws: int = Field(description="draws of each chain that were kept")
    r_hat: float = Field(description="the worst of all parameters; near 1 when chains agree")
    effective_draws: float = Field(description="the fewest independent draws of any parameter")
    divergences: int = Field(description="steps that the sampler could not follow")


class Estimate(Record):
    """A model's estimate of one running total: no verdict, and no better than its assumptions."""

    kind: Kind
    side: str
    who: str
    reports: int = Field(
        description="figures that the model used, of kinds that add up with it too"
    )
    sources: int
    days: tuple[EstimatedDay, ...]
    biases: tuple[SourceBias, ...]
    left_out: tuple[LeftOut, ...]
    assumptions: tuple[str, ...]
    diagnostics: Diagnostics
    seed: int
