"""Benchmarks: commands that print figures, each a ratio to a floor or a peer of the same run."""
