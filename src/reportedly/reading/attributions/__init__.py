"""Who says what by which words, and which attribution governs a figure."""

from reportedly.reading.attributions.finding import (
    Account,
    Attributions,
    account_of,
    attribution_of,
    find,
    governed,
    quoted,
)
from reportedly.reading.attributions.speech import Governed

__all__ = [
    "Account",
    "Attributions",
    "Governed",
    "account_of",
    "attribution_of",
    "find",
    "governed",
    "quoted",
]
