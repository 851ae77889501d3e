"""A model over biased sources: a running total behind what they claim, with its uncertainty.

Inputs are plain records (`Report`), which both a ledger and a hand-kept table give. What comes out is an
`Estimate`: a model's, labelled as one, never a verdict.
"""

from reportedly.estimating.assumptions import Assumptions
from reportedly.estimating.data import Prepared, Preparing, Report, prepare
from reportedly.estimating.estimates import Wanted, estimates_of
from reportedly.estimating.statements import reports_of
from reportedly.estimating.tables import read_table

__all__ = [
    "Assumptions",
    "Prepared",
    "Preparing",
    "Report",
    "Wanted",
    "estimates_of",
    "prepare",
    "read_table",
    "reports_of",
]
