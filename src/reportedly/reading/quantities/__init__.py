"""Quantities: numbers with their hedges and units, from the words of a sentence alone."""

from reportedly.reading.quantities.scanning import Quantity, scan

__all__ = ["Quantity", "scan"]
