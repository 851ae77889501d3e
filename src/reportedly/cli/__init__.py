"""The command line: each command parses, calls the verb of its name, and prints.

Heavy modules are imported inside the commands, so that `--help` answers at once.
"""

from reportedly.cli import (
    asking,
    estimating,
    exporting,
    forgetting,
    importing,
    naming,
    reading,
    reviewing,
    scaling,
    serving,
    tolling,
    watching,
)
from reportedly.cli.running import (
    DONE,
    INTERRUPTED,
    NOTHING_FOUND,
    READER_GONE,
    SOME_FAILED,
    WRONG_USE,
    app,
    main,
)

__all__ = [
    "DONE",
    "INTERRUPTED",
    "NOTHING_FOUND",
    "READER_GONE",
    "SOME_FAILED",
    "WRONG_USE",
    "app",
    "asking",
    "estimating",
    "exporting",
    "forgetting",
    "importing",
    "main",
    "naming",
    "reading",
    "reviewing",
    "scaling",
    "serving",
    "tolling",
    "watching",
]
