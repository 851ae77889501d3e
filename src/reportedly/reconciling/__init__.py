"""The same quantity across reports: series, identities of names, verdicts."""

from reportedly.reconciling.conflicts import conflicts_of
from reportedly.reconciling.explaining import explanations_of
from reportedly.reconciling.identities import identities_of
from reportedly.reconciling.series import Line, build, lines, series_of
from reportedly.reconciling.sources import sources_of
from reportedly.reconciling.statements import Account, account_of
from reportedly.reconciling.verdicts import contradictions, revisions, verdict

__all__ = [
    "Account",
    "Line",
    "account_of",
    "build",
    "conflicts_of",
    "contradictions",
    "explanations_of",
    "identities_of",
    "lines",
    "revisions",
    "series_of",
    "sources_of",
    "verdict",
]
