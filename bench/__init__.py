"""Benchmarks: commands that print figures, each a ratio to a floor or a peer of the same run."""

import os

# As the command does, before numpy is loaded: one thread, which is what is compared.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
