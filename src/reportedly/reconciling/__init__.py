"""The same quantity across reports: series, identities of names, verdicts."""

from reportedly.reconciling.series import Line, build, lines, series_of
from reportedly.reconciling.statements import Account, account_of
from reportedly.reconciling.verdicts import contradictions, revisions, verdict

__all__ = [
    "Account",
    "Line",
    "account_of",
    "build",
    "contradictions",
    "lines",
    "revisions",
    "series_of",
    "verdict",
]
