"""A unit of work that its worker cannot bear; by itself, so that the worker has little to load."""

import os
from typing import Any


def dying(_archive: Any, tell: Any) -> Any:
    """Begin, and die."""
    tell(1, 10)
    os._exit(9)
