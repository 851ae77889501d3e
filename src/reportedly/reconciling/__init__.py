"""The same quantity across reports: series, identities of names, verdicts."""

from reportedly.reconciling.series import Line, build, lines
from reportedly.reconciling.verdicts import contradictions, revisions, verdict

__all__ = ["Line", "build", "contradictions", "lines", "revisions", "verdict"]
