"""Who says what by which words, and which attribution governs a figure."""

from reportedly.reading.attributions.finding import (
    Account,
    Attributions,
    account_of,
    attribution_of,
    find,
    quoted,
)

__all__ = ["Account", "Attributions", "account_of", "attribution_of", "find", "quoted"]
