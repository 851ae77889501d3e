"""Reads articles: figures, attributions, times and places, joined to claims and tolls."""

from reportedly.reading.pipeline import pipeline, read, read_many, version

__all__ = ["pipeline", "read", "read_many", "version"]
